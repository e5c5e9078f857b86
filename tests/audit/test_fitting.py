from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.fit_model import FitModel, free_numbers
from app.audit.fit_sample import FitSample, hashed
from app.audit.fitting import fit_of
from app.domain.audit import People, Question
from app.domain.findings import Fit
from app.domain.rulebook import Basis, Measure, Number
from tests.audit.crowds import book, cut, planted, rule, scored, some, table, whole
from tests.laws.invented import rulebooks

GUESSED = book(
    rule("bills", Number(-4.0, -8.0, -1.0), bounds=(-60.0, 0.0)),
    rule("posts", Number(-15.0, -30.0, -5.0), bounds=(-55.0, 0.0)),
    rule("contacts", Number(0.1, 0.0, 0.3), measure=Measure.CONTACTS, bounds=(-14.0, 14.0)),
    base=Number(625.0, 575.0, 675.0, Basis.ASSUMED),
)
ASKED = Question(books=(GUESSED,), fit=True)
TRUE = {"score.base": 640.0, "rule.bills.points": -6.0, "rule.posts.points": -20.0,
        "rule.contacts.points": 0.17}  # fmt: skip


def truly(seed: int, n: int = 600, noise: float = 3.0, true: dict[str, float] = TRUE) -> People:
    """Invent people who are scored by other numbers than the book's."""
    measures = planted(seed, n).measures
    free = free_numbers(GUESSED)
    values = np.array([true[one.key] for one in free])
    scores = FitModel(GUESSED, free, measures).scores(values)
    return scored(
        measures, scores + np.random.default_rng(1_000_000 + seed).normal(0, noise, n), GUESSED
    )


def fitted(people: People, question: Question = ASKED) -> Fit:
    found = fit_of(whole(people), question)
    assert found is not None
    return found


def test_the_numbers_by_which_people_are_scored_come_out() -> None:
    found = fitted(truly(1, noise=0.0))

    assert {one.key: one.value for one in found.numbers} == pytest.approx(TRUE, abs=1e-6)
    assert found.after == pytest.approx(0, abs=1e-6)
    assert found.before > 5
    assert found.tied == ()


def test_each_interval_holds_the_true_number_and_tells_it() -> None:
    found = fitted(truly(2))

    assert all(one.told and not one.bound for one in found.numbers)
    assert all(one.low < TRUE[one.key] < one.high for one in found.numbers)
    assert [one.was for one in found.numbers] == [625.0, -4.0, -15.0, 0.1]


def test_no_number_leaves_what_the_book_allows() -> None:
    found = fitted(truly(3, true=TRUE | {"rule.bills.points": -12.0}))
    bills = found.numbers[1]

    assert bills.value == pytest.approx(-8, abs=1e-4)
    assert bills.bound
    assert bills.low == pytest.approx(-8, abs=1e-4)
    assert not found.numbers[0].bound


def test_two_rules_that_always_go_together_are_told_as_a_set() -> None:
    people = truly(4)
    measures = people.measures.copy()
    measures[:2] = np.minimum(measures[0], 1.0)  # so few that no bound tells the two apart
    free = free_numbers(GUESSED)
    scores = FitModel(GUESSED, free, measures).scores(np.array([625.0, -5.0, -16.0, 0.1]))
    found = fitted(scored(measures, scores, GUESSED))
    by_key = {one.key: one for one in found.numbers}

    assert found.tied == (("rule.bills.points", "rule.posts.points"),)
    assert not by_key["rule.bills.points"].told
    assert by_key["rule.bills.points"].low is None
    assert by_key["score.base"].told
    together = by_key["rule.bills.points"].value + by_key["rule.posts.points"].value
    assert together == pytest.approx(-21, abs=1e-6)


def test_a_number_that_moves_nobody_stays_as_it_is() -> None:
    people = truly(5)
    measures = people.measures.copy()
    measures[1] = 0.0
    free = free_numbers(GUESSED)
    scores = FitModel(GUESSED, free, measures).scores(np.array([640.0, -6.0, -20.0, 0.17]))
    posts = fitted(scored(measures, scores, GUESSED)).numbers[2]

    assert (posts.value, posts.told, posts.low) == (pytest.approx(-15), False, None)


def test_very_noisy_scores_tell_no_small_number() -> None:
    found = fitted(truly(6, n=40, noise=200.0))

    assert not found.numbers[3].told


def test_only_assumed_numbers_with_a_range_are_fitted() -> None:
    reported = replace(GUESSED.rules[0], basis=Basis.REPORTED)
    certain = replace(GUESSED.rules[1], points=Number(-15.0, -15.0, -15.0))
    own = Number(0.1, 0.0, 0.3, Basis.PUBLISHED)
    of_contacts = replace(GUESSED.rules[2], points=own, numbers=(own,))
    found = free_numbers(replace(GUESSED, rules=(reported, certain, of_contacts)))

    assert [one.key for one in found] == ["score.base"]


@pytest.mark.parametrize(
    "question", [Question(fit=True), Question(books=(GUESSED,)), replace(ASKED, smallest_group=601)]
)
def test_where_nothing_is_to_be_fitted_there_is_no_fit(question: Question) -> None:
    assert fit_of(whole(truly(7)), question) is None


def test_a_book_without_guesses_is_not_fitted() -> None:
    certain = book(rule("bills", Number(-4.0, -4.0, -4.0)))

    assert fit_of(whole(scored(np.ones((1, 50)), np.ones(50), certain)),
                  Question(books=(certain,), fit=True)) is None  # fmt: skip


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 200), max_size=4))
def test_a_fit_is_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    people = truly(seed, n=200)
    one, other = fitted(people), fit_of(cut(people, *places), ASKED)

    assert one == other


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 300), max_size=4))
def test_a_sample_is_the_same_however_the_people_are_cut_or_named(seed, places) -> None:
    chance = np.random.default_rng(seed)
    measures = chance.integers(0, 4, (3, 300)).astype(np.float64)
    measures[2, chance.random(300) < 0.3] = np.nan
    people = scored(measures, chance.integers(600, 604, 300).astype(np.float64), GUESSED)
    samples = []
    for parts in (whole(people), cut(some(people, chance.permutation(300)), *places)):
        sample = FitSample(3, most=40)
        for part in parts():
            sample.add(part)
        samples.append(sample.sampled())

    one, other = samples
    assert np.array_equal(one.official, other.official)
    assert np.array_equal(one.measures, other.measures, equal_nan=True)
    assert np.array_equal(one.times, other.times)
    assert len(one.official) == 40
    assert one.n > 40  # those who are alike are counted, each of them


def test_people_alike_stand_for_each_other_with_their_number() -> None:
    people = scored(np.zeros((3, 500)), np.full(500, 640.0), GUESSED)
    sample = FitSample(3)
    sample.add(people)

    assert sample.sampled().times.tolist() == [500.0]


def test_hashes_of_small_numbers_spread_over_all_bits() -> None:
    found = hashed(np.arange(10_000.0)[np.newaxis])

    assert len(np.unique(found)) == 10_000
    for bit in range(64):
        assert 0.47 < ((found >> np.uint64(bit)) & np.uint64(1)).mean() < 0.53


@settings(max_examples=60)
@given(invented=rulebooks(), seed=st.integers(0, 10_000))
def test_the_slopes_are_those_of_the_scores(invented, seed: int) -> None:
    free = free_numbers(invented)
    chance = np.random.default_rng(seed)
    measures = chance.uniform(-2, 12, (len(invented.rules), 30))
    measures[:, chance.random(30) < 0.2] = np.nan
    model = FitModel(invented, free, measures)
    at = np.array([chance.uniform(one.number.low, one.number.high) for one in free])
    slopes = model.slopes(at)
    step = 1e-6
    for column in range(len(free)):
        up, down = at.copy(), at.copy()
        up[column] += step
        down[column] -= step
        found = (model.scores(up) - model.scores(down)) / (2 * step)
        # At a bound the slope of one side is as good as that of the other.
        near = np.abs(found - slopes[:, column]) < 1e-4
        assert near.mean() > 0.95


def test_a_table_without_measures_is_not_fitted() -> None:
    assert fit_of(whole(table(np.ones(50))), Question(fit=True)) is None
