"""Decides what the breakdown shows: the account, a factor's rules, a rule's records. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from app.domain.corrections import Correction
from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.domain.score import Score
from app.gui.charts.waterfall_layout import Waterfall
from app.gui.pages.breakdown import cells, telling
from app.gui.pages.breakdown.account import RULES_CHANGED, Best, account, waterfall
from app.gui.pages.breakdown.arrange import Arrangement, Column, Counting, Texts, Wish, arranged
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.pages.breakdown.rule_lines import FactorCard, card_of
from app.gui.pages.breakdown.telling import Answer, Crumb
from app.gui.session import said
from app.gui.shared.kind_question import KindQuestion, kind_question
from app.gui.starts import Starts
from app.wording import breakdown as words
from app.wording import kinds as kind_words
from app.wording.language import _
from app.workflow.case import Case, Objection

MOST_COPIED = 100_000
"""So many rows go to the clipboard; more belong into a file."""
_MANY = 50_000  # from so many records on, the table is said to be under way


class BreakdownScreen(Protocol):
    """What the presenter asks of the page."""

    def show_sentence(self, text: str) -> None:
        """Show the page's one-line answer."""

    def show_waterfall(self, chart: Waterfall, selected: str) -> None:
        """Show the account."""

    def show_baseline(self, since: int | None, *, best: bool) -> None:
        """Show what the account starts from: an earlier day, the best possible, no records."""

    def offer_best(self, *, offered: bool) -> None:
        """Offer the best possible score as a start, where the rulebook has one."""

    def show_factor(self, card: FactorCard) -> None:
        """Show a factor's rules."""

    def show_crumbs(self, crumbs: tuple[Crumb, ...], count: str) -> None:
        """Show where the records in the table come from, and how many there are."""

    def show_records(self, table: RecordTable, shown: Arrangement, selected: int | None) -> None:
        """Show the records, and which is selected."""

    def want_worth(self, record: str) -> None:
        """Lead to what correcting a record would be worth."""

    def show_answer(self, answer: Answer) -> None:
        """Show what can be asked of the selected record, and the answer."""

    def show_kind(self, text: str) -> None:
        """Say which kind the selected record has."""

    def ask_kind(self, question: KindQuestion) -> Correction | None:
        """Ask which kind a record is; ``None`` where the reader left it as it is."""

    def show_waiting(self, text: str) -> None:
        """Say that other records are under way; those on screen stay until then."""

    def put_on_clipboard(self, text: str) -> None:
        """Put a text on the clipboard."""

    def show_trouble(self, text: str) -> None:
        """Say in the records' place what went wrong."""


class Objects(Protocol):
    """Sets records aside and puts them back; the session does, and can undo it."""

    def set_aside(self, record: str, objection: Objection) -> None:
        """Leave a record out."""

    def restore(self, record: str) -> None:
        """Put a record back in."""

    def correct(self, correction: Correction) -> None:
        """Give a record, or all of a payee's, another kind; or take that back."""


@dataclass(frozen=True)
class Asks:
    """What the presenter asks of the core; each runs off the window's thread.

    Attributes:
        since: Explains a case against an earlier day of its own.
        without: Scores a case without one more record.
        kind_title: Says what a kind of record is called.
        best: Compares a score with the best possible one; ``None`` where there is no such.
        kinds: Lists the kinds that a record can be given, and what each is called.
    """

    since: Callable[[Case, int, Progress], Explanation]
    without: Callable[[Case, str], Score]
    kind_title: Callable[[str], str] = str
    best: Callable[[Explanation], Best | None] = lambda _explanation: None
    kinds: Callable[[], tuple[tuple[str, str], ...]] = tuple


class BreakdownPresenter:
    """Leads from the score to a factor, to its rules, to their records, and to an objection."""

    def __init__(
        self, screen: BreakdownScreen, tasks: Starts, objects: Objects, asks: Asks
    ) -> None:
        self._screen = screen
        self._tasks = tasks
        self._objects = objects
        self._asks = asks
        self._case: Case | None = None
        self._now: Explanation | None = None  # against no records
        self._table: RecordTable | None = None
        self._texts: Texts | None = None
        self._shown: Arrangement | None = None
        self._wish = Wish()
        self._factor = ""
        self._since: int | None = None
        self._best: Best | None = None
        self._from_best = False
        self._record = ""
        self._answer = Answer()
        self._question: KindQuestion | None = None

    @property
    def wish(self) -> Wish:
        """What the reader wants to see in the table."""
        return self._wish

    @property
    def since(self) -> int | None:
        """The earlier day that the account starts from; ``None`` for no records."""
        return self._since

    def show(self, case: Case, explanation: Explanation) -> None:
        """Show a case. What was chosen before stays chosen where it is still there."""
        same_person = self._case is not None and self._case.as_read is case.as_read
        self._case, self._now = case, explanation
        if not same_person:
            self._wish, self._factor, self._record, self._since = Wish(), "", "", None
            self._from_best = False
        if self._since is not None and self._since < case.day:
            self.from_day(self._since)
            return
        self._since = None
        self._tasks.cancel("breakdown-since")
        if self._from_best:
            self.from_best()
            return
        self._take(explanation)
        self._look_for_best(explanation, lambda: None)

    def from_no_records(self) -> None:
        """Start the account from a person without records."""
        self._since, self._from_best = None, False
        self._tasks.cancel("breakdown-since")
        if self._now is not None:
            self._take(self._now)

    def from_best(self) -> None:
        """Start the account from the best possible score; its rules stay those from no records."""
        told = self._now
        if told is None:
            return
        self._since, self._from_best = None, True
        self._tasks.cancel("breakdown-since")
        self._look_for_best(told, lambda: self._take(told))

    def from_day(self, day: int) -> None:
        """Start the account from the person's own score on an earlier day."""
        case = self._case
        if case is None or day >= case.day:
            return
        self._since, self._from_best = day, False
        self._screen.show_waiting(_("Comparing with that day …"))
        self._tasks.start(
            "breakdown-since",
            lambda progress: self._asks.since(case, day, progress),
            succeeded=self._take,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def choose_factor(self, factor: str) -> None:
        """Show a factor's rules and its records; choosing it again keeps it."""
        self._factor = factor
        self._choose(factor="" if factor == RULES_CHANGED else factor, rule="")

    def choose_rule(self, rule: str) -> None:
        """Show how a rule works and its records."""
        share = self._share_of(rule)
        if share is not None:
            self._factor = share
            self._choose(factor=share, rule=rule)

    def choose_all(self) -> None:
        """Show all records, those that no rule counts among them."""
        self._factor = ""
        self._choose(factor="", rule="")

    def choose_record_by_id(self, record: str) -> None:
        """Show all records, one of them chosen; no filter and no search hides it."""
        self._factor, self._record = "", record
        if self._table is not None:
            self._show_waterfall(self._table.explanation)
        self._arrange(Wish(sort=self._wish.sort, descending=self._wish.descending))

    def search(self, text: str) -> None:
        """Show only records that hold a text."""
        self._arrange(replace(self._wish, search=text.strip()))

    def count_only(self, counting: Counting) -> None:
        """Show only records that count, or that do not, or that are set aside."""
        self._arrange(replace(self._wish, counting=counting))

    def only_kinds(self, kinds: frozenset[str]) -> None:
        """Show only records of these kinds; all where there are none."""
        self._arrange(replace(self._wish, kinds=kinds))

    def only_causes(self, causes: frozenset[int]) -> None:
        """Show only records with these causes; all where there are none."""
        self._arrange(replace(self._wish, causes=causes))

    def clear_filters(self) -> None:
        """Show what belongs to the chosen part again, all of it."""
        self._arrange(
            replace(self._wish, kinds=frozenset(), causes=frozenset(), counting=Counting.ALL)
        )

    def sort(self, column: Column) -> None:
        """Sort by a column; by the same column again turns the order round."""
        again = self._wish.sort is column
        descending = not self._wish.descending if again else column in _GREATEST_FIRST
        self._arrange(replace(self._wish, sort=column, descending=descending))

    def choose_record(self, line: int | None) -> None:
        """Ask about a record: whether it is right, and what the score would be without it."""
        case, table, shown = self._case, self._table, self._shown
        if case is None or table is None or shown is None:
            return
        self._ask_about_kind(case, table, line)
        if line is None:
            self._record = ""
            self._tell(Answer())
            return
        self._record = table.id_of(line) if not table.is_contact(line) else ""
        answer = telling.answer(table, shown, line, self._now)
        self._tell(answer)
        if not answer.pending:
            return
        record = answer.record

        def work(_progress: Progress) -> Score:
            # Setting a record aside looks it up by its id: the index is made here, not there.
            case.export.records.row_by_id  # noqa: B018
            return self._asks.without(case, record)

        self._tasks.start(
            "breakdown-without",
            work,
            succeeded=lambda score: self._tell(telling.answered(answer, table, score)),
            failed=lambda error: self._tell(telling.failed(answer, said(error))),
        )

    def change_kind(self) -> None:
        """Ask which kind the chosen record is; the session explains anew, and can undo it."""
        if self._question is None:
            return
        correction = self._screen.ask_kind(self._question)
        if correction is not None:
            self._objects.correct(correction)

    def _ask_about_kind(self, case: Case, table: RecordTable, line: int | None) -> None:
        self._question = None
        if line is not None and not table.is_contact(line):
            as_read = case.kind_as_read(table.id_of(line))
            self._question = kind_question(
                table.records, line, table.what(line), case.corrections, as_read, self._asks.kinds()
            )
        self._screen.show_kind("" if self._question is None else kind_words.now(self._question))

    def copy(self, rows: Sequence[int]) -> None:
        """Put rows of the table on the clipboard, as a spreadsheet takes them."""
        table, shown = self._table, self._shown
        if table is None or shown is None or not len(rows):
            return
        lines = shown.lines[np.asarray(rows[:MOST_COPIED])].tolist()

        def put(text: str) -> None:
            self._screen.put_on_clipboard(text)
            if len(rows) > len(lines):
                self._screen.show_waiting(words.copied_only(len(lines), len(rows)))

        self._tasks.start(
            "breakdown-copy",
            lambda _progress: cells.as_tsv(table, shown, lines),
            succeeded=put,
            failed=lambda error: self._screen.show_waiting(said(error)),
        )

    def set_aside(self, objection: Objection) -> None:
        """Leave the chosen record out: the session explains anew, and can undo it."""
        if self._answer.can_object:
            self._objects.set_aside(self._answer.record, objection)

    def ask_worth(self) -> None:
        """Lead to what correcting the selected record would be worth."""
        if self._answer.can_object:
            self._screen.want_worth(self._answer.record)

    def put_back(self) -> None:
        """Put the chosen record back in."""
        if self._answer.can_put_back:
            self._objects.restore(self._answer.record)

    def _take(self, explanation: Explanation) -> None:
        case = self._case
        if case is None:
            return
        reasons = {record: objection.value for record, objection in case.aside.items()}
        old, table = self._table, RecordTable(explanation, reasons, self._asks.kind_title)
        self._table = table
        if old is None or self._texts is None or old.records is not table.records:
            self._texts = Texts(table)
        self._show_account(explanation)
        self._arrange(self._wish)

    def _look_for_best(self, explanation: Explanation, then: Callable[[], None]) -> None:
        """Find the best possible score off the window's thread, offer it, and go on."""

        def take(found: Best | None) -> None:
            self._best, self._from_best = found, self._from_best and found is not None
            self._screen.offer_best(offered=found is not None)
            then()

        self._tasks.start(
            "breakdown-best",
            lambda _progress: self._asks.best(explanation),
            succeeded=take,
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    @property
    def _start(self) -> Best | None:
        """The best possible score, where the account starts from that."""
        return self._best if self._from_best else None

    def _show_account(self, explanation: Explanation) -> None:
        told = account(explanation, self._start)
        ids = {row.id for row in told.rows if row.id}
        if self._factor not in ids:
            self._factor, self._wish = "", replace(self._wish, factor="", rule="")
        self._screen.show_sentence(telling.sentence(explanation, told))
        self._show_waterfall(explanation)

    def _show_waterfall(self, explanation: Explanation) -> None:
        self._screen.show_baseline(self._since, best=self._start is not None)
        self._screen.show_waterfall(waterfall(explanation, self._start), self._factor)

    def _choose(self, *, factor: str, rule: str) -> None:
        if self._table is None:
            return
        changed = (factor, rule) != (self._wish.factor, self._wish.rule)
        wish = replace(self._wish, factor=factor, rule=rule)
        if changed:
            # Another part has another direction: begin with its strongest records again.
            wish = replace(wish, sort=None, descending=False)
        self._show_waterfall(self._table.explanation)
        self._arrange(wish)

    def _arrange(self, wish: Wish) -> None:
        self._wish = wish
        table, texts = self._table, self._texts
        if table is None or texts is None:
            return
        if len(table) >= _MANY:
            self._screen.show_waiting(_("Arranging the records …"))

        record = self._record

        def work(progress: Progress) -> tuple[Arrangement, int | None]:
            # Counted and looked up here, off the window's thread: both go through all rows.
            table.counts  # noqa: B018
            for kind in table.records.kinds[:1]:
                table.kind_title(kind)  # the first reads the file of titles
            line = table.line_of(record) if record else None
            return arranged(table, texts, wish, progress), line

        self._tasks.start(
            "breakdown-records",
            work,
            succeeded=lambda found: self._show_lines(table, *found),
            failed=lambda error: self._screen.show_trouble(said(error)),
        )

    def _show_lines(self, table: RecordTable, shown: Arrangement, line: int | None) -> None:
        self._shown = shown
        wish = shown.wish
        card = card_of(table.explanation, self._factor, wish.rule, table.counts)
        if self._start is not None and self._factor:
            card = replace(card, caption=words.counted_from_none(card.caption))
        self._screen.show_factor(card)
        self._screen.show_crumbs(*telling.crumbs(table, shown))
        if line is None or not telling.is_shown(shown, line):
            line = (
                int(shown.lines[0]) if len(shown.lines) and (wish.factor or wish.search) else None
            )
        self._screen.show_records(table, shown, line)
        self.choose_record(line)

    def _tell(self, answer: Answer) -> None:
        self._answer = answer
        self._screen.show_answer(answer)

    def _share_of(self, rule: str) -> str | None:
        shares = self._table.explanation.rules if self._table else ()
        return next((share.factor for share in shares if share.id == rule), None)


_GREATEST_FIRST = frozenset({Column.DATE, Column.POINTS})
"""Columns that are sorted from the greatest on when they are first chosen."""
