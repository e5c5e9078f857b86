"""Where everything of the ego picture stands. Arithmetic only, without Qt.

The person is in the middle; a contact stands the nearer the closer it is. All lengths are pixels
of the drawings; whoever paints scales them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

NEAREST = 88.0
"""Distance of a contact of closeness 1 from the middle. Unit: pixels at 96 dpi."""
FARTHER = 156.0
"""What a closeness of 0 adds to it. Unit: pixels."""
MIDDLE = 30.0
"""Radius of the disc in the middle. Unit: pixels."""
MOST = 24
"""So many contacts are drawn one by one; the others are one mark."""
MORE = "\0more"
"""Stands where a contact's id stands, for all the others."""

_LEAST, _GROWS = 7.0, 6.2  # radius = 7 + 6.2 sqrt|share|
_RING, _DIAMOND = 10.0, 1.2  # a ring without score; how far a diamond's corners reach
_GAP = 2.0  # between two marks
_FREE = 50.0  # degrees at the bottom that are left to the names of the rings
_WIDEST = 72.0  # degrees between two contacts, where there are few
_BESIDE = 8.5  # between a mark and its label
_CROSSED = 12  # what crossing a line costs a label, in places of its order of preference
_CROWDED = 12  # from here on a name stands outside, or not at all
_OUTWARDS = 7  # so many places of a label do not lie between its mark and the middle
_ROOMY, _MOST_SCALE = (540.0, 600.0), 1.5
_SCALES = ((1.0, 0), (1.35, 0), (0.88, 1), (0.75, 2), (0.62, 3))
"""Tried one after the other until every label has a place: (scale, so many more it must name)."""


class Shape(StrEnum):
    """How a contact is drawn."""

    GIVES = "gives"
    COSTS = "costs"
    NOTHING = "nothing"  # has a score, and moves nothing
    UNKNOWN = "unknown"  # no score is known
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Person:
    """One contact, before it has a place.

    Attributes:
        id: Its id, ``MORE`` for all the others.
        closeness: 0 to 1.
        share: Its share of the points; ``None`` where no score is known. Unit: points.
        width: Width of its label. Unit: pixels.
        height: Height of its label. Unit: pixels.
    """

    id: str
    closeness: float
    share: float | None
    width: float = 40.0
    height: float = 30.0

    @property
    def shape(self) -> Shape:
        """How it is drawn."""
        if self.id == MORE:
            return Shape.MORE
        if self.share is None:
            return Shape.UNKNOWN
        if self.share == 0:
            return Shape.NOTHING
        return Shape.GIVES if self.share > 0 else Shape.COSTS


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. Unit: pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right end."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self.top + self.height

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A contact at its place.

    Attributes:
        id: Its id.
        shape: How it is drawn.
        x: Its middle.
        y: Its middle, downwards.
        radius: How far it reaches from there.
        label: Where its name stands; ``None`` where there is no room for it.
        right_aligned: Whether the label ends at the mark instead of beginning there.
    """

    id: str
    shape: Shape
    x: float
    y: float
    radius: float
    label: Box | None = None
    right_aligned: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle of one closeness, and where its figure stands."""

    closeness: float
    radius: float
    label: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture.

    Attributes:
        width: Its width.
        height: Its height.
        x: The middle.
        y: The middle.
        middle: Radius of the disc in the middle.
        nodes: The contacts, clockwise from the lower left.
        rings: The circles, the innermost first.
    """

    width: float
    height: float
    x: float
    y: float
    middle: float
    nodes: tuple[Node, ...]
    rings: tuple[Ring, ...]

    def node_at(self, x: float, y: float) -> Node | None:
        """Return the contact at a place: its mark, else its label."""
        for node in self.nodes:
            if math.hypot(node.x - x, node.y - y) <= max(node.radius, 12.0):
                return node
        for node in self.nodes:
            box = node.label
            if box and box.left <= x <= box.right and box.top <= y <= box.bottom:
                return node
        return None


def largest(shares: Sequence[float], closeness: Sequence[float]) -> list[int]:
    """Return who is drawn one by one: the largest shares, of equal ones the closest.

    Args:
        shares: Share of each contact, NaN where no score is known. Unit: points.
        closeness: Closeness of each.
    """

    def rank(at: int) -> tuple[bool, float, float, int]:
        share = shares[at]
        unknown = math.isnan(share)
        return unknown, 0.0 if unknown else -abs(share), -closeness[at], at

    return sorted(range(len(shares)), key=rank)[:MOST]


def lay_out(people: Sequence[Person], width: float, height: float) -> Layout:
    """Place contacts around the middle.

    Near and far ones take turns around the circle, so that they stay apart; the largest stand at
    the top. Where a label has no room, all distances grow or shrink alike; what then has none is
    left to the table.

    Args:
        people: At most ``MOST`` and one for all the others.
        width: Width of the picture. Unit: pixels.
        height: Height of the picture. Unit: pixels.
    """
    # As drawn up to the drawn size; a picture with more room uses it.
    drawn = min(max(min(width / _ROOMY[0], height / _ROOMY[1]), 1.0), _MOST_SCALE)
    best, most = _laid(people, width, height, drawn), -1
    for scale, worth in _SCALES:
        made = best if most < 0 else _laid(people, width, height, scale * drawn)
        named = sum(node.label is not None for node in made.nodes)
        if named - worth > most:
            best, most = made, named - worth
        if named == len(people):
            break
    return best


def _laid(people: Sequence[Person], width: float, height: float, scale: float) -> Layout:
    x, y = width / 2, height / 2
    # Nothing stands outside, however small the picture is.
    farthest = max([NEAREST, *(_distance(one) for one in people)])
    room = max(min(x, y) - 24.0, 24.0)
    scale = min(scale, room / farthest)
    seated = _seated(people)
    spots = [
        (
            x + scale * _distance(one) * math.sin(angle),
            y - scale * _distance(one) * math.cos(angle),
        )
        for one, angle in seated
    ]
    order = [one for one, _angle in seated]
    middle = (
        MIDDLE * min(max(scale, 0.75), 1.0) if scale * NEAREST > MIDDLE + 20 else MIDDLE * scale
    )
    radii = _radii(order, spots, (x, y, middle))
    rings = _rings(order, x, y, scale)
    bare = [
        Node(one.id, one.shape, at[0], at[1], radius)
        for one, at, radius in zip(order, spots, radii, strict=True)
    ]
    nodes = _labelled(order, bare, rings, Box(0, 0, width, height), (x, y, middle))
    return Layout(width, height, x, y, middle, nodes, rings)


def _distance(one: Person) -> float:
    return NEAREST + FARTHER * (1 - min(max(one.closeness, 0.0), 1.0))


def _seated(people: Sequence[Person]) -> list[tuple[Person, float]]:
    """Give each contact an angle from the top, clockwise, in radians; clockwise from lower left."""
    count = len(people)
    rightmost = count // 2
    slots = range(-(count - 1 - rightmost), rightmost + 1)
    between = min((360.0 - _FREE) / max(count - 1, 1), _WIDEST)
    shift = between / 2 if count % 2 == 0 else 0.0
    by_closeness = sorted(people, key=lambda one: (one.id == MORE, -one.closeness, one.id))
    near_slots = [slot for slot in slots if slot % 2]
    far_slots = [slot for slot in slots if slot % 2 == 0]
    near = sorted(by_closeness[: len(near_slots)], key=_size)
    far = sorted(by_closeness[len(near_slots) :], key=_size)
    seats = dict(zip(_outwards(near_slots, right_first=True), near, strict=True))
    seats |= dict(zip(_outwards(far_slots, right_first=False), far, strict=True))
    return [(seats[slot], math.radians(slot * between - shift)) for slot in slots]


def _size(one: Person) -> tuple[bool, bool, float, str]:
    share = one.share
    return one.id == MORE, share is None, -abs(share or 0.0), one.id


def _outwards(slots: Sequence[int], *, right_first: bool) -> list[int]:
    """Order slots from the top down; of a pair now the right one comes first, now the left."""
    found: list[int] = []
    right = right_first
    for height in sorted({abs(slot) for slot in slots}):
        pair = [slot for slot in (height, -height) if slot in slots]
        both = sorted(set(pair), reverse=right)
        found.extend(both)
        if height and not right_first:
            right = not right
    return found


def _radii(
    people: Sequence[Person],
    spots: Sequence[tuple[float, float]],
    centre: tuple[float, float, float],
) -> list[float]:
    """Give each contact its size; where marks would overlap, all grow less with their share."""
    reach = [_DIAMOND if one.shape is Shape.COSTS else 1.0 for one in people]
    root = [math.sqrt(abs(one.share or 0.0)) for one in people]
    ring = [one.shape in {Shape.UNKNOWN, Shape.MORE} for one in people]
    least, grows = _LEAST, _GROWS
    pairs = [
        (a, b, math.dist(spots[a], spots[b]) - _GAP) for a, b in combinations(range(len(people)), 2)
    ]
    x, y, middle = centre
    own = [math.dist(spot, (x, y)) - middle - _GAP for spot in spots]
    flat = [_RING / _LEAST if is_ring else far for is_ring, far in zip(ring, reach, strict=True)]
    for a, b, apart in pairs:
        if apart < least * (flat[a] + flat[b]):
            least = max(apart, 0.0) / (flat[a] + flat[b])
    for at, apart in enumerate(own):
        least = min(least, max(apart, 0.0) / flat[at])
    rise = [0.0 if is_ring else far * r for is_ring, far, r in zip(ring, reach, root, strict=True)]
    for a, b, apart in pairs:
        grows = _grown(grows, apart - least * (flat[a] + flat[b]), rise[a] + rise[b])
    for at, apart in enumerate(own):
        grows = _grown(grows, apart - least * flat[at], rise[at])
    return [least * flat[at] + grows * rise[at] for at in range(len(people))]


def _grown(grows: float, room: float, rise: float) -> float:
    return grows if rise <= 0 or grows * rise <= room else max(room, 0.0) / rise


def _rings(people: Sequence[Person], x: float, y: float, scale: float) -> tuple[Ring, ...]:
    least = min((one.closeness for one in people if one.id != MORE), default=1.0)
    shown = [1.0]
    if least < 1:
        shown.append(0.6 if least >= 0.3 else 0.5)
    if least < shown[-1]:
        shown.append(0.3 if least >= 0.3 else 0.0)
    made = []
    for closeness in shown:
        radius = scale * (NEAREST + FARTHER * (1 - closeness))
        made.append(Ring(closeness, radius, Box(x - 12, y + radius - 9, 24, 18)))
    return tuple(made)


def _labelled(
    people: Sequence[Person],
    bare: Sequence[Node],
    rings: Sequence[Ring],
    picture: Box,
    centre: tuple[float, float, float],
) -> tuple[Node, ...]:
    """Give labels their places, those of the largest first; none meets a mark or another."""
    crowded = len(people) > _CROWDED
    taken = [ring.label for ring in rings]
    placed: dict[int, tuple[Box, bool]] = {}
    order = sorted(range(len(bare)), key=lambda at: (-bare[at].radius, bare[at].id))
    discs = [(node.x, node.y, node.radius + 1) for node in bare]
    discs.append((centre[0], centre[1], centre[2] + 1))
    for at in order:
        node, one = bare[at], people[at]
        best: tuple[int, Box, bool] | None = None
        places = _places(node, one, centre[0], centre[1])
        for rank, (box, to_right) in enumerate(places):
            if crowded and rank >= _OUTWARDS:
                break
            if best is not None and rank >= best[0]:
                break
            if not _is_free(box, picture, taken, discs):
                continue
            crossed = any(  # a line through a name
                _crosses(box, centre[0], centre[1], other.x, other.y)
                for other in bare
                if other is not node
            )
            if crossed and crowded:
                continue
            cost = rank + (_CROSSED if crossed else 0)
            if best is None or cost < best[0]:
                best = (cost, box, to_right)
        if best is not None:
            taken.append(best[1])
            placed[at] = best[1], best[2]
    return tuple(
        Node(node.id, node.shape, node.x, node.y, node.radius, *placed.get(at, (None, False)))
        for at, node in enumerate(bare)
    )


def _is_free(
    box: Box,
    picture: Box,
    taken: Sequence[Box],
    discs: Sequence[tuple[float, float, float]],
) -> bool:
    """Whether a label may stand somewhere. Asked a thousand times a picture: kept lean."""
    left, top, right, bottom = box.left, box.top, box.left + box.width, box.top + box.height
    if left < 0 or top < 0 or right > picture.width or bottom > picture.height:
        return False
    for other in taken:
        if (
            left < other.left + other.width
            and other.left < right
            and top < other.top + other.height
            and other.top < bottom
        ):
            return False
    for x, y, radius in discs:
        if x + radius <= left or x - radius >= right or y + radius <= top or y - radius >= bottom:
            continue
        across = left - x if x < left else x - right if x > right else 0.0
        down = top - y if y < top else y - bottom if y > bottom else 0.0
        if across * across + down * down < radius * radius:
            return False
    return True


def _places(node: Node, one: Person, x: float, y: float) -> Iterator[tuple[Box, bool]]:
    """Give the places for a label, the outward ones first: (where, whether it ends at the mark)."""
    away = node.radius + _BESIDE
    right = Box(node.x + away, node.y - one.height / 2, one.width, one.height)
    left = Box(node.x - away - one.width, right.top, one.width, one.height)
    above = Box(
        node.x - one.width / 2, node.y - node.radius - 3 - one.height, one.width, one.height
    )
    below = Box(above.left, node.y + node.radius + 3, one.width, one.height)
    outer, inner = (right, left) if node.x >= x - 1 else (left, right)
    ends, begins = outer is left, inner is left
    first, second = (above, below) if node.y <= y else (below, above)
    lifts = (-0.3, 0.3, -0.6, 0.6) if node.y <= y else (0.3, -0.3, 0.6, -0.6)
    yield outer, ends
    for lift in lifts:
        yield Box(outer.left, outer.top + lift * one.height, one.width, one.height), ends
    yield first, False
    yield second, False
    yield inner, begins
    for lift in lifts:
        yield Box(inner.left, inner.top + lift * one.height, one.width, one.height), begins


def _crosses(box: Box, ax: float, ay: float, bx: float, by: float) -> bool:
    """Whether a line from a to b runs through a rectangle (Liang and Barsky)."""
    dx, dy = bx - ax, by - ay
    enters, leaves = 0.0, 1.0
    edges = (
        (-dx, ax - box.left),
        (dx, box.right - ax),
        (-dy, ay - box.top),
        (dy, box.bottom - ay),
    )
    for step, gap in edges:
        if step == 0:
            if gap < 0:
                return False
            continue
        at = gap / step
        if step < 0:
            enters = max(enters, at)
        else:
            leaves = min(leaves, at)
    return enters < leaves
