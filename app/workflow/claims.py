"""What the words of decisions and lookups claim, told only where nothing is left to interpret."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from app import assets
from app.domain.judging import Relation

_NUMBER = r"(?P<number>\d+(?:[.,]\d+)*)"
_REMEMBERED = 4_096
_LONGEST = 200  # letters; a longer reason says more than one comparison
_SAID = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a stated reason says of the score. ``at`` is ``None`` where it names no number."""

    relation: Relation
    at: float | None
    names_score: bool


@dataclass(frozen=True)
class _Words:
    """The list of words, ready to be looked for."""

    numbered: re.Pattern[str]
    before: dict[str, Relation]
    after: dict[str, Relation]
    bare: dict[str, Relation]
    score: re.Pattern[str]
    fillers: re.Pattern[str]
    yes: frozenset[str]
    no: frozenset[str]
    not_stated: frozenset[str]


def understood(reason: str, threshold: float | None) -> Comparison | None:
    """Understand a stated reason, where it is one comparison of the score and nothing else.

    Args:
        reason: The reason as the file has it.
        threshold: The score that the decision names.

    Returns:
        The comparison; ``None`` where the reason says anything more, or where its number could be
        another one than that of the score.
    """
    said = _read(reason)
    if said is None:
        return None
    if said.at is None:
        return None if threshold is None or not said.names_score else said
    if threshold is None:
        return said if said.names_score else None
    return said if abs(said.at - threshold) <= _SAID else None


def says_yes(outcome: str) -> bool | None:
    """Tell whether an outcome is a yes or a no; ``None`` where its words do not tell."""
    plain = _plain(outcome)
    return True if plain in _words().yes else False if plain in _words().no else None


def is_stated(purpose: str) -> bool:
    """Whether a lookup says what it was for."""
    plain = _plain(purpose)
    return bool(plain) and plain not in _words().not_stated


@lru_cache(maxsize=_REMEMBERED)
def _read(reason: str) -> Comparison | None:
    text = reason.casefold().strip()
    if not text or len(text) > _LONGEST:
        return None
    words = _words()
    found = list(words.numbered.finditer(text))
    if not found:
        return _read_bare(text)
    if len(found) > 1 or len(re.findall(_NUMBER.replace("?P<number>", ""), text)) > 1:
        return None
    match = found[0]
    before, after = match["before"], match["after"]
    at = _value(match["number"])
    if at is None or bool(before) == bool(after):
        return None
    relation = words.before[_one_space(before)] if before else words.after[_one_space(after)]
    if match["negated"]:
        if not before:
            return None
        relation = relation.opposite
    rest = text[: match.start()] + " " + (match["unit"] or "") + " " + text[match.end() :]
    return _closed(rest, relation, at)


def _read_bare(text: str) -> Comparison | None:
    found = [name for name in _words().bare if name in text]
    if not found:
        return None
    longest = max(found, key=len)
    if text.count(longest) != 1:
        return None
    return _closed(text.replace(longest, " "), _words().bare[longest], None)


def _closed(rest: str, relation: Relation, at: float | None) -> Comparison | None:
    """Return the comparison where the rest of the text adds nothing to it."""
    words = _words()
    without = words.score.sub(" ", rest)
    names_score = without != rest
    if re.search(r"\w", words.fillers.sub(" ", without)):
        return None
    return Comparison(relation, at, names_score)


def _value(text: str) -> float | None:
    """Read a number: a comma or a point before three digits parts thousands."""
    whole = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text)
    if whole:
        return float(re.sub(r"[.,]", "", text))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return float(text.replace(",", "."))
    return None


def _plain(text: str) -> str:
    return _one_space(text.casefold()).strip(" .!。！")


def _one_space(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@cache
def _words() -> _Words:
    with (assets.folder("decisions") / "words.toml").open("rb") as file:
        book = tomllib.load(file)

    def by_phrase(table: dict[str, list[str]]) -> dict[str, Relation]:
        return {
            phrase.casefold(): Relation(name)
            for name, phrases in table.items()
            for phrase in phrases
        }

    before, after = by_phrase(book["before"]), by_phrase(book["after"])
    score, fillers = _any_of(book["score"]), _any_of(book["fillers"])
    numbered = re.compile(
        rf"(?:(?P<negated>{_any_of(book['not'])})?\s*(?P<before>{_any_of(before)})\s*"
        rf"(?:(?:{fillers}|{score})\s*)*+)?(?<![\d.,]){_NUMBER}(?![\d.,]\d)"
        rf"(?:\s*(?P<unit>{score})?\s*(?P<after>{_any_of(after)}))?"
    )
    return _Words(
        numbered=numbered,
        before=before,
        after=after,
        bare=by_phrase(book["bare"]),
        score=re.compile(score),
        fillers=re.compile(fillers),
        yes=frozenset(word.casefold() for word in book["outcome"]["yes"]),
        no=frozenset(word.casefold() for word in book["outcome"]["no"]),
        not_stated=frozenset(word.casefold() for word in book["purpose"]["not_stated"]),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """Match any of some phrases, the longest first; those in letters as whole words only."""
    ordered = sorted({phrase.casefold() for phrase in phrases}, key=lambda one: (-len(one), one))
    parts = []
    for phrase in ordered:
        body = r"\s+".join(re.escape(word) for word in phrase.split())
        # Chinese has no spaces between words; its phrases may touch one another.
        spaced = phrase.isascii() or any(letter in phrase for letter in "äöüß")
        edge = "[^\\W\\d_\u4e00-\u9fff]"
        parts.append(f"(?<!{edge}){body}(?!{edge})" if spaced else body)
    return f"(?:{'|'.join(parts)})"
