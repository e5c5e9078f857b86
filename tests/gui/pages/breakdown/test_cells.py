"""What stands in the cells: on screen, on the clipboard."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.domain.explanation import Aside
from app.gui.pages.breakdown import cells
from app.gui.pages.breakdown.arrange import Column, Texts, Wish, arranged
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.pages.breakdown.telling import note_of
from tests.gui.pages.breakdown import mei


@pytest.fixture
def table() -> RecordTable:
    told = mei.explanation(aside=(Aside("fine", -10.0),), out=frozenset({"fine"}))
    return RecordTable(told, {"fine": "wrong"}, {"ticket.cinema": "Cinema"}.get)


def row(table: RecordTable, record: str) -> list[str]:
    shown = arranged(table, Texts(table), Wish())
    line = table.line_of(record)
    return [cells.cell(table, shown, line, column) for column in Column]


def test_a_record_that_counts_says_all_about_itself(table) -> None:
    assert row(table, "shoes") == [
        "10 Feb 2016", "Running shoes, imported", "Payment app", "−3.6", "new", "25 days", "10 Feb 2018",
    ]  # fmt: skip


def test_a_record_set_aside_shows_why_and_what_it_was_worth(table) -> None:
    assert row(table, "fine")[3:5] == ["−10.0", "set aside: wrong"]


def test_a_record_that_no_rule_counts_says_so(table) -> None:
    assert row(table, "cinema")[3:] == ["–", "no rule counts this", "21 days", "–"]


def test_a_record_without_a_text_is_called_by_its_kind(table) -> None:
    bare = replace(table.explanation, records=replace(table.records, texts={}))
    bare_table = RecordTable(bare, {}, table.kind_title)

    assert row(bare_table, "cinema")[1:3] == ["Cinema", ""]


def test_a_text_cannot_hide_what_it_holds(table) -> None:
    texts = dict(table.records.texts)
    texts["text"] = texts["text"].copy()
    texts["text"][table.line_of("cinema")] = "A\u202eB\x1b[2J"
    bad = RecordTable(replace(table.explanation, records=replace(table.records, texts=texts)), {})

    assert row(bad, "cinema")[1] == "A\ufffdB\ufffd[2J"


def test_a_copy_has_plain_dates_and_numbers_with_a_hyphen(table) -> None:
    shown = arranged(table, Texts(table), Wish())
    lines = [table.line_of("shoes"), table.line_of("cinema")]

    first, second, third, end = cells.as_tsv(table, shown, lines).split("\n")

    assert first == "Id\tDate\tWhat\tReported by\tPoints\tRests on\tCause\tCounts until"
    assert second.split("\t") == [
        "shoes", "2016-02-10", "Running shoes, imported", "Payment app", "-3.6", "guess", "new", "2018-02-10",
    ]  # fmt: skip
    assert third.split("\t")[4:] == ["", "", "no rule counts this", ""]
    assert end == ""


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "a\tb\nc", "a\r=1", "\uff1d1+1", "\t=1"]
)
def test_no_text_becomes_a_formula_or_a_cell_of_its_own(table, text) -> None:
    texts = {"text": np.array([text] * len(table.records), dtype=object)}
    bad = RecordTable(replace(table.explanation, records=replace(table.records, texts=texts)), {})
    shown = arranged(bad, Texts(bad), Wish())

    copied = cells.as_tsv(bad, shown, [0]).split("\n")
    assert len(copied) == 3
    what = copied[1].split("\t")[2]
    assert what[0] not in "=+-@"


def test_a_screen_reader_hears_that_points_are_a_guess(table) -> None:
    shown = arranged(table, Texts(table), Wish())

    assert cells.spoken(table, shown, table.line_of("shoes"), Column.POINTS) == "−3.6, guess"
    assert cells.spoken(table, shown, table.line_of("shoes"), Column.CAUSE) == "new"


def test_f1_names_the_rules_that_count_a_record(table) -> None:
    shown = arranged(table, Texts(table), Wish())
    note = note_of(table, shown, table.line_of("shoes"))

    assert (note.title, note.figure, note.guess) == ("Running shoes, imported", "−3.6", True)
    assert [(line.label, line.text) for line in note.lines] == [
        ("Imported goods", "−3.6, guess, −8 to −1 each")
    ]


def test_f1_says_why_a_record_moves_nothing(table) -> None:
    shown = arranged(table, Texts(table), Wish())
    note = note_of(table, shown, table.line_of("cinema"))

    assert [(line.label, line.text) for line in note.lines] == [("Why", "no rule counts this")]
