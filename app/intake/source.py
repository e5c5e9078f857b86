"""Opening what the person chose: a folder, a zip or any other file, all read alike."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import UsageError
from app.intake.container import DESCRIPTOR, FileSource, FolderSource, LockedFile, Source
from app.intake.refusing import refused
from app.intake.text import canonical
from app.intake.zipped import ZipSource, looks_zipped
from app.wording.encodings import offered
from app.wording.language import _

__all__ = ["DESCRIPTOR", "LockedFile", "Source", "open_source"]


def open_source(path: Path, password: str | None = None, encoding: str = "") -> Source:
    """Open a folder, a zip or any other single file.

    Args:
        path: What the person chose. A package's descriptor stands for its folder.
        password: For a zip that is locked.
        encoding: The encoding that the person chose for the texts in it, by any name.

    Raises:
        UnreadableInput: There is nothing, it cannot be read, or it is a zip that breaks a limit.
        LockedFile: It is a locked zip, and the password is missing or wrong.
        UsageError: There is no such encoding.
    """
    if encoding and canonical(encoding) is None:
        raise UsageError(
            _("There is no encoding “{name}”. Known are, among others: {names}.").format(
                name=encoding, names=", ".join(name for name, _said in offered())
            )
        )
    source = _opened(path, password)
    source.encoding = encoding
    return source


def _opened(path: Path, password: str | None) -> Source:
    if path.name == DESCRIPTOR and path.is_file():
        path = path.absolute().parent
    if path.is_dir():
        return FolderSource(path)
    if not path.is_file():
        raise refused(
            path.name,
            _("nothing"),
            _("a file or a folder"),
            _("Check the name and where the file lies."),
        )
    if looks_zipped(path):
        return ZipSource(path, password)
    return FileSource(path)
