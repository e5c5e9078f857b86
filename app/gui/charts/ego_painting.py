"""Paints the ego picture: one function for the screen, SVG and PDF.

Where everything stands is worked out in ``ego_layout``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.gui import theme
from app.gui.charts.ego_layout import MOST, lay_out
from app.gui.charts.ego_parts import Layout, Node, Person, Ring, Shape
from app.gui.shared.drawing import hatch, width_of, write
from app.wording.contacts import closeness
from app.wording.language import _

LEGEND = 40.0
"""Height of the legend below the picture. Unit: pixels of the drawings."""
_WIDEST_NAME, _WIDEST_OF_MANY = 112.0, 84.0
_LEFT, _RIGHT, _CENTRE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)
_FILLS = {Shape.GIVES: "up_fill", Shape.COSTS: "down_fill"}
_TONES = {Shape.GIVES: "up", Shape.COSTS: "down"}


@dataclass(frozen=True, slots=True)
class Around:
    """One contact as the picture shows it.

    Attributes:
        id: Its id.
        name: What it is called, as it may be shown.
        line: What stands below the name: its points, or that no score is known.
        closeness: 0 to 1.
        share: Its share; ``None`` where no score is known. Unit: points.
        spoken: All of it in one line, for a screen reader and the pointer.
    """

    id: str
    name: str
    line: str
    closeness: float
    share: float | None
    spoken: str


@dataclass(frozen=True, slots=True)
class Ego:
    """The picture: the person's own score, and who is around.

    ``guess`` tells whether the rule behind the points is one.
    """

    you: str = ""
    around: tuple[Around, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Touch:
    """What the reader is doing with the picture: who is selected, pointed at, in focus."""

    selected: str = ""
    hovered: str = ""
    focused: bool = False


def fitted(ego: Ego, width: float, height: float) -> Layout:
    """Lay the picture out, measured in the fonts of the look.

    Args:
        ego: The picture.
        width: Width of the window's widget. Unit: pixels.
        height: Its height. Unit: pixels.
    """
    scale = theme.current().scale
    bold, caption = QFontMetricsF(_name_font()), QFontMetricsF(_line_font(Shape.GIVES))
    high = (bold.height() + caption.height()) / scale - 0.5
    widest = (_WIDEST_NAME if len(ego.around) <= MOST // 2 else _WIDEST_OF_MANY) * scale
    people = [
        Person(
            one.id,
            one.closeness,
            one.share,
            (
                max(
                    min(bold.horizontalAdvance(one.name), widest),
                    caption.horizontalAdvance(one.line),
                )
                + 2
            )
            / scale,
            high if one.line else bold.height() / scale,
        )
        for one in ego.around
    ]
    return lay_out(people, width / scale, max(height / scale - LEGEND, 40.0))


def paint_ego(painter: QPainter, ego: Ego, layout: Layout, touch: Touch | None = None) -> None:
    """Paint the picture. The same function serves the screen, SVG and PDF."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    touch = touch or Touch()
    told = {one.id: one for one in ego.around}
    for ring in layout.rings:
        _paint_ring(painter, layout, ring)
    for node in layout.nodes:
        _paint_line(painter, layout, node)
    for ring in layout.rings:
        _paint_ring_label(painter, ring)
    for node in layout.nodes:
        _paint_mark(painter, node)
        if node.id in {touch.selected, touch.hovered}:
            _paint_halo(painter, node, selected=node.id == touch.selected)
    for node in layout.nodes:
        _paint_label(painter, node, told)
    _paint_you(painter, ego, layout)
    _paint_legend(painter, layout, [node.shape for node in layout.nodes])


def _px(length: float) -> float:
    return length * theme.current().scale


def _rect(left: float, top: float, width: float, height: float) -> QRectF:
    return QRectF(_px(left), _px(top), _px(width), _px(height))


def _disc(x: float, y: float, radius: float) -> QRectF:
    return _rect(x - radius, y - radius, 2 * radius, 2 * radius)


def _name_font() -> QFont:
    return theme.current().font("table", 500)


def _line_font(shape: Shape) -> QFont:
    return theme.current().font("caption", 600 if shape in _FILLS else 400)


def _paint_ring(painter: QPainter, layout: Layout, ring: Ring) -> None:
    look = theme.current()
    # A white ring of full strength would outshine the people on it.
    colour = look.colour("line", 0.4 if look.is_contrast else 1.0)
    painter.setPen(QPen(colour, look.scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_disc(layout.x, layout.y, ring.radius))


def _paint_ring_label(painter: QPainter, ring: Ring) -> None:
    look = theme.current()
    box = ring.label
    room = _rect(box.left, box.top, box.width, box.height)
    painter.fillRect(room, look.colour("card"))
    write(painter, room, closeness(ring.closeness), look.font("caption"), look.colour("ink3"),
          _CENTRE)  # fmt: skip


def _paint_line(painter: QPainter, layout: Layout, node: Node) -> None:
    look = theme.current()
    apart = math.hypot(node.x - layout.x, node.y - layout.y) or 1.0
    dx, dy = (node.x - layout.x) / apart, (node.y - layout.y) / apart
    start = QPointF(_px(layout.x + dx * layout.middle), _px(layout.y + dy * layout.middle))
    end = QPointF(_px(node.x - dx * node.radius), _px(node.y - dy * node.radius))
    if node.shape in _FILLS:
        painter.setPen(QPen(look.colour(_FILLS[node.shape], 0.55), 1.5 * look.scale))
    else:
        painter.setPen(look.pen("ink3", 1.0, dashes=(1.5, 2.5)))
    painter.drawLine(QLineF(start, end))


def _paint_mark(painter: QPainter, node: Node) -> None:
    paint_shape(painter, QPointF(_px(node.x), _px(node.y)), _px(node.radius), node.shape)


def paint_shape(painter: QPainter, at: QPointF, radius: float, shape: Shape) -> None:
    """Paint the mark of one contact: disc gives, diamond costs, dashed ring without score.

    Args:
        painter: Where to.
        at: Its middle. Unit: pixels.
        radius: How far it reaches. Unit: pixels.
        shape: Which mark.
    """
    look = theme.current()
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    if shape is Shape.COSTS:
        colour = look.colour("down_fill")
        hatched = look.is_contrast
        painter.setPen(QPen(colour, 1.5 * look.scale) if hatched else Qt.PenStyle.NoPen)
        painter.setBrush(hatch(colour) if hatched else look.brush("down_fill"))
        corners = ((0, -radius), (radius, 0), (0, radius), (-radius, 0))
        painter.drawPolygon(QPolygonF([QPointF(at.x() + dx, at.y() + dy) for dx, dy in corners]))
        return
    if shape is Shape.GIVES:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("up_fill"))
    elif shape is Shape.UNKNOWN:
        painter.setPen(look.pen("ink2", 1.2, dashes=(2.4, 2.0)))
        painter.setBrush(look.brush("card"))
    elif shape is Shape.NOTHING:
        painter.setPen(look.pen("ink3", 1.4))
        painter.setBrush(look.brush("card"))
    else:
        painter.setPen(look.pen("edge") if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("neutral", 0.5))
    painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))


def _paint_halo(painter: QPainter, node: Node, *, selected: bool) -> None:
    look = theme.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("accent", 2.0) if selected else look.pen("edge", 1.0))
    painter.drawEllipse(_disc(node.x, node.y, node.radius + 5.0))


def _paint_label(painter: QPainter, node: Node, told: Mapping[str, Around]) -> None:
    look = theme.current()
    box, one = node.label, told[node.id]
    if box is None:
        return
    beside = box.left >= node.x or box.right <= node.x
    align = (_RIGHT if node.right_aligned else _LEFT) if beside else _CENTRE
    name = _name_font()
    high = QFontMetricsF(name).height()
    room = _rect(box.left, box.top, box.width, 0)
    room.setHeight(high)
    write(painter, room, one.name, name, look.colour("ink"), align, cut=True)
    if one.line:
        face = _line_font(node.shape)
        low = QRectF(room.left(), room.top() + high - _px(0.5), room.width(), 0)
        low.setHeight(QFontMetricsF(face).height())
        write(painter, low, one.line, face, look.colour(_TONES.get(node.shape, "ink2")), align)


def _paint_you(painter: QPainter, ego: Ego, layout: Layout) -> None:
    look = theme.current()
    radius = layout.middle
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.brush("ink"))
    painter.drawEllipse(_disc(layout.x, layout.y, radius))
    paper = look.colour("card")
    caption, figure = look.font("caption"), look.font("body", 600)
    words = _("You")
    upper, lower = QFontMetricsF(caption).height(), QFontMetricsF(figure).height()
    wide = max(width_of(caption, words), width_of(figure, ego.you))
    fits = math.hypot(wide / 2, (upper + lower) / 2 - _px(5)) <= _px(radius)
    top = _px(layout.y) - ((upper + lower - _px(1)) / 2 if fits else lower / 2)
    room = QRectF(_px(layout.x - radius), top, _px(2 * radius), 0)
    if fits:
        room.setHeight(upper)
        write(painter, room, words, caption, paper, _CENTRE)
        room.moveTop(top + upper - _px(1))
    room.setHeight(lower)
    write(painter, room, ego.you, figure, paper, _CENTRE)


def _paint_legend(painter: QPainter, layout: Layout, shapes: Sequence[Shape]) -> None:
    look = theme.current()
    texts = {
        Shape.GIVES: _("gives points"),
        Shape.COSTS: _("costs points"),
        Shape.NOTHING: _("moves nothing"),
        Shape.UNKNOWN: _("no score known"),
    }
    face = look.font("caption")
    shown = [(shape, text) for shape, text in texts.items() if shape in shapes]
    mark, gap = _px(17), _px(20)
    lines: list[list[tuple[Shape, str, float]]] = [[]]
    left = _px(layout.width)
    for shape, text in shown:
        wide = mark + width_of(face, text)
        if lines[-1] and wide > left:
            lines.append([])
            left = _px(layout.width)
        lines[-1].append((shape, text, wide))
        left -= wide + gap
    high = QFontMetricsF(face).height()
    last = _px(layout.height + LEGEND - (14 if len(lines) == 1 else 9))
    for number, line in enumerate(lines):
        x = max(0.0, (_px(layout.width) - sum(wide + gap for *_rest, wide in line) + gap) / 2)
        middle = last - (len(lines) - 1 - number) * high
        for shape, text, wide in line:
            radius = _px(6.0 if shape is Shape.COSTS else 5.0)
            paint_shape(painter, QPointF(x + _px(5), middle), radius, shape)
            room = QRectF(x + mark, middle - high / 2, wide - mark + 2, high)
            write(painter, room, text, face, look.colour("ink2"))
            x += wide + gap
