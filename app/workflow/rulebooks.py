"""What the reader does with rulebooks: find one, check one, compare two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.domain.calendar import NO_DAY
from app.domain.errors import RulebookError
from app.domain.fault import RulebookFault
from app.domain.records import Contacts, Export, Records
from app.domain.rulebook import Example, Rulebook
from app.domain.score import Score
from app.explain.explaining import score_of
from app.mirror.facts import Facts
from app.rulebook import library
from app.rulebook.checking import Finding, findings
from app.rulebook.comparing import Difference, differences
from app.wording.language import text_of

__all__ = ["Difference", "Finding", "find", "locate", "shipped"]

find = library.find
locate = library.locate
shipped = library.shipped

_AGREES = 1e-6


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """A worked example of a rulebook, and whether the book computes what it says.

    Attributes:
        title: The example's title.
        ok: Whether it comes out to 1e-6.
        expected: The score that it says; ``None`` where it says that there is none.
        found: The score that came out, likewise.
    """

    title: str
    ok: bool
    expected: float | None
    found: float | None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that can be said of a rulebook without anybody's data.

    Attributes:
        rulebook: The book; ``None`` where its faults keep it from being used.
    """

    rulebook: Rulebook | None
    faults: tuple[RulebookFault, ...]
    findings: tuple[Finding, ...]
    examples: tuple[ExampleRun, ...]

    @property
    def clean(self) -> bool:
        """Whether the book loads and every example comes out."""
        return not self.faults and all(one.ok for one in self.examples)


def check(reference: str, variant: str | None = None) -> CheckReport:
    """Check a rulebook: its faults, what is odd about it, and its worked examples.

    Args:
        reference: Id of a shipped book, or the path of a file.
        variant: The variant that is on. A worked example turns on its own, whatever this is.

    Raises:
        UsageError: There is no such file, or no such variant.
    """
    try:
        plain = library.find(reference)
        book = plain if variant is None else library.find(reference, variant)
    except RulebookError as error:
        return CheckReport(None, error.faults, (), ())
    runs = tuple(_run(reference, plain, example) for example in plain.examples)
    return CheckReport(book, (), findings(book), runs)


def _run(reference: str, book: Rulebook, example: Example) -> ExampleRun:
    own = book if example.variant is None else library.find(reference, example.variant)
    score = score_of(own, facts_of(example)).score
    if score is None or example.score is None:
        ok = score is example.score
    else:
        ok = abs(score - example.score) <= _AGREES
    return ExampleRun(text_of(example.title), ok, example.score, score)


def facts_of(example: Example) -> Facts:
    """Return a worked example's records and contacts as facts; ids count up where it gives none."""
    records, contacts = example.records, example.contacts
    ids = np.array(["", *(one.id or f"{row:06}" for row, one in enumerate(records))], object)[1:]
    kinds = np.array(["", *(one.kind for one in records)], object)[1:]
    amounts = [np.nan if one.amount is None else one.amount for one in records]
    ends = [NO_DAY if one.until is None else one.until for one in records]
    table = Records.build(
        ids,
        np.array([one.day for one in records], np.int32),
        kinds,
        np.array(amounts, np.float64),
        np.array(ends, np.int32),
    )
    names = np.array(["", *(one.id or f"{row:06}" for row, one in enumerate(contacts))], object)[1:]
    scored = [row for row, one in enumerate(contacts) if one.score is not None]
    people = Contacts(
        id=names,
        name=names,
        closeness=np.array([one.closeness for one in contacts], np.float64),
        since=np.array([NO_DAY if c.since is None else c.since for c in contacts], np.int32),
        until=np.array([NO_DAY if c.until is None else c.until for c in contacts], np.int32),
        score_contact=np.array(scored, np.int64),
        score_day=np.full(len(scored), example.at, np.int32),
        score=np.array([contacts[row].score for row in scored], np.float64),
    )
    return Facts(table, people, example.at)


@dataclass(frozen=True, slots=True)
class Replay:
    """One person under two rulebooks on the same day."""

    before: Score
    after: Score
    won: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookComparison:
    """Two rulebooks number by number, and what that means for a person where one is given."""

    before: Rulebook
    after: Rulebook
    differences: tuple[Difference, ...]
    replay: Replay | None


def compare(
    before: Rulebook,
    after: Rulebook,
    export: Export | None = None,
    day: int | None = None,
    aside: frozenset[str] = frozenset(),
) -> BookComparison:
    """Compare two rulebooks, replayed over a person where there is one.

    Args:
        before: The one.
        after: The other.
        export: A person's file.
        day: The day of the replay; the file's own by default.
        aside: Ids of the records that are set aside.
    """
    replay = None
    at = export.default_day if export and day is None else day
    if export is not None and at is not None:
        facts = Facts(export.records, export.contacts, at, aside)
        one, other = score_of(before, facts), score_of(after, facts)
        held, holds = _held(before, one), _held(after, other)
        replay = Replay(one, other, tuple(sorted(holds - held)), tuple(sorted(held - holds)))
    return BookComparison(before, after, differences(before, after), replay)


def _held(book: Rulebook, score: Score) -> set[str]:
    if score.published is None:
        return set()
    return {perk.id for perk in book.perks if perk.held(score.published)}


def file_name(reference: str) -> str:
    """Return the file name of a rulebook, as its faults name it."""
    return Path(locate(reference)).name
