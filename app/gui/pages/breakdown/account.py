"""The account of a score: start, gains, losses, result, so that a reader can re-add it by hand.

Every figure is rounded as it is shown before anything is added up. What rounding loses stands in
a row of its own, and what the operator's figure has beyond ours in another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.adding_up import shown_points
from app.domain.explanation import Explanation, FactorShare
from app.domain.rounding import decimals_needed, re_adding, shown
from app.domain.rulebook import Factor, Rule
from app.gui.charts.waterfall_layout import Mark, Part, Row, Waterfall
from app.wording import breakdown as words
from app.wording.language import _, points, text_of
from app.wording.notes import (
    base_is_guess,
    in_tries,
    is_a_span,
    official_compares,
    rule_is_guess,
    score_is_guess,
)

RULES_CHANGED = "rules-changed"
"""Stands where a factor's id stands, for the share of "the rules changed"."""
_MOST_OFFICIAL_DECIMALS = 2


class Best(Protocol):
    """The best score that a rulebook can give, and what each factor takes from it."""

    @property
    def published(self) -> float:
        """The best score as published. Unit: points."""

    @property
    def factors(self) -> tuple[FactorShare, ...]:
        """What each factor takes from it."""


@dataclass(frozen=True)
class Account:
    """A score's account.

    Attributes:
        rows: Start, steps, rounding where it is needed, result, and the official figure.
        start: The figure that it starts from, as shown.
        gains: Steps that give, the largest first: (label, points as shown).
        losses: Steps that take, likewise; their points are negative.
        rounding: What rounding adds. Unit: points.
        result: Our figure, as shown.
        scored: Whether that is a score; an override can leave none.
        decimals: How many decimals the operator publishes.
    """

    rows: tuple[Row, ...]
    start: float
    gains: tuple[tuple[str, float], ...]
    losses: tuple[tuple[str, float], ...]
    rounding: float
    result: float
    scored: bool
    decimals: int


def rules_of(explanation: Explanation) -> dict[str, Rule]:
    """Return every rule of either rulebook by id; today's wording wins."""
    books = (explanation.since.rulebook, explanation.to.rulebook)
    return {rule.id: rule for book in books for rule in book.rules}


def factors_of(explanation: Explanation) -> dict[str, Factor]:
    """Return every factor of either rulebook by id; today's wording wins."""
    books = (explanation.since.rulebook, explanation.to.rulebook)
    return {factor.id: factor for book in books for factor in book.factors}


def account(explanation: Explanation, best: Best | None = None) -> Account:
    """Write the account of an explanation.

    The columns re-add: the start and all points shown make our figure, and each row's ``after``
    is the row above's plus its points.

    Args:
        explanation: Against no records, or an earlier day.
        best: The best possible score, where the account starts from that.
    """
    book = explanation.to.rulebook
    decimals = book.decimals
    sums = shown_points(explanation)
    start = sums.start if best is None else best.published
    target = explanation.to.score.published
    result = sums.end if target is None else target
    moves, changed = sums.factors, sums.rules_changed
    if best is not None:
        taken = re_adding([one.points for one in best.factors], result - start, decimals)
        moves = {one.id: points for one, points in zip(best.factors, taken, strict=True)}
    steps = _steps(explanation, best, moves, changed)
    rows = [
        Row(
            Part.START,
            "",
            words.start(explanation) if best is None else words.best_possible(),
            start,
            start,
            None,
            decimals,
            base_is_guess(book) if best is None else score_is_guess(book),
        )
    ]
    running = start
    for step in steps:
        after = shown(running + (step.points or 0.0), decimals)
        rows.append(_moved(step, running, after))
        running = after
    rounding = shown(result - running, decimals)
    if rounding:
        rows.append(
            Row(Part.ROUNDING, "", _("Rounding"), running, result, rounding, decimals,
                notes=((_("Why"), words.rounding_hint()),))
        )  # fmt: skip
    label = _("Our figure") if target is not None else _("What the rules make")
    rows.append(Row(Part.TOTAL, "", label, result, result, None, decimals, score_is_guess(book)))
    rows.extend(_official(explanation, result) if target is not None else ())
    moved = [(step.label, step.points or 0.0) for step in steps]
    return Account(
        rows=tuple(rows),
        start=start,
        gains=tuple(step for step in moved if step[1] > 0),
        losses=tuple(step for step in moved if step[1] < 0),
        rounding=rounding,
        result=result,
        scored=target is not None,
        decimals=decimals,
    )


def waterfall(explanation: Explanation, best: Best | None = None) -> Waterfall:
    """Return the account as a chart, with the perks' thresholds as marks."""
    return Waterfall(
        rows=account(explanation, best).rows,
        marks=_marks(explanation),
        points_head=_("Points"),
        makes_head=_("Makes"),
    )


def _steps(
    explanation: Explanation, best: Best | None, moves: Mapping[str, float], changed: float
) -> list[Row]:
    """List what moves the score: gains by size, then losses by size, then what moves nothing."""
    decimals = explanation.to.rulebook.decimals
    factors, rules = factors_of(explanation), rules_of(explanation)
    shares = explanation.factors if best is None else best.factors
    # A factor that nothing in the file touches would be a row of zeros.
    moving = {share.id for share in shares if share.points}
    if best is None:
        moving |= {share.factor for share in explanation.rules if share.points}
    steps = [
        Row(
            Part.STEP, share.id, text_of(factors[share.id].title), 0.0, 0.0,
            moves[share.id], decimals,
            any(rule_is_guess(rules[rule.id]) for rule in explanation.rules
                if rule.factor == share.id and (rule.points or best is not None)),
            _range_of(explanation, share.id) if best is None else (),
        )
        for share in shares
        if share.id in moving
    ]  # fmt: skip
    if explanation.rules_changed is not None and best is None:
        steps.append(
            Row(Part.STEP, RULES_CHANGED, _("The rules changed"), 0.0, 0.0, changed, decimals)
        )
    rank = {1: 0, -1: 1, 0: 2}
    exact = {share.id: share.points for share in shares}
    return sorted(
        steps,
        key=lambda step: (
            rank[_sign(step.points or 0.0)],
            -abs(exact.get(step.id, explanation.rules_changed or 0.0)),
        ),
    )


def _range_of(explanation: Explanation, factor: str) -> tuple[tuple[str, str], ...]:
    """Say how far a factor may be off, where its numbers are guesses."""
    drawn = explanation.range
    interval = drawn.factors.get(factor) if drawn else None
    if drawn is None or interval is None or explanation.since.name != "no_records":
        return ()
    decimals = explanation.to.rulebook.decimals
    if not is_a_span(*interval, decimals):
        return ()
    low, high = (points(end, decimals) for end in interval)
    return ((in_tries(drawn.level), _("{low} to {high}").format(low=low, high=high)),)


def _moved(step: Row, before: float, after: float) -> Row:
    return replace(step, before=before, after=after)


def _official(explanation: Explanation, ours: float) -> tuple[Row, ...]:
    official = explanation.official
    # Another rulebook's figure is another scale's: no difference to ours means anything.
    if official is None or official.difference is None or not official_compares(explanation):
        return ()
    decimals = max(explanation.to.rulebook.decimals, _decimals_of(official.score))
    gap = shown(official.score - ours, decimals)
    figure = shown(official.score, decimals)
    label = words.official_figure(official.day, explanation.to.score.day)
    unexplained = Row(
        Part.UNEXPLAINED, "", _("Unexplained"), ours, figure, gap, decimals,
        notes=((_("Why"), words.unexplained_hint(gap, decimals)),),
    )  # fmt: skip
    return (unexplained, Row(Part.OFFICIAL, "", label, figure, figure, None, decimals))


def _marks(explanation: Explanation) -> tuple[Mark, ...]:
    """List the perks' thresholds, the nearest to our figure first."""
    book = explanation.to.rulebook
    ours = explanation.to.score.sum
    titles: dict[float, list[str]] = {}
    for perk in book.perks:
        if perk.at is not None:
            titles.setdefault(perk.at, []).append(text_of(perk.title))
    return tuple(
        Mark(at, words.perk_mark(at, titles[at], book.decimals))
        for at in sorted(titles, key=lambda at: abs(at - ours))
    )


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _decimals_of(value: float) -> int:
    return decimals_needed(value, _MOST_OFFICIAL_DECIMALS)
