from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.gui.page_cuts import cuts


def stacked(heights: list[int]) -> list[tuple[int, int]]:
    spans, top = [], 0
    for height in heights:
        spans.append((top, top + height))
        top += height
    return spans


def test_a_card_that_does_not_fit_goes_to_the_next_sheet() -> None:
    assert cuts(300, 200, [(0, 120), (130, 260)], []) == ((0, 130), (130, 300))


def test_a_card_longer_than_a_sheet_is_cut_between_its_rows() -> None:
    rows = stacked([30] * 20)

    assert cuts(600, 200, [(0, 600)], rows)[0] == (0, 180)


def test_what_is_longer_than_a_sheet_is_cut_where_the_sheet_ends() -> None:
    assert cuts(500, 200, [], [(0, 500)]) == ((0, 200), (200, 400), (400, 500))


@given(height=st.integers(1, 5000), room=st.integers(1, 900), data=st.data())
def test_the_sheets_are_the_whole_page_and_none_is_too_high(height, room, data) -> None:
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, height), st.integers(0, height)).map(sorted), max_size=9)
    )
    pairs = [(top, bottom) for top, bottom in spans]

    sheets = cuts(height, room, pairs[:4], pairs)

    assert sheets[0][0] == 0
    assert sheets[-1][1] == height
    assert all(here[1] == following[0] for here, following in itertools.pairwise(sheets))
    assert all(0 < bottom - top <= room for top, bottom in sheets)


@given(heights=st.lists(st.integers(1, 60), min_size=1, max_size=60), room=st.integers(100, 400))
def test_no_row_is_cut_through_where_rows_are_lower_than_a_sheet(heights, room) -> None:
    rows = stacked(heights)

    sheets = cuts(rows[-1][1], room, [], rows)

    edges = {top for top, _bottom in rows} | {rows[-1][1]}
    assert {bottom for _top, bottom in sheets} <= edges
