"""How often verdicts are right and intervals hold the truth, over planted cohorts.

``python -m tests.audit.coverage [COHORTS] [PEOPLE]`` prints the figures; 200 cohorts of 400 people
by default. Each line has its own seeds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from app.audit.claims import claims_of
from app.audit.fit_model import FitModel, free_numbers
from app.audit.fitting import fit_of
from app.audit.gaps import gaps_of
from app.audit.groups import grouped
from app.audit.outcomes import outcomes_of
from app.domain.audit import Question
from app.domain.findings import Claim, Fit, Interval, Verdict
from app.domain.rulebook import Basis, Measure, Number
from tests.audit.crowds import USUAL, book, planted, rule, scored, table, whole

CLAIM = Question(books=(USUAL,), claims=("contacts",))
GROUPS = Question(books=(USUAL,), groups=("group",), thresholds=(620.0,))
REGIONS = Question(books=(USUAL,), groups=("group", "region"))
PENALTY = 3.0
GUESSED = book(
    rule("bills", Number(-4.0, -8.0, -1.0), bounds=(-60.0, 0.0)),
    rule("posts", Number(-15.0, -30.0, -5.0), bounds=(-55.0, 0.0)),
    rule("contacts", Number(0.1, 0.0, 0.3), measure=Measure.CONTACTS, bounds=(-14.0, 14.0)),
    base=Number(625.0, 575.0, 675.0, Basis.ASSUMED),
)
TRUE = (640.0, -6.0, -20.0, 0.17)
AT_BOUND = (640.0, -8.0, -20.0, 0.17)


@dataclass(frozen=True)
class Line:
    """One figure of the table.

    Attributes:
        name: What is counted.
        expected: In what share it should be true: exactly, at least or at most.
        kind: ``is``, ``at least`` or ``at most``.
        times: In how many it was true.
        of: Of how many.
    """

    name: str
    expected: float
    kind: str
    times: int
    of: int

    @property
    def share(self) -> float:
        """In what share it was true."""
        return self.times / self.of

    def believable(self, doubt: float = 1e-3) -> bool:
        """Whether chance alone gives as much in more than so many of all runs."""
        few = stats.binom.cdf(self.times, self.of, self.expected)
        many = stats.binom.sf(self.times - 1, self.of, self.expected)
        return bool(
            (self.kind == "at most" or few > doubt) and (self.kind == "at least" or many > doubt)
        )


def holds(interval: Interval, truth: float) -> bool:
    """Whether an interval holds what is true."""
    return bool(interval.low <= truth <= interval.high)


def lines(cohorts: int, n: int) -> Iterator[Line]:
    """Yield the figures, each over so many cohorts of so many people."""
    yield from _claims(cohorts, n)
    yield from _groups(cohorts, n)
    yield from _rates(cohorts, n)
    yield from _fits(cohorts, n)


def _claims(cohorts: int, n: int) -> Iterator[Line]:
    def claims(first_seed: int, **plants: float) -> list[Claim]:
        cohort = (planted(first_seed + seed, **plants) for seed in range(cohorts))
        return [claims_of(whole(people), CLAIM)[0] for people in cohort]

    full, none, half = (
        claims(1000 * seed, n=n, counts=counts) for seed, counts in ((1, 1.0), (2, 0.0), (3, 0.5))
    )
    few = claims(4000, n=30, counts=0.0, noise=40.0)
    small = claims(5000, n=60, counts=1.0)

    def times(found: Sequence[Claim], true: Callable[[Claim], bool]) -> int:
        return sum(true(claim) for claim in found)

    def is_(verdict: Verdict) -> Callable[[Claim], bool]:
        return lambda claim: claim.verdict is verdict

    def around(truth: float) -> Callable[[Claim], bool]:
        return lambda claim: claim.low <= truth <= claim.high

    against, support, little = (
        is_(one) for one in (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.TOO_LITTLE_DATA)
    )
    yield Line(
        "claim false (counts in full): contradicted",
        0.99,
        "at least",
        times(full, against),
        cohorts,
    )
    yield Line(
        "claim half false (counts by half): contradicted",
        0.90,
        "at least",
        times(half, against),
        cohorts,
    )
    yield Line("claim true: contradicted", 0.05, "is", times(none, against), cohorts)
    yield Line("claim true: supported", 0.95, "is", times(none, support), cohorts)
    yield Line(
        "claim true, 30 noisy people: supported", 0.05, "at most", times(few, support), cohorts
    )
    yield Line(
        "claim true, 30 noisy people: too little data",
        0.90,
        "at least",
        times(few, little),
        cohorts,
    )
    yield Line("effect 1 in its interval (HC3)", 0.95, "is", times(full, around(1)), cohorts)
    yield Line("effect 0.5 in its interval (HC3)", 0.95, "is", times(half, around(0.5)), cohorts)
    yield Line("effect 0 in its interval (HC3)", 0.95, "is", times(none, around(0)), cohorts)
    yield Line(
        "effect 1 in its interval, 60 people (HC3)", 0.95, "is", times(small, around(1)), cohorts
    )


def _groups(cohorts: int, n: int) -> Iterator[Line]:
    gap, unexplained, residual, found, none = 0, 0, 0, 0, 0
    for seed in range(cohorts):
        parts = whole(planted(6000 + seed, n, penalty=PENALTY))
        (split,) = gaps_of(parts, GROUPS)
        gap += holds(split.gap, PENALTY)
        unexplained += holds(split.unexplained, PENALTY)
        b = next(one for one in grouped(parts, GROUPS).groups if one.group == "b")
        residual += holds(b.residual, -PENALTY)
        found += b.p_holm < 0.05
        fair = grouped(whole(planted(7000 + seed, n)), REGIONS).groups
        none += any(one.p_holm < 0.05 for one in fair if one.p_holm is not None)
    yield Line("gap of two groups in its interval (Welch)", 0.95, "is", gap, cohorts)
    yield Line("unexplained part in its interval (Welch)", 0.95, "is", unexplained, cohorts)
    yield Line("residual of a group in its interval (t)", 0.95, "is", residual, cohorts)
    yield Line("silent penalty of 3 points: group found (Holm)", 0.90, "at least", found, cohorts)
    yield Line("no penalty: any of 5 groups found (Holm)", 0.05, "at most", none, cohorts)


def _rates(cohorts: int, n: int) -> Iterator[Line]:
    below = float((planted(1, 400_000).official < 620).mean())
    share, difference, wrong = 0, 0, 0
    for seed in range(cohorts):
        found = grouped(whole(planted(8000 + seed, n)), GROUPS)
        share += holds(found.groups[0].below[620.0], below)
        difference += holds(found.rate_gaps[0].difference, 0.0)
        chance = np.random.default_rng(9000 + seed)
        did = (chance.random(n) < 0.4).astype(np.float64)
        high = np.where(chance.random(n) < np.where(did > 0, 0.65, 0.3), 7.0, 2.0)
        ((one,), _small) = outcomes_of(
            whole(table(high, outcome=did)), Question(thresholds=(5.0,), outcome="did")
        )
        wrong += holds(one.fpr, 0.3)
    yield Line("share below a threshold in its interval (Wilson)", 0.95, "is", share, cohorts)
    yield Line(
        "difference of two shares in its interval (Newcombe)", 0.95, "is", difference, cohorts
    )
    yield Line("false positive rate in its interval (Wilson)", 0.95, "is", wrong, cohorts)


def _fits(cohorts: int, n: int) -> Iterator[Line]:
    free = free_numbers(GUESSED)
    fits = [_fit(10_000 + seed, n, TRUE) for seed in range(cohorts)]
    for place, (one, truth) in enumerate(zip(free, TRUE, strict=True)):
        held = sum(_holds(fit, place, truth) for fit in fits)
        yield Line(f"fitted {one.key} in its interval (HC3)", 0.95, "is", held, cohorts)
    told = sum(all(one.told for one in fit.numbers) for fit in fits)
    yield Line("every fitted number told", 0.99, "at least", told, cohorts)
    at_bound = [_fit(12_000 + seed, n, AT_BOUND) for seed in range(cohorts)]
    for place in (0, 2, 3):
        held = sum(_holds(fit, place, AT_BOUND[place]) for fit in at_bound)
        name = f"fitted {free[place].key}, another at its bound (HC3)"
        yield Line(name, 0.95, "at least", held, cohorts)


def _fit(seed: int, n: int, true: tuple[float, ...]) -> Fit:
    measures = planted(seed, n).measures
    scores = FitModel(GUESSED, free_numbers(GUESSED), measures).scores(np.array(true))
    noise = np.random.default_rng(1_000_000 + seed).normal(0, 5, n)
    people = scored(measures, np.round(scores + noise), GUESSED)
    fit = fit_of(whole(people), Question(books=(GUESSED,), fit=True))
    assert fit is not None
    return fit


def _holds(fit: Fit, place: int, truth: float) -> bool:
    one = fit.numbers[place]
    return one.low is not None and one.high is not None and one.low <= truth <= one.high


def main(cohorts: int = 200, n: int = 400) -> None:
    """Print the table."""
    print(f"{cohorts} cohorts of {n} people")  # noqa: T201 - this is what it is for
    for line in lines(cohorts, n):
        wanted = f"{line.kind} {100 * line.expected:.0f} %"
        doubt = "" if line.believable() else "   not by chance alone"
        print(f"{line.name:66} {100 * line.share:6.1f} %   {wanted:14}{doubt}")  # noqa: T201


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
