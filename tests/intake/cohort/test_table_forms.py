"""A plain table is read right however it is written, and nobody of it is lost without a word."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.cohort import Cohort, ColumnRoles, Needs, TableReading
from app.domain.crowd import Crowd
from app.domain.errors import UnreadableInput, UsageError
from app.intake.cohort import outcomes, plain
from app.intake.cohort.numerals import number_of
from app.intake.cohort.opening import open_cohort
from tests.intake.cohort import crowds

CASES = Path(__file__).parents[4] / "shared/cases"
ROLES = ColumnRoles("score", "id", attributes=("ort",))
KEYLESS = ColumnRoles("score", attributes=("ort",))
HEADER = ["id", "score", "ort"]
PEOPLE = [[f"P{at}", f"{500 + at}.5", "Köln" if at % 3 else "Süd"] for at in range(30)]


def rows(
    delimiter: str = ",", end: str = "\n", *, quoted: bool = False, comma: bool = False
) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(HEADER)
    writer.writerows([one, x.replace(".", ",") if comma else x, ort] for one, x, ort in PEOPLE)
    return out.getvalue()


def written(folder: Path, data: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read(cohort: Cohort, **needs: object) -> Crowd:
    (crowd,) = crowds.read(cohort, Needs(attributes=("ort",), **needs))  # type: ignore[arg-type]
    return crowd


def has_all(cohort: Cohort) -> None:
    crowd = read(cohort)
    ort = np.array([*crowd.attributes["ort"].names, ""])[crowd.attributes["ort"].code]

    assert (len(crowd), crowd.faulty, cohort.people) == (30, (), 30)
    assert sorted(crowd.official.score.tolist()) == [500.5 + at for at in range(30)]
    assert sorted(ort.tolist()) == sorted(row[2] for row in PEOPLE)


FORMS: dict[str, bytes] = {
    "plain": rows().encode(),
    "a byte order mark": rows().encode("utf-8-sig"),
    "Excel's German CSV": rows(";", "\r\n", comma=True).encode("cp1252"),
    "Excel's German CSV in UTF-8": rows(";", "\r\n", comma=True).encode("utf-8-sig"),
    "a line that names the separator": ("sep=;\r\n" + rows(";", "\r\n", comma=True)).encode(),
    "the same in quotation marks": ('"sep=|"\n' + rows("|")).encode(),
    "tabs": rows("\t").encode(),
    "tabs in UTF-16, as Excel saves text": rows("\t", "\r\n").encode("utf-16"),
    "UTF-16 without a mark": rows().encode("utf-16-le"),
    "pipes": rows("|").encode(),
    "quotation marks all over": rows(quoted=True).encode(),
    "commas as decimals, quoted": rows(comma=True).encode(),
    "blanks behind the commas": rows().replace(",", ", ").encode(),
    "blanks behind the commas, quoted": rows(quoted=True).replace(",", ", ").encode(),
    "CR only": rows(end="\r").encode(),
    "two kinds of line ends": (rows() + "\r\n").replace("P7,", "\r\nP7,").encode(),
    "CR in the middle": rows().replace("\nP9,", "\rP9,").encode(),
    "one CRLF at the end": (rows()[:-1] + "\r\n").encode(),
    "empty lines": rows(end="\n\n").encode(),
    "empty lines before": ("\n\n" + rows()).encode(),
    "rows of delimiters": (rows(";") + ";;\n;;\n").encode(),
    "a delimiter too many": rows(end=",\n").encode(),
    "gzip": gzip.compress(rows(";", "\r\n", comma=True).encode("cp1252")),
    "R's names of rows": rows()
    .replace("\nP", "\n1,P")
    .encode(),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("roles", [ROLES, KEYLESS], ids=["with ids", "without"])
def test_a_table_is_the_same_however_it_is_written(
    tmp_path: Path, form: str, roles: ColumnRoles
) -> None:
    has_all(open_cohort(written(tmp_path, FORMS[form]), roles))


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for one, score, ort in PEOPLE:
        sheet.append([one, float(score), ort])
    book.create_sheet("notes").append(["nothing"])
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def open_document(folder: Path) -> Path:
    def cell(text: str) -> str:
        if text.replace(".", "").isdigit():
            kind = f'office:value-type="float" office:value="{text}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    body = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in [HEADER, *PEOPLE]
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    with zipfile.ZipFile(folder / "t.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{body}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return folder / "t.ods"


def parquet(folder: Path, *select: str) -> Path:
    path = written(folder, rows(), "p.csv")
    with duckdb.connect() as database:
        database.read_csv(str(path)).project(", ".join(select) or "*").write_parquet(
            str(folder / "t.parquet")
        )
    return folder / "t.parquet"


def texts_of_parquet(folder: Path) -> Path:
    return parquet(folder, "id", "replace(score::VARCHAR, '.', ',') AS score", "ort")


def spark(folder: Path) -> Path:
    """Make a folder of parts as Spark writes one, an empty part and litter among them."""
    path, made = parquet(folder), folder / "people.parquet"
    made.mkdir()
    with duckdb.connect() as database:
        whole = database.read_parquet(str(path))
        for part, (first, last) in enumerate(((0, 13), (13, 30), (30, 30))):
            some = whole.limit(last - first, offset=first)
            some.write_parquet(str(made / f"part-{part:05}-c000.snappy.parquet"))
    (made / "_SUCCESS").touch()
    (made / ".part-00000-c000.snappy.parquet.crc").write_bytes(b"crc")
    return made


def spark_csv(folder: Path) -> Path:
    made = folder / "people.csv"
    made.mkdir()
    lines = rows().splitlines(keepends=True)
    written(made, "".join(lines[:14]), "part-00000.csv")
    written(made, "".join([lines[0], *lines[14:]]).replace("\n", "\r\n"), "part-00001.csv")
    written(made, "", "part-00002.csv")
    (made / "_SUCCESS").touch()
    return made


MAKERS: list[Callable[[Path], Path]] = [
    workbook,
    open_document,
    parquet,
    texts_of_parquet,
    spark,
    spark_csv,
]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("roles", [ROLES, KEYLESS], ids=["with ids", "without"])
def test_a_table_is_the_same_whatever_program_wrote_it(
    tmp_path: Path, make: Callable[[Path], Path], roles: ColumnRoles
) -> None:
    path = make(tmp_path)

    has_all(open_cohort(path, roles))
    assert plain.preview(path).columns == tuple(HEADER)


def broken(number: int, random_: Random) -> list[str]:
    """Return lines of which some are no rows."""
    lines = []
    for at in range(number):
        line = f"P{at},{500 + at},Ulm"
        match random_.choice(["good", "good", "good", "good", "many", "few", "quote"]):
            case "many":
                line += ",x"
            case "few":
                line = f"P{at},{500 + at}"
            case "quote":
                line = f'P{at},{500 + at},"U"lm'
        lines.append(line)
    return lines


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    keyed=st.sampled_from(["id", ""]),
    trouble=st.sampled_from(["", "late", "quoted", "mixed"]),
)
def test_people_and_people_in_no_figure_are_the_lines_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, seed: int, end: str, keyed: str, trouble: str
) -> None:
    lines = broken(40, Random(seed))  # noqa: S311 - no secret
    data = end.join(["id,score,ort", *lines, ""]).encode()
    if trouble == "late":
        data = data.replace(b"P30,", b"J\xf6rg30,")
    if trouble == "quoted":
        data = data.replace(b"P5,", b'"P5",')
    if trouble == "mixed":
        data += b"X1,500,Ulm\r\n" if end == "\n" else b"X1,500,Ulm\n"
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(data)
    crowd = read(open_cohort(path, ROLES if keyed else KEYLESS))

    assert len(crowd) + len(crowd.faulty) == 40 + (trouble == "mixed")


@pytest.mark.parametrize("roles", [ROLES, KEYLESS], ids=["with ids", "without"])
def test_rows_without_an_id_count_one_each(tmp_path: Path, roles: ColumnRoles) -> None:
    text = rows() + ",600.5,Ulm\n,601.5,Ulm\nP99,602.5\nP98,603.5\n"
    cohort = open_cohort(written(tmp_path, text), roles)
    crowd = read(cohort)

    assert len(crowd) + len(crowd.faulty) == 34
    assert len(crowd.faulty) == (4 if roles is ROLES else 2)
    assert all(one.line and one.line > 31 for one in crowd.faulty)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id;score;ort\n1;1.234,5;a\n2;999;b\n", [999, 1234.5]),
        ("id;score;ort\n1;1'234.5;a\n2;999.25;b\n", [999.25, 1234.5]),
        ("id;score;ort\n1;1 234,5;a\n2;-2,5;b\n", [-2.5, 1234.5]),
        ("id;score;ort\n1;1\u202f234,5;a\n2;\u22122,5;b\n", [-2.5, 1234.5]),
        ("id;score;ort\n1;1’234;a\n2;12;b\n", [12, 1234]),
        ('id,score,ort\n1,"1,234.50",a\n2,"999.00",b\n', [999, 1234.5]),
        ("id,score,ort\n1,1.234,a\n2,2.345,b\n", [1.234, 2.345]),
        ("id;score;ort\n1;0.234;a\n2;2.345;b\n", [0.234, 2.345]),
        ("id;score;ort\n1;1e3;a\n2;.5;b\n", [0.5, 1000]),
    ],
)
def test_the_sign_before_the_decimals_is_told_by_the_whole_column(
    tmp_path: Path, text: str, found: list[float]
) -> None:
    crowd = read(open_cohort(written(tmp_path, text), ROLES))

    assert sorted(crowd.official.score.tolist()) == found
    assert crowd.faulty == ()


@pytest.mark.parametrize(
    "text",
    [
        "id;score;ort\n1;1.234;a\n2;2.345;b\n",
        "id;score;ort\n1;1,234;a\n2;700;b\n",
        "id\tscore\tort\n1\t612.345\ta\n2\t2.345\tb\n",
        'id,score,ort\n1,"1,234",a\n2,"2,345",b\n',
    ],
)
def test_numbers_that_can_be_read_in_two_ways_are_asked(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match="--decimal point or --decimal comma"):
        open_cohort(path, ROLES)
    first = {
        decimal: read(open_cohort(path, ROLES, reading=TableReading(decimal=decimal)))
        .official.score.tolist()[0]
        for decimal in ".,"
    }  # fmt: skip

    assert sorted(first.values()) == sorted({first["."], first[","]})
    assert max(first.values()) == pytest.approx(1000 * min(first.values()))
    assert plain.preview(path).reading.decimal == ""


def test_the_reading_is_told(tmp_path: Path) -> None:
    cohort = open_cohort(written(tmp_path, FORMS["Excel's German CSV"]), ROLES)

    assert cohort.reading == TableReading("csv", "Windows-1252", separator=";", decimal=",")
    assert any("windows-1252" in note.lower() for note in cohort.notes)
    assert "Numbers are written with a decimal comma." in cohort.notes


@given(number=st.floats(-1e9, 1e9).map(lambda value: round(value, 3)))
def test_a_number_is_the_same_in_both_ways_of_writing(number: float) -> None:
    english = f"{number:,.3f}"
    german = english.translate(str.maketrans(",.", ".,"))

    assert number_of(english, ".") == number_of(german, ",") == pytest.approx(number, abs=1e-3)


@pytest.mark.parametrize(
    ("header", "cells", "columns", "told"),
    [
        ("id,score,ort,score", "5", ("id", "score", "ort"), "taken once"),
        ("id,score,ort,score", "6", ("id", "score", "ort", "score.1"), "differ"),
        ("id,score,ort,Score", "6", ("id", "score", "ort", "Score"), ""),
        ("id,score,ort,", "6", ("id", "score", "ort", "#4"), ""),
    ],
)
def test_columns_of_one_name_are_told_apart(
    tmp_path: Path, header: str, cells: str, columns: tuple[str, ...], told: str
) -> None:
    text = f"{header}\n" + "".join(f"P{at},5,Ulm,{cells}\n" for at in range(9))
    path = written(tmp_path, text)
    cohort = open_cohort(path, ROLES)

    assert plain.preview(path).columns == columns
    assert any(told in note for note in cohort.notes) or not told
    assert set(read(cohort).official.score.tolist()) == {5}
    if len(columns) > 3:
        roles = ColumnRoles(columns[3], "id", attributes=("ort", "score"))
        crowd = read(open_cohort(path, roles))
        assert set(crowd.official.score.tolist()) == {6}


def test_columns_that_differ_in_case_are_two(tmp_path: Path) -> None:
    text = "id,score,Ort,ort,place\n" + "".join(
        f"P{at},{at},{'XY'[at % 2]},{'AB'[at // 2 % 2]},q\n" for at in range(8)
    )
    path = written(tmp_path, text)
    roles = ColumnRoles("score", "id")
    (crowd,) = crowds.read(open_cohort(path, roles), Needs(attributes=("Ort", "ort", "place")))

    assert {name: labels.names for name, labels in crowd.attributes.items()} == {
        "Ort": ("X", "Y"),
        "ort": ("A", "B"),
        "place": ("q",),
    }


WORDS = {
    "German": ("ja", "nein"),
    "Chinese": ("是", "否"),
    "R": ("T", "F"),
    "letters": ("Y", "n"),
    "German letters": ("J", "N"),
    "programs": ("TRUE", "false"),
    "numbers": ("1", "0"),
}


@pytest.mark.parametrize("words", WORDS)
def test_yes_and_no_are_known_in_the_words_of_several_languages(tmp_path: Path, words: str) -> None:
    yes, no = WORDS[words]
    cells = [yes, no, f" {yes} ", "NA", "", yes]
    text = "id,score,ort,out\n" + "".join(f"P{n},5,x,{cell}\n" for n, cell in enumerate(cells))
    path = written(tmp_path, text)
    crowd = read(open_cohort(path, ColumnRoles("score", "id", outcome="out")), outcome="out")

    np.testing.assert_array_equal(crowd.outcomes["out"], [1, 0, 1, np.nan, np.nan, 1])
    assert crowd.faulty == ()


@pytest.mark.parametrize(("one", "other"), [("1", "2"), ("good", "bad"), ("1", "1"), ("是", "")])
def test_a_column_without_a_no_is_no_outcome(tmp_path: Path, one: str, other: str) -> None:
    text = "id,score,ort,out\n" + "".join(f"P{n},5,x,{[one, other][n % 2]}\n" for n in range(8))
    cohort = open_cohort(written(tmp_path, text), ColumnRoles("score", "id", outcome="out"))
    with pytest.raises(UsageError, match=f"“{one}”"):
        outcomes.check(cohort, "out")


def test_what_programs_write_for_missing_is_no_group_and_no_number(tmp_path: Path) -> None:
    said = [
        "f",
        " f",
        "f\u00a0",
        "",
        " ",
        "NA",
        "n/a",
        "NaN",
        "NULL",
        "None",
        "-",
        "Fe\u0301",
        "F\u00e9",
    ]
    text = "id,score,ort\n" + "".join(f"P{n:02},5,{cell}\n" for n, cell in enumerate(said))
    text += "P98,NA,f\nP99,,f\n"
    cohort = open_cohort(written(tmp_path, text), ROLES)
    crowd = read(cohort)
    names = np.array([*crowd.attributes["ort"].names, ""])[crowd.attributes["ort"].code].tolist()

    assert names == ["f"] * 3 + [""] * 8 + ["F\u00e9"] * 2 + ["f"] * 2
    assert len(crowd.official) == len(said)
    assert len([note for note in cohort.notes if "such as NA" in note]) == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'id,score,ort\n1,5,"a\n2,6,b\n3,7,c\n', "quotation mark"),
        (b'id,score,ort\n1,5,"a\n2,6,b\n3,7,c\n4,8,d"\n', "quotation mark"),
        (b"id,score,ort\n1,5,a\n" + b"x" * 5_000_000, "line that does not end"),
        (b"id,score,ort\n1,5,a\n" + bytes(10_000), "nothing that Whyscore can audit"),
        (gzip.compress(rows().encode())[:-9], "damaged or cut off"),
        (gzip.compress(rows().encode() + b"\n" * 60_000_000), "unpacks to more"),
        (b"id,score,ort\n", None),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_line(
    tmp_path: Path, data: bytes, says: str | None
) -> None:
    path = written(tmp_path, data)
    if says is None:
        assert open_cohort(path, ROLES).people == 0
        return
    with pytest.raises(UnreadableInput, match=says):
        open_cohort(path, ROLES)


BOMBS = {
    "rows": ("SELECT 1 AS id, 5.0 AS score, 'a' AS ort FROM range(30000000)", "more rows than"),
    "a text": (
        "SELECT i AS id, 5.0 AS score, repeat('x', 2000000) AS ort FROM range(60) t(i)",
        "a cell of more than",
    ),
    "one text for all rows": (
        "SELECT i AS id, 5.0 AS score, repeat('x', 900000) AS ort FROM range(400) t(i)",
        "texts of more than",
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_small_parquet_file_that_asks_for_much_is_refused(tmp_path: Path, bomb: str) -> None:
    select, says = BOMBS[bomb]
    path = tmp_path / "t.parquet"
    with duckdb.connect() as database:
        database.sql(select).write_parquet(str(path), compression="zstd")

    assert path.stat().st_size < 300_000
    with pytest.raises(UnreadableInput, match=says):
        open_cohort(path, ROLES)


CASE_FILES = {
    "01-rows-with-bytes-that-are-no-utf8-vanish-from-an-audit/names.csv": ("ort", 20_000, 670.0),
    "01-rows-with-bytes-that-are-no-utf8-vanish-from-an-audit/late.csv": ("ort", 20_000, 679.05),
    "09-columns-that-differ-in-case/case-cols.csv": ("Score", 100, None),
    "11-outcome-coded-1-2/comma.csv": ("ort", 120, 560.0),
    "11-outcome-coded-1-2/p-strscore-de.parquet": ("ort", 100, 749.5),
    "14-mixed-line-ends-refused/mixed-nl.csv": ("ort", 2_000, None),
    "20-real-files/audit-german-excel.csv": ("gebiet", 60, 530.0),
    "20-real-files/audit-latin1.csv": ("gebiet", 60, 529.5),
    "20-real-files/audit-book.xlsx": ("gebiet", 60, 529.5),
    "20-real-files/audit-duplicate-column.csv": ("group", 60, 529.5),
}


@pytest.mark.parametrize("name", CASE_FILES)
def test_the_tables_that_failed_are_read(name: str) -> None:
    path = CASES / name
    if not path.exists():
        pytest.skip("the case is not there")
    group, people, mean = CASE_FILES[name]
    cohort = open_cohort(path, ColumnRoles("score", attributes=(group,)))
    (crowd,) = crowds.read(cohort, Needs(attributes=(group,)))

    assert (len(crowd), crowd.faulty) == (people, ())
    assert len(crowd.attributes[group].names) > 1
    assert mean is None or crowd.official.score.mean() == pytest.approx(mean)
