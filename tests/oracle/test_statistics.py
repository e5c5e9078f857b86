"""The audit's intervals and tests against statsmodels, its error rates against fairlearn."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from app.audit.claims import claims_of
from app.audit.intervals import holm, newcombe, student, welch, welch_p, wilson
from app.audit.outcomes import outcomes_of
from app.audit.residuals import residuals_of
from app.audit.sums import Moments
from app.domain.audit import Question
from tests.audit.crowds import USUAL, cut, planted, scored, table

proportion = pytest.importorskip(
    "statsmodels.stats.proportion", reason="the oracle group is not installed"
)
linear = pytest.importorskip("statsmodels.regression.linear_model")
weighted = pytest.importorskip("statsmodels.stats.weightstats")
multitest = pytest.importorskip("statsmodels.stats.multitest")
fairlearn = pytest.importorskip("fairlearn.metrics", reason="the oracle group is not installed")

CLOSE = 1e-9
pytestmark = pytest.mark.filterwarnings("ignore")  # the oracles' own house, not ours


def moments(values: np.ndarray) -> Moments:
    return Moments(len(values), float(values.mean()), float(values.var() * len(values)))


@pytest.mark.parametrize("seed", range(20))
def test_the_slope_and_its_errors_are_those_of_least_squares_with_hc3(seed: int) -> None:
    people = planted(seed, n=30 + 40 * seed, counts=seed / 20, claims=("contacts", "posts"))
    question = Question(books=(USUAL,), claims=("contacts", "posts"))
    found = claims_of(cut(people, 10, 17), question)

    for place, (claim, row) in enumerate(zip(found, (2, 1), strict=True)):
        x = np.column_stack([np.ones(len(people)), people.points[row]])
        theirs = linear.OLS(people.official - people.without[place], x).fit(cov_type="HC3")
        freedom = stats.t(bell_and_mccaffrey(x))
        half = freedom.ppf(0.975) * theirs.bse[1]
        assert claim.effect == pytest.approx(theirs.params[1], abs=CLOSE)
        low, high = claim.effect - half, claim.effect + half
        assert (claim.low, claim.high) == pytest.approx((low, high), abs=CLOSE)
        p = 2 * freedom.sf(abs(theirs.params[1] / theirs.bse[1]))
        assert claim.p == pytest.approx(p, abs=CLOSE)
        assert claim.detectable == pytest.approx(2.8 * theirs.bse[1], abs=CLOSE)


def bell_and_mccaffrey(x: np.ndarray) -> float:
    """Return the slope's degrees of freedom under HC3, from the eigenvalues themselves."""
    projection = x @ np.linalg.inv(x.T @ x) @ x.T
    leaves = np.eye(len(x)) - projection
    of_slope = (np.linalg.inv(x.T @ x) @ x.T)[1]
    weighted = leaves * (of_slope / np.diag(leaves))
    found = np.linalg.eigvalsh(weighted.T @ weighted)
    return float(found.sum() ** 2 / (found**2).sum())


def test_the_slope_of_scores_far_from_nothing_keeps_its_digits() -> None:
    people = planted(1, claims=("contacts",))
    far = scored(people.measures, people.official + 1e7, claims=("contacts",))
    (claim,) = claims_of(cut(far, 100), Question(books=(USUAL,), claims=("contacts",)))
    x = np.column_stack([np.ones(len(people)), people.points[2]])
    theirs = linear.OLS(people.official - people.without[0], x).fit(cov_type="HC3")

    assert claim.effect == pytest.approx(theirs.params[1], abs=1e-7)
    assert claim.detectable == pytest.approx(2.8 * theirs.bse[1], abs=1e-7)


@pytest.mark.parametrize(
    ("count", "n"), [(0, 1), (1, 1), (0, 20), (3, 20), (20, 20), (81, 263), (5000, 123_456)]
)
def test_a_share_has_wilsons_interval(count: int, n: int) -> None:
    found = wilson(count, n)
    low, high = proportion.proportion_confint(count, n, method="wilson")

    assert (found.low, found.high) == pytest.approx((low, high), abs=CLOSE)


@pytest.mark.parametrize(
    "counts", [(56, 70, 48, 80), (9, 10, 3, 10), (0, 30, 5, 40), (10, 10, 0, 10), (7, 900, 1, 20)]
)
def test_a_difference_of_shares_has_newcombes_interval(counts) -> None:
    one, of_one, other, of_other = counts
    found = newcombe(wilson(one, of_one), wilson(other, of_other))
    low, high = proportion.confint_proportions_2indep(
        one, of_one, other, of_other, method="newcomb", compare="diff"
    )

    assert (found.low, found.high) == pytest.approx((low, high), abs=CLOSE)


@pytest.mark.parametrize("seed", range(10))
def test_means_and_their_differences_have_the_intervals_of_t(seed: int) -> None:
    chance = np.random.default_rng(seed)
    one, other = chance.normal(650, 20, 5 + 9 * seed), chance.normal(640, 5 + 9 * seed, 25)
    theirs, others = weighted.DescrStatsW(one), weighted.DescrStatsW(other)
    compared = weighted.CompareMeans(theirs, others)
    mean, difference = student(moments(one)), welch(moments(one), moments(other))

    assert (mean.low, mean.high) == pytest.approx(theirs.tconfint_mean(), abs=CLOSE)
    assert (difference.low, difference.high) == pytest.approx(
        compared.tconfint_diff(usevar="unequal"), abs=CLOSE
    )
    assert welch_p(moments(one), moments(other)) == pytest.approx(
        compared.ttest_ind(usevar="unequal")[1], abs=CLOSE
    )


@pytest.mark.parametrize("seed", range(10))
def test_many_tests_are_corrected_as_holm_does(seed: int) -> None:
    ps = np.random.default_rng(seed).random(1 + seed) ** 4
    _rejected, theirs, *_rest = multitest.multipletests(ps, method="holm")

    assert holm(ps.tolist()) == pytest.approx(theirs.tolist(), abs=CLOSE)


@pytest.mark.parametrize("seed", range(5))
def test_what_a_rule_explains_is_the_r_squared_of_its_regression(seed: int) -> None:
    people = planted(seed, counts=0.0)
    found = residuals_of(cut(people, 30, 200), Question(books=(USUAL,))).explains

    for one in found:
        row = [rule.id for rule in USUAL.rules].index(one.rule)
        x = np.column_stack([np.ones(len(people)), people.points[row]])
        assert one.share == pytest.approx(linear.OLS(people.residual, x).fit().rsquared, abs=CLOSE)


@pytest.mark.parametrize("seed", range(5))
def test_error_rates_by_group_are_those_of_a_metric_frame(seed: int) -> None:
    chance = np.random.default_rng(seed)
    group = chance.choice(["a", "b", "c"], 900)
    scores = chance.integers(1, 11, 900).astype(np.float64)
    did = (chance.random(900) < 0.2 + 0.05 * scores).astype(np.float64)
    people = table(scores, outcome=did, attributes={"group": group.tolist()})
    question = Question(thresholds=(5.0,), outcome="did", groups=("group",))
    found, _suppressed = outcomes_of(cut(people, 100, 500), question)

    frame = fairlearn.MetricFrame(
        metrics={
            "fpr": fairlearn.false_positive_rate,
            "fnr": fairlearn.false_negative_rate,
            "n": fairlearn.count,
        },
        y_true=did,
        y_pred=scores >= 5,
        sensitive_features=group,
    )
    assert found[0].fpr.value == pytest.approx(frame.overall["fpr"], abs=CLOSE)
    for one in found[1:]:
        theirs = frame.by_group.loc[one.group]
        assert one.n == theirs["n"]
        assert one.fpr.value == pytest.approx(theirs["fpr"], abs=CLOSE)
        assert one.fnr.value == pytest.approx(theirs["fnr"], abs=CLOSE)
        low, high = proportion.proportion_confint(
            one.counts[2], one.counts[2] + one.counts[3], method="wilson"
        )
        assert (one.fnr.low, one.fnr.high) == pytest.approx((low, high), abs=CLOSE)


@pytest.mark.parametrize("metric", ["positive", "negative"])
def test_predictive_values_are_those_of_the_sums(metric: str) -> None:
    precision = pytest.importorskip("sklearn.metrics").precision_score
    chance = np.random.default_rng(0)
    scores = chance.integers(1, 11, 400).astype(np.float64)
    did = (chance.random(400) < 0.06 * scores).astype(np.float64)
    ((found,), _s) = outcomes_of(
        cut(table(scores, outcome=did), 70), Question(thresholds=(5.0,), outcome="did")
    )
    positive = metric == "positive"
    theirs = precision(did, scores >= 5, pos_label=1 if positive else 0)

    ours = found.ppv if positive else found.npv
    assert ours.value == pytest.approx(theirs, abs=CLOSE)
