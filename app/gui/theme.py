"""The look in force: colours, type and distances, from one file of tokens.

Like the reader's language there is one look for the program. Widgets ask ``current()`` when they
paint or lay out; when the look changes, Qt tells every widget by a ``PaletteChange``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from app import assets
from app.gui.sheet import style_sheet
from app.gui.system_contrast import from_system
from app.settings import Theme as Choice

LIGHT, DARK, CONTRAST = "light", "dark", "contrast"
_POINTS_PER_INCH = 96  # what the tokens are drawn for


@dataclass(frozen=True)
class Theme:
    """One look.

    Attributes:
        name: ``light``, ``dark`` or ``contrast``.
        colours: Colour of each token as ``#RRGGBB``.
        bands: The five greys of the bands, low to high.
        sizes: Length of each token. Unit: pixels at 96 dpi.
        type: Size of each kind of text. Unit: points.
        families: Faces, the first that is there is used.
        text: The reader's size of text against the system's, 1 = as is.
        scale: How many pixels a pixel of the tokens is: ``text`` x the system's text scale.
    """

    name: str
    colours: Mapping[str, str]
    bands: tuple[str, ...]
    sizes: Mapping[str, int]
    type: Mapping[str, float]
    families: tuple[str, ...]
    text: float = 1.0
    scale: float = 1.0
    _fonts: dict[tuple[str, int], QFont] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def sheet(self) -> str:
        """The style sheet of the look, see ``dress``."""
        return style_sheet(self.colours, self.px, self.name)

    @property
    def is_contrast(self) -> bool:
        """Whether shapes must be told apart without shades: bands outlined, losses hatched."""
        return self.name == CONTRAST

    def px(self, length: float) -> int:
        """Return a length of the drawings in pixels of this window."""
        return round(length * self.scale)

    def size(self, token: str) -> int:
        """Return the length of a token in pixels of this window, such as ``gutter``."""
        return self.px(self.sizes[token])

    def colour(self, token: str, opacity: float = 1.0) -> QColor:
        """Return a colour by its token, such as ``ink2``."""
        colour = QColor(self.colours[token])
        colour.setAlphaF(opacity)
        return colour

    def band(self, number: int, count: int) -> QColor:
        """Return the grey of a band, spread over the greys there are.

        Args:
            number: Which band from the lowest, from 0.
            count: How many bands there are.
        """
        last = len(self.bands) - 1
        return QColor(self.bands[last if count < 2 else round(number * last / (count - 1))])

    def brush(self, token: str, opacity: float = 1.0) -> QBrush:
        """Return a brush by a colour's token."""
        return QBrush(self.colour(token, opacity))

    def pen(self, token: str, width: float = 1.0, *, dashes: tuple[float, ...] = ()) -> QPen:
        """Return a pen by a colour's token.

        Args:
            token: The colour.
            width: Width in pixels of the drawings.
            dashes: Lengths of dashes and gaps in widths of the pen; none makes a solid line.
        """
        pen = QPen(self.colour(token), width * self.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        return pen

    def font(self, role: str = "body", weight: int = 400) -> QFont:
        """Return a font whose figures are all of one width.

        Args:
            role: What it is for: ``caption table body section title welcome plan score``.
            weight: 400, 500 or 600.
        """
        made = self._fonts.get((role, weight))
        if made is None:
            made = self._fonts[role, weight] = QFont()
            made.setFamilies([*self.families])
            made.setPointSizeF(self.type[role] * self.text * _platform_points())
            made.setWeight(QFont.Weight(weight))
            made.setFeature(QFont.Tag("tnum"), 1)
        return QFont(made)  # the caller's own: some make it smaller


def _platform_points() -> float:
    """Return how many points a point of the tokens is here: macOS counts 72 to the inch."""
    return 4 / 3 if sys.platform == "darwin" else 1.0


@cache
def _tokens() -> dict[str, Any]:
    with (assets.folder("style") / "tokens.toml").open("rb") as file:
        return tomllib.load(file)


def _families(type_: Mapping[str, Any]) -> tuple[str, ...]:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    wanted = (*type_["families"], system, *type_["chinese"])
    there = _installed()
    return tuple(dict.fromkeys(name for name in wanted if name in there)) or (system,)


@cache
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def make(
    name: str,
    text: float = 1.0,
    system_scale: float = 1.0,
    system: tuple[dict[str, str], tuple[str, ...]] | None = None,
) -> Theme:
    """Make a look by its name.

    Args:
        name: ``light``, ``dark`` or ``contrast``.
        text: The reader's size of text, 1 = as is.
        system_scale: The system's text scale, 1 = 96 dpi.
        system: Colours and bands of the system's own high-contrast palette, which win.
    """
    tokens = _tokens()
    colours = dict(tokens["colours"][name])
    bands = tuple(colours.pop("bands"))
    if system is not None:
        colours, bands = system
    sizes = {key: value for key, value in tokens["type"].items() if isinstance(value, float)}
    families = _families(tokens["type"])
    return Theme(name, colours, bands, tokens["size"], sizes, families, text, text * system_scale)


class System:
    """What the system asks for."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def wants_contrast(self) -> bool:
        """Whether the reader asked their system for high contrast."""
        hints = QGuiApplication.styleHints()
        return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    def is_dark(self) -> bool:
        """Whether the reader asked their system for dark windows."""
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def palettes(self) -> tuple[QPalette, QPalette]:
        """Return the system's palette, and the one that there would be if it had none."""
        worn = QApplication.palette()
        # Without a palette of ours, what is left is the system's over the style's own.
        self._application.setPalette(QPalette())
        asked = QApplication.palette()
        self._application.setPalette(worn)
        return asked, QApplication.style().standardPalette()


class Appearance(QObject):
    """Keeps the look of the application in step with the reader's choice and the system."""

    changed = Signal()

    def __init__(self, application: QApplication, system: System | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._system = system or System(application)
        self._choice = Choice.AUTO
        self._text = 1.0
        self._put_on: Theme | None = None  # what the application wears by our doing
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def choose(self, choice: Choice, text_size: int) -> None:
        """Put a look on.

        Args:
            choice: The reader's choice; ``auto`` follows the system.
            text_size: Size of the text against the system's. Unit: percent.
        """
        self._choice, self._text = choice, text_size / 100
        self._follow()

    def _follow(self) -> None:
        name, colours = self._name(), None
        if self._choice is Choice.AUTO and name == CONTRAST:
            colours = from_system(*self._system.palettes())
        theme = make(name, self._text, _system_scale(), colours)
        if theme == self._put_on:
            return
        _worn.theme = self._put_on = theme
        self._application.setFont(theme.font())
        self._application.setPalette(palette(theme))
        self.changed.emit()

    def _name(self) -> str:
        if self._choice is not Choice.AUTO:
            return self._choice.value
        if self._system.wants_contrast():
            return CONTRAST
        return DARK if self._system.is_dark() else LIGHT


def _system_scale() -> float:
    screen = QGuiApplication.primaryScreen()
    if sys.platform == "darwin" or screen is None:
        return 1.0
    return screen.logicalDotsPerInch() / _POINTS_PER_INCH


class _Worn:
    """What is worn now. One for the program, as the language is."""

    theme: Theme | None = None


_worn = _Worn()


def current() -> Theme:
    """Return the look in force."""
    if _worn.theme is None:
        _worn.theme = make(LIGHT)
    return _worn.theme


def dress(part: QWidget) -> bool:
    """Put the style sheet of the look in force on a part of the window, unless it wears it.

    A sheet of the whole application would be held against every widget there is, which takes
    longer than a reader should wait. So rail, header, pages, notes and boxes each wear their
    own, and a page that is hidden changes when it is shown.

    Returns:
        Whether it wore another.
    """
    sheet = current().sheet
    if part.styleSheet() == sheet:
        return False
    part.setStyleSheet(sheet)
    return True


def wear(theme: Theme) -> None:
    """Let a look be in force without telling anybody: for what is drawn on paper meanwhile."""
    _worn.theme = theme


def sheet(theme: Theme) -> str:
    """Write the style sheet of a look."""
    return theme.sheet


def palette(theme: Theme) -> QPalette:
    """Make Qt's palette of a look, for what the style sheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: "page",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "sunk",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "ink",
        QPalette.ColorRole.ToolTipBase: "sunk",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.Highlight: "tint",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.Light: "card",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "edge",
        QPalette.ColorRole.Shadow: "edge",
    }
    made = QPalette()
    for role, token in roles.items():
        made.setColor(role, theme.colour(token))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("neutral"))
    return made
