"""Between what a score from answers lies, whatever the open questions are answered.

An outer range: an answer yet to come may make records that other rules count as well, and may
make some of an answered question's own needless. Rules that no such record can reach stay as
they are; of the others only what an answer has settled is held fast.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.domain.rulebook import TIMED, Measure, Rule, Rulebook, matches
from app.domain.score import Score, published_figure
from app.mirror.measures import measure
from app.rulebook.bounds import (
    MeasureRange,
    Reach,
    factor_reach,
    rule_reach,
    turning_points,
    worth_of_none,
)
from app.rulebook.curves import rule_points
from app.wording.questions import MOST, MOST_COUNTED
from app.workflow.answer_records import Entry, entries_of, facts_of, is_alive, kind_of
from app.workflow.questionnaire import Answers, Control, Question

_LONGEST = 4_000_000.0  # days, more than any day that can be typed lies away


@dataclass(frozen=True)
class _State:
    """What is answered, and what each question makes or could make.

    Attributes:
        made: How many records of each kind a question makes at most, by question id.
        loose: Questions whose records may still become others.
        entries: The records that all answers make now.
    """

    book: Rulebook
    asked: tuple[Question, ...]
    answers: Answers
    day: int
    made: Mapping[str, Counter[str]]
    loose: frozenset[str]
    entries: list[Entry]


def final_range(
    book: Rulebook, asked: tuple[Question, ...], answers: Answers, day: int, found: Score
) -> tuple[float, float]:
    """Return the least and the most that the score can be once every question is answered.

    Args:
        book: The rulebook.
        asked: All its questions.
        answers: Those given so far.
        day: The day asked about.
        found: What they come to.

    Returns:
        Both as published. An override that leaves no score is not in it.
    """
    made = {one.id: _made(book, one, answers, day) for one in asked}
    loose = _loose(asked, answers, made)
    state = _State(book, asked, answers, day, made, loose, entries_of(book, asked, answers, day))
    low = high = book.base.value
    for factor in book.factors:
        sums = Reach(0.0, 0.0)
        for row, rule in enumerate(book.rules):
            if rule.factor == factor.id:
                sums += _of_rule(state, rule, float(found.rule_points[row]))
        sums = sums.clipped(factor.minimum, factor.maximum)
        whole = factor_reach(book, factor)
        low += max(sums.low, whole.low)
        high += min(sums.high, whole.high)
    low, high = (min(max(one, book.floor), book.ceiling) for one in (low, high))
    return published_figure(low, book.decimals), published_figure(high, book.decimals)


def _made(book: Rulebook, question: Question, answers: Answers, day: int) -> Counter[str]:
    given = answers.get(question.id)
    if given is not None:
        alone = entries_of(book, (question,), {question.id: given}, day)
        return Counter(entry.kind for entry in alone)
    if question.override is not None:
        return Counter([question.override.kinds[0]])
    if question.control is Control.CONTACTS:
        return Counter()
    if len(question.rules) > 1:
        return Counter(choice.kind for choice in question.choices if choice.kind is not None)
    rule, most = question.rules[0], 1
    if rule.measure is Measure.COUNT:
        starts = [choice.start or 0.0 for choice in question.choices]
        most = math.ceil(max(starts)) if starts else MOST_COUNTED
    return Counter({kind_of(book, rule.kinds): most})


def _loose(
    asked: tuple[Question, ...],
    answers: Answers,
    made: Mapping[str, Counter[str]],
) -> frozenset[str]:
    """Return the open questions, and the answered ones whose records an open one may change."""
    loose = {one.id for one in asked if one.id not in answers}
    begins = [
        one.rules[0]
        for one in asked
        if one.id in loose
        and len(one.rules) == 1
        and one.rules[0].measure is Measure.COUNT
        and one.rules[0].lifetime is not None
    ]

    def changes(one: Question) -> bool:
        kinds = made[one.id]
        runs = any(rule.measure is Measure.TIME_LEFT for rule in one.rules)
        # When a running contract began is read from the answer to how many began lately.
        if runs and any(rule.names(kind) for rule in begins for kind in kinds):
            return True
        others = {kind for name in loose if name != one.id for kind in made[name]}
        if len(one.rules) > 1:
            return bool(others & set(kinds))
        counts = bool(one.rules) and one.rules[0].measure is Measure.COUNT
        return counts and any(one.rules[0].names(kind) for kind in others)

    while more := {one.id for one in asked if one.id not in loose and changes(one)}:
        loose |= more
    return frozenset(loose)


def _of_rule(state: _State, rule: Rule, now: float) -> Reach:
    own = next(one for one in state.asked if rule in one.rules)
    if rule.measure is Measure.CONTACTS:
        return Reach(now, now) if own.id in state.answers else rule_reach(rule, state.book)
    reached = any(rule.names(kind) for name in state.loose for kind in state.made[name])
    if not reached and own.id in state.answers:
        return Reach(now, now)
    if rule.measure is Measure.COUNT:
        return _of_count(state, rule, own)
    if rule.measure in TIMED:
        return _of_time(state, rule, own)
    if rule.measure is Measure.AMOUNT and own.id in state.answers:
        mine = state.answers[own.id].number or 0.0
        others = sum(
            count
            for name, made in state.made.items()
            for kind, count in made.items()
            if name != own.id and rule.names(kind)
        )
        return _between(rule, mine / rule.per, (mine + MOST * others) / rule.per)
    return _between(rule, 0.0, MOST / rule.per, none=True)


def _of_count(state: _State, rule: Rule, own: Question) -> Reach:
    least = sum(
        entry.question not in state.loose
        and matches(rule.kinds, entry.kind)
        and is_alive(rule, entry.day, state.day)
        for entry in state.entries
    )
    if own.id in state.answers and len(own.rules) == 1:
        # However many others are made, there are never fewer than were answered.
        least = max(least, sum(state.made[own.id].values()))
    most = sum(
        count
        for made in state.made.values()
        for kind, count in made.items()
        if matches(rule.kinds, kind)
    )
    low = 0.0 if rule.half_life is not None else float(least)
    return _between(rule, low, float(max(most, least)))


def _of_time(state: _State, rule: Rule, own: Question) -> Reach:
    given = state.answers.get(own.id)
    if given is not None and len(own.rules) == 1:
        alone = facts_of(state.book, (own,), {own.id: given}, state.day)
        mine = measure(rule, alone).x
        if not math.isnan(mine):
            if rule.measure is Measure.TIME_SINCE_LAST:
                return _between(rule, 0.0, mine)
            if rule.measure is Measure.TIME_SINCE_FIRST or rule.lifetime is None:
                return _between(rule, mine, _LONGEST)
    return _between(rule, 0.0, _LONGEST, none=True)


def _between(rule: Rule, low: float, high: float, *, none: bool = False) -> Reach:
    """Return a rule's least and most points between two measures, and without any."""
    whole = rule.measure in TIMED or (rule.measure is Measure.COUNT and rule.half_life is None)
    turns = turning_points((rule,), MeasureRange(low, high, whole=whole))
    found = rule_points(rule, np.array([low, high, *turns])).tolist()
    if none:
        found.append(worth_of_none(rule))
    return Reach(min(found), max(found))
