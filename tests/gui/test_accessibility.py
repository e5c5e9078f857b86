"""Every page as a screen reader and the keyboard meet it: names, descriptions, order, focus.

Each window is opened once and each of its pages is gone through once; what was met there is
written down, and the tests read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.gui import theme
from app.gui.engine import Engine
from app.gui.pages_made import NEEDS_PERSON, ON_THE_RAIL, PREVIEW, QUESTIONS
from app.gui.shared.switch import ChartSwitch
from app.gui.tasks import Tasks
from app.gui.window import Window
from app.settings import LARGEST_TEXT, Settings, Theme
from app.wording import language
from app.wording.language import Language
from tests.gui import people, walking
from tests.gui.engines import with_a_bad_row
from tests.gui.stores import MemoryStore
from tests.journeys.watching import settle

PAGES = (*ON_THE_RAIL, QUESTIONS, PREVIEW)
ALONE = tuple(page for page in PAGES if page not in NEEDS_PERSON)
NARROW = 800


@dataclass(frozen=True)
class Stop:
    """Something that takes the focus, as it was met."""

    told: str
    heard: tuple[object, str, str]  # role, name, description
    shows_its_name: bool
    spoken: bool


@dataclass(frozen=True)
class Chart:
    """A chart in sight, as it was met."""

    told: str
    name: str
    description: str
    has_table: bool


@dataclass
class Met:
    """What was met on a page; the last five with the keyboard, in one language."""

    stops: list[Stop]
    charts: list[Chart]
    missed: list[str] = field(default_factory=list)  # by the Tab key
    only_one_way: list[str] = field(default_factory=list)
    come_back_to: list[str] = field(default_factory=list)  # cards
    back: list[str] = field(default_factory=list)  # where the eye has to go back
    unseen: list[str] = field(default_factory=list)  # with the focus on it


@dataclass(frozen=True)
class Room:
    """How a page lies in the least window with the largest text. Unit: pixels."""

    beyond: int
    scrolls: int
    header_needs: int
    header_has: int


class Opened:
    """A window with the shipped sample person or with nobody, and its pages one by one."""

    def __init__(self, application: QApplication, speech: Language, text: int) -> None:
        language.use(speech)
        self.appearance = theme.Appearance(application)
        self.appearance.choose(Theme.LIGHT, text)
        self.tasks = Tasks()
        self.window = Window(
            self.tasks, Engine(), Settings(text_size=text), MemoryStore(people.case())
        )
        self.window.show()

    def pages(self, *, person: bool) -> Iterator[str]:
        """Show each page there is, and say which."""
        window = self.window
        if person:
            window.opening.open_sample()
            settle(window)
            assert window.session.explanation is not None
        for page in PAGES if person else ALONE:
            if page == PREVIEW:
                window.show_preview(with_a_bad_row())
            else:
                window.show_page(page)
            settle(window)
            window.activateWindow()
            assert window.isActiveWindow()
            yield page

    def close(self) -> None:
        """Close the window, and put language and look back."""
        self.window.close()
        self.tasks.finish()
        self.window.deleteLater()
        language.use(Language.ENGLISH)
        self.appearance.choose(Theme.LIGHT, 100)
        self.appearance.deleteLater()


@pytest.fixture(scope="module", params=[*Language])
def speech(request):
    """Speak each language in turn."""
    return request.param


@pytest.fixture(scope="module", params=[True, False], ids=["mei", "nobody"])
def person(request):
    """Have the sample person open, or nobody."""
    return request.param


@pytest.fixture(scope="module")
def met(qapp, speech, person):
    """Go through every page once, and tell what was met on each."""
    opened = Opened(qapp, speech, 100)
    found, watched = {}, set()
    for page in opened.pages(person=person):
        here = found[page] = Met(stops_of(opened.window), charts_of(opened.window))
        if speech is Language.ENGLISH:
            go_by_keys(opened.window, here)
            look_for_the_focus(opened.window, here, watched)
    yield found
    opened.close()


@pytest.fixture(scope="module")
def cramped(qapp, speech, person):
    """Go through every page once with the largest text in the least window."""
    opened = Opened(qapp, speech, LARGEST_TEXT)
    window = opened.window
    window.resize(window.minimumSize())
    found = {}
    for page in opened.pages(person=person):
        shown = window.stack.currentWidget()
        found[page] = Room(
            shown.widget().width() - shown.viewport().width(),
            shown.horizontalScrollBar().maximum(),
            window.header.layout().minimumSize().width(),
            window.header.width(),
        )
    yield found
    opened.close()


in_english = pytest.mark.parametrize("speech", [Language.ENGLISH], indirect=True, scope="module")
"""The keys are the same in every language."""


def stops_of(window: Window) -> list[Stop]:
    """Tell what takes the focus on the page and around it."""
    spoken = set(walking.spoken(window))
    return [
        Stop(
            walking.told(one),
            (walking.role(one), walking.name(one), walking.description(one)),
            walking.says_what_it_shows(one),
            one in spoken,
        )
        for one in walking.stops(window)
    ]


def charts_of(window: Window) -> list[Chart]:
    """Tell of the charts in sight: what draws figures, not what is a link or a table."""
    found = [one for one in window.findChildren(QWidget) if one.isVisible()]
    drawn = [one for one in found if type(one).__module__.startswith("app.gui.charts.")]
    shown = window.stack.currentWidget()
    tables = [one for one in shown.exports() if one.widget and (one.table or one.lines)]
    told = []
    for chart in drawn:
        if isinstance(chart, QAbstractButton):
            continue
        card = walking.card_of(chart)
        beside = card is not None and bool(card.findChildren(ChartSwitch))
        saved = any(entry.widget is chart or entry.widget.isAncestorOf(chart) for entry in tables)
        told.append(
            Chart(
                walking.told(chart),
                walking.name(chart),
                walking.description(chart),
                beside or saved,
            )
        )
    return told


def go_by_keys(window: Window, here: Met) -> None:
    """Go round by the Tab key, both ways, and once more in a narrow window."""
    forwards = walking.tabbed(window)
    note_order(window, forwards, here)
    backwards = walking.tabbed(window, backwards=True)
    here.missed = [walking.told(one) for one in walking.stops(window) if one not in forwards]
    # A hint goes away once the table has a row that is chosen.
    there = {one for one in forwards if walking.takes_focus(one)}
    here.only_one_way = [walking.told(one) for one in there.symmetric_difference(backwards)]
    room = window.size()
    window.resize(NARROW, room.height())
    settle(window)
    note_order(window, walking.tabbed(window), here)
    window.resize(room)
    settle(window)


def note_order(window: Window, forwards: list[QWidget], here: Met) -> None:
    """Note where the Tab key does not go as one reads."""
    shown = window.stack.currentWidget()
    way = [one for one in forwards if shown.isAncestorOf(one)]
    cards = [walking.card_of(one) for one in way]
    left = [card for card, after in pairwise(cards) if after is not card]
    here.come_back_to += [
        walking.told(card) for card, times in Counter(left).items() if card and times > 1
    ]
    for before, after in pairwise(way):
        one, other = walking.card_of(before), walking.card_of(after)
        apart = one is not other and one is not None and other is not None
        pair = (one, other) if apart else (before, after)
        if walking.goes_back(*pair):
            here.back.append(f"{walking.told(before)}, {walking.told(after)}")


def look_for_the_focus(window: Window, here: Met, watched: set[QWidget]) -> None:
    """Note where the focus is not seen; rail and header are looked at on the first page."""
    for one in walking.stops(window):
        if one in watched:
            continue
        if not window.stack.isAncestorOf(one):
            watched.add(one)
        window.stack.setFocus()
        without = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() is one, walking.told(one)
        if one.grab().toImage() == without:
            here.unseen.append(walking.told(one))


def listed(pages: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out the pages that nothing is wrong with."""
    return {page: wrong for page, wrong in pages.items() if wrong}


def test_every_page_has_something_that_takes_the_focus(met, person) -> None:
    assert tuple(met) == (PAGES if person else ALONE)
    assert all(here.stops for here in met.values())


def test_everything_that_takes_the_focus_has_a_name(met) -> None:
    nameless = {
        page: [stop.told for stop in here.stops if not stop.heard[1]] for page, here in met.items()
    }

    assert listed(nameless) == {}


def test_what_does_not_show_its_name_says_more(met) -> None:
    silent = {
        page: [stop.told for stop in here.stops if not stop.shows_its_name and not stop.heard[2]]
        for page, here in met.items()
    }

    assert listed(silent) == {}


def test_no_two_controls_sound_the_same(met) -> None:
    same = {}
    for page, here in met.items():
        heard = Counter(stop.heard for stop in here.stops)
        same[page] = [str(said) for said, times in heard.items() if times > 1]

    assert listed(same) == {}


def test_a_screen_reader_is_told_of_everything_that_takes_the_focus(met) -> None:
    untold = {page: [s.told for s in here.stops if not s.spoken] for page, here in met.items()}

    assert listed(untold) == {}


def test_every_chart_says_what_it_shows_and_has_a_table(met) -> None:
    wrong = {
        page: [
            chart.told
            for chart in here.charts
            if not (chart.name and chart.description and chart.has_table)
        ]
        for page, here in met.items()
    }

    assert listed(wrong) == {}


def test_charts_are_met_where_a_person_is_open(met, person) -> None:
    assert any(here.charts for here in met.values()) is person


@in_english
def test_the_tab_key_reaches_everything_and_comes_back(met) -> None:
    assert listed({page: here.missed for page, here in met.items()}) == {}
    assert listed({page: here.only_one_way for page, here in met.items()}) == {}


@in_english
def test_the_tab_key_goes_as_one_reads(met) -> None:
    """In a wide window and in a narrow one no card is left and come back to, nor the eye."""
    assert listed({page: here.come_back_to for page, here in met.items()}) == {}
    assert listed({page: here.back for page, here in met.items()}) == {}


@in_english
def test_the_focus_is_seen_wherever_it_is(met) -> None:
    assert listed({page: here.unseen for page, here in met.items()}) == {}


def test_with_the_largest_text_in_the_least_window_everything_can_be_reached(cramped) -> None:
    for page, room in cramped.items():
        assert room.scrolls >= room.beyond, page
        assert room.header_needs <= room.header_has, page
