"""The contents of the document: its sections, what each moves, and where the reader is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.pages.rulebook.document import Document, Section
from app.gui.shared.clearing import clear
from app.gui.shared.drawing import signed_points, width_of, write
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words, hairline
from app.wording.language import _
from app.wording.notes import Note


class ContentsRow(QAbstractButton):
    """One section; a click leads to it, Up and Down go to the row above or below."""

    stepped = Signal(int)

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.setObjectName(f"contents-{section.id}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        right = section.figure.spoken if section.figure else section.count
        self.setAccessibleName(f"{section.title}, {right}")
        self.setAccessibleDescription(_("Leads to this part of the rulebook."))
        set_tip(self, section.title)

    def note(self) -> Note | None:
        """Return what the points of the section rest on."""
        return self._section.figure

    def nextCheckState(self) -> None:
        """Stay as it is: the document says where the reader is."""

    def sizeHint(self) -> QSize:
        """Return a row of the drawings."""
        look = theme.current()
        return QSize(look.px(120), look.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the row above or below; Return leads to the section as Space does."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        del event
        look, section = theme.current(), self._section
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = look.size("radius_control")
        tone = "tint" if self.isChecked() else "hover" if self.underMouse() else ""
        if tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(tone))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.pen("accent", 2))
            painter.drawRoundedRect(box, radius, radius)
        room = QRectF(self.rect()).adjusted(look.px(8), 0, -look.px(8), 0)
        if section.figure is not None:
            note = section.figure
            right = QPointF(room.right(), room.center().y())
            bold = look.font("body", 600)
            signed_points(painter, right, note.figure, note.value or 0.0,
                          guess=note.guess and bool(note.value), font=bold)  # fmt: skip
            room.setRight(room.right() - width_of(bold, note.figure) - look.px(24))
        else:
            small = look.font("caption")
            write(
                painter,
                room,
                section.count,
                small,
                look.colour("ink2"),
                Qt.AlignmentFlag.AlignRight,
            )
            room.setRight(room.right() - width_of(small, section.count) - look.px(8))
        weight = 500 if self.isChecked() else 400
        write(painter, room, section.title, look.font("body", weight), look.colour("ink"), cut=True)


class Contents(QFrame):
    """The card with the contents."""

    chosen = Signal(str)  # id of a section

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("card", "true")
        self.setAccessibleName(_("Contents"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, look.px(12), 1, look.px(8))
        outer.setSpacing(0)
        head = Words(_("Contents"), "caption", "ink2")
        head.setContentsMargins(look.px(15), 0, look.px(15), look.px(8))
        outer.addWidget(head)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setProperty("surface", "card")
        inner = QWidget()
        inner.setProperty("surface", "plain")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(look.px(7), 0, look.px(7), 0)
        self._column.setSpacing(0)
        area.setWidget(inner)
        outer.addWidget(area, 1)
        self._area = area
        self._rows: dict[str, ContentsRow] = {}
        self._sections: tuple[Section, ...] = ()

    def show_document(self, document: Document) -> None:
        """Show the sections of a document."""
        if document.sections == self._sections:
            return
        look = theme.current()
        at = next((name for name, row in self._rows.items() if row.isChecked()), "")
        focused = next((name for name, row in self._rows.items() if row.hasFocus()), "")
        self._sections, self._rows, group = document.sections, {}, 0
        clear(self._column)
        for section in document.sections:
            if section.group != group and self._rows:
                self._column.addSpacing(look.px(8))
                self._column.addWidget(hairline())
                self._column.addSpacing(look.px(8))
            group = section.group
            row = ContentsRow(section)
            row.clicked.connect(partial(self._choose, section.id))
            row.stepped.connect(partial(self._step, section.id))
            self._rows[section.id] = row
            self._column.addWidget(row)
        self._column.addStretch(1)
        self.show_section(at or document.sections[0].id)
        if focused in self._rows:
            self._rows[focused].setFocus()

    def show_section(self, section: str) -> None:
        """Mark the section that is read."""
        for name, row in self._rows.items():
            row.setChecked(name == section)
        if section in self._rows:
            self._area.ensureWidgetVisible(self._rows[section], 0, 0)

    def _choose(self, section: str) -> None:
        self.chosen.emit(section)
        self.show_section(section)

    def _step(self, section: str, by: int) -> None:
        names = list(self._rows)
        place = max(0, min(len(names) - 1, names.index(section) + by))
        self._rows[names[place]].setFocus(Qt.FocusReason.OtherFocusReason)
