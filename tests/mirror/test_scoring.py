"""The seven measures, the bounds and the overrides, one small case each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import NO_DAY, Duration, Unit, day_of
from app.domain.records import Contacts, Records
from app.domain.rulebook import Band, Effect, Measure, Override, Rule, Rulebook, Step
from app.mirror.scoring import score
from tests.laws.invented import counting_book, number


def at(text: str) -> int:
    return day_of(dt.date.fromisoformat(text))


def records(*rows: tuple[str, str, float | None], until: str | None = None) -> Records:
    n = len(rows)
    return Records.build(
        np.array(["", *(f"e{i}" for i in range(n))], object)[1:],
        np.array([at(day) for day, _, _ in rows], np.int32),
        np.array(["", *(kind for _, kind, _ in rows)], object)[1:],
        np.array([np.nan if amount is None else amount for _, _, amount in rows]),
        np.full(n, at(until) if until else NO_DAY, np.int32),
    )


def book(rule: Rule, *overrides: Override) -> Rulebook:
    bands = (
        Band("c", {"en": "C"}, 0.0),
        Band("b", {"en": "B"}, 50.0),
        Band("a", {"en": "A"}, 90.0),
    )
    plain = counting_book()
    return replace(
        plain,
        floor=0.0,
        ceiling=100.0,
        base=number(95.0),
        rules=(rule,),
        bands=bands,
        overrides=overrides,
    )


def rule(measure: Measure, **changes: object) -> Rule:
    plain = replace(counting_book().rules[0], measure=measure, half_life=None, kinds=("loan.*",))
    return replace(plain, **changes)


def x(of: Rule, table: Records, day: str) -> float:
    return float(score(book(of), table, Contacts.none(), at(day)).measures[0])


def test_half_of_a_record_is_left_after_a_half_life() -> None:
    of = rule(Measure.COUNT, half_life=Duration(10, Unit.DAYS))

    assert x(of, records(("2016-03-01", "loan", None)), "2016-03-11") == pytest.approx(0.5)


def test_a_record_counts_until_the_day_before_its_lifetime_ends() -> None:
    of = rule(Measure.COUNT, lifetime=Duration(1, Unit.MONTHS))
    table = records(("2016-01-31", "loan", None))

    assert x(of, table, "2016-02-28") == 1.0
    assert x(of, table, "2016-02-29") == 0.0  # 31 January and a month is the last of February


def test_an_empty_amount_counts_as_one() -> None:
    of = rule(Measure.AMOUNT, per=10.0)

    assert x(
        of, records(("2016-03-01", "loan", None), ("2016-03-01", "loan", 20.0)), "2016-03-02"
    ) == (pytest.approx(2.1))


def test_of_two_records_of_a_day_the_greater_id_is_the_latest() -> None:
    table = records(*((("2016-03-01", "loan", float(i))) for i in range(11)))

    assert x(rule(Measure.LATEST), table, "2016-03-02") == 9.0  # as text "e9" comes after "e10"


def test_completed_months_end_with_the_month() -> None:
    of = rule(Measure.TIME_SINCE_FIRST, unit=Unit.MONTHS)
    table = records(("2015-12-31", "loan", None))

    assert x(of, table, "2016-02-28") == 1.0
    assert x(of, table, "2016-02-29") == 2.0


def test_a_contract_that_ends_today_still_has_its_time_left() -> None:
    of = rule(Measure.TIME_LEFT, unit=Unit.YEARS)
    table = records(("2016-03-01", "loan", None), until="2018-03-01")

    assert x(of, table, "2016-03-01") == 2.0
    assert x(of, table, "2018-03-01") == 0.0
    assert np.isnan(x(of, table, "2018-03-02"))


def test_a_pattern_names_its_own_kind_and_all_beneath_but_no_namesake() -> None:
    table = records(
        ("2016-03-01", "loan", None),
        ("2016-03-01", "loan.car.used", None),
        ("2016-03-01", "loanword", None),
    )

    assert x(rule(Measure.COUNT), table, "2016-03-02") == 2.0


def test_a_step_is_reached_a_hair_below_it() -> None:
    steps = (Step(1.0, number(3.0)),)
    of = rule(Measure.LATEST, points=None, steps=steps, numbers=(steps[0].points,))

    def points(amount: float) -> float:
        table = records(("2016-03-01", "loan", amount))
        return float(score(book(of), table, Contacts.none(), at("2016-03-02")).rule_points[0])

    assert points(1 - 1e-10) == 3.0
    assert points(1 - 1e-8) == 0.0


def test_an_override_leaves_no_score_and_names_its_records() -> None:
    stop = Override("stop", {"en": "Stop"}, ("default.open",), Effect.NO_SCORE)
    cap = Override("cap", {"en": "Cap"}, ("drunk",), Effect.BAND, "c")
    table = records(("2016-03-01", "default.open", None), ("2016-03-01", "drunk", None))

    found = score(book(rule(Measure.COUNT), cap, stop), table, Contacts.none(), at("2016-03-02"))

    assert (found.score, found.published, found.band, found.capped) == (None, None, None, None)
    assert found.unscored is not None
    assert (found.unscored.override, found.unscored.records) == ("stop", ("e0",))
    assert found.sum == 95.0


def test_of_several_capping_overrides_the_lowest_band_wins() -> None:
    to_b = Override("to-b", {"en": "B"}, ("drunk",), Effect.BAND, "b")
    to_c = Override("to-c", {"en": "C"}, ("drunk",), Effect.BAND, "c", Duration(1, Unit.YEARS))
    table = records(("2016-03-01", "drunk", None))
    of = book(rule(Measure.COUNT), to_b, to_c)

    now = score(of, table, Contacts.none(), at("2016-03-02"))
    later = score(of, table, Contacts.none(), at("2017-03-02"))

    assert (now.band, now.capped and now.capped.override) == ("c", "to-c")
    assert (later.band, later.capped and later.capped.override) == ("b", "to-b")
    assert now.published == 95.0
