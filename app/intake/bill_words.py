"""The words of a bill that say what was bought: a list that is data.

A text is read from left to right, at each place the longest word of the list; so 进口 is not found
in 放进口袋. Of the words found the last decides, as the last noun does in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
Said = Annotated[str, StringConstraints(min_length=1)]
Role = Literal["fee", "merchant", "item", "shop", "facet", "nothing", "plain"]

_TITLE = re.compile(r"《[^》]*》|『[^』]*』")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_GIFT = re.compile(r"(?<=[\s+,，;；/|])[送赠][^\s]*.*")
_BEGIN, _END = "^", "$"


class Strict(BaseModel):
    """A table of the file: no key that is not known, nothing changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Plain(Strict):
    """Words that name no kind."""

    said: list[Said]


class Named(Plain):
    """Words that name a kind."""

    kind: Kind


class Facet(Named):
    """Words that are true of goods of several kinds, such as imported ones."""

    among: list[Kind]


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a text: what it is, and which kind it names (empty where it names none)."""

    role: Role
    kind: str


class Words(Strict):
    """The whole list.

    Attributes:
        traditional: Letters that are read as those at the same place of ``simplified``.
    """

    format: Literal[1]
    traditional: str = ""
    simplified: str = ""
    fee: list[Named] = Field(default=[])
    merchant: list[Named] = Field(default=[])
    item: list[Named] = Field(default=[])
    shop: list[Named] = Field(default=[])
    facet: list[Facet] = Field(default=[])
    nothing: list[Plain] = Field(default=[])
    plain: list[Plain] = Field(default=[])

    @model_validator(mode="after")
    def _letters_in_pairs(self) -> Words:
        if len(self.traditional) != len(self.simplified):
            raise ValueError("traditional and simplified must have as many letters")
        return self

    @cached_property
    def _letters(self) -> dict[int, str]:
        return {ord(one): two for one, two in zip(self.traditional, self.simplified, strict=True)}

    @cached_property
    def _goods(self) -> _Index:
        """What can be said of goods: a merchant's name may stand there, too."""
        index: dict[str, Found] = {}
        for role in ("shop", "merchant", "item", "fee", "facet", "nothing", "plain"):
            _enter(index, role, getattr(self, role))
        return _Index(index)

    @cached_property
    def _names(self) -> _Index:
        """What can stand in the name of whoever takes the money; there the merchants come first."""
        index: dict[str, Found] = {}
        for role in ("fee", "item", "shop", "merchant", "facet", "nothing", "plain"):
            _enter(index, role, getattr(self, role))
        return _Index(index)

    @cached_property
    def among(self) -> Mapping[str, frozenset[str]]:
        """Beside which other kinds each facet counts."""
        return {facet.kind: frozenset(facet.among) for facet in self.facet}

    def kinds(self) -> set[str]:
        """Return every kind that a word can name."""
        named = (*self.fee, *self.merchant, *self.item, *self.shop, *self.facet)
        return {one.kind for one in named}

    def folded(self, text: str) -> str:
        """Return a text in the one spelling in which words are looked for."""
        return unicodedata.normalize("NFKC", text).casefold().translate(self._letters)

    def in_item(self, text: str) -> tuple[Found, ...]:
        """Return the words in what was bought, in their order."""
        folded = _TITLE.sub(" ", self.folded(text))
        folded = _GIFT.sub(" ", folded)
        return self._goods.read(_outside_brackets(folded)) or self._goods.read(folded)

    def in_name(self, text: str) -> tuple[Found, ...]:
        """Return the words in the name of whoever took the money, in their order."""
        folded = self.folded(text)
        return self._names.read(_outside_brackets(folded)) or self._names.read(folded)


class _Index:
    """Words by their first letter, the longest first."""

    def __init__(self, words: Mapping[str, Found]) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        for word, meaning in words.items():
            bare = word.removeprefix(_BEGIN).removesuffix(_END)
            # One Chinese letter alone is part of too many words: it counts at the end only.
            last = word.endswith(_END) or (len(bare) == 1 and not bare.isascii())
            entry = _Entry(bare, meaning, first=word.startswith(_BEGIN), last=last)
            self._by_first.setdefault(bare[0], []).append(entry)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry.word))
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str) -> tuple[Found, ...]:
        found: list[Found] = []
        at = before = 0  # before: where the last word ended
        while at < len(text):
            for entry in self._by_first.get(text[at], ()):
                end = at + len(entry.word)
                if (
                    text.startswith(entry.word, at)
                    and _alone(text, at, end)
                    and (not entry.first or at == before or not _chinese(text[at - 1]))
                    and (not entry.last or end == len(text) or not _chinese(text[end]))
                ):
                    if entry.meaning.role != "plain":
                        found.append(entry.meaning)
                    at = before = end
                    break
            else:
                at += 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word of the list, and whether it counts only where a group of letters begins or ends."""

    word: str
    meaning: Found
    first: bool
    last: bool


def _enter(index: dict[str, Found], role: Role, tables: Sequence[Plain]) -> None:
    for table in tables:
        found = Found(role, table.kind if isinstance(table, Named) else "")
        for word in table.said:
            index[unicodedata.normalize("NFKC", word).casefold()] = found


def _alone(text: str, begin: int, end: int) -> bool:
    """Return whether no letter or digit goes on where a word in Latin letters begins or ends."""
    return not (
        (begin > 0 and _joined(text[begin - 1], text[begin]))
        or (end < len(text) and _joined(text[end - 1], text[end]))
    )


def _joined(one: str, two: str) -> bool:
    both = one + two
    return both.isascii() and (both.isalpha() or both.isdigit())


def _chinese(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def _outside_brackets(text: str) -> str:
    return _BRACKETS.sub(" ", text)
