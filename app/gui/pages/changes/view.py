"""Why the score moved: its way, a period in it, and the statement of what changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QWidget

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.charts.course_figures import CourseLines
from app.gui.charts.period import Limits, Period
from app.gui.pages.changes.chart_card import ChartCard
from app.gui.pages.changes.content import Range
from app.gui.pages.changes.statement import Statement
from app.gui.pages.changes.statement_card import StatementCard
from app.gui.pages.changes.words_card import WordsCard
from app.gui.shared.footnotes import DOTS, HATCH, Footnote, Footnotes
from app.gui.shared.page import Breadth, Exportable, Page
from app.wording import changes as wording
from app.wording.language import _
from app.workflow.case import Case


class ChangesView(Page):
    """Shows a score's way and the statement of a period, and tells what the reader chose.

    It decides nothing and computes nothing: see ``presenter.py``.
    """

    case_shown = Signal(object, object)  # Case, Explanation

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Changes"), parent)
        look = theme.current()
        self.chart = ChartCard()
        self.statement = StatementCard()
        self.words = WordsCard()
        self._below = QHBoxLayout()
        self._below.setSpacing(look.size("gutter"))
        # As drawn: 656 and 352 of 1024.
        self._below.addWidget(self.statement, 656)
        self._below.addWidget(self.words, 352)
        self._notes = Footnotes()
        self.cards.addWidget(self.chart, 1)
        self.cards.addLayout(self._below)
        self.cards.addWidget(self._notes)
        self.cards.setSpacing(0)
        self.cards.insertSpacing(1, look.size("gutter"))
        self.cards.addStretch(0)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        self.case_shown.emit(case, explanation)

    def show_sentence(self, text: str) -> None:
        """Show the page's one-line answer."""
        self.sentence.setText(text)

    def show_lines(self, shown: CourseLines) -> None:
        """Show the score's way."""
        self._show_below(shown=True)
        self.chart.show_lines(shown)

    def show_range(self, chosen: Range) -> None:
        """Show how far back the chart looks."""
        self.chart.show_range(chosen)

    def show_period(self, period: Period, names: tuple[str, str], limits: Limits) -> None:
        """Show the period: in the chart, and as two dates."""
        self.chart.show_period(period, wording.period(*names))
        self.statement.show_period(period, names, limits)

    def show_statement(self, shown: Statement) -> None:
        """Show the change statement."""
        self._show_below(shown=True)
        self.statement.show_chart(shown.chart)
        self.words.show_sentences(shown.paragraphs)

    def show_check(self, label: str, about: str) -> None:
        """Offer to look at what is behind a row."""
        self.words.show_check(label, about)

    def show_key(self, *, guess: bool, unexplained: bool) -> None:
        """Say what dots and hatches mean, where there are any."""
        notes = [Footnote(_("Dotted: a guess that nobody published."), DOTS)] if guess else []
        if unexplained:
            notes.append(Footnote(wording.hatched(), HATCH))
        self._notes.show_notes(tuple(notes))

    def show_empty(self, text: str) -> None:
        """Say why there is nothing to show."""
        self.sentence.setText("")
        self.chart.show_notice(text)
        self._show_below(shown=False)

    def show_chart_trouble(self, text: str) -> None:
        """Say in the chart's place what went wrong."""
        self.chart.show_notice(text)

    def show_statement_trouble(self, text: str) -> None:
        """Say in the statement's place what went wrong."""
        self.sentence.setText("")
        self.statement.show_notice(text)
        self.words.show_sentences(())
        self.words.show_check("", "")

    def put_on_clipboard(self, text: str) -> None:
        """Put a text on the clipboard."""
        QApplication.clipboard().setText(text)

    def want_record(self, record: str) -> None:
        """Lead to a record."""
        self.record_wanted.emit(record)

    def want_rule(self, rule: str) -> None:
        """Lead to the records of a rule."""
        self.rule_wanted.emit(rule)

    def arrange(self, breadth: Breadth) -> None:
        """Put the words beside the statement, or beneath it where there is no room."""
        super().arrange(breadth)
        self.chart.be_wide(wide=breadth is Breadth.WIDE)
        narrow = breadth is Breadth.NARROW
        self._below.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved: the score's way, and the statement."""
        waterfall = self.statement.chart
        return (
            Exportable(
                _("Your score over time"),
                self.chart.chart,
                self.chart.rows.as_table,
                self.chart.chart.paint_on,
            ),
            Exportable(
                _("Change statement"), waterfall, self.statement.as_table, waterfall.paint_on
            ),
        )

    def _show_below(self, *, shown: bool) -> None:
        for widget in (self.statement, self.words, self._notes):
            widget.setVisible(shown)
        self.cards.setStretch(0, int(shown))  # a sentence alone needs no tall card
        self.cards.setStretch(self.cards.count() - 1, int(not shown))
