"""How sentences and names stand together in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from app.wording.language import Language, current

_LOCALES = {Language.ENGLISH: "en_GB", Language.CHINESE: "zh", Language.GERMAN: "de"}


def together(*sentences: str) -> str:
    """Put sentences one after another; Chinese leaves no space between them."""
    space = "" if current() is Language.CHINESE else " "
    return space.join(sentence for sentence in sentences if sentence)


def listed(names: Sequence[str]) -> str:
    """List names as the reader's language does: ``bills, purchases and contacts``."""
    return format_list(list(names), style="standard", locale=_LOCALES[current()])


def inside(name: str) -> str:
    """Return a title as it stands inside an English sentence: ``Bills`` becomes ``bills``.

    German nouns keep their capital, and so does an abbreviation.
    """
    if current() is Language.ENGLISH and name[1:2].islower():
        return name[:1].lower() + name[1:]
    return name
