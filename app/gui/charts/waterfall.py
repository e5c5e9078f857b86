"""The waterfall: start, gains, losses and result in rows, so that labels stay whole.

The widget; ``waterfall_layout`` works out where everything stands, ``waterfall_painting`` paints.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.waterfall_layout import FOOT, HEAD, Layout, Part, Row, Waterfall
from app.gui.charts.waterfall_painting import Touch, fitted, paint_waterfall, points_of
from app.gui.shared.drawing import focus_ring
from app.gui.shared.tips import show_tip
from app.wording import breakdown as words
from app.wording.language import _, number
from app.wording.notes import Note, NoteLine

_LEAST_WIDTH = 240
_WIDTH_HINT = 624


class WaterfallChart(QWidget):
    """A waterfall whose rows can be clicked, or chosen with the arrow keys."""

    chosen = Signal(str)  # id of the row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Waterfall(())
        self._layout: Layout | None = None
        self._selected = ""
        self._hovered = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def chart(self) -> Waterfall:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Waterfall, selected: str = "") -> None:
        """Show a waterfall, one of its rows selected."""
        self._chart = chart
        self._selected = selected
        self._refit()
        self.setAccessibleDescription("; ".join(_spoken(row) for row in chart.rows))
        self._speak()

    def select(self, row: str) -> None:
        """Select a row by its id; none where it is empty. Nothing is told."""
        self._selected = row
        self._speak()
        self.update()

    def paint_on(self, painter: QPainter) -> None:
        """Paint the whole chart for a picture or a page, nothing selected."""
        if self._layout and self._chart.rows:
            paint_waterfall(painter, self._chart, self._layout)

    def note(self) -> Note | None:
        """Return what F1 tells: about the selected row, else about our figure."""
        wanted = [row for row in self._chart.rows if row.id and row.id == self._selected]
        wanted += [row for row in self._chart.rows if row.part is Part.TOTAL]
        if not wanted:
            return None
        row = wanted[0]
        makes = number(row.after, row.decimals)
        lines = [NoteLine(what, text) for what, text in row.notes]
        if row.points is None:
            return Note(row.label, makes, None, row.guess, tuple(lines), _spoken(row))
        lines.insert(0, NoteLine(self._chart.makes_head, makes))
        # Only what a rule moves has a colour.
        value = row.points if row.part is Part.STEP else None
        return Note(row.label, points_of(row), value, row.guess, tuple(lines), _spoken(row))

    def sizeHint(self) -> QSize:
        """Return the height that all rows take."""
        height = self._layout.height if self._layout else theme.current().px(HEAD + FOOT)
        return QSize(theme.current().px(_WIDTH_HINT), round(height + 0.5))

    def minimumSizeHint(self) -> QSize:
        """Return the least width: labels stand above their bars there."""
        return QSize(theme.current().px(_LEAST_WIDTH), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width; a narrower label may need another line."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart."""
        del event
        if not self._chart.rows or self._layout is None:
            return
        painter = QPainter(self)
        touch = Touch(self._selected, self._hovered, self.hasFocus())
        paint_waterfall(painter, self._chart, self._layout, touch)
        if self.hasFocus() and not self._selected:  # else the row that is selected shows it
            focus_ring(painter, QRectF(self.rect()))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would select."""
        row = self._row_at(event.position().y())
        hovered = row.id if row else ""
        if hovered != self._hovered:
            self._hovered = hovered
            shape = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was pointed at."""
        super().leaveEvent(event)
        self._hovered = ""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        row = self._row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and row and row.id:
            self._choose(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrow keys."""
        ids = self._chart.selectable()
        here = ids.index(self._selected) if self._selected in ids else -1
        match event.key():
            case Qt.Key.Key_Down if ids:
                self._choose(ids[min(here + 1, len(ids) - 1)])
            case Qt.Key.Key_Up if ids:
                self._choose(ids[max(here - 1, 0)])
            case Qt.Key.Key_Home if ids:
                self._choose(ids[0])
            case Qt.Key.Key_End if ids:
                self._choose(ids[-1])
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the arrow keys begin."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell about the row under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            text = _told(row) if row else ""
            show_tip(event, text, self)
            return True
        return super().event(event)

    def _choose(self, row: str) -> None:
        self.select(row)
        self.chosen.emit(row)

    def _row_at(self, y: float) -> Row | None:
        at = self._layout.row_at(y) if self._layout else None
        return None if at is None else self._chart.rows[at]

    def _refit(self) -> None:
        width = max(self.width(), self.minimumSizeHint().width() if self._layout else 1)
        self._layout = fitted(self._chart, width)
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def _speak(self) -> None:
        row = next((row for row in self._chart.rows if row.id and row.id == self._selected), None)
        name = _("Waterfall") if row is None else _("Waterfall, {row}").format(row=_spoken(row))
        self.setAccessibleName(name)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


def _spoken(row: Row) -> str:
    return words.bar_spoken(row.label, row.points, row.after, row.decimals, guess=row.guess)


def _told(row: Row) -> str:
    return "\n".join([_spoken(row), *(f"{what}: {text}" for what, text in row.notes)])
