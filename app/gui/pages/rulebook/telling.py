"""What stands beside the document, and what a comparison says. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.fault import RulebookFault
from app.domain.rulebook import Basis, Rulebook
from app.domain.stated import stated, unfounded
from app.gui.charts.waterfall_layout import Waterfall
from app.gui.pages.rulebook.moved import moved
from app.gui.shared.page import Table
from app.wording import rulebook_page as words
from app.wording.faults import wanted_and_remedy
from app.wording.language import _, number, text_of
from app.wording.rulebook_places import place_in_words, value_in_words
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.domain.explanation import Explanation
    from app.workflow.reading_rules import Coverage
    from app.workflow.rulebooks import BookComparison, CheckReport

_MOST_FINDINGS = 2
_TELLING = (
    "speech_alone", "contacts_alone", "purchases_alone", "worse_rewarded", "cliff", "counted_twice",
    "perk_out_of_reach", "perk_never_lost", "band_out_of_reach", "band_never_left", "no_effect",
    "never_binds", "assumed_share",
)  # fmt: skip
"""Codes of findings, the most telling first."""


@dataclass(frozen=True, slots=True)
class Rests:
    """How many numbers rest on what: (basis, what it is called, how many)."""

    heading: str
    counts: tuple[tuple[Basis | None, str, int], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence of the check, with the icon that stands before it."""

    icon: str
    text: str


@dataclass(frozen=True)
class Compared:
    """Two rulebooks beside each other.

    Attributes:
        heading: Which two.
        sentence: What the score would be; empty where nobody is open.
        perks: What is won and lost, a sentence each.
        chart: What each factor moves; ``None`` where nobody is open or the score stays.
        table: Number by number.
        note: What stands where nothing differs.
    """

    heading: str
    sentence: str
    perks: tuple[str, ...]
    chart: Waterfall | None
    table: Table
    note: str = ""


def rests(book: Rulebook) -> Rests:
    """Count a book's numbers by what they rest on."""
    numbers = (*stated(book), *unfounded(book))
    counts = tuple(
        (basis, words.basis_line(basis), sum(one.basis is basis for one in numbers))
        for basis in (Basis.PUBLISHED, Basis.REPORTED, Basis.ASSUMED, Basis.FITTED, None)
    )
    return Rests(words.rests_on(len(numbers)), counts)


def examples(report: CheckReport) -> Check:
    """Say whether the worked examples come out."""
    good = sum(run.ok for run in report.examples)
    fine = good == len(report.examples)
    return Check(
        "check-circle" if fine else "warning", words.examples_come_out(good, len(report.examples))
    )


def findings(report: CheckReport) -> tuple[Check, ...]:
    """Return everything that the check found, the most telling first."""
    order = {code: place for place, code in enumerate(_TELLING)}
    told = sorted(report.findings, key=lambda one: order.get(one.code.value, len(order)))
    return tuple(Check("warning", visible(one.text)) for one in told)


def unused(book: Rulebook, coverage: Coverage) -> tuple[Check, ...]:
    """Say what counts that none of the records is about, and what no rule counts."""
    told = []
    titles = {rule.id: text_of(rule.title) for rule in book.rules}
    if coverage.idle:
        told.append(Check("info", words.idle_rules([titles[rule] for rule in coverage.idle])))
    if coverage.uncounted:
        names = [one.title for one in coverage.uncounted]
        count = coverage.uncounted_records
        told.append(Check("info", words.uncounted(count, coverage.records, names)))
    elif coverage.records:
        told.append(Check("info", words.all_counted()))
    return tuple(told)


def strongest(told: Sequence[Check]) -> tuple[Check, ...]:
    """Return what stands on the card; the rest is in the whole report."""
    return tuple(told[:_MOST_FINDINGS])


def report_table(report: CheckReport) -> Table:
    """Return the whole report as a table."""
    rows = [(check.text, "") for check in findings(report)]
    rows += [
        (visible(run.title), _("comes out") if run.ok else _("does not come out"))
        for run in report.examples
    ]
    return Table((_("Finding"), _("Result")), tuple(rows))


def faults_table(faults: Sequence[RulebookFault]) -> Table:
    """Return every fault of a file: where, what stands there, what should, what to do."""
    return Table(
        (_("Line"), _("Key"), _("Found"), _("Expected"), _("What to do")),
        tuple(
            (number(one.line), *(visible(said) for said in (one.key, one.found, *told)))
            for one in faults
            for told in (wanted_and_remedy(one),)
        ),
    )


def compared(told: BookComparison, explanation: Explanation | None) -> Compared:
    """Say what differs between two rulebooks, and what that means for the person.

    Args:
        told: The comparison; replayed where somebody is open.
        explanation: The person's change from the first book to the second.
    """
    before, after = told.before, told.after
    sentence, perks, chart = "", [], None
    if told.replay is not None:
        sentence = words.would_be(
            told.replay.before.published,
            told.replay.after.published,
            max(before.decimals, after.decimals),
            words.book_name(after),
        )
        titles = {p.id: text_of(p.title) for book in (before, after) for p in book.perks}
        for said, ids in (
            (_("Opens: {perks}"), told.replay.won),
            (_("Closes: {perks}"), told.replay.lost),
        ):
            if ids:
                names = ", ".join(visible(titles.get(one, one)) for one in ids)
                perks.append(said.format(perks=names))
    if explanation is not None and told.differences:
        chart = moved(explanation)
    titled = words.book_name(before), words.book_name(after)
    if titled[0] == titled[1]:
        titled = (
            _("{book} (first)").format(book=titled[0]),
            _("{book} (second)").format(book=titled[1]),
        )
    rows = tuple(
        (
            place_in_words(one.path, before, after),
            *(value_in_words(one.path, value) for value in (one.before, one.after)),
            visible(one.path),
        )
        for one in told.differences
    )
    return Compared(
        _("{before} beside {after}").format(before=titled[0], after=titled[1]),
        sentence,
        tuple(perks),
        chart,
        Table((_("What"), *titled, _("Where")), rows),
        "" if rows else _("The two rulebooks compute the same."),
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """A rulebook that can be chosen.

    Attributes:
        name: What it is called.
        reference: Its id, or the path of its file.
        variant: The variant that is on.
    """

    name: str
    reference: str
    variant: str | None = None


def file_name(book: Rulebook, path: Path) -> str:
    """Name a rulebook that was loaded, with its file: it may be called as one at hand is."""
    return f"{words.book_name(book)} · {visible(path.name)}"


def offered(
    books: Sequence[Rulebook], loaded: tuple[Rulebook, Path] | None = None
) -> tuple[Offered, ...]:
    """List the rulebooks that can be chosen, each with its variants.

    Args:
        books: Those at hand.
        loaded: One that was loaded and is not in use yet, and its file.
    """
    listed = [] if loaded is None else [Offered(file_name(*loaded), str(loaded[1]))]
    for book in books:
        listed.append(Offered(words.book_name(book), book.id))
        for variant in book.variants:
            said = f"{words.book_name(book)} · {visible(text_of(variant.title))}"
            listed.append(Offered(said, book.id, variant.id))
    return tuple(listed)
