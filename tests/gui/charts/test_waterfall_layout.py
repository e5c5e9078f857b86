"""Where everything of a waterfall stands."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gui.charts.waterfall_layout import (
    BAR,
    Mark,
    Part,
    Row,
    Waterfall,
    label_column,
    lay_out,
    ticks,
)

moves = st.lists(st.integers(-200, 200), max_size=12)


def chart(start: int, moved: list[int], marks: tuple[Mark, ...] = ()) -> Waterfall:
    rows, running = [Row(Part.START, "", "No records", start, start)], float(start)
    for number, points in enumerate(moved):
        rows.append(Row(Part.STEP, f"f{number}", "Bills", running, running + points, points))
        running += points
    rows.append(Row(Part.TOTAL, "", "Our figure", running, running))
    return Waterfall(tuple(rows), marks)


def laid_out(shown: Waterfall, width: float = 640, scale: float = 1.0):
    lines = [1] * len(shown.rows)
    return lay_out(shown, width, 100 * scale, lines, (60 * scale, 40 * scale), scale)


@given(start=st.integers(0, 1000), moved=moves, width=st.floats(320, 2000))
def test_every_bar_begins_where_the_row_above_ends(start, moved, width) -> None:
    shown = chart(start, moved)
    layout = laid_out(shown, width)

    for above, here in zip(shown.rows, shown.rows[1:], strict=False):
        place = layout.places[shown.rows.index(here)]
        joint = layout.axis.x(above.after)
        assert joint == pytest.approx(place.bar_left) or joint == pytest.approx(place.bar_right)


@given(start=st.integers(0, 1000), moved=moves, width=st.floats(320, 2000))
def test_all_stands_within_the_chart_and_left_of_the_figures(start, moved, width) -> None:
    layout = laid_out(chart(start, moved), width)

    for place in layout.places:
        assert layout.axis.left <= place.bar_left <= place.bar_right <= layout.axis.right
        assert place.bar_right < max(layout.points_right, layout.axis.left + 41)
    assert layout.points_right < layout.makes_right < width


@given(start=st.integers(0, 1000), moved=moves, width=st.floats(240, 420))
def test_folded_bars_stand_beneath_their_labels_and_take_the_whole_width(
    start, moved, width
) -> None:
    shown = chart(start, moved)
    lines = [1] * len(shown.rows)
    layout = lay_out(shown, width, 60, lines, (60, 40), folded=True)

    assert layout.axis.left < 20
    assert layout.axis.right == layout.makes_right
    for place in layout.places:
        assert place.bar_middle - BAR / 2 >= place.top + place.text_height
        assert place.bar_middle + BAR / 2 <= place.top + place.height
    for above, here in itertools.pairwise(layout.places):
        assert above.top + above.height == pytest.approx(here.top)


@given(start=st.integers(0, 1000), moved=moves)
def test_a_longer_bar_is_more_points(start, moved) -> None:
    shown = chart(start, moved)
    layout = laid_out(shown)

    lengths = [place.bar_right - place.bar_left for place in layout.places]
    steps = [
        (abs(row.points), length)
        for row, length in zip(shown.rows, lengths, strict=True)
        if row.points is not None
    ]
    for points, length in steps:
        for other, its in steps:
            assert (points > other) <= (length >= its)


def test_a_label_of_two_lines_makes_its_row_higher_and_moves_the_rows_below() -> None:
    shown = chart(625, [26, -18])
    flat = lay_out(shown, 640, 100, [1, 1, 1, 1], (60, 40))
    tall = lay_out(shown, 640, 100, [1, 2, 1, 1], (60, 40))

    assert tall.places[1].height > flat.places[1].height
    assert tall.places[2].top - flat.places[2].top == tall.height - flat.height > 0


def test_the_row_under_the_pointer_is_found_and_none_outside() -> None:
    layout = laid_out(chart(625, [26, -18]))

    assert [layout.row_at(place.middle) for place in layout.places] == [0, 1, 2, 3]
    assert layout.row_at(0) is None
    assert layout.row_at(layout.height) is None


def test_larger_text_makes_everything_larger() -> None:
    small, large = laid_out(chart(625, [26]), 640), laid_out(chart(625, [26]), 1280, 2.0)

    assert large.height == 2 * small.height
    assert large.axis.left == 2 * small.axis.left


def test_a_mark_outside_the_drawn_stretch_is_left_out() -> None:
    shown = chart(625, [26], (Mark(650, "650: car hire"), Mark(900, "900: visa")))

    assert [mark.at for mark in laid_out(shown).marks] == [650]


def test_a_chart_without_a_move_still_has_an_axis() -> None:
    layout = laid_out(chart(625, []))

    assert layout.axis.low < 625 < layout.axis.high
    assert layout.ticks


def test_long_labels_get_no_more_than_their_share() -> None:
    assert label_column([80, 120], 640) == 122
    assert label_column([80, 900], 640) == pytest.approx(0.36 * 640)


@given(low=st.floats(-2000, 2000), span=st.floats(0.01, 5000), most=st.integers(1, 12))
def test_ticks_are_round_even_and_few(low, span, most) -> None:
    found = ticks(low, low + span, most)

    assert all(low - 1e-6 <= tick <= low + span + 1e-6 for tick in found)
    assert len(found) <= max(most, 5)
    gaps = {round(b - a, 6) for a, b in itertools.pairwise(found)}
    assert len(gaps) <= 1


def test_a_stretch_without_length_has_no_ticks() -> None:
    assert ticks(5, 5, 4) == ()
    assert ticks(5, float("nan"), 4) == ()
