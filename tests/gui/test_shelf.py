"""Pages are made when wanted, filled when shown, and one step at a time where it would be felt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui import theme
from app.gui.shared.page import Breadth, Page
from app.gui.shelf import Shelf

FIRST, SECOND = (object(), object()), (object(), object())


class Told(Page):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.told: list[tuple[object, object]] = []
        self.laid: list[Breadth] = []

    def show_case(self, case, explanation) -> None:
        self.told.append((case, explanation))

    def arrange(self, breadth) -> None:
        super().arrange(breadth)
        self.laid.append(breadth)


@pytest.fixture
def stack(qtbot):
    made = QStackedWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shelf(stack):
    made = Shelf(Told, lambda: True, stack)
    made.clear(stack)
    return made


def test_only_the_page_before_the_reader_is_told_at_once(shelf) -> None:
    shown, hidden = shelf.show("a", Breadth.WIDE), shelf.page("b")

    shelf.tell(*FIRST, ())
    shelf.tell(*SECOND, ())

    assert shown.told == [FIRST, SECOND]
    assert hidden.told == []


def test_a_page_is_told_the_last_case_once_when_it_is_shown(shelf) -> None:
    shelf.show("a", Breadth.WIDE)
    hidden = shelf.page("b")
    shelf.tell(*FIRST, ())
    shelf.tell(*SECOND, ())

    shelf.show("b", Breadth.WIDE)
    shelf.show("a", Breadth.WIDE)
    shelf.show("b", Breadth.WIDE)

    assert hidden.told == [SECOND]


def test_a_page_is_laid_out_when_it_is_first_shown_and_where_the_room_changed(shelf) -> None:
    page = shelf.show("a", Breadth.WIDE)
    shelf.show("a", Breadth.WIDE)
    shelf.show("a", Breadth.NARROW)

    assert page.laid == [Breadth.WIDE, Breadth.NARROW]


def test_a_page_is_made_placed_filled_laid_out_and_shown_step_by_step(shelf, stack) -> None:
    stack.resize(640, 480)
    stack.addWidget(QWidget())  # as the window does, until there is a page
    shelf.tell(*FIRST, ())

    assert not shelf.prepare("a", Breadth.MIDDLE)
    assert "a" not in shelf.pages
    assert not shelf.prepare("a", Breadth.MIDDLE)
    assert shelf.pages["a"].told == []
    assert not shelf.prepare("a", Breadth.MIDDLE)
    assert shelf.pages["a"].told == [FIRST]
    assert shelf.pages["a"].laid == []
    assert not shelf.prepare("a", Breadth.MIDDLE)
    assert shelf.pages["a"].laid == [Breadth.MIDDLE]
    assert shelf.prepare("a", Breadth.MIDDLE)
    assert shelf.show("a", Breadth.MIDDLE) is stack.currentWidget()
    assert shelf.pages["a"].told == [FIRST]
    assert shelf.pages["a"].laid == [Breadth.MIDDLE]


def test_everything_on_a_prepared_page_has_its_place_before_it_is_shown(shelf, stack) -> None:
    stack.resize(640, 480)
    shelf.show("a", Breadth.WIDE)

    while not shelf.prepare("b", Breadth.WIDE):
        pass

    page = shelf.pages["b"]
    assert not page.isVisible()
    assert page.size() == stack.size()
    assert page.content.width() == page.viewport().width() > 600


def test_a_page_is_painted_in_the_next_turn_and_the_one_before_it_stays_till_then(
    shelf, stack, qtbot
) -> None:
    shelf.show("a", Breadth.WIDE)
    qtbot.waitUntil(stack.updatesEnabled)

    shelf.show("b", Breadth.WIDE)

    assert not stack.updatesEnabled()
    qtbot.waitUntil(stack.updatesEnabled)


def test_a_page_on_its_way_gives_way_to_what_is_shown_meanwhile(shelf, stack, qtbot) -> None:
    shown: list[str] = []
    doorway = QWidget()
    stack.addWidget(QWidget())
    stack.addWidget(doorway)

    shelf.bring("a", Breadth.WIDE, lambda: shown.append("a"), at_once=False)
    assert shelf.bringing
    stack.setCurrentWidget(doorway)

    assert not shelf.bringing
    qtbot.wait(20)
    assert shown == []
    assert shelf.made == ()


def test_a_page_that_is_being_prepared_is_let_be(shelf, qtbot) -> None:
    shown: list[str] = []
    shelf.show("a", Breadth.WIDE)
    shelf.bring("b", Breadth.WIDE, lambda: shown.append("b"))
    shelf.leave()
    shelf.bring("c", Breadth.WIDE, lambda: shown.append("c"))

    qtbot.waitUntil(lambda: bool(shown))

    assert shown == ["c"]


def test_pages_are_made_ahead_and_not_told_before_they_are_shown(shelf, qtbot) -> None:
    shelf.tell(*FIRST, ("b", "c"))

    qtbot.waitUntil(lambda: {"b", "c"} <= set(shelf.pages), timeout=10_000)

    assert [page.told for page in shelf.pages.values()] == [[], []]


def test_nothing_is_made_ahead_while_work_is_under_way(stack, qtbot) -> None:
    asked = []
    shelf = Shelf(Told, lambda: bool(asked.append(None)), stack)
    shelf.clear(stack)

    shelf.make_ahead(("a",))

    qtbot.waitUntil(lambda: len(asked) > 1, timeout=10_000)
    assert shelf.pages == {}


def test_a_cleared_shelf_has_no_page_and_tells_new_ones_the_same_case(shelf, qtbot) -> None:
    shelf.show("a", Breadth.WIDE)
    shelf.tell(*FIRST, ())
    anew = QStackedWidget()
    qtbot.addWidget(anew)

    shelf.clear(anew)

    assert shelf.pages == {}
    assert shelf.show("a", Breadth.WIDE).told == [FIRST]


class Counts(QWidget):
    """Counts how often it is styled."""

    def __init__(self) -> None:
        super().__init__()
        self.styled = 0

    def changeEvent(self, event: QEvent) -> None:
        self.styled += event.type() is QEvent.Type.StyleChange
        super().changeEvent(event)


class Styled(Told):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.part = Counts()
        self.cards.addWidget(self.part)


def test_what_stands_on_a_page_is_styled_once_until_it_is_shown(stack) -> None:
    shelf = Shelf(Styled, lambda: True, stack)
    shelf.clear(stack)
    shelf.show("a", Breadth.WIDE)

    while not shelf.prepare("b", Breadth.WIDE):
        pass
    page = shelf.show("b", Breadth.WIDE)

    assert page.styleSheet() == theme.current().sheet
    assert page.part.styled == 1
