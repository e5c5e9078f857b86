"""A cohort package is read as its people's own packages would be."""

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cohort import CohortShape, Needs
from app.domain.errors import UnreadableInput
from app.intake import reading
from app.intake.cohort import cutting
from app.intake.cohort.opening import open_cohort
from app.mirror.packing import crowd_of
from app.workflow.sampling import Wish, write_sample
from tests.intake.cohort import crowds
from tests.intake.cohort.cohort_making import PEOPLE, cohort, own_package
from tests.intake.package_making import zipped

FORMS = ("csv", "parquet", "texts")
FEBRUARY_2016 = 16832


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("files", [1, 2])
def test_everything_of_everybody_is_read(tmp_path: Path, form: str, files: int) -> None:
    opened = open_cohort(cohort(tmp_path / "c", form=form, files=files))
    parts = crowds.read(opened)

    assert opened.shape is CohortShape.PACKAGE
    assert (opened.people, opened.rows["records"]) == (3, 4)
    assert opened.attributes == ("region", "age")
    assert crowds.ids(parts) == ["P-1", "P-2", "P-3"]
    assert crowds.attribute(parts, "region") == [
        ("P-1", "north"),
        ("P-2", "south"),
        ("P-3", "north"),
    ]
    assert crowds.attribute(parts, "age") == [("P-1", "25-34"), ("P-2", ""), ("P-3", "65+")]
    assert crowds.records(parts)[0] == ("P-1", 16805, "purchase.imported", "12.5", -(2**31))
    assert crowds.contacts(parts)[0][1:] == (0.5, 14610, -(2**31), [16102, 16467], [640.5, 650.0])
    assert crowds.official(parts)[:2] == [
        ("P-1", 16801, 650.0, "1"),
        ("P-1", FEBRUARY_2016, 655.0, "1"),
    ]
    assert crowds.decisions(parts) == [("P-2", 16810, "score too low")]
    assert crowds.faulty(parts) == {}


def test_a_zip_is_read_as_its_folder_is(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c", form="parquet")
    archive = zipped(folder, tmp_path / "c.zip")

    there, here = crowds.read(open_cohort(archive)), crowds.read(open_cohort(folder))
    assert crowds.records(there) == crowds.records(here)
    assert crowds.contacts(there) == crowds.contacts(here)


def test_only_what_is_needed_is_read(tmp_path: Path) -> None:
    opened = open_cohort(cohort(tmp_path / "c"))
    needs = Needs(kinds=("purchase.*",), amounts=(), contacts=False, decisions=False)
    (crowd,) = crowds.read(opened, needs)

    assert crowds.records([crowd]) == [("P-1", 16805, "purchase.imported", "nan", -(2**31))]
    assert len(crowd.contacts) == len(crowd.decisions) == len(crowd.attributes) == 0
    assert len(crowd.official) == 4


@pytest.mark.parametrize("form", FORMS)
def test_amounts_and_ends_are_read_where_some_kind_needs_them(tmp_path: Path, form: str) -> None:
    opened = open_cohort(cohort(tmp_path / "c", form=form))
    loan, unended = "loan.instalment", -(2**31)

    def read(needs: Needs) -> list[tuple[object, ...]]:
        return [row[2:] for row in crowds.records(crowds.read(opened, needs)) if row[2] == loan]

    assert read(Needs(amounts=(loan,), ends=())) == [(loan, "300.0", unended)]
    assert read(Needs(amounts=(), ends=("loan.*",))) == [(loan, "nan", 17927)]
    assert read(Needs(amounts=(), ends=())) == [(loan, "nan", unended)]


def test_a_kind_that_comes_late_in_the_file_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.intake.cohort.records._LOOKED_OVER", 1)
    parts = crowds.read(open_cohort(cohort(tmp_path / "c", form="parquet")))

    assert {row[2] for row in crowds.records(parts)} == {row[3] for row in PEOPLE["records"]}


@pytest.mark.parametrize("form", FORMS)
def test_records_that_must_be_ordered_come_by_day_and_id(tmp_path: Path, form: str) -> None:
    rows = [
        ("P-1", "b", "2016-01-02", "balance.savings", "3", ""),
        ("P-1", "a", "2016-01-02", "balance.savings", "2", ""),
        ("P-1", "B", "2016-01-02", "balance.savings", "1", ""),
        ("P-1", "x", "2016-01-03", "donation", "9", ""),
        ("P-1", "ä", "2016-01-01", "balance.savings", "0", ""),
    ]
    opened = open_cohort(cohort(tmp_path / "c", {"records": rows}, form=form))
    needs = Needs(ordered=("balance.*",))
    found = crowds.records(crowds.read(opened, needs), in_order=True)

    assert [row[3] for row in found if row[2] == "balance.savings"] == ["0.0", "1.0", "2.0", "3.0"]
    assert ("P-1", 16803, "donation", "9.0", -(2**31)) in found


@pytest.mark.parametrize("form", FORMS)
def test_the_parts_hold_everybody_once(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cohort(tmp_path / "c", form=form, files=2)
    whole = crowds.read(open_cohort(folder))
    monkeypatch.setattr(cutting, "PART_ROWS", 1)
    opened = open_cohort(folder)
    parts = crowds.read(opened)

    assert len(opened.parts) > 1
    assert crowds.ids(parts) == crowds.ids(whole)
    assert crowds.records(parts) == crowds.records(whole)
    assert crowds.contacts(parts) == crowds.contacts(whole)
    assert crowds.official(parts) == crowds.official(whole)


def test_rows_of_a_person_may_lie_anywhere_in_the_files(tmp_path: Path) -> None:
    rows = list(reversed(PEOPLE["records"]))
    mixed = [rows[2], rows[0], rows[1], rows[3]]
    parts = crowds.read(open_cohort(cohort(tmp_path / "c", {"records": mixed}, form="parquet")))

    assert crowds.records(parts) == crowds.records(
        crowds.read(open_cohort(cohort(tmp_path / "d", form="parquet")))
    )
    assert parts[0].records.person.tolist() == [0, 0, 1, 2]


def test_an_opened_cohort_can_be_sent_to_another_process(tmp_path: Path) -> None:
    opened = open_cohort(cohort(tmp_path / "c"))
    sent = pickle.loads(pickle.dumps(opened))  # noqa: S301 - our own bytes

    assert crowds.records(crowds.read(sent)) == crowds.records(crowds.read(opened))


def test_the_sample_cohort_opens_with_its_hashes_checked(tmp_path: Path) -> None:
    write_sample(Wish(people=30, events=600, seed=3), tmp_path / "sample")
    opened = open_cohort(tmp_path / "sample")
    document = (tmp_path / "sample" / "datapackage.json").read_bytes()

    assert (opened.people, opened.rows["records"], opened.rulebook) == (30, 600, "article-2016")
    assert opened.inputs[0].sha256 == hashlib.sha256(document).hexdigest()
    assert sum(len(crowd.records) for crowd in crowds.read(opened)) == 600


def test_a_table_that_was_changed_is_refused(tmp_path: Path) -> None:
    write_sample(Wish(people=5, events=50, seed=3), tmp_path / "sample")
    path = tmp_path / "sample" / "scores-0000.csv"
    path.write_bytes(path.read_bytes().replace(b"6", b"7", 1))

    with pytest.raises(UnreadableInput) as refused:
        open_cohort(tmp_path / "sample")
    assert refused.value.faults[0].table == "scores"


def test_what_the_format_does_not_know_is_listed(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c")
    (folder / "scores-0.csv").write_text("subject,date,score,colour\nP-1,2016-01-01,1,red\n")
    (folder / "pets.csv").write_text("name\nRex\n")
    document = json.loads((folder / "datapackage.json").read_text())
    document["resources"].append({"name": "pets", "path": "pets.csv"})
    (folder / "datapackage.json").write_text(json.dumps(document))

    assert open_cohort(folder).not_used == ("pets", "scores.colour")


def test_without_a_date_the_day_is_the_latest_in_the_tables(tmp_path: Path) -> None:
    opened = open_cohort(cohort(tmp_path / "c", created=""))

    assert (opened.created, opened.default_day) == (None, FEBRUARY_2016)


@pytest.mark.parametrize("gone", ["subject", "date", "kind"])
def test_a_column_that_is_missing_is_refused_by_name(tmp_path: Path, gone: str) -> None:
    folder = cohort(tmp_path / "c")
    path = folder / "records-0.csv"
    path.write_text(path.read_text().replace(gone, "other", 1))

    with pytest.raises(UnreadableInput) as refused:
        open_cohort(folder)
    assert refused.value.faults[0].column == gone


def test_a_parquet_file_whose_rows_are_damaged_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c", form="parquet")
    path = folder / "scores-0.parquet"
    whole = path.read_bytes()
    with duckdb.connect() as database:
        ((days,),) = database.execute(
            "SELECT coalesce(dictionary_page_offset, data_page_offset) FROM parquet_metadata(?) "
            "WHERE path_in_schema = 'date'",
            [str(path)],
        ).fetchall()
    path.write_bytes(whole[:days] + b"\xff" * 8 + whole[days + 8 :])

    with pytest.raises(UnreadableInput, match="a table that is damaged"):
        open_cohort(folder)


def test_a_parquet_file_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c", form="parquet")
    (folder / "records-0.parquet").write_bytes(b"PAR1nothing")

    with pytest.raises(UnreadableInput, match="a whole Parquet file"):
        open_cohort(folder)


def test_a_table_in_another_encoding_than_it_says_is_refused(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c")
    (folder / "subjects-0.csv").write_bytes("id,region\nP-1,北\n".encode("gb18030"))

    with pytest.raises(UnreadableInput, match="GB18030"):
        open_cohort(folder)


def test_a_table_in_another_encoding_is_read_where_the_package_says_so(tmp_path: Path) -> None:
    folder = cohort(tmp_path / "c")
    (folder / "subjects-0.csv").write_bytes("id,region\nP-1,北\nP-2,南\nP-3,\n".encode("gb18030"))
    document = json.loads((folder / "datapackage.json").read_text())
    document["resources"][0]["encoding"] = "gb18030"
    (folder / "datapackage.json").write_text(json.dumps(document))

    found = crowds.attribute(crowds.read(open_cohort(folder)), "region")
    assert found == [("P-1", "北"), ("P-2", "南"), ("P-3", "")]


NAMES = st.sampled_from(["P-1", "P-2", "P-3", "Ä", "p"])
IDS = st.sampled_from(["a", "b", "c", "B", "ä", "r10", "r9", "='x", '"q"', "x,y"])
DATES = st.sampled_from(["2016-01-05", "2015-12-31", "2014-02-28", "2016-01-05T10:00:00+08:00"])
BAD_DATES = st.sampled_from(["2016-13-01", "soon", "0000-01-01", ""])
NUMBERS = st.sampled_from(["1", "-2.5", "0.25", "1e3", ""])
BAD_NUMBERS = st.sampled_from(["NaN", "inf", "1,000", "1e999"])
SCORES = st.sampled_from(["600", "650.5", "-1e6"])
BAD_SCORES = st.sampled_from(["1000001", "", "x", "-2e6"])
KINDS = st.sampled_from(["purchase.imported", "donation", "fine.traffic", "balance.savings"])


def mostly(good: st.SearchStrategy[str], bad: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.integers(0, 19).flatmap(lambda throw: bad if throw == 0 else good)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[tuple[str, ...]]]:
    """Draw a cohort's tables; now and then a cell is bad."""
    people = sorted(draw(st.sets(NAMES, min_size=1)))
    owner = st.sampled_from(people)
    day, number = mostly(DATES, BAD_DATES), mostly(NUMBERS, BAD_NUMBERS)
    score = mostly(SCORES, BAD_SCORES)
    closeness = mostly(st.sampled_from(["0", "0.5", "1", ""]), st.sampled_from(["1.5", "-0.1"]))
    later = mostly(st.sampled_from(["", "2017-01-01"]), st.just("2013-01-01"))

    def listed(*cells: st.SearchStrategy[str]) -> list[tuple[str, ...]]:
        return draw(st.lists(st.tuples(owner, *cells), max_size=12))

    return {
        "subjects": [(name, draw(st.sampled_from(["north", ""])), "") for name in people],
        "records": listed(mostly(IDS, st.just("")), day, mostly(KINDS, st.just("")), number, later),
        "contacts": listed(IDS, closeness, st.just(""), st.just("")),
        "contact_scores": listed(IDS, day, score),
        "scores": listed(day, score, st.sampled_from(["1", "2", ""])),
        "decisions": [],
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    drawn=tables(), form=st.sampled_from(["csv", "texts"]), part_rows=st.sampled_from([1, 5, 99])
)
def test_parts_hold_what_each_person_s_own_package_holds(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: dict[str, list[tuple[str, ...]]],
    form: str,
    part_rows: int,
) -> None:
    folder = tmp_path_factory.mktemp("law")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "PART_ROWS", part_rows)
        parts = crowds.read(open_cohort(cohort(folder / "c", drawn, form=form)))
    people = [row[0] for row in drawn["subjects"]]
    own = {
        name: reading.read([own_package(folder / f"o{at}", name, drawn)])
        for at, name in enumerate(people)
    }
    bad = {name for name, read in own.items() if read.faults}
    good = sorted(set(people) - bad)
    expected = [crowd_of([read.export for name in good if (read := own[name]).export], good)]

    assert set(crowds.faulty(parts)) == bad
    assert crowds.ids(parts) == good
    assert crowds.records(parts, in_order=True) == crowds.records(expected, in_order=True)
    assert crowds.contacts(parts) == crowds.contacts(expected)
    assert crowds.official(parts) == crowds.official(expected)


def test_a_table_that_breaks_amid_reading_is_a_refusal(tmp_path: Path) -> None:
    opened = open_cohort(cohort(tmp_path / "c", form="parquet"))
    for path in (tmp_path / "c").glob("records-*.parquet"):
        data = path.read_bytes()
        end = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
        path.write_bytes(data[:4] + b"\xff" * (end - 4) + data[end:])

    with pytest.raises(UnreadableInput) as caught:
        crowds.read(opened)
    assert caught.value.faults[0].file == "c"
