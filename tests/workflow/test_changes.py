"""A score's way: what is past, what comes by itself, and by which rules a day is counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import NO_DAY, Every
from app.domain.progress import Cancelled, Unwatched
from app.domain.records import OfficialScores
from app.workflow import explaining
from app.workflow.case import Case
from app.workflow.changes import as_known_on, book_before, course, first_day, version_on
from tests.gui import people
from tests.gui.people import TODAY, texts


def with_versions(case: Case, *rows: tuple[int, float, str]) -> Case:
    days, scores, versions = zip(*rows, strict=True)
    official = OfficialScores(
        np.array(days, np.int32), np.array(scores), texts(*versions), texts(*[""] * len(rows))
    )
    return replace(case, export=replace(case.export, official=official))


def test_the_past_is_the_history_of_every_day_in_the_file() -> None:
    case = people.case()

    way = course(case, Unwatched())

    told = explaining.history(case.export, case.rulebook, None, case.day, Every.DAY)
    assert way.past.day.tolist() == told.day.tolist()
    assert way.past.published.tolist() == told.published.tolist()


def test_what_is_ahead_counts_nothing_that_the_file_dates_later() -> None:
    early = people.case().on(TODAY - 200)

    way = course(early, Unwatched())

    known = as_known_on(early.export, early.day)
    alone = course(replace(early, export=known), Unwatched())
    assert way.ahead.published.tolist() == alone.ahead.published.tolist()
    assert way.ahead.day[0] == early.day
    assert way.new_day.max() <= early.day


def test_what_is_ahead_ends_where_what_comes_by_itself_leads() -> None:
    way = course(people.case(), Unwatched())

    assert way.ahead.published[-1] == way.coming.then.published
    moved = sum(item.points for item in way.coming.items)
    assert way.ahead.score[-1] - way.ahead.score[0] == pytest.approx(moved)


def test_a_contact_who_joins_later_is_not_known_yet() -> None:
    export = people.export()
    joined = np.array([NO_DAY, TODAY - 10, NO_DAY, NO_DAY, NO_DAY], np.int32)
    export = replace(export, contacts=replace(export.contacts, since=joined))

    known = as_known_on(export, TODAY - 20)

    assert known.contacts.score_contact.tolist() == [0, 2, 3]
    assert as_known_on(export, TODAY).contacts is export.contacts


def test_a_file_without_records_begins_with_its_official_figures() -> None:
    export = people.export()
    empty = replace(export, records=export.records.only(np.empty(0, np.int64)))

    assert first_day(empty, TODAY) == int(export.official.day[0])
    assert first_day(replace(empty, official=OfficialScores.none()), TODAY) == TODAY


def test_a_date_from_before_any_life_does_not_stretch_the_chart() -> None:
    export = people.export((("slip", NO_DAY, "park.visit", np.nan),))

    assert first_day(export, TODAY) == first_day(people.export(), TODAY)


def test_the_version_in_force_is_the_one_of_the_latest_official_figure() -> None:
    case = with_versions(people.case(), (TODAY - 60, 640.0, "1.0"), (TODAY - 30, 645.0, "1.1"))

    assert version_on(case.export.official, TODAY - 61) == ""
    assert version_on(case.export.official, TODAY - 31) == "1.0"
    assert version_on(case.export.official, TODAY) == "1.1"


def test_the_older_rules_count_the_earlier_day_where_they_are_at_hand() -> None:
    case = people.case()
    now = case.rulebook.version
    case = with_versions(case, (TODAY - 60, 640.0, "0.9"), (TODAY - 30, 645.0, now))
    old = replace(case.rulebook, version="0.9")

    assert book_before(case, TODAY - 60, TODAY, [case.rulebook, old]) == (old, True)
    assert book_before(case, TODAY - 60, TODAY, [case.rulebook]) == (None, True)
    assert book_before(case, TODAY - 20, TODAY, [old]) == (None, False)


def test_another_rulebook_of_the_readers_choice_counts_both_days() -> None:
    case = people.case()
    case = with_versions(case, (TODAY - 60, 640.0, "0.9"), (TODAY - 30, 645.0, "1.0"))
    other = replace(case.rulebook, version="7")

    found = book_before(case.under(other), TODAY - 60, TODAY, [case.rulebook])

    assert found == (None, True)


def test_the_way_can_be_stopped() -> None:
    class Stopped:
        def report(self, _done: int, _total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        course(people.case(), Stopped())
