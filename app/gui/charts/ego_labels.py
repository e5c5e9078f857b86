"""Where the names of the ego picture stand: outside, beside their marks, and never on each other.

Arithmetic only, without Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.gui.charts.ego_parts import Box, Node, Person, Ring

_BESIDE = 8.5  # between a mark and its label
_CROSSED = 12  # what crossing a line costs a label, in places of its order of preference
_CROWDED = 12  # from here on a name stands outside, or not at all
_OUTWARDS = 11  # so many places of a label do not lie between its mark and the middle


class _Line:
    """A line from the middle to a mark, and the rectangle around it."""

    __slots__ = ("ax", "ay", "bottom", "bx", "by", "left", "right", "top")

    def __init__(self, ax: float, ay: float, bx: float, by: float) -> None:
        self.ax, self.ay, self.bx, self.by = ax, ay, bx, by
        self.left, self.right = min(ax, bx), max(ax, bx)
        self.top, self.bottom = min(ay, by), max(ay, by)


def labelled(
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
    lines = [_Line(centre[0], centre[1], node.x, node.y) for node in bare]
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
            crossed = _is_crossed(box, lines, lines[at])  # a line through a name
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
    # Beneath or above, and away from the middle: it begins, or ends, where the mark does.
    for box in (first, second):
        yield Box(_flush(node, one, ends=ends), box.top, one.width, one.height), ends
    for lift in (-1.0, 1.0) if node.y <= y else (1.0, -1.0):
        yield Box(outer.left, outer.top + lift * one.height, one.width, one.height), ends
    yield inner, begins
    for lift in lifts:
        yield Box(inner.left, inner.top + lift * one.height, one.width, one.height), begins


def _flush(node: Node, one: Person, *, ends: bool) -> float:
    """Return the left of a label that begins (or ends) with its mark."""
    return node.x + node.radius - one.width if ends else node.x - node.radius


def _is_crossed(box: Box, lines: Sequence[_Line], own: _Line) -> bool:
    """Whether a line other than a label's own runs through it. Asked as often as ``_is_free``."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    for line in lines:
        if line.right < left or line.left > right or line.bottom < top or line.top > bottom:
            continue  # most of them, without a division
        if line is not own and _crosses(box, line.ax, line.ay, line.bx, line.by):
            return True
    return False


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
