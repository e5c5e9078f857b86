"""Whoever has a bad row is out, listed with where it stands, and dropped from no count."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.domain.cohort import Needs
from app.domain.errors import UnreadableInput
from app.intake.cohort.opening import open_cohort
from tests.intake.cohort import crowds
from tests.intake.cohort.cohort_making import PEOPLE, Rows, cohort

Case = tuple[str, tuple[str, ...], str, str]
CASES: dict[str, Case] = {
    "a day that is none": (
        "records",
        ("P-2", "r7", "2016-02-30", "donation", "", ""),
        "date",
        "a date such as 2016-03-06",
    ),
    "no day": ("records", ("P-2", "r7", "", "donation", "", ""), "date", "a filled cell"),
    "no kind": ("records", ("P-2", "r7", "2016-01-01", "", "", ""), "kind", "a filled cell"),
    "no id": ("records", ("P-2", "", "2016-01-01", "donation", "", ""), "id", "a filled cell"),
    "a number that is none": (
        "records",
        ("P-2", "r7", "2016-01-01", "donation", "1,000", ""),
        "amount",
        "a plain number such as -12.50",
    ),
    "NaN": (
        "records",
        ("P-2", "r7", "2016-01-01", "donation", "NaN", ""),
        "amount",
        "a plain number such as -12.50",
    ),
    "an infinity": (
        "records",
        ("P-2", "r7", "2016-01-01", "donation", "inf", ""),
        "amount",
        "a plain number such as -12.50",
    ),
    "an end before the beginning": (
        "records",
        ("P-2", "r7", "2016-01-02", "loan.instalment", "1", "2016-01-01"),
        "until",
        "a day on or after date",
    ),
    "an id twice": (
        "records",
        ("P-2", "r1", "2016-01-01", "donation", "", ""),
        "id",
        "an id that no other row has",
    ),
    "a score beyond a million": (
        "scores",
        ("P-2", "2016-01-02", "1000001", "1"),
        "score",
        "a score of at most 1,000,000",
    ),
    "a score that is none": (
        "scores",
        ("P-2", "2016-01-02", "high", "1"),
        "score",
        "a plain number such as -12.50",
    ),
    "no score": ("scores", ("P-2", "2016-01-02", "", "1"), "score", "a filled cell"),
    "a closeness beyond 1": (
        "contacts",
        ("P-2", "c1", "1.01", "", ""),
        "closeness",
        "a number from 0 to 1",
    ),
    "a score of a contact who is not listed": (
        "contact_scores",
        ("P-2", "c1", "2015-01-01", "600"),
        "contact",
        "the id of a listed contact",
    ),
    "a reason without a day": (
        "decisions",
        ("P-2", "", "Bank", "loan", "refused", "", ""),
        "date",
        "a filled cell",
    ),
}
TYPED = (
    "no day",
    "no kind",
    "no id",
    "NaN",
    "an infinity",
    "an end before the beginning",
    "an id twice",
    "a score beyond a million",
    "no score",
    "a closeness beyond 1",
    "a score of a contact who is not listed",
)


def with_row(table: str, row: tuple[str, ...]) -> dict[str, Rows]:
    return {table: [*PEOPLE[table], row]}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["csv", "texts"])
def test_a_bad_row_puts_its_person_out(tmp_path: Path, case: str, form: str) -> None:
    table, row, column, expected = CASES[case]
    opened = open_cohort(cohort(tmp_path / "c", with_row(table, row), form=form))
    (crowd,) = crowds.read(opened)
    (one,) = crowd.faulty

    assert (one.id, one.table, one.column, one.expected) == ("P-2", table, column, expected)
    assert one.line == len(PEOPLE[table]) + 2
    assert one.file == f"{table}-0.{'csv' if form == 'csv' else 'parquet'}"
    assert crowd.ids.tolist() == ["P-1", "P-3"]
    assert "P-2" not in {row[0] for row in crowds.records([crowd])}
    assert opened.people == len(crowd) + len(crowd.faulty)


@pytest.mark.parametrize("case", TYPED)
def test_a_bad_row_in_a_typed_column_does_as_well(tmp_path: Path, case: str) -> None:
    table, row, column, expected = CASES[case]
    opened = open_cohort(cohort(tmp_path / "c", with_row(table, row), form="parquet"))
    (crowd,) = crowds.read(opened)

    assert [(one.id, one.column, one.expected) for one in crowd.faulty] == [
        ("P-2", column, expected)
    ]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_two_scores_of_one_contact_on_one_day(tmp_path: Path, form: str) -> None:
    row = ("P-3", "c1", "2014-02-01", "501")
    folder = cohort(tmp_path / "c", with_row("contact_scores", row), form=form)

    assert crowds.faulty(crowds.read(open_cohort(folder))) == {"P-3": ("contact_scores", 6, "date")}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_rows_of_somebody_whom_nobody_lists_are_told(tmp_path: Path, form: str) -> None:
    row = ("P-9", "r1", "2016-01-01", "donation", "", "")
    folder = cohort(tmp_path / "c", with_row("records", row), form=form)
    (crowd,) = crowds.read(open_cohort(folder))

    assert crowds.faulty([crowd]) == {"P-9": ("records", 6, "subject")}
    assert crowd.ids.tolist() == ["P-1", "P-2", "P-3"]
    assert len(crowd.records) == 4


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_person_listed_twice_is_out(tmp_path: Path, form: str) -> None:
    folder = cohort(tmp_path / "c", with_row("subjects", ("P-1", "west", "")), form=form)
    (crowd,) = crowds.read(open_cohort(folder))

    assert crowds.faulty([crowd]) == {"P-1": ("subjects", 5, "id")}
    assert crowd.ids.tolist() == ["P-2", "P-3"]


def test_a_row_of_nobody_is_told(tmp_path: Path) -> None:
    row = ("", "r1", "2016-01-01", "donation", "", "")
    folder = cohort(tmp_path / "c", with_row("records", row))

    assert crowds.faulty(crowds.read(open_cohort(folder))) == {"": ("records", 6, "subject")}


def test_an_outcome_that_is_neither_1_nor_0_puts_its_person_out(tmp_path: Path) -> None:
    rows = [("P-1", "n", "1"), ("P-2", "n", "2"), ("P-3", "n", "")]
    opened = open_cohort(cohort(tmp_path / "c", {"subjects": rows}))
    (crowd,) = crowds.read(opened, Needs(outcome="age"))

    assert crowds.faulty([crowd]) == {"P-2": ("subjects", 3, "age")}
    assert crowd.outcomes["age"][0] == 1
    assert crowd.outcomes["age"][1] != crowd.outcomes["age"][1]


BROKEN = {
    "too few cells": "P-2,r8,2016-01-01\n",
    "too many cells": "P-2,r8,2016-01-01,donation,,,,x\n",
    "no text": b"P-2,r\xff8,2016-01-01,donation,,\n",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_line_that_is_no_row_puts_its_person_out(tmp_path: Path, case: str) -> None:
    folder = cohort(tmp_path / "c")
    path, line = folder / "records-0.csv", BROKEN[case]
    lines = path.read_bytes().splitlines(keepends=True)
    raw = line if isinstance(line, bytes) else line.encode()
    bad = b"P-3,r7,2016-99-01,donation,,\n"
    path.write_bytes(b"".join([*lines[:2], raw, *lines[2:], bad]))

    assert crowds.faulty(crowds.read(open_cohort(folder))) == {
        "P-2": ("records", 3, ""),
        "P-3": ("records", 7, "date"),
    }


def test_the_line_is_right_where_cells_span_lines(tmp_path: Path) -> None:
    rows = [
        ("P-1", "two\nlines", "2016-01-01", "donation", "", ""),
        ("P-2", "r1", "never", "donation", "", ""),
    ]
    folder = cohort(tmp_path / "c", {"records": rows})

    assert crowds.faulty(crowds.read(open_cohort(folder))) == {"P-2": ("records", 4, "date")}


def test_the_right_one_of_several_files_is_named(tmp_path: Path) -> None:
    rows = with_row("records", ("P-2", "r7", "never", "donation", "", ""))
    (crowd,) = crowds.read(open_cohort(cohort(tmp_path / "c", rows, files=3)))

    assert [(one.file, one.line) for one in crowd.faulty] == [("records-2.csv", 2)]


def test_a_bad_row_is_told_by_the_one_part_that_holds_its_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.intake.cohort.cutting.PART_ROWS", 1)
    rows = with_row("records", ("P-2", "r7", "never", "donation", "", ""))
    folder = cohort(tmp_path / "c", rows)
    path = folder / "scores-0.csv"
    path.write_text(path.read_text() + "P-3,broken\n")
    parts = crowds.read(open_cohort(folder))

    assert [[one.id for one in crowd.faulty] for crowd in parts] == [[], ["P-2"], ["P-3"]]


def test_what_the_question_does_not_look_at_puts_nobody_out(tmp_path: Path) -> None:
    rows = with_row("records", ("P-2", "r7", "2016-01-01", "donation", "NaN", "1990-01-01"))
    opened = open_cohort(cohort(tmp_path / "c", rows))

    assert crowds.faulty(crowds.read(opened, Needs(amounts=(), ends=()))) == {}


def test_ids_that_share_a_number_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hash that is the same for everybody is found out, and another is taken."""
    monkeypatch.setattr("app.intake.cohort.subjects._NUMBERS", ("length", "md5_number_lower"))
    assert crowds.records(crowds.read(open_cohort(cohort(tmp_path / "c", form="parquet")))) == (
        crowds.records(crowds.read(open_cohort(cohort(tmp_path / "d"))))
    )


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c")
    path = folder / "records-0.csv"
    path.write_text(path.read_text().replace("P-1,r2", 'P-1,"r2'))

    with pytest.raises(UnreadableInput, match="quotation mark"):
        open_cohort(folder)


def test_days_beyond_the_calendar_are_bad_in_parquet_too(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c", form="parquet")
    path = folder / "scores-0.parquet"
    with duckdb.connect() as database:
        query = "SELECT 'P-2' AS subject, DATE '10000-01-01' AS date, 1.0 AS score"
        database.execute(f"COPY ({query}) TO '{path}'")

    assert crowds.faulty(crowds.read(open_cohort(folder))) == {"P-2": ("scores", 2, "date")}
