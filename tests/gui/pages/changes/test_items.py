"""What moved a score, put together as a reader would tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import NO_DAY, day_of
from app.domain.progress import Unwatched
from app.gui.pages.changes.items import items
from app.gui.pages.changes.statement import Setting, statement
from app.workflow import changes, explaining, kinds, reading
from app.workflow.case import Case, Objection
from tests.gui import people
from tests.gui.people import TODAY


def told(case, first, last=TODAY):
    return changes.statement(case, first, last, Unwatched())


def labels(case, first, last=TODAY):
    return [item.label for item in items(told(case, first, last), kinds.title)]


def test_a_strong_record_stands_alone_and_others_are_counted() -> None:
    found = items(told(people.case(), TODAY - 65, TODAY - 40), kinds.title)

    assert found[0].record == "post-1"
    assert "6 January" in found[0].label
    assert found[0].text == "what post-1"
    assert any(item.label == "2 purchases of goods made here" for item in found)


def test_what_time_does_is_one_line() -> None:
    found = labels(people.case(), TODAY - 3)

    assert found == ["Older records fade"]


def test_a_record_that_runs_out_is_named_with_what_became_of_it() -> None:
    later = people.day(2016, 4, 25)

    found = items(told(people.case().on(later), later - 10, later), kinds.title)

    assert found[0].label.startswith("Ran out: ")
    assert found[0].points == pytest.approx(10)


def with_contacts(**changed) -> Case:
    case = people.case()
    return replace(
        case, export=replace(case.export, contacts=replace(people.contacts(), **changed))
    )


def test_a_contact_is_told_by_what_their_score_did() -> None:
    case = with_contacts(
        score_contact=np.array([0, 0, 1, 2, 3]),
        score_day=np.array([TODAY - 90, TODAY - 10, TODAY - 90, TODAY - 90, TODAY - 90], np.int32),
        score=np.array([720.0, 600.0, 690.0, 655.0, 701.0]),
    )

    assert "Ana’s score fell to 600" in labels(case, TODAY - 20)


def test_a_contact_who_joins_or_leaves_is_told_by_name() -> None:
    since = np.array([TODAY - 10, *[NO_DAY] * 4], np.int32)
    until = np.array([NO_DAY, TODAY - 5, *[NO_DAY] * 3], np.int32)
    case = with_contacts(since=since, until=until, score_day=np.full(4, TODAY - 90, np.int32))

    found = labels(case, TODAY - 20)

    assert "Ana joined your contacts" in found
    assert "Bo left your contacts" in found
    assert "Other contacts weigh differently" in found


def test_a_record_set_aside_in_both_states_moves_nothing() -> None:
    case = people.case().set_aside("post-1", Objection.WRONG)

    assert all(item.record != "post-1" for item in items(told(case, TODAY - 65), kinds.title))


def test_hostile_names_are_shown_and_not_followed() -> None:
    names = people.texts("\u202eAna", "Bo", "Chen", "Dee", "Ping")
    case = with_contacts(
        name=names,
        score_contact=np.array([0, 0]),
        score_day=np.array([TODAY - 90, TODAY - 10], np.int32),
        score=np.array([720.0, 600.0]),
    )
    case = replace(case, rulebook=people.book())

    assert not any("\u202e" in label for label in labels(case, TODAY - 20))


def test_the_samples_story_is_the_one_that_is_drawn() -> None:
    export = reading.read([reading.sample_person()]).export
    asked = explaining.question(export)
    case = Case(export, asked.rulebook, asked.day)
    first, last = (day_of(dt.date(2016, month, 6)) for month in (1, 2))

    shown = statement(told(case, first, last), Setting(export.official, case.day), kinds.title)

    assert shown.answer == (
        "Your official score fell 10 points from 6 January to 6 February. "
        "8 of them have a reason; 2 have none."
    )
    assert [(row.label, row.points, row.after) for row in shown.chart.rows] == [
        ("6 January, official", None, 655),
        ("Critical post about the economy of 19 January", -14, 641),
        ("3 purchases of goods made here", 6, 647),
        ("Older records fade", -2, 645),
        ("1 electricity bill paid on time", 2, 647),
        ("1 phone bill paid on time", 1, 648),
        ("Tao’s score fell to 548", -1, 647),
        ("Unexplained", -2, 645),
        ("6 February, official", None, 645),
    ]
    assert "That explains 8 of the 10 points. Nothing in your file explains the other 2." in (
        shown.paragraphs
    )
    assert shown.paragraphs[-1] == "You fell below 650 and lost this: car hire without a deposit."
