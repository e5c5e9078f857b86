from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette

from app.gui import theme


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=[theme.LIGHT, theme.DARK, theme.CONTRAST])
def look(request, qapp):
    del qapp
    return theme.make(request.param)


SURFACES = ("rail", "page", "card", "sunk", "hover", "tint")


@pytest.mark.parametrize("tone", ["ink", "ink2", "ink3", "accent", "up", "down"])
@pytest.mark.parametrize("surface", SURFACES)
def test_text_can_be_read_on_every_surface(look, tone, surface) -> None:
    assert contrast(look.colour(tone), look.colour(surface)) >= 4.5


@pytest.mark.parametrize("surface", SURFACES)
def test_edges_and_bars_can_be_told_from_every_surface(look, surface) -> None:
    for token in ("edge", "up_fill", "down_fill"):
        assert contrast(look.colour(token), look.colour(surface)) >= 2.95, token


def test_the_text_on_the_accent_can_be_read(look) -> None:
    assert contrast(look.colour("on_accent"), look.colour("accent")) >= 4.5


def test_all_figures_are_of_one_width(look) -> None:
    metrics = QFontMetricsF(look.font("body"))

    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_two_bands_take_the_palest_and_the_strongest_grey(look) -> None:
    assert look.band(0, 2) == QColor(look.bands[0])
    assert look.band(1, 2) == QColor(look.bands[-1])
    assert look.band(0, 1) == QColor(look.bands[-1])


def test_large_text_scales_lengths_too() -> None:
    assert theme.make(theme.LIGHT, text=2.0).px(16) == 32


def test_the_palette_carries_the_look(look) -> None:
    made = theme.palette(look)

    assert made.color(QPalette.ColorRole.Window) == look.colour("page")
    assert made.color(QPalette.ColorRole.Highlight) == look.colour("tint")
