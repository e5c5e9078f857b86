from __future__ import annotations

import dataclasses
import json
import re
import zipfile
from pathlib import Path

import pytest

from app.cli.screens.audit import audit_screen
from app.cli.terminal import Voice
from app.domain.findings import Verdict
from app.rulebook.reading import read_text
from app.wording import language
from app.wording.audit import headline
from app.wording.audit_report import audit_report
from app.wording.language import Language
from app.workflow.planting import Penalty, Plants
from app.workflow.sampling import Wish, write_sample
from tests.cli.conftest import BOOK
from tests.making.audit import CLAIMS, FINDINGS, question

COMPAS = Path(__file__).parents[3] / "shared" / "samples" / "compas" / "compas-scores-two-years.csv"
ASKED = ("--claim", "contacts", "--group", "region", "--threshold", "620", "--workers", "1")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """Return invented people whose operator takes 12 points from Southwick in silence."""
    folder = tmp_path_factory.mktemp("audit") / "people"
    plants = Plants(penalties=(Penalty("region", "Southwick", -12),))
    write_sample(Wish(people=160, events=6_000, seed=11, noise=0.4, plants=plants), folder)
    return folder


@pytest.fixture(autouse=True)
def _kept(tmp_path, monkeypatch):
    """Keep the parts of audits in a folder of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def audited(whyscore, people):
    """Return a function that audits the invented people."""
    return lambda *words, status=0: whyscore("audit", people, *ASKED, *words, status=status)


@pytest.fixture
def spoken():
    """Speak English again, whatever a test spoke."""
    yield language.use
    language.use(Language.ENGLISH)


@pytest.mark.parametrize("spoken_now", list(Language))
def test_an_audit_on_the_terminal_looks_as_agreed(spoken_now, spoken, capsys, snapshot):
    spoken(spoken_now)
    asked = question(books=(read_text(BOOK, "village.toml"),), claims=("friends", "late", "paid"))

    Voice().show(*audit_screen(audit_report(FINDINGS, asked)))

    assert capsys.readouterr().out == snapshot


def test_the_sentence_at_the_top_says_what_weighs_most():
    asked = question(books=(read_text(BOOK, "village.toml"),))

    def said(*claims):
        return headline(dataclasses.replace(FINDINGS, claims=claims), asked)

    assert said(*CLAIMS).endswith("These scores say that it does.")
    assert said(*CLAIMS[1:]).endswith("These scores bear that out.")
    assert said(CLAIMS[2]).startswith("These people are too few")
    assert said() == "81% of 11,900 people have the score that the rulebook gives, within 2 points."
    twice = [dataclasses.replace(one, verdict=Verdict.CONTRADICTED) for one in CLAIMS[:2]]
    assert said(*twice).startswith(
        "The operator says that the rules “Contacts” and “Bills late” do"
    )


def test_the_document_finds_what_was_planted(audited, fits):
    document = audited("--json").document

    fits(document, "audit")
    assert document["people"] == document["with_official"] == 160
    claim = document["claims"][0]
    assert claim["verdict"] == "contradicted"
    assert 0 < claim["low"] < 1 < claim["high"]
    residuals = {one["group"]: one["residual"]["mean"] for one in document["groups"]}
    assert residuals["Southwick"] == pytest.approx(-12, abs=0.3)
    assert residuals["Eastholm"] == pytest.approx(0, abs=0.3)
    assert document["inputs"][0]["name"] == "people"


def test_the_same_salt_makes_the_same_answer(audited, tmp_path):
    words = ("--salt-file", tmp_path / "salt", "--json")

    first, again = audited(*words).out, audited(*words).out

    assert first == again
    assert (tmp_path / "salt").stat().st_mode & 0o077 == 0


def test_without_a_salt_of_ones_own_names_are_others_each_time(audited):
    first, again = (audited("--json").document for _ in range(2))

    assert [one["name"] for one in first["largest"]] != [one["name"] for one in again["largest"]]
    assert first["claims"] == again["claims"]


def test_a_day_in_the_past_looks_at_no_later_score(audited):
    document = audited("--at", "2015-06-30", "--json").document

    assert document["at"] == "2015-06-30"
    assert max(one["month"] for one in document["periods"]) == "2015-06"


def test_variants_are_held_side_by_side(audited):
    document = audited("--variant", "none", "--variant", "without-contacts", "--json").document
    first, other = document["books"]

    assert (first["variant"], other["variant"]) == (None, "without-contacts")
    assert first["within"] > other["within"]


def test_the_fitted_rulebook_is_one_that_can_be_used(audited, whyscore, tmp_path):
    file = tmp_path / "fitted.toml"
    audited("--fit", file, "--json")

    document = whyscore("rulebook", "check", file, "--json", status=0).document
    assert document["faults"] == []
    assert 'basis = "fitted"' in file.read_text(encoding="utf-8")
    assert 'version = "1.1-fitted"' in file.read_text(encoding="utf-8")


def test_where_nothing_can_be_fitted_the_answer_is_no(whyscore, people, tmp_path):
    certain = re.sub(r"\{ value = ([0-9.]+), low = [^}]*\}", r"\1", BOOK)
    file = tmp_path / "certain.toml"
    file.write_text(certain, encoding="utf-8")

    words = ("--rulebook", file, "--workers", "1", "--fit", tmp_path / "fitted.toml")
    answer = whyscore("audit", people, *words, status=1)

    assert "tell none of the guessed numbers" in answer.err
    assert not (tmp_path / "fitted.toml").exists()


def test_people_with_faults_are_warned_of_and_listed(whyscore, people, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in people.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "datapackage.json":
            text = re.sub(r'"(hash|bytes)": [^\n]*\n', "", text)
        if file.name.startswith("scores"):
            text = re.sub(r"(?m)^(P-0000007,2014-[0-9-]+),[0-9]+", r"\1,many", text, count=1)
        (broken / file.name).write_text(text, encoding="utf-8")

    answer = whyscore("audit", broken, *ASKED, "--json", status=0)

    faulty = answer.document["faulty"]
    assert faulty["people"] == 1
    assert (faulty["first"][0]["table"], faulty["first"][0]["column"]) == ("scores", "score")
    assert "P-0000007" not in answer.out
    assert answer.document["people"] == 159
    assert "1 person is in no figure" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--claim", "luck"), "there is no rule luck"),
        (("--group", "shoes"), "There is no column shoes"),
        (("--outcome", "region"), "--outcome"),
        (("--rulebook", "nowhere"), "There is no rulebook"),
        (("--variant", "nowhere"), "No rulebook here has a variant nowhere"),
        (("--at", "soon"), "--at"),
        (("--tolerance", "-1"), "--tolerance"),
        (("--threshold", "inf"), "--threshold"),
        (("--min-group", "0"), "--min-group"),
        (("--workers", "0"), "--workers"),
        (("--score", "region"), "--score"),
        (("--out", "nowhere/pack.zip"), "--out: there is no folder"),
        (("--names", "--salt-file", "salt"), "--names"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(whyscore, people, words, said):
    answer = whyscore("audit", people, *words, status=2)

    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_a_file_that_is_none_is_refused(whyscore, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing here", encoding="utf-8")

    answer = whyscore("audit", tmp_path / "notes.txt", status=2)

    assert answer.err.count("\n") == 1


def test_a_plain_table_needs_its_column_of_scores(whyscore, tmp_path):
    table = tmp_path / "scores.csv"
    table.write_text("score,town\n1,A\n2,B\n3,A\n", encoding="utf-8")

    assert "--score" in whyscore("audit", table, status=2).err
    words = ("--score", "score", "--rulebook", "article-2016")
    assert "plain table" in whyscore("audit", table, *words, status=2).err


def test_a_column_that_names_everybody_is_not_listed(whyscore, tmp_path):
    table = tmp_path / "scores.csv"
    rows = "\n".join(f"{500 + n},Ulla Nimmerstedt {n}" for n in range(60))
    table.write_text(f"score,name\n{rows}\n", encoding="utf-8")

    answer = whyscore("audit", table, "--score", "score", "--group", "name", "--json", status=0)

    assert "Nimmerstedt" not in answer.out
    assert answer.document["suppressed"] == [{"attribute": "name", "group": "*", "n": 60}]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_an_audit_that_is_stopped_says_how_to_go_on(audited, monkeypatch, error):
    from app.workflow import auditing

    def stopped(*_given, **_options):
        raise error

    monkeypatch.setattr(auditing, "audit", stopped)
    answer = audited("--json", status=130)

    assert "the same command goes on from there" in answer.err
    assert answer.out == ""


def test_a_pack_is_written_and_told_of(audited, tmp_path):
    pack = tmp_path / "pack.zip"
    answer = audited("--out", pack, "--json")

    assert f"Written: {pack}" in answer.err
    with zipfile.ZipFile(pack) as archive:
        assert json.loads(archive.read("results.json")) == answer.document


@pytest.mark.skipif(not COMPAS.exists(), reason="the published COMPAS table is not beside this")
def test_the_published_figures_of_compas_come_out(whyscore):
    words = ("--score", "decile_score", "--outcome", "two_year_recid", "--threshold", "5")
    document = whyscore("audit", COMPAS, *words, "--group", "race", "--json", status=0).document

    everybody = document["outcomes"][0]
    assert list(everybody["counts"].values()) == [2681, 1282, 1216, 2035]
    assert round(100 * everybody["fpr"]["rate"], 2) == 32.35
    assert round(100 * everybody["fnr"]["rate"], 2) == 37.40
    counts = {one["group"]: one["n"] for one in document["outcomes"]}
    assert counts["African-American"] == 3696
    assert counts["Caucasian"] == 2454
    assert document["suppressed"] == [{"attribute": "race", "group": "Native American", "n": 18}]
    assert document["rulebook"] is None
    assert document["scored"] is document["within_tolerance"] is document["residual"] is None


GERMAN = "nr;gebiet;score\r\n" + "".join(
    f"{at};{'Süd' if at % 2 else 'Nord'};{500 + at},5\r\n" for at in range(60)
)


@pytest.fixture
def table(tmp_path):
    """Return a function that writes a plain table."""

    def written(text, name="people.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return written


def test_the_reading_of_a_plain_table_is_told_in_text_and_json(whyscore, table, fits):
    words = ("audit", table(GERMAN, encoding="cp1252"), "--score", "score", "--group", "gebiet")
    shown = whyscore(*words, status=0)
    document = whyscore(*words, "--json", status=0).document

    assert "Read as CSV, Windows-1252, parted by: semicolon, decimal comma." in " ".join(
        shown.out.split()
    )
    assert document["reading"] == {
        "form": "csv",
        "encoding": "Windows-1252",
        "separator": ";",
        "decimal": ",",
        "sheet": None,
    }
    assert document["people"] == 60
    fits(document, "audit")


def test_the_reading_of_a_plain_table_can_be_set(whyscore, table):
    path = table("nr;gebiet;score\n" + "".join(f"{n};a;1.{n:03}\n" for n in range(100, 140)))
    words = ("audit", path, "--score", "score", "--json")

    assert "--decimal point or --decimal comma" in whyscore(*words, status=2).err
    for decimal, mean in (("point", 1.1195), ("comma", 1119.5)):
        found = whyscore(*words, "--decimal", decimal, "--separator", "semicolon", status=0)
        assert found.document["groups"][0]["mean"] == pytest.approx(mean)
    assert "point, comma" in whyscore(*words, "--decimal", "colon", status=2).err


def test_where_nobody_is_left_the_answer_is_no(whyscore, table):
    path = table("nr,gebiet,score\n" + "".join(f"{at},a,high\n" for at in range(9)))
    found = whyscore("audit", path, "--score", "score", status=1)

    assert "Nobody is left" in found.err


def test_groups_that_differ_in_capitals_only_are_told(whyscore, table):
    labels = ["Female", "female ", "FEMALE"]
    text = "nr,sex,score\n" + "".join(f"{at},{labels[at % 3]},{at}\n" for at in range(90))
    found = whyscore("audit", table(text), "--score", "score", "--group", "sex", status=0)

    assert "differ in their capitals only" in " ".join(found.out.split())
