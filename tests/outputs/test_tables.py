"""Lines of a spreadsheet's file: texts in quotes, figures bare, nothing that runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outputs.tables import Bare, csv_line
from app.wording.plain_text import spreadsheet_bare

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_text_comes_back_as_it_was(texts):
    line = csv_line(texts)

    (read,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert [spreadsheet_bare(cell) for cell in read] == texts


@given(TEXTS.filter(bool))
def test_no_separator_and_no_line_end_stands_outside_of_quotes(text):
    line = csv_line([text, Bare("1.5"), text]).removesuffix("\r\n")
    outside = "".join(line.split('"')[::2])

    assert set(outside) <= set(",1.5")


def test_figures_days_and_nothing_stand_bare():
    assert (
        csv_line([Bare("-1.5"), Bare("2016-03-01"), 3, 2.5, None, ""])
        == "-1.5,2016-03-01,3,2.5,,\r\n"
    )
    assert csv_line([Bare("1,284"), Bare("1;2"), True]) == '"1,284","1;2",True\r\n'


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "\u00a0@", "\ufeff+", "＝", "＋", "－", "＠"],
)
def test_nothing_that_a_program_would_run_begins_a_cell(start):
    assert csv_line([f"{start}1+1"]).startswith("\"'")
