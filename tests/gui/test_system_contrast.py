"""The system's own high-contrast palette, where there is one, wins over our column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from app.gui import theme
from app.gui.system_contrast import contrast, from_system
from app.gui.theme import Appearance, System
from app.settings import Theme as Choice

# What Windows 10 and 11 bring along: ground, text, selection, text on it, link, disabled.
SYSTEMS = {
    "black": ("#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00", "#3FF23F"),
    "white": ("#FFFFFF", "#000000", "#37006E", "#FFFFFF", "#00009F", "#600000"),
    "night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B", "#8080FF", "#A6A6A6"),
    "desert": ("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3", "#1C5E75", "#676767"),
}
TEXTS = ("ink", "ink2", "ink3", "up", "down", "accent")
SURFACES = ("rail", "page", "card", "sunk", "hover", "tint")


def palette(ground, ink, selection, on_it, link, disabled) -> QPalette:
    made, role = QPalette(), QPalette.ColorRole
    for one in (role.Base, role.Window):
        made.setColor(one, QColor(ground))
    for one in (role.Text, role.WindowText):
        made.setColor(one, QColor(ink))
    made.setColor(role.Highlight, QColor(selection))
    made.setColor(role.HighlightedText, QColor(on_it))
    made.setColor(role.Link, QColor(link))
    made.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(disabled))
    return made


PLAIN = palette("#EFEFEF", "#101010", "#308CC6", "#FFFFFF", "#0000FF", "#888888")


class Asked(System):
    """A system that asks for what a test wants."""

    def __init__(self, application, asked: QPalette) -> None:
        super().__init__(application)
        self.asked, self.contrast = asked, True

    def wants_contrast(self) -> bool:
        return self.contrast

    def palettes(self) -> tuple[QPalette, QPalette]:
        return self.asked, PLAIN


@pytest.fixture(params=list(SYSTEMS))
def colours(request, qapp):
    del qapp
    found = from_system(palette(*SYSTEMS[request.param]), PLAIN)
    assert found is not None
    return found


def test_text_can_be_read_on_every_surface_of_the_systems_palette(colours) -> None:
    tokens, _bands = colours
    for text in TEXTS:
        for surface in SURFACES if text != "accent" else ("card",):
            assert contrast(QColor(tokens[text]), QColor(tokens[surface])) >= 4.5, (text, surface)
    assert contrast(QColor(tokens["on_accent"]), QColor(tokens["accent"])) >= 4.5


def test_text_can_be_read_on_every_band(colours) -> None:
    tokens, bands = colours

    assert len(set(bands)) == 5
    assert all(contrast(QColor(tokens["ink"]), QColor(band)) >= 3.6 for band in bands)


def test_every_token_of_our_own_column_has_a_colour(colours) -> None:
    assert set(colours[0]) == set(theme.make(theme.CONTRAST).colours)


def test_points_are_told_by_shape_alone(colours) -> None:
    tokens, _bands = colours

    assert tokens["up_fill"] == tokens["down_fill"] == tokens["ink"]


def test_a_system_without_a_palette_of_its_own_gets_our_column() -> None:
    assert from_system(PLAIN, PLAIN) is None


def test_a_palette_that_cannot_be_read_does_not_win() -> None:
    pale = palette("#FFFFFF", "#999999", "#37006E", "#FFFFFF", "#00009F", "#600000")

    assert from_system(pale, PLAIN) is None


colour = st.builds(QColor, *[st.integers(0, 255)] * 3)


@given(st.tuples(*[colour] * 6))
def test_whatever_a_system_asks_for_text_stays_readable(chosen) -> None:
    found = from_system(palette(*chosen), PLAIN)
    if found is None:
        return
    tokens, _bands = found

    def apart(one: str, other: str) -> float:
        return contrast(QColor(tokens[one]), QColor(tokens[other]))

    assert apart("ink", "card") >= 7
    assert apart("ink", "tint") >= 6.9  # the mixed colour is rounded once more
    assert apart("accent", "card") >= 4.5
    assert apart("on_accent", "accent") >= 4.5
    assert apart("neutral", "card") >= 3


@pytest.fixture
def worn(qapp):
    made = []

    def wear(asked: QPalette) -> tuple[Appearance, Asked]:
        system = Asked(qapp, asked)
        appearance = Appearance(qapp, system)
        made.append(appearance)
        return appearance, system

    yield wear
    for appearance in made:
        appearance.choose(Choice.LIGHT, 100)
        appearance.deleteLater()


def test_the_systems_palette_is_worn_where_the_reader_follows_the_system(worn) -> None:
    appearance, _system = worn(palette(*SYSTEMS["white"]))

    appearance.choose(Choice.AUTO, 100)

    assert theme.current().is_contrast
    assert theme.current().colours["card"].upper() == "#FFFFFF"
    assert theme.palette(theme.current()).color(QPalette.ColorRole.Text) == QColor("#000000")


def test_our_own_column_is_worn_where_the_reader_chose_it(worn) -> None:
    appearance, _system = worn(palette(*SYSTEMS["white"]))

    appearance.choose(Choice.CONTRAST, 100)

    assert theme.current() == theme.make(theme.CONTRAST, system_scale=theme.current().scale)


def test_the_look_follows_when_the_system_no_longer_asks_for_contrast(worn) -> None:
    appearance, system = worn(palette(*SYSTEMS["black"]))
    appearance.choose(Choice.AUTO, 100)

    system.contrast = False
    appearance.choose(Choice.AUTO, 100)

    assert not theme.current().is_contrast


def test_asking_the_system_leaves_what_the_application_wears(qapp, look) -> None:
    del look
    before = qapp.palette()

    asked, plain = System(qapp).palettes()

    assert qapp.palette() == before
    assert asked.color(QPalette.ColorRole.Window).isValid()
    assert plain.color(QPalette.ColorRole.Window).isValid()
