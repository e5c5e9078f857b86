"""No dialog that saves lets a file be written over what must stay."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from app import settings
from app.gui import in_use
from app.gui.asking import Asking
from app.gui.engine import Engine
from tests.gui import people


@pytest.fixture
def ask(opened, monkeypatch):
    """Return a function that asks where to save and has a name typed into the dialog."""
    window = opened()
    told = []
    monkeypatch.setattr(Asking, "tell", lambda _self, heading, text: told.append((heading, text)))

    def choose(path, kinds="(*.csv)"):
        def accept(dialog: QFileDialog):
            dialog.selectFile(str(path))
            return QFileDialog.DialogCode.Accepted

        told.clear()
        monkeypatch.setattr(QFileDialog, "exec", accept)
        return window.asking.place_for("Save", "proposed.csv", kinds), told

    return choose


@pytest.fixture
def read(monkeypatch):
    """Forget afterwards what was read."""
    monkeypatch.setattr(in_use, "_read", {})
    return in_use.note


def test_a_new_file_and_an_older_one_may_be_written(ask, tmp_path):
    (tmp_path / "old.csv").write_text("old", encoding="utf-8")

    assert ask(tmp_path / "new.csv") == (tmp_path / "new.csv", [])
    assert ask(tmp_path / "old.csv") == (tmp_path / "old.csv", [])


def test_a_name_without_an_ending_gets_one(ask, tmp_path):
    assert ask(tmp_path / "new", "(*.zip)")[0] == tmp_path / "new.zip"


def test_what_the_window_has_read_stays(ask, read, tmp_path):
    folder = tmp_path / "person"
    folder.mkdir()
    (folder / "records.csv").write_text("id", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(folder / "records.csv")
    book = tmp_path / "book.toml"
    book.write_bytes(people.BOOK.read_bytes())
    read([folder])
    Engine().rulebook(str(book), None)

    for path in (folder / "records.csv", folder / "records", tmp_path / "link.csv", book):
        place, told = ask(path)
        assert place is None
        assert [heading for heading, _text in told] == ["Nothing was saved"]
        assert "one of the files to read" in told[0][1]


def test_settings_and_the_store_stay(ask, tmp_path):
    own = settings.place()
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("", encoding="utf-8")
    (tmp_path / "store.key.toml").write_text("", encoding="utf-8")

    for path in (own, tmp_path / "store.key.toml", tmp_path / "store-0123456789ab.db"):
        place, told = ask(path)
        assert place is None
        assert told
