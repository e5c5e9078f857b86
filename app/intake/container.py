"""What holds the files of an export: a single file or a folder; a zip stands in ``zipped``."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

from app.domain.errors import UnreadableInput
from app.domain.records import InputFile
from app.intake.refusing import refused
from app.wording.language import _

DESCRIPTOR = "datapackage.json"
"""Name of the file that makes a folder a package."""

MOST_FILES = 10_000
"""A folder or zip with more files than this is refused."""

LONGEST_NAME = 1_000
"""A file whose name is longer, with its folders, is refused. Unit: characters."""

_CHUNK = 1 << 20
_MOST_IN_MEMORY = 512 << 20
_WILDCARDS = frozenset("*?[]{}")
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class LockedFile(UnreadableInput):
    """A file that needs a password, or another one than was given."""


class Source(ABC):
    """The files that belong to one export, whatever holds them.

    Attributes:
        name: Name of the file or folder as the person knows it.
        path: Where it lies.
        encoding: The encoding that the person chose for the texts in it; empty where they chose
            none, and each text's own is found (``text.decide``).
    """

    encoding: str = ""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name or str(path)

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """Return the names of the files, with ``/`` between folders, in order."""

    @abstractmethod
    def has(self, name: str) -> bool:
        """Return whether there is a file of this name."""

    @abstractmethod
    def open(self, name: str) -> BinaryIO:
        """Open one file for reading.

        Raises:
            UnreadableInput: There is no such file, or it cannot be read; also raised by the
                reads that follow.
        """

    @abstractmethod
    def size(self, name: str) -> int:
        """Return how many bytes one file has."""

    @abstractmethod
    def input_file(self) -> InputFile:
        """Return the name and hash by which figures say what they rest on."""

    def input_files(self, names: Iterable[str]) -> tuple[InputFile, ...]:
        """Return what figures rest on that were drawn from these of its files.

        A zip and a single file are one input; of a folder that is no package each file is.
        """
        del names
        return (self.input_file(),)

    def sha256(self, name: str) -> str:
        """Return the SHA-256 of one file, in hexadecimal."""
        with self.open(name) as file:
            return _sha256(file)

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """Give one file a path on this computer, for as long as the context lasts.

        A member of a zip is unpacked into memory where the system gives memory a path, so that
        nothing that was locked is left on a disk; else into a folder that only this user can
        enter, which is removed. The path never holds a wildcard.
        """
        with self.open(name) as file, _copy(file, self.size(name)) as path:
            yield path

    def close(self) -> None:  # noqa: B027 - most sources hold nothing open
        """Let go of what is open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class FileSource(Source):
    """A single file, such as a bill."""

    def names(self) -> tuple[str, ...]:
        """Return the one name."""
        return (self.name,)

    def has(self, name: str) -> bool:
        """Return whether this is the file's name."""
        return name == self.name

    def open(self, name: str) -> BinaryIO:
        """Open the file."""
        _known(self, name)
        return _opened(self.path, self.name)

    def size(self, name: str) -> int:
        """Return how many bytes the file has."""
        _known(self, name)
        return self.path.stat().st_size

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """Give the path where the file lies already, or a copy where that holds a wildcard."""
        _known(self, name)
        if _WILDCARDS.isdisjoint(str(self.path)):
            yield self.path
            return
        with super().local(name) as copy:
            yield copy

    def input_file(self) -> InputFile:
        """Return the file's name and hash."""
        return InputFile(self.name, self.sha256(self.name))


class FolderSource(Source):
    """A folder with the files of a package."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all files within; links are not followed.

        Raises:
            UnreadableInput: There are more than ``MOST_FILES``.
        """
        found: list[str] = []
        for folder, folders, files in os.walk(self.path):
            folders.sort()
            place = Path(folder)
            kept = [place / file for file in files if file not in _LITTER]
            found += [
                path.relative_to(self.path).as_posix() for path in kept if not path.is_symlink()
            ]
            if len(found) > MOST_FILES:
                raise too_many_files(self.name)
        return tuple(sorted(found))

    def has(self, name: str) -> bool:
        """Return whether the folder holds such a file."""
        try:
            return is_inside(name) and (self.path / name).is_file()
        except OSError:
            return False  # a name that no file can have, or a folder that may not be entered

    def open(self, name: str) -> BinaryIO:
        """Open one file of the folder; a link is refused."""
        return _opened(self._place(name), self.name)

    def size(self, name: str) -> int:
        """Return how many bytes the file has."""
        return self._place(name).stat().st_size

    def input_file(self) -> InputFile:
        """Return the folder's name and the hash of its descriptor."""
        return InputFile(self.name, self.sha256(DESCRIPTOR) if self.has(DESCRIPTOR) else "")

    def input_files(self, names: Iterable[str]) -> tuple[InputFile, ...]:
        """Return each of these files with its hash; the package itself where it is one."""
        if self.has(DESCRIPTOR):
            return (self.input_file(),)
        return tuple(InputFile(f"{self.name}/{name}", self.sha256(name)) for name in names)

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """Give the path where the file lies already, or a copy where that holds a wildcard."""
        place = self._place(name)
        if _WILDCARDS.isdisjoint(str(place)):
            yield place
            return
        with super().local(name) as copy:
            yield copy

    def _place(self, name: str) -> Path:
        _known(self, name)
        place = self.path
        for part in PurePosixPath(name).parts:
            place /= part
            if place.is_symlink():
                raise leads_outside(self.name, _("a link instead of a file"))
        return place


@contextmanager
def _copy(file: BinaryIO, size: int) -> Iterator[Path]:
    """Copy a file to where a program can open it by a path, and take it away again."""
    if hasattr(os, "memfd_create") and size <= _MOST_IN_MEMORY:
        descriptor = os.memfd_create("whyscore")
        with os.fdopen(descriptor, "wb") as memory:
            shutil.copyfileobj(file, memory, _CHUNK)
            memory.flush()
            yield Path(f"/proc/self/fd/{descriptor}")
        return
    with tempfile.TemporaryDirectory(prefix="whyscore-") as folder:
        path = Path(folder) / "part"
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
        yield path


def is_inside(name: str) -> bool:
    """Return whether a name stays within its folder: relative, without ``..`` or a drive."""
    parts = name.replace("\\", "/").split("/")
    return bool(name) and ".." not in parts and parts[0] != "" and ":" not in parts[0]


def is_litter(name: str) -> bool:
    """Return whether the file only serves a file manager."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in _LITTER


def leads_outside(file: str, found: str) -> UnreadableInput:
    """Return the refusal of a file name that leads out of the package."""
    return refused(
        file,
        found,
        _("file names that stay within the package"),
        _("Do not use this file; ask its sender for a new one."),
    )


def too_long(file: str, length: int) -> UnreadableInput:
    """Return the refusal of a package with a file whose name has no end."""
    return refused(
        file,
        _("a file name of {count} characters").format(count=length),
        _("at most {count} characters").format(count=LONGEST_NAME),
        _("Do not use this file; ask its sender for a new one."),
    )


def too_many_files(file: str) -> UnreadableInput:
    """Return the refusal of a package with too many files."""
    return refused(
        file,
        _("more than {count} files").format(count=MOST_FILES),
        _("at most {count} files").format(count=MOST_FILES),
        _("Choose the package itself, not a folder of many things."),
    )


def _known(source: Source, name: str) -> None:
    if not is_inside(name):
        raise leads_outside(source.name, _("a path that leads outside"))
    if not source.has(name):
        raise refused(
            source.name,
            _("no file of that name"),
            name,
            _("The package is not complete; ask for it again."),
        )


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise refused(
            name,
            _("a file that this computer does not let you read"),
            _("a readable file"),
            _("Check its permissions, or copy it to another folder."),
        ) from error


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(_CHUNK):
        digest.update(block)
    return digest.hexdigest()


def file_sha256(path: Path, name: str) -> str:
    """Return the SHA-256 of a file on this computer, in hexadecimal."""
    with _opened(path, name) as file:
        return _sha256(file)


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """Return a buffered reader over a raw one."""
    return io.BufferedReader(raw, _CHUNK)
