from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.gui.pages.rulebook.row import EntryRow
from app.gui.pages.rulebook.view import RulebookView
from app.gui.pages_made import RULEBOOK
from app.gui.shared.page import Breadth
from tests.gui.conftest import WAIT


@pytest.fixture
def page(with_mei, qtbot) -> RulebookView:
    window = with_mei()
    window.resize(1280, 800)
    window.show_page(RULEBOOK)
    shown = window._pages[RULEBOOK]
    with qtbot.waitSignal(shown.sheet.completed, timeout=WAIT):
        pass
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
    qtbot.waitUntil(lambda: not shown.sheet._timer.isActive(), timeout=WAIT)
    return shown


def test_the_page_is_there_before_anybody_is_open(opened, qtbot) -> None:
    window = opened()
    window.show_page(RULEBOOK)
    page = window._pages[RULEBOOK]

    qtbot.waitUntil(lambda: page.chooser.count() > 0, timeout=WAIT)

    assert page.chooser.isVisible()
    qtbot.waitUntil(lambda: bool(page.contents._rows), timeout=WAIT)


def test_a_click_in_the_contents_brings_the_section_to_the_top(page, qtbot) -> None:
    section = page.contents._sections[3]

    qtbot.mouseClick(page.contents._rows[section.id], Qt.MouseButton.LeftButton)

    row = page.sheet._rows[section.entries[0].id]
    top = row.y() - page.sheet.verticalScrollBar().value()
    assert 0 <= top < 60 or page.sheet.verticalScrollBar().value() == (
        page.sheet.verticalScrollBar().maximum()
    )


def test_scrolling_marks_the_section_that_is_read(page, qtbot) -> None:
    section = page.contents._sections[2]
    row = page.sheet._rows[section.entries[0].id]

    qtbot.waitUntil(lambda: page.sheet.verticalScrollBar().maximum() > row.y(), timeout=WAIT)
    page.sheet.verticalScrollBar().setValue(row.y())

    assert page.contents._rows[section.id].isChecked()


def test_the_arrow_keys_go_through_the_figures_of_a_rule(page, qtbot) -> None:
    row = next(
        one
        for one in page.sheet.findChildren(EntryRow)
        if one.entry.id.startswith("rule.") and len(one.entry.said.figures) > 1
    )
    row.setFocus()
    first = row.note()

    qtbot.keyClick(row, Qt.Key.Key_Right)

    assert first is not None
    assert row.note() == row.entry.said.figures[0].note != first
    assert row.note().spoken in row.accessibleName()


def test_escape_clears_the_search(page, qtbot) -> None:
    page.search.setText("points")
    qtbot.waitUntil(lambda: bool(page.count.text()), timeout=WAIT)
    assert " of " in page.count.text()

    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not page.count.text(), timeout=WAIT)
    assert page.search.text() == ""


def test_the_document_is_laid_out_in_short_pieces(page) -> None:
    assert 0 < page.sheet.longest < 0.05  # seconds


def test_in_a_narrow_window_a_menu_leads_to_the_sections(page, qtbot) -> None:
    page.arrange(Breadth.NARROW)
    assert page.contents.isHidden()
    assert not page.menu.isHidden()
    acts = [act for act in page.menu.menu().actions() if not act.isSeparator()]

    acts[-1].trigger()

    qtbot.waitUntil(lambda: page.sheet.verticalScrollBar().value() > 0)
    assert acts[-1].text() == "Sources"
    page.arrange(Breadth.WIDE)
    assert page.menu.isHidden()
