"""What the disk and the driver say becomes one sentence for the reader, or stays what it is."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.store import erasing, places
from app.store.archive import Archive, erase
from app.store.errors import (
    DamagedStore,
    DiskFull,
    NoStore,
    StoreBusy,
    StoreReadOnly,
    StoreUnreadable,
)
from app.store.keys import Unlock
from app.store.sql_errors import told
from tests.store.invented import CHEAP, lin, reading_of

SENTENCES = [
    ("database is locked", StoreBusy),
    ("attempt to write a readonly database", StoreReadOnly),
    ("unable to open database file", StoreUnreadable),
    ("database or disk is full", DiskFull),
    ("disk I/O error", DamagedStore),
    ("database disk image is malformed", DamagedStore),
    ("file is not a database", DamagedStore),
]


@pytest.mark.parametrize(("sentence", "error"), SENTENCES)
def test_the_driver_s_sentences_become_the_reader_s(sentence: str, error: type[Exception]) -> None:
    for said in (
        dbapi2.OperationalError(sentence),
        DBAPIError("SELECT", {}, dbapi2.OperationalError(sentence)),
    ):
        with pytest.raises(error) as caught, told():
            raise said
        assert caught.value.__suppress_context__


def test_a_disk_that_takes_nothing_is_told_as_full() -> None:
    with pytest.raises(DiskFull), told(writing=True):
        raise dbapi2.OperationalError("disk I/O error")


@pytest.mark.parametrize(
    "error",
    [
        dbapi2.ProgrammingError("no such column"),
        DBAPIError("SELECT", {}, dbapi2.IntegrityError("UNIQUE constraint failed: a.b")),
    ],
)
def test_a_question_that_we_asked_wrongly_stays_what_it_is(error: Exception) -> None:
    with pytest.raises(type(error)), told():
        raise error


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EROFS, StoreReadOnly),
        (errno.EACCES, StoreReadOnly),
        (errno.ENOENT, FileNotFoundError),
    ],
)
def test_the_system_s_errors_become_the_reader_s(number: int, error: type[Exception]) -> None:
    for words in (told, places.told_of_disk):
        with pytest.raises(error), words():
            raise OSError(number, "said by the system")


def test_a_small_file_that_cannot_be_written_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "store.key.toml"
    places.write_whole(target, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(places, "settle", full)
    with pytest.raises(DiskFull):
        places.write_whole(target, b"new")

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_store_lies_where_the_system_keeps_a_user_s_data() -> None:
    assert places.usual_folder().name == "whyscore"


def test_rests_of_an_erasing_are_erased_without_a_store(tmp_path: Path, unlock: Unlock) -> None:
    with Archive.make(tmp_path / "store", unlock, cost=CHEAP) as archive:
        archive.add(reading_of(lin()))
    (tmp_path / "store" / "store.key.toml").rename(tmp_path / "store" / "store.erasing")
    erased = erase(tmp_path / "store")

    assert erased.files == 2
    assert not (tmp_path / "store").exists()
    with pytest.raises((NoStore, FileNotFoundError)):
        erase(tmp_path / "store")


def test_erasing_where_nothing_is_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"something")
    erased = erasing.erase(tmp_path)

    assert (erased.files, erased.backups, erased.others) == (0, (), True)
    assert (tmp_path / "b").exists()
    assert not erasing.wipe(tmp_path / "none")


def test_a_file_that_may_not_be_opened_for_writing_is_told_as_that() -> None:
    with pytest.raises(StoreReadOnly), told(writing=True):
        raise dbapi2.OperationalError("unable to open database file")
