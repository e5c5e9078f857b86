"""A page on paper: whole, in the light look whatever is worn, and the window as it was before."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from app.domain.errors import WhyscoreError
from app.gui import on_paper, theme
from app.gui.on_paper import Heading, Sheets
from app.gui.press import Press
from app.gui.window import BREAKDOWN, OVERVIEW
from app.settings import Settings
from app.settings import Theme as Choice

HEADING = Heading("Whyscore · Mei", "Rules · 6 March 2016")
WAIT = 10_000


def taken(window, qtbot, name: str) -> Sheets:
    window.show_page(name)
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
    got: list[Sheets] = []
    Press(window).take(window._pages[name], HEADING, got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=WAIT)
    return got[0]


def seen(sheets: Sheets, number: int = 0) -> QImage:
    image = QImage(QSize(sheets.width, sheets.width * 186 // 273), QImage.Format.Format_RGB32)
    image.fill("#FFFFFF")
    painter = QPainter(image)
    painter.drawPicture(0, 0, sheets.pictures[number])
    painter.end()
    return image


def greys(image: QImage) -> list[int]:
    """Return how light every fourth pixel is, 0 to 255."""
    small = image.scaled(image.width() // 2, image.height() // 2)
    return [
        small.pixelColor(x, y).lightness()
        for y in range(0, small.height(), 2)
        for x in range(0, small.width(), 2)
    ]


@pytest.fixture(params=[Choice.DARK, Choice.CONTRAST])
def worn_dark(request, look):
    look.choose(request.param, 100)
    return request.param


def test_a_page_is_printed_light_whatever_is_worn(with_mei, qtbot, worn_dark) -> None:
    window = with_mei(settings=Settings(theme=worn_dark))
    sheets = taken(window, qtbot, OVERVIEW)

    light = greys(seen(sheets))
    assert min(light) < 120  # there is ink
    assert sum(light) / len(light) > 235  # and paper
    assert theme.current().name == worn_dark.value


def test_the_dark_window_is_as_it_was_before(with_mei, qtbot, look) -> None:
    look.choose(Choice.DARK, 100)
    window = with_mei(settings=Settings(theme=Choice.DARK))
    window.show_page(OVERVIEW)
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
    qtbot.wait(50)
    before = window.grab().toImage()

    taken(window, qtbot, OVERVIEW)
    qtbot.wait(50)

    assert window.updatesEnabled()
    assert window.grab().toImage() == before


def test_dark_and_light_windows_print_the_same(with_mei, qtbot, look) -> None:
    window = with_mei()
    light = seen(taken(window, qtbot, BREAKDOWN))
    look.choose(Choice.DARK, 100)
    qtbot.wait(50)

    dark = seen(taken(window, qtbot, BREAKDOWN))

    one, other = greys(light), greys(dark)
    assert sum(abs(a - b) > 40 for a, b in zip(one, other, strict=True)) < len(one) / 500


def test_a_narrow_window_prints_as_a_wide_one(with_mei, qtbot) -> None:
    window = with_mei()
    window.resize(800, 560)
    narrow = taken(window, qtbot, OVERVIEW)
    breadth = window._pages[OVERVIEW].breadth
    window.resize(1280, 800)

    wide = taken(window, qtbot, OVERVIEW)

    assert len(narrow.pictures) == len(wide.pictures) == 1
    assert narrow.width == wide.width
    assert breadth is window._pages[OVERVIEW].breadth.NARROW


def test_a_long_page_goes_on_on_further_sheets(with_mei, qtbot, tmp_path) -> None:
    sheets = taken(with_mei(), qtbot, BREAKDOWN)

    on_paper.save_pdf(sheets, tmp_path / "breakdown.pdf")

    written = (tmp_path / "breakdown.pdf").read_bytes()
    assert len(sheets.pictures) > 1
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == len(sheets.pictures)
    assert "Breakdown".encode("utf-16-be") in written
    # Letters are letters and lines are lines: a picture of a whole page would be far larger.
    assert b"/FontFile" in written
    assert not re.search(rb"/Width [1-9]\d{3}", written)


def test_nothing_is_left_where_a_pdf_cannot_be_written(with_mei, qtbot, tmp_path) -> None:
    sheets = taken(with_mei(), qtbot, OVERVIEW)

    with pytest.raises(WhyscoreError, match="could not be written"):
        on_paper.save_pdf(sheets, tmp_path / "nowhere" / "page.pdf")

    assert list(tmp_path.iterdir()) == []


def test_a_page_that_goes_meanwhile_leaves_a_window_that_paints(with_mei, qtbot, look) -> None:
    look.choose(Choice.DARK, 100)
    window = with_mei(settings=Settings(theme=Choice.DARK))
    window.show_page(OVERVIEW)
    got: list[Sheets] = []

    Press(window).take(window._pages[OVERVIEW], HEADING, got.append)
    window.forget_person()
    qtbot.waitUntil(window.updatesEnabled, timeout=WAIT)
    qtbot.wait(100)

    assert theme.current().name == theme.DARK
    assert got == []
