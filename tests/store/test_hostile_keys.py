"""A key file or a back-up that somebody else wrote: refused at once, and never with a traceback."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.store import backups
from app.store.archive import Archive, place_of, restore
from app.store.errors import (
    DamagedStore,
    KeyFileMissing,
    NewerStore,
    StoreReadOnly,
    StoreUnreadable,
)
from app.store.key_file import KeyFile
from app.store.keys import Unlock
from app.store.places import belongs_to_store
from app.store.wrapping import Cost
from tests.store.invented import lin, plain, reading_of
from tests.store.reopening import OTHER

NUMBERS = ("inf", "-inf", "nan", "1e9", "3.0", "-1", "0", "99999999999999999999", '"64"', "true")
OTHERS = ("[]", "{}", "[1]", "1979-05-27", "false", '""', '"../x"', '"\\u0000"', "0x7fffffff", "1")
FIELDS = ("format", "store", "data", "place", "check", "kind", "salt", "nonce", "sealed", "of")
COSTS = ("memory_kib", "passes", "lanes")


def with_line(text: str, field: str, value: str) -> str:
    lines = [line for line in text.splitlines() if not line.startswith(f"{field} ")]
    at = lines.index("[passphrase]") + 1 if field in {*COSTS, *FIELDS[5:]} else 1
    return "\n".join([*lines[:at], f"{field} = {value}", *lines[at:]])


def test_a_field_of_any_other_type_makes_a_key_file_damaged(
    archive: Archive, unlock: Unlock
) -> None:
    archive.close()
    path = archive.folder / "store.key.toml"
    text = path.read_text()
    for field in (*FIELDS, *COSTS, "home", "older", "let_go"):
        for value in (*NUMBERS, *OTHERS):
            path.write_text(with_line(text, field, value))
            if (field, value) in {("passes", "1"), ("lanes", "1"), ("format", "1")}:
                continue
            if (field, value) in {("older", '""'), ("let_go", "[]")}:
                continue
            error = (
                NewerStore if field == "format" and value in NUMBERS[7:8] + OTHERS[8:9] else None
            )
            with pytest.raises(error or DamagedStore):
                Archive.open(archive.folder, unlock)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 4096,
        "[" * 16_000,
        "a." * 8_000 + "a = 1",
        "format = " + "9" * 5_000,
        "format = 1\nformat = 1",
        "x = '''" + "y" * 20_000,
    ],
    ids=["empty", "noughts", "deep", "dotted", "long number", "twice", "long text"],
)
def test_a_text_that_is_no_key_file_makes_it_damaged(
    archive: Archive, unlock: Unlock, text: str
) -> None:
    archive.close()
    (archive.folder / "store.key.toml").write_text(text)

    with pytest.raises((DamagedStore, NewerStore)):
        Archive.open(archive.folder, unlock)


def test_what_is_no_file_makes_the_key_file_damaged(archive: Archive, unlock: Unlock) -> None:
    archive.close()
    path = archive.folder / "store.key.toml"
    path.rename(archive.folder.parent / "kept.toml")
    path.mkdir()
    with pytest.raises(DamagedStore, match=r"store\.key\.toml"):
        Archive.open(archive.folder, unlock)
    path.rmdir()
    with pytest.raises(KeyFileMissing, match="Put store"):
        place_of(archive.folder)
    (archive.folder.parent / "kept.toml").rename(path)
    Archive.open(archive.folder, unlock).close()


@pytest.mark.parametrize(
    "cost",
    [
        Cost(2_097_152, 1, 4),
        Cost(1_048_577, 1, 4),
        Cost(524_288, 64, 4),
        Cost(65_536, 64, 1),
        Cost(8, 2**31, 1),
        Cost(65_536, 3, 17),
        Cost(8, 1, 4),
        Cost(2**40, 1, 1),
    ],
)
def test_more_work_than_we_would_ask_for_is_refused_at_once(
    archive: Archive, tmp_path: Path, unlock: Unlock, cost: Cost
) -> None:
    archive.back_up(tmp_path / "b")
    archive.close()
    path = archive.folder / "store.key.toml"
    text = path.read_text()
    for field, value in zip(COSTS, (cost.memory, cost.passes, cost.lanes), strict=True):
        text = with_line(text, field, str(value))
    path.write_text(text)
    with_trailer(tmp_path / "b", text)
    began = time.monotonic()

    with pytest.raises(DamagedStore):
        Archive.open(archive.folder, unlock)
    with pytest.raises(DamagedStore, match="no back-up"):
        restore(tmp_path / "x", tmp_path / "b", unlock)
    assert time.monotonic() - began < 2
    assert not (tmp_path / "x").exists()


def with_trailer(backup: Path, text: str) -> None:
    """Give a back-up another key file behind its data, with a hash that fits."""
    size = backups.read(backup).size
    data = backup.read_bytes()[:size]
    backup.write_bytes(data)
    backups._append(backup, text.encode())


def test_a_key_file_that_may_not_be_read_is_told_as_that(
    archive: Archive, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.close()
    real = Path.open

    def refused(path: Path, *words: object, **named: object):
        if path.name == "store.key.toml":
            raise PermissionError(13, "said by the system")
        return real(path, *words, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(StoreUnreadable, match="cannot be read"):
        Archive.open(archive.folder, unlock)
    with pytest.raises(StoreUnreadable):
        place_of(archive.folder)


def test_a_store_that_cannot_be_written_is_still_backed_up_to_another_disk(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(reading_of(lin()))
    before = {path.name: path.read_bytes() for path in archive.folder.iterdir()}

    def read_only(*_: object) -> None:
        raise StoreReadOnly

    with monkeypatch.context() as patched:
        patched.setattr("app.store.lock._taken", read_only)
        patched.setattr("app.store.archive.can_write", lambda _folder: False)
        assert archive.back_up(tmp_path / "b", OTHER) is False
    assert {path.name: path.read_bytes() for path in archive.folder.iterdir()} == before
    with restore(tmp_path / "again", tmp_path / "b", OTHER) as again:
        assert plain(again.person("p1")) == plain(lin())
    assert archive.back_up(tmp_path / "b", OTHER) is True


def test_no_back_up_is_written_over_a_file_of_a_store(
    archive: Archive, tmp_path: Path, unlock: Unlock
) -> None:
    from app.domain.errors import UsageError

    archive.add(reading_of(lin()))
    folder, data = archive.folder, KeyFile.read(archive.folder).data
    (folder / "letter.txt").write_text("mine")
    link, other = tmp_path / "link", folder / "store-0123456789ab.db"
    link.symlink_to(folder / data)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    names = (folder / data, folder / "store.key.toml", folder / "store.lock", other, link)
    for path in (*names, folder / "letter.txt", folder / "STORE.KEY.TOML", folder):
        assert belongs_to_store(path)
        with pytest.raises(UsageError):
            archive.back_up(path, OTHER)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    archive.back_up(folder / "copy.backup", OTHER)
    archive.back_up(folder / "copy.backup", OTHER)  # one of ours may be replaced
    assert belongs_to_store(folder / "copy.backup")
    assert not belongs_to_store(tmp_path / "store.key.toml")
    assert not belongs_to_store(folder / "new.zip")
    with Archive.open(folder, unlock) as again:
        assert len(again.people()) == 1
