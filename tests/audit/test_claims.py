from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.claims import claims_of, verdict_of
from app.audit.intervals import NORMAL
from app.domain.audit import Question
from app.domain.findings import Claim, Verdict
from tests.audit.crowds import USUAL, cut, planted, scored, some, whole

QUESTION = Question(books=(USUAL,), claims=("contacts",))


def claim_of(**plants) -> Claim:
    (claim,) = claims_of(whole(planted(**plants)), QUESTION)
    return claim


def test_a_rule_that_counts_in_full_contradicts_the_claim() -> None:
    claim = claim_of(seed=1, counts=1.0)

    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.low < 1 < claim.high


def test_a_rule_that_does_not_count_supports_the_claim() -> None:
    claim = claim_of(seed=2, counts=0.0)

    assert claim.verdict is Verdict.SUPPORTED
    assert claim.detectable <= 0.5
    assert claim.low < 0 < claim.high


def test_a_few_noisy_people_are_too_little_data() -> None:
    claim = claim_of(seed=3, n=25, counts=0.0, noise=40.0)

    assert claim.verdict is Verdict.TOO_LITTLE_DATA
    assert claim.detectable > 0.5


def test_fewer_people_than_the_smallest_group_settle_nothing() -> None:
    claim = claim_of(seed=4, n=19, counts=1.0, noise=0.1)

    assert claim.low > 0
    assert claim.verdict is Verdict.TOO_LITTLE_DATA


def test_a_rule_without_any_points_cannot_be_tested() -> None:
    people = planted(seed=5)
    measures = people.measures.copy()
    measures[2] = np.nan
    (claim,) = claims_of(whole(scored(measures, people.official, claims=("contacts",))), QUESTION)

    assert claim.effect is None
    assert claim.moved == 0
    assert claim.verdict is Verdict.TOO_LITTLE_DATA


def test_one_person_who_alone_has_points_settles_nothing() -> None:
    people = planted(seed=5, n=60)
    measures = people.measures.copy()
    measures[2, 1:] = np.nan
    measures[2, 0] = 90.0
    (claim,) = claims_of(whole(scored(measures, people.official, claims=("contacts",))), QUESTION)

    assert claim.moved == 1
    assert claim.low is None
    assert claim.p is None
    assert claim.verdict is Verdict.TOO_LITTLE_DATA


def test_scores_that_follow_the_book_to_the_digit_contradict_without_error() -> None:
    people = planted(seed=6)
    exact = scored(people.measures, people.published, claims=("contacts",))
    rounded = exact.points[2] == np.round(exact.points[2])
    (claim,) = claims_of(whole(some(exact, rounded)), QUESTION)

    assert claim.effect == pytest.approx(1.0, abs=1e-9)
    assert claim.high - claim.low < 1e-6
    assert claim.verdict is Verdict.CONTRADICTED


def test_scores_that_leave_the_rule_out_to_the_digit_support_without_error() -> None:
    people = planted(seed=7)
    without = scored(people.measures, people.without[0], claims=("contacts",))
    (claim,) = claims_of(whole(without), QUESTION)

    assert claim.effect == pytest.approx(0.0, abs=1e-9)
    assert claim.p == pytest.approx(1.0)
    assert claim.verdict is Verdict.SUPPORTED


def test_who_has_no_official_score_is_not_counted() -> None:
    people = planted(seed=8)
    official = people.official.copy()
    official[:100] = np.nan
    (claim,) = claims_of(whole(scored(people.measures, official, claims=("contacts",))), QUESTION)

    assert claim.n == 300


def test_the_effect_in_points_is_what_those_who_are_moved_are_moved_by() -> None:
    people = planted(seed=9)
    (claim,) = claims_of(whole(people), QUESTION)
    moved = np.abs(people.points[2][np.abs(people.points[2]) > 1e-9])

    assert claim.moved == len(moved)
    assert claim.points == pytest.approx(claim.effect * moved.mean())


def test_several_claims_are_told_in_the_order_of_the_question_and_corrected() -> None:
    people = planted(seed=10, claims=("posts", "contacts", "bills"))
    question = Question(books=(USUAL,), claims=("posts", "contacts", "bills"))
    claims = claims_of(whole(people), question)

    assert [claim.rule for claim in claims] == ["posts", "contacts", "bills"]
    assert all(claim.p_holm >= claim.p for claim in claims)
    assert max(claim.p_holm for claim in claims) <= 3 * max(claim.p for claim in claims)


def test_no_claims_are_no_work() -> None:
    assert claims_of(whole(planted(seed=1, n=30)), Question(books=(USUAL,))) == ()


@pytest.mark.parametrize(
    ("low", "high", "detectable", "verdict"),
    [
        (0.1, 0.9, 0.57, Verdict.CONTRADICTED),
        (-0.9, -0.1, 0.57, Verdict.CONTRADICTED),
        (-0.1, 0.2, 0.5, Verdict.SUPPORTED),
        (-0.1, 0.3, 0.51, Verdict.TOO_LITTLE_DATA),
        (0.0, 0.0, 0.0, Verdict.SUPPORTED),
        (1e-12, 0.1, 0.1, Verdict.SUPPORTED),
    ],
)
def test_a_verdict_is_the_interval_and_what_would_have_shown(
    low: float, high: float, detectable: float, verdict: Verdict
) -> None:
    assert verdict_of(low, high, detectable) is verdict


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 120), max_size=5))
def test_a_claim_is_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    people = planted(seed, n=120, claims=("contacts", "posts"))
    question = Question(books=(USUAL,), claims=("contacts", "posts"))

    for one, other in zip(
        claims_of(whole(people), question), claims_of(cut(people, *places), question), strict=True
    ):
        assert (one.rule, one.n, one.moved, one.verdict) == (
            other.rule,
            other.n,
            other.moved,
            other.verdict,
        )
        for figure in ("effect", "low", "high", "p", "p_holm", "detectable", "points"):
            assert getattr(other, figure) == pytest.approx(getattr(one, figure), abs=1e-9), figure


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), shift=st.floats(-1e6, 1e6))
def test_a_shift_of_all_scores_moves_no_effect(seed: int, shift: float) -> None:
    people = planted(seed, n=80)
    shifted = scored(people.measures, people.official + shift, claims=("contacts",))
    (one,), (other,) = claims_of(whole(people), QUESTION), claims_of(whole(shifted), QUESTION)

    assert other.effect == pytest.approx(one.effect, abs=1e-6)
    assert other.high - other.low == pytest.approx(2 * NORMAL * one.detectable / 2.8, rel=1e-6)
