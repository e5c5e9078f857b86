"""A score from answers: what stands beside an answer is what the scorer makes of it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import day_of
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.mirror.contacts import current
from app.mirror.scoring import score
from app.store.archive import Archive
from app.store.keys import Unlock
from app.workflow.answering import (
    TAKEN_BACK_KIND,
    export_of,
    preview_of,
    restored,
    tally,
    worth,
)
from app.workflow.importing import Answer
from app.workflow.questionnaire import Answers, Control, Given, Question, class_of, questions
from app.workflow.rulebooks import find, shipped
from tests.store.invented import CHEAP, PASSPHRASE

TODAY = day_of(dt.date(2026, 6, 15))
# The checked totals of the published criteria, criterion by criterion.
TOTALS = (
    ((264, 117, 99, 94, 81, 69, 66, 61, 55, 38, 36, 19), 999),
    ((100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 100),
    ((264, 82, 99, 0, 24, 3, 66, 61, 0, 38, 36, 9), 682),
    ((135, 117, 99, 63, 74, 49, 66, 61, 0, 38, 36, 19), 757),
    ((264, 117, 99, 63, 74, 49, 66, 61, 55, 38, 36, 19), 941),
    ((264, 117, 99, 0, 74, 49, 66, 61, 55, 38, 36, 19), 878),
    ((264, 82, 71, 28, 41, 37, 48, 10, 0, 38, 36, 0), 655),
)


def place_worth(book: Rulebook, question: Question, points: float, day: int) -> int:
    worths = [
        worth(book, question, Given(choice=place), day) for place in range(len(question.choices))
    ]
    return worths.index(points)


def answers_worth(row: tuple[int, ...], day: int) -> dict[str, Given]:
    book = find("schufa-2026")
    default, *rest = questions(book)
    answers = {default.id: Given(choice=0)}
    for question, points in zip(rest, row, strict=True):
        answers[question.id] = Given(choice=place_worth(book, question, points, day))
    return answers


def any_answer(question: Question) -> st.SearchStrategy[Given]:
    if question.control is Control.CHOICES:
        return st.builds(Given, choice=st.integers(0, len(question.choices) - 1))
    number = st.integers(0, 40).map(float)
    if question.control is Control.CONTACTS:
        return st.builds(Given, number=number, average=st.integers(350, 900).map(float))
    return st.builds(Given, number=number)


def lowest_answer(question: Question) -> Given:
    if question.control is Control.CHOICES:
        return Given(choice=0)
    return Given(number=0.0, average=500.0)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Rulebook, dict[str, Given], int]:
    book = draw(st.sampled_from(shipped()))
    day = draw(st.integers(day_of(dt.date(2016, 1, 1)), day_of(dt.date(2028, 12, 31))))
    answers = {}
    for question in questions(book):
        if draw(st.booleans()):
            answers[question.id] = draw(any_answer(question))
    return book, answers, day


@pytest.mark.parametrize(("row", "total"), TOTALS)
@pytest.mark.parametrize("date", ["2026-06-15", "2028-02-29", "2026-03-31"])
def test_the_published_totals_come_out_of_the_answers(
    row: tuple[int, ...], total: int, date: str
) -> None:
    day = day_of(dt.date.fromisoformat(date))
    answers = answers_worth(row, day)

    found = tally(find("schufa-2026"), answers, day)

    assert found.score.published == total
    assert tuple(found.points.values())[1:] == row
    assert not found.shared
    assert (found.low, found.high) == (total, total)


def test_an_open_default_leaves_no_score() -> None:
    answers = {**answers_worth(TOTALS[0][0], TODAY), "open-default": Given(choice=1)}

    found = tally(find("schufa-2026"), answers, TODAY)

    assert found.score.published is None
    assert found.score.unscored is not None
    assert found.score.unscored.override == "open-default"


@pytest.mark.heavy
@settings(max_examples=60, deadline=None)
@given(answered())
def test_points_are_those_beside_the_answer_or_said_to_be_counted_together(
    case: tuple[Rulebook, Answers, int],
) -> None:
    book, answers, day = case
    found = tally(book, answers, day)

    for question in questions(book):
        if question.id not in answers or question.override is not None:
            continue
        alone = worth(book, question, answers[question.id], day)
        if question.id in found.shared:
            assert found.shared[question.id]
        else:
            assert found.points[question.id] == pytest.approx(alone, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(answered())
def test_what_is_handed_on_scores_as_the_running_total_and_reads_back_as_the_answers(
    case: tuple[Rulebook, Answers, int],
) -> None:
    book, answers, day = case
    found = tally(book, answers, day)

    made = export_of(book, answers, day)

    again = score(book, made.records, made.contacts, day)
    assert (again.sum, again.published, again.band) == (
        found.score.sum,
        found.score.published,
        found.score.band,
    )
    back = restored(made)
    assert back is not None
    assert (back.rulebook, back.day, back.answers) == (book.id, day, answers)
    assert found.low <= found.high


@pytest.mark.heavy
@settings(max_examples=150, deadline=None)
@given(answered(), st.data())
def test_the_final_total_lies_within_what_was_said_however_the_rest_is_answered(
    case: tuple[Rulebook, Answers, int], data: st.DataObject
) -> None:
    book, answers, day = case
    before = tally(book, answers, day)
    more = dict(answers)
    for question in questions(book):
        if question.id not in more and question.override is None:
            more[question.id] = data.draw(any_answer(question))

    after = tally(book, more, day)

    final = published_figure(after.score.sum, book.decimals)
    assert before.low <= final <= before.high
    assert before.low <= after.low <= after.high <= before.high


@settings(max_examples=60, deadline=None)
@given(answered())
def test_nothing_open_leaves_no_range(case: tuple[Rulebook, Answers, int]) -> None:
    book, answers, day = case
    full = {one.id: answers.get(one.id, lowest_answer(one)) for one in questions(book)}

    found = tally(book, full, day)

    assert found.low == found.high == published_figure(found.score.sum, book.decimals)


def test_the_range_is_no_wider_than_one_open_question_makes_it() -> None:
    answers = answers_worth(TOTALS[3][0], TODAY)
    del answers["address"]

    found = tally(find("schufa-2026"), answers, TODAY)

    # 63 of the 757 are the address; it can give nothing, and 94 at most.
    assert (found.low, found.high) == (757 - 63, 757 - 63 + 94)


def test_a_later_answer_that_spills_over_is_in_the_range() -> None:
    book = find("schufa-2026")
    answers = answers_worth(TOTALS[0][0], TODAY)
    del answers["oldest-card"]

    found = tally(book, answers, TODAY)

    # A card of under six months gives nothing for itself, and is one opening: 117 become 82.
    fresh = tally(book, {**answers, "oldest-card": Given(choice=1)}, TODAY)
    assert found.low == fresh.score.published
    assert found.high == 999


def test_answers_given_anew_take_back_the_records_that_are_no_longer() -> None:
    book = find("schufa-2026")
    first = export_of(book, {"bank-requests": Given(choice=3)}, TODAY)

    second = export_of(book, {"bank-requests": Given(choice=1)}, TODAY, before=first)

    kinds = {
        str(name): second.records.kinds[kind]
        for name, kind in zip(second.records.id, second.records.kind, strict=True)
    }
    assert set(first.records.id) == set(second.records.id)
    assert kinds["answer-bank-requests-1"] == "inquiry.bank"
    assert kinds["answer-bank-requests-2"] == TAKEN_BACK_KIND
    assert score(book, second.records, second.contacts, TODAY).rule_points[1] == 82


def test_a_typed_day_falls_into_its_class_and_counts_as_it() -> None:
    book = find("schufa-2026")
    address = next(one for one in questions(book) if one.id == "address")
    since = Given(day=day_of(dt.date(2015, 2, 1)))

    place = class_of(address, since, TODAY)

    assert place is not None
    assert worth(book, address, Given(choice=place), TODAY) == 63
    assert worth(book, address, since, TODAY) == 63


def test_answers_can_be_kept_as_a_file_is() -> None:
    shown = preview_of(
        export_of(find("schufa-2026"), {"address": Given(choice=0)}, TODAY), "answers"
    )

    assert shown.answer is Answer.GOOD
    assert shown.rulebook == "schufa-2026"
    assert set(shown.records.texts["source"]) == {"own answer"}


def kept(archive: Archive, answers: Answers, day: int, person: str | None = None) -> str:
    """Keep answers as the window does: with what the person's earlier ones came to at hand."""
    before = None if person is None else archive.person(person)
    made = export_of(find("article-2016"), answers, day, before=before)
    preview = preview_of(made, "answers")
    return archive.add(preview.readings[0], person=person).person


contact_answers = st.builds(
    Given, number=st.integers(0, 12).map(float), average=st.integers(350, 950).map(float)
)


@settings(max_examples=12, deadline=None)
@given(rounds=st.lists(st.tuples(contact_answers, st.integers(0, 400)), min_size=2, max_size=3))
def test_answers_kept_anew_score_as_if_they_were_the_only_ones_and_undo_goes_back(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[tuple[Given, int]]
) -> None:
    book, person = find("article-2016"), None
    folder = tmp_path_factory.mktemp("kept") / "store"
    with Archive.make(folder, Unlock.by_passphrase(PASSPHRASE), cost=CHEAP) as archive:
        scores = []
        for contacts, later in rounds:
            day = TODAY + later
            answers = {"contacts": contacts, "late-bills": Given(number=contacts.number)}
            person = kept(archive, answers, day, person)
            export, alone = archive.person(person), export_of(book, answers, day)
            for asked in (day - 500, day - 1, day, day + 1, TODAY + 900):
                found = score(book, export.records, export.contacts, asked)
                wanted = score(book, alone.records, alone.contacts, asked)
                assert found.sum == pytest.approx(wanted.sum)
            scores.append((day, score(book, export.records, export.contacts, day).sum))
        assert person is not None
        if rounds[-1] != rounds[-2] and archive.undo(person) is not None:
            export, (day, before) = archive.person(person), scores[-2]
            assert score(book, export.records, export.contacts, day).sum == pytest.approx(before)


def test_fewer_contacts_take_back_the_others_under_the_same_ids() -> None:
    book = find("article-2016")
    first = export_of(book, {"contacts": Given(number=5.0, average=700.0)}, TODAY)

    second = export_of(
        book, {"contacts": Given(number=2.0, average=700.0)}, TODAY + 10, before=first
    )

    assert list(second.contacts.id) == list(first.contacts.id)
    assert np.count_nonzero(current(second.contacts, TODAY + 10)) == 2
