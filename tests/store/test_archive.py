"""What can be asked of a store, and what is told where something stands in the way."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest

from app.domain.errors import UsageError
from app.domain.intake import Reading
from app.domain.progress import Cancelled
from app.domain.records import InputFile
from app.store.archive import Archive
from app.store.entries import Change, Disagreement
from app.store.errors import (
    NoSuchPerson,
    OtherPerson,
)
from app.store.keys import Unlock
from tests.store.invented import lin, plain, reading_of
from tests.store.reopening import Stopping, reopened


def test_a_store_is_for_its_user_alone(archive: Archive) -> None:
    archive.add(reading_of(lin()))

    assert stat.S_IMODE(archive.folder.stat().st_mode) == 0o700
    for path in archive.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_added_is_there_after_a_restart(archive: Archive, unlock: Unlock) -> None:
    receipt = archive.add(reading_of(lin()))
    with reopened(archive, unlock) as again:
        found = again.person(receipt.person)

    assert plain(found) == plain(lin())
    assert (receipt.new, receipt.updated, receipt.same) == (3, 0, 0)


def test_a_summary_tells_how_much_there_is(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    archive.add(reading_of(lin(later=True)))
    (person,) = archive.people()

    assert (person.id, person.name) == ("p1", "Lin")
    assert (person.records, person.contacts, person.scores, person.imports) == (4, 2, 3, 2)


def test_a_later_export_adds_and_updates_and_both_are_kept(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    receipt = archive.add(reading_of(lin(later=True)))
    first, second = archive.imports(receipt.person)

    assert (receipt.new, receipt.updated, receipt.same) == (1, 1, 2)
    assert plain(archive.person("p1")) == plain(lin(later=True))
    assert first.files == (InputFile("first.zip", "a" * 64),)
    assert (second.new, second.updated, second.same) == (1, 1, 2)
    assert (second.rows, second.kept, second.left_out, second.faults) == (7, 4, 2, 1)
    assert second.reader == "score-package"
    assert second.when.endswith("+00:00")


def test_a_score_that_was_changed_after_the_fact_is_told(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    receipt = archive.add(reading_of(lin(later=True)))
    told = (Disagreement(16_800, 640.0, 612.0),)

    assert receipt.disagreements == told
    assert archive.disagreements("p1") == told


def test_the_same_file_finds_its_person_again(archive: Archive) -> None:
    nameless = replace(lin(), subject=replace(lin().subject, id=""))
    archive.add(reading_of(nameless))
    receipt = archive.add(reading_of(nameless))

    assert receipt.person == "p1"
    assert receipt.already


def test_a_file_without_news_is_noted_once(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    copy = replace(lin(), inputs=(InputFile("copy.zip", "c" * 64),))

    assert not archive.add(reading_of(copy)).already
    assert archive.add(reading_of(copy)).already
    assert [entry.new for entry in archive.imports("p1")] == [3, 0]


def test_people_of_two_issuers_are_two_even_under_one_id(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    theirs = replace(lin(), issuer="another bureau", inputs=())

    assert archive.add(reading_of(theirs)).person == "p2"


def test_another_person_s_file_is_refused(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    other = replace(lin(), subject=replace(lin().subject, id="P-8"), inputs=())

    with pytest.raises(OtherPerson, match="about another person"):
        archive.add(reading_of(other), person="p1")
    assert len(archive.imports("p1")) == 1


def test_several_files_go_in_together_or_not_at_all(archive: Archive) -> None:
    bill = replace(lin(later=True), subject=replace(lin().subject, id=""))
    refused = Reading(reader="alipay", export=None, files=("bad.csv",), rows=0, kept=0)

    with pytest.raises(UsageError, match="refused"):
        archive.add_all([reading_of(bill), refused])
    assert archive.people() == ()

    receipts = archive.add_all([reading_of(bill), reading_of(lin())])
    assert [receipt.person for receipt in receipts] == ["p1", "p1"]


def test_a_bill_beside_a_package_goes_to_the_package_s_owner(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    bill = replace(lin(later=True), subject=replace(lin().subject, id=""))

    receipts = archive.add_all([reading_of(bill), reading_of(lin())])
    assert {receipt.person for receipt in receipts} == {"p1"}


def test_an_import_that_is_stopped_leaves_nothing(archive: Archive) -> None:
    with pytest.raises(Cancelled):
        archive.add(reading_of(lin()), progress=Stopping())

    assert archive.people() == ()
    assert archive.add(reading_of(lin())).person == "p1"


def test_two_records_of_one_id_are_refused(archive: Archive) -> None:
    twice = replace(lin(), records=replace(lin().records, id=lin().records.id[[0, 0, 1]]))

    with pytest.raises(UsageError, match="have one id"):
        archive.add(reading_of(twice))


@pytest.mark.parametrize("person", ["p2", "1", "p", "p-1", "p1x", "px", "p99999999999999"])
def test_who_is_not_there_is_told(archive: Archive, person: str) -> None:
    archive.add(reading_of(lin()))

    with pytest.raises(NoSuchPerson, match="people list"):
        archive.person(person)


def test_every_choice_can_be_undone_after_a_restart(archive: Archive, unlock: Unlock) -> None:
    archive.add(reading_of(lin()))
    archive.set_aside("p1", "r2", "wrong")
    archive.set_aside("p1", "r1", "not_mine")
    archive.put_back("p1", "r1")
    archive.rename("p1", "Sister")
    archive.keep_scenario("p1", "careful", {"volunteer": 3})
    archive.drop_scenario("p1", "careful")
    with reopened(archive, unlock) as again:
        kinds = [change.kind for change in again.changes("p1")]
        assert kinds == [
            "import",
            "set_aside",
            "set_aside",
            "put_back",
            "rename",
            "keep_scenario",
            "drop_scenario",
        ]
        again.undo("p1")
        assert again.scenarios("p1") == {"careful": {"volunteer": 3}}
        assert again.people()[0].name == "Sister"
        undone = again.undo("p1")
        assert undone == Change("rename", "", again.changes("p1")[4].when, undone=True)
        assert again.people()[0].name == "Lin"
        again.undo("p1")
        assert again.asides("p1") == {"r2": "wrong", "r1": "not_mine"}
        again.undo("p1")
        again.undo("p1")
        assert again.asides("p1") == {}
        # Whatever is undone, a plan that was saved goes only when it is dropped itself.
        assert again.scenarios("p1") == {"careful": {"volunteer": 3}}
        for _ in range(5):
            again.redo("p1")
        assert again.scenarios("p1") == {}
        assert again.asides("p1") == {"r2": "wrong"}
        assert again.people()[0].name == "Sister"
        assert again.redo("p1") is None


def test_a_new_change_gives_up_what_was_undone(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    archive.add(reading_of(lin(later=True)))
    archive.undo("p1")
    archive.set_aside("p1", "r1", "wrong")

    assert archive.redo("p1") is None
    assert [change.kind for change in archive.changes("p1")] == ["import", "set_aside"]
    assert len(archive.imports("p1")) == 1
    assert not archive.add(reading_of(lin(later=True))).already


def test_a_choice_that_changes_nothing_is_no_change(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    archive.put_back("p1", "r1")
    archive.drop_scenario("p1", "none")
    archive.rename("p1", None)

    assert len(archive.changes("p1")) == 1


def test_an_undone_import_is_shown_and_counts_for_nothing(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    archive.undo("p1")
    (person,) = archive.people()

    assert (person.name, person.records, person.imports) == ("Lin", 0, 0)
    assert archive.imports("p1")[0].undone
    assert len(archive.person("p1").records) == 0
    assert archive.person("p1").default_day is None


def test_settings_are_kept_for_a_person_and_for_the_store(archive: Archive, unlock: Unlock) -> None:
    archive.add(reading_of(lin()))
    archive.keep_settings("p1", {"page": "history", "day": 16_900})
    archive.keep_settings("p1", {"day": None, "variant": "strict"})
    archive.keep_settings(None, {"person": "p1", "window": [10, 20]})
    with reopened(archive, unlock) as again:
        assert again.settings("p1") == {"page": "history", "variant": "strict"}
        assert again.settings() == {"person": "p1", "window": [10, 20]}
    assert len(archive.folder.name)


def test_erasing_a_person_leaves_nothing_of_theirs(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    archive.add(reading_of(replace(lin(), issuer="another", inputs=())))
    archive.set_aside("p1", "r1", "wrong")
    archive.keep_settings("p1", {"page": "history"})

    assert archive.erase_person("p1") == ()
    assert [person.id for person in archive.people()] == ["p2"]
    with archive._reading() as connection:  # what is left in the tables
        for table in ("imports", "records", "contacts", "changes", "settings", "asides"):
            left = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
            assert left == {"imports": 1, "records": 1, "contacts": 2, "changes": 1}.get(table, 0)
    assert archive.add(reading_of(lin())).person == "p3"
