"""The records and contacts that answers stand for, as the scorer takes them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from app.domain.calendar import NO_DAY, Unit, day_later
from app.domain.records import Contacts, Records
from app.domain.rulebook import Measure, Rule, Rulebook, matches
from app.mirror.facts import Facts
from app.wording.questions import OWN_ANSWER
from app.workflow.questionnaire import Answers, Choice, Control, Given, Question, questions

SHEET = "answer-all"
"""Id of the record beside which the answers are kept as they were given."""
MARK = "answer-"
"""What the id of every record and contact that came from an answer begins with."""


class Entry(NamedTuple):
    """A record that an answer stands for."""

    question: str
    kind: str
    day: int
    amount: float = math.nan
    until: int = NO_DAY


def facts_of(book: Rulebook, asked: tuple[Question, ...], answers: Answers, day: int) -> Facts:
    """Return what answers come to, ready to be scored."""
    entries = entries_of(book, asked, answers, day)
    return Facts(table(ids_of(entries), entries), contacts_of(asked, answers, day), day)


def ids_of(entries: list[Entry]) -> list[str]:
    """Return an id for each entry: the question, and which of its entries it is."""
    counts: dict[str, int] = {}
    ids = []
    for entry in entries:
        counts[entry.question] = counts.get(entry.question, 0) + 1
        ids.append(f"{MARK}{entry.question}-{counts[entry.question]}")
    return ids


def table(ids: list[str], entries: list[Entry], sheet: str = "") -> Records:
    """Return entries as records, and beside the sheet what was answered."""

    def texts(values: list[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        return np.array([*values, None], dtype=object)[:-1]

    return Records.build(
        texts(ids),
        np.array([entry.day for entry in entries], np.int32),
        texts([entry.kind for entry in entries]),
        np.array([entry.amount for entry in entries], np.float64),
        np.array([entry.until for entry in entries], np.int32),
        {
            "source": texts([OWN_ANSWER] * len(entries)),
            "reference": texts([sheet if one == SHEET else "" for one in ids]),
        },
    )


def entries_of(
    book: Rulebook, asked: tuple[Question, ...], answers: Answers, day: int
) -> list[Entry]:
    """Return the records that answers stand for.

    Records with a day of their own come first; what only has to be so many takes them in, where
    they count there too: a card opened last month is one of the year's openings.
    """
    made: list[Entry] = []
    counted = []
    given = [(question, answers[question.id]) for question in asked if question.id in answers]
    for question, answer in given:
        if question.override is not None:
            if answer.choice is not None and question.choices[answer.choice].holds:
                made.append(Entry(question.id, question.override.kinds[0], day))
        elif len(question.rules) == 1 and question.rules[0].measure is Measure.COUNT:
            counted.append((question, _count(question, answer)))
        elif len(question.rules) == 1:
            made.extend(_timed_or_amount(book, question, answer, answers, day))
    for question, answer in given:
        if len(question.rules) > 1 and answer.choice is not None:
            made.extend(
                _of_several(book, question, question.choices[answer.choice], answers, day, made)
            )
    for question, count in counted:
        rule = question.rules[0]
        there = sum(matches(rule.kinds, one.kind) and is_alive(rule, one.day, day) for one in made)
        kind = kind_of(book, rule.kinds)
        made.extend(Entry(question.id, kind, day) for _one in range(count - there))
    return made


def _count(question: Question, answer: Given) -> int:
    if answer.choice is not None:
        start = question.choices[answer.choice].start or 0.0
        return math.ceil(start)
    return max(0, round(answer.number or 0))


def _timed_or_amount(
    book: Rulebook, question: Question, answer: Given, answers: Answers, day: int
) -> list[Entry]:
    rule = question.rules[0]
    if rule.measure is Measure.CONTACTS:
        return []
    kind = kind_of(book, rule.kinds)
    if rule.measure in {Measure.AMOUNT, Measure.LATEST}:
        if answer.number is None or (rule.measure is Measure.AMOUNT and not answer.number):
            return []
        return [Entry(question.id, kind, day, amount=answer.number)]
    at = _day(question, answer, rule.unit or Unit.DAYS, day)
    if at is None:
        return []
    if rule.measure is Measure.TIME_LEFT:
        begun = _begun(book, kind, answers, day)
        return [Entry(question.id, kind, begun, until=at)]
    return [Entry(question.id, kind, min(at, day))]


def _day(question: Question, answer: Given, unit: Unit, day: int) -> int | None:
    """Return since when (or until when) an answer says; ``None`` where there is none."""
    if answer.day is not None:
        return answer.day
    ahead = 1 if question.rules[0].measure is Measure.TIME_LEFT else -1
    if answer.choice is not None:
        choice = question.choices[answer.choice]
        if choice.start is None or choice.with_none:
            return None
        # The youngest of a class says no more than the answer does.
        return day_later(day, ahead * math.ceil(choice.start), unit)
    return None if answer.number is None else day_later(day, ahead * round(answer.number), unit)


def _begun(book: Rulebook, kind: str, answers: Answers, day: int) -> int:
    """Return when a contract began that still runs: within the year only if the answers say so."""
    lifetimes = [
        rule.lifetime
        for rule in book.rules
        if rule.measure is Measure.COUNT and rule.names(kind) and rule.lifetime is not None
    ]
    if not lifetimes:
        return day
    asked = {question.id: question for question in questions(book)}
    for rule in book.rules:
        if rule.measure is Measure.COUNT and rule.lifetime and rule.names(kind):
            answer = answers.get(rule.id)
            if answer is not None and _count(asked[rule.id], answer) > 0:
                return day
    longest = max(lifetimes, key=lambda one: one.mean_days)
    return day_later(day, -longest.count, longest.unit)


def _of_several(
    book: Rulebook,
    question: Question,
    choice: Choice,
    answers: Answers,
    day: int,
    made: list[Entry],
) -> list[Entry]:
    if choice.kind is None:
        return []
    runs = any(
        rule.measure is Measure.TIME_LEFT and rule.names(choice.kind) for rule in question.rules
    )
    if not runs:
        return [Entry(question.id, choice.kind, day)]
    if any(entry.kind == choice.kind and entry.until >= day for entry in made):
        return []  # the contract of another answer is the one that is open
    return [Entry(question.id, choice.kind, _begun(book, choice.kind, answers, day), until=day)]


def is_alive(rule: Rule, at: int, day: int) -> bool:
    """Whether a rule still counts a record of one day on another."""
    if rule.lifetime is None:
        return True
    return day_later(at, rule.lifetime.count, rule.lifetime.unit) > day


def kind_of(book: Rulebook, patterns: tuple[str, ...]) -> str:
    """Return the kind that the fewest other rules count as well, the first of equals."""
    plain = [one.removesuffix(".*") for one in patterns]
    every = [*(rule.kinds for rule in book.rules), *(one.kinds for one in book.overrides)]
    return min(plain, key=lambda kind: sum(matches(kinds, kind) for kinds in every))


def contacts_of(
    asked: tuple[Question, ...], answers: Answers, day: int, before: Contacts | None = None
) -> Contacts:
    """Return the contacts that answers stand for.

    Args:
        asked: The questions.
        answers: By question id.
        day: The day asked about.
        before: The contacts of the same person so far. One that an earlier answer stood for and
            that is no longer ends on the day its score was told, so that it counts on no day;
            one that is still there counts from ``day`` on only, and with the new score.
    """
    count, average = _number_of_contacts(asked, answers)
    told = _told(before)
    ids = [f"{MARK}contact-{n:07}" for n in range(1, count + 1)]
    ended = [name for name in told if name not in set(ids)]
    since = [day if told.get(name) else NO_DAY for name in ids]
    until = [min(told[name], default=day) for name in ended]
    # A score that was told for a later day would outlast the new one.
    scores = [
        (row, at)
        for row, name in enumerate(ids)
        for at in sorted({day, *(one for one in told.get(name, ()) if one > day)})
    ]
    every = [*ids, *ended]
    return Contacts(
        id=np.array([*every, None], dtype=object)[:-1],
        name=np.array([*([""] * len(every)), None], dtype=object)[:-1],
        closeness=np.ones(len(every)),
        since=np.array([*since, *([NO_DAY] * len(ended))], np.int32),
        until=np.array([*([NO_DAY] * count), *until], np.int32),
        score_contact=np.array([row for row, _at in scores], np.int64),
        score_day=np.array([at for _row, at in scores], np.int32),
        score=np.full(len(scores), average),
    )


def _number_of_contacts(asked: tuple[Question, ...], answers: Answers) -> tuple[int, float]:
    for one in asked:
        given = answers.get(one.id) if one.control is Control.CONTACTS else None
        if given is not None and given.number and given.average is not None:
            return round(given.number), float(given.average)
    return 0, 0.0


def _told(before: Contacts | None) -> dict[str, list[int]]:
    """Return on which days a score was told of each contact that an answer stood for."""
    if before is None:
        return {}
    told: dict[str, list[int]] = {str(name): [] for name in before.id if str(name).startswith(MARK)}
    for row, at in zip(before.score_contact, before.score_day, strict=True):
        name = str(before.id[row])
        if name in told:
            told[name].append(int(at))
    return told


def is_answer(record: str) -> bool:
    """Whether a record came from an answer, by its id."""
    return record.startswith(MARK)
