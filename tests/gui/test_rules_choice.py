from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import RulebookError
from app.domain.fault import RulebookFault
from app.gui.rules_choice import RulesChoice
from app.gui.session import Session
from tests.gui import people
from tests.gui.waiting import WaitingTasks


class Finds:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    def shipped(self):
        return (people.book(),)

    def rulebook(self, reference, variant):
        self.asked.append((reference, variant))
        if reference == "broken.toml":
            fault = RulebookFault("broken.toml", 12, "rule.x.points", "many", "a number")
            raise RulebookError("broken.toml is no rulebook.", (fault,))
        return people.book(variant)


class Asks:
    def __init__(self) -> None:
        self.path: Path | None = None
        self.told: list[tuple[str, str]] = []

    def rulebook_to_load(self):
        return self.path

    def tell(self, heading, text):
        self.told.append((heading, text))


class Header:
    books = ()

    def show_books(self, books):
        self.books = books


@pytest.fixture
def scene():
    class Scene:
        tasks, finds, asks, header = WaitingTasks(), Finds(), Asks(), Header()

    made = Scene()
    made.session = Session(made.tasks, lambda case, _progress: case.rulebook.variant)
    made.session.open(people.case())
    made.choice = RulesChoice(made.tasks, made.finds, made.session, made.asks)
    return made


def test_the_books_that_come_along_are_offered(scene) -> None:
    scene.choice.offer(scene.header)
    scene.tasks.run()

    assert [book.id for book in scene.header.books] == ["small"]


def test_who_is_gone_before_the_books_are_read_is_offered_none(scene) -> None:
    late = Header()
    scene.choice.offer(scene.header)
    scene.choice.stop_offering()
    scene.choice.offer(late)
    scene.tasks.run()

    assert scene.header.books == ()
    assert [book.id for book in late.books] == ["small"]


def test_a_variant_is_put_to_use(scene) -> None:
    scene.choice.use("small", "without-contacts")
    scene.tasks.run()

    assert scene.session.explanation == "without-contacts"
    assert scene.session.can_undo


def test_a_loaded_book_s_variant_is_found_in_its_own_file(scene) -> None:
    scene.asks.path = Path("mine.toml")
    scene.choice.load()
    scene.tasks.run()

    scene.choice.use("small", "without-contacts")
    scene.tasks.run()

    assert scene.finds.asked == [("mine.toml", None), ("mine.toml", "without-contacts")]


def test_a_broken_rulebook_is_told_with_its_line_and_changes_nothing(scene) -> None:
    before = scene.session.case
    scene.asks.path = Path("broken.toml")

    scene.choice.load()
    scene.tasks.run()

    heading, text = scene.asks.told[0]
    assert heading == "This rulebook cannot be used"
    assert "Line 12, rule.x.points: a number" in text
    assert scene.session.case is before


def test_changing_one_s_mind_loads_nothing(scene) -> None:
    scene.choice.load()
    scene.tasks.run()

    assert scene.finds.asked == []
