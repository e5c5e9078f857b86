"""Paints a waterfall: one function for the screen, SVG and PDF.

Where everything stands is worked out in ``waterfall_layout``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.gui import theme
from app.gui.charts.waterfall_layout import (
    BAR,
    FOLDED,
    GAP,
    HEAD,
    INSET,
    Layout,
    Part,
    Place,
    Row,
    Waterfall,
    label_column,
    lay_out,
)
from app.gui.shared.drawing import dots, hatch_box, signed_points, write
from app.wording.language import number, points

_LEFT, _RIGHT, _CENTRE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)
_TRIANGLE = 18.0  # what the triangle takes beside a figure


@dataclass(frozen=True, slots=True)
class Touch:
    """What the reader is doing with the chart: which row is selected, pointed at, in focus."""

    selected: str = ""
    hovered: str = ""
    focused: bool = False


def fitted(chart: Waterfall, width: float) -> Layout:
    """Lay a waterfall out for a width, measured in the fonts of the look."""
    look = theme.current()
    labels = [
        (row.label, QFontMetricsF(look.font("body", 600 if row.part.is_figure else 400)))
        for row in chart.rows
    ]
    bold, caption = QFontMetricsF(look.font("body", 600)), QFontMetricsF(look.font("caption"))
    moved = [bold.horizontalAdvance(points_of(row)) for row in chart.rows if row.points is not None]
    makes = [bold.horizontalAdvance(number(row.after, row.decimals)) for row in chart.rows]
    figures = (
        max([*moved, caption.horizontalAdvance(chart.points_head)]) + look.px(_TRIANGLE),
        max([*makes, caption.horizontalAdvance(chart.makes_head)]),
    )
    folded = width < look.px(FOLDED)
    column = (
        max(look.px(40), width - sum(figures) - 2 * look.scale * (INSET + GAP))
        if folded
        else label_column([face.horizontalAdvance(text) for text, face in labels], width)
    )
    lines = [
        round(_wrapped(face, text, column).height() / face.lineSpacing()) for text, face in labels
    ]
    return lay_out(chart, width, column, lines, figures, look.scale, folded=folded)


def paint_waterfall(
    painter: QPainter, chart: Waterfall, layout: Layout, touch: Touch | None = None
) -> None:
    """Paint a waterfall. The same function serves the screen, SVG and PDF."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    touch = touch or Touch()
    for row, place in zip(chart.rows, layout.places, strict=True):
        _paint_ground(painter, layout, row, place, touch)
    _paint_axis(painter, layout)
    _paint_heads(painter, chart, layout)
    for row, (above, here) in zip(chart.rows, pairwise(layout.places), strict=False):
        _paint_link(painter, layout.axis.x(row.after), above, here, bare=row.points == 0)
    for row, place in zip(chart.rows, layout.places, strict=True):
        _paint_bar(painter, row, place)
        _paint_texts(painter, layout, row, place)


def points_of(row: Row) -> str:
    """Say what a row moves, as the column Points has it."""
    return points(row.points or 0.0, row.decimals)


def _wrapped(face: QFontMetricsF, text: str, width: float) -> QRectF:
    room = QRectF(0, 0, width, 10_000)
    return face.boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), text)


def _paint_ground(painter: QPainter, layout: Layout, row: Row, place: Place, touch: Touch) -> None:
    look = theme.current()
    if not row.id or row.id not in {touch.selected, touch.hovered}:
        return
    box = QRectF(0, place.top, layout.width, place.height)
    selected = row.id == touch.selected
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("tint" if selected else "hover"))
    radius = look.size("radius_chip")
    painter.drawRoundedRect(box, radius, radius)
    if selected and touch.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("accent", 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def _paint_axis(painter: QPainter, layout: Layout) -> None:
    look = theme.current()
    face = look.font("caption")
    for tick in layout.ticks:
        x = _crisp(layout.axis.x(tick))
        # A white line of full strength would outshine the bars.
        painter.setPen(QPen(look.colour("line", 0.4 if look.is_contrast else 1.0), look.scale))
        _draw_down(painter, layout, x, layout.plot_top, layout.plot_bottom + look.px(4))
        decimals = 0 if float(tick).is_integer() else 2
        room = QRectF(x - look.px(40), layout.plot_bottom + look.px(4), look.px(80), look.px(18))
        write(painter, room, number(tick, decimals), face, look.colour("ink2"), _CENTRE)


def _paint_heads(painter: QPainter, chart: Waterfall, layout: Layout) -> None:
    look = theme.current()
    face, colour = look.font("caption"), look.colour("ink2")
    room = QRectF(0, 0, layout.points_right, look.px(HEAD - 6))
    write(painter, room, chart.points_head, face, colour, _RIGHT)
    write(painter, room.adjusted(0, 0, layout.makes_right - layout.points_right, 0),
          chart.makes_head, face, colour, _RIGHT)  # fmt: skip
    measure = QFontMetricsF(face)
    left = layout.axis.left
    right = layout.points_right - measure.horizontalAdvance(chart.points_head) - look.px(16)
    taken: list[tuple[float, float]] = []
    for mark in layout.marks:
        x, width = layout.axis.x(mark.at), measure.horizontalAdvance(mark.label)
        start = max(left, min(x - width / 2, right - width))
        # A label that would run into another is left out with its line: the nearest perk wins.
        if start + width > right + 1 or any(
            start < end + look.px(12) and start + width > begin - look.px(12)
            for begin, end in taken
        ):
            continue
        taken.append((start, start + width))
        box = QRectF(start, 0, width + 1, look.px(HEAD - 6))
        write(painter, box, mark.label, face, colour)
        painter.setPen(look.pen("ink3", 1.5, dashes=(1.0, 2.0)))
        _draw_down(painter, layout, x, layout.plot_top - look.px(3), layout.plot_bottom)


def _draw_down(painter: QPainter, layout: Layout, x: float, top: float, bottom: float) -> None:
    """Draw a line down the chart; through the bars alone where texts stand between them."""
    folds = [place for place in layout.places if place.fold]
    for place in folds:
        painter.drawLine(QLineF(x, place.top + place.text_height, x, place.top + place.height))
    if not folds:
        painter.drawLine(QLineF(x, top, x, bottom))


def _paint_link(painter: QPainter, x: float, above: Place, here: Place, *, bare: bool) -> None:
    if here.fold:  # it would run through what is written between the bars
        return
    look = theme.current()
    half = look.scale * BAR / 2
    painter.setPen(look.pen("ink3"))
    x = _crisp(x)
    start = above.bar_middle + (-half if bare else half)
    painter.drawLine(QLineF(x, start, x, here.bar_middle - half))


def _paint_bar(painter: QPainter, row: Row, place: Place) -> None:
    look = theme.current()
    height = look.scale * BAR
    box = QRectF(
        place.bar_left, place.bar_middle - height / 2, place.bar_right - place.bar_left, height
    )
    radius = look.size("radius_bar")
    if row.part.is_figure:
        painter.setPen(look.pen("edge") if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("neutral", 0.26))
        painter.drawRect(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("ink"))
        cap = QRectF(0, 0, look.scale * 4, look.scale * 20)
        cap.moveCenter(QPointF(place.bar_right, place.bar_middle))
        painter.drawRoundedRect(cap, radius, radius)
        return
    if not row.points:
        return
    if box.width() < look.scale * 2:  # a bar of a fraction of a pixel would not be seen
        box.setLeft(box.center().x() - look.scale)
        box.setWidth(look.scale * 2)
    if row.part is Part.STEP:
        up = row.points > 0
        fill = "up_fill" if up else "down_fill"
        hatched = look.is_contrast and not up
        pen = look.pen(fill, 1.5) if hatched else QPen(Qt.PenStyle.NoPen)
        colour = look.colour(fill)
    else:
        box.adjust(look.scale / 2, look.scale / 2, -look.scale / 2, -look.scale / 2)
        hatched = row.part is Part.UNEXPLAINED
        pen = QPen(look.colour("ink2"), look.scale)
        colour = look.colour("ink2") if hatched else look.colour("neutral", 0.6)
    if hatched:
        hatch_box(painter, box, colour)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hatched else colour)
    painter.drawRoundedRect(box, radius, radius)


def _paint_texts(painter: QPainter, layout: Layout, row: Row, place: Place) -> None:
    look = theme.current()
    figure = row.part.is_figure
    face = look.font("body", 600 if figure else 400)
    painter.setFont(face)
    painter.setPen(look.colour("ink"))
    flags = int((_LEFT | Qt.AlignmentFlag.AlignVCenter).value) | int(Qt.TextFlag.TextWordWrap.value)
    room = QRectF(look.scale * INSET, place.top, layout.label_width + 1, place.text_height)
    painter.drawText(room, flags, row.label)
    strong = look.font("body", 600)
    right = QPointF(layout.points_right, place.middle)
    if row.points is not None and row.part is Part.STEP:
        signed_points(
            painter, right, points_of(row), row.points, guess=row.guess, font=look.font("body", 500)
        )
    elif row.points is not None:
        box = QRectF(0, place.top, layout.points_right, place.text_height)
        write(painter, box, points_of(row), look.font("body", 500), look.colour("ink2"), _RIGHT)
    box = QRectF(0, place.top, layout.makes_right, place.text_height)
    text = number(row.after, row.decimals)
    tone = "ink" if figure else "ink2"
    write(painter, box, text, strong if figure else look.font("body"), look.colour(tone), _RIGHT)
    if figure and row.guess:
        width = QFontMetricsF(strong).horizontalAdvance(text)
        low = place.middle + QFontMetricsF(strong).height() / 2
        dots(painter, QPointF(layout.makes_right - width, low), width, look.colour("ink"))


def _crisp(x: float) -> float:
    return int(x) + 0.5
