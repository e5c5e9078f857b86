"""What the ego picture is made of: contacts, their marks and labels, rings. Without Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

MORE = "\0more"
"""Stands where a contact's id stands, for all the others."""


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
