from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import RECORDS, make_package

KEYS = [
    "whyscore",
    "rulebook",
    "inputs",
    "to",
    "from",
    "unscored",
    "capped",
    "factors",
    "rules_changed",
    "rules",
    "records",
    "contacts",
    "aside",
    "reasons",
    "perks",
    "range",
    "guaranteed",
    "official",
    "rounding",
    "counted",
    "warnings",
]


@pytest.fixture
def told(whyscore, person, book):
    """Return a function that explains the invented person as a document."""

    def explain(*words):
        return whyscore(
            "explain", person, "--rulebook", book, "--json", "--quiet", *words, status=0
        ).document

    return explain


def test_the_document_has_the_promised_keys_in_the_promised_order_and_fits_its_schema(told, fits):
    document = told("--top", 0)

    assert list(document) == KEYS
    fits(document, "explain")


def test_the_shares_add_up_from_the_records_to_the_score(told):
    document = told("--top", 0)

    moved = document["to"]["score"] - document["from"]["score"]
    assert sum(factor["points"] for factor in document["factors"]) == pytest.approx(moved)
    assert sum(rule["points"] for rule in document["rules"]) == pytest.approx(moved)
    assert sum(record["points"] for record in document["records"]) == pytest.approx(moved)


def test_a_change_statement_names_the_earlier_day_and_what_is_unexplained(told, fits):
    document = told("--since", "2016-01-15")

    fits(document, "explain")
    assert document["from"]["state"] == "since"
    assert document["from"]["at"] == "2016-01-15"
    assert set(document["official"]) == {"date", "score", "difference", "was", "unexplained"}


def test_an_official_figure_without_an_earlier_day_has_no_earlier_figure(told):
    assert set(told()["official"]) == {"date", "score", "difference"}


def test_the_strongest_records_come_first_and_ties_come_by_rule_and_id(told):
    every = told("--top", 0)["records"]
    strengths = [abs(record["points"]) for record in every]

    assert strengths == sorted(strengths, reverse=True)
    assert [record["id"] for record in every if record["rule"] == "paid"] == ["b1", "b2", "b3"]
    assert told("--top", 2)["records"] == every[:2]
    assert len(told()["records"]) == len(every)


def test_a_record_set_aside_is_told_with_its_worth(told):
    whole, without = told(), told("--aside", "b2")

    assert without["aside"] == [{"id": "b2", "worth": pytest.approx(7.4)}]
    assert without["to"]["score"] == pytest.approx(whole["to"]["score"] - 7.4)


def test_a_variant_is_another_score_and_the_same_file(told):
    whole, alone = told(), told("--variant", "alone")

    assert alone["rulebook"] == whole["rulebook"]
    assert alone["to"]["score"] != whole["to"]["score"]


def test_a_person_without_a_score_is_no_error(whyscore, tmp_path, book, fits):
    package = make_package(tmp_path / "other", [*RECORDS, "d1,2016-02-20,default.open,,"])

    answer = whyscore("explain", package, "--rulebook", book, "--json", status=0)

    fits(answer.document, "explain")
    assert answer.document["to"] == {
        "at": "2016-03-01",
        "score": None,
        "published": None,
        "band": None,
    }
    assert answer.document["unscored"] == {"override": "open-default", "records": ["d1"]}


def test_the_earlier_file_may_be_another_one(told, tmp_path, fits):
    earlier = make_package(tmp_path / "earlier", RECORDS[:3])

    document = told("--since-export", earlier, "--since", "2016-03-01")

    fits(document, "explain")
    assert {record["id"] for record in document["records"]} >= {"b3", "l1"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--since", "2016-04-01"], "2016-04-01"),
        (["--at", "1 March"], "--at"),
        (["--at", "2016-02-30"], "--at"),
        (["--aside", "nothing"], "--aside"),
        (["--variant", "none"], "none"),
        (["--top", "-1"], "--top"),
        (["--top", "many"], "--top"),
        (["--frobnicate"], "--frobnicate"),
        (["--html", "no/such/folder/page.html"], "--html"),
        (["--pdf", "no/such/folder/page.pdf"], "--pdf"),
    ],
)
def test_a_mistake_is_told_in_one_line_that_names_it(whyscore, person, book, words, says):
    answer = whyscore("explain", person, "--rulebook", book, "--json", *words, status=2)

    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert says in answer.err


def test_a_faulty_file_is_refused_with_its_first_fault_and_their_number(whyscore, tmp_path, book):
    package = make_package(
        tmp_path / "faulty",
        [*RECORDS, "x1,2016-13-01,bill.late.gas,,", "x2,never,bill.late.gas,,"],
    )

    answer = whyscore("explain", package, "--rulebook", book, status=2)

    assert answer.err.count("\n") == 1
    for part in ("line 7", "date", "2016-13-01", "1 more fault", "--good-rows"):
        assert part in answer.err


def test_the_good_rows_go_on_where_the_reader_says_so(whyscore, tmp_path, book):
    package = make_package(tmp_path / "faulty", [*RECORDS, "x1,2016-13-01,bill.late.gas,,"])

    answer = whyscore("explain", package, "--rulebook", book, "--good-rows", "--json", status=0)

    assert answer.document["warnings"][0]["code"] == "faults_left_out"
    assert answer.document["to"]["score"] is not None


def test_errors_hold_no_name_and_no_text_of_the_person(whyscore, tmp_path, book):
    rows = ["id,date,kind,amount,text", "z,2016-99-99,bill.late.gas,,Mirabel Quillfeather"]
    package = make_package(tmp_path / "private", rows)

    answer = whyscore("explain", package, "--rulebook", book, status=2)

    assert "Mirabel" not in answer.err


def test_the_terminal_shows_figures_sum_reasons_perks_and_whose_computing_it_is(
    whyscore, person, book
):
    answer = whyscore("explain", person, "--rulebook", book, status=0)

    for part in (
        "Why your score is 626",
        "Official figure",
        "Computed by this app, not by the operator.",
        "Nobody uses this.",
        "No records",
        "(guess, 14 to 22)",
        "3 bills paid",
        "1 late bill",
        "−3",
        "Rent a car without a deposit",
        "24 short",
        "nobody said from what score",
        "Ping",
    ):
        assert part in answer.out
    assert "\x1b" not in answer.out


def test_control_characters_of_the_file_never_reach_the_terminal(whyscore, tmp_path, book):
    package = make_package(
        tmp_path / "hostile",
        RECORDS,
        contacts=["id,name", "c1,\x1b[31mRed\u202ename"],
        contact_scores=["contact,date,score", "c1,2016-01-01,800"],
    )

    answer = whyscore("explain", package, "--rulebook", book, status=0)

    assert "Red" in answer.out
    assert "\x1b" not in answer.out
    assert "\u202e" not in answer.out


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_figures_are_the_same_in_every_language(whyscore, person, book, language):
    words = ("explain", person, "--rulebook", book, "--lang", language)
    machine = whyscore(*words, "--json", status=0).document
    shown = whyscore(*words, status=0).out

    assert machine["to"]["published"] == 626
    assert "626" in shown


def test_nobody_loads_qt_to_explain_on_the_terminal(person, book):
    script = (
        "import sys; from app.front_door import main; "
        f"status = main(['explain', {str(person)!r}, '--rulebook', {str(book)!r}]); "
        "loaded = [n for n in sys.modules if n.startswith(('PySide6', 'pyqtgraph'))]; "
        "sys.exit(status or len(loaded))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 0, ended.stderr


def test_standard_output_is_one_document_also_on_a_terminal_that_knows_ascii_only(person, book):
    words = ["explain", str(person), "--rulebook", str(book)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"}
    for extra in ([], ["--json"]):
        ended = subprocess.run(
            [sys.executable, "-m", "app", *words, *extra],
            capture_output=True,
            timeout=60,
            check=False,
            env=environment,
        )
        assert ended.returncode == 0, ended.stderr
        if extra:
            json.loads(ended.stdout.decode("utf-8"))
        else:
            assert b" -3 " in ended.stdout


def test_a_fault_that_costs_no_row_is_told_and_stops_nothing(whyscore, tmp_path, book, fits):
    rows = ["id,date,kind,until", "b1,2016-01-02,bill.on_time.gas,2015-01-02"]
    package = make_package(tmp_path / "ends-early", rows)

    document = whyscore("explain", package, "--rulebook", book, "--json", status=0).document

    fits(document, "explain")
    assert document["warnings"][0]["code"] == "faults_kept"
    assert document["to"]["score"] == pytest.approx(607.4)


def test_the_terminal_says_why_there_is_no_score(whyscore, tmp_path, book):
    package = make_package(tmp_path / "other", [*RECORDS, "d1,2016-02-20,default.open,,"])

    shown = whyscore("explain", package, "--rulebook", book, status=0).out

    assert "Why you have no score" in shown
    assert "No score: A default is open (d1)." in shown
    assert "Score by this app" not in shown


def test_the_terminal_says_what_holds_the_band_down(whyscore, tmp_path, book):
    text = book.read_text(encoding="utf-8")
    capping = text.replace('effect = "no_score"', 'effect = "band"\nband = "low"')
    book.write_text(capping, encoding="utf-8")
    package = make_package(tmp_path / "other", [*RECORDS, "d1,2016-02-20,default.open,,"])

    shown = whyscore("explain", package, "--rulebook", book, status=0).out

    assert "The band is held down: A default is open (d1)." in shown
    assert "Low" in shown


def test_the_variant_and_an_earlier_rulebook_are_named(whyscore, person, book, tmp_path):
    older = tmp_path / "older.toml"
    older.write_text(book.read_text(encoding="utf-8").replace("value = 7.4", "value = 5.4"))
    words = ("--rulebook", book, "--variant", "alone")

    shown = whyscore("explain", person, *words, "--since-rulebook", older, status=0).out

    assert "Without contacts" in shown
    assert "The rules changed" in shown


def test_what_the_list_leaves_out_is_counted(whyscore, person, book):
    shown = whyscore("explain", person, "--rulebook", book, "--top", 1, status=0).out

    assert "5 more records move less." in shown
