"""The ladder of perks: what each score opens, with the person's own place among the rungs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui import theme
from app.gui.charts.figures import Rung
from app.gui.shared.drawing import width_of, write
from app.gui.shared.popover import hovered
from app.wording.notes import Note

_ROW = 32.0
_MOST_MORE = 24.0
_POLE = 44.0  # where the pole stands, from the left
_TITLE = 60.0


class Ladder(QWidget):
    """Rungs by score: a ticked disc is held, a half disc by the official figure only, a ring is not; arrows move between the rungs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._rungs: tuple[Rung, ...] = ()
        self._at = 0
        self._needed: dict[int, list[float]] = {}  # by width; a layout asks over and over
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rungs(self, name: str, rungs: tuple[Rung, ...]) -> None:
        """Show the rungs, highest first."""
        self._name, self._rungs, self._at = name, rungs, 0
        self._needed.clear()
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(_said(rung) for rung in rungs))
        self.updateGeometry()
        self.update()

    def note(self) -> Note | None:
        """Return what the rung in focus rests on."""
        return self._rungs[self._at].note if self._rungs else None

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow ladder is higher, because its titles wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width. Unit: pixels."""
        return round(sum(self._heights(width)))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = theme.current().px(304)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        look = theme.current()
        return QSize(look.px(200), self.heightForWidth(max(self.width(), look.px(200))))

    def event(self, event: QEvent) -> bool:
        """Open the note of the rung under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            top = 0.0
            for number, height in enumerate(self._spread()):
                if top <= event.pos().y() < top + height:
                    self._at = number
                    break
                top += height
            return hovered(self, event, event.pos())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the rungs with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self._rungs:
            super().keyPressEvent(event)
            return
        self._at = min(len(self._rungs) - 1, max(0, self._at + step))
        self.setAccessibleName(_said(self._rungs[self._at]))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be called as before when the reader goes on."""
        super().focusOutEvent(event)
        self.setAccessibleName(self._name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ladder."""
        if not self._rungs:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("line", 2))
        pole = look.px(_POLE)
        painter.drawLine(QLineF(pole, 0, pole, sum(self._spread())))
        top = 0.0
        heights = self._spread()
        for number, (rung, height) in enumerate(zip(self._rungs, heights, strict=True)):
            box = QRectF(0, top, self.width(), height)
            if self.hasFocus() and number == self._at:
                painter.setPen(look.pen("accent", 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                edge = look.px(2)
                painter.drawRoundedRect(
                    box.adjusted(edge / 2, edge, -edge / 2, -edge), look.px(6), look.px(6)
                )
            self._paint_rung(painter, box, rung)
            top += height

    def _heights(self, width: int) -> list[float]:
        if width not in self._needed:
            least = theme.current().px(_ROW)
            self._needed[width] = [
                max(least, self._title_height(rung, width)) for rung in self._rungs
            ]
        return self._needed[width]

    def _spread(self) -> list[float]:
        """Return the rungs' heights on screen: a little more each where there is room."""
        heights = self._heights(self.width())
        more = max(0.0, self.height() - sum(heights)) / max(1, len(heights))
        return [height + min(more, theme.current().px(_MOST_MORE)) for height in heights]

    def _title_height(self, rung: Rung, width: int) -> float:
        look = theme.current()
        metrics = QFontMetricsF(self._font(rung))
        room = QRectF(0, 0, self._title_width(rung, width), 10_000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, rung.title).height()
        return needed + look.px(8)

    def _title_width(self, rung: Rung, width: int) -> float:
        look = theme.current()
        right = width_of(self._font(rung), rung.distance) + look.px(10) if rung.distance else 0.0
        return max(look.px(60), width - look.px(_TITLE) - right)

    def _font(self, rung: Rung) -> QFont:
        return theme.current().font("body", 600 if rung.kind == "ours" else 400)

    def _paint_rung(self, painter: QPainter, box: QRectF, rung: Rung) -> None:
        look = theme.current()
        font = self._font(rung)
        tone = "ink2" if rung.kind == "official" else "ink"
        figure = QRectF(box.left(), box.top(), look.px(_POLE - 16), box.height())
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        figure_tone = "ink" if rung.kind == "ours" else "ink2"
        write(painter, figure, rung.figure, font, look.colour(figure_tone), right)
        title = QRectF(
            look.px(_TITLE), box.top(), self._title_width(rung, self.width()), box.height()
        )
        painter.setFont(font)
        painter.setPen(look.colour(tone))
        flags = Qt.TextFlag.TextWordWrap | left | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(title, int(flags), rung.title)
        write(painter, box, rung.distance, look.font("body"), look.colour(tone), right)
        self._paint_mark(painter, QPointF(look.px(_POLE), box.center().y()), rung)

    def _paint_mark(self, painter: QPainter, at: QPointF, rung: Rung) -> None:
        look = theme.current()
        ink2 = QPen(look.colour("ink2"), 1.6 * look.scale)
        if rung.kind == "ours":
            pen = look.pen("ink", 4)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            reach = look.px(5)
            painter.drawLine(QLineF(at.x() - reach, at.y(), at.x() + reach, at.y()))
        elif rung.kind == "official":
            painter.setPen(ink2)
            painter.setBrush(look.brush("card"))
            half, rise = look.px(5), look.px(4.5)
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(at.x() + rise, at.y() - half),
                        QPointF(at.x() + rise, at.y() + half),
                        QPointF(at.x() - rise, at.y()),
                    ]
                )
            )
        elif rung.partly:
            painter.setPen(QPen(look.colour("accent"), 1.6 * look.scale))
            painter.setBrush(look.brush("card"))
            reach = look.px(6)
            disc = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
            painter.drawEllipse(disc)
            painter.setBrush(look.brush("accent"))
            painter.drawPie(disc, 90 * 16, 180 * 16)
        elif rung.held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.brush("accent"))
            painter.drawEllipse(at, look.px(7), look.px(7))
            pen = look.pen("on_accent", 1.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline(
                QPolygonF(
                    [
                        at + QPointF(-3, 0.4) * look.scale,
                        at + QPointF(-0.8, 2.4) * look.scale,
                        at + QPointF(3, -2.2) * look.scale,
                    ]
                )
            )
        else:
            painter.setPen(ink2)
            painter.setBrush(look.brush("card"))
            painter.drawEllipse(at, look.px(5.5), look.px(5.5))


def _said(rung: Rung) -> str:
    return f"{rung.figure}: {rung.title}, {rung.distance}".strip(", ")
