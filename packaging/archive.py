"""Zip a folder so that the same files give the same bytes: ``python packaging/archive.py FOLDER OUT.zip``.

Order, times and modes are fixed; the time is ``SOURCE_DATE_EPOCH``, the commit's.
"""

from __future__ import annotations

import os
import sys
import time
import zipfile
from pathlib import Path

_FIRST = 315_532_800  # 1980-01-01: a zip knows no earlier day
_FILE, _PROGRAM = 0o644, 0o755


def archive(folder: Path, out: Path, moment: int) -> None:
    """Write the files of a folder, under its name, into a new archive.

    Args:
        folder: What to archive.
        out: The archive.
        moment: When every file was changed last. Unit: seconds since 1970, UTC.
    """
    when = time.gmtime(max(moment, _FIRST))[:6]
    with zipfile.ZipFile(out, "w") as made:
        for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
            if not path.is_file():
                continue
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = 3  # as written on Unix: else the system would show in the bytes
            mode = _PROGRAM if os.access(path, os.X_OK) and os.name != "nt" else _FILE
            entry.external_attr = mode << 16
            made.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    """Archive what is asked for."""
    archive(Path(sys.argv[1]), Path(sys.argv[2]), int(os.environ.get("SOURCE_DATE_EPOCH", "0")))


if __name__ == "__main__":
    main()
