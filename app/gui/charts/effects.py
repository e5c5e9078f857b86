"""Claims in rows: what the operator says, the effect with its interval, the verdict in words.

Names stay whole: they wrap. Where there is no room for columns each row is several lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.findings import Verdict
from app.gui import theme
from app.gui.charts.crowd_figures import EffectRow, Effects
from app.gui.charts.intervals import paint_interval
from app.gui.charts.stops import StopChart
from app.gui.shared.drawing import width_of, write
from app.gui.shared.verdict_mark import CROSS, DASHED, TICK, paint_mark

_HEAD, _ROW, _LINE = 28.0, 48.0, 18.0
_INSET, _GAP, _MARK = 8.0, 12.0, 22.0
_LEAST_PLOT, _MOST_PLOT = 80.0, 150.0
_LEAST_NAME = 120.0
_FOLDED_LINE = 24.0
_RIGHT = Qt.AlignmentFlag.AlignRight
MARKS = {
    Verdict.CONTRADICTED: CROSS,
    Verdict.SUPPORTED: TICK,
    Verdict.TOO_LITTLE_DATA: DASHED,
}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand. Unit: pixels."""

    name: float  # width of the names
    left: float  # of the plot
    right: float
    points: float  # right ends
    interval: float
    verdict: float  # left end
    folded: bool


class EffectChart(StopChart):
    """Shows claims and what came of them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._shown: Effects | None = None
        self._columns = _Columns(0, 0, 1, 1, 1, 1, folded=False)
        self._tops: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_effects(self, shown: Effects) -> None:
        """Show the claims."""
        self._shown = shown
        self._lay_out()
        self._show(shown.spoken, tuple(row.note for row in shown.rows))

    def sizeHint(self) -> QSize:
        """Return the height that all rows take at the present width."""
        look = theme.current()
        high = self._tops[-1] if self._tops else look.px(_HEAD)
        return QSize(look.px(640), round(high + 0.5))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and all of the height."""
        return QSize(theme.current().px(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._shown is not None:
            self._lay_out()
            self.updateGeometry()

    def box_of(self, stop: int) -> QRectF:
        """Return the row."""
        return QRectF(0, self._tops[stop], self.width(), self._tops[stop + 1] - self._tops[stop])

    def paint_on(self, painter: QPainter) -> None:
        """Paint heads and rows."""
        shown = self._shown
        if shown is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._columns.folded:
            self._paint_line(painter, theme.current().px(2))
        else:
            self._paint_heads(painter, shown)
        for number, row in enumerate(shown.rows):
            box = self.box_of(number)
            if number:
                self._paint_line(painter, box.top())
            if self._columns.folded:
                self._paint_folded(painter, shown, row, box)
            else:
                self._paint_row(painter, shown, row, box)

    def _paint_line(self, painter: QPainter, y: float) -> None:
        painter.setPen(theme.current().pen("line"))
        painter.drawLine(QLineF(0, y, self.width(), y))

    def _paint_heads(self, painter: QPainter, shown: Effects) -> None:
        look, at = theme.current(), self._columns
        font, tone = look.font("caption"), look.colour("ink2")
        high = look.px(_HEAD - 4)
        says, moved, interval, verdict = shown.heads
        write(painter, QRectF(look.px(_INSET), 0, at.name, high), says, font, tone)
        right = QRectF(0, 0, at.points, high)
        write(painter, right, moved, font, tone, _RIGHT)
        write(painter, QRectF(0, 0, at.interval, high), interval, font, tone, _RIGHT)
        write(painter, QRectF(at.verdict, 0, self.width(), high), verdict, font, tone)
        for place, said in shown.ticks:
            wide = width_of(font, said)
            box = QRectF(self._x(shown, place) - wide / 2, 0, wide + 2, high)
            write(painter, box, said, font, tone)
        self._paint_line(painter, look.px(_HEAD - 2))

    def _paint_row(self, painter: QPainter, shown: Effects, row: EffectRow, box: QRectF) -> None:
        look, at = theme.current(), self._columns
        middle = box.center().y()
        lines = self._lines(row.name, at.name)
        beneath = self._lines(row.caption, at.name, caption=True)
        block = look.px(_LINE) * (lines + beneath)
        room = QRectF(look.px(_INSET), middle - block / 2, at.name, look.px(_LINE) * lines)
        self._write_name(painter, row, room)
        below = QRectF(room.left(), room.bottom(), at.name, look.px(_LINE) * beneath)
        self._write_caption(painter, row, below)
        self._paint_effect(painter, shown, row, box.adjusted(0, 4, 0, -4))
        figure = QRectF(0, box.top(), at.points, box.height())
        write(painter, figure, row.figure, look.font("body", 600), look.colour("ink"), _RIGHT)
        line = look.px(_LINE)
        upper = QRectF(0, middle - line, at.interval, line)
        lower = upper.translated(0, line)
        write(painter, upper, row.interval, look.font("table"), look.colour("ink2"), _RIGHT)
        write(painter, lower, row.p, look.font("caption"), look.colour("ink2"), _RIGHT)
        words = QRectF(at.verdict, middle - line, self.width() - at.verdict, line)
        self._write_verdict(painter, row, words)
        shows = words.translated(look.px(_MARK), line)
        write(painter, shows, row.shows, look.font("caption"), look.colour("ink2"))

    def _paint_folded(self, painter: QPainter, shown: Effects, row: EffectRow, box: QRectF) -> None:
        look, at = theme.current(), self._columns
        line = look.px(_LINE)
        lines = self._lines(row.name, at.name)
        room = QRectF(look.px(_INSET), box.top() + look.px(6), at.name, line * lines)
        self._write_name(painter, row, room)
        beneath = self._lines(row.caption, at.name, caption=True)
        below = QRectF(room.left(), room.bottom(), at.name, line * beneath)
        self._write_caption(painter, row, below)
        step = look.px(_FOLDED_LINE)
        plot = QRectF(0, below.bottom(), self.width(), step)
        self._paint_effect(painter, shown, row, plot)
        right = self.width() - look.px(_INSET)
        figure = QRectF(0, plot.top(), right, step)
        write(painter, figure, row.figure, look.font("body", 600), look.colour("ink"), _RIGHT)
        second = QRectF(0, plot.bottom(), right, line)
        write(painter, second, row.interval, look.font("table"), look.colour("ink2"), _RIGHT)
        write(
            painter, second.translated(0, line), row.p, look.font("caption"),
            look.colour("ink2"), _RIGHT,
        )  # fmt: skip
        words = QRectF(room.left(), plot.bottom(), at.name, line)
        self._write_verdict(painter, row, words)
        shows = words.translated(look.px(_MARK), line)
        write(painter, shows, row.shows, look.font("caption"), look.colour("ink2"))

    def _write_name(self, painter: QPainter, row: EffectRow, room: QRectF) -> None:
        look = theme.current()
        painter.setFont(look.font("body", 500))
        painter.setPen(look.colour("ink"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags.value), row.name)

    def _write_caption(self, painter: QPainter, row: EffectRow, room: QRectF) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink2"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags.value), row.caption)

    def _write_verdict(self, painter: QPainter, row: EffectRow, room: QRectF) -> None:
        look = theme.current()
        side = look.px(16)
        mark = QRectF(room.left(), room.center().y() - side / 2, side, side)
        paint_mark(painter, mark, MARKS[row.verdict])
        words = room.adjusted(look.px(_MARK), 0, 0, 0)
        write(painter, words, row.word, look.font("body"), look.colour("ink"))

    def _paint_effect(self, painter: QPainter, shown: Effects, row: EffectRow, box: QRectF) -> None:
        x = self._x(shown, 0)
        painter.setPen(theme.current().pen("ink3", 1.5))
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
        if row.value is not None:
            ends = self._x(shown, row.low), self._x(shown, row.high)
            paint_interval(painter, box.center().y(), ends, self._x(shown, row.value))

    def _x(self, shown: Effects, value: float) -> float:
        at = self._columns
        held = min(max(value, -shown.reach), shown.reach)
        return at.left + (at.right - at.left) * (held + shown.reach) / (2 * shown.reach)

    def _lines(self, text: str, width: float, *, caption: bool = False) -> int:
        """Return how many lines a text takes: a name, or what stands beneath it."""
        if caption and not text:
            return 0
        look = theme.current()
        face = QFontMetricsF(look.font("caption") if caption else look.font("body", 500))
        room = QRectF(0, 0, max(width, 1), 10_000)
        box = face.boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), text)
        return max(1, round(box.height() / face.lineSpacing()))

    def _lay_out(self) -> None:
        shown, look = self._shown, theme.current()
        if shown is None:
            return
        self._columns = at = self._fitted(shown)
        top = look.px(6.0 if at.folded else _HEAD)
        tops = [top]
        for row in shown.rows:
            lines = self._lines(row.name, at.name)
            lines += self._lines(row.caption, at.name, caption=True)
            if at.folded:
                high = look.px(_LINE) * (lines + 2) + look.px(_FOLDED_LINE + 14)
            else:
                high = look.px(max(_ROW, _LINE * lines + 12))
            tops.append(tops[-1] + high)
        self._tops = tuple(tops)
        self.setMinimumHeight(self.sizeHint().height())

    def _fitted(self, shown: Effects) -> _Columns:
        look, rows = theme.current(), shown.rows
        body, bold = look.font("body"), look.font("body", 600)
        table, caption = look.font("table"), look.font("caption")
        gap = look.px(_GAP)

        def widest(*pairs: tuple[QFont, list[str]]) -> float:
            return max(
                (QFontMetricsF(font).horizontalAdvance(text) for font, texts in pairs
                 for text in texts), default=0.0,
            )  # fmt: skip

        verdict = look.px(_MARK) + widest(
            (body, [row.word for row in rows]),
            (caption, [row.shows for row in rows]),
        )
        verdict = max(verdict, widest((caption, [shown.heads[3]])))
        interval = widest(
            (table, [row.interval for row in rows]),
            (caption, [*(row.p for row in rows), shown.heads[2]]),
        )
        points = widest((bold, [row.figure for row in rows]), (caption, [shown.heads[1]]))
        start = self.width() - look.px(_INSET) - verdict
        interval_right = start - gap
        points_right = interval_right - interval - gap
        plot_right = points_right - points - gap
        name = widest(
            (look.font("body", 500), [row.name for row in rows]),
            (caption, [row.caption for row in rows]),
        )
        room = plot_right - look.px(_INSET)
        most = max(look.px(_MOST_PLOT), self.width() * 0.3)
        plot = min(max(room - name - gap, look.px(_LEAST_PLOT)), most)
        name = room - plot - gap
        folded = name < look.px(_LEAST_NAME)
        if folded:
            left = look.px(_INSET)
            wide = self.width() - 2 * left
            right = max(left + look.px(40), left + wide - points - gap)
            return _Columns(wide, left, right, 0, 0, 0, folded=True)
        return _Columns(
            name, plot_right - plot, plot_right, points_right, interval_right, start, folded=False
        )
