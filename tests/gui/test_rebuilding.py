"""Another language, size of text or look: the window is built anew and seen once, when all stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel

from app.gui import theme
from app.gui.charts.period import Period
from app.gui.opening import Trouble
from app.gui.pages_made import CHANGES, NEEDS_PERSON
from app.gui.window import OVERVIEW, WELCOME
from app.settings import Theme as Choice
from app.wording import language
from app.wording.language import _
from tests.gui.conftest import WAIT


def test_the_window_speaks_another_language_without_a_restart(with_mei, qtbot) -> None:
    window = with_mei()

    language.use(language.Language.GERMAN)
    window.choose_language(language.Language.GERMAN)

    qtbot.waitUntil(lambda: stands_anew(window, OVERVIEW), timeout=WAIT)
    assert window.header.person.text().strip() == "Mei · erfunden"
    assert window._pages[OVERVIEW].title.text() == "Überblick"


def stands_anew(window, page) -> bool:
    """Say whether everything was built in the language in force, and is painted."""
    return (
        window.rail.accessibleName() == _("Pages")
        and window.stack.currentWidget() is window._pages.get(page)
        and window.updatesEnabled()
    )


def test_nothing_is_painted_until_the_page_stands_in_another_language(with_mei, qtbot) -> None:
    window = with_mei()
    qtbot.waitUntil(window.stack.updatesEnabled, timeout=WAIT)
    rail, header = window.rail, window.header

    language.use(language.Language.GERMAN)
    window.choose_language(language.Language.GERMAN)

    assert (window.rail, window.header) == (rail, header)
    paints = Paints(window)
    qtbot.waitUntil(lambda: stands_anew(window, OVERVIEW), timeout=WAIT)
    qtbot.waitUntil(lambda: bool(paints.pages), timeout=WAIT)
    assert set(paints.pages) == {OVERVIEW}


class Paints(QObject):
    """Notes which page is before the reader whenever the window is painted."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self._window, self.pages = window, []
        window.room.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.pages.append(self._window.stack.currentWidget().objectName())
        return super().eventFilter(watched, event)


def test_what_stands_at_the_doorway_stays_when_the_language_changes(opened, qtbot) -> None:
    window = opened()
    window.show_trouble(Trouble("Not this one", "It is a picture."))
    doorway = window.doorway

    language.use(language.Language.GERMAN)
    window.choose_language(language.Language.GERMAN)

    qtbot.waitUntil(
        lambda: window.rail.accessibleName() == _("Pages") and window.updatesEnabled(),
        timeout=WAIT,
    )
    assert window.stack.currentWidget() is window.doorway is doorway
    assert "It is a picture." in [label.text() for label in doorway.findChildren(QLabel)]


def test_the_period_of_changes_stays_in_another_language_and_goes_with_the_person(
    with_mei, qtbot
) -> None:
    window = with_mei()
    window.show_page(CHANGES)
    day = window.session.case.day
    window._pages[CHANGES].chart.period_chosen.emit(day - 50, day - 40)

    language.use(language.Language.GERMAN)
    window.choose_language(language.Language.GERMAN)

    qtbot.waitUntil(lambda: stands_anew(window, CHANGES), timeout=WAIT)
    shown = window._pages[CHANGES]._kept[0]
    assert shown.period == Period(day - 50, day - 40)
    window.forget_person()
    assert window._making._looked is None


def test_another_look_that_comes_while_the_language_changes_is_put_on(with_mei, qtbot) -> None:
    window = with_mei()

    language.use(language.Language.GERMAN)
    window.choose_language(language.Language.GERMAN)
    window.choose_theme(Choice.DARK)

    qtbot.waitUntil(lambda: stands_anew(window, OVERVIEW), timeout=WAIT)
    worn = {part.styleSheet() for part in (window.rail, window.header, window._pages[OVERVIEW])}
    assert worn == {theme.current().sheet}
    assert theme.current().name == "dark"


def test_a_person_who_is_put_away_is_gone_at_once(with_mei, qtbot) -> None:
    window = with_mei()
    window.choose_text_size(150)

    window.forget_person()

    assert window._pages == {}
    assert "Mei" not in window.header.person.text()
    qtbot.waitUntil(lambda: stands_anew(window, WELCOME), timeout=WAIT)


def test_the_window_is_painted_once_in_another_look(with_mei, qtbot) -> None:
    window = with_mei()
    qtbot.waitUntil(lambda: set(NEEDS_PERSON) <= set(window._pages), timeout=WAIT)
    paints = Paints(window)

    window.choose_theme(Choice.DARK)

    qtbot.waitUntil(lambda: bool(paints.pages), timeout=WAIT)
    qtbot.wait(50)
    assert paints.pages == [OVERVIEW]
