"""A reason: a sentence, its points, and a bar of how much of the most it moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.figures import ReasonLine
from app.gui.shared.drawing import hatch, signed_points, width_of
from app.gui.shared.popover import hovered
from app.wording.notes import Note

_SIDE = 8.0  # the mark of pointer and focus reaches so far beyond the text
_CARET = 20.0


class ReasonRow(QAbstractButton):
    """The whole row is a link to the records behind the rule."""

    def __init__(self, line: ReasonLine, *, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}  # by width; a layout asks for them over and over
        self.show_line(line, last=last)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_line(self, line: ReasonLine, *, last: bool) -> None:
        """Show a reason.

        Args:
            line: The reason.
            last: Whether no other follows, which a hairline would part it from.
        """
        self._line, self._last = line, last
        self.setAccessibleName(f"{line.text}, {line.note.spoken}")
        self.setAccessibleDescription(line.caption)
        self._heights.clear()
        self.updateGeometry()
        self.update()

    @property
    def rule(self) -> str:
        """Id of the rule."""
        return self._line.rule

    def note(self) -> Note | None:
        """Return what the points rest on."""
        return self._line.note

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is higher, because its sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width. Unit: pixels."""
        if width not in self._heights:
            look = theme.current()
            more = _wrapped(look.font("body"), self._line.text, self._text_width(width))
            more += _wrapped(look.font("caption"), self._line.caption, self._caption_width(width))
            self._heights[width] = round(look.size("reason_row") + more)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        look = theme.current()
        width = look.px(304)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(200), look.size("reason_row"))

    def event(self, event: QEvent) -> bool:
        """Open the note where the pointer rests on the figure."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            look = theme.current()
            room = _CARET + _SIDE
            if event.pos().x() > self._text_width(self.width()) and (
                event.pos().x() < self.width() - look.px(room)
            ):
                hovered(self, event, QPoint(event.pos().x(), look.px(34)))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link on Enter too, as links do."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        body, left = look.font("body"), look.px(_SIDE)
        right = self.width() - look.px(_SIDE + _CARET)
        # Text and bar stay together in the row's middle, however high the row is.
        spare = max(0, self.height() - self.heightForWidth(self.width())) / 2
        top = look.px(10) + spare
        text = QRectF(left, top, self._text_width(self.width()), self.height())
        painter.setFont(body)
        painter.setPen(look.colour("ink"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        drawn = painter.boundingRect(text, int(flags), self._line.text)
        painter.drawText(text, int(flags), self._line.text)
        middle = top + QFontMetricsF(body).height() / 2
        signed_points(
            painter,
            QPointF(right, middle),
            self._line.figure,
            self._line.points,
            guess=self._line.note.guess,
            font=look.font("body", 600),
        )
        caption = QRectF(left, drawn.bottom(), self._caption_width(self.width()), self.height())
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink3"))
        painter.drawText(caption, int(flags), self._line.caption)
        bar_top = self.height() - look.px(13) - spare
        self._paint_bar(painter, QRectF(left, bar_top, right - left, look.px(4)))
        self._paint_caret(painter)

    def _text_width(self, width: int) -> float:
        look = theme.current()
        figure = width_of(look.font("body", 600), self._line.figure) + look.px(18)
        return max(look.px(80), width - look.px(2 * _SIDE + _CARET) - figure)

    def _caption_width(self, width: int) -> float:
        look = theme.current()
        return max(look.px(80), width - look.px(2 * _SIDE + _CARET))

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        edge = look.scale
        box = QRectF(self.rect()).adjusted(edge, edge + look.px(2), -edge, -edge)
        if not self._last:
            painter.setPen(look.pen("line"))
            low = self.height() - 0.5 * look.scale
            painter.drawLine(QLineF(look.px(_SIDE), low, self.width() - look.px(_SIDE), low))
        painter.setPen(look.pen("accent", 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        if self.underMouse():
            painter.setBrush(look.brush("hover"))
        if self.underMouse() or self.hasFocus():
            painter.drawRoundedRect(box, look.px(6), look.px(6))

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        look = theme.current()
        radius = look.px(2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("line" if self.underMouse() else "hover"))
        painter.drawRoundedRect(room, radius, radius)
        if self._line.share is None:
            return
        filled = QRectF(room)
        filled.setWidth(max(look.px(3), room.width() * min(1.0, self._line.share)))
        gives = self._line.points >= 0
        colour = look.colour("up_fill" if gives else "down_fill")
        painter.setBrush(hatch(colour) if look.is_contrast and not gives else colour)
        painter.drawRoundedRect(filled, radius, radius)

    def _paint_caret(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setPen(look.pen("ink2", 1.2))
        x, y = self.width() - look.px(_SIDE + 6), self.height() / 2
        reach = look.px(4)
        painter.drawLine(QLineF(x - reach / 2, y - reach, x + reach / 2, y))
        painter.drawLine(QLineF(x + reach / 2, y, x - reach / 2, y + reach))


def _wrapped(font: QFont, text: str, width: float) -> float:
    """Return how much higher than one line a text is at a width. Unit: pixels."""
    metrics = QFontMetricsF(font)
    if "\n" not in text and metrics.horizontalAdvance(text) + 1 <= width:
        return 0.0  # most of the widths that Qt tries

    def height(room: float) -> float:
        box = QRectF(0, 0, room, 10_000)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text).height()

    # Held against the same text in one line: Chinese comes from a higher face.
    return max(0.0, height(width) - height(100_000))
