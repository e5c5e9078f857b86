"""The encrypted store on the command line. No test touches a real keyring."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import RECORDS, make_package

PHRASE = "nine lanterns over the quiet weir"
MARKERS = ("Mirabel", "Quillfeather", "secret words")


@pytest.fixture
def people(whyscore, typed, tmp_path):
    """Return a function that runs a verb of ``people`` on a store of its own."""

    def run(verb, *words, phrase=PHRASE, status=0):
        typed(phrase + "\n")
        options = ("--store", tmp_path / "store", "--passphrase-stdin")
        return whyscore("people", verb, *words, *options, status=status)

    return run


@pytest.fixture
def asked(whyscore, typed, tmp_path):
    """Return a function that asks a verb about a person in that store."""

    def run(verb, person, *words, phrase=PHRASE, status=0):
        typed(phrase + "\n")
        options = ("--store", tmp_path / "store", "--passphrase-stdin", "--json")
        return whyscore(verb, "--person", person, *words, *options, status=status)

    return run


def documents(answer):
    """Return the documents of an answer, one a line."""
    return [json.loads(line) for line in answer.out.splitlines()]


def added(people, *words):
    """Add files and return whose they are."""
    return documents(people("add", *words, "--json"))[0]["person"]


def test_a_file_that_is_added_is_told_as_convert_tells_it_and_whose_it_is(
    people, whyscore, person, tmp_path, fits
):
    (document,) = documents(people("add", person, "--json"))

    fits(document, "people-add")
    converted = whyscore(
        "convert", person, "--out", tmp_path / "c.zip", "--json", status=0
    ).document
    assert {key: document[key] for key in converted} == converted
    assert document["person"]


def test_who_is_in_the_store_is_listed(people, person, fits):
    assert people("list", "--json").document["people"] == []

    name = added(people, person)
    document = people("list", "--json").document

    fits(document, "people-list")
    assert document["people"] == [
        {
            "id": name,
            "name": "Mirabel Quillfeather",
            "records": 5,
            "contacts": 3,
            "scores": 2,
            "imports": 1,
        }
    ]
    assert "Mirabel Quillfeather" in people("list").out


def test_adding_the_same_file_twice_changes_nothing(people, person):
    name = added(people, person)
    before = people("list", "--json").document

    (again,) = documents(people("add", person, "--json"))

    assert again["person"] == name
    assert (again["added"], again["updated"]) == (0, 0)
    assert people("list", "--json").document == before


def test_a_later_file_of_the_same_person_adds_and_updates(people, person, tmp_path, fits):
    name = added(people, person)
    rows = [RECORDS[0], "b1,2015-11-02,bill.on_time.gas,99,", "n1,2016-02-20,post.photo,,"]
    later = make_package(tmp_path / "later", rows, scores=["date,score", "2016-01-06,700"])

    (document,) = documents(people("add", later, "--json"))

    fits(document, "people-add")
    assert document["person"] == name
    assert document["disagreements"] == [{"date": "2016-01-06", "was": 615.0, "now": 700.0}]
    assert people("list", "--json").document["people"][0]["records"] == 6
    assert len(people("show", name, "--json").document["imports"]) == 2


def test_a_score_that_was_changed_after_the_fact_is_told_in_words(people, person, tmp_path):
    added(people, person)
    later = make_package(
        tmp_path / "later", RECORDS, scores=["date,score", "2016-01-06,700", "2016-02-06,618"]
    )

    answer = people("add", later)

    assert "changed after the fact" in " ".join(answer.out.split())
    assert "6 Jan 2016" in answer.out


def test_several_files_become_one_person_and_one_document_each(people, person, tmp_path, fits):
    other = make_package(tmp_path / "other", [RECORDS[0], "n1,2016-02-20,post.photo,,"])

    found = documents(people("add", person, other, "--json"))

    for document in found:
        fits(document, "people-add")
    assert [document["files"] for document in found] == [["person"], ["other"]]
    assert found[0]["person"] == found[1]["person"]
    assert people("list", "--json").document["people"][0]["records"] == 6


def test_a_file_can_be_added_to_a_person_by_id(people, person, tmp_path):
    name = added(people, person)
    other = make_package(tmp_path / "other", [RECORDS[0], "n1,2016-02-20,post.photo,,"])
    descriptor = other / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"id": "P-1", ', ""), encoding="utf-8")

    assert added(people, other, "--person", name) == name
    assert people("list", "--json").document["people"][0]["records"] == 6
    assert people("add", other, "--person", "nobody", status=2).err.count("\n") == 1


def test_rows_with_faults_are_a_no_until_the_reader_goes_on_with_the_good_ones(
    people, tmp_path, fits
):
    faulty = make_package(tmp_path / "faulty", [*RECORDS, "x1,2016-13-01,bill.late.gas,,"])

    (document,) = documents(people("add", faulty, "--json", status=1))

    fits(document, "people-add")
    assert document["person"] is None
    assert document["faults"][0]["line"] == 7
    assert not (tmp_path / "store").exists()
    assert "--good-rows" in people("add", faulty, status=1).err
    assert added(people, faulty, "--good-rows")
    assert people("list", "--json").document["people"][0]["records"] == 5


def test_a_valid_file_with_nothing_for_us_is_a_no_of_its_own(people, tmp_path, fits):
    empty = make_package(tmp_path / "empty", ["id,date,kind"])

    answer = people("add", empty, "--json", status=1)

    fits(*documents(answer), "people-add")
    assert "nothing in it for us" in answer.err
    assert not (tmp_path / "store").exists()


def test_beside_a_file_that_has_something_an_empty_one_is_told(people, person, tmp_path):
    empty = make_package(tmp_path / "empty", ["id,date,kind"])

    answer = people("add", person, empty)

    assert "empty: a valid file, and nothing in it for us" in answer.err


def test_a_record_can_be_left_out(people, person, fits):
    (document,) = documents(people("add", person, "--leave-out", "l1", "--json"))

    fits(document, "people-add")
    assert (document["rows"], document["kept"]) == (12, 11)
    assert [left["count"] for left in document["left_out"]] == [1]
    assert people("list", "--json").document["people"][0]["records"] == 4
    assert "leave out" in people("add", person, "--leave-out", "nowhere", status=2).err


def test_what_no_rule_counts_is_told(people, tmp_path):
    rows = [*RECORDS, "z1,2016-01-01,walk.alone,,"]

    answer = people("add", make_package(tmp_path / "walker", rows))

    assert "No rule counts" in answer.err
    assert "walk" in answer.err


def test_a_file_that_cannot_be_read_is_refused_in_one_line(people, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear bureau", encoding="utf-8")

    answer = people("add", letter, "--json", status=2)

    assert "letter.txt" in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


@pytest.mark.parametrize(
    ("verb", "words"),
    [("list", ()), ("show", ("x",)), ("add", ("person",)), ("erase", ("x",)), ("undo", ("x",))],
)
def test_a_wrong_passphrase_is_refused_in_one_line(people, person, tmp_path, verb, words):
    added(people, person)
    named = [tmp_path / word if word == "person" else word for word in words]

    answer = people(verb, *named, "--json", phrase="another one entirely", status=2)

    assert answer.err.count("\n") == 1
    assert answer.out == ""
    assert "another one entirely" not in answer.err
    assert len(people("list", "--json").document["people"]) == 1


def test_an_empty_passphrase_is_a_mistake(people, person):
    assert "--passphrase-stdin" in people("add", person, phrase="", status=2).err


def test_nobody_is_found_by_an_unknown_id(people, person):
    added(people, person)

    for verb, words in (("show", ()), ("erase", ()), ("undo", ()), ("aside", ("b1",))):
        assert people(verb, "nobody", *words, status=2).err.count("\n") == 1


def test_a_person_is_shown_with_imports_and_what_is_set_aside(people, person, fits):
    name = added(people, person)
    people("aside", name, "l1", "--why", "not_mine")

    document = people("show", name, "--json").document

    fits(document, "people-show")
    assert [entry["files"][0]["name"] for entry in document["imports"]] == ["person"]
    assert document["aside"] == [{"id": "l1", "why": "not_mine"}]
    shown = people("show", name).out
    assert "not mine" in shown
    assert "person" in shown


def test_a_record_set_aside_counts_nowhere_until_it_is_put_back(people, asked, person, book, fits):
    name = added(people, person)
    words = ("--rulebook", book)
    before = asked("explain", name, *words).document

    fits(people("aside", name, "l1", "--json").document, "people-change")
    without = asked("explain", name, *words).document
    series = asked("history", name, *words).document
    fits(people("put-back", name, "l1", "--json").document, "people-change")

    assert [one["id"] for one in without["aside"]] == ["l1"]
    assert without["to"]["score"] > before["to"]["score"]
    assert series["line"][-1]["score"] == without["to"]["score"]
    assert asked("explain", name, *words).document == before
    assert people("aside", name, "nowhere", status=2).err.count("\n") == 1


def test_every_change_can_be_undone_and_made_again(people, person, fits):
    name = added(people, person)
    people("aside", name, "l1")

    undone = people("undo", name, "--json").document
    aside = people("show", name, "--json").document["aside"]
    redone = people("redo", name, "--json").document

    fits(undone, "people-change")
    fits(redone, "people-change")
    assert undone["what"]
    assert aside == []
    assert people("show", name, "--json").document["aside"] == [{"id": "l1", "why": "wrong"}]
    assert "nothing to redo" in people("redo", name, status=1).err


def test_what_is_kept_of_a_person_is_taken_out_as_a_package(
    people, whyscore, person, book, tmp_path
):
    name, out = added(people, person), tmp_path / "out.zip"

    people("export", name, "--out", out)

    words = ("--rulebook", book, "--json")
    ours = whyscore("explain", out, *words, status=0).document
    theirs = whyscore("explain", person, *words, status=0).document
    assert {**ours, "inputs": []} == {**theirs, "inputs": []}


def test_the_passphrase_can_be_changed(people, person, fits):
    added(people, person)

    changed = people("passphrase", "--json", phrase=f"{PHRASE}\nfour grey herons at the lock")

    fits(changed.document, "people-change")
    assert people("list", status=2).err.count("\n") == 1
    assert "Mirabel" in people("list", phrase="four grey herons at the lock").out


def test_the_journey_of_one_person(people, asked, whyscore, person, book, tmp_path, fits):
    words, copy = ("--rulebook", book), tmp_path / "copy.whyscore"
    name = added(people, person)
    assert [one["id"] for one in people("list", "--json").document["people"]] == [name]

    plain = whyscore("explain", person, *words, "--json", status=0).document
    kept = asked("explain", name, *words).document
    fits(kept, "explain")
    assert kept == plain
    line = whyscore("history", person, *words, "--json", status=0).document
    assert asked("history", name, *words).document == line

    fits(people("back-up", copy, "--json").document, "people-change")
    fits(people("erase", name, "--json").document, "people-change")
    assert people("list", "--json").document["people"] == []
    assert asked("explain", name, *words, status=2).err.count("\n") == 1

    fits(people("restore", copy, "--json").document, "people-change")
    assert asked("explain", name, *words).document == plain

    people("erase", "--all")
    assert not any((tmp_path / "store").rglob("*"))


def test_a_backup_opens_in_another_place_with_the_passphrase(
    people, whyscore, typed, person, tmp_path
):
    added(people, person)
    copy, there = tmp_path / "copy.whyscore", tmp_path / "there"
    people("back-up", copy)

    typed(PHRASE + "\n")
    whyscore("people", "restore", copy, "--store", there, "--passphrase-stdin", status=0)

    typed(PHRASE + "\n")
    options = ("--store", there, "--passphrase-stdin", "--json")
    assert len(whyscore("people", "list", *options, status=0).document["people"]) == 1
    assert not any(word.encode() in copy.read_bytes() for word in MARKERS)


@pytest.mark.parametrize(
    "words",
    [
        ("explain",),
        ("history",),
        ("explain", "FILE", "--person", "x"),
        ("explain", "FILE", "--store", "x"),
        ("explain", "--person", "x", "--password-stdin"),
        ("people", "erase"),
        ("people", "erase", "x", "--all"),
        ("people", "export", "x", "--out", "no/folder.zip"),
        ("people", "back-up", "no/folder/copy"),
        ("people", "aside", "x", "r1", "--why", "bored"),
        ("people", "add"),
        ("people", "frobnicate"),
    ],
    ids=" ".join,
)
def test_a_request_that_makes_no_sense_is_one_line(whyscore, words):
    answer = whyscore(*words, status=2)

    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_nothing_personal_stands_in_a_message_of_trouble(people, person):
    name = added(people, person)
    troubles = [
        people("list", phrase="not it", status=2),
        people("show", "nobody", status=2),
        people("add", person, "--person", "nobody", status=2),
        people("aside", name, "nowhere", status=2),
        people("redo", name, status=1),
    ]

    assert not any(marker in answer.err for answer in troubles for marker in MARKERS)


def test_nothing_in_the_store_can_be_read(people, person, tmp_path):
    added(people, person)

    written = [path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()]

    assert written
    for marker in (*MARKERS, "bill.on_time.gas", "Ping", PHRASE):
        for form in ("utf-8", "utf-16-le", "utf-16-be"):
            assert not any(marker.encode(form) in data for data in written)
