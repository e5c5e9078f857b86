"""Ranges: drawn from the guessed numbers, and certain whatever is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import NO_DAY, day_of
from app.domain.explanation import Explanation
from app.domain.progress import Unwatched
from app.domain.records import Contacts, OfficialScores, Records
from app.domain.rulebook import Measure, Number, Rule, Rulebook, Step
from app.explain.explaining import explain
from app.mirror.facts import Facts
from tests.laws.invented import counting_book, number

DAY = day_of(dt.date(2016, 3, 6))


def book(rule: Rule, **changes: object) -> Rulebook:
    plain = counting_book()
    return replace(plain, floor=350.0, ceiling=900.0, base=number(600.0), rules=(rule,), **changes)


def rule(measure: Measure, points: Number, **changes: object) -> Rule:
    plain = counting_book().rules[0]
    return replace(
        plain, measure=measure, points=points, numbers=(points,), half_life=None, **changes
    )


def person(*amounts: float | None) -> Facts:
    n = len(amounts)
    table = Records.build(
        np.array(["", *(f"e{i}" for i in range(n))], object)[1:],
        np.full(n, DAY - 10, np.int32),
        np.array(["", *("loan" for _ in range(n))], object)[1:],
        np.array([np.nan if a is None else a for a in amounts], np.float64),
    )
    return Facts(table, Contacts.none(), DAY)


def with_contacts(closeness: list[float], scores: list[float | None]) -> Facts:
    ids = np.array(["", *(f"c{i}" for i in range(len(scores)))], object)[1:]
    known = [i for i, score in enumerate(scores) if score is not None]
    open_ends = np.full(len(scores), NO_DAY, np.int32)
    people = Contacts(
        ids,
        ids,
        np.array(closeness),
        open_ends,
        open_ends,
        np.array(known, np.int64),
        np.full(len(known), DAY - 5, np.int32),
        np.array([score for score in scores if score is not None]),
    )
    return replace(person(), contacts=people)


def told(of: Rulebook, who: Facts) -> Explanation:
    return explain(of, who, OfficialScores.none(), Unwatched())


def test_a_book_without_guesses_shows_no_range() -> None:
    assert told(book(rule(Measure.COUNT, number(2.0))), person(1.0)).range is None


def test_draws_are_those_of_the_stated_generator_with_a_column_for_every_number() -> None:
    guess = Number(2.0, 1.0, 5.0)
    found = told(book(rule(Measure.COUNT, guess)), person(1.0, 1.0, 1.0)).range

    chance = np.random.Generator(np.random.PCG64(0)).random((1000, 2))[:, 1]
    turn = (2.0 - 1.0) / 4.0
    drawn = np.where(
        chance < turn,
        1.0 + np.sqrt(chance * 4.0 * 1.0),
        5.0 - np.sqrt((1 - chance) * 4.0 * 3.0),
    )
    low, high = np.quantile(600.0 + 3 * drawn, [0.05, 0.95])
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert (found.level, found.draws) == (0.9, 1000)
    assert found.factors["f"] == (pytest.approx(low - 600), pytest.approx(high - 600))


def test_a_perk_is_held_in_the_share_of_draws_that_reach_it() -> None:
    guess = Number(0.0, -10.0, 10.0)
    of = book(rule(Measure.COUNT, guess))
    of = replace(of, perks=(replace(of.perks[0], at=601.0),))

    found = told(of, person(1.0)).range

    assert found is not None
    assert 0.4 < found.perks["car"] < 0.5


def test_an_empty_amount_leaves_a_rule_without_end_open_up_to_the_ceiling() -> None:
    found = told(book(rule(Measure.AMOUNT, number(2.0))), person(10.0, None)).guaranteed

    assert found is not None
    assert (found.low, found.high) == (620.0, 900.0)
    assert [(one.id, one.narrows) for one in found.inputs] == [("e1", 280.0)]


def test_an_empty_amount_cannot_pass_the_bounds_of_its_rule() -> None:
    of = book(rule(Measure.AMOUNT, number(-2.0), minimum=-50.0))

    found = told(of, person(10.0, None)).guaranteed

    assert found is not None
    assert (found.low, found.high) == (550.0, 580.0)


def test_a_rule_of_no_points_is_certain_whatever_the_amount() -> None:
    found = told(book(rule(Measure.AMOUNT, number(0.0))), person(None)).guaranteed

    assert found is not None
    assert (found.low, found.high) == (600.0, 600.0)


def test_an_empty_latest_amount_could_reach_any_step() -> None:
    steps = (Step(0.0, number(5.0)), Step(3.0, number(40.0)), Step(9.0, number(-7.0)))
    stepped = replace(
        rule(Measure.LATEST, number(0.0)),
        points=None,
        steps=steps,
        numbers=tuple(step.points for step in steps),
    )

    found = told(book(stepped), person(None)).guaranteed

    assert found is not None
    assert (found.low, found.high) == (593.0, 640.0)


def test_a_contact_without_a_score_could_have_any_or_none() -> None:
    contacts = rule(Measure.CONTACTS, number(0.1), kinds=(), pivot=600.0)

    found = told(book(contacts), with_contacts([1.0, 1.0], [700.0, None])).guaranteed

    assert found is not None
    # Alone 700: +10. With a second at 350: mean 525, -7.5; at 900: mean 800, +20.
    assert (found.low, found.high) == (pytest.approx(592.5), pytest.approx(620.0))
    assert [(one.id, one.narrows) for one in found.inputs] == [("c1", pytest.approx(27.5))]


def test_too_few_contacts_may_move_nothing_or_all_that_the_missing_could() -> None:
    contacts = rule(Measure.CONTACTS, number(0.1), kinds=(), pivot=600.0, min_contacts=2)

    found = told(book(contacts), with_contacts([1.0, 1.0], [700.0, None])).guaranteed

    assert found is not None
    assert (found.low, found.high) == (pytest.approx(592.5), pytest.approx(620.0))
    assert told(book(contacts), with_contacts([1.0, 1.0], [700.0, None])).to.score.sum == 600.0


def test_nothing_missing_leaves_nothing_to_guarantee() -> None:
    assert told(book(rule(Measure.AMOUNT, number(2.0))), person(10.0)).guaranteed is None
