"""What is said of the encodings that texts are read in."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.intake import ReadAs
from app.wording.language import _

_OFFERED = (
    "utf-8", "gb18030", "windows-1252", "windows-1250", "windows-1251", "windows-1253",
    "windows-1254", "big5", "shift-jis", "euc-kr", "euc-jp", "koi8-r", "utf-16",
)  # fmt: skip


def named(texts: Sequence[ReadAs]) -> str:
    """Name the encodings that texts were read in, each once: ``GB18030, UTF-8``."""
    return ", ".join(dict.fromkeys(one.encoding for one in texts if one.encoding))


def title() -> str:
    """Name what is chosen."""
    return _("Encoding")


def meaning() -> str:
    """Say what choosing does."""
    return _("If names look wrong, choose another encoding: the file is read again.")


def as_found(texts: Sequence[ReadAs]) -> str:
    """Name the choice of what the file itself tells, with what that was."""
    if not named(texts):
        return _("As found in the file")
    if any(one.told for one in texts):
        return _("Guessed: {names}").format(names=named(texts))
    return _("Found: {names}").format(names=named(texts))


def offered() -> tuple[tuple[str, str], ...]:
    """Return the encodings to choose from: the name, and how it reads with what it is for."""
    said = (
        _("UTF-8 (all languages)"),
        _("GB 18030, GBK (Simplified Chinese)"),
        _("Windows-1252, Latin-1 (Western Europe)"),
        _("Windows-1250 (Central Europe)"),
        _("Windows-1251 (Cyrillic)"),
        _("Windows-1253 (Greek)"),
        _("Windows-1254 (Turkish)"),
        _("Big5 (Traditional Chinese)"),
        _("Shift-JIS (Japanese)"),
        _("EUC-KR (Korean)"),
        _("EUC-JP (Japanese)"),
        _("KOI8-R (Cyrillic)"),
        _("UTF-16 (all languages)"),
    )
    return tuple(zip(_OFFERED, said, strict=True))
