"""Strangers' texts in a spreadsheet: none runs, none leaves its cell, and figures stay figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wording.plain_text import pasted, spreadsheet_bare, spreadsheet_safe

RUNS = "=+-@\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize("figure", ["+31", "-3.6", "-1,234.50", "+12 %", "-3 points", "\u221218"])
def test_a_figure_is_pasted_as_it_stands(figure: str) -> None:
    assert pasted([figure, "x"]) == f"{figure}\tx"


@pytest.mark.parametrize("evil", ["-2+3", "+cmd|' /C calc'!A0", "-1*A1", "+1(2)", "=1", "-A1"])
def test_what_only_begins_like_a_figure_does_not_run(evil: str) -> None:
    assert pasted([evil]) == "'" + evil


@given(
    st.lists(st.text(st.sampled_from([*RUNS, *"'1 a\t\n\r\v\u2028.|("]), max_size=8), min_size=1)
)
def test_cells_stay_apart_and_none_begins_a_formula(cells: list[str]) -> None:
    line = pasted(cells)

    assert len(line.split("\t")) == len(cells)
    assert len(line.splitlines()) <= 1
    for cell in line.split("\t"):
        assert cell[:1] not in set(RUNS) or not set(cell[1:]) & set(RUNS + "|(")


@given(st.text(max_size=5))
def test_what_is_made_safe_reads_back_as_it_was(text: str) -> None:
    assert spreadsheet_bare(spreadsheet_safe(text)) == text
