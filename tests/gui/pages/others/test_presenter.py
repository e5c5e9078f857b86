"""The page without its window: what it shows, in which order, and what it does not compute twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import Unwatched
from app.domain.records import Lookup
from app.gui.pages.others import decided, looked
from app.gui.pages.others.build import _judged, _stated
from app.gui.pages.others.presenter import Asks, OthersPresenter
from app.gui.pages.others.profile import profile
from tests.gui import people
from tests.gui.pages.breakdown.stage import Later
from tests.gui.pages.others import file


class Screen:
    def __init__(self) -> None:
        self.shown: dict[str, tuple] = {}

    def __getattr__(self, name):
        if not name.startswith("show_"):
            raise AttributeError(name)
        return lambda *what: self.shown.__setitem__(name, what)


@pytest.fixture
def stage():
    screen, tasks = Screen(), Later()
    return screen, tasks, OthersPresenter(screen, tasks, Asks(_judged, _stated))


def explained(case):
    return people.explained(case)


def log_of(lookups, last=people.TODAY) -> looked.LookupLog:
    stated = {one.purpose: _stated(one.purpose) for one in lookups}
    return looked.logged(tuple(lookups), last, stated)


def test_the_profile_is_shown_at_once_and_the_rest_follows(stage) -> None:
    screen, tasks, presenter = stage
    case = file.case()

    presenter.show(case, explained(case))
    at_once = set(screen.shown)
    tasks.run()

    assert at_once == {"show_profile", "show_waiting"}
    assert {"show_sentence", "show_decisions", "show_lookups", "show_why"} <= set(screen.shown)


def test_the_sentence_counts_the_twelve_months_before_the_day(stage) -> None:
    screen, tasks, presenter = stage
    case = file.case()

    presenter.show(case, explained(case))
    tasks.run()

    assert screen.shown["show_sentence"] == (
        (
            "Two looked you up in 12 months, one of them without saying why. "
            "One of two decisions does not fit its own threshold."
        ),
    )


def test_what_is_to_come_on_that_day_is_not_shown(stage) -> None:
    screen, tasks, presenter = stage
    case = file.case().on(people.TODAY - 10)

    presenter.show(case, explained(case))
    tasks.run()

    shown, _ledger = screen.shown["show_lookups"]
    assert len(shown.log) == 3
    assert screen.shown["show_decisions"][0].ledger.count == 1


def test_the_decision_that_does_not_fit_is_explained_first(stage) -> None:
    screen, tasks, presenter = stage
    case = file.case()

    presenter.show(case, explained(case))
    tasks.run()

    assert "yet the reason given is: “Score under 600”" in screen.shown["show_why"][0]
    presenter.choose(0)
    assert screen.shown["show_why"][0].startswith("Nobody said what score was asked for")


def test_a_search_stays_when_the_case_changes(stage) -> None:
    screen, tasks, presenter = stage
    case = file.case()
    presenter.show(case, explained(case))
    tasks.run()

    presenter.search("swift dep")
    tasks.run()
    assert screen.shown["show_found"][0].count == 2

    presenter.show(case, explained(case))
    tasks.run()
    assert screen.shown["show_lookups"][1].count == 2


def test_what_goes_wrong_is_told_in_the_cards() -> None:
    def broken(_case):
        raise RuntimeError("Mei’s secret")

    screen, tasks, case = Screen(), Later(), file.case()
    OthersPresenter(screen, tasks, Asks(broken, _stated)).show(case, explained(case))
    tasks.run()

    assert "RuntimeError" not in screen.shown["show_trouble"][0]
    assert "made a mistake" in screen.shown["show_trouble"][0]


def test_the_profile_shows_the_figure_that_others_see() -> None:
    case = file.case()

    shown = profile(case, explained(case))

    assert (shown.figure, shown.guess, shown.caption) == ("648", False, "official, 6 March 2016")
    assert shown.band


def test_without_an_official_figure_the_profile_shows_ours_as_a_guess() -> None:
    case = file.case(published=False)

    shown = profile(case, explained(case))

    assert shown.guess
    assert shown.caption.startswith("by our count")
    assert shown.note is not None


def test_a_cell_of_a_guess_says_so_to_a_screen_reader() -> None:
    case = file.case()
    shown = decided.decisions(_judged(case), case.rulebook)

    ours = shown.ledger.cell(0, 7)

    assert ours.guess
    assert ours.spoken.endswith(", guess")


def test_a_decision_is_copied_with_all_that_the_table_shows_by_shape() -> None:
    case = file.case()
    shown = decided.decisions(_judged(case), case.rulebook)

    headings, *lines = shown.ledger.lines(Unwatched())

    told = dict(zip(headings, lines[2], strict=True))
    assert told["Date"] == "2016-01-25"
    assert told["Verdict"] == "does not fit"
    assert told["Rests on"] == "guess"
    assert told["Reason given"] == "Score under 600"
    assert told["Why"].startswith("You had")


def test_the_chart_has_a_lane_each_and_one_for_all_others() -> None:
    many = [
        Lookup(people.TODAY - 3 * n, f"Firm {n % 12}", "Loan" if n % 2 else "") for n in range(40)
    ]

    chart = looked.content(log_of(many), people.TODAY).chart

    assert len(chart.lanes) == 7
    assert chart.lanes[-1].name == "6 others"
    assert sum(int(lane.total) for lane in chart.lanes) == 40
    assert chart.key


def test_a_dot_is_hollow_only_where_no_lookup_of_its_month_says_why() -> None:
    day = people.day(2016, 2, 10)
    mixed = [Lookup(day, "A", ""), Lookup(day, "A", "Loan"), Lookup(day, "B", "")]

    lanes = {lane.name: lane for lane in looked.content(log_of(mixed), people.TODAY).chart.lanes}

    assert [dot.hollow for dot in lanes["A"].dots] == [False]
    assert [dot.hollow for dot in lanes["B"].dots] == [True]
    assert lanes["A"].dots[0].spoken == "A, Feb 2016: 2 lookups, 1 without a purpose"


@given(
    st.lists(
        st.builds(
            Lookup,
            st.integers(people.TODAY - 800, people.TODAY + 30),
            st.sampled_from(["A", "B", "C", "D"]),
            st.sampled_from(["", "Loan", "Not stated"]),
        ),
        max_size=40,
    )
)
def test_every_lookup_up_to_the_day_is_counted_once(lookups) -> None:
    log = log_of(lookups)
    shown = looked.content(log, people.TODAY)
    kept = [one for one in lookups if one.day <= people.TODAY]
    recent = [one for one in kept if one.day > people.day(2015, 3, 6)]

    assert len(log) == len(kept)
    assert int(log.times.sum()) == len(kept)
    assert np.all(np.diff(log.day) <= 0)
    assert sum(int(lane.total) for lane in shown.chart.lanes) == len(recent)
    assert all(
        sum(dot.count for dot in lane.dots) == int(lane.total)
        and all(0 <= dot.month < shown.chart.months for dot in lane.dots)
        for lane in shown.chart.lanes
    )
    assert shown.who == len({one.who for one in recent})


@pytest.mark.timeout(20)  # a bound against a quadratic one, not a measure
def test_a_hundred_thousand_lookups_are_ready_in_a_moment() -> None:
    many = tuple(
        Lookup(people.TODAY - n % 900, f"Firm {n % 5000}", "Loan" if n % 3 else "")
        for n in range(100_000)
    )
    log = log_of(many)
    shown = looked.content(log, people.TODAY)
    ledger = looked.ledger(log, log.holding("firm 4999"))

    assert shown.who == 5000
    assert ledger.count == 20
    assert ledger.cell(0, 1).text == "Firm 4999"
