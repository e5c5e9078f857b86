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

from app.domain.calendar import day_of, iso
from app.domain.intake import Reading
from app.domain.records import Export, OfficialScores, Records, Subject
from app.domain.rulebook import Rulebook, matches
from app.domain.score import Score
from app.explain.explaining import score_of
from app.workflow.answer_range import final_range
from app.workflow.answer_records import (
    SHEET,
    Entry,
    contacts_of,
    entries_of,
    facts_of,
    ids_of,
    is_answer,
    table,
)
from app.workflow.importing import Preview
from app.workflow.questionnaire import Answers, Given, Question, questions

READER = "answers"
GIVEN_KIND = "answers.given"
TAKEN_BACK_KIND = "answers.taken_back"

_PART = 20_000  # records looked through in one go


@dataclass(frozen=True)
class Tally:
    """What answers come to.

    Attributes:
        score: Of all answers together.
        points: What each answered question gives or takes by that score, by question id.
        alone: What each is worth by itself: the scorer's points for its records alone.
        shared: Questions whose points are not what stands beside their answer, and the questions
            whose records are counted with theirs.
        low: The least that the open questions could still make of it, as published.
        high: The most, likewise.
        answered: How many questions are answered.
    """

    score: Score
    points: Mapping[str, float]
    alone: Mapping[str, float]
    shared: Mapping[str, tuple[str, ...]]
    low: float
    high: float
    answered: int


def worth(book: Rulebook, question: Question, given: Given, day: int) -> float:
    """Return what an answer is worth by itself: the points of its rules. Unit: points."""
    return _points(
        book, question, score_of(book, facts_of(book, (question,), {question.id: given}, day))
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
    entries = entries_of(book, asked, answers, day)
    found = score_of(book, facts_of(book, asked, answers, day))
    points = {one.id: _points(book, one, found) for one in given}
    alone = {one.id: worth(book, one, answers[one.id], day) for one in given}
    shared = {}
    for one in given:
        if one.override is None and not math.isclose(points[one.id], alone[one.id], abs_tol=1e-9):
            others = (entry.question for entry in entries if matches(one.kinds, entry.kind))
            shared[one.id] = tuple(dict.fromkeys(name for name in others if name != one.id))
    low, high = final_range(book, asked, answers, day, found)
    return Tally(found, points, alone, shared, low, high, len(given))


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
    entries = entries_of(book, asked, answers, day)
    ids = ids_of(entries)
    stale = (
        []
        if before is None
        else [
            str(one)
            for one in before.records.id
            if is_answer(str(one)) and str(one) not in {*ids, SHEET}
        ]
    )
    gone = [Entry("", TAKEN_BACK_KIND, day) for _one in stale]
    sheet = Entry("", GIVEN_KIND, day)
    records = table([*ids, *stale, SHEET], [*entries, *gone, sheet], _written(book, answers, day))
    return Export(
        records,
        contacts_of(asked, answers, day, None if before is None else before.contacts),
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
        found = np.flatnonzero(records.id[start : start + _PART] == SHEET)
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
