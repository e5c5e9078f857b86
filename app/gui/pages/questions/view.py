"""A score from answers alone: all questions, the one before the reader, the running total."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QWidget

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.pages.questions import content
from app.gui.pages.questions.all_questions import ListCard
from app.gui.pages.questions.cards import QuestionCard
from app.gui.pages.questions.running_total import Following, TotalCard, TotalStrip
from app.gui.shared.clearing import held
from app.gui.shared.flow import Flow
from app.gui.shared.page import Breadth, Page
from app.gui.shared.words import Words
from app.wording import questions as words
from app.wording.language import _, typed_day
from app.workflow.case import Case

_WEIGHTS = (300, 440, 260)  # of the cards beside each other


class QuestionsView(Page):
    """Lays the cards out and shows what the presenter hands it."""

    book_chosen = Signal(str)
    day_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.title(), parent)
        look = theme.current()
        self.shower: Callable[[Case, Explanation], None] | None = None
        self._day = 0
        self.books = QComboBox()
        self.books.setObjectName("books")
        self.books.setAccessibleName(_("Rulebook"))
        self.books.setAccessibleDescription(_("Rulebook"))  # Qt calls it by what is chosen
        self.books.setFont(look.font("body"))
        self.books.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.books.activated.connect(lambda row: self.book_chosen.emit(self.books.itemData(row)))
        self.date = QLineEdit()
        self.date.setObjectName("as-on")
        self.date.setAccessibleName(_("As on"))
        self.date.setAccessibleDescription(words.date_hint())
        self.date.setFont(look.font("body"))
        self.date.setMaximumWidth(look.px(140))
        self.date.editingFinished.connect(self._choose_day)
        row = Flow(look.px(8), look.px(8))
        for widget in (
            Words(_("Rulebook"), "body", "ink2"),
            self.books,
            Words(_("As on"), "body", "ink2"),
            self.date,
        ):
            widget.setFixedHeight(look.size("control"))
            row.addWidget(widget)
        self.all, self.card, self.total = ListCard(), QuestionCard(), TotalCard()
        self._side = Following(self.total, self)
        self.strip = TotalStrip(self)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._side.follow())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(look.size("gutter"))
        self.cards.addWidget(held(row))
        self.cards.addLayout(self._row)
        self.cards.addStretch(1)
        self.arrange(Breadth.WIDE)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Take up the answers of the person who is opened."""
        if self.shower is not None:
            self.shower(case, explanation)

    def arrange(self, breadth: Breadth) -> None:
        """Lay the cards out for the room there is."""
        super().arrange(breadth)
        row, wide = self._row, breadth is Breadth.WIDE
        # Not ``takeAt``: an item that Python still holds would keep the heights of the new one.
        for placed in (self.all, self.card, self._side):
            row.removeWidget(placed)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        row.setDirection(across if wide else down)
        cards = (self.all, self.card, self._side) if wide else (self.card, self._side, self.all)
        for card, weight in zip(cards, _WEIGHTS if wide else (0, 0, 0), strict=True):
            row.addWidget(card, weight)
        self._side.follows = wide
        self.strip.setVisible(not wide)
        self._place_strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the running total in sight."""
        super().resizeEvent(event)
        self._place_strip()
        self._side.follow()

    def _place_strip(self) -> None:
        high = 0 if self.strip.isHidden() else self.strip.sizeHint().height()
        if self.viewportMargins().bottom() != high:
            self.setViewportMargins(0, 0, 0, high)
        seen = self.viewport().geometry()
        self.strip.setGeometry(0, seen.bottom() + 1, self.width(), high)

    def show_books(self, names: tuple[tuple[str, str], ...], chosen: str, day: int) -> None:
        """Offer the rulebooks, and show the day asked about."""
        self.books.clear()
        for name, title in names:
            self.books.addItem(title, name)
        self.books.setCurrentIndex(self.books.findData(chosen))
        self.date.setText(typed_day(day))
        self._day = day

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""
        self.sentence.setText(text)

    def prepare(self, choices: int) -> None:
        """Make ready for questions with so many choices."""
        self.card.prepare(choices)

    def show_question(self, shown: content.QuestionContent) -> None:
        """Show a question."""
        self.card.show_content(shown)

    def show_worth(self, line: content.ChoiceLine | None) -> None:
        """Show beside the box what its number is worth."""
        self.card.show_worth(line)

    def show_list(self, lines: tuple[content.ListLine, ...], place: int) -> None:
        """Show the list of all questions."""
        self.all.show_lines(lines, place)

    def show_total(self, shown: content.TotalContent) -> None:
        """Show the running total."""
        self.total.show_content(shown)
        self.strip.show_content(shown)
        self._place_strip()

    def show_trouble(self, text: str) -> None:
        """Say what went wrong."""
        self.total.show_trouble(text)

    def _choose_day(self) -> None:
        day = words.parsed_day(self.date.text())
        if day is None or day == self._day:
            self.date.setText(typed_day(self._day))
        else:
            self.day_chosen.emit(day)
