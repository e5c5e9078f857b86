"""The note about a number: range, basis, source. It opens on F1 or under the pointer."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from app.domain.rulebook import Basis
from app.gui import theme
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.words import Words
from app.wording.notes import Note


@runtime_checkable
class Noted(Protocol):
    """A widget that shows a number, or several of which one is in focus."""

    def note(self) -> Note | None:
        """Return what there is to know about the number in focus."""


class BasisMark(QWidget):
    """Full disc published, half disc reported, dashed ring guess, diamond fitted."""

    def __init__(self, basis: Basis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basis = basis
        side = theme.current().px(14)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(9)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = look.colour("ink2")
        painter.setPen(QPen(ink, 1.4 * look.scale))
        match self._basis:
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
            case Basis.FITTED:
                painter.translate(box.center())
                painter.rotate(45)
                painter.drawRect(QRectF(-side * 0.36, -side * 0.36, side * 0.72, side * 0.72))


class Popover(QFrame):
    """A note beside the number that it is about; Escape or a click elsewhere closes it."""

    def __init__(self, note: Note, parent: QWidget, *, hovering: bool = False) -> None:
        kind = Qt.WindowType.ToolTip if hovering else Qt.WindowType.Popup
        super().__init__(parent, kind | Qt.WindowType.FramelessWindowHint)
        if hovering:
            parent.installEventFilter(self)
        look = theme.current()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popover", "true")
        self.setAccessibleName(note.title)
        self.setAccessibleDescription(note.spoken)
        self.setFixedWidth(look.px(352))
        grid = QGridLayout(self)
        grid.setContentsMargins(*[look.px(15)] * 4)
        grid.setVerticalSpacing(look.px(6))
        grid.setHorizontalSpacing(look.px(12))
        grid.setColumnStretch(1, 1)
        grid.addWidget(Words(note.title, weight=600, wraps=True), 0, 0, 1, 2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        figure = PointsLabel(weight=600)
        figure.show_figure(note.figure, note.value, guess=note.guess, spoken=note.spoken)
        grid.addWidget(figure, 0, 2, right)
        for row, line in enumerate(note.lines, start=1):
            grid.addWidget(Words(line.label, "table", "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
            said = Words(line.text, "table", wraps=True)
            said.setAlignment(Qt.AlignmentFlag.AlignRight)
            said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            if line.basis is None:
                grid.addWidget(said, row, 1, 1, 2)
                continue
            beside = QHBoxLayout()
            beside.setSpacing(look.px(6))
            beside.addStretch(1)
            beside.addWidget(BasisMark(line.basis), 0, Qt.AlignmentFlag.AlignTop)
            said.setWordWrap(False)
            said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            beside.addWidget(said)
            grid.addLayout(beside, row, 1, 1, 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on any key: the note is read, not worked with."""
        event.accept()
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the pointer leaves the number."""
        if event.type() in {QEvent.Type.Leave, QEvent.Type.Hide}:
            self.close()
        return super().eventFilter(watched, event)


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
    place = widget.mapToGlobal(at or QPoint(0, min(widget.height(), 240)))
    screen = widget.screen().availableGeometry()
    place.setX(max(screen.left(), min(place.x(), screen.right() - popover.width())))
    place.setY(max(screen.top(), min(place.y(), screen.bottom() - popover.height())))
    popover.move(place)
    popover.show()
    return popover
