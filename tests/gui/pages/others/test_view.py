"""The page as the reader meets it: keys, switch, search, copies, and what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QWidget

from app.domain.records import Lookup
from app.gui.pages.others.build import _judged, _stated, joined
from app.gui.pages.others.presenter import Asks
from app.gui.shared.page import Breadth
from app.gui.shared.tips import tip
from app.wording import language
from app.wording.language import Language
from tests.gui import people
from tests.gui.pages.breakdown.stage import AtOnce
from tests.gui.pages.others import file


@pytest.fixture
def shown(qtbot, look):
    del look  # worn, not asked
    windows = []

    def make(case=None, speech=Language.ENGLISH, size=(1072, 744)):
        language.use(speech)
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(*size)
        page = joined(AtOnce(), Asks(_judged, _stated))
        page.setParent(window)
        page.resize(*size)
        window.show()
        case = case or file.case()
        page.show_case(case, people.explained(case))
        return page

    yield make
    for window in windows:
        window.close()
    language.use(Language.ENGLISH)


def test_the_arrow_keys_lead_from_verdict_to_verdict(shown, qtbot) -> None:
    page = shown()
    table = page.decisions.table
    assert table.currentIndex().row() == 2

    qtbot.keyClick(table, Qt.Key.Key_Up)

    assert "and the reason given fits that" in page.decisions._why.text()


def test_ctrl_c_copies_a_decision_as_a_program_wants_it(shown, qtbot) -> None:
    page = shown()

    qtbot.keyClick(page.decisions.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text().startswith("2016-01-25\tdoes not fit\tSwift")


def test_the_switch_turns_the_chart_into_the_table(shown) -> None:
    page = shown()
    assert page.lookups.lanes.isVisible()

    page.lookups.switch.turn(table=True)

    assert page.lookups.table.isVisible()
    assert page.lookups.table.model().rowCount() == 4


def test_the_arrow_keys_lead_through_the_chart(shown, qtbot) -> None:
    lanes = shown().lookups.lanes
    assert lanes.accessibleDescription() == "Swift: 2; A person not named: 1"

    qtbot.keyClick(lanes, Qt.Key.Key_Down)
    first = lanes.accessibleDescription()
    qtbot.keyClick(lanes, Qt.Key.Key_Up)

    assert "lookup" in first
    assert lanes.accessibleDescription() != first


def test_a_search_shows_what_it_found_and_says_where_it_found_nothing(shown, qtbot) -> None:
    many = tuple(Lookup(people.TODAY - n, f"Firm {n}", "Loan") for n in range(30))
    page = shown(file.case(many))
    page.lookups.switch.turn(table=True)

    page.lookups.search.setText("firm 29")
    qtbot.waitUntil(lambda: page.lookups.table.model().rowCount() == 1)
    page.lookups.search.setText("<b>nobody</b>")
    qtbot.waitUntil(page.lookups._nothing.isVisible)

    assert page.lookups._nothing.text() == "No lookup holds “<b>nobody</b>”."


def test_what_is_not_in_the_file_is_said_with_how_to_get_it(shown) -> None:
    page = shown(file.case((), ()))

    assert page.decisions._missing.isVisible()
    assert "you have a right to a copy" in page.decisions._missing._text.text()
    assert page.lookups._missing.isVisible()
    assert not page.lookups.switch.isVisible()
    assert [entry.name for entry in page.exports()] == ["Your public profile, previewed"]


def test_lookups_come_back_with_a_file_that_has_them(shown) -> None:
    page = shown(file.case((), ()))
    case = file.case()

    page.show_case(case, people.explained(case))

    assert page.lookups.lanes.isVisible()
    assert page.decisions.table.isVisible()


def test_the_name_is_hidden_until_it_is_wanted(shown, qtbot) -> None:
    card = shown().profile
    assert card._called.text() == "Name hidden"

    qtbot.mouseClick(card.eye, Qt.MouseButton.LeftButton)

    assert card._called.text() == "Mei"
    assert card.eye.text().strip() == "Hide the name"


def test_no_markup_of_a_stranger_is_read_into_a_tip(shown) -> None:
    evil = (Lookup(people.TODAY - 1, "<img src=x>", "Loan"),)
    page = shown(file.case(evil))

    said = page.lookups.table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)

    assert said == tip("<img src=x>")
    assert "<img" not in said
    at = QPoint(*page.lookups.lanes.size().toTuple())
    assert page.lookups.lanes.event(QHelpEvent(QHelpEvent.Type.ToolTip, at, at))


def test_everything_chosen_can_be_saved(shown) -> None:
    entries = {entry.name: entry for entry in shown().exports()}

    assert set(entries) == {
        "Decisions taken on your score",
        "Who looked you up",
        "Your public profile, previewed",
    }
    assert entries["Who looked you up"].widget is not None
    assert entries["Decisions taken on your score"].lines is not None


@pytest.mark.parametrize("speech", list(Language))
@pytest.mark.parametrize("breadth", list(Breadth))
def test_no_word_is_cut_in_any_language_and_breadth(shown, speech, breadth) -> None:
    size = {Breadth.WIDE: 1072, Breadth.MIDDLE: 1000, Breadth.NARROW: 740}[breadth]
    page = shown(speech=speech, size=(size, 744))
    page.arrange(breadth)
    page.content.layout().activate()

    assert page.content.minimumSizeHint().width() <= size
    table = page.decisions.table
    assert table.verticalScrollBar().maximum() == 0
    head = page.decisions.heading
    assert head.width() >= head.sizeHint().width()
