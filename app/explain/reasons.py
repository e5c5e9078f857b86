"""The strongest reasons in sentences, strongest first."""

from __future__ import annotations

from app.domain.calendar import NO_DAY
from app.domain.explanation import Reason, RuleShare
from app.domain.rulebook import Measure, Rule, Rulebook
from app.domain.score import published_figure
from app.explain.comparison import Reckoning
from app.mirror.eligible import eligible, rows_of
from app.mirror.facts import Facts
from app.wording.language import text_of
from app.wording.reasons import Figures, said


def reasons(
    book: Reckoning, old: Rulebook, facts: Facts, shares: tuple[RuleShare, ...]
) -> tuple[Reason, ...]:
    """Say why, one sentence for each rule that moved the score.

    Args:
        book: Both states by B's rulebook.
        old: A's rulebook, for rules that B's has no longer.
        facts: State B's facts.
        shares: The rules' shares.
    """
    measures = {rule.id: one for rule, one in zip(book.book.rules, book.measures_b, strict=True)}
    rules = {rule.id: rule for rule in (*old.rules, *book.book.rules)}
    told = []
    for share in shares:
        if share.points == 0:
            continue
        rule = rules[share.id]
        measure = measures.get(share.id)
        count = measure.counted if measure else 0
        since, until = _span(rule, facts)
        shown = share.measure
        if shown is not None and rule.measure is Measure.CONTACTS:
            # People read the mean score, as scores are published, not its distance from the pivot.
            shown = published_figure(shown + rule.pivot, book.book.decimals)
        figures = Figures(count, shown, share.points, since, until)
        text = said(text_of(rule.reason), figures)
        told.append(Reason(rule.id, share.points, text, count, shown, since, until))
    # Of equals, the rule that the book names first comes first.
    return tuple(sorted(told, key=lambda reason: -abs(reason.points)))


def _span(rule: Rule, facts: Facts) -> tuple[int | None, int | None]:
    """Return the day of the earliest record that a rule counts, and the day it reaches to."""
    if rule.measure is Measure.CONTACTS:
        return None, None
    runs = eligible(facts, rule.kinds, rule.lifetime)
    if not runs:
        return None, None
    first = min(int(run.days[0]) for run in runs)
    last = max(int(run.days[-1]) for run in runs)
    if rule.measure is Measure.TIME_LEFT:
        end = int(facts.records.until[rows_of(runs)].max())
        return first, last if end == NO_DAY else end
    return first, last
