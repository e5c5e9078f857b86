"""Which columns and rows of a cohort a question needs; nothing else is decoded."""

from __future__ import annotations

from app.domain.audit import Question
from app.domain.cohort import Needs
from app.domain.rulebook import Measure


def needs_of(question: Question) -> Needs:
    """Return what has to be read so that the question can be answered."""
    rules = [rule for book in question.books for rule in book.rules]
    overrides = [one for book in question.books for one in book.overrides]
    kinds = dict.fromkeys(kind for one in (*rules, *overrides) for kind in one.kinds)
    measured = {rule.measure for rule in rules}
    # Of several records of one day the last by id settles it; sums do not look at the order.
    latest = dict.fromkeys(
        kind for rule in rules if rule.measure is Measure.LATEST for kind in rule.kinds
    )
    return Needs(
        attributes=question.groups,
        outcome=question.outcome,
        kinds=tuple(kinds),
        ordered=tuple(latest),
        amounts=bool(measured & {Measure.AMOUNT, Measure.LATEST}),
        ends=Measure.TIME_LEFT in measured,
        contacts=Measure.CONTACTS in measured,
        decisions=bool(question.books),
    )
