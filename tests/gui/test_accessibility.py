"""Every page as a screen reader and the keyboard meet it: names, descriptions, order, focus."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.gui.engine import Engine
from app.gui.pages_made import NEEDS_PERSON, ON_THE_RAIL, PREVIEW, QUESTIONS
from app.gui.shared.switch import ChartSwitch
from app.settings import LARGEST_TEXT, Theme
from app.wording import language
from app.wording.language import Language
from tests.gui import walking
from tests.gui.conftest import WAIT
from tests.gui.engines import with_a_bad_row

PAGES = (*ON_THE_RAIL, QUESTIONS, PREVIEW)
ALONE = tuple(page for page in PAGES if page not in NEEDS_PERSON)


@pytest.fixture(params=[*Language])
def speech(request):
    """Speak each language in turn."""
    language.use(request.param)
    yield request.param
    language.use(Language.ENGLISH)


@pytest.fixture
def on_page(opened, with_mei, qtbot):
    """Open a window on a page, with the shipped sample person or with nobody."""

    def make(page: str, *, person: bool):
        window = with_mei(Engine()) if person else opened()
        if page == PREVIEW:
            window.show_preview(with_a_bad_row())
        else:
            window.show_page(page)
        qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
        return window

    return make


WITH_MEI = [pytest.param(page, True, id=f"{page}-mei") for page in PAGES]
WITH_NOBODY = [pytest.param(page, False, id=f"{page}-nobody") for page in ALONE]

in_every_language = pytest.mark.usefixtures("speech")
every_page = pytest.mark.parametrize(("page", "person"), [*WITH_MEI, *WITH_NOBODY])


def charts(window) -> list[QWidget]:
    """Return the charts in sight: what draws figures, not what is a link or a table."""
    found = [one for one in window.findChildren(QWidget) if one.isVisible()]
    drawn = [one for one in found if type(one).__module__.startswith("app.gui.charts.")]
    return [one for one in drawn if not isinstance(one, QAbstractButton)]


@every_page
@in_every_language
def test_everything_that_takes_the_focus_has_a_name(on_page, page, person) -> None:
    window = on_page(page, person=person)

    nameless = [walking.told(one) for one in walking.stops(window) if not walking.name(one)]

    assert nameless == []


@every_page
@in_every_language
def test_what_does_not_show_its_name_says_more(on_page, page, person) -> None:
    window = on_page(page, person=person)

    silent = [
        walking.told(one)
        for one in walking.stops(window)
        if not walking.says_what_it_shows(one) and not walking.description(one)
    ]

    assert silent == []


@every_page
@in_every_language
def test_no_two_controls_sound_the_same(on_page, page, person) -> None:
    window = on_page(page, person=person)

    heard = Counter(
        (walking.role(one), walking.name(one), walking.description(one))
        for one in walking.stops(window)
    )

    assert [said for said, times in heard.items() if times > 1] == []


@every_page
@in_every_language
def test_a_screen_reader_is_told_of_everything_that_takes_the_focus(on_page, page, person) -> None:
    window = on_page(page, person=person)
    spoken = set(walking.spoken(window))

    assert [walking.told(one) for one in walking.stops(window) if one not in spoken] == []


@every_page
@in_every_language
def test_every_chart_says_what_it_shows_and_has_a_table(on_page, page, person) -> None:
    window = on_page(page, person=person)
    shown = window.stack.currentWidget()
    tables = [one for one in shown.exports() if one.widget and (one.table or one.lines)]

    for chart in charts(window):
        card = walking.card_of(chart)
        beside = card is not None and card.findChildren(ChartSwitch)
        saved = any(entry.widget is chart or entry.widget.isAncestorOf(chart) for entry in tables)
        assert walking.name(chart), walking.told(chart)
        assert walking.description(chart), walking.told(chart)
        assert beside or saved, f"{walking.told(chart)} has no table"


@every_page
def test_the_tab_key_reaches_everything_and_comes_back(on_page, page, person) -> None:
    window = on_page(page, person=person)

    forwards = walking.tabbed(window)
    backwards = walking.tabbed(window, backwards=True)

    missing = [walking.told(one) for one in walking.stops(window) if one not in forwards]
    assert missing == []
    # A hint goes away once the table has a row that is chosen.
    assert set(backwards) == {one for one in forwards if walking.takes_focus(one)}


@every_page
@pytest.mark.parametrize("width", [1280, 800])
def test_the_tab_key_goes_as_one_reads(on_page, page, person, width) -> None:
    window = on_page(page, person=person)
    window.resize(width, 800)
    QApplication.processEvents()
    shown = window.stack.currentWidget()

    way = [one for one in walking.tabbed(window) if shown.isAncestorOf(one)]
    cards = [walking.card_of(one) for one in way]
    left = [card for card, after in pairwise(cards) if after is not card]

    assert len(left) == len(set(left)), "a card is left and come back to"
    for before, after in pairwise(way):
        one, other = walking.card_of(before), walking.card_of(after)
        apart = one is not other and one is not None and other is not None
        pair = (one, other) if apart else (before, after)
        assert not walking.goes_back(*pair), f"{walking.told(before)}, {walking.told(after)}"


@every_page
def test_the_focus_is_seen_wherever_it_is(on_page, page, person) -> None:
    window = on_page(page, person=person)
    unseen = []
    for one in walking.stops(window):
        window.stack.setFocus()
        without = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() is one, walking.told(one)
        if one.grab().toImage() == without:
            unseen.append(walking.told(one))

    assert unseen == []


@every_page
@in_every_language
def test_with_the_largest_text_in_the_least_window_everything_can_be_reached(
    on_page, look, page, person
) -> None:
    look.choose(Theme.LIGHT, LARGEST_TEXT)
    window = on_page(page, person=person)
    window.resize(window.minimumSize())
    QApplication.processEvents()
    shown = window.stack.currentWidget()

    beyond = shown.widget().width() - shown.viewport().width()
    assert shown.horizontalScrollBar().maximum() >= beyond
    assert window.header.layout().minimumSize().width() <= window.header.width()
