"""A plain table of scores: its columns are guessed, shown, and corrected."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import numpy as np
import pytest

from app.domain.cohort import CohortShape, ColumnRoles, Needs
from app.domain.errors import UnreadableInput, UsageError
from app.intake.cohort import plain
from app.intake.cohort.guessing import guess
from app.intake.cohort.opening import open_cohort
from app.intake.cohort.plain import preview
from tests.intake.cohort import crowds

COMPAS = Path(__file__).parents[4] / "shared/samples/compas/compas-scores-two-years.csv"
TABLE = "id,sex,score,caught\n7,f,4,0\n8,m,9,1\n9,m,,1\n10,f,2,\n"


def table(folder: Path, text: str | bytes = TABLE, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.skipif(not COMPAS.is_file(), reason="the COMPAS table is not there")
def test_the_compas_table_opens_as_it_is() -> None:
    opened = open_cohort(COMPAS)
    needs = Needs(attributes=("race",), outcome="two_year_recid")
    (crowd,) = crowds.read(opened, needs)

    assert opened.roles == ColumnRoles(
        score="decile_score",
        person="id",
        outcome="two_year_recid",
        attributes=("sex", "age_cat", "race", "c_charge_degree"),
    )
    assert opened.people == len(crowd) == len(crowd.official) == 7_214
    race = np.array(crowd.attributes["race"].names)[crowd.attributes["race"].code]
    assert int((race == "African-American").sum()) == 3_696
    assert int(crowd.outcomes["two_year_recid"].sum()) == 3_251
    assert crowd.faulty == ()


def test_rows_become_people_with_their_score(tmp_path: Path) -> None:
    opened = open_cohort(table(tmp_path))
    (crowd,) = crowds.read(opened, Needs(attributes=("sex",), outcome="caught"))

    assert opened.shape is CohortShape.TABLE
    assert opened.roles == ColumnRoles("score", "id", None, None, ("sex",))
    assert crowd.ids.tolist() == ["10", "7", "8", "9"]
    assert crowds.official([crowd]) == [("10", 0, 2.0, ""), ("7", 0, 4.0, ""), ("8", 0, 9.0, "")]
    assert crowds.attribute([crowd], "sex")[:2] == [("10", "f"), ("7", "f")]
    assert crowd.outcomes["caught"].tolist()[1:] == [0, 1, 1]
    assert len(crowd.records) == 0


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_without_ids_each_row_is_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(plain, "PART_ROWS", 2)
    path = table(tmp_path)
    if form == "parquet":
        with duckdb.connect() as database:
            database.execute(f"COPY (FROM '{path}') TO '{tmp_path / 't.parquet'}'")
        path = tmp_path / "t.parquet"
    opened = open_cohort(path, ColumnRoles("score"))
    parts = crowds.read(opened)

    assert [crowd.ids.tolist() for crowd in parts] == [["1", "2"], ["3", "4"]]
    assert crowds.official(parts) == [("1", 0, 4.0, ""), ("2", 0, 9.0, ""), ("4", 0, 2.0, "")]


def test_several_scores_of_a_person_are_told_apart_by_their_days(tmp_path: Path) -> None:
    text = "person;datum;punktzahl;ort\na;2016-02-01;5,5;x\n".replace("5,5", "5.5")
    text += "b;2016-01-01;7;y\na;2016-01-01;4;w\n"
    opened = open_cohort(table(tmp_path, text), ColumnRoles("punktzahl", "person", "datum"))
    (crowd,) = crowds.read(opened, Needs(attributes=("ort",)))

    assert (opened.people, opened.default_day) == (2, 16832)
    assert crowds.official([crowd]) == [
        ("a", 16801, 4.0, ""),
        ("a", 16832, 5.5, ""),
        ("b", 16801, 7.0, ""),
    ]
    assert crowds.attribute([crowd], "ort") == [("a", "x"), ("b", "y")]


@pytest.mark.parametrize(
    ("text", "column", "line"),
    [
        (TABLE + "11,f,high,0\n", "score", 6),
        (TABLE + "11,f,inf,0\n", "score", 6),
        (TABLE + "11,f,1e7,0\n", "score", 6),
        (TABLE + "7,f,3,0\n", "id", 6),
        (TABLE + ",f,3,0\n", "id", 6),
        (TABLE + "11,f,3,2\n", "caught", 6),
        (TABLE + "11,f,3\n", "", 6),
    ],
)
def test_a_bad_row_is_told(tmp_path: Path, text: str, column: str, line: int) -> None:
    roles = ColumnRoles("score", "id", outcome="caught")
    (crowd,) = crowds.read(open_cohort(table(tmp_path, text), roles), Needs(outcome="caught"))

    assert [(one.line, one.column) for one in crowd.faulty] == [(line, column)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_and_the_separator_are_told_by_the_file(tmp_path: Path, encoding: str) -> None:
    text = "编号;分数;性别;地区\n1;5;男;北京\n2;6;女;上海\n3;7;女;北京\n4;7;男;上海\n"
    opened = open_cohort(table(tmp_path, text.encode(encoding)))
    (crowd,) = crowds.read(opened, Needs(attributes=("地区",)))

    assert opened.roles == ColumnRoles("分数", "编号", None, None, ("性别", "地区"))
    assert crowds.attribute([crowd], "地区")[0] == ("1", "北京")


def test_a_parquet_table_and_a_zipped_one_are_read_alike(tmp_path: Path) -> None:
    path = table(tmp_path)
    with duckdb.connect() as database:
        database.execute(f"COPY (FROM '{path}') TO '{tmp_path / 't.parquet'}'")
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.write(path, "t.csv")
    roles = ColumnRoles("score", "id", outcome="caught", attributes=("sex",))
    asked = Needs(attributes=("sex",), outcome="caught")
    read = [
        crowds.read(open_cohort(tmp_path / name, roles), asked)
        for name in ("t.csv", "t.parquet", "t.zip")
    ]

    assert len({tuple(crowds.official(crowd)) for crowd in read}) == 1
    assert len({tuple(crowds.attribute(crowd, "sex")) for crowd in read}) == 1
    assert preview(tmp_path / "t.parquet").types == ("BIGINT", "VARCHAR", "BIGINT", "BIGINT")


def test_the_preview_shows_the_first_rows_as_they_are(tmp_path: Path) -> None:
    shown = preview(table(tmp_path), 2)

    assert shown.columns == ("id", "sex", "score", "caught")
    assert shown.types == ("VARCHAR",) * 4
    assert shown.rows == (("7", "f", "4", "0"), ("8", "m", "9", "1"))
    assert shown.guess is not None
    assert shown.guess.score == "score"


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        ("Kennung,Punktzahl,Datum,Geschlecht,Rückfall", ("Punktzahl", "Kennung", "Datum")),
        ("personId,creditScore,scoreDate,sex,defaulted", ("creditScore", "personId", "scoreDate")),
        ("身份证号,信用分,日期,性别,违约", ("信用分", "身份证号", "日期")),
        ("id,puntuación,fecha,sexo,impago", ("puntuación", "id", "fecha")),
    ],
)
def test_columns_are_guessed_in_several_languages(columns: str, roles: tuple[str, ...]) -> None:
    names = columns.split(",")
    sample = [
        [f"p{at}", str(500 + at), "2016-01-01", "mf"[at % 2], str(at % 2)] for at in range(20)
    ]
    found = guess(names, sample)

    assert found is not None
    assert (found.score, found.person, found.day) == roles
    assert (found.outcome, found.attributes) == (names[4], (names[3],))


def test_a_column_that_only_sounds_like_a_score_is_none() -> None:
    assert guess(["score_text", "name"], [["Low", "A"], ["High", "B"]]) is None


def test_a_table_without_a_score_asks_which_column_holds_it(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b\n1,2\n3,4\n")
    with pytest.raises(UnreadableInput, match="Say which column holds the score"):
        open_cohort(path)
    assert preview(path).guess is None
    assert open_cohort(path, ColumnRoles("b")).people == 2


def test_a_role_of_no_column_is_refused_with_the_columns_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"“points”.*id, sex, score, caught"):
        open_cohort(table(tmp_path), ColumnRoles("points"))


@pytest.mark.parametrize("text", [b"", b"\0\1\2\3", b"one column\n1\n", b"PAR1 and no more"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(UnreadableInput, match="a table with a column of scores"):
        open_cohort(table(tmp_path, text))
