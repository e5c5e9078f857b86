"""Where everything of the ego picture stands. Arithmetic only, without Qt.

The person is in the middle; a contact stands the nearer the closer it is. All lengths are pixels
of the drawings; whoever paints scales them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from app.gui.charts.ego_labels import labelled
from app.gui.charts.ego_parts import MORE, Box, Layout, Node, Person, Ring, Shape

NEAREST = 88.0
"""Distance of a contact of closeness 1 from the middle. Unit: pixels at 96 dpi."""
FARTHER = 156.0
"""What a closeness of 0 adds to it. Unit: pixels."""
MIDDLE = 30.0
"""Radius of the disc in the middle. Unit: pixels."""
MOST = 24
"""So many contacts are drawn one by one; the others are one mark."""

_LEAST, _GROWS = 7.0, 6.2  # radius = 7 + 6.2 sqrt|share|
_RING, _DIAMOND = 10.0, 1.2  # a ring without score; how far a diamond's corners reach
_GAP = 2.0  # between two marks
_FREE = 50.0  # degrees at the bottom that are left to the names of the rings
_WIDEST = 72.0  # degrees between two contacts, where there are few
_ROOMY, _MOST_SCALE = (500.0, 545.0), 1.5
_SCALES = ((1.0, 0), (1.35, 0), (0.88, 1), (0.75, 2), (0.62, 3))
"""Tried one after the other until every label has a place: (scale, so many more it must name)."""


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
    seated = _seated(people)
    best, most = _laid(seated, width, height, drawn), -1
    for scale, worth in _SCALES:
        made = best if most < 0 else _laid(seated, width, height, scale * drawn)
        named = sum(node.label is not None for node in made.nodes)
        if named - worth > most:
            best, most = made, named - worth
        if named == len(people):
            break
    return best


def _laid(
    seated: Sequence[tuple[Person, float]], width: float, height: float, scale: float
) -> Layout:
    x, y = width / 2, height / 2
    # Nothing stands outside, however small the picture is.
    farthest = max([NEAREST, *(_distance(one) for one, _angle in seated)])
    room = max(min(x, y) - 24.0, 24.0)
    scale = min(scale, room / farthest)
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
    nodes = labelled(order, bare, rings, Box(0, 0, width, height), (x, y, middle))
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
