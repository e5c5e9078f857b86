"""The note about a number: range, basis, source. It opens on F1 or under the pointer."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rulebook import Basis
from app.gui import theme
from app.gui.shared.drawing import width_of
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.words import Words
from app.wording.notes import Note, NoteLine

_WIDTH, _PADDING = 360.0, 15.0
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Insert,
}


@runtime_checkable
class Noted(Protocol):
    """A widget that shows a number, or several of which one is in focus."""

    def note(self) -> Note | None:
        """Return what there is to know about the number in focus."""


class BasisMark(QWidget):
    """Full disc published, half disc reported, dashed ring guess, diamond fitted, dash unstated."""

    def __init__(self, basis: Basis | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basis = basis
        side = theme.current().px(14)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_basis(painter, self._basis, QRectF(self.rect()))


def paint_basis(painter: QPainter, basis: Basis | None, room: QRectF) -> None:
    """Paint the mark of what a number rests on, in the middle of ``room``; a dash for nothing."""
    look = theme.current()
    side = look.px(9)
    box = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
    ink = look.colour("ink2")
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.4 * look.scale))
    match basis:
        case Basis.PUBLISHED:
            painter.setBrush(ink)
            painter.drawEllipse(box)
        case Basis.REPORTED:
            painter.drawEllipse(box)
            painter.setBrush(ink)
            painter.drawPie(box, 90 * 16, 180 * 16)
        case Basis.ASSUMED:
            pen = painter.pen()
            pen.setDashPattern([1.6, 1.4])
            painter.setPen(pen)
            painter.drawEllipse(box)
        case None:
            middle = QPointF(side / 2, 0)
            painter.drawLine(box.center() - middle, box.center() + middle)
        case Basis.FITTED:
            painter.translate(box.center())
            painter.rotate(45)
            painter.drawRect(QRectF(-side * 0.36, -side * 0.36, side * 0.72, side * 0.72))
    painter.restore()


class Popover(QFrame):
    """A note beside the number that it is about; any key or a click elsewhere closes it.

    It lies within the window and is no window of its own: so it needs no grab of the keyboard,
    which not every system grants.
    """

    def __init__(self, note: Note, about: QWidget, *, hovering: bool = False) -> None:
        super().__init__(about.window())
        self._about = about
        self._hovering = hovering
        about.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if hovering else Qt.FocusPolicy.StrongFocus)
        look = theme.current()
        theme.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popover", "true")
        self.setAccessibleName(note.title)
        self.setAccessibleDescription(note.spoken)
        self.setFixedWidth(look.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.px(_PADDING)] * 4)
        column.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.addWidget(Words(note.title, weight=600, wraps=True), 1)
        figure = PointsLabel(weight=600)
        figure.show_figure(note.figure, note.value, guess=note.guess, spoken=note.spoken)
        head.addWidget(figure, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for line in note.lines:
            column.addLayout(_row(line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on any key: the note is read, not worked with."""
        event.accept()
        if event.key() in _MODIFIERS:
            return  # screen readers have keys of their own, which begin with one of these
        self._about.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the reader goes on elsewhere."""
        super().focusOutEvent(event)
        self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click."""
        event.accept()
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the number goes, or the pointer leaves it."""
        gone = {QEvent.Type.Hide, QEvent.Type.Wheel}
        if event.type() in gone or (self._hovering and event.type() is QEvent.Type.Leave):
            self.close()
        return super().eventFilter(watched, event)


def _row(line: NoteLine) -> QHBoxLayout:
    """Lay out one line: its label, and at the right what it says; long texts wrap."""
    look = theme.current()
    top = Qt.AlignmentFlag.AlignTop
    row = QHBoxLayout()
    row.setSpacing(look.px(6))
    label = Words(line.label, "table", "ink2")
    row.addWidget(label, 0, top)
    row.addSpacing(look.px(8))
    mark = None if line.basis is None else BasisMark(line.basis)
    taken = label.sizeHint().width() + look.px(2 * _PADDING + 20)
    taken += look.px(20) if mark is not None else 0
    room = look.px(_WIDTH) - taken
    fits = width_of(look.font("table"), line.text) <= room
    if fits:
        row.addStretch(1)
    if mark is not None:
        row.addWidget(mark, 0, top)
    said = Words(line.text, "table", wraps=not fits)
    said.setAlignment(Qt.AlignmentFlag.AlignRight)
    row.addWidget(said, 0 if fits else 1)
    return row


def hovered(widget: QWidget, event: QEvent, at: QPoint | None = None) -> bool:
    """Open the note where the pointer rests on a number; say whether the event was that."""
    if event.type() is not QEvent.Type.ToolTip:
        return False
    note = widget.note() if isinstance(widget, Noted) else None
    if note is not None:
        _open(note, widget, at, hovering=True)
    return True


def explain(widget: QWidget, at: QPoint | None = None) -> Popover | None:
    """Open the note about the number in focus of ``widget`` or of what it lies in.

    Args:
        widget: The widget in focus or under the pointer.
        at: Where to open it, in the widget's own coordinates; below it where left out.

    Returns:
        The open note; ``None`` where there is no number to explain.
    """
    asked: QWidget | None = widget
    while asked is not None:
        note = asked.note() if isinstance(asked, Noted) else None
        if note is not None:
            return _open(note, asked, at if asked is widget else None, hovering=False)
        asked = asked.parentWidget()
    return None


def _open(note: Note, widget: QWidget, at: QPoint | None, *, hovering: bool) -> Popover:
    popover = Popover(note, widget, hovering=hovering)
    popover.adjustSize()
    window = widget.window()
    place = widget.mapTo(window, at or QPoint(0, min(widget.height(), 240)))
    place.setX(max(0, min(place.x(), window.width() - popover.width())))
    place.setY(max(0, min(place.y(), window.height() - popover.height())))
    popover.move(place)
    popover.show()
    popover.raise_()
    if not hovering:
        popover.setFocus(Qt.FocusReason.PopupFocusReason)
    return popover
