"""The folder in which an audit keeps the parts that are computed, until it is done."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import time
from pathlib import Path

from app.domain.errors import WhyscoreError
from app.store.lock import locked
from app.wording.language import _

KEPT_FOR = 7
"""What a stopped audit left is erased by the next one after so long. Unit: days."""

_LOCK, _SALT = "lock", "salt"
_OURS = "audit-"
_DAY = 86_400  # seconds


class Workplace:
    """The folder of one audit; only its owner may look into it.

    Attributes:
        folder: Where parts are kept.
    """

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder = folder
        self._lock: int | None = lock

    def part(self, number: int) -> Path:
        """Return the file of a part."""
        return self.folder / f"part-{number:06}"

    def salt(self) -> str:
        """Return the secret that ids are salted by: what is taken up again keeps its own.

        Raises:
            OSError: It cannot be kept.
        """
        file = self.folder / _SALT
        if not file.exists():
            beside = file.with_name(f"{_SALT}.{os.getpid()}")
            beside.write_text(secrets.token_hex(16), encoding="ascii")
            beside.replace(file)
        return file.read_text(encoding="ascii")

    def leave(self) -> None:
        """Leave what is there to whoever takes the audit up again."""
        if self._lock is not None:
            os.close(self._lock)  # which gives the lock back
            self._lock = None

    def erase(self) -> None:
        """Erase the folder; harmless where it is gone."""
        if self._lock is not None:
            self.leave()
            shutil.rmtree(self.folder, ignore_errors=True)


def take(base: Path, key: str) -> Workplace:
    """Take the folder of an audit, with the parts that a stopped one left in it.

    Where the same audit is under way already, the folder is a new and empty one.

    Args:
        base: In which folder it lies; made where it is not there.
        key: What the audit is known by: the same for the same people, question and program.

    Raises:
        WhyscoreError: Nothing can be written there.
    """
    name = _OURS + hashlib.sha256(key.encode("utf-8")).hexdigest()[:32]
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        _erase_old(base)
        return _taken(base / name) or _new(base, name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WhyscoreError(
            _("What is computed cannot be kept in {folder}: {reason}.").format(
                folder=base, reason=reason
            )
        ) from error


def stamps_of(path: Path) -> str:
    """Return a text that another one takes the place of as soon as a file of a cohort changes.

    The hash that a package is known by is that of its descriptor, which need not tell of its files.

    Args:
        path: What was opened: a file, a folder, or the descriptor in it.
    """
    root = path.parent if path.suffix == ".json" else path
    files = [root] if root.is_file() else [one for one in root.rglob("*") if one.is_file()]
    digest = hashlib.sha256()
    for file in sorted(files):
        about = file.stat()
        digest.update(f"{file}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def erase_all(base: Path) -> None:
    """Erase what stopped audits left; those under way stay."""
    _erase_old(base, days=0)


def _new(base: Path, name: str) -> Workplace:
    taken = _taken(base / f"{name}-{secrets.token_hex(4)}")
    if taken is None:  # pragma: no cover - a name that nobody else can know
        raise OSError(name)
    return taken


def _taken(folder: Path) -> Workplace | None:
    """Return the folder, locked; ``None`` where somebody else has it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    if locked(handle) and _is_at(handle, folder / _LOCK):
        folder.chmod(0o700)
        os.utime(folder)
        return Workplace(folder, handle)
    os.close(handle)
    return None


def _is_at(handle: int, path: Path) -> bool:
    """Whether the lock is still the folder's: who erases a folder deletes its lock as well."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _erase_old(base: Path, days: int = KEPT_FOR) -> None:
    before = time.time() - days * _DAY
    for folder in sorted(base.glob(f"{_OURS}*")):
        with contextlib.suppress(OSError):  # gone meanwhile, or not ours to erase
            if folder.is_dir() and folder.stat().st_mtime <= before and (old := _taken(folder)):
                old.erase()
