"""Keys, back-ups and erasing: what opens a store, what stands in for it, what ends it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.domain.errors import UsageError
from app.domain.progress import Cancelled
from app.store.archive import Archive, erase, place_of, restore
from app.store.errors import (
    DamagedStore,
    KeyMissing,
    NewerStore,
    NoStore,
    StoreBusy,
    WrongKey,
)
from app.store.key_file import KeyFile
from app.store.keys import KeyPlace, Unlock
from app.store.lock import one_writer
from tests.store.invented import CHEAP, PASSPHRASE, lin, plain, reading_of
from tests.store.reopening import OTHER, Stopping, reopened


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


def test_erasing_takes_the_files_and_only_the_backups_that_were_ticked(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add(reading_of(lin()))
    for name in ("ticked", "kept", "gone", "reused"):
        archive.back_up(tmp_path / name, OTHER)
    (tmp_path / "gone").unlink()
    (tmp_path / "reused").write_text("a letter")
    (tmp_path / "unknown").write_bytes((tmp_path / "kept").read_bytes())
    erased = archive.erase([str(tmp_path / name) for name in ("ticked", "reused", "unknown")])

    assert not archive.folder.exists()
    assert not erased.others
    assert erased.files == 2
    assert erased.backups == (str(tmp_path / "ticked"),)
    assert [one.path for one in erased.left] == [str(tmp_path / "kept")]
    assert erased.not_found == (str(tmp_path / "gone"), str(tmp_path / "reused"))
    assert erased.keyring is None
    assert "solid-state" in erased.note
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "reused", "unknown"]
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


def test_looking_sweeps_nothing_and_the_next_writing_only_its_own_rests(
    archive: Archive, unlock: Unlock
) -> None:
    archive.add(reading_of(lin()))
    archive.close()
    rest = archive.folder / ".store-0123456789ab.part"
    another = archive.folder / "store-0123456789ab.db"
    rest.write_bytes(b"half")
    another.write_bytes(b"of a store whose key file was lost")
    before = sorted(path.name for path in archive.folder.iterdir())
    with Archive.open(archive.folder, unlock) as again:
        again.person("p1")
        assert sorted(path.name for path in archive.folder.iterdir()) == before
        again.rename("p1", "Lin")

    assert not rest.exists()
    assert another.exists()


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
