"""From recomputed people to findings: every figure in two passes, whatever the number of people."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from app.audit.claims import ClaimErrors, ClaimSums
from app.audit.comparing import BookTally
from app.audit.fitting import FitTally
from app.audit.gaps import GapTally
from app.audit.groups import GroupTally
from app.audit.honesty import honesty_of_counts
from app.audit.honesty_counts import HonestyCounts
from app.audit.month_sums import MonthSums
from app.audit.outcomes import OutcomeTally
from app.audit.periods import periods_of
from app.audit.pressing import PressingTally
from app.audit.residuals import ResidualTally
from app.audit.sums import Parts
from app.domain.audit import People, Question
from app.domain.findings import Faulty, Findings, Suppressed


class Kept(Protocol):
    """What is known of a cohort besides its people, summed over all parts."""

    @property
    def records(self) -> int:
        """How many records the people have."""
        ...

    @property
    def months(self) -> MonthSums:
        """Their residuals by month."""
        ...

    @property
    def honesty(self) -> HonestyCounts:
        """Stated reasons against the true ones."""
        ...

    @property
    def faulty_people(self) -> int:
        """How many people could not be used."""
        ...

    @property
    def faulty(self) -> tuple[Faulty, ...]:
        """The first of them."""
        ...


class _Counts:
    """How many people there are, are scored and have a score."""

    def __init__(self) -> None:
        self.people = self.unscored = self.official = 0

    def add(self, people: People) -> None:
        self.people += len(people)
        self.unscored += int(people.unscored.sum())
        self.official += int((~np.isnan(people.official)).sum())


def findings_of(parts: Parts, question: Question, kept: Kept) -> Findings:
    """Find everything that a question asks, in two passes over the people.

    Memory holds sums, counts of different scores and the people that numbers are fitted on, never
    all people at once. The figures are the same, to 1e-9, however the people are cut into parts.

    Args:
        parts: The recomputed people.
        question: What is asked, with its day and salt.
        kept: What is known besides.

    Raises:
        UsageError: A column to tell people apart by is not there, or tells too many apart.
    """
    counts, residuals = _Counts(), ResidualTally(question)
    groups, outcomes, gaps = GroupTally(question), OutcomeTally(question), GapTally(question)
    pressing, books, fit = PressingTally(question), BookTally(question), FitTally(question)
    claims = ClaimSums(question)
    for people in parts():
        for tally in (counts, residuals, groups, outcomes, gaps, pressing, books, fit, claims):
            tally.add(people)
    errors = ClaimErrors(claims)
    if question.claims:
        for people in parts():
            errors.add(people)
    apart, of_residuals = groups.grouped(), residuals.residuals()
    by_outcome, small = outcomes.outcomes()
    mirrored = question.book is not None
    return Findings(
        people=counts.people,
        scored=counts.people - counts.unscored if mirrored else None,
        unscored=counts.unscored if mirrored else None,
        with_official=counts.official,
        records=kept.records,
        day=question.day,
        tolerance=question.agreed,
        within_tolerance=of_residuals.within_tolerance,
        residual=of_residuals.residual,
        distribution=of_residuals.distribution,
        periods=periods_of(kept.months),
        periods_of=kept.months.people,
        explains=of_residuals.explains,
        largest=of_residuals.largest,
        claims=errors.claims(),
        groups=apart.groups,
        scores=apart.scores,
        rate_gaps=apart.rate_gaps,
        gaps=gaps.gaps(),
        outcomes=by_outcome,
        suppressed=_once(apart.suppressed, small),
        pressure=pressing.pressing(),
        books=books.books(),
        fit=fit.fit(),
        honesty=honesty_of_counts(kept.honesty),
        faulty_people=kept.faulty_people,
        faulty=kept.faulty,
    )


def _once(first: tuple[Suppressed, ...], second: tuple[Suppressed, ...]) -> tuple[Suppressed, ...]:
    """List a group that is too small for its scores once, and not again for its outcomes."""
    known = {(one.attribute, one.group) for one in first}
    return (*first, *(one for one in second if (one.attribute, one.group) not in known))
