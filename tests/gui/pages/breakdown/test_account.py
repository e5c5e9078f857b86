"""The account re-adds by hand, whatever the figures are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.explanation import FactorShare, Official, ScoreRange, State
from app.domain.rulebook import Basis, Number
from app.gui.charts.waterfall_layout import Part
from app.gui.pages.breakdown.account import RULES_CHANGED, account, waterfall
from tests.gui.pages.breakdown import mei

figures = st.floats(-300, 300, allow_nan=False)


def with_points(points, *, decimals=0, official=None, base=625.0):
    """Return Mei's explanation with other points for her factors."""
    shown = mei.explanation()
    book = mei.rulebook(decimals=decimals)
    total = base + sum(points)
    from app.domain.score import published_figure

    scored = mei.score(total, published=published_figure(total, decimals))
    names = [share.id for share in shown.factors]
    return replace(
        shown,
        to=State("to", scored, book),
        since=State("no_records", mei.score(base), book),
        factors=tuple(
            FactorShare(name, moved, moved, 0.0) for name, moved in zip(names, points, strict=True)
        ),
        official=None
        if official is None
        else Official(mei.TODAY, official, official - scored.published),
    )


@given(
    points=st.lists(figures, min_size=5, max_size=5),
    decimals=st.integers(0, 2),
    base=st.floats(300, 900),
    official=st.one_of(st.none(), st.floats(300, 900).map(lambda score: round(score, 1))),
)
def test_the_rows_re_add_to_the_point(points, decimals, base, official) -> None:
    told = account(with_points(points, decimals=decimals, base=base, official=official))

    running = told.start
    for row in told.rows:
        if row.points is None:
            assert row.after == pytest.approx(running)
            continue
        assert row.points == round(row.points, row.decimals)
        assert row.before == pytest.approx(running)
        running += row.points
        assert row.after == pytest.approx(running)


@given(points=st.lists(figures, min_size=5, max_size=5))
def test_the_sentence_adds_up_too(points) -> None:
    told = account(with_points(points))

    gained = sum(moved for _name, moved in told.gains)
    lost = sum(moved for _name, moved in told.losses)
    assert told.start + gained + lost + told.rounding == told.result


def test_gains_come_first_and_then_losses_each_by_size() -> None:
    told = account(with_points([-3, 20, 8, -18, 0.1]))

    steps = [row.points for row in told.rows if row.part is Part.STEP]
    assert steps == [20, 8, -18, -3, 0]


def test_a_factor_that_nothing_touches_has_no_row() -> None:
    shown = mei.explanation()
    still = replace(
        shown,
        rules=tuple(replace(share, points=0.0) for share in shown.rules),
        factors=tuple(
            replace(share, points=share.points if share.id == "driving" else 0.0)
            for share in shown.factors
        ),
    )

    assert [row.id for row in account(still).rows if row.id] == ["driving"]


def test_small_steps_make_their_point_without_a_row_for_rounding() -> None:
    told = account(with_points([0.4, 0.4, 0.4, 0, 0]))

    steps = [row.points for row in told.rows if row.part is Part.STEP]
    assert sorted(steps, reverse=True)[:3] == [1, 0, 0]
    assert not [row for row in told.rows if row.part is Part.ROUNDING]
    assert told.result == 626


def test_there_is_no_rounding_row_where_nothing_is_lost() -> None:
    assert not [r for r in account(mei.explanation()).rows if r.part is Part.ROUNDING]


def test_the_unexplained_is_the_official_figure_minus_ours() -> None:
    rows = account(mei.explanation()).rows

    assert [(row.part, row.points, row.after) for row in rows[-3:]] == [
        (Part.TOTAL, None, 652),
        (Part.UNEXPLAINED, -4, 648),
        (Part.OFFICIAL, None, 648),
    ]
    assert not rows[-2].guess


def test_an_official_figure_with_a_decimal_keeps_it() -> None:
    told = account(with_points([27, 0, 0, 0, 0], official=648.4))

    assert [(row.points, row.after, row.decimals) for row in told.rows[-2:]] == [
        (-3.6, 648.4, 1),
        (None, 648.4, 1),
    ]


def test_the_official_figure_of_another_day_says_so() -> None:
    shown = mei.explanation()
    older = replace(shown, official=Official(mei.TODAY - 5, 648.0, -4.0))

    assert account(older).rows[-1].label == "Official figure, 1 Mar 2016"


def test_without_a_score_the_sum_is_called_what_the_rules_make() -> None:
    shown = mei.explanation()
    none = replace(shown.to.score, score=None, published=None, band=None)
    told = account(replace(shown, to=replace(shown.to, score=none)))

    assert not told.scored
    assert (told.rows[-1].label, told.rows[-1].after) == ("What the rules make", 652)


def test_changed_rules_are_a_row_of_their_own() -> None:
    shown = replace(mei.explanation(), rules_changed=-8.0)
    score = mei.score(shown.to.score.sum - 8)
    told = account(replace(shown, to=replace(shown.to, score=score)))

    row = next(row for row in told.rows if row.id == RULES_CHANGED)
    assert (row.label, row.points) == ("The rules changed", -8)


def test_a_factor_of_reported_numbers_is_no_guess() -> None:
    rows = {row.id: row.guess for row in account(mei.explanation()).rows if row.id}

    assert rows["purchases"]
    assert not rows["driving"]


def test_a_published_base_is_no_guess() -> None:
    shown = mei.explanation()
    book = mei.rulebook(base=Number(625, 625, 625, Basis.PUBLISHED, "magazine"))
    told = account(replace(shown, to=replace(shown.to, rulebook=book)))

    assert not told.rows[0].guess


def test_a_drawn_range_is_told_with_its_factor() -> None:
    drawn = ScoreRange(617, 705, 0.9, 1000, {}, {"purchases": (9.0, 44.0)}, {})
    rows = account(replace(mei.explanation(), range=drawn)).rows

    notes = next(row.notes for row in rows if row.id == "purchases")
    assert notes == (("Range, 90 in 100 tries", "+9 to +44"),)


def test_the_nearest_perk_is_the_first_mark_and_equal_ones_share_it() -> None:
    perks = (*mei.rulebook().perks, replace(mei.rulebook().perks[0], id="bike"))
    shown = mei.explanation()
    book = mei.rulebook(perks=perks)

    marks = waterfall(replace(shown, to=replace(shown.to, rulebook=book))).marks

    assert [mark.label for mark in marks] == [
        "650: car hire without a deposit and 1 more",
        "700: fewer papers for a visa",
    ]
