"""A figure as plain marks, and as SVG: drawn without a window, the same on every machine.

Lengths are in pixels, from the upper left corner. Colours are those of the window in its light
look; each mark also carries a class, so that a page can show the same figure on dark.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app import assets
from app.wording import sheets

WIDTH = 720
_PAINTS = frozenset({"fill", "stroke"})
MARGIN = 16
_TITLE, _TEXT, _SMALL = 16.0, 13.0, 12.0
_HEAD = 48.0
_LINE = 16.0  # from one line of the caption to the next
_LETTER = 0.56  # mean width of a letter, in type sizes; a Chinese character is as wide as high

_PIECES = re.compile(r"\s+|[\u2e80-\uffef][，。；：、）”]*|[^\s\u2e80-\uffef]+[，。；：、）”]*")
"""Between these a line may be broken; a closing sign stays with what it closes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is drawn.

    Attributes:
        shape: ``rect``, ``line``, ``circle``, ``path`` or ``text``.
        style: A class of ``STYLES``.
        numbers: Where it lies, by the name of the attribute.
        text: What it says, or the path.
    """

    shape: str
    style: str
    numbers: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, ready to be written out.

    Attributes:
        name: Of its file, without ending.
        title: Its heading.
        caption: On how many people it rests, and what its axes are.
        height: Unit: pixels.
        leads: Whether a page shows it; the others are files beside it.
    """

    name: str
    title: str
    caption: str
    marks: tuple[Mark, ...]
    height: float
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """From figures to pixels, along a straight line."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a figure lies. Unit: pixels."""
        room = (self.high - self.low) or 1.0
        return self.start + (value - self.low) / room * (self.end - self.start)


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Return round figures from ``low`` to ``high``, at most so many.

    Args:
        low: Finite.
        high: Finite, more than ``low``.
        most: At least 2.
    """
    if not high > low:
        return (low,)
    rough = (high - low) / (most - 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * by for by in (1, 2, 5, 10) if size * by >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(place * step, 12) for place in range(first, last + 1))


def broad(text: str, size: float = _TEXT) -> float:
    """Return how broad a text is, about. Unit: pixels."""
    wide = sum(1.0 if unicodedata.east_asian_width(one) in "WF" else _LETTER for one in text)
    return wide * size


def fitted(text: str, room: float, size: float = _TEXT) -> str:
    """Return a label that fits, cut with three dots where it must be."""
    if broad(text, size) <= room:
        return text
    while text and broad(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, room: float, size: float = _SMALL) -> list[str]:
    """Break a text into lines: at spaces, and in Chinese between any two characters."""
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        if lines[-1].strip() and broad(longer.rstrip(), size) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] = longer
    return [line.rstrip() for line in lines]


class Sheet:
    """A figure in the making: marks are laid on it from the title down."""

    top = _HEAD

    def __init__(self, name: str, title: str) -> None:
        self._name = name
        self._title = title
        self._marks: list[Mark] = []

    def rect(self, style: str, left: float, top: float, width: float, height: float) -> None:
        """Lay a rectangle; one without width is left out."""
        if width > 0 and height > 0:
            self._lay("rect", style, x=left, y=top, width=width, height=height)

    def line(self, style: str, left: float, top: float, right: float, bottom: float) -> None:
        """Lay a straight line."""
        self._lay("line", style, x1=left, y1=top, x2=right, y2=bottom)

    def dot(self, style: str, x: float, y: float, radius: float) -> None:
        """Lay a disc."""
        self._lay("circle", style, cx=x, cy=y, r=radius)

    def path(self, style: str, points: list[tuple[float, float]], *, closed: bool = False) -> None:
        """Lay a line through points."""
        steps = " L".join(f"{_short(x)} {_short(y)}" for x, y in points)
        self._marks.append(Mark("path", style, {}, f"M{steps}{' Z' if closed else ''}"))

    def word(self, style: str, x: float, y: float, text: str, *, at: str = "start") -> None:
        """Lay a text whose line lies at ``y``; ``at`` is ``start``, ``middle`` or ``end``."""
        where = {"x": _short(x), "y": _short(y), "text-anchor": at}
        self._marks.append(Mark("text", style, where, text))

    def verdict(self, shape: str, x: float, y: float) -> None:
        """Lay the mark of a verdict: ``cross`` filled, ``tick`` in a ring, ``ring`` dashed."""
        if shape == "cross":
            self.dot("mark", x, y, 7)
            self.path("on-mark", [(x - 3, y - 3), (x + 3, y + 3)])
            self.path("on-mark", [(x - 3, y + 3), (x + 3, y - 3)])
        elif shape == "tick":
            self.dot("ring", x, y, 6.2)
            self.path("stroke", [(x - 2.8, y + 0.2), (x - 0.8, y + 2.4), (x + 3, y - 2.2)])
        else:
            self.dot("dashed", x, y, 6.2)

    def whisker(self, low: float, high: float, y: float, ends: tuple[bool, bool]) -> None:
        """Lay an interval; where an end lies outside it is an arrow and no bar."""
        self.line("stroke", low, y, high, y)
        for x, inside, out in ((low, ends[0], -1), (high, ends[1], 1)):
            if inside:
                self.line("stroke", x, y - 4, x, y + 4)
            else:
                self.path("stroke", [(x - 4 * out, y - 4), (x, y), (x - 4 * out, y + 4)])

    def done(self, bottom: float, caption: str, *, leads: bool = True) -> Figure:
        """Return the figure, with its title above and its caption below."""
        lines = wrapped(caption, WIDTH - 2 * MARGIN)
        height = bottom + 12 + _LINE * len(lines) + 8
        paper = Mark("rect", "paper", _numbers(x=0, y=0, width=WIDTH, height=height))
        where = {"x": _short(MARGIN), "y": "28", "text-anchor": "start"}
        title = Mark("text", "title", where, fitted(self._title, WIDTH - 2 * MARGIN, _TITLE))
        for place, line in enumerate(lines):
            self.word("faint", MARGIN, bottom + 22 + _LINE * place, line)
        marks = (paper, title, *self._marks)
        return Figure(self._name, self._title, caption, marks, height, leads)

    def _lay(self, shape: str, style: str, **numbers: float) -> None:
        self._marks.append(Mark(shape, style, _numbers(**numbers)))


def as_svg(figure: Figure, *, alone: bool = True) -> str:
    """Write a figure as SVG; every text in it is escaped.

    Args:
        figure: What is drawn.
        alone: Whether it is a file of its own, or stands inside a page.
    """
    template = sheets.environment().get_template("figure.svg.j2")
    return template.render(
        figure=figure,
        styles=_styles("light"),
        width=WIDTH,
        height=_short(figure.height),
        hatch=colours("light")["neutral"],
        alone=alone,
    )


def dark_styles() -> str:
    """Return the style sheet that shows the figures of a page on dark."""
    return "\n".join(
        f"svg .{style} {{ {'; '.join(said)} }}"
        for style, attributes in _styles("dark").items()
        if (said := [f"{name}: {attributes[name]}" for name in sorted(_PAINTS & attributes.keys())])
    )


@cache
def colours(look: str) -> Mapping[str, str]:
    """Return the window's colours, by name."""
    text = (assets.folder("style") / "tokens.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["colours"][look]
    return {name: value for name, value in table.items() if isinstance(value, str)}


@cache
def _styles(look: str) -> Mapping[str, Mapping[str, str]]:
    """Return what each class looks like."""
    ink = colours(look)

    def words(colour: str, size: float = _TEXT, weight: str = "400") -> dict[str, str]:
        return {"fill": ink[colour], "font-size": f"{size:g}", "font-weight": weight}

    def strokes(colour: str, width: str = "1", **more: str) -> dict[str, str]:
        return {"fill": "none", "stroke": ink[colour], "stroke-width": width, **more}

    return {
        "paper": {"fill": ink["card"]},
        "title": words("ink", _TITLE, "600"),
        "word": words("ink"),
        "strong": words("ink", weight="600"),
        "quiet": words("ink2"),
        "faint": words("ink3", _SMALL),
        "up-word": words("up", weight="600"),
        "down-word": words("down", weight="600"),
        "grid": strokes("line"),
        "axis": strokes("edge"),
        "zero": strokes("neutral", "2"),
        "stroke": strokes("ink", "1.6"),
        "trend": strokes("ink", "2", **{"stroke-linejoin": "round"}),
        "cap": strokes("ink", "3"),
        "ring": strokes("ink", "1.6"),
        "dashed": strokes("ink", "1.6", **{"stroke-dasharray": "2.4 2.4"}),
        "on-mark": strokes("card", "1.6"),
        "mark": {"fill": ink["ink"]},
        "hollow": {"fill": ink["card"], "stroke": ink["ink"], "stroke-width": "1.6"},
        "bar": {"fill": ink["neutral"]},
        "band": {"fill": ink["tint"]},
        "total": {"fill": ink["line"]},
        "up": {"fill": ink["up_fill"]},
        "down": {"fill": ink["down_fill"]},
        "hatch": {"fill": "url(#hatch)", "stroke": ink["neutral"], "stroke-width": "1"},
    }


def _numbers(**numbers: float) -> dict[str, str]:
    return {name: _short(value) for name, value in numbers.items()}


def _short(value: float) -> str:
    """Return a length as SVG has it: to a hundredth of a pixel, never ``-0``."""
    return f"{round(value, 2) + 0.0:g}"
