"""A zip from anywhere: its limits are checked before a byte of it is unpacked.

A zip can lie. The list at its end is checked first; then every member is watched while it
unpacks, and may not give more than the list said.
"""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path
from typing import IO, BinaryIO

from app.domain.errors import UnreadableInput
from app.domain.records import InputFile
from app.intake.container import (
    LONGEST_NAME,
    MOST_FILES,
    LockedFile,
    Source,
    buffered,
    file_sha256,
    is_inside,
    is_litter,
    leads_outside,
    too_long,
    too_many_files,
)
from app.intake.refusing import refused
from app.intake.text import decide
from app.intake.text_guess import TextError
from app.wording.language import _

MOST_BYTES = 4 << 30
"""A zip that unpacks to more than this is refused. Unit: bytes."""

MOST_GROWTH = 200
"""A zip that unpacks to more than this many times its own size is refused."""

_LONGEST_LIST = 16 << 20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_AES = 99
_LOCKED, _NAME_IS_UTF8 = 0x1, 0x800
_FIRST_BYTES = (b"PK\x03\x04", b"PK\x05\x06")
_PROBE = 1 << 20


class ZipSource(Source):
    """The files in a zip. One folder around all of them is taken off their names."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        super().__init__(path)
        self._members = _checked(self.name, _listed(path, self.name), path.stat().st_size)
        self._locked = any(_is_locked(member) for member in self._members.values())
        if self._locked and not password:
            raise self._lock(_("a locked file"))
        try:
            self._archive = _archive(path, password if self._locked else None)
        except Exception as error:
            raise _damaged(self.name) from error
        if self._locked:
            self._try_password()

    def names(self) -> tuple[str, ...]:
        """Return the names of the files in the zip."""
        return tuple(sorted(self._members))

    def has(self, name: str) -> bool:
        """Return whether the zip holds such a file."""
        return name in self._members

    def open(self, name: str) -> BinaryIO:
        """Open one member; what it gives is watched."""
        member = self._members.get(name)
        if member is None:
            raise refused(
                self.name,
                _("no file of that name"),
                name,
                _("The package is not complete; ask for it again."),
            )
        return buffered(_Watched(self, member))

    def size(self, name: str) -> int:
        """Return how many bytes the member unpacks to, as the zip says."""
        return self._members[name].file_size

    def input_file(self) -> InputFile:
        """Return the zip's name and hash."""
        return InputFile(self.name, file_sha256(self.path, self.name))

    def close(self) -> None:
        """Close the zip."""
        self._archive.close()

    def unpack(self, member: zipfile.ZipInfo) -> IO[bytes]:
        """Open a member as the library gives it, unwatched."""
        try:
            return self._archive.open(member.filename)
        except RuntimeError as error:
            raise self._lock(_("a wrong password")) from error
        except Exception as error:
            raise _damaged(self.name) from error

    def failed(self) -> UnreadableInput:
        """Return the refusal of a member that cannot be unpacked."""
        return _damaged(self.name)

    def _try_password(self) -> None:
        """Unpack the smallest locked member: an old lock lets 1 wrong password in 256 pass."""
        locked = [member for member in self._members.values() if _is_locked(member)]
        with self.unpack(min(locked, key=lambda member: member.file_size)) as probe:
            try:
                probe.read(_PROBE)
            except Exception as error:
                raise self._lock(_("a wrong password, or a damaged file")) from error

    def _lock(self, found: str) -> LockedFile:
        error = refused(
            self.name,
            found,
            _("a zip, and its password if it has one"),
            _("Type the password that came with the file. It is used once and kept nowhere."),
        )
        return LockedFile(str(error), error.faults)


class _Watched(io.RawIOBase):
    """A member that unpacks to no more than was said, and fails in one way only."""

    def __init__(self, source: ZipSource, member: zipfile.ZipInfo) -> None:
        self._source = source
        self._left = member.file_size
        self._stream = source.unpack(member)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except Exception as error:
            raise self._source.failed() from error
        self._left -= len(data)
        if self._left < 0 or (not data and self._left > 0):
            raise self._source.failed()
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Bounded(io.BufferedReader):
    """A file that gives no list longer than a zip of ``MOST_FILES`` can need."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LONGEST_LIST:
            raise OverflowError
        return super().read(size)


def looks_zipped(path: Path) -> bool:
    """Return whether the file begins like a zip, or is called one."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError:
        return False  # whoever opens it next says why it cannot be read
    return start in _FIRST_BYTES or (path.suffix.lower() == ".zip" and start[:2] == b"PK")


def _listed(path: Path, name: str) -> list[zipfile.ZipInfo]:
    try:
        with _Bounded(io.FileIO(path)) as file, zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except OverflowError as error:
        raise too_many_files(name) from error
    except Exception as error:
        raise _damaged(name) from error


def _checked(name: str, members: list[zipfile.ZipInfo], packed: int) -> dict[str, zipfile.ZipInfo]:
    """Return the members by name, or refuse the zip for one of them."""
    if len(members) > MOST_FILES:
        raise too_many_files(name)
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES or total > MOST_GROWTH * packed:
        raise refused(
            name,
            _("a zip that unpacks to {size} bytes").format(size=total),
            _("at most 4 GiB, and at most {times} times the zip's size").format(times=MOST_GROWTH),
            _("Do not use this file; ask its sender for a new one."),
        )
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise leads_outside(name, _("a link instead of a file"))
        inner = _said_name(member)
        if not is_inside(inner):
            raise leads_outside(name, _("a path that leads outside"))
        if len(inner) > LONGEST_NAME:
            raise too_long(name, len(inner))
        if member.is_dir() or is_litter(inner):
            continue
        if inner in found:
            raise refused(
                name,
                _("two files of one name"),
                _("one file of each name"),
                _("Do not use this file; ask its sender for a new one."),
            )
        if member.compress_type not in {*_METHODS, _AES}:
            raise refused(
                name,
                _("a zip packed by method {method}").format(method=member.compress_type),
                _("a zip packed by the common method (deflate)"),
                _("Unpack it and choose the folder."),
            )
        found[inner] = member
    return _without_outer_folder(found)


def _without_outer_folder(found: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    outer = {name.partition("/")[0] if "/" in name else "" for name in found}
    if len(outer) != 1 or "" in outer:
        return found
    return {name.partition("/")[2]: member for name, member in found.items()}


def _said_name(member: zipfile.ZipInfo) -> str:
    """Return the member's name as its maker meant it: old zips do not say in which encoding."""
    name = member.filename
    if not member.flag_bits & _NAME_IS_UTF8 and not name.isascii():
        try:
            found = decide(name.encode("cp437"))
        except (TextError, UnicodeEncodeError):
            return name.replace("\\", "/")
        # Western zips are in the encoding that the format names, which the library has undone.
        if not found.encoding.startswith(("windows-125", "mac", "cp85", "iso-8859")):
            name = found.text
    return name.replace("\\", "/")


def _is_locked(member: zipfile.ZipInfo) -> bool:
    return bool(member.flag_bits & _LOCKED)


def _archive(path: Path, password: str | None) -> zipfile.ZipFile:
    if password is None:
        return zipfile.ZipFile(path)
    import pyzipper

    # It is a copy of the standard library's, with the newer lock (AES) added.
    archive: zipfile.ZipFile = pyzipper.AESZipFile(path)
    archive.setpassword(password.encode())
    return archive


def _damaged(name: str) -> UnreadableInput:
    return refused(
        name,
        _("a zip that is cut off or damaged"),
        _("a whole zip"),
        _("Download it again, or ask for it again."),
    )
