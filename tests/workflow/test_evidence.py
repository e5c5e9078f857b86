from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import numpy as np
import pytest

from app.domain.audit import Question
from app.domain.crowd import Labels
from app.domain.document import as_json
from app.domain.errors import WhyscoreError
from app.domain.findings import Suppressed
from app.domain.progress import Cancelled
from app.rulebook import library
from app.workflow import auditing, evidence
from app.workflow.evidence_tables import PlainTable, people_table, tables_of
from app.workflow.sampling import Wish, write_sample
from app.workflow.table_files import write_table
from tests.making.audit import FINDINGS, people, question

ROOT = Path(__file__).parents[2]
TOLD_TABLES = {"claims", "groups", "gaps", "months", "residual_bars", "people"}


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """Return invented people of whom one would be known by what a table says of them."""
    folder = tmp_path_factory.mktemp("evidence") / "people"
    write_sample(Wish(people=90, events=3_000, seed=7, noise=2.0), folder)
    return folder


@pytest.fixture(scope="module")
def audited(cohort):
    """Return an audit of them."""
    asked = Question(
        books=(library.find("article-2016"),),
        claims=("contacts",),
        groups=("region", "gender"),
        thresholds=(620.0,),
        salt="a grain of salt",
    )
    with auditing.audit(auditing.open_input(cohort), asked, workers=1) as found:
        yield found


@pytest.fixture(scope="module")
def pack(audited, tmp_path_factory):
    """Return the pack of it."""
    return evidence.write_pack(audited, tmp_path_factory.mktemp("packs") / "pack.zip")


@pytest.fixture
def within(pack):
    """Return what lies in the pack, by name."""
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ids_of(cohort):
    lines = (cohort / "subjects-0000.csv").read_text(encoding="utf-8").splitlines()
    return [line.partition(",")[0] for line in lines[1:]]


def unpacked(pack, folder):
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    return folder


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_everything_that_a_check_needs_lies_in_the_pack(within):
    assert {
        "README.txt",
        "inputs.json",
        "report.html",
        "rerun.py",
        "results.json",
        "rulebooks/article-2016.toml",
        "settings.json",
        "figures/claims.svg",
        "figures/residual.svg",
    } <= within.keys()
    for name in TOLD_TABLES:
        assert f"tables/{name}.csv" in within
        assert f"tables/{name}.parquet" in within


def test_the_rulebook_is_the_file_as_it_is(within):
    shipped = ROOT / "resources" / "rulebooks" / "article-2016.toml"

    assert within["rulebooks/article-2016.toml"] == shipped.read_bytes()


def test_the_results_are_the_document_of_the_command_line(within, audited):
    assert within["results.json"].decode() == as_json(evidence.told(audited).document())


def test_inputs_are_told_by_name_size_and_hash(within, cohort):
    listed = json.loads(within["inputs.json"])["files"]

    assert [one["name"] for one in listed] == sorted(path.name for path in cohort.iterdir())
    assert all(one["bytes"] == (cohort / one["name"]).stat().st_size for one in listed)


def test_equal_input_makes_equal_bytes(audited, pack, tmp_path):
    again = evidence.write_pack(audited, tmp_path / "again.zip")

    assert again.read_bytes() == pack.read_bytes()


def test_nobody_is_named_in_any_byte(within, cohort):
    contacts = (cohort / "contacts-0000.csv").read_text(encoding="utf-8").splitlines()[1:]
    personal = {*ids_of(cohort), *(line.split(",")[2] for line in contacts)}
    texts = [content.decode("utf-8", "replace") for content in within.values()]

    assert len(personal) > 150
    said = {one for one in personal for text in texts if re.search(rf"\b{re.escape(one)}\b", text)}
    assert said == set()


def test_no_day_of_a_person_and_no_salt_is_in_it(within):
    assert all(b"a grain of salt" not in content for content in within.values())
    for row in rows_of(within["tables/people.csv"]):
        assert re.fullmatch(r"[0-9a-f]{16}", row["name"])
        assert re.fullmatch(r"\d{4}-\d{2}", row["month"])


def test_people_stand_in_the_order_of_their_salted_names(within):
    names = [row["name"] for row in rows_of(within["tables/people.csv"])]

    assert names == sorted(names)
    assert len(names) == 90


def test_with_names_ids_stand_as_in_the_files_and_that_is_said(audited, cohort, tmp_path):
    named = evidence.write_pack(audited, tmp_path / "named.zip", names=True)
    with zipfile.ZipFile(named) as archive:
        found = rows_of(archive.read("tables/people.csv"))
        page, readme = archive.read("report.html").decode(), archive.read("README.txt").decode()
        results = json.loads(archive.read("results.json"))

    assert [row["name"] for row in found] == sorted(ids_of(cohort))
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["day"]) for row in found)
    assert {one["name"] for one in results["largest"]} <= set(ids_of(cohort))
    assert "The ids of people stand here as in the files" in page
    assert "The ids of people stand here as in the files" in " ".join(readme.split())
    assert "Nobody is named" not in readme


def test_a_named_row_is_the_same_person_as_the_salted_one(audited, within, tmp_path):
    named = evidence.write_pack(audited, tmp_path / "named.zip", names=True)
    with zipfile.ZipFile(named) as archive:
        own = rows_of(archive.read("tables/people.csv"))

    def figures(rows):
        return sorted((row["official"], row["ours"], row["behaviour"]) for row in rows)

    assert figures(own) == figures(rows_of(within["tables/people.csv"]))


def test_the_script_runs_it_again_and_finds_the_same(pack, cohort, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = unpacked(pack, tmp_path / "pack")

    done = rerun(folder, cohort)

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"All \d{3,} figures are the same", done.stdout)


def test_the_script_tells_which_figure_differs(pack, cohort, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = unpacked(pack, tmp_path / "pack")
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    results["claims"][0]["effect"] += 1e-7
    (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")

    done = rerun(folder, cohort)

    assert done.returncode == 1
    assert "claims.0.effect: was" in done.stdout
    assert "1 figures differ" in done.stdout


def test_the_script_stops_where_a_file_is_another(pack, cohort, tmp_path):
    folder = unpacked(pack, tmp_path / "pack")
    other = tmp_path / "other"
    other.mkdir()
    for path in cohort.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    with (other / "records-0000.csv").open("a", encoding="utf-8") as file:
        file.write("\n")

    done = rerun(folder, other)

    assert done.returncode == 1
    assert "records-0000.csv" in done.stdout


def rerun(folder, source):
    command = [sys.executable, str(folder / "rerun.py"), str(source), "--workers", "1"]
    command += ["--whyscore", f"{sys.executable} -m app"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_where_the_work_is_stopped_nothing_is_left(audited, tmp_path):
    class Stopping:
        def report(self, done, _total):
            if done > 8:
                raise Cancelled

    with pytest.raises(Cancelled):
        evidence.write_pack(audited, tmp_path / "pack.zip", progress=Stopping())

    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_was_there_stays_where_the_new_one_fails(audited, tmp_path, monkeypatch):
    target = tmp_path / "pack.zip"
    target.write_bytes(b"the old one")
    monkeypatch.setattr(evidence, "write_table", lambda *_: (_ for _ in ()).throw(OSError("full")))

    with pytest.raises(WhyscoreError, match="could not be written"):
        evidence.write_pack(audited, target)

    assert target.read_bytes() == b"the old one"


class Page(HTMLParser):
    """Collects what a page could run or fetch."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [
            (name, value)
            for name, value in attrs
            if name in {"src", "href", "action", "data", "xlink:href"} or name.startswith("on")
        ]


def test_the_page_runs_and_fetches_nothing(within):
    page = Page()
    page.feed(within["report.html"].decode())

    assert page.addresses == []
    assert page.tags.isdisjoint({"script", "iframe", "object", "embed", "link", "img", "form"})
    assert {"svg", "table"} <= page.tags


def test_every_figure_is_whole_xml_with_its_n(within):
    for name, content in within.items():
        if name.endswith(".svg"):
            root = ET.fromstring(content)  # noqa: S314 - we made it
            described = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
            texts = " ".join(root.itertext())
            assert "n = " in texts, name
            assert described


def test_csv_and_parquet_say_the_same(within, tmp_path):
    for name in TOLD_TABLES:
        (tmp_path / f"{name}.parquet").write_bytes(within[f"tables/{name}.parquet"])
        found = duckdb.connect().sql(f"FROM '{tmp_path}/{name}.parquet'").fetchall()
        shown = [list(row.values()) for row in rows_of(within[f"tables/{name}.csv"])]
        assert len(found) == len(shown)
        for row, cells in zip(found, shown, strict=True):
            assert ["" if one is None else str(one) for one in row] == cells


def test_every_figure_of_the_results_stands_in_a_table():
    document = evidence.audit_document(FINDINGS, question(), ())
    tables = {table.name: table for table in tables_of(document)}

    def column(table, name):
        place = [one for one, _kind in tables[table].columns].index(name)
        return [row[place] for row in tables[table].rows]

    assert column("claims", "effect") == [1.02, 0.03, None]
    assert column("gaps", "behaviour_low") == [-22]
    assert column("outcomes", "fpr") == [pytest.approx(1 / 3), None]
    assert column("shares_below", "threshold") == [650, 700] * 3
    assert column("months", "n") == [11_200, 11_600, 11_900]
    assert sum(column("residual_bars", "n")) == sum(bar.n for bar in FINDINGS.distribution)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "＝1"])
def test_a_spreadsheet_runs_no_text(text, tmp_path):
    table = PlainTable("t", (("group", "VARCHAR"), ("n", "BIGINT")), [(text, 3), ("plain", -4)])

    shown, kept = write_table(table, tmp_path)

    rows = rows_of(shown.read_bytes())
    assert [row["group"] for row in rows] == [f"'{text}", "plain"]
    assert rows[1]["n"] == "-4"
    assert duckdb.connect().sql(f"FROM '{kept}'").fetchall() == [(text, 3), ("plain", -4)]


def test_hostile_names_of_groups_are_texts_wherever_they_stand(audited, tmp_path):
    evil = "<script>alert(1)</script>"
    groups = tuple(dataclasses.replace(one, group=evil) for one in audited.findings.groups[:2])
    groups = (groups[0], dataclasses.replace(groups[1], attribute=f"{evil}'\""))
    turned = dataclasses.replace(
        audited.findings,
        groups=groups,
        gaps=(),
        rate_gaps=(),
        scores={(groups[1].attribute, evil): audited.findings.distribution},
        suppressed=(Suppressed(evil, "=HYPERLINK()", 3),),
    )
    pack = evidence.write_pack(dataclasses.replace(audited, findings=turned), tmp_path / "p.zip")

    with zipfile.ZipFile(pack) as archive:
        for name in archive.namelist():
            if name.endswith((".html", ".svg")):
                assert b"<script" not in archive.read(name)
            if name.endswith(".svg"):
                ET.fromstring(archive.read(name))  # noqa: S314 - we made it


def test_what_few_share_is_not_told_beside_them():
    """Four of town B, three of a small town: neither stands beside anybody."""
    code = np.array([0] * 9 + [1] * 4 + [2] * 3, dtype=np.int32)
    crowd = dataclasses.replace(
        people(len(code)), attributes={"town": Labels(code, ("A", "B", "Tiny"))}
    )
    asked = Question(groups=("town",))
    small = (Suppressed("town", "Tiny", 3),)

    def towns(*, names):
        table = people_table(lambda: [crowd], asked, small, names=names)
        return [row[-1] for row in table.rows]

    assert towns(names=False) == ["A"] * 9 + [""] * 7
    assert towns(names=True) == ["A"] * 9 + ["B"] * 4 + ["Tiny"] * 3


def test_files_that_may_name_people_are_told_by_number(audited):
    folder = dataclasses.replace(
        audited.cohort,
        shape=evidence.CohortShape.FOLDER,
        inputs=tuple(
            evidence.InputFile(f"{name}.zip", letter * 64)
            for name, letter in (("ulla-nimmerstedt", "b"), ("jo", "a"))
        ),
    )
    it = evidence.told(dataclasses.replace(audited, cohort=folder))

    assert [one["name"] for one in it.document()["inputs"]] == ["package-00001", "package-00002"]
    assert [one["sha256"][0] for one in it.document()["inputs"]] == ["a", "b"]
