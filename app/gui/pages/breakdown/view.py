"""The breakdown: the account of the score, a factor's rules, their records."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import NO_DAY
from app.domain.corrections import Correction
from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.charts.waterfall_layout import Waterfall
from app.gui.pages.breakdown.arrange import Arrangement
from app.gui.pages.breakdown.factor_card import RulesCard
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.pages.breakdown.records_card import RecordsCard
from app.gui.pages.breakdown.rule_lines import FactorCard
from app.gui.pages.breakdown.telling import Answer, Crumb
from app.gui.pages.breakdown.waterfall_card import AccountCard
from app.gui.shared.footnotes import DOTS, HATCH, Footnote, Footnotes
from app.gui.shared.kind_dialog import ask_kind
from app.gui.shared.kind_question import KindQuestion
from app.gui.shared.page import Breadth, Exportable, Page
from app.wording.language import _
from app.workflow.case import Case


class BreakdownView(Page):
    """Shows the account, rules and records, and tells what the reader chose among them.

    It decides nothing and computes nothing: see ``presenter.py``.
    """

    worth_wanted = Signal(str)  # a record's id: to what correcting it would be worth
    case_shown = Signal(object, object)  # Case, Explanation
    rule_sought = Signal(str)  # id of the rule; empty: all records
    record_sought = Signal(str)  # id of the record
    factor_chosen = Signal(str)
    rule_chosen = Signal(str)
    all_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Breakdown"), parent)
        look = theme.current()
        self.account = AccountCard()
        self.rules = RulesCard()
        self.records = RecordsCard()
        self._top = QHBoxLayout()
        self._top.setSpacing(look.size("gutter"))
        # As drawn: 656 and 352 of 1024.
        self._top.addWidget(self.account, 656)
        self._top.addWidget(self.rules, 352)
        self.cards.addLayout(self._top)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.records, 1)
        notes = Footnotes()
        notes.show_notes(
            (
                Footnote(_("Dotted: a guess that nobody published."), DOTS),
                Footnote(_("Hatched: official minus ours, which no rule explains."), HATCH),
            )
        )
        below.addWidget(notes)
        self.cards.addLayout(below, 1)
        self.account.setObjectName("account")
        self.records.record_chosen.connect(lambda _line: self.used.emit("record"))
        self.account.factor_chosen.connect(self.factor_chosen)
        self.rules.rule_chosen.connect(self.rule_chosen)
        self.records.crumb_chosen.connect(self._follow)
        self._case: Case | None = None

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        self._case = case
        self.case_shown.emit(case, explanation)

    def show_rule(self, rule: str) -> None:
        """Lead to the records behind a rule (its id; empty: all records)."""
        self.rule_sought.emit(rule)
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)  # arrows choose a record there

    def can_use(self, name: str) -> bool:
        """Say whether there is a record to choose at all."""
        return name != "record" or (self._case is not None and len(self._case.export.records) > 0)

    def show_record(self, record: str) -> None:
        """Lead to one record (its id), wherever it stands in the table."""
        self.records.clear_search()
        self.record_sought.emit(record)
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.records)

    def show_sentence(self, text: str) -> None:
        """Show the page's one-line answer."""
        self.sentence.setText(text)

    def show_waterfall(self, chart: Waterfall, selected: str) -> None:
        """Show the account, one of its factors selected."""
        self.account.show_chart(chart, selected)

    def offer_best(self, *, offered: bool) -> None:
        """Offer the best possible score as a start."""
        self.account.offer_best(offered=offered)

    def show_baseline(self, since: int | None, *, best: bool) -> None:
        """Show what the account starts from."""
        if self._case is not None:
            days = self._case.export.records.day
            first = int(days[0]) if len(days) and days[0] != NO_DAY else self._case.day
            self.account.show_baseline(since, first, self._case.day, best=best)

    def show_factor(self, card: FactorCard) -> None:
        """Show a factor's rules."""
        self.rules.show_card(card)

    def show_crumbs(self, crumbs: tuple[Crumb, ...], count: str) -> None:
        """Show where the records come from."""
        self.records.show_crumbs(crumbs, count)
        self._order()

    def show_records(self, table: RecordTable, shown: Arrangement, selected: int | None) -> None:
        """Show the records."""
        self.records.show_records(table, shown, selected)

    def want_worth(self, record: str) -> None:
        """Lead to what correcting a record would be worth."""
        self.worth_wanted.emit(record)

    def show_answer(self, answer: Answer) -> None:
        """Show what can be asked of the selected record."""
        self.records.answer.show_answer(answer)

    def show_kind(self, text: str) -> None:
        """Say which kind the selected record has."""
        self.records.answer.show_kind(text)

    def ask_kind(self, question: KindQuestion) -> Correction | None:
        """Ask which kind a record is."""
        return ask_kind(question, self.window())

    def show_waiting(self, text: str) -> None:
        """Say that other records are under way."""
        self.records.show_waiting(text)

    def put_on_clipboard(self, text: str) -> None:
        """Put a text on the clipboard."""
        QApplication.clipboard().setText(text)

    def show_trouble(self, text: str) -> None:
        """Say in the records' place what went wrong."""
        self.records.show_notice(text)

    def arrange(self, breadth: Breadth) -> None:
        """Put the rules beside the account, or beneath it where there is no room."""
        super().arrange(breadth)
        beneath = breadth is Breadth.NARROW
        self.rules.be_tall(tall=beneath)
        self._top.setDirection(
            QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        )

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved: the account as picture and table, the records as a table."""
        chart = self.account.chart
        return (
            Exportable(_("Account of the score"), chart, self.account.as_table, chart.paint_on),
            Exportable(
                _("Records shown"), None, self.records.as_table, lines=self.records.as_lines
            ),
        )

    def _order(self) -> None:
        """Let the Tab key follow the eye: what is made anew would come last."""
        stops = [self.account.chart, *self.rules.stops(), *self.records.stops()]
        for here, following in pairwise(stops):
            QWidget.setTabOrder(here, following)

    def _follow(self, factor: str, rule: str) -> None:
        if rule:
            self.rule_chosen.emit(rule)
        elif factor:
            self.factor_chosen.emit(factor)
        else:
            self.all_chosen.emit()
