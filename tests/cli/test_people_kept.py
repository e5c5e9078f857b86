"""What is done with people who are in the encrypted store: shown, changed, copied, erased."""

from __future__ import annotations

import pytest

from tests.cli.conftest import PHRASE, added

MARKERS = ("Mirabel", "Quillfeather", "secret words")


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
    assert "2 to the" in changed.err
    assert people("list", status=2).err.count("\n") == 1
    assert "Mirabel" in people("list", phrase="four grey herons at the lock").out


def without_signatures(document):
    """What is kept is no file any more: a signature is a file's."""
    inputs = [{**one, "signature": None} for one in document["inputs"]]
    return {**document, "inputs": inputs}


def test_the_journey_of_one_person(people, asked, whyscore, person, book, tmp_path, fits):
    words, copy = ("--rulebook", book), tmp_path / "copy.whyscore"
    name = added(people, person)
    assert [one["id"] for one in people("list", "--json").document["people"]] == [name]

    plain = whyscore("explain", person, *words, "--json", status=0).document
    kept = asked("explain", name, *words).document
    fits(kept, "explain")
    assert without_signatures(kept) == without_signatures(plain)
    line = whyscore("history", person, *words, "--json", status=0).document
    series = asked("history", name, *words).document
    assert without_signatures(series) == without_signatures(line)

    fits(people("back-up", copy, "--json").document, "people-change")
    fits(people("erase", name, "--json").document, "people-change")
    assert people("list", "--json").document["people"] == []
    assert asked("explain", name, *words, status=2).err.count("\n") == 1

    fits(people("restore", copy, "--json").document, "people-change")
    assert asked("explain", name, *words).document == kept

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


def test_a_store_is_replaced_only_for_who_can_open_it(people, person, tmp_path):
    added(people, person)
    copy, other = tmp_path / "copy.whyscore", "four grey herons at the lock"
    people("back-up", copy)
    people("passphrase", phrase=f"{PHRASE}\n{other}")

    only_the_copy_s = people("restore", copy, status=2).err
    only_the_store_s = people("restore", copy, phrase=other, status=2).err
    assert "this store has another passphrase" in only_the_copy_s
    assert "back-up's passphrase" in only_the_store_s
    assert only_the_copy_s.count("\n") == only_the_store_s.count("\n") == 1
    assert len(people("list", "--json", phrase=other).document["people"]) == 1


def test_what_is_no_backup_is_refused_and_the_store_is_as_it_was(people, person, tmp_path):
    added(people, person)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear bureau", encoding="utf-8")

    for file in (letter, tmp_path / "gone"):
        assert people("restore", file, status=2).err.count("\n") == 1
    assert len(people("list", "--json").document["people"]) == 1


def test_a_damaged_store_can_be_restored(people, person, tmp_path):
    added(people, person)
    copy = tmp_path / "copy.whyscore"
    people("back-up", copy)
    (data,) = (tmp_path / "store").glob("*.db")
    data.write_bytes(bytes(data.stat().st_size))

    assert people("list", status=2).err.count("\n") == 1
    people("restore", copy)
    assert len(people("list", "--json").document["people"]) == 1


def test_erasing_says_where_a_person_may_still_be_and_what_a_disk_may_keep(
    people, person, tmp_path
):
    name, copy = added(people, person), tmp_path / "copy.whyscore"
    people("back-up", copy)

    assert "copy.whyscore" in people("erase", name).err
    said = people("erase", "--all").err
    assert "solid-state" in said
    assert f"These back-ups stay, and their passphrases still open them: {copy}" in said
    assert copy.exists()


def test_erasing_takes_the_backups_of_the_store_where_that_is_said(people, person, tmp_path):
    added(people, person)
    copy = tmp_path / "copy.whyscore"
    people("back-up", copy)

    assert f"These back-ups are erased: {copy}" in people("erase", "--all", "--back-ups").err
    assert not copy.exists()


def test_a_record_that_is_not_set_aside_cannot_be_put_back(people, person):
    name = added(people, person)

    assert people("put-back", name, "b1", status=2).err.count("\n") == 1


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
        ("people", "erase", "x", "--back-ups"),
        ("people", "erase", "x", "--unopened"),
        ("people", "erase", "--all", "--back-ups", "--unopened"),
        ("people", "export", "x", "--out", "no/folder.zip"),
        ("people", "back-up", "no/folder/copy"),
        ("people", "aside", "x", "r1", "--why", "bored"),
        ("people", "add"),
        ("people", "restore", "copy"),
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
