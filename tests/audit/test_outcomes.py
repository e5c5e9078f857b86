from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.outcomes import outcomes_of
from app.domain.audit import People, Question
from tests.audit.crowds import cut, table, whole

ASKED = Question(thresholds=(5.0,), outcome="did")


def test_a_table_of_four_counts_gives_its_rates() -> None:
    scores = np.array([1.0] * 6 + [9.0] * 4 + [1.0] * 3 + [9.0] * 7)
    did = np.array([0.0] * 10 + [1.0] * 10)
    ((found,), _suppressed) = outcomes_of(whole(table(scores, outcome=did)), ASKED)

    assert (found.attribute, found.group, found.n) == ("all", "all", 20)
    assert found.counts == (6, 4, 3, 7)
    assert found.fpr.value == pytest.approx(4 / 10)
    assert found.fnr.value == pytest.approx(3 / 10)
    assert found.ppv.value == pytest.approx(7 / 11)
    assert found.npv.value == pytest.approx(6 / 9)


def test_a_score_at_the_threshold_is_high() -> None:
    ((found,), _s) = outcomes_of(whole(table(np.array([5.0]), outcome=np.array([1.0]))), ASKED)

    assert found.counts == (0, 0, 0, 1)


def test_a_rate_of_nobody_is_none() -> None:
    ((found,), _s) = outcomes_of(whole(table(np.array([5.0]), outcome=np.array([1.0]))), ASKED)

    assert (found.fpr, found.npv) == (None, None)


def test_who_has_no_outcome_or_no_score_is_not_counted() -> None:
    scores, did = np.array([1.0, np.nan, 9.0]), np.array([np.nan, 1.0, 1.0])
    ((found,), _s) = outcomes_of(whole(table(scores, outcome=did)), ASKED)

    assert found.n == 1


def test_a_group_with_too_few_outcomes_is_listed() -> None:
    told = {"group": ["a"] * 30 + ["b"] * 30}
    did = np.array([1.0] * 30 + [np.nan] * 15 + [0.0] * 15)
    question = Question(thresholds=(5.0, 7.0), outcome="did", groups=("group",))
    found, suppressed = outcomes_of(
        whole(table(np.full(60, 6.0), outcome=did, attributes=told)), question
    )

    assert [(one.group, one.threshold) for one in found] == [
        ("all", 5.0), ("all", 7.0), ("a", 5.0), ("a", 7.0),
    ]  # fmt: skip
    assert [(one.group, one.n) for one in suppressed] == [("b", 15)]


@pytest.mark.parametrize(
    "question", [Question(thresholds=(5.0,)), Question(outcome="did", groups=("group",))]
)
def test_without_an_outcome_or_a_threshold_there_is_nothing_to_count(question: Question) -> None:
    people = table(np.full(30, 6.0), outcome=np.ones(30), attributes={"group": ["a"] * 30})

    assert outcomes_of(whole(people), question) == ((), ())


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 200), max_size=5))
def test_outcomes_are_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    chance = np.random.default_rng(seed)
    told = {"group": chance.choice(["a", "b", "c", ""], 200).tolist()}
    scores = chance.integers(1, 11, 200).astype(np.float64)
    did = chance.choice([0.0, 1.0, np.nan], 200)
    people = table(scores, outcome=did, attributes=told)
    question = Question(thresholds=(5.0, 8.0), outcome="did", groups=("group",))

    assert outcomes_of(cut(people, *places), question) == outcomes_of(whole(people), question)


def read_compas(shared) -> People:
    """Read ProPublica's two-year table as the recompute gives it."""
    path = shared / "samples" / "compas" / "compas-scores-two-years.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return table(
        np.array([float(row["decile_score"]) for row in rows]),
        outcome=np.array([float(row["two_year_recid"]) for row in rows]),
        attributes={name: [row[name] for row in rows] for name in ("race", "sex")},
    )


COMPAS = {
    # survived low, survived high, recidivated low, recidivated high: ProPublica (2016)
    "all": (2681, 1282, 1216, 2035),
    "African-American": (990, 805, 532, 1369),
    "Caucasian": (1139, 349, 461, 505),
}


def test_the_published_figures_of_compas_come_out(shared) -> None:
    question = Question(thresholds=(5.0,), outcome="two_year_recid", groups=("race", "sex"))
    found, suppressed = outcomes_of(cut(read_compas(shared), 1000, 4000), question)
    by_group = {one.group: one for one in found}

    assert {name: by_group[name].counts for name in COMPAS} == COMPAS
    everybody = by_group["all"]
    assert everybody.n == 7214
    assert round(100 * everybody.fpr.value, 2) == 32.35
    assert round(100 * everybody.fnr.value, 2) == 37.40
    black, white = by_group["African-American"], by_group["Caucasian"]
    assert [round(100 * one.value, 2) for one in (black.fpr, black.fnr)] == [44.85, 27.99]
    assert [round(100 * one.value, 2) for one in (white.fpr, white.fnr)] == [23.45, 47.72]
    assert [(one.group, one.n) for one in suppressed] == [("Native American", 18)]


def test_the_groups_of_compas_add_up_to_everybody(shared) -> None:
    question = Question(
        thresholds=(5.0,), outcome="two_year_recid", groups=("race",), smallest_group=1
    )
    found, _suppressed = outcomes_of(whole(read_compas(shared)), question)
    races = np.array([one.counts for one in found if one.attribute == "race"])

    assert tuple(races.sum(axis=0).tolist()) == COMPAS["all"]
