"""The cards of the questions: all of them, the one before the reader, the running total."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.pages.questions.content import ChoiceLine, ListLine, QuestionContent, TotalContent
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.drawing import signed_points
from app.gui.shared.points_delegate import VALUE_ROLE, CellDelegate
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.words import Words, hairline
from app.wording import questions as words
from app.wording.language import _
from app.workflow.questionnaire import Control

_ROW = 34
_MOST = 1_000_000.0
_ANSWERED = VALUE_ROLE + 10


class ChoiceRow(QWidget):
    """One choice: a radio button, and what it is worth at the right. A click anywhere takes it."""

    def __init__(self, line: ChoiceLine, place: int) -> None:
        super().__init__()
        look = theme.current()
        self.button = QRadioButton(line.label.replace("&", "&&"))
        self.button.setFont(look.font("body"))
        self.button.setObjectName(f"choice-{place}")
        self.button.setAccessibleName(line.label)
        self.button.setAccessibleDescription(line.figure)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.px(3), 0, look.px(3))
        row.setSpacing(look.px(12))
        row.addWidget(self.button)
        row.addStretch(1)
        self.figure = PointsLabel("body", 600)
        self.figure.show_figure(line.figure, line.value, guess=line.guess)
        row.addWidget(self.figure)

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
        self._last = False
        self.rows: list[ChoiceRow] = []
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
        self.body.addWidget(self._help)
        self.body.addSpacing(look.px(6))
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        self.body.addWidget(held(self._choices))
        self._fault = Words("", "caption", "down", wraps=True)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addSpacing(look.px(10))
        self.back = self._button(_("Back"))
        self.skip = self._button(_("Skip"))
        self.next = self._button(_("Next"))
        self.next.setObjectName("next")
        self.back.clicked.connect(partial(self.stepped.emit, -1))
        self.skip.clicked.connect(self.skipped)
        self.next.clicked.connect(partial(self.stepped.emit, 1))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.next)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_content(self, shown: QuestionContent) -> None:
        """Show a question with the answer that it has."""
        self.setAccessibleName(f"{shown.progress}: {shown.title}")
        self._where.setText(shown.progress)
        self._factor.setText(shown.factor)
        self.question.setText(shown.title)
        self._help.setText(shown.help)
        self._help.setVisible(bool(shown.help))
        self._fault.hide()
        self.back.setEnabled(not shown.first)
        self.next.setEnabled(not shown.last)
        for made in self.rows:
            self._group.removeButton(made.button)
        clear(self._choices)
        self.rows = []
        if shown.control is Control.CHOICES:
            self._put_choices(shown)
        else:
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
        look = theme.current()
        for place, line in enumerate(shown.lines):
            row = ChoiceRow(line, place)
            if place == shown.chosen:
                row.button.setChecked(True)
            self._group.addButton(row.button, place)
            row.button.clicked.connect(partial(self._choose, place))
            if place:
                self._choices.addWidget(hairline())
            self._choices.addWidget(row)
            self.rows.append(row)
        if shown.takes_a_day:
            field = QLineEdit(shown.day)
            field.setObjectName("day")
            field.setFont(look.font("body"))
            field.setPlaceholderText(words.date_hint())
            field.setAccessibleName(words.date_hint())
            field.setMaximumWidth(look.px(280))
            field.editingFinished.connect(lambda: self._type(field))
            self._choices.addSpacing(look.px(8))
            self._choices.addWidget(field)

    def _choose(self, place: int) -> None:
        field = self.findChild(QLineEdit, "day")
        if field is not None:
            field.clear()
        self.show_day_fault(False)
        self.chosen.emit(place)

    def _type(self, field: QLineEdit) -> None:
        if field.isModified() and field.text().strip():
            field.setModified(False)
            self.day_typed.emit(field.text())

    def _put_numbers(self, shown: QuestionContent) -> None:
        contacts = shown.control is Control.CONTACTS
        first = self._number("number", _("How many") if contacts else _("Number"), shown.number)
        first.setAccessibleDescription(shown.title)
        first.valueChanged.connect(self.number_put)
        if contacts:
            second = self._number("average", _("Their average score"), shown.average)
            second.setAccessibleDescription(shown.title)
            second.valueChanged.connect(self.average_put)

    def _number(self, name: str, label: str, value: float | None) -> QDoubleSpinBox:
        look = theme.current()
        box = QDoubleSpinBox()
        box.setObjectName(name)
        box.setDecimals(0)
        box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        box.setFixedHeight(look.size("control"))
        box.setRange(0, _MOST)
        box.setFont(look.font("body"))
        box.setAccessibleName(label)
        box.setMinimumWidth(look.px(120))
        if value is not None:
            box.setValue(value)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        said = Words(label, "body")
        said.setBuddy(box)
        row.addWidget(said)
        row.addWidget(box)
        row.addStretch(1)
        self._choices.addWidget(held(row))
        return box

    def _focus_answer(self) -> None:
        checked = next((row.button for row in self.rows if row.button.isChecked()), None)
        first = checked or (self.rows[0].button if self.rows else None)
        target = first or self.findChild(QDoubleSpinBox, "number")
        if target is not None:
            target.setFocus()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFont(theme.current().font("body"))
        return button


class _ListDelegate(CellDelegate):
    """A question of the list: its name, and its answer's points at the right."""

    def paint_content(
        self, painter: QPainter, room: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one."""
        look = theme.current()
        figure, value = index.data(VALUE_ROLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if value is not None:
            right = QPointF(room.right(), room.center().y())
            font = look.font("table", 600)
            signed_points(painter, right, figure, value, guess=False, font=font)
            room = room.adjusted(0, 0, -look.px(64), 0)
        super().paint_content(painter, room, index)

    def sizeHint(self, option: object, index: object) -> QSize:
        """Return the height of a row."""
        del option, index
        return QSize(theme.current().px(100), theme.current().px(_ROW))


class ListCard(Card):
    """All questions: which are answered, and the way to each."""

    place_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("All questions"))
        look = theme.current()
        self.list = QListWidget()
        self.list.setFont(look.font("table"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_ListDelegate(self.list))
        self.list.setAccessibleName(_("All questions"))
        self.list.setAccessibleDescription(_("The arrow keys go from question to question."))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        self.body.addWidget(self.list)
        self.body.addStretch(1)

    def show_lines(self, lines: tuple[ListLine, ...], place: int) -> None:
        """Show all, and which one is before the reader."""
        look = theme.current()
        self.list.blockSignals(True)
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(lines):
            self.list.addItem(QListWidgetItem())
        for row, line in enumerate(lines):
            item = self.list.item(row)
            item.setText(line.short)
            item.setToolTip(line.title)
            item.setData(VALUE_ROLE, (line.figure, line.value))
            item.setForeground(look.brush("ink" if line.answered else "ink2"))
            item.setFont(look.font("table", 500 if line.answered else 400))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.title} {line.figure}")
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self.list.setFixedHeight(look.px(_ROW) * len(lines) + look.px(4))

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self.place_chosen.emit(place)


class TotalCard(Card):
    """The running total, and the way on."""

    see_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Your score so far"))
        look = theme.current()
        self.figure = PointsLabel("score", 600)
        self.band = Words("", "body", weight=500, wraps=True)
        self.answered = Words("", "body", "ink2", wraps=True)
        self.open = Words("", "caption", "ink2", wraps=True)
        self.shared = Words("", "caption", "ink2", wraps=True)
        self.see = QPushButton(_("See my score"))
        self.see.setObjectName("see")
        self.see.setFont(look.font("body", 500))
        self.see.setProperty("primary", "true")
        self.see.setEnabled(False)
        self.see.clicked.connect(self.see_wanted)
        self.body.setSpacing(look.px(8))
        self.body.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.band, self.answered, self.open, self.shared):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.see)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_content(self, shown: TotalContent) -> None:
        """Show the running total."""
        self.figure.show_figure(shown.figure, None, guess=shown.guess)
        for widget, text in (
            (self.band, shown.band),
            (self.answered, shown.answered),
            (self.open, shown.open),
            (self.shared, "\n".join(shown.shared)),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
        self.see.setEnabled(shown.can_see)

    def show_trouble(self, text: str) -> None:
        """Say why there is no figure."""
        self.open.setText(text)
        self.open.setVisible(True)
