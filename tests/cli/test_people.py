"""Adding people to the encrypted store on the command line, and seeing who is there."""

from __future__ import annotations

import stat

from tests.cli.conftest import PHRASE, RECORDS, added, documents, make_package


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


def test_the_first_use_makes_the_store_and_says_where(newcomer, person, tmp_path):
    assert f"A new store was made in {tmp_path / 'new'}." in newcomer("add", person).err
    assert "new store" not in newcomer("add", person).err
    assert len(newcomer("list", "--json").document["people"]) == 1
    assert newcomer("list", phrase="another one", status=2).err.count("\n") == 1


def test_a_first_passphrase_is_told_how_strong_it_is(newcomer, person):
    assert "This passphrase is weak" in newcomer("add", person, phrase="abc").err
    assert "passphrase" not in newcomer("add", person, phrase="abc").err


def test_only_what_needs_a_store_makes_one(newcomer, tmp_path):
    looks = [("list",), ("show", "p1"), ("export", "p1", "--out", tmp_path / "o.zip")]
    changes = [("undo", "p1"), ("redo", "p1"), ("aside", "p1", "r"), ("put-back", "p1", "r")]
    ends = [("erase", "p1"), ("erase", "--all"), ("erase", "--all", "--unopened")]
    for words in (*looks, *changes, *ends, ("back-up", tmp_path / "b"), ("passphrase",)):
        phrase = f"{PHRASE}\nanother one"
        assert "no store" in newcomer(*words, phrase=phrase, status=2).err
    assert newcomer("restore", tmp_path / "no-backup", status=2).err
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_named_by_mistake_stays_as_it_was(newcomer, tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "letter.txt").write_text("Dear bureau")

    for words in (("list",), ("erase", "--all"), ("restore", folder / "letter.txt")):
        newcomer(*words, status=2)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_nobody_is_in_an_account_s_own_store_before_the_first_use(whyscore, monkeypatch, tmp_path):
    monkeypatch.setattr("app.workflow.people.usual_folder", lambda: tmp_path / "own")

    assert whyscore("people", "list", "--json", status=0).document["people"] == []
    assert not (tmp_path / "own").exists()


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
    assert "in the store already" in people("add", person).out


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
    newcomer, tmp_path, fits
):
    faulty = make_package(tmp_path / "faulty", [*RECORDS, "x1,2016-13-01,bill.late.gas,,"])

    (document,) = documents(newcomer("add", faulty, "--json", status=1))

    fits(document, "people-add")
    assert document["person"] is None
    assert document["faults"][0]["line"] == 7
    assert not (tmp_path / "new").exists()
    assert "--good-rows" in newcomer("add", faulty, status=1).err
    assert added(newcomer, faulty, "--good-rows")
    assert newcomer("list", "--json").document["people"][0]["records"] == 5


def test_a_valid_file_with_nothing_for_us_is_a_no_of_its_own(newcomer, tmp_path, fits):
    empty = make_package(tmp_path / "empty", ["id,date,kind"])

    answer = newcomer("add", empty, "--json", status=1)

    fits(*documents(answer), "people-add")
    assert "nothing in it for us" in answer.err
    assert not (tmp_path / "new").exists()


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
