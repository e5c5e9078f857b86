"""A copied, moved or restored store is one of its own: nothing that it does touches another's."""

from __future__ import annotations

import shutil
from pathlib import Path

import keyring
import pytest

from app.store.archive import Archive, erase, restore
from app.store.entries import Whose
from app.store.errors import KeyMissing
from app.store.key_file import KeyFile
from app.store.keys import Unlock
from tests.store.invented import CHEAP, PASSPHRASE, lin, plain, reading_of
from tests.store.kills import Drawer
from tests.store.reopening import OTHER

BY_KEYRING = Unlock.by_keyring()
BY_PASSPHRASE = Unlock.by_passphrase(PASSPHRASE)


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Drawer:
    made = Drawer(tmp_path / "keyring")
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


@pytest.fixture(params=[BY_KEYRING, BY_PASSPHRASE], ids=["keyring", "passphrase"])
def way(request: pytest.FixtureRequest) -> Unlock:
    found: Unlock = request.param
    return found


@pytest.fixture
def original(drawer: Drawer, tmp_path: Path, way: Unlock) -> Path:
    """Return the folder of a store with a person and a back-up."""
    with Archive.make(tmp_path / "A", way, cost=CHEAP) as archive:
        archive.add(reading_of(lin()))
        archive.back_up(tmp_path / "b", OTHER)
    assert len(drawer.entries) == (way == BY_KEYRING)
    return tmp_path / "A"


def second(original: Path, how: str) -> Path:
    """Make a second store of one: by copying its folder, or by restoring its back-up elsewhere."""
    there = original.parent / "C"
    if how == "copied":
        shutil.copytree(original, there)
    else:
        way = BY_KEYRING if KeyFile.read(original).entry else BY_PASSPHRASE
        restore(there, original.parent / "b", OTHER, keep=way).close()
    return there


def erased(there: Path, way: Unlock) -> None:
    with Archive.open(there, way) as archive:
        known = archive.backups()
        assert {one.whose for one in known} <= {Whose.OTHER}
        archive.erase([one.path for one in known if one.whose is Whose.OWN])


def erased_unopened(there: Path, _way: Unlock) -> None:
    erase(there)


def rekeyed(there: Path, way: Unlock) -> None:
    with Archive.open(there, way) as archive:
        for to, renew in ((BY_KEYRING, False), (OTHER, True), (BY_KEYRING, True), (way, False)):
            archive.change_key(to, renew=renew)


def written_then_erased(there: Path, way: Unlock) -> None:
    with Archive.open(there, way) as archive:
        archive.rename("p1", "Lin")
        archive.back_up(there.parent / "b2", OTHER)
        assert [one.whose for one in archive.backups()][-1] is Whose.OWN
        archive.erase([one.path for one in archive.backups() if one.whose is Whose.OWN])
    assert not (there.parent / "b2").exists()


def restored_over(there: Path, way: Unlock) -> None:
    restore(there, there.parent / "b", OTHER, keep=way, replace=True).close()


@pytest.mark.parametrize("how", ["copied", "restored"])
@pytest.mark.parametrize(
    "work", [erased, erased_unopened, rekeyed, written_then_erased, restored_over]
)
def test_nothing_that_a_second_store_does_touches_the_first(
    original: Path, way: Unlock, how: str, work
) -> None:
    before = {path.name: path.read_bytes() for path in original.iterdir()}
    work(second(original, how), way)

    assert {path.name: path.read_bytes() for path in original.iterdir()} == before
    with Archive.open(original, way) as archive:
        assert plain(archive.person("p1")) == plain(lin())
        archive.rename("p1", "Lin")
    with restore(original.parent / "D", original.parent / "b", OTHER) as again:
        assert len(again.people()) == 1


@pytest.mark.parametrize("how", ["copied", "restored"])
def test_a_second_store_that_was_written_to_needs_nothing_of_the_first(
    original: Path, drawer: Drawer, way: Unlock, how: str
) -> None:
    there = second(original, how)
    with Archive.open(there, way) as archive:
        archive.rename("p1", "Lin")
    assert KeyFile.read(there).store != KeyFile.read(original).store
    with Archive.open(original, way) as archive:
        archive.erase()

    with Archive.open(there, way) as archive:
        assert plain(archive.person("p1")) == plain(lin())
        archive.erase()
    assert drawer.entries == []


@pytest.mark.usefixtures("drawer")
def test_a_copy_that_is_only_looked_at_stays_as_it_is(original: Path, way: Unlock) -> None:
    there = second(original, "copied")
    before = {path.name: path.read_bytes() for path in there.iterdir()}
    with Archive.open(there, way) as archive:
        archive.person("p1")
        archive.backups()

    assert {path.name: path.read_bytes() for path in there.iterdir()} == before


def test_a_store_that_was_moved_stays_the_store_that_it_is(
    original: Path, drawer: Drawer, way: Unlock
) -> None:
    was = KeyFile.read(original).store
    there = original.parent / "elsewhere" / "A"
    there.parent.mkdir()
    original.rename(there)
    with Archive.open(there, way) as archive:
        archive.rename("p1", "Lin")
        assert KeyFile.read(there).store == was
        assert [one.whose for one in archive.backups()] == [Whose.OWN]
        archive.erase()
    assert drawer.entries == []


def test_a_copy_in_the_place_that_the_original_was_moved_from_is_a_copy(
    original: Path, way: Unlock
) -> None:
    moved = original.rename(original.parent / "moved")
    shutil.copytree(moved, original)
    erased_unopened(original, way)

    with Archive.open(moved, way) as archive:
        assert len(archive.people()) == 1


def test_a_key_file_that_tells_of_no_folder_lets_go_of_nothing(
    original: Path, drawer: Drawer, way: Unlock
) -> None:
    path = original / "store.key.toml"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("home")))
    entries = drawer.entries
    with Archive.open(original, way) as archive:
        erased_report = archive.erase()

    assert drawer.entries == entries
    assert erased_report.entry == (entries[0] if entries else "")


def test_an_entry_of_the_keyring_is_never_written_over(drawer: Drawer, tmp_path: Path) -> None:
    from app.store import keyrings
    from app.store.keys import KeyHolder

    Archive.make(tmp_path / "A", BY_KEYRING).close()
    (entry,) = drawer.entries
    with pytest.raises(KeyMissing):
        keyrings.keep(entry, KeyHolder.fresh())
    Archive.open(tmp_path / "A", BY_KEYRING).close()


class Crash(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", range(1, 7))
def test_a_crash_between_keyring_and_key_file_leaves_a_store_that_opens_and_no_key_behind(
    drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    with Archive.make(tmp_path / "A", BY_KEYRING) as archive:
        archive.add(reading_of(lin()))
    step = 0

    def counted(work):
        def run(*arguments):
            nonlocal step
            step += 1
            if step == at:
                raise Crash
            return work(*arguments)

        return run

    with monkeypatch.context() as patched:
        patched.setattr(drawer, "set_password", counted(drawer.set_password))
        patched.setattr(drawer, "delete_password", counted(drawer.delete_password))
        patched.setattr(KeyFile, "write", counted(KeyFile.write))
        crashed = Archive.open(tmp_path / "A", BY_KEYRING)
        try:
            crashed.change_key(BY_KEYRING, renew=True)
        except Crash:
            pass
        else:
            assert step < at
        crashed.close()
    with Archive.open(tmp_path / "A", BY_KEYRING) as archive:
        assert plain(archive.person("p1")) == plain(lin())
        archive.rename("p1", "Lin")
    assert drawer.entries == [KeyFile.read(tmp_path / "A").entry]
    assert len(list((tmp_path / "A").glob("*store-*"))) == 1
