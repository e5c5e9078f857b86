from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Every
from app.domain.judging import Ground, Judged, Relation, Verdict
from app.domain.records import Decision, OfficialScores
from app.mirror import timeline
from app.workflow import decisions, explaining, importing, reading
from tests.gui import people

BOOK = people.book()


def official(*points: tuple[int, float]) -> OfficialScores:
    days, scores = zip(*points, strict=True) if points else ((), ())
    text = people.texts(*[""] * len(points))
    return OfficialScores(np.array(days, np.int32), np.array(scores, np.float64), text, text)


def decision(**changes) -> Decision:
    given_ = {
        "day": 100,
        "who": "Swift Car Hire",
        "what": "Car hire",
        "outcome": "Deposit of 3,000 yuan",
        "threshold": 650.0,
        "reasons": "",
    }
    return Decision(**(given_ | changes))


def judged(one: Decision, score: float | None = 655.0, book=BOOK) -> Judged:
    published = official() if score is None else official((90, score))
    return decisions.judge((one,), published, np.array([np.nan]), book)[0]


def test_a_reason_that_the_score_of_that_day_contradicts_does_not_fit() -> None:
    told = judged(decision(reasons="Score under 650"), 655)

    assert (told.verdict, told.ground) == (Verdict.DOES_NOT_FIT, Ground.STATED)
    assert told.over == 5


def test_a_reason_that_is_true_fits() -> None:
    told = judged(decision(reasons="Score under 650"), 640)

    assert (told.verdict, told.ground) == (Verdict.FITS, Ground.STATED)


def test_an_outcome_without_a_plain_yes_or_no_is_not_interpreted() -> None:
    told = judged(decision())

    assert (told.verdict, told.ground) == (Verdict.CANNOT_BE_TOLD, Ground.WORDS)


@pytest.mark.parametrize(
    ("outcome", "score", "verdict"),
    [
        ("Refused", 655, Verdict.DOES_NOT_FIT),
        ("Refused", 640, Verdict.FITS),
        ("Approved", 655, Verdict.FITS),
        ("Approved", 640, Verdict.DOES_NOT_FIT),
    ],
)
def test_a_plain_yes_or_no_is_held_against_the_threshold(outcome, score, verdict) -> None:
    told = judged(decision(outcome=outcome), score)

    assert (told.verdict, told.ground) == (verdict, Ground.OUTCOME)


def test_a_refusal_for_another_reason_is_no_contradiction() -> None:
    told = judged(decision(outcome="Refused", reasons="No fixed address"))

    assert (told.verdict, told.ground) == (Verdict.CANNOT_BE_TOLD, Ground.OTHER_REASON)


def test_a_true_reason_does_not_excuse_the_wrong_outcome() -> None:
    told = judged(decision(outcome="Refused", reasons="Score of 650 or more"), 655)

    assert (told.verdict, told.ground) == (Verdict.DOES_NOT_FIT, Ground.OUTCOME)


def test_exactly_the_threshold_is_left_open() -> None:
    told = judged(decision(outcome="Refused"), 650)

    assert (told.verdict, told.ground) == (Verdict.CANNOT_BE_TOLD, Ground.ON_THE_LINE)


def test_without_an_official_figure_nothing_is_told() -> None:
    told = judged(decision(outcome="Refused", reasons="Score under 650"), None)

    assert (told.verdict, told.ground) == (Verdict.CANNOT_BE_TOLD, Ground.NO_SCORE)


def test_without_a_threshold_nothing_is_told() -> None:
    told = judged(decision(outcome="Refused", threshold=None, reasons="Score too low"))

    assert (told.verdict, told.ground) == (Verdict.CANNOT_BE_TOLD, Ground.NO_THRESHOLD)


def test_a_reason_may_name_the_threshold_itself() -> None:
    told = judged(decision(threshold=None, reasons="Score under 650"))

    assert told.threshold == 650
    assert told.verdict is Verdict.DOES_NOT_FIT


def test_a_number_off_the_scale_is_no_threshold() -> None:
    told = judged(decision(threshold=None, reasons="Score under 18"))

    assert told.threshold is None


def test_the_same_outcome_on_both_sides_of_the_threshold_is_marked_on_both() -> None:
    published = official((90, 640.0), (110, 660.0))
    pair = (decision(day=100), decision(day=120, outcome="deposit of  3,000 yuan"))

    told = decisions.judge(pair, published, np.full(2, np.nan), BOOK)

    assert [one.ground for one in told] == [Ground.NO_DIFFERENCE] * 2
    assert [one.other for one in told] == [660.0, 640.0]
    assert {one.verdict for one in told} == {Verdict.DOES_NOT_FIT}


def test_other_outcomes_on_both_sides_are_no_contradiction() -> None:
    published = official((90, 640.0), (110, 660.0))
    pair = (decision(day=100), decision(day=120, outcome="None was asked for"))

    told = decisions.judge(pair, published, np.full(2, np.nan), BOOK)

    assert {one.verdict for one in told} == {Verdict.CANNOT_BE_TOLD}


def test_a_next_figure_on_the_other_side_is_told() -> None:
    published = official((90, 655.0), (110, 645.0))

    told = decisions.judge((decision(),), published, np.array([np.nan]), BOOK)[0]

    assert told.following is not None
    assert told.following.score == 645


def test_the_perk_of_the_same_name_is_named_where_it_asks_for_another_score() -> None:
    perk = next(one for one in BOOK.perks if one.at is not None)
    name = perk.title["en"]

    assert judged(decision(what=name, threshold=perk.at + 20)).perk == perk.id
    assert judged(decision(what=name, threshold=perk.at)).perk is None
    assert judged(decision(what="Flat", threshold=perk.at + 20)).perk is None


@given(
    days=st.lists(st.integers(0, 60), unique=True, min_size=1, max_size=8).map(sorted),
    day=st.integers(0, 60),
)
def test_the_figure_held_against_is_the_last_of_that_day_or_before(days, day) -> None:
    published = official(*((at, 600.0 + at) for at in days))

    told = decisions.judge((decision(day=day),), published, np.array([1.0]), BOOK)[0]

    before = [at for at in days if at <= day]
    assert (told.official.day if told.official else None) == (max(before) if before else None)


@given(
    score=st.floats(350, 900),
    at=st.floats(350, 900),
    outcome=st.sampled_from(["Refused", "Approved", "Deposit", "Page 4"]),
    reasons=st.sampled_from(["", "Score too low", "Score high enough", "Moved house"]),
)
def test_a_verdict_is_never_more_than_its_words_and_figures_say(
    score, at, outcome, reasons
) -> None:
    told = judged(decision(outcome=outcome, reasons=reasons, threshold=at), score)

    assert told.over == pytest.approx(score - at)
    if reasons == "Moved house":
        assert told.verdict is Verdict.CANNOT_BE_TOLD
    elif told.ground is Ground.STATED:
        low = reasons == "Score too low"
        assert (told.verdict is Verdict.FITS) == ((score < at) == low)
    elif told.ground is Ground.OUTCOME:
        assert (told.verdict is Verdict.FITS) == ((score > at) == (outcome == "Approved"))
    else:
        assert told.verdict is Verdict.CANNOT_BE_TOLD


@given(score=st.floats(0, 1000), at=st.floats(0, 1000), relation=st.sampled_from(Relation))
def test_of_a_relation_and_its_opposite_exactly_one_holds(score, at, relation) -> None:
    assert relation.holds(score, at) != relation.opposite.holds(score, at)
    assert relation.opposite.opposite is relation


def test_our_figures_are_those_of_the_history_and_come_in_one_pass(monkeypatch) -> None:
    export = people.export()
    decided = tuple(decision(day=people.TODAY - back) for back in (3, 40, 3, 200))
    passes = []
    scores_over = timeline.scores_over
    monkeypatch.setattr(
        timeline, "scores_over", lambda *asked: passes.append(1) or scores_over(*asked)
    )

    ours = decisions.ours_on(export, BOOK, decided, frozenset())

    told = explaining.history(
        export, BOOK, people.TODAY - 200, people.TODAY, Every.DAY, frozenset()
    )
    by_day = dict(zip(told.day.tolist(), told.published.tolist(), strict=True))
    assert ours.tolist() == [by_day[one.day] for one in decided]
    assert passes == [1]


def test_later_decisions_wait_and_the_newest_stands_first() -> None:
    export = replace(
        people.export(), decisions=(decision(day=10), decision(day=30), decision(day=20))
    )

    told = decisions.judged(export, BOOK, 20)

    assert [one.decision.day for one in told] == [20, 10]


def test_the_sample_has_one_decision_that_does_not_fit() -> None:
    export = importing.preview([reading.sample_person()], password=None).together.export
    asked = explaining.question(export)

    told = decisions.judged(export, asked.rulebook, asked.day)

    unfit = [one for one in told if one.verdict is Verdict.DOES_NOT_FIT]
    assert [one.decision.outcome for one in unfit] == ["Deposit of 3,000 yuan"]
    assert unfit[0].official.score == 655
    assert sum(one.threshold is not None for one in told) == 3
