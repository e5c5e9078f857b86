"""How sentences and names stand together in the reader's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from babel.lists import format_list

from app.wording.language import Language, current, locale_name

# Figures up to ten as words, as running text has them; a figure that these lack stays one.
# German "eins" takes another form before each noun, and Chinese writes counts as figures.
_IN_WORDS = {
    Language.ENGLISH: " one two three four five six seven eight nine ten",
    Language.GERMAN: "  zwei drei vier fünf sechs sieben acht neun zehn",
}
_COUNT_FIRST = re.compile(r"(\d{1,2}) (?=[^\W\d_])")


def count_in_words(name: str) -> str:
    """Say the count that a name begins with as a word: ``2 posts`` becomes ``two posts``."""
    found = _COUNT_FIRST.match(name)
    words = _IN_WORDS.get(current(), "").split(" ")
    if found is None or int(found[1]) >= len(words) or not words[int(found[1])]:
        return name
    return f"{words[int(found[1])]} {name[found.end() :]}"


def breadth_of(text: str) -> int:
    """Return how broad a text is, roughly: a Chinese character counts for two letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def together(*sentences: str) -> str:
    """Put sentences one after another; Chinese leaves no space between them."""
    space = "" if current() is Language.CHINESE else " "
    return space.join(sentence for sentence in sentences if sentence)


def listed(names: Sequence[str]) -> str:
    """List names as the reader's language does: ``bills, purchases and contacts``."""
    return format_list(list(names), style="standard", locale=locale_name())


def inside(name: str) -> str:
    """Return a title as it stands inside an English sentence: ``Bills`` becomes ``bills``.

    German nouns keep their capital, and so does an abbreviation.
    """
    if current() is Language.ENGLISH and name[1:2].islower():
        return name[:1].lower() + name[1:]
    return name
