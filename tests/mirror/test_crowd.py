"""A crowd's columns: packed from people, measured by each measure, some of them taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import NO_DAY, Duration, Unit, day_of
from app.domain.crowd import Crowd, CrowdContacts, CrowdRecords
from app.domain.records import (
    Contacts,
    Decision,
    Export,
    OfficialScores,
    Records,
    Subject,
)
from app.domain.rulebook import Effect, Measure, Override, Rule
from app.mirror.crowd import measures_of_crowd, unscored_of_crowd
from app.mirror.packing import crowd_of, labels_of, nobody_known, only
from tests.laws.invented import counting_book, plain_book

Row = tuple[int, str, str, float, str]
"""Whose, day, kind, amount, until."""


def at(text: str) -> int:
    return day_of(dt.date.fromisoformat(text)) if text else NO_DAY


def crowd(people: int, *rows: Row, contacts: CrowdContacts | None = None) -> Crowd:
    kinds = tuple(sorted({row[2] for row in rows}))
    return Crowd(
        ids=np.array([f"p{row}" for row in range(people)], object),
        records=CrowdRecords(
            person=np.array([row[0] for row in rows], np.int32),
            day=np.array([at(row[1]) for row in rows], np.int32),
            kind=np.array([kinds.index(row[2]) for row in rows], np.int32),
            kinds=kinds,
            amount=np.array([row[3] for row in rows], np.float64),
            until=np.array([at(row[4]) for row in rows], np.int32),
        ),
        contacts=contacts or CrowdContacts.none(),
    )


def rule(measure: Measure, **changes: object) -> Rule:
    plain = replace(counting_book().rules[0], half_life=None, kinds=("loan.*",))
    return replace(plain, measure=measure, **changes)


def x(of: Rule, some: Crowd, *days: str) -> Sequence[float]:
    book = plain_book(counting_book().factors, (of,))
    found = measures_of_crowd(book, some, np.array([at(day) for day in days], np.int32))
    return [None if np.isnan(one) else one for one in found[0].tolist()]


LOANS = crowd(
    3,
    (0, "2015-01-31", "loan", 5.0, ""),
    (0, "2015-02-28", "loan.car", np.nan, "2016-05-01"),
    (0, "2015-06-01", "other", 9.0, "2030-01-01"),
    (2, "2015-02-28", "loan", 7.0, "2015-03-01"),
    (2, "2015-02-28", "loan", 3.0, "2016-01-01"),
)


def test_each_person_has_a_day_of_their_own() -> None:
    days = ("2015-02-27", "2015-02-28", "2015-02-28")

    assert x(rule(Measure.COUNT), LOANS, *days) == [1, 0, 2]
    assert x(rule(Measure.COUNT), LOANS, "2015-02-28", "2015-02-28", "2015-02-27") == [2, 0, 0]


def test_an_empty_amount_counts_as_one() -> None:
    day = ["2016-01-01"] * 3

    assert x(rule(Measure.AMOUNT, per=2.0), LOANS, *day) == [3, 0, 5]
    assert x(rule(Measure.LATEST), LOANS, *day) == [1, None, 3]


def test_half_of_a_record_is_left_after_a_half_life() -> None:
    fading = rule(Measure.COUNT, half_life=Duration(10, Unit.DAYS))

    assert x(fading, LOANS, "2015-02-10", "2015-02-10", "2015-03-10") == pytest.approx([0.5, 0, 1])


def test_a_lifetime_ends_on_the_calendar_day() -> None:
    month = rule(Measure.COUNT, lifetime=Duration(1, Unit.MONTHS))

    # 31 January and one month is the last day of February, on which the record is gone.
    assert x(month, LOANS, "2015-02-27", "2015-02-27", "2015-03-27") == [1, 0, 2]
    assert x(month, LOANS, "2015-02-28", "2015-02-28", "2015-03-28") == [1, 0, 0]


def test_completed_units_are_counted_from_the_first_the_last_or_to_the_end() -> None:
    day = ["2015-03-30"] * 3
    months = {"unit": Unit.MONTHS}

    assert x(rule(Measure.TIME_SINCE_FIRST, **months), LOANS, *day) == [1, None, 1]
    assert x(rule(Measure.TIME_SINCE_LAST, unit=Unit.DAYS), LOANS, *day) == [30, None, 30]
    assert x(rule(Measure.TIME_LEFT, **months), LOANS, *day) == [13, None, 9]
    assert x(rule(Measure.TIME_LEFT, **months), LOANS, *["2016-01-02"] * 3) == [3, None, None]


def test_the_first_that_is_still_alive_counts_and_the_last_of_the_future_does_not() -> None:
    month = {"unit": Unit.DAYS, "lifetime": Duration(1, Unit.MONTHS)}
    days = ("2015-02-28", "2015-02-28", "2015-02-01")

    assert x(rule(Measure.TIME_SINCE_FIRST, **month), LOANS, *days) == [0, None, None]
    assert x(rule(Measure.TIME_SINCE_LAST, unit=Unit.DAYS), LOANS, "2015-02-05", *days[1:]) == [
        5,
        None,
        None,
    ]


def test_contacts_count_with_their_latest_score_while_they_are_contacts() -> None:
    near = CrowdContacts(
        person=np.array([0, 0, 1], np.int32),
        closeness=np.array([1.0, 3.0, 0.0]),
        since=np.array([NO_DAY, at("2015-03-01"), NO_DAY], np.int32),
        until=np.array([at("2016-01-01"), NO_DAY, NO_DAY], np.int32),
        score_contact=np.array([0, 0, 1, 2]),
        score_day=np.array(
            [at("2014-01-01"), at("2015-06-01"), at("2015-01-01"), at("2015-01-01")]
        ),
        score=np.array([700.0, 500.0, 600.0, 600.0]),
    )
    of = rule(Measure.CONTACTS, kinds=(), pivot=600.0)
    some = crowd(3, contacts=near)

    assert x(of, some, *["2015-02-01"] * 3) == [100, None, None]
    assert x(of, some, *["2015-03-01"] * 3) == [25, None, None]
    assert x(of, some, *["2015-06-01"] * 3) == [-25, None, None]
    assert x(of, some, *["2016-01-01"] * 3) == [0, None, None]
    assert x(replace(of, min_contacts=2), some, *["2016-01-01"] * 3) == [None] * 3


def test_a_record_that_an_override_names_leaves_no_score_while_it_is_alive() -> None:
    year = Override("o", {"en": "o"}, ("loan.*",), Effect.NO_SCORE, None, Duration(1, Unit.YEARS))
    book = replace(counting_book(), overrides=(year,))

    def unscored(*days: str) -> list[bool]:
        found = unscored_of_crowd(book, LOANS, np.array([at(day) for day in days], np.int32))
        return found.tolist()

    assert unscored("2015-01-30", "2016-01-01", "2015-02-28") == [False, False, True]
    assert unscored("2016-02-28", "2016-01-01", "2016-02-27") == [False, False, True]


def test_a_crowd_of_nobody_has_no_measures() -> None:
    nobody = crowd(0)
    none = np.empty(0, np.int32)

    assert measures_of_crowd(counting_book(), nobody, none).shape == (1, 0)
    assert unscored_of_crowd(counting_book(), nobody, none).shape == (0,)
    assert measures_of_crowd(counting_book(), nobody_known(), np.zeros(1, np.int32)).tolist() == [
        [0]
    ]


def export(name: str, region: str, *groups: tuple[str, str]) -> Export:
    texts = np.array([""], object)
    return Export(
        Records.build(np.array(["r"], object), np.array([9], np.int32), np.array([name], object)),
        Contacts.none(),
        OfficialScores(np.array([3], np.int32), np.array([600.0]), np.array([name], object), texts),
        decisions=(
            Decision(8, "Bank", "Loan", "no", None, "second"),
            Decision(4, "Bank", "Loan", "no", None, "first"),
        ),
        subject=Subject(name, region=region, groups=groups),
    )


def test_a_packed_crowd_keeps_whose_everything_is() -> None:
    packed = crowd_of([export("b", "North", ("sex", "f")), export("a", "", ("age", "30"))])

    assert packed.ids.tolist() == ["b", "a"]
    assert [packed.records.kinds[code] for code in packed.records.kind] == ["b", "a"]
    assert packed.official.rulebook.names == ("b", "a")
    assert packed.decisions.reasons.tolist() == ["first", "second"] * 2
    assert packed.decisions.day.tolist() == [4, 8] * 2
    told = {name: (one.names, one.code.tolist()) for name, one in packed.attributes.items()}
    assert told == {
        "region": (("North",), [0, -1]),
        "sex": (("f",), [0, -1]),
        "age": (("30",), [-1, 0]),
    }


def test_people_can_be_packed_under_other_ids() -> None:
    assert crowd_of([export("b", "")], ["file-1"]).ids.tolist() == ["file-1"]
    with pytest.raises(ValueError, match="1 exports and 2 ids"):
        crowd_of([export("b", "")], ["x", "y"])


def test_some_people_of_a_crowd_keep_their_rows() -> None:
    packed = crowd_of([export(name, name) for name in "abc"])

    some = only(packed, np.array([True, False, True]))

    assert some.ids.tolist() == ["a", "c"]
    assert some.records.person.tolist() == some.official.person.tolist() == [0, 1]
    assert some.decisions.person.tolist() == [0, 0, 1, 1]
    assert some.attributes["region"].code.tolist() == [0, 2]


def test_labels_hold_each_text_once_and_nothing_for_an_empty_cell() -> None:
    labels = labels_of(["b", "", "a", "b"])

    assert labels.names == ("b", "a")
    assert labels.code.tolist() == [0, -1, 1, 0]
