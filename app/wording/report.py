"""The parts of an explanation in words, ready to be laid out on a terminal, a page or paper.

``reporting`` fills them in. Every layout takes its figures from here, so that no two of them can differ. Points are shown
with the decimals that the operator publishes; what that rounds away stands in a row of its own,
so that each column adds up by hand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure beside its name, with what is to be known about it."""

    label: str
    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sum. Unit of all figures: points.

    Attributes:
        label: What gives or takes.
        moved: The points as shown; 0 for a total.
        moved_text: The same in words, with its sign; empty for a total.
        makes: The score after this row.
        makes_text: The same in words.
        total: Whether this is where the sum starts or ends.
        guess: "(guess, 23 to 66)" where nobody published the number; else empty.
    """

    label: str
    moved: float
    moved_text: str
    makes: float
    makes_text: str
    total: bool = False
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A reason in words, with its points and its guess marker."""

    text: str
    moved: float
    moved_text: str
    guess: str = ""


@dataclass(frozen=True, slots=True)
class PerkLine:
    """A perk: held, not held, or nobody said from what score (``held`` is ``None``)."""

    title: str
    asked: str
    standing: str
    held: bool | None
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A record or a contact that moved the score."""

    cells: tuple[str, ...]
    moved: float
    moved_text: str
    cause: str = ""


@dataclass(frozen=True)
class Report:
    """A whole explanation in words.

    ``settled`` says why there is no score, or why the band is held down; empty elsewhere.
    ``causes`` says what happened since the earlier state; empty where there is none. ``inputs`` are
    the files read: name, hash, and who vouches for it.
    """

    language: str
    title: str
    rules: str
    settled: str
    facts: tuple[Fact, ...]
    disclaimer: str
    caution: str
    rows: tuple[Row, ...]
    reasons: tuple[Sentence, ...]
    perks: tuple[PerkLine, ...]
    causes: tuple[Line, ...]
    records: tuple[Line, ...]
    records_left: str
    contacts: tuple[Line, ...]
    asides: tuple[Line, ...]
    warnings: tuple[str, ...]
    inputs: tuple[tuple[str, str, str], ...]
