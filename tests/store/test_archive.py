"""What can be asked of a store, and what is told where something stands in the way."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import UsageError
from app.domain.intake import Reading
from app.domain.progress import Cancelled
from app.domain.records import InputFile
from app.store.archive import Archive, erase, place_of, restore
from app.store.entries import Change, Disagreement
from app.store.errors import (
    DamagedStore,
    KeyMissing,
    NewerStore,
    NoStore,
    NoSuchPerson,
    OtherPerson,
    StoreBusy,
    WrongKey,
)
from app.store.key_file import KeyFile
from app.store.keys import KeyPlace, Unlock
from app.store.lock import one_writer
from tests.store.invented import CHEAP, PASSPHRASE, lin, plain, reading_of

OTHER = Unlock.by_passphrase("another passphrase")


class Stopping:
    """Progress that the reader stops at its first step."""

    def report(self, done: int, total: int) -> None:
        assert done <= total
        raise Cancelled


def reopened(archive: Archive, unlock: Unlock) -> Archive:
    archive.close()
    return Archive.open(archive.folder, unlock)


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
        again.undo("p1")
        assert again.scenarios("p1") == {}
        assert again.people()[0].name == "Sister"
        undone = again.undo("p1")
        assert undone == Change("rename", "", again.changes("p1")[4].when, undone=True)
        assert again.people()[0].name == "Lin"
        again.undo("p1")
        assert again.asides("p1") == {"r2": "wrong", "r1": "not_mine"}
        again.undo("p1")
        again.undo("p1")
        assert again.asides("p1") == {}
        for _ in range(6):
            again.redo("p1")
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


def test_a_wrong_passphrase_is_refused(archive: Archive) -> None:
    with pytest.raises(WrongKey, match="passphrase does not open"):
        Archive.open(archive.folder, OTHER)
    with pytest.raises(WrongKey):
        Archive.open(archive.folder, Unlock.by_keyring())
    with pytest.raises(UsageError, match="empty"):
        Unlock.by_passphrase("")


def test_a_folder_without_a_store_is_told(tmp_path: Path, unlock: Unlock) -> None:
    with pytest.raises(NoStore, match="no store"):
        Archive.open(tmp_path, unlock)
    with pytest.raises(NoStore):
        Archive.open(tmp_path / "nowhere", unlock)
    assert place_of(tmp_path) is None


def test_a_store_is_not_made_over_another(archive: Archive, unlock: Unlock) -> None:
    assert place_of(archive.folder) is KeyPlace.PASSPHRASE
    with pytest.raises(UsageError, match="has a store"):
        Archive.make(archive.folder, unlock, cost=CHEAP)


def test_a_locked_store_tells_nothing_more(archive: Archive, unlock: Unlock) -> None:
    archive.add(reading_of(lin()))
    archive.lock()

    assert repr(archive) == "Archive(locked)"
    with pytest.raises(KeyMissing, match="locked"):
        archive.people()
    with Archive.open(archive.folder, unlock) as again:
        assert repr(again) == "Archive(open)"
        assert len(again.people()) == 1


@pytest.mark.parametrize("renew", [False, True])
def test_a_changed_passphrase_is_the_only_one_that_opens(
    archive: Archive, unlock: Unlock, *, renew: bool
) -> None:
    archive.add(reading_of(lin()))
    data = KeyFile.read(archive.folder).data
    archive.change_key(OTHER, renew=renew)

    assert plain(archive.person("p1")) == plain(lin())
    assert (KeyFile.read(archive.folder).data != data) is renew
    assert len(list(archive.folder.glob("*.db"))) == 1
    with pytest.raises(WrongKey):
        Archive.open(archive.folder, unlock)
    with reopened(archive, OTHER) as again:
        assert plain(again.person("p1")) == plain(lin())


def test_a_change_of_key_that_is_stopped_changes_nothing(archive: Archive, unlock: Unlock) -> None:
    archive.add(reading_of(lin()))
    with pytest.raises(Cancelled):
        archive.change_key(OTHER, renew=True, progress=Stopping())

    assert len(list(archive.folder.glob("*.db"))) == 1
    with reopened(archive, unlock) as again:
        assert plain(again.person("p1")) == plain(lin())


def test_another_window_sees_a_new_key(archive: Archive, unlock: Unlock) -> None:
    with Archive.open(archive.folder, unlock) as window:
        archive.change_key(OTHER)
        assert window.people() == ()  # the same data under the same key
        archive.change_key(OTHER, renew=True)
        with pytest.raises(KeyMissing, match="changed in another window"):
            window.people()


def test_another_window_sees_what_was_added(archive: Archive, unlock: Unlock) -> None:
    with Archive.open(archive.folder, unlock) as window:
        archive.add(reading_of(lin()))
        assert plain(window.person("p1")) == plain(lin())


def test_a_second_writer_is_told(
    archive: Archive, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.lock.one_writer.__wrapped__.__defaults__", (0.0,))
    with one_writer(archive.folder), Archive.open(archive.folder, unlock) as window:
        with pytest.raises(StoreBusy, match="Another window or command"):
            window.add(reading_of(lin()))
        assert window.people() == ()  # reading goes on


def test_a_backup_opens_elsewhere_with_its_passphrase(archive: Archive, tmp_path: Path) -> None:
    archive.add(reading_of(lin()))
    target = tmp_path / "usb" / "lin.backup"
    target.parent.mkdir()
    archive.back_up(target, OTHER)

    with restore(tmp_path / "elsewhere", target, OTHER) as again:
        assert plain(again.person("p1")) == plain(lin())
        assert again.place is KeyPlace.PASSPHRASE
        again.check()
    assert [path.name for path in target.parent.iterdir()] == ["lin.backup"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(WrongKey):
        restore(tmp_path / "third", target, Unlock.by_passphrase(PASSPHRASE))
    assert place_of(tmp_path / "third") is None


def test_a_backup_without_a_passphrase_takes_the_store_s(
    archive: Archive, tmp_path: Path, unlock: Unlock
) -> None:
    archive.add(reading_of(lin()))
    archive.back_up(tmp_path / "b")
    archive.back_up(tmp_path / "b")

    with restore(tmp_path / "elsewhere", tmp_path / "b", unlock, keep=OTHER) as again:
        assert len(again.people()) == 1
    with Archive.open(tmp_path / "elsewhere", OTHER) as again:
        assert len(again.people()) == 1


def test_a_backup_needs_a_passphrase_and_no_keyring(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="opened by a passphrase"):
        archive.back_up(tmp_path / "b", Unlock.by_keyring())


def test_a_backup_that_is_stopped_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    archive.add(reading_of(lin()))
    folder = tmp_path / "usb"
    folder.mkdir()
    with pytest.raises(Cancelled):
        archive.back_up(folder / "b", OTHER, Stopping())

    assert list(folder.iterdir()) == []


def test_a_restored_backup_takes_a_store_s_place_only_where_asked(
    archive: Archive, tmp_path: Path, unlock: Unlock
) -> None:
    archive.back_up(tmp_path / "empty", OTHER)
    archive.add(reading_of(lin()))
    archive.close()

    with pytest.raises(UsageError, match="has a store"):
        restore(archive.folder, tmp_path / "empty", OTHER)
    with Archive.open(archive.folder, unlock) as still:
        assert len(still.people()) == 1
    with pytest.raises(Cancelled):
        restore(archive.folder, tmp_path / "empty", OTHER, replace=True, progress=Stopping())
    with Archive.open(archive.folder, unlock) as still:
        assert len(still.people()) == 1
    with restore(archive.folder, tmp_path / "empty", OTHER, replace=True) as again:
        assert again.people() == ()
    assert len(list(archive.folder.glob("*.db"))) == 1


@pytest.mark.parametrize("at", [0, 5000, -300, -10])
def test_a_damaged_backup_is_refused(archive: Archive, tmp_path: Path, at: int) -> None:
    archive.add(reading_of(lin()))
    target = tmp_path / "b"
    archive.back_up(target, OTHER)
    data = bytearray(target.read_bytes())
    data[at] ^= 1
    target.write_bytes(data)

    with pytest.raises((DamagedStore, WrongKey)):
        restore(tmp_path / "elsewhere", target, OTHER)
    assert place_of(tmp_path / "elsewhere") is None
    assert not list((tmp_path / "elsewhere").glob("*.db"))


@pytest.mark.parametrize("size", [0, 10, 70, 5000])
def test_a_backup_that_was_cut_short_is_refused(
    archive: Archive, tmp_path: Path, size: int
) -> None:
    target = tmp_path / "b"
    archive.back_up(target, OTHER)
    os.truncate(target, size)

    with pytest.raises(DamagedStore, match="no back-up"):
        restore(tmp_path / "elsewhere", target, OTHER)


def test_a_missing_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        restore(tmp_path / "elsewhere", tmp_path / "none", OTHER)


def test_erasing_takes_files_and_backups_and_says_what_a_disk_may_keep(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add(reading_of(lin()))
    archive.back_up(tmp_path / "here", OTHER)
    archive.back_up(tmp_path / "gone", OTHER)
    archive.back_up(tmp_path / "reused", OTHER)
    (tmp_path / "gone").unlink()
    (tmp_path / "reused").write_text("a letter")
    erased = archive.erase()

    assert not archive.folder.exists()
    assert erased.files == 2
    assert erased.backups == (str(tmp_path / "here"),)
    assert erased.not_found == (str(tmp_path / "gone"), str(tmp_path / "reused"))
    assert erased.keyring is None
    assert "solid-state" in erased.note
    assert not (tmp_path / "here").exists()
    assert (tmp_path / "reused").read_text() == "a letter"


def test_a_store_whose_passphrase_is_forgotten_can_be_erased(archive: Archive) -> None:
    archive.close()
    (archive.folder / "mine.txt").write_text("not the store's")
    erase(archive.folder)

    assert [path.name for path in archive.folder.iterdir()] == ["mine.txt"]
    with pytest.raises(NoStore):
        erase(archive.folder)


def test_an_erasing_that_was_cut_short_is_finished(archive: Archive, unlock: Unlock) -> None:
    archive.add(reading_of(lin()))
    archive.close()
    (archive.folder / "store.key.toml").rename(archive.folder / "store.erasing")

    assert place_of(archive.folder) is None
    with Archive.make(archive.folder, unlock, cost=CHEAP) as again:
        assert again.people() == ()
    assert len(list(archive.folder.glob("*.db"))) == 1
    assert not (archive.folder / "store.erasing").exists()


def test_what_was_cut_short_is_swept_away(archive: Archive, unlock: Unlock) -> None:
    archive.close()
    stray = archive.folder / "store-0123456789ab.db"
    stray.write_bytes(b"half")
    with Archive.open(archive.folder, unlock):
        assert not stray.exists()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b"", DamagedStore),
        (b"\xff", DamagedStore),
        (b"format = 2", NewerStore),
        (b"format = 1", DamagedStore),
        (b'format = 1\nstore="a"\ndata="../x.db"\ncheck=""\nplace="keyring"', DamagedStore),
        (b'format = 1\nstore="a"\ndata="store-0123456789ab.db"\ncheck=""\nplace="x"', DamagedStore),
    ],
)
def test_a_damaged_key_file_is_told(
    archive: Archive, unlock: Unlock, text: bytes, error: type[Exception]
) -> None:
    archive.close()
    (archive.folder / "store.key.toml").write_bytes(text)

    with pytest.raises(error):
        Archive.open(archive.folder, unlock)


def test_a_key_file_that_asks_for_endless_work_is_refused(archive: Archive, unlock: Unlock) -> None:
    archive.close()
    path = archive.folder / "store.key.toml"
    path.write_text(path.read_text().replace("memory_kib = 64", "memory_kib = 99999999"))

    with pytest.raises(DamagedStore, match=r"store\.key\.toml"):
        Archive.open(archive.folder, unlock)
