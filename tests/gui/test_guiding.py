"""Hints, tour and keys in the window."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from app.gui.keys_dialog import KeysDialog
from app.gui.pages_made import BREAKDOWN, OVERVIEW, WELCOME
from app.gui.shared.popover import Popover
from app.gui.tour import Ring, TourCard
from app.settings import LARGEST_TEXT, Settings, Theme
from app.wording import guiding as words
from app.wording import language
from app.wording.language import Language
from tests.gui.conftest import WAIT, stands


@pytest.fixture
def active(with_mei, qtbot):
    """Open the invented person in an active window."""

    def make(settings=None):
        window = with_mei(settings=settings)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
        return window

    return make


def stands_on(window, page: str) -> bool:
    return window.stack.currentWidget() is window._pages.get(page)


def hint(window) -> str:
    return window.stack.currentWidget().hint()


def press(window, key, *modifiers) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def close_hint(window) -> None:
    line = window.stack.currentWidget()._hint
    line.findChild(QToolButton).click()


def rings(window) -> list[Ring]:
    return [ring for ring in window.findChildren(Ring) if ring.isVisible()]


def test_the_overview_says_how_to_go_on_until_it_was_done(with_mei) -> None:
    window = with_mei()
    kept = []
    window.settings_chosen.connect(kept.append)
    assert hint(window) == words.hint("reasons")

    window._pages[OVERVIEW].reasons.rule_wanted.emit("imports")
    window.show_page(OVERVIEW)

    assert hint(window) == ""
    assert kept[-1].seen == ("reasons",)


def test_a_hint_that_is_closed_never_comes_back(with_mei, qtbot) -> None:
    window = with_mei()

    close_hint(window)
    window.show_page(BREAKDOWN)
    window.show_page(OVERVIEW)
    window.rebuild()
    shown_again = partial(stands_on, window, OVERVIEW)  # a turn or more of the event loop later
    qtbot.waitUntil(shown_again, timeout=WAIT)

    assert hint(window) == ""


def test_what_is_seen_already_is_not_said(with_mei) -> None:
    window = with_mei(settings=Settings(seen=("reasons",)))

    assert hint(window) == ""


def test_a_chosen_record_ends_the_hint_about_records(with_mei, qtbot) -> None:
    window = with_mei()
    window.show_page(BREAKDOWN)
    page = window._pages[BREAKDOWN]
    qtbot.waitUntil(lambda: page.records.model.rowCount() > 0, timeout=WAIT)
    assert hint(window) == words.hint("record")

    page.records.table.selectRow(0)
    window.show_page(BREAKDOWN)

    assert hint(window) == words.hint("figure") or hint(window) == ""


def test_the_hints_are_said_again_on_request(with_mei) -> None:
    window = with_mei(settings=Settings(seen=("reasons", "record")))

    window.rail.hints_wanted.emit()

    assert hint(window) == words.hint("reasons")


def test_the_tour_is_offered_with_the_sample_once(opened, qtbot) -> None:
    window = opened()
    window.open_sample()
    qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
    assert hint(window) == words.offer()

    close_hint(window)
    window.show_page(WELCOME)
    window.show_page(OVERVIEW)

    assert hint(window) == words.hint("reasons")


def test_the_tour_points_at_parts_of_the_window_one_after_the_other(active) -> None:
    window = active()
    window.guiding.start_tour()
    card = window.guiding.card
    told = []

    while window.guiding.card is not None:
        told.append(card.accessibleDescription())
        ring = rings(window)[0]
        part = window.guiding._about
        on_screen = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
        assert ring.geometry().intersects(on_screen)
        assert window.guiding._page().isAncestorOf(part)
        press(window, Qt.Key.Key_Return)

    assert told[0] == words.step("dial")
    assert words.step("account") in told
    assert rings(window) == []


def test_the_tour_goes_back_and_ends_by_the_keyboard(active) -> None:
    window = active()
    window.guiding.start_tour()
    card = window.guiding.card
    assert isinstance(card, TourCard)

    press(window, Qt.Key.Key_Right)
    assert card.accessibleDescription() == words.step("reasons")
    press(window, Qt.Key.Key_Left)
    assert card.accessibleDescription() == words.step("dial")
    press(window, Qt.Key.Key_Escape)

    assert window.guiding.card is None
    assert window.stack.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_the_window_goes_on_working_during_the_tour(active) -> None:
    window = active()
    window.guiding.start_tour()

    window.show_page(BREAKDOWN)

    assert window.guiding.card is None
    assert window.stack.currentWidget() is window._pages[BREAKDOWN]


def test_who_has_nobody_open_is_shown_around_with_the_sample(opened, qtbot) -> None:
    window = opened()

    window._pages[WELCOME].findChild(QPushButton, "tour-wanted").click()
    qtbot.waitUntil(lambda: window.guiding.card is not None, timeout=WAIT)

    assert window.guiding.card.accessibleDescription() == words.step("dial")
    assert window.session.case.export.subject.name == "Mei"


@pytest.mark.parametrize("speech", [*Language])
def test_the_tour_fits_the_least_window_with_the_largest_text(active, look, speech) -> None:
    language.use(speech)
    look.choose(Theme.LIGHT, LARGEST_TEXT)
    window = active()
    window.resize(window.minimumSize())
    window.guiding.start_tour()
    card = window.guiding.card

    while window.guiding.card is not None:
        assert window.rect().contains(card.geometry())
        for button in (card.next, card.back):
            assert card.rect().contains(button.geometry())
            assert button.width() >= button.sizeHint().width()
        card.next.click()

    language.use(Language.ENGLISH)


def test_f6_goes_round_the_parts_of_the_window(active) -> None:
    window = active()
    parts = (window.rail, window.header, window.stack)
    window._pages[OVERVIEW].dial.dial.setFocus()

    seen = []
    for _part in range(3):
        window._go_on(1)
        focused = QApplication.focusWidget()
        seen.append(next(part for part in parts if part.isAncestorOf(focused)))

    assert seen == [*parts]
    window._go_on(-1)
    assert window.header.isAncestorOf(QApplication.focusWidget())


def test_ctrl_f_goes_to_the_search_of_the_page(active) -> None:
    window = active()
    window.show_page(BREAKDOWN)

    window._search()

    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert QApplication.focusWidget().objectName() == "search"


@pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
def test_a_question_mark_shows_the_keys_and_escape_closes_them(active) -> None:
    window = active()
    window.stack.setFocus()

    QTest.keyClick(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    shown = window.findChild(KeysDialog)
    assert shown is not None
    assert shown.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)

    assert not shown.isVisible()


def test_a_question_mark_is_only_a_letter_where_one_writes(active, qtbot) -> None:
    window = active()
    window.show_page(BREAKDOWN)
    window._search()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Question)

    assert window.findChild(KeysDialog) is None
    notice = window._pages[BREAKDOWN].records._notice
    qtbot.waitUntil(lambda: "?" in notice.text(), timeout=WAIT)


def test_escape_closes_a_note_wherever_the_focus_is(active) -> None:
    window = active()
    window._pages[OVERVIEW].dial.dial.setFocus()
    window.explain_focus()
    window.stack.setFocus()
    window.explain_focus()

    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert [note for note in window.findChildren(Popover) if note.isVisible()] == []


def test_a_note_stays_while_only_a_modifier_is_pressed(active) -> None:
    window = active()
    window._pages[OVERVIEW].dial.dial.setFocus()
    window.explain_focus()
    note = window.findChild(Popover)

    QTest.keyClick(note, Qt.Key.Key_Control)
    assert note.isVisible()
    QTest.keyClick(note, Qt.Key.Key_A)

    assert not note.isVisible()


def test_every_key_of_the_list_is_said_in_every_language() -> None:
    for speech in Language:
        language.use(speech)
        said = words.keys()
        assert all(key and text for key, text in said)
        assert len(set(said)) == len(said)
    language.use(Language.ENGLISH)
