from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import Every
from app.domain.intake import Notice
from app.domain.outlook import Coming, Outlook
from app.gui.pages.overview import around, content
from app.workflow import explaining
from app.workflow.case import Case
from tests.gui import people


@pytest.fixture(scope="module")
def case():
    return people.case()


@pytest.fixture(scope="module")
def explanation(case):
    return people.explained(case)


def number(text: str) -> float:
    return float(re.sub(r"[^0-9.]", "", text)) * (-1 if "−" in text else 1)


def test_the_dial_shows_ours_the_official_figure_and_both_ranges(case, explanation) -> None:
    shown = content.dial(case, explanation)

    assert shown.figures.text == "651"
    assert shown.figures.beneath == "Very good"
    assert shown.figures.official == 648
    assert [row.text for row in shown.rows] == [
        "Official, 6 March: Good",
        "Official is lower by",
        "Range, 90 in 100 tries",
        "Certain, whatever Ping’s score is",
    ]
    assert "651 on a scale from 350 to 900" in shown.figures.spoken


def test_without_an_official_figure_the_dial_says_so() -> None:
    case = people.case(published=False)

    shown = content.dial(case, people.explained(case))

    assert shown.figures.official is None
    assert shown.rows[0].text == "No official figure in this file"


def test_a_person_without_a_score_gets_an_empty_ring_and_the_reason() -> None:
    case = people.case((("gone", people.TODAY - 3, "default.open", np.nan),))

    shown = content.dial(case, people.explained(case))

    assert shown.figures.score is None
    assert shown.figures.text == "–"
    assert shown.figures.beneath == "A default is open"
    assert shown.note is None


@pytest.mark.parametrize("day", range(0, 400, 23))
def test_the_sum_re_adds_on_any_day(case, day) -> None:
    asked = case.on(case.day - day)

    total = content.reasons(asked, people.explained(asked)).sum

    parts = [total.start, total.gives, total.takes, total.rounding]
    assert sum(number(part) for part in parts if part) == number(total.result)


def test_the_four_strongest_of_each_side_stand_first(case, explanation) -> None:
    shown = content.reasons(case, explanation)

    for side in (shown.gives, shown.takes):
        moved = [abs(line.points) for line in side.lines]
        assert moved == sorted(moved, reverse=True)
        assert len(moved) <= content.STRONGEST
    assert shown.takes.lines[0].rule == "economy-posts"
    assert shown.link == "Are these 60 records right? Check them"


def test_a_bar_is_the_share_of_the_most_that_the_rule_can_move(case, explanation) -> None:
    line = content.reasons(case, explanation).gives.lines[0]
    exact = next(one.points for one in explanation.rules if one.id == line.rule)

    assert line.share == pytest.approx(abs(exact) / 69)


def test_the_ladder_holds_perks_and_both_figures_in_order(case, explanation) -> None:
    shown = around.ladder(case, explanation)

    assert [(rung.figure, rung.kind) for rung in shown.rungs] == [
        ("701", "perk"),
        ("651", "ours"),
        ("650", "perk"),
        ("648", "official"),
    ]
    assert [rung.held for rung in shown.rungs] == [False, False, True, False]
    assert shown.rungs[-1].distance == "2 short"


def test_many_coming_changes_become_one_line_and_still_add_up(case, explanation) -> None:
    items = tuple(Coming("home-goods", -1.0 - n, case.day + n, 1) for n in range(9))

    shown = around.coming(case, Outlook(items, explanation.to.score), case.day + 92)

    assert len(shown.lines) == 4
    assert sum(line.points for line in shown.lines) == pytest.approx(sum(i.points for i in items))
    assert shown.lines[-1].text == "6 other changes"


def test_a_future_without_a_score_says_so(case, explanation) -> None:
    nobody = replace(explanation.to.score, published=None, score=None)

    shown = around.coming(case, Outlook((), nobody), case.day + 92)

    assert shown.lines == ()
    assert shown.result == "no score"


def test_the_history_ends_with_our_figure_and_the_last_official_one(case: Case) -> None:
    told = explaining.history(
        case.export, case.rulebook, around.year_before(case.day), case.day, Every.DAY
    )

    shown = around.history_lines(case, told)

    assert shown.ours_label == ("651", "ours")
    assert shown.official_label == ("648", "official")
    assert len(shown.ticks) == 3
    assert "651" in shown.spoken


def test_another_rulebooks_official_figure_is_told_and_not_compared(case, explanation) -> None:
    other = Notice("official_other_rulebook", "made by another")
    told = replace(explanation, notices=(*explanation.notices, other))

    shown = content.dial(case, told)

    assert shown.figures.official is None
    assert [row.text for row in shown.rows[:2]] == [
        "Official, 6 March, by another rulebook",
        "Range, 90 in 100 tries",
    ]
    assert shown.rows[0].figure == "648"
    assert all(rung.kind != "official" for rung in around.ladder(case, told).rungs)
    history = explaining.history(
        case.export, case.rulebook, case.day - 30, case.day, Every.DAY, frozenset()
    )
    assert len(around.history_lines(case, history, compares=False).official) == 0


def test_a_range_that_reads_the_same_at_both_ends_is_not_shown(case, explanation) -> None:
    narrow = replace(explanation.range, low=650.8, high=651.2)
    shown = content.dial(case, replace(explanation, range=narrow))

    assert shown.figures.low is None
    assert all(not row.text.startswith("Range") for row in shown.rows)


def test_a_perk_that_only_the_official_figure_holds_is_half(case, explanation) -> None:
    def partly(official: float) -> list[bool]:
        figure = replace(explanation.official, score=official)
        rungs = around.ladder(case, replace(explanation, official=figure)).rungs
        return [rung.partly for rung in rungs if rung.kind == "perk"]

    assert partly(720.0) == [True, False]  # 701, and 650, which our own figure holds
    assert partly(648.0) == [False, False]


def test_the_arrow_keys_have_a_stop_at_each_mark_of_the_dial(case, explanation) -> None:
    stops = content.dial(case, explanation).figures.stops

    assert [stop.value for stop in stops] == sorted(stop.value for stop in stops)
    assert {"Your score", "Official", "Range from", "Range to"} <= {s.caption for s in stops}
    ours = next(stop for stop in stops if stop.caption == "Your score")
    assert (ours.text, ours.beneath) == ("651", "Very good")
