"""The card of the people who were opened before: a click or Enter goes on where they were."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.gui import theme
from app.gui.kept import Door, KeptPerson, StoreState
from app.gui.shared.card import Card
from app.gui.shared.clearing import held
from app.gui.shared.drawing import dots, write
from app.gui.shared.icons import icon, picture
from app.gui.shared.words import Words
from app.wording.language import _, day
from app.wording.visible import visible

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW, _HEAD = 48, 32
_MOST = 6  # rows that are seen without scrolling
_GUESS = int(Qt.ItemDataRole.UserRole)
_SCORE = 3
_ARROW = 36  # pixels of the drawings after a score


class _ScoreDelegate(QStyledItemDelegate):
    """Paints a score: bold, dotted beneath where a guess is in it, and the arrow after it."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the text to ``paint``."""
        super().initStyleOption(option, index)
        bare: Any = option  # PySide's stubs do not know the fields of an option
        bare.text = ""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one."""
        super().paint(painter, option, index)
        look, known = theme.current(), cast("Any", option)
        text, rect = str(index.data() or ""), QRectF(known.rect)
        font = look.font("body", 600)
        room = rect.adjusted(0, 0, -look.px(_ARROW), 0)
        painter.save()
        write(painter, room, text, font, look.colour("ink"), Qt.AlignmentFlag.AlignRight)
        if index.data(_GUESS):
            face = QFontMetricsF(font)
            width = face.horizontalAdvance(text)
            low = room.center().y() + face.height() / 2 + look.scale / 2
            dots(painter, QPointF(room.right() - width, low), width, look.colour("ink"))
        caret = QPointF(rect.right() - look.px(26), rect.center().y() - look.px(7))
        painter.drawPixmap(caret, picture("caret-right", "ink3", 14))
        painter.restore()


class PeopleTable(QTableWidget):
    """Person, rulebook, day, score; one row each."""

    person_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._people: tuple[KeptPerson, ...] = ()
        self.setObjectName("before")
        self.setAccessibleName(_("Opened before"))
        self.setAccessibleDescription(_("A table. Enter opens the person who is chosen."))
        self.setFont(look.font("table"))
        head = self.horizontalHeader()
        head.setFont(look.font("caption", 500))
        head.setFixedHeight(look.px(_HEAD))
        head.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.setIconSize(QSize(look.size("icon"), look.size("icon")))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(_SCORE, _ScoreDelegate(self))
        self.cellClicked.connect(lambda row, _column: self._choose(row))

    def show_people(self, people: tuple[KeptPerson, ...]) -> None:
        """Show who was opened before, the last one first."""
        self._people = people
        self.clear()
        headings = (_("Person"), _("Rulebook"), _("As on"), _("Score"))
        self.setColumnCount(len(headings))
        self.setRowCount(len(people))
        for column, heading in enumerate(headings):
            item = QTableWidgetItem(heading + (" " * 10 if column == _SCORE else ""))
            item.setTextAlignment(_RIGHT if column == _SCORE else _LEFT)
            self.setHorizontalHeaderItem(column, item)
        for row, person in enumerate(people):
            for column, cell in enumerate(_cells(person)):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(_RIGHT if column == _SCORE else _LEFT)
                self.setItem(row, column, item)
            first, score = self.item(row, 0), self.item(row, _SCORE)
            if first is not None and score is not None:
                first.setIcon(icon("user", "ink2"))
                first.setFont(theme.current().font("table", 500))
                score.setData(_GUESS, person.left.guess)
        self._fit(len(people))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen person on Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentRow())
            return
        super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._people):
            self.person_chosen.emit(self._people[row].id)

    def _fit(self, rows: int) -> None:
        look = theme.current()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(look.px(72))
        self.setFixedHeight(
            look.px(_HEAD) + min(rows, _MOST) * look.px(_ROW) + 2 * max(2, look.px(2)) + look.px(2)
        )


class BeforeCard(Card):
    """Who was opened before; or why nobody is seen, and the way to see them."""

    person_chosen = Signal(str)
    unlock_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Opened before"), parent)
        self.put_at_right(Words(_("kept locked on this computer"), "caption", "ink3"))
        self.table = PeopleTable()
        self.table.person_chosen.connect(self.person_chosen)
        self._why = Words("", "body", "ink2", wraps=True)
        self._unlock = QPushButton(_("Unlock"))
        self._unlock.setObjectName("unlock")
        self._unlock.setFont(theme.current().font("body", 500))
        self._unlock.clicked.connect(self.unlock_wanted)
        row = QHBoxLayout()
        row.addWidget(self._unlock)
        row.addStretch(1)
        self._button = held(row)
        for widget in (self.table, self._why, self._button):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_store(self, state: StoreState) -> None:
        """Show who can be gone on with."""
        shut = state.door in {Door.LOCKED, Door.SHUT}
        self.table.setVisible(bool(state.people))
        self._why.setVisible(not state.people)
        self._button.setVisible(shut)
        self.table.show_people(state.people)
        if state.door is Door.SHUT:
            self._why.setText(state.trouble)
            self._unlock.setText(_("Try again"))
        elif shut:
            self._why.setText(_("What is kept is locked. Nobody can see who is in it."))
            self._unlock.setText(_("Unlock"))
        else:
            self._why.setText(_("Nobody yet."))


def _cells(person: KeptPerson) -> tuple[str, str, str, str]:
    left = person.left
    return (
        visible(person.name) or person.id,
        left.book_title or "–",
        "–" if left.day is None else day(left.day),
        left.score or "–",
    )
