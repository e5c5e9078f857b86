"""Which hint is still worth saying, and how the tour goes from step to step; without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gui.first_use import Hints, Step, Tour

PAGES = {"overview": ("reasons",), "breakdown": ("record", "figure")}
STEPS = tuple(Step(name, "page") for name in ("one", "two", "three", "four"))


class Screen:
    def __init__(self, there) -> None:
        self.there = there
        self.shown: list[str] = []
        self.ended = 0

    def show_step(self, step, number, count) -> bool:
        if step.name not in self.there:
            return False
        self.shown.append(f"{step.name} {number}/{count}")
        return True

    def end_tour(self) -> None:
        self.ended += 1


@pytest.fixture
def kept() -> list[tuple[str, ...]]:
    return []


def test_a_page_says_its_first_hint_that_nobody_is_through_with(kept) -> None:
    hints = Hints(PAGES, ("record",), kept.append)

    assert hints.of("overview") == "reasons"
    assert hints.of("breakdown") == "figure"
    assert hints.of("privacy") == ""


def test_what_was_done_once_is_never_said_again(kept) -> None:
    hints = Hints(PAGES, (), kept.append)

    hints.done("reasons")

    assert hints.of("overview") == ""
    assert kept == [("reasons",)]


def test_what_is_done_a_second_time_is_not_kept_a_second_time(kept) -> None:
    hints = Hints(PAGES, ("reasons",), kept.append)

    hints.done("reasons")

    assert kept == []


def test_the_hints_can_be_said_again(kept) -> None:
    hints = Hints(PAGES, ("reasons", "tour"), kept.append)

    hints.again()

    assert hints.of("overview") == "reasons"
    assert not hints.is_seen("tour")
    assert kept == [()]


def test_the_tour_goes_through_all_steps_and_ends() -> None:
    screen = Screen({"one", "two", "three", "four"})
    tour = Tour(screen, STEPS)

    tour.start()
    for _step in range(4):
        tour.next()

    assert screen.shown == ["one 1/4", "two 2/4", "three 3/4", "four 4/4"]
    assert screen.ended == 1
    assert not tour.under_way


def test_the_tour_leaves_out_what_is_not_there_both_ways() -> None:
    screen = Screen({"one", "four"})
    tour = Tour(screen, STEPS)

    tour.start()
    tour.next()
    tour.back()

    assert screen.shown == ["one 1/4", "four 4/4", "one 1/4"]


def test_going_back_from_the_first_step_stays_there() -> None:
    screen = Screen({"two"})
    tour = Tour(screen, STEPS)

    tour.start()
    tour.back()

    assert screen.shown == ["two 2/4", "two 2/4"]
    assert tour.under_way


def test_a_tour_of_nothing_does_not_begin() -> None:
    screen = Screen(set())
    tour = Tour(screen, STEPS)

    tour.start()

    assert not tour.under_way
    assert screen.shown == []


def test_ending_a_tour_twice_ends_it_once() -> None:
    screen = Screen({"one"})
    tour = Tour(screen, STEPS)
    tour.start()

    tour.end()
    tour.end()

    assert screen.ended == 1


@given(
    there=st.sets(st.sampled_from([step.name for step in STEPS])),
    ways=st.lists(st.sampled_from(["start", "next", "back", "end"]), max_size=20),
)
def test_whatever_is_pressed_only_what_is_there_is_pointed_at(there, ways) -> None:
    screen = Screen(there)
    tour = Tour(screen, STEPS)

    for way in ways:
        getattr(tour, way)()

    assert {shown.partition(" ")[0] for shown in screen.shown} <= there
    assert not tour.under_way or screen.shown
