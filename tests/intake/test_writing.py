"""A package that was written reads as the data it was written from."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import NO_DAY, day_of
from app.domain.errors import UsageError, WhyscoreError
from app.domain.records import (
    Contacts,
    Decision,
    Export,
    Lookup,
    OfficialScores,
    Records,
    Subject,
)
from app.intake import reading
from app.intake.labels import label
from app.intake.verifying import verify
from app.intake.writing import number_text, package_files, write_package
from app.outputs import writing as whole
from app.wording.plain_text import spreadsheet_bare, spreadsheet_safe
from tests.intake.package_making import package

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FILLED = TEXTS.filter(bool)
LABELS = TEXTS.map(label)  # a name is read trimmed and composed
NAMED = LABELS.filter(bool)
DAYS = st.dates().map(day_of)
ENDS = st.one_of(st.just(NO_DAY), DAYS)
AMOUNTS = st.one_of(st.just(float("nan")), st.floats(allow_nan=False, allow_infinity=False))
SCORES = st.floats(-1e6, 1e6)


def column(cells: list[str]) -> np.ndarray:
    vector = np.empty(len(cells), dtype=object)
    vector[:] = cells
    return vector


@st.composite
def exports(draw: st.DrawFn) -> Export:
    rows = draw(
        st.lists(
            st.tuples(FILLED, DAYS, NAMED, AMOUNTS, TEXTS),
            max_size=6,
            unique_by=lambda row: row[0],
        )
    )
    people = sorted(draw(st.sets(FILLED, max_size=4)))
    scores = sorted(
        draw(
            st.lists(
                st.tuples(st.integers(0, len(people) - 1), DAYS),
                max_size=6 if people else 0,
                unique=True,
            )
            if people
            else st.just([])
        )
    )
    official = sorted(draw(st.lists(st.tuples(DAYS, SCORES, TEXTS, TEXTS), max_size=4)))
    count = len(people)
    return Export(
        records=Records.build(
            column([row[0] for row in rows]),
            np.array([row[1] for row in rows], dtype=np.int32),
            column([row[2] for row in rows]),
            np.array([row[3] for row in rows], dtype=np.float64),
            np.array([max(row[1], draw(ENDS)) if draw(st.booleans()) else NO_DAY for row in rows]),
            {"text": column([row[4] for row in rows])},
        ),
        contacts=Contacts(
            id=column(people),
            name=column([draw(LABELS) for _ in people]),
            closeness=np.array([draw(st.floats(0, 1)) for _ in people], dtype=np.float64),
            since=np.array([draw(ENDS) for _ in people], dtype=np.int32),
            until=np.array([draw(ENDS) for _ in people], dtype=np.int32),
            score_contact=np.array([at for at, _day in scores], dtype=np.int64),
            score_day=np.array([day for _at, day in scores], dtype=np.int32),
            score=np.array([draw(SCORES) for _ in scores], dtype=np.float64),
        ),
        official=OfficialScores(
            np.array([row[0] for row in official], dtype=np.int32),
            np.array([row[1] for row in official], dtype=np.float64),
            column([row[2] for row in official]),
            column([row[3] for row in official]),
        ),
        lookups=tuple(draw(st.lists(st.builds(Lookup, DAYS, NAMED, TEXTS), max_size=3))),
        decisions=tuple(
            draw(
                st.lists(
                    st.builds(Decision, DAYS, NAMED, FILLED, NAMED, st.none() | SCORES, TEXTS),
                    max_size=3,
                )
            )
        ),
        subject=Subject(
            draw(TEXTS),
            draw(LABELS),
            draw(LABELS),
            tuple(draw(st.dictionaries(LABELS, LABELS)).items()),
        ),
        created=draw(st.none() | DAYS),
        rulebook=draw(st.none() | FILLED),
        rulebook_version=draw(st.none() | FILLED),
        issuer="A bureau" if count else "",
    )


def plain(export: Export) -> dict[str, object]:
    """Return all that a package holds, in a form that can be compared."""
    records, contacts, official = export.records, export.contacts, export.official
    return {
        "records": [
            (
                records.id[row],
                int(records.day[row]),
                records.kinds[records.kind[row]],
                repr(float(records.amount[row])),
                int(records.until[row]),
                *(records.text(name, row) for name in ("source", "text", "reference")),
            )
            for row in range(len(records))
        ],
        "contacts": [vector.tolist() for vector in vars(contacts).values()],
        "official": [vector.tolist() for vector in vars(official).values()],
        "rest": replace(
            export,
            records=None,  # type: ignore[arg-type]
            contacts=None,  # type: ignore[arg-type]
            official=None,  # type: ignore[arg-type]
            inputs=(),
            not_used=(),
            signed_by=None,
        ),
    }


@settings(max_examples=50)
@given(exports(), st.sampled_from(["p", "p.zip"]))
def test_what_is_written_reads_as_it_was(export: Export, name: str) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder) / name
        write_package(export, target, name="any")
        found = reading.read([target])
        verified = verify(target)

    assert found.faults == ()
    assert found.export is not None
    assert found.kept == found.rows
    assert plain(found.export) == plain(export)
    assert verified.good


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    export = reading.read([package(tmp_path / "p")]).export
    assert export is not None
    for name in ("a.zip", "b.zip"):
        write_package(export, tmp_path / name, name="Mei's file")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        described = json.loads(archive.read("datapackage.json"))
    assert described["name"] == "mei-s-file"
    assert [table["name"] for table in described["resources"]] == [
        "records",
        "contacts",
        "contact_scores",
        "scores",
        "lookups",
        "decisions",
    ]


def test_formulas_are_disarmed_in_the_file_and_whole_when_read(tmp_path: Path) -> None:
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted", "＝1"]
    records = Records.build(
        column([f"={n}" for n in range(len(formulas))]),
        np.full(len(formulas), 16_000, np.int32),
        column(["a"] * len(formulas)),
        np.full(len(formulas), -1.5),
        texts={"text": column(formulas)},
    )
    export = Export(records, Contacts.none(), OfficialScores.none())
    write_package(export, tmp_path / "p", name="p")
    lines = (tmp_path / "p" / "records.csv").read_text("utf-8").splitlines()[1:]

    for line, formula in zip(lines, formulas, strict=True):
        assert line.startswith("\"'=")
        assert line.endswith(f',-1.5,,"\'{formula}"')
    found = reading.read([tmp_path / "p"]).export
    assert found is not None
    assert found.records.texts["text"].tolist() == formulas


@given(TEXTS)
def test_disarming_is_undone_exactly(text: str) -> None:
    safe = spreadsheet_safe(text)

    assert spreadsheet_bare(safe) == text
    assert safe[:1] not in set("=+-@\t\r\n")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_so_that_they_read_the_same(number: float) -> None:
    assert float(number_text(number)) == number


def test_rows_that_are_all_alike_do_not_look_like_a_bomb(tmp_path: Path) -> None:
    lookups = tuple(Lookup(16_000, "Bank of Invention", "loan") for _ in range(100_000))
    export = Export(Records.none(), Contacts.none(), OfficialScores.none(), lookups=lookups)
    write_package(export, tmp_path / "p.zip", name="p")

    assert reading.read([tmp_path / "p.zip"]).kept == 100_000


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    export = Export(Records.none(), Contacts.none(), OfficialScores.none())
    (tmp_path / "p").mkdir()
    write_package(export, tmp_path / "p", name="p")

    with pytest.raises(UsageError, match="exists already"):
        write_package(export, tmp_path / "p", name="p")


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = Export(Records.none(), Contacts.none(), OfficialScores.none())
    (tmp_path / "p.zip").write_bytes(b"old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole, "_settle", full)
    for name in ("p.zip", "p"):
        with pytest.raises(WhyscoreError, match="No space left on device"):
            write_package(export, tmp_path / name, name="p")

    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
    assert (tmp_path / "p.zip").read_bytes() == b"old"


def test_the_standards_own_validator_finds_our_packages_valid(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="an oracle, installed for tests only")
    export = reading.read([package(tmp_path / "p")]).export
    assert export is not None
    write_package(export, tmp_path / "ours", name="ours")
    report = frictionless.validate(str(tmp_path / "ours" / "datapackage.json"))

    assert report.valid, report.flatten(["title", "note"])


def test_a_name_of_nothing_that_the_standard_allows_gets_another() -> None:
    export = Export(Records.none(), Contacts.none(), OfficialScores.none())
    document = json.loads(package_files(export, "小满")["datapackage.json"])

    assert document["name"] == "score-export"
