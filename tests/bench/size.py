"""What the built app takes on disk, against PySide6-Essentials as unpacked from its wheels."""

from __future__ import annotations

from collections import Counter
from importlib import metadata
from pathlib import Path

from tests.bench.measuring import Result

_ROOT = Path(__file__).parents[2]
_BUNDLE = _ROOT / "build" / "bundle" / "whyscore"
_LARGEST = 6


def size() -> Result:
    """Hold the bundle that ``packaging/build.sh`` made last against Qt alone.

    Raises:
        FileNotFoundError: Nothing was built yet.
    """
    if not _BUNDLE.is_dir():
        raise FileNotFoundError(f"no bundle in {_BUNDLE.relative_to(_ROOT)}: build it first")
    files = {
        path: path.stat().st_size
        for path in _BUNDLE.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    ours = sum(files.values())
    theirs = sum(
        Path(str(file.locate())).stat().st_size
        for part in ("PySide6_Essentials", "shiboken6")
        for file in metadata.files(part) or ()
        if Path(str(file.locate())).is_file() and file.suffix != ".pyc"
    )
    largest = Counter(files).most_common(_LARGEST)
    told = ", ".join(f"{path.name} {taken / 1e6:.0f}" for path, taken in largest)
    return Result(
        name="size",
        what="the installed app on disk",
        yardstick="PySide6-Essentials with shiboken6, unpacked",
        reach="smaller",
        seconds=ours,
        yardstick_seconds=theirs,
        ratio=ours / theirs,
        least=ours / theirs,
        most=ours / theirs,
        runs=1,
        note=f"largest files, MB: {told}",
        unit="bytes",
    )
