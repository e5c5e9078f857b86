"""The card of the question before the reader: its choices or its boxes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.pages.questions.content import ChoiceLine, QuestionContent
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.flow import Flow
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.tips import unmarked
from app.gui.shared.words import Words, hairline
from app.wording import questions as words
from app.wording.language import _
from app.workflow.questionnaire import Control


class ChoiceRow(QWidget):
    """One choice: a radio button, and what it is worth at the right. A click anywhere takes it.

    Rows are kept from question to question: making them anew is what takes time.
    """

    def __init__(self, place: int) -> None:
        super().__init__()
        look = theme.current()
        self.button = QRadioButton()
        self.button.setFont(look.font("body"))
        self.button.setObjectName(f"choice-{place}")
        row = QHBoxLayout()
        row.setContentsMargins(0, look.px(3), 0, look.px(3))
        row.setSpacing(look.px(12))
        row.addWidget(self.button)
        row.addStretch(1)
        self.figure = PointsLabel("body", 600)
        row.addWidget(self.figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if place:
            column.addWidget(hairline())
        column.addLayout(row)

    def show_line(self, line: ChoiceLine, *, checked: bool) -> None:
        """Show a choice, and whether it is the answer."""
        self.button.setText(unmarked(line.label))
        self.button.setAccessibleName(line.label)
        self.button.setAccessibleDescription(line.figure)
        self.button.setChecked(checked)
        self.figure.show_figure(line.figure, line.value, guess=line.guess)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, or its release would never come here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the choice."""
        event.accept()
        self.button.setFocus()
        self.button.click()


class QuestionCard(Card):
    """The question before the reader."""

    chosen = Signal(int)
    number_put = Signal(float)
    average_put = Signal(float)
    day_typed = Signal(str)
    skipped = Signal()
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        padding = look.size("margin") - look.px(1)
        self.body.setContentsMargins(padding, look.px(18), padding, look.px(18))
        self.body.setSpacing(look.px(6))
        self._wanted = 0
        self._maker = QTimer(self)
        self._maker.setInterval(0)
        self._maker.timeout.connect(self._make_next)
        self._day = self._day_field()
        # Of the question that is shown; those of the one before live on until Qt deletes them.
        self.number: QSpinBox | None = None
        self.unit: PointsLabel | None = None
        self.worth: PointsLabel | None = None
        self._unput: QSpinBox | None = None
        self.rows: list[ChoiceRow] = []  # those of the question that is shown
        self._made: list[ChoiceRow] = []
        self._group = QButtonGroup(self)
        self._where = Words("", "caption", "ink3")
        self._factor = Words("", "caption", "ink3")
        self.question = Words("", "section", weight=600, wraps=True)
        self._help = Words("", "body", "ink2", wraps=True)
        above = QHBoxLayout()
        above.addWidget(self._factor)
        above.addStretch(1)
        above.addWidget(self._where)
        self.body.addLayout(above)
        self.body.addWidget(self.question)
        self._paper = Words("", "caption", "ink2", wraps=True)
        self.body.addWidget(self._help)
        self.body.addWidget(self._paper)
        self.body.addSpacing(look.px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addWidget(held(self._lines))
        self.body.addWidget(self._day)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        self.body.addWidget(held(self._choices))
        self._fault = Words("", "caption", "down", wraps=True)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addSpacing(look.px(10))
        self._put_buttons()
        self.body.addStretch(1)

    def show_content(self, shown: QuestionContent) -> None:
        """Show a question with the answer that it has."""
        self.setAccessibleName(f"{shown.progress}: {shown.title}")
        self._where.setText(shown.progress)
        self._factor.setText(shown.factor)
        self.question.setText(shown.title)
        self._help.setText(shown.help)
        self._help.setVisible(bool(shown.help))
        self._paper.setText(shown.paper)
        self._paper.setVisible(bool(shown.paper))
        self._fault.hide()
        self.number = self.unit = self.worth = self._unput = None
        self.back.setEnabled(not shown.first)
        open_number = shown.control is not Control.CHOICES and shown.number is None
        self.next.setEnabled(not shown.last or open_number)
        clear(self._choices)
        self._put_choices(shown)
        if shown.control is not Control.CHOICES:
            self._put_numbers(shown)
        if self.isVisible():
            self._focus_answer()

    def show_day_fault(self, fault: bool) -> None:  # noqa: FBT001 - a slot
        """Say that the typed day cannot be read, or no longer."""
        self._fault.setText(words.date_unknown() if fault else "")
        self._fault.setVisible(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number, go on with Enter, back with Backspace."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next.click()
        elif key == Qt.Key.Key_Backspace:
            self.back.click()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self.rows):
            button = self.rows[key - Qt.Key.Key_1].button
            button.setFocus()
            button.click()
        else:
            super().keyPressEvent(event)

    def _put_choices(self, shown: QuestionContent) -> None:
        while len(self._made) < len(shown.lines):
            self._make_row()
        self.rows = self._made[: len(shown.lines)]
        self._group.setExclusive(False)  # or the last one's answer could not be taken off
        for place, (row, line) in enumerate(zip(self.rows, shown.lines, strict=True)):
            row.show_line(line, checked=place == shown.chosen)
        self._group.setExclusive(True)
        for place, row in enumerate(self._made):
            row.setVisible(place < len(self.rows))
        self._day.setText(shown.day)
        self._day.setVisible(shown.takes_a_day)

    def prepare(self, count: int) -> None:
        """Make the rows for so many choices, one at each turn of the event loop."""
        self._wanted = count
        self._maker.start()

    def _make_next(self) -> None:
        if len(self._made) >= self._wanted:
            self._maker.stop()
            return
        self._make_row()

    def _make_row(self) -> None:
        place = len(self._made)
        row = ChoiceRow(place)
        row.hide()
        self._group.addButton(row.button, place)
        row.button.clicked.connect(partial(self._choose, place))
        self._lines.addWidget(row)
        self._made.append(row)

    def _day_field(self) -> QLineEdit:
        look = theme.current()
        field = QLineEdit()
        field.setObjectName("day")
        field.setFont(look.font("body"))
        field.setPlaceholderText(words.date_hint())
        field.setAccessibleName(words.date_hint())
        field.setMaximumWidth(look.px(280))
        field.editingFinished.connect(lambda: self._type(field))
        field.hide()
        return field

    def _choose(self, place: int) -> None:
        self._day.clear()
        self.show_day_fault(False)
        self.chosen.emit(place)

    def _type(self, field: QLineEdit) -> None:
        if field.isModified() and field.text().strip():
            field.setModified(False)
            self.day_typed.emit(field.text())

    def show_worth(self, line: ChoiceLine | None) -> None:
        """Show beside the box what its number is worth; nothing while nobody knows."""
        if self.worth is not None:
            self.worth.setVisible(line is not None)
            if line is not None:
                said = f"{line.label}: {line.figure}"
                self.worth.show_figure(line.figure, line.value, guess=line.guess, spoken=said)

    def _go_on(self) -> None:
        # A box left at 0 is an answer too: "Skip" is there for leaving it open.
        if self._unput is not None:
            self.number_put.emit(float(self._unput.value()))
        self.stepped.emit(1)

    def _put_numbers(self, shown: QuestionContent) -> None:
        contacts = shown.control is Control.CONTACTS
        self.worth = PointsLabel("body", 600)
        self.worth.hide()
        first, beside = self._number("number", _("How many") if contacts else _("Number"))
        first.setAccessibleDescription(shown.title)
        first.setRange(0, shown.most)
        first.setValue(round(shown.number or 0))
        first.valueChanged.connect(self._put_number)
        self.number = first
        self._unput = first if shown.number is None else None
        if contacts:
            self._choices.addSpacing(theme.current().px(8))
            second, beside = self._number("average", _("Their average score"))
            second.setAccessibleDescription(shown.title)
            low, neutral, high = (round(end) for end in shown.averages)
            second.setRange(low, high)
            # Untouched, it moves nothing: the average that gives and takes nothing.
            second.setValue(neutral if shown.average is None else round(shown.average))
            second.valueChanged.connect(lambda value: self.average_put.emit(float(value)))
            second.setAccessibleDescription(shown.help)
        first.setAccessibleDescription(shown.help)
        beside.addWidget(self.worth)
        if shown.unit is not None:
            self._choices.addSpacing(theme.current().px(6))
            self._choices.addWidget(hairline())
            self.unit = PointsLabel("body", 600)
            self._choices.addWidget(_unit_row(shown.unit, self.unit))

    def _put_number(self, value: int) -> None:
        self._unput = None
        self.number_put.emit(float(value))

    def _number(self, name: str, label: str) -> tuple[QSpinBox, QHBoxLayout]:
        look = theme.current()
        box = QSpinBox()
        box.setObjectName(name)
        box.setFixedHeight(look.size("control"))
        box.setFont(look.font("body"))
        box.setAccessibleName(label)
        box.setMinimumWidth(look.px(120))
        box.lineEdit().setTextMargins(look.px(6), 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        said = Words(label, "body")
        said.setBuddy(box)
        row.addWidget(said)
        row.addWidget(box)
        row.addStretch(1)
        self._choices.addWidget(held(row))
        return box, row

    def _put_buttons(self) -> None:
        look = theme.current()
        self.back = self._button(_("Back"))
        self.skip = self._button(_("Skip"))
        self.next = self._button(_("Next"))
        self.next.setObjectName("next")
        self.back.clicked.connect(partial(self.stepped.emit, -1))
        self.skip.clicked.connect(self.skipped)
        self.next.clicked.connect(self._go_on)
        row = Flow(look.px(8), look.px(8))
        for button in (self.next, self.skip, self.back):
            row.addWidget(button)
        self.body.addWidget(held(row))

    def _focus_answer(self) -> None:
        checked = next((row.button for row in self.rows if row.button.isChecked()), None)
        first = checked or (self.rows[0].button if self.rows else None)
        target = first or self.number
        if target is not None:
            target.setFocus()
        if target is self.number and self.number is not None:
            self.number.selectAll()  # what is typed takes the place of what is there

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFont(theme.current().font("body"))
        return button


def _unit_row(line: ChoiceLine, figure: PointsLabel) -> QWidget:
    """Say what each unit is worth, as a choice says what it is worth."""
    look = theme.current()
    row = QHBoxLayout()
    row.setSpacing(look.px(12))
    row.addWidget(Words(line.label, "body", "ink2", wraps=True), 1)
    figure.show_figure(line.figure, line.value, guess=line.guess)
    row.addWidget(figure)
    widget = held(row)
    row.setContentsMargins(0, look.px(6), 0, look.px(3))
    return widget
