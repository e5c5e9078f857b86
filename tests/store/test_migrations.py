"""A store of every earlier version opens, and today's steps lead to today's tables."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from app.store import tables
from app.store.archive import Archive
from app.store.database import Database
from app.store.errors import StoreReadOnly
from app.store.key_file import KeyFile
from app.store.keys import KeyHolder, Unlock
from app.store.migrations import HEAD
from app.store.migrations.running import config_for, upgrade
from app.store.opening import version_of
from app.store.places import private_file
from tests.store.invented import PASSPHRASE, lin, plain, said

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("v*"))
UNLOCK = Unlock.by_passphrase(PASSPHRASE)


def test_the_newest_step_is_the_version_that_is_opened_as_it_is() -> None:
    assert ScriptDirectory.from_config(config_for()).get_heads() == [HEAD]


def test_every_version_has_a_store_that_it_made() -> None:
    steps = ScriptDirectory.from_config(config_for()).walk_revisions()

    assert {f"v{step.revision}" for step in steps} == {folder.name for folder in FIXTURES}


def test_the_steps_lead_to_the_tables_of_the_models(tmp_path: Path) -> None:
    private_file(tmp_path / "data")
    with closing(Database(tmp_path / "data", KeyHolder.fresh())) as data:
        with data.writing() as connection:
            upgrade(connection)
            steps = MigrationContext.configure(connection)
            assert compare_metadata(steps, SQLModel.metadata) == []
        assert version_of(data) == HEAD
    assert tables.PEOPLE.name == "people"


@pytest.mark.parametrize("made", FIXTURES, ids=lambda folder: folder.name)
def test_a_store_of_an_earlier_version_opens_and_has_lost_nothing(
    made: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(made, tmp_path / "store")
    with Archive.open(store, UNLOCK) as archive:
        archive.check()
        assert plain(archive.person("p1")) == plain(lin(later=True))
        assert said(archive.person("p1"))[0] == lin().subject
        assert [entry.new for entry in archive.imports("p1")] == [3, 1]
        archive.undo("p1")
        assert plain(archive.person("p1")) == plain(lin())
        archive.set_aside("p1", "r1", "wrong")
        archive.keep_settings("p1", {"page": "history"})
    assert len(list(store.glob("*.db"))) == 1
    with Archive.open(store, UNLOCK) as again:
        assert version_of(again._here()) == HEAD
        assert again.asides("p1") == {"r1": "wrong"}


def test_an_older_store_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = shutil.copytree(FIXTURES[0], tmp_path / "store")

    def refuse(*_: object) -> None:
        raise StoreReadOnly

    monkeypatch.setattr(KeyFile, "write", refuse)
    with pytest.raises(StoreReadOnly):
        Archive.open(store, UNLOCK)
    monkeypatch.undo()
    with Archive.open(store, UNLOCK) as archive:
        assert len(archive.people()) == 1


def test_another_window_that_migrated_first_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.store import opening

    store = shutil.copytree(FIXTURES[0], tmp_path / "store")
    before = KeyFile.read(store)
    key = before.key(UNLOCK)
    Archive.open(store, UNLOCK).close()
    monkeypatch.setattr(opening, "connected", lambda *_: "followed")

    assert opening._migrated(store, before, key) == "followed"


def test_nothing_heavy_is_loaded_before_a_store_is_opened() -> None:
    script = (
        "import sys; from app.store import archive, keys, errors, entries;"
        "heavy = {'sqlalchemy', 'sqlmodel', 'alembic', 'keyring', 'argon2', 'sqlcipher3',"
        " 'cryptography', 'pydantic'};"
        "sys.exit(str(sorted(heavy & set(sys.modules))) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.stderr == ""
    assert done.returncode == 0
