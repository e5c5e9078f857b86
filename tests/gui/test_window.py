from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton

from app.gui import theme
from app.gui.pages_made import NEEDS_PERSON
from app.gui.shared import popover
from app.gui.shared.page import Breadth
from app.gui.shared.popover import Popover
from app.gui.window import BREAKDOWN, OVERVIEW, PREVIEW, PRIVACY, WELCOME
from app.settings import Settings
from app.settings import Theme as Choice
from app.workflow.case import Objection
from tests.gui import engines
from tests.gui.conftest import WAIT, stands
from tests.gui.test_rebuilding import stands_anew


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget, text) -> QPushButton:
    found = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    assert found, text
    return found[-1]


def named(widget, name) -> QAbstractButton:
    return [one for one in widget.findChildren(QAbstractButton) if one.accessibleName() == name][-1]


def test_the_window_begins_at_welcome_and_the_other_pages_wait_for_a_person(opened) -> None:
    window = opened()

    window.show_page(OVERVIEW)

    assert window.stack.currentWidget() is window._pages[WELCOME]
    assert not window.rail._buttons[OVERVIEW].isEnabled()
    assert "Nothing leaves this computer" in words(window)


def test_opening_the_sample_leads_to_the_overview(with_mei) -> None:
    window = with_mei()

    assert window.stack.currentWidget() is window._pages[OVERVIEW]
    assert window.rail._buttons[BREAKDOWN].isEnabled()
    assert window.windowTitle().startswith("Mei")


def test_a_dropped_file_is_opened(opened, qtbot) -> None:
    window = opened()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path("mei.zip").absolute()))])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    window.dropEvent(drop)

    qtbot.waitUntil(
        lambda: window.stack.currentWidget() is window._pages.get(PREVIEW), timeout=WAIT
    )


def test_a_locked_file_asks_for_its_password(opened, qtbot) -> None:
    engine = engines.PersonEngine(engines.locked())
    window = opened(engine)
    window.open_files([Path("mei.zip")])
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "password") is not None, timeout=WAIT)

    qtbot.keyClicks(window.findChild(QLineEdit, "password"), "swordfish")
    button(window.doorway, "Unlock").click()

    qtbot.waitUntil(lambda: engine.passwords == [None, "swordfish"], timeout=WAIT)


def test_a_bad_row_is_told_and_going_on_without_it_is_the_first_button(opened, qtbot) -> None:
    window = opened(engines.PersonEngine(engines.with_a_bad_row()))
    window.open_files([Path("mei.zip")])
    qtbot.waitUntil(lambda: PREVIEW in window._pages, timeout=WAIT)
    page = window._pages[PREVIEW]
    assert "line 218" in words(page)

    go_on = button(page, "Go on without this row")
    assert go_on.property("primary") == "true"
    go_on.click()
    named(page, "Only look, keep nothing").click()

    qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
    assert window.stack.currentWidget() is window._pages[OVERVIEW]


def test_a_file_with_nothing_for_us_leaves_the_person_who_was_open(with_mei, qtbot) -> None:
    engine = engines.PersonEngine()
    window = with_mei(engine)
    before = window.session.case
    engine.opened = engines.nothing_for_us()

    window.open_files([Path("other.csv")])
    qtbot.waitUntil(lambda: "nothing in it for us" in words(window.doorway), timeout=WAIT)
    button(window.doorway, "Back").click()

    assert window.session.case is before
    assert window.stack.currentWidget() is window._pages[OVERVIEW]


def test_undo_takes_a_record_set_aside_back_in(with_mei, qtbot) -> None:
    window = with_mei()
    score = window.session.explanation.to.score.published

    window.session.set_aside("fine-1", Objection.WRONG)
    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    assert window.session.explanation.to.score.published == score + 10
    assert window.header.undo.isEnabled()

    window.header.undo.click()
    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    assert window.session.explanation.to.score.published == score
    assert window.header.redo.isEnabled()


def test_another_day_is_explained_again(with_mei, qtbot) -> None:
    window = with_mei()
    day = window.session.case.day

    window.header.day_chosen.emit(day - 100)

    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    assert window.session.explanation.to.score.day == day - 100


@pytest.mark.parametrize(
    ("width", "breadth"),
    [(1280, Breadth.WIDE), (1000, Breadth.MIDDLE), (820, Breadth.NARROW)],
)
def test_pages_never_scroll_sideways(with_mei, qtbot, width, breadth) -> None:
    window = with_mei()

    window.resize(width, 700)

    qtbot.waitUntil(lambda: window.breadth() is breadth, timeout=WAIT)
    for name in (WELCOME, OVERVIEW, BREAKDOWN, PRIVACY):
        window.show_page(name)
        QApplication.processEvents()
        page = window._pages[name]
        assert page.widget().minimumSizeHint().width() <= page.viewport().width(), name
    assert (window.rail.width() == theme.current().size("rail")) is (breadth is Breadth.WIDE)


def test_the_least_window_is_small_enough_for_an_old_laptop(opened) -> None:
    window = opened()

    assert (window.minimumWidth(), window.minimumHeight()) == (800, 560)
    assert window.centralWidget().minimumSizeHint().width() <= 800


def test_large_text_counts_as_a_narrow_window(with_mei, qtbot) -> None:
    window = with_mei(settings=Settings(text_size=100))

    window.choose_text_size(200)

    qtbot.waitUntil(lambda: stands_anew(window, OVERVIEW), timeout=WAIT)
    assert window.header.more.isVisible()
    assert window.breadth() is Breadth.NARROW
    assert not window.header.undo.isVisibleTo(window)


def test_another_look_repaints_everything(with_mei, qtbot) -> None:
    window = with_mei()

    window.choose_theme(Choice.DARK)

    assert theme.current().name == "dark"
    # Qt hands the colours of the window itself on with its next events.
    qtbot.waitUntil(
        lambda: window.grab().toImage().pixelColor(600, 70).lightness() < 60, timeout=WAIT
    )


def test_a_page_that_was_hidden_wears_the_new_look_when_it_is_shown(with_mei) -> None:
    window = with_mei()
    window.show_page(BREAKDOWN)
    window.show_page(OVERVIEW)
    page = window._pages[BREAKDOWN]
    before = page.styleSheet()

    window.choose_theme(Choice.DARK)
    assert page.styleSheet() == before
    window.show_page(BREAKDOWN)

    assert page.styleSheet() == theme.current().sheet != before


def test_a_page_that_was_hidden_is_told_of_a_change_when_it_is_shown(with_mei, qtbot) -> None:
    window = with_mei()
    told = []
    window.show_page(BREAKDOWN)
    page = window._pages[BREAKDOWN]
    page.case_shown.connect(lambda case, _explanation: told.append(case))
    window.show_page(OVERVIEW)

    window.session.look_at(window.session.case.day - 100)
    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    assert told == []
    window.show_page(BREAKDOWN)
    window.show_page(OVERVIEW)
    window.show_page(BREAKDOWN)

    assert told == [window.session.case]


def test_a_page_that_wants_a_record_leads_to_its_row(with_mei, qtbot) -> None:
    window = with_mei()

    window._pages[OVERVIEW].record_wanted.emit("fine-1")

    page = window._pages[BREAKDOWN]
    assert window.stack.currentWidget() is page
    qtbot.waitUntil(lambda: page.records.table.currentIndex().isValid(), timeout=WAIT)
    line = page.records.model.line(page.records.table.currentIndex().row())
    assert str(window.session.case.export.records.id[line]) == "fine-1"


def test_pages_of_a_person_are_made_while_nothing_else_is_to_do(with_mei, qtbot) -> None:
    window = with_mei()

    qtbot.waitUntil(lambda: set(NEEDS_PERSON) <= set(window._pages), timeout=WAIT)

    assert window.stack.currentWidget() is window._pages[OVERVIEW]


def test_what_was_under_way_for_pages_that_are_gone_does_not_arrive(with_mei, qtbot) -> None:
    window = with_mei()
    window.show_page(BREAKDOWN)

    window.choose_text_size(150)
    window.choose_text_size(100)

    def shows_records() -> bool:
        page = window._pages.get(BREAKDOWN)  # gone and made again twice
        shown = page is not None and page is window.stack.currentWidget()
        return shown and page.records.model.rowCount() > 0

    qtbot.waitUntil(shows_records, timeout=WAIT)


def test_f1_explains_the_number_in_focus(with_mei) -> None:
    window = with_mei()
    window.activateWindow()
    page = window._pages[OVERVIEW]

    note = popover.explain(page.reasons._rows[0])

    assert isinstance(note, Popover)
    assert "Rests on" in "\n".join(label.text() for label in note.findChildren(QLabel))
    note.close()


def test_everything_that_can_be_pressed_has_a_name(with_mei) -> None:
    window = with_mei()
    window.show_page(BREAKDOWN)

    nameless = [
        one
        for one in window.findChildren(QAbstractButton)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (one.accessibleName() or one.text() or one.toolTip())
    ]

    assert nameless == []


def test_a_page_is_reached_by_its_number(with_mei, qtbot) -> None:
    window = with_mei()
    shortcuts = {action.shortcut().toString(): action for action in window.actions()}

    for key, page in (("Ctrl+3", BREAKDOWN), ("Ctrl+2", OVERVIEW)):
        shortcuts[key].trigger()
        qtbot.waitUntil(lambda page=page: window.stack.currentWidget().objectName() == page)


def test_a_file_that_nobody_reads_leads_to_the_page_that_helps(opened, qtbot, tmp_path) -> None:
    from app.gui.engine import Engine
    from app.gui.pages_made import QUESTIONS

    paper = tmp_path / "score.pdf"
    paper.write_bytes(b"%PDF-1.7")
    window = opened(Engine())
    window.open_files([paper])
    qtbot.waitUntil(lambda: "found a PDF" in words(window.doorway), timeout=WAIT)

    button(window.doorway, "Answer questions").click()

    qtbot.waitUntil(lambda: window.stack.currentWidget() is window._pages[QUESTIONS], timeout=WAIT)
