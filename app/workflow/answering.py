"""A score from answers: each becomes the records that it stands for, and these are scored.

Nothing is added up here. What an answer is worth is what the scorer makes of its records alone,
and the running total is what it makes of all of them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from app.domain.calendar import NO_DAY, Unit, day_later, day_of, iso
from app.domain.intake import Reading
from app.domain.records import Contacts, Export, OfficialScores, Records, Subject
from app.domain.rulebook import Measure, Rule, Rulebook, matches
from app.domain.score import Score, published_figure
from app.explain.explaining import score_of
from app.mirror.facts import Facts
from app.rulebook.bounds import factor_reach, rule_reach
from app.wording.questions import OWN_ANSWER
from app.workflow.importing import Preview
from app.workflow.questionnaire import Answers, Choice, Control, Given, Question, questions

READER = "answers"
GIVEN_KIND = "answers.given"
TAKEN_BACK_KIND = "answers.taken_back"
_SHEET = "answer-all"
_MARK = "answer-"
_PART = 20_000  # records looked through in one go


@dataclass(frozen=True)
class Tally:
    """What answers come to.

    Attributes:
        score: Of all answers together.
        points: What each answered question gives or takes by that score, by question id.
        shared: Questions whose points are not what stands beside their answer, and the questions
            whose records are counted with theirs.
        low: The least that the open questions could still make of it, as published.
        high: The most, likewise.
        answered: How many questions are answered.
    """

    score: Score
    points: Mapping[str, float]
    shared: Mapping[str, tuple[str, ...]]
    low: float
    high: float
    answered: int


class _Entry(NamedTuple):
    """A record that an answer stands for."""

    question: str
    kind: str
    day: int
    amount: float = math.nan
    until: int = NO_DAY


def worth(book: Rulebook, question: Question, given: Given, day: int) -> float:
    """Return what an answer is worth by itself: the points of its rules. Unit: points."""
    return _points(
        book, question, score_of(book, _facts(book, (question,), {question.id: given}, day))
    )


def tally(book: Rulebook, answers: Answers, day: int) -> Tally:
    """Score answers.

    Args:
        book: The rulebook.
        answers: By question id; a question that is not there is open.
        day: The day asked about.
    """
    asked = questions(book)
    given = [question for question in asked if question.id in answers]
    entries = _entries(book, asked, answers, day)
    found = score_of(book, _facts(book, asked, answers, day))
    points = {one.id: _points(book, one, found) for one in given}
    shared = {}
    for one in given:
        if one.override is None and not math.isclose(
            points[one.id], worth(book, one, answers[one.id], day), abs_tol=1e-9
        ):
            others = (entry.question for entry in entries if matches(one.kinds, entry.kind))
            shared[one.id] = tuple(dict.fromkeys(name for name in others if name != one.id))
    low, high = _reach(book, asked, answers, found)
    return Tally(found, points, shared, low, high, len(given))


def export_of(
    book: Rulebook, answers: Answers, day: int, name: str = "", before: Export | None = None
) -> Export:
    """Return answers as one person's data.

    The answers as they were given are kept beside their records, in one that no rule counts.

    Args:
        book: The rulebook that asked.
        answers: By question id.
        day: The day asked about.
        name: Whose answers they are; may be empty.
        before: What earlier answers of the same person came to. A record of theirs that is no
            longer stands for nothing, so that keeping it again takes it back.
    """
    asked = questions(book)
    entries = _entries(book, asked, answers, day)
    ids = _ids(entries)
    stale = (
        []
        if before is None
        else [
            str(one)
            for one in before.records.id
            if is_answer(str(one)) and str(one) not in {*ids, _SHEET}
        ]
    )
    gone = [_Entry("", TAKEN_BACK_KIND, day) for _one in stale]
    sheet = _Entry("", GIVEN_KIND, day)
    records = _table([*ids, *stale, _SHEET], [*entries, *gone, sheet], _written(book, answers, day))
    return Export(
        records,
        _contacts(asked, answers, day),
        OfficialScores.none(),
        subject=Subject(name=name),
        created=day,
        rulebook=book.id,
        rulebook_version=book.version,
    )


def preview_of(export: Export, what: str) -> Preview:
    """Return answers as what can be kept, or only looked at.

    Args:
        export: The answers' data.
        what: What they are called where a file would have its name.
    """
    count = len(export.records)
    reading = Reading(
        READER, export, (what,), count + len(export.contacts), count + len(export.contacts)
    )
    return Preview((reading,), reading, (), export.rulebook or "")


def is_answer(record: str) -> bool:
    """Whether a record came from an answer, by its id."""
    return record.startswith(_MARK)


class Restored(NamedTuple):
    """Answers read back from a person's records."""

    rulebook: str
    day: int
    answers: dict[str, Given]


def restored(export: Export) -> Restored | None:
    """Read back the answers that a person's records stand for; ``None`` where there are none."""
    row = _row_of_sheet(export.records)
    if row is None:
        return None
    written = json.loads(export.records.text("reference", row))
    answers = {name: Given(*parts) for name, parts in written["answers"].items()}
    return Restored(written["rulebook"], day_of(date.fromisoformat(written["day"])), answers)


def _row_of_sheet(records: Records) -> int | None:
    """Return the row that all answers are written in; an index of all ids would take far longer."""
    if "reference" not in records.texts:
        return None
    # Comparing texts keeps the interpreter to itself: a part at a time lets the window go on.
    for start in range(0, len(records), _PART):
        found = np.flatnonzero(records.id[start : start + _PART] == _SHEET)
        if len(found):
            return start + int(found[0])
    return None


def _written(book: Rulebook, answers: Answers, day: int) -> str:
    parts = {
        name: (one.choice, one.number, one.day, one.average)
        for name, one in sorted(answers.items())
    }
    return json.dumps({"rulebook": book.id, "day": iso(day), "answers": parts})


def _points(book: Rulebook, question: Question, found: Score) -> float:
    if question.factor is None:
        return 0.0
    if len(question.rules) > 1:
        row = next(n for n, one in enumerate(book.factors) if one.id == question.factor.id)
        return float(found.factor_points[row])
    row = next(n for n, one in enumerate(book.rules) if one.id == question.id)
    return float(found.rule_points[row])


def _reach(
    book: Rulebook, asked: tuple[Question, ...], answers: Answers, found: Score
) -> tuple[float, float]:
    """Return between what the score lies, whatever the open questions are answered."""
    low = high = book.base.value
    for factor in book.factors:
        mine = [one for one in asked if one.factor is not None and one.factor.id == factor.id]
        least = most = 0.0
        for one in mine:
            if one.id in answers:
                here = _points(book, one, found)
                least, most = least + here, most + here
            else:
                reach = (
                    rule_reach(one.rules[0], book)
                    if len(one.rules) == 1
                    else factor_reach(book, factor)
                )
                least, most = least + reach.low, most + reach.high
        bottom = -math.inf if factor.minimum is None else factor.minimum
        top = math.inf if factor.maximum is None else factor.maximum
        low += min(max(least, bottom), top)
        high += min(max(most, bottom), top)
    low, high = (min(max(one, book.floor), book.ceiling) for one in (low, high))
    return published_figure(low, book.decimals), published_figure(high, book.decimals)


def _facts(book: Rulebook, asked: tuple[Question, ...], answers: Answers, day: int) -> Facts:
    entries = _entries(book, asked, answers, day)
    return Facts(_table(_ids(entries), entries), _contacts(asked, answers, day), day)


def _ids(entries: list[_Entry]) -> list[str]:
    counts: dict[str, int] = {}
    ids = []
    for entry in entries:
        counts[entry.question] = counts.get(entry.question, 0) + 1
        ids.append(f"{_MARK}{entry.question}-{counts[entry.question]}")
    return ids


def _table(ids: list[str], entries: list[_Entry], sheet: str = "") -> Records:
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
            "reference": texts([sheet if one == _SHEET else "" for one in ids]),
        },
    )


def _entries(
    book: Rulebook, asked: tuple[Question, ...], answers: Answers, day: int
) -> list[_Entry]:
    """Return the records that answers stand for.

    Records with a day of their own come first; what only has to be so many takes them in, where
    they count there too: a card opened last month is one of the year's openings.
    """
    made: list[_Entry] = []
    counted = []
    given = [(question, answers[question.id]) for question in asked if question.id in answers]
    for question, answer in given:
        if question.override is not None:
            if answer.choice is not None and question.choices[answer.choice].holds:
                made.append(_Entry(question.id, question.override.kinds[0], day))
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
        there = sum(matches(rule.kinds, one.kind) and _alive(rule, one.day, day) for one in made)
        kind = _kind(book, rule.kinds)
        made.extend(_Entry(question.id, kind, day) for _one in range(count - there))
    return made


def _count(question: Question, answer: Given) -> int:
    if answer.choice is not None:
        start = question.choices[answer.choice].start or 0.0
        return math.ceil(start)
    return max(0, round(answer.number or 0))


def _timed_or_amount(
    book: Rulebook, question: Question, answer: Given, answers: Answers, day: int
) -> list[_Entry]:
    rule = question.rules[0]
    if rule.measure is Measure.CONTACTS:
        return []
    kind = _kind(book, rule.kinds)
    if rule.measure in {Measure.AMOUNT, Measure.LATEST}:
        if answer.number is None or (rule.measure is Measure.AMOUNT and not answer.number):
            return []
        return [_Entry(question.id, kind, day, amount=answer.number)]
    at = _day(question, answer, rule.unit or Unit.DAYS, day)
    if at is None:
        return []
    if rule.measure is Measure.TIME_LEFT:
        begun = _begun(book, kind, answers, day)
        return [_Entry(question.id, kind, begun, until=at)]
    return [_Entry(question.id, kind, min(at, day))]


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
    made: list[_Entry],
) -> list[_Entry]:
    if choice.kind is None:
        return []
    runs = any(
        rule.measure is Measure.TIME_LEFT and rule.names(choice.kind) for rule in question.rules
    )
    if not runs:
        return [_Entry(question.id, choice.kind, day)]
    if any(entry.kind == choice.kind and entry.until >= day for entry in made):
        return []  # the contract of another answer is the one that is open
    return [_Entry(question.id, choice.kind, _begun(book, choice.kind, answers, day), until=day)]


def _alive(rule: Rule, at: int, day: int) -> bool:
    if rule.lifetime is None:
        return True
    return day_later(at, rule.lifetime.count, rule.lifetime.unit) > day


def _kind(book: Rulebook, patterns: tuple[str, ...]) -> str:
    """Return the kind that the fewest other rules count as well, the first of equals."""
    plain = [one.removesuffix(".*") for one in patterns]
    every = [*(rule.kinds for rule in book.rules), *(one.kinds for one in book.overrides)]
    return min(plain, key=lambda kind: sum(matches(kinds, kind) for kinds in every))


def _contacts(asked: tuple[Question, ...], answers: Answers, day: int) -> Contacts:
    given = [
        answers[one.id] for one in asked if one.control is Control.CONTACTS and one.id in answers
    ]
    given = [one for one in given if one.number and one.average is not None]
    if not given:
        return Contacts.none()
    count, average = round(given[0].number or 0), given[0].average or 0.0
    ids = np.array([f"{_MARK}contact-{n:04}" for n in range(1, count + 1)], dtype=object)
    return Contacts(
        id=ids,
        name=np.array([""] * count, dtype=object),
        closeness=np.ones(count),
        since=np.full(count, NO_DAY, np.int32),
        until=np.full(count, NO_DAY, np.int32),
        score_contact=np.arange(count),
        score_day=np.full(count, day, np.int32),
        score=np.full(count, float(average)),
    )
