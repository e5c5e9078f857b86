from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from app.audit import running
from app.audit.claims import claims_of, verdict_of
from app.domain.audit import Question
from app.domain.findings import Claim, Verdict
from app.intake.cohort import opening
from app.rulebook import library
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


def moved_by(points: np.ndarray, noise: np.ndarray) -> Claim:
    """Test the claim of a rule that moves people by so much and truly does not count."""
    people = planted(seed=5, n=len(points))
    told = np.zeros((len(people.points), len(points)))
    told[2] = points
    without = people.without * 0 + 600
    people = replace(people, points=told, without=without, official=600 + noise)
    (claim,) = claims_of(whole(people), QUESTION)
    return claim


@pytest.mark.parametrize("moved", [2, 3, 5, 19, 45, 58, 59])
def test_fewer_moved_or_not_moved_than_the_smallest_group_settle_nothing(moved: int) -> None:
    noise = np.random.default_rng(moved).normal(0, 3, 60)
    few = slice(moved) if moved < 30 else slice(moved, None)
    noise[few] += 9.0
    claim = moved_by(np.where(np.arange(60) < moved, 7.0, 0.0), noise)

    assert claim.moved == moved
    assert claim.verdict is Verdict.TOO_LITTLE_DATA


def test_points_of_all_that_rest_on_one_person_settle_nothing() -> None:
    random = np.random.default_rng(3)
    points = random.normal(0, 0.01, 400)
    points[0] = 90.0
    claim = moved_by(points, 0.5 * points + random.normal(0, 0.1, 400))

    assert claim.moved == 400
    assert claim.verdict is Verdict.TOO_LITTLE_DATA


def test_a_rule_that_does_not_count_is_seldom_accused_however_few_it_moves() -> None:
    random = np.random.default_rng(11)
    points = np.where(np.arange(200) < 24, 7.0, 0.0)
    accused = [
        moved_by(points, random.normal(0, 3, 200)).verdict is Verdict.CONTRADICTED
        for _draw in range(300)
    ]

    assert np.mean(accused) <= 0.08


def test_the_freedom_is_that_of_the_eigenvalues() -> None:
    random = np.random.default_rng(4)
    points = np.where(np.arange(60) < 22, 7.0, 0.0) + random.normal(0, 1, 60)
    noise = random.normal(0, 3, 60)
    claim = moved_by(points, noise)
    design = np.column_stack([np.ones(60), points])
    left = np.eye(60) - design @ np.linalg.inv(design.T @ design) @ design.T
    off = points - points.mean()
    root = np.diag(np.abs(off) / np.diag(left))
    values = np.linalg.eigvalsh(root @ left @ root)
    freedom = values.sum() ** 2 / (values**2).sum()
    error = np.sqrt(((off * (left @ noise) / np.diag(left)) ** 2).sum()) / (off**2).sum()

    assert claim.high - claim.low == pytest.approx(2 * stats.t.ppf(0.975, freedom) * error)


TWO_FALSE = Path(__file__).parents[3] / "shared/cases/08-claim-contradicted-by-two-people"


@pytest.mark.skipif(not TWO_FALSE.is_dir(), reason="the case is not there")
def test_two_people_contradict_nobody(tmp_path: Path) -> None:
    cohort = opening.open_cohort(TWO_FALSE / "two-false")
    question = Question(books=(library.find(str(TWO_FALSE / "b.toml")),), claims=("rb",))
    with running.run(cohort, question, workers=1, work=tmp_path) as audited:
        (claim,) = audited.findings.claims

    assert (claim.n, claim.moved, claim.verdict) == (60, 2, Verdict.TOO_LITTLE_DATA)
    assert claim.low < 0


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
    people = planted(seed=6, n=2_000)
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
    assert abs(claim.points) == pytest.approx(abs(claim.effect) * moved.mean())


def test_a_rule_that_only_takes_is_told_with_its_sign() -> None:
    people = planted(seed=9)
    taking = replace(people, points=-np.abs(people.points))
    taking = replace(taking, official=taking.without[0] + taking.points[2])
    (claim,) = claims_of(whole(taking), QUESTION)

    assert claim.effect == pytest.approx(1)
    assert claim.points < 0


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
    assert other.high - other.low == pytest.approx(one.high - one.low, rel=1e-6)
