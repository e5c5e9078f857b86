"""What the chart of the Changes page shows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.domain.progress import Unwatched
from app.domain.rulebook import Basis, Perk
from app.gui.pages.changes.content import Range, lines, spans_of
from app.workflow.changes import course
from tests.gui import people
from tests.gui.people import TODAY


@pytest.fixture(scope="module")
def case():
    return people.case()


@pytest.fixture(scope="module")
def way(case):
    return course(case, Unwatched())


@pytest.fixture(scope="module")
def year(case, way):
    return lines(case, way, Range.YEAR, compares=True)


def test_a_range_ends_today_and_begins_so_long_before(case, way) -> None:
    first = {
        shown: lines(case, way, shown, compares=True).first
        for shown in (Range.QUARTER, Range.YEAR, Range.ALL)
    }

    assert first[Range.QUARTER] == people.day(2015, 12, 6)
    assert first[Range.YEAR] == people.day(2015, 3, 6)
    assert first[Range.ALL] == int(way.past.day[0])


def test_what_is_ahead_is_three_months_and_a_year_where_all_is_shown(case, way, year) -> None:
    whole = lines(case, way, Range.ALL, compares=True)

    assert year.last == people.day(2016, 6, 6)
    assert whole.last == people.day(2017, 3, 6)
    assert year.ahead[0] == year.ours[-1]


def test_what_runs_out_is_named_with_its_day_and_its_points(year) -> None:
    day = people.day(2016, 4, 22)

    assert day in year.coming
    assert day in year.stops
    assert "runs out, +10" in year.said(day)
    assert "if nothing new happens" in year.said(day)
    assert year.happened(day + 1) == ""


def test_a_day_says_its_figures_and_what_its_new_records_moved(year) -> None:
    said = year.said(TODAY - 60)

    assert said.startswith("6 Jan 2016: ")
    assert "new records −" in said


def test_days_of_records_that_no_rule_counts_are_no_ticks(year, case) -> None:
    walk = people.day(2015, 9, 1)

    assert walk in case.export.records.day.tolist()
    assert walk not in year.new_day.tolist()


def test_the_lines_are_named_by_their_last_figures(year) -> None:
    ours, official, ahead = year.ends

    assert (ours.figure, ours.word, ours.strong) == ("651", "ours", True)
    assert (official.figure, official.word) == ("648", "official")
    assert ahead.word == "by 6 June"
    assert ahead.value == year.ahead[-1]


def test_a_perk_is_held_from_its_first_day_to_its_last() -> None:
    day = np.arange(10, 18, dtype=np.int32)
    ours = np.array([649, 650, 651, np.nan, 650, 649, 650, 650], dtype=np.float64)
    perk = Perk("car", {"en": "Car"}, 650, above=False, basis=Basis.REPORTED, source="s")

    assert spans_of(perk, day, ours) == ((11, 12), (14, 14), (16, 17))
    assert spans_of(replace(perk, above=True), day, ours) == ((12, 12),)
    assert spans_of(replace(perk, at=None), day, ours) == ()


def test_a_perk_that_was_never_held_has_no_lane(year) -> None:
    assert [lane.title for lane in year.perks] == ["Car hire without a deposit"]


def test_a_perk_won_or_lost_is_told_on_its_day(year) -> None:
    lane = year.perks[0]
    first, last = lane.spans[0][0], lane.spans[0][1]

    if first > year.first:
        assert "got: car hire without a deposit" in year.said(first)
    if last < year.today:
        assert "lost: car hire without a deposit" in year.said(last + 1)
    assert year.today == TODAY


def test_a_person_without_a_score_has_no_name_at_the_end() -> None:
    case = people.case((("gone", TODAY - 10, "default.open", np.nan),), published=False)

    shown = lines(case, course(case, Unwatched()), Range.QUARTER, compares=True)

    assert np.isnan(shown.ours[-1])
    assert [end.word for end in shown.ends if end.strong] == []
    assert "no score" in shown.said(TODAY)
