"""Which columns and rows of a cohort a question needs; nothing else is decoded."""

from __future__ import annotations

from itertools import chain

from app.domain.audit import Question
from app.domain.cohort import Needs
from app.domain.rulebook import Measure


def needs_of(question: Question) -> Needs:
    """Return what has to be read so that the question can be answered."""
    rules = [rule for book in question.books for rule in book.rules]
    overrides = [one for book in question.books for one in book.overrides]

    def kinds_of(*measures: Measure) -> tuple[str, ...]:
        of = [rule for rule in rules if rule.measure in measures]
        return tuple(dict.fromkeys(kind for rule in of for kind in rule.kinds))

    named = [*(rule.kinds for rule in rules), *(one.kinds for one in overrides)]
    return Needs(
        attributes=question.groups,
        outcome=question.outcome,
        kinds=tuple(dict.fromkeys(chain.from_iterable(named))),
        # Of several records of one day the last by id settles it; sums do not look at the order.
        ordered=kinds_of(Measure.LATEST),
        amounts=kinds_of(Measure.AMOUNT, Measure.LATEST),
        ends=kinds_of(Measure.TIME_LEFT),
        contacts=any(rule.measure is Measure.CONTACTS for rule in rules),
        decisions=bool(question.books),
    )
