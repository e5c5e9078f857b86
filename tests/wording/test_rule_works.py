"""How a rule works, in sentences made from the rulebook."""

from __future__ import annotations

import pytest

from app.domain.calendar import Duration, Unit
from app.domain.rulebook import Basis, Measure, Number, Rule, Source, Step
from app.wording import rule_works as works

HALF, LIFE = Duration(6, Unit.MONTHS), Duration(1, Unit.YEARS)


def number(value: float, low: float | None = None, high: float | None = None) -> Number:
    return Number(value, value if low is None else low, value if high is None else high)


def rule(measure: Measure, each: float | None = None, **more) -> Rule:
    own = None if each is None else number(each)
    fields = {
        "id": "r", "factor": "f", "title": {"en": "R"}, "reason": {"en": ""}, "kinds": ("x",),
        "measure": measure, "basis": Basis.REPORTED, "source": "s", "points": own,
        "numbers": () if own is None else (own,),
    }  # fmt: skip
    return Rule(**{**fields, **more})


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (rule(Measure.COUNT, -4, half_life=HALF, lifetime=LIFE),
         "Each one takes 4 points. Half of that fades every 6 months; after 1 year it no longer counts."),
        (rule(Measure.COUNT, 4, half_life=HALF), "Each one gives 4 points. Half of that fades every 6 months."),
        (rule(Measure.COUNT, 2, lifetime=LIFE), "Each one gives 2 points. After 1 year it no longer counts."),
        (rule(Measure.COUNT, 1), "Each one gives 1 point."),
        (rule(Measure.COUNT, -2), "Each one takes 2 points."),
        (rule(Measure.AMOUNT, 1, per=100), "Every 100 of it give 1 point."),
        (rule(Measure.AMOUNT, -0.5), "Each unit of the amount takes 0.5 points."),
        (rule(Measure.AMOUNT, 3, per=100, half_life=HALF), "Every 100 of it give 3 points. Half of that fades every 6 months."),
        (rule(Measure.AMOUNT, -3, per=100, half_life=HALF), "Every 100 of it take 3 points. Half of that fades every 6 months."),
        (rule(Measure.LATEST, 2), "Only the latest figure counts: each unit of it gives 2 points."),
        (rule(Measure.LATEST, -2), "Only the latest figure counts: each unit of it takes 2 points."),
        (rule(Measure.TIME_SINCE_FIRST, 2, unit=Unit.MONTHS), "Each full month since the first one gives 2 points."),
        (rule(Measure.TIME_SINCE_FIRST, -2, unit=Unit.DAYS), "Each full day since the first one takes 2 points."),
        (rule(Measure.TIME_SINCE_LAST, 2, unit=Unit.YEARS), "Each full year since the last one gives 2 points."),
        (rule(Measure.TIME_SINCE_LAST, -2, unit=Unit.YEARS), "Each full year since the last one takes 2 points."),
        (rule(Measure.TIME_LEFT, 2, unit=Unit.MONTHS), "Each full month that the contract still runs gives 2 points."),
        (rule(Measure.TIME_LEFT, -2, unit=Unit.MONTHS), "Each full month that the contract still runs takes 2 points."),
    ],
)  # fmt: skip
def test_a_rule_on_points_says_what_each_unit_is_worth(made, said) -> None:
    assert works.how_it_works(made) == said


def test_contacts_are_held_against_the_pivot() -> None:
    gives = works.how_it_works(rule(Measure.CONTACTS, 0.1, pivot=625, min_contacts=3))
    takes = works.how_it_works(rule(Measure.CONTACTS, -0.1, pivot=625))

    assert gives == (
        "Each point that your contacts’ average lies above 625 gives 0.1, each point below takes "
        "as much; a closer contact weighs more. It needs at least 3 contacts with a score."
    )
    assert "above 625 takes 0.1, each point below gives as much" in takes


@pytest.mark.parametrize(
    ("measure", "more", "start"),
    [
        (Measure.COUNT, {}, "It goes by how many there are: "),
        (Measure.AMOUNT, {}, "It goes by the amount in all: "),
        (Measure.LATEST, {}, "Only the latest figure counts: "),
        (Measure.TIME_SINCE_FIRST, {"unit": Unit.MONTHS}, "It goes by the full months since the first one: "),
        (Measure.TIME_SINCE_LAST, {"unit": Unit.DAYS}, "It goes by the full days since the last one: "),
        (Measure.TIME_LEFT, {"unit": Unit.YEARS}, "It goes by the full years that the contract still runs: "),
    ],
)  # fmt: skip
def test_steps_are_listed(measure, more, start) -> None:
    steps = (Step(0, number(117)), Step(1, number(82)), Step(3, number(0)))

    assert works.how_it_works(rule(measure, steps=steps, **more)) == (
        start + "from 0: +117; from 1: +82; from 3: 0."
    )


def test_many_steps_end_in_dots_and_a_half_life_is_told() -> None:
    steps = tuple(Step(i, number(i)) for i in range(20))
    said = works.how_it_works(rule(Measure.COUNT, steps=steps, half_life=HALF))

    assert "from 11: +11; …." in said
    assert said.endswith("Half of each one’s weight fades every 6 months.")


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"minimum": -40, "maximum": 0}, "In all it moves at most −40."),
        ({"minimum": 0, "maximum": 69}, "In all it moves at most +69."),
        ({"minimum": -14, "maximum": 14}, "In all it stays from −14 to +14."),
        ({"maximum": 7}, "In all it moves at most +7."),
        ({"minimum": -7}, "In all it moves at most −7."),
        ({"minimum": 0, "maximum": 0}, ""),
        ({}, ""),
    ],
)
def test_bounds_are_told_unless_they_stand_beside(bounds, said) -> None:
    made = rule(Measure.COUNT, 2, **bounds)

    assert works.how_it_works(made) == " ".join(filter(None, ["Each one gives 2 points.", said]))
    assert works.how_it_works(made, bounds=False) == "Each one gives 2 points."


def test_points_without_any_record_are_told() -> None:
    steps = (Step(0, number(0)), Step(6, number(14)))
    made = rule(Measure.TIME_SINCE_FIRST, unit=Unit.MONTHS, steps=steps, when_none=number(24))

    assert works.how_it_works(made).endswith("Without any, it is +24.")


@pytest.mark.parametrize(
    ("points", "measure", "basis", "said"),
    [
        (number(-4, -8, -1), Measure.COUNT, Basis.ASSUMED, "guess, −8 to −1 each"),
        (number(0.1, 0.05, 0.2), Measure.LATEST, Basis.FITTED, "fitted, 0.05 to 0.2"),
        (number(3), Measure.COUNT, Basis.PUBLISHED, "published"),
        (number(3), Measure.COUNT, Basis.REPORTED, "reported"),
    ],
)
def test_a_chip_says_what_the_numbers_rest_on(points, measure, basis, said) -> None:
    made = rule(measure, basis=basis, points=points, numbers=(points,))

    assert works.basis_chip(made) == said


def test_of_steps_the_loosest_number_is_told() -> None:
    numbers = (number(117), number(82, 70, 90))
    steps = (Step(0, numbers[0]), Step(1, numbers[1]))
    made = rule(Measure.COUNT, steps=steps, numbers=numbers, basis=Basis.ASSUMED)

    assert works.basis_chip(made) == "guess, 82 could be 70 to 90"


def test_the_weakest_number_decides_what_a_rule_rests_on() -> None:
    own = Number(1, 1, 1, Basis.ASSUMED)

    assert works.basis_of(rule(Measure.COUNT, numbers=(number(2), own))) is Basis.ASSUMED
    assert works.basis_of(rule(Measure.COUNT, numbers=())) is Basis.REPORTED


def test_a_source_is_named_and_an_unknown_one_is_not() -> None:
    from tests.gui.pages.breakdown import mei

    book = mei.rulebook(sources=(Source("s", "How it works", "Magazine", "2015-12"),))

    assert works.source_line(rule(Measure.COUNT, 1), book) == (
        "Source: How it works, Magazine, 2015-12"
    )
    assert works.source_line(rule(Measure.COUNT, 1, source="x"), book) == ""


@pytest.mark.parametrize(
    ("value", "said"), [(4.0, "4"), (0.25, "0.25"), (0.1234, "0.123"), (-8, "−8"), (1500, "1,500")]
)
def test_a_number_has_no_more_decimals_than_it_needs(value, said) -> None:
    assert works.plain(value) == said


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [(1, Unit.DAYS, "1 day"), (2, Unit.MONTHS, "2 months"), (1, Unit.YEARS, "1 year")],
)
def test_a_stretch_of_time_is_said_with_its_unit(count, unit, said) -> None:
    assert works.span(Duration(count, unit)) == said


@pytest.mark.parametrize(
    ("kinds", "each"),
    [
        (("purchase.domestic",), "Each purchase"),
        (("post.economy.negative", "post.*"), "Each post"),
        (("bill.on_time", "bill.late.*"), "Each bill"),
        (("volunteer.day",), "Each day"),
        (("volunteer.*",), "Each one"),
        (("court.judgment.debt",), "Each judgment"),
        (("court.*",), "Each one"),
        (("inquiry.bank", "account.card"), "Each one"),
        (("something.new",), "Each one"),
    ],
)
def test_one_record_is_called_what_it_is_where_there_is_a_word_for_all(kinds, each) -> None:
    said = works.how_it_works(rule(Measure.COUNT, -4, kinds=kinds))

    assert said == f"{each} takes 4 points."
