"""A large cohort that is not in the order of its people is put so, and says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.cohort import ColumnRoles, Needs
from app.intake.cohort import cutting
from app.intake.cohort.opening import open_cohort
from app.intake.cohort.staging import staged
from tests.intake.cohort import crowds
from tests.intake.cohort.cohort_making import PEOPLE, cohort
from tests.intake.package_making import zipped

BAD = {
    "records": [
        ("P-3", "r3", "never", "donation", "", ""),
        *reversed(PEOPLE["records"]),
        ("P-9", "r3", "2016-01-01", "donation", "", ""),
    ],
    "scores": [*reversed(PEOPLE["scores"])],
}


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "PART_ROWS", 2)


@pytest.mark.parametrize("form", ["csv", "texts"])
@pytest.mark.parametrize("files", [1, 2])
def test_it_says_the_same_as_the_files_do(tmp_path: Path, form: str, files: int) -> None:
    folder = cohort(tmp_path / "c", BAD, form=form, files=files)
    if form == "csv":
        path = folder / "scores-0.csv"
        path.write_text(path.read_text() + "P-2,broken\n")
    opened = open_cohort(folder)
    ordered = staged(opened, tmp_path / "work")
    there, here = crowds.read(ordered), crowds.read(opened)

    assert (tmp_path / "work" / "records.parquet").is_file()
    assert len(ordered.parts) > 1
    assert crowds.ids(there) == crowds.ids(here)
    assert crowds.records(there) == crowds.records(here)
    assert crowds.contacts(there) == crowds.contacts(here)
    assert crowds.official(there) == crowds.official(here)
    told = [
        {(one.id, one.file, one.table, one.column, one.expected) for one in crowd.faulty}
        for crowd in here
    ]
    assert set().union(*told) == {
        (one.id, one.file, one.table, one.column, one.expected)
        for crowd in there
        for one in crowd.faulty
    }


def test_a_zip_is_unpacked_once(tmp_path: Path) -> None:
    archive = zipped(cohort(tmp_path / "c"), tmp_path / "c.zip")
    opened = open_cohort(archive)

    ordered = staged(opened, tmp_path / "work")
    assert crowds.records(crowds.read(ordered)) == crowds.records(crowds.read(opened))


def test_a_plain_table_is_put_in_order_by_person(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("who,score,sex\n" + "".join(f"p{7 * at % 10},{at},f\n" for at in range(10)))
    opened = open_cohort(path, ColumnRoles("score", "who"))
    ordered = staged(opened, tmp_path / "work")
    needs = Needs(attributes=("sex",))

    assert crowds.official(crowds.read(ordered, needs)) == crowds.official(
        crowds.read(opened, needs)
    )


def test_what_is_in_order_already_is_left_where_it_is(tmp_path: Path) -> None:
    opened = open_cohort(cohort(tmp_path / "c", form="parquet", files=4))

    assert staged(opened, tmp_path / "work") is opened


def test_a_small_cohort_is_left_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "PART_ROWS", 1000)
    opened = open_cohort(cohort(tmp_path / "c"))

    assert staged(opened, tmp_path / "work") is opened
    assert not (tmp_path / "work").exists()
