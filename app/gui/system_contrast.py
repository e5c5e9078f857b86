"""The colours of the system's own high-contrast palette, as tokens of the look.

The system names a handful of colours; the look needs more. What it does not name is mixed from
text and ground, so that nothing is less readable than the reader chose. Points are told by shape
alone then: what gives is solid, what takes is hatched.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

_ENOUGH = 7.0  # text against its ground: WCAG 2, level AAA
_READABLE = 4.5
_HOVER = 0.15  # of the text's colour in the ground
_NEUTRAL = 0.75
_BANDS = (0.10, 0.18, 0.26, 0.34, 0.43)  # as the greys of our own column are
_STEPS = 20


def from_system(system: QPalette, plain: QPalette) -> tuple[dict[str, str], tuple[str, ...]] | None:
    """Make the colours of a look from the system's palette.

    Args:
        system: The palette that the system asks for.
        plain: The palette that there would be if it asked for none.

    Returns:
        Colour of each token and the five bands, as ``#RRGGBB``; ``None`` where the system has no
        palette of its own, or one whose text cannot be read well enough.
    """
    role = QPalette.ColorRole
    ground, ink = system.color(role.Base), system.color(role.Text)
    own = any(
        system.color(one) != plain.color(one)
        for one in (role.Base, role.Text, role.Window, role.WindowText, role.Highlight)
    )
    if not own or contrast(ink, ground) < _ENOUGH:
        return None
    accent, on_accent = _accent(system, ink, ground)
    colours = {
        **dict.fromkeys(("rail", "page", "card", "sunk"), ground),
        **dict.fromkeys(("line", "edge", "ink", "ink2", "ink3"), ink),
        **dict.fromkeys(("up", "up_fill", "down", "down_fill"), ink),
        "hover": mixed(ground, ink, _HOVER),
        "tint": _tint(system.color(role.Highlight), ink, ground),
        "accent": accent,
        "on_accent": on_accent,
        # Not the system's colour of what is disabled, often a red or a green: bars wear it too.
        "neutral": mixed(ground, ink, _NEUTRAL),
    }
    bands = tuple(mixed(ground, ink, share).name() for share in _BANDS)
    return {token: colour.name() for token, colour in colours.items()}, bands


def contrast(one: QColor, other: QColor) -> float:
    """Return how far two colours are apart, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Mix so much of another colour into one."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def _accent(system: QPalette, ink: QColor, ground: QColor) -> tuple[QColor, QColor]:
    """Return what the hand can move and the text on it: the first that can be read."""
    role = QPalette.ColorRole
    offered = (
        (system.color(role.Highlight), system.color(role.HighlightedText)),
        (system.color(role.Link), ground),
    )
    for accent, on_it in offered:
        if contrast(accent, ground) >= _READABLE and contrast(on_it, accent) >= _READABLE:
            return accent, on_it
    return ink, ground


def _tint(highlight: QColor, ink: QColor, ground: QColor) -> QColor:
    """Return as much of the system's colour of selection as the text on it can be read over."""
    for step in range(_STEPS, 0, -1):
        tint = mixed(ground, highlight, step / _STEPS)
        if contrast(ink, tint) >= _ENOUGH:
            return tint
    return ground


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
