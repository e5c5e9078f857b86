"""The page about what is kept: backups are ticked by name, keys are compared before they are trusted."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from app import settings
from app.gui.kept import Contents, Door, KeptBackup, KeptPerson, Place, StoreState
from app.gui.pages.privacy.trusted import Trusting
from app.gui.pages.privacy.view import PrivacyView
from app.workflow import trusted_keys
from tests.gui.waiting import WaitingTasks

BACKUPS = (
    KeptBackup("/disk/mine.whyscore", "2016-03-06T10:00:00+00:00", "own"),
    KeptBackup("/disk/theirs.whyscore", "2016-03-06T10:00:00+00:00", "other"),
    KeptBackup("/disk/gone.whyscore", "2016-03-06T10:00:00+00:00", "gone"),
)


def state(door: Door) -> StoreState:
    people = Contents(Place(Path("kept"), exists=True), (KeptPerson("p1", "Mei", 60),))
    return StoreState(door, people.place, people.people if door is Door.OPEN else ())


@pytest.fixture
def page(qtbot, look):  # noqa: ARG001 - the look that is worn
    made = PrivacyView(15)
    qtbot.addWidget(made)
    made.show()
    return made


def ask_to_erase(page: PrivacyView) -> None:
    page.erasing.findChildren(QPushButton, "erase-all")[-1].click()  # the old ones go later


def erase(page: PrivacyView) -> list[tuple]:
    told: list[tuple] = []
    page.erasing.erase_wanted.connect(lambda person, backups: told.append((person, backups)))
    page.erasing.findChild(QLineEdit, "erase-word").setText("erase")
    page.erasing.findChild(QPushButton, "erase-all-now").click()
    return told


def test_no_backup_goes_that_was_not_ticked(page) -> None:
    page.show_store(state(Door.OPEN))
    ask_to_erase(page)
    page.erasing.show_backups(BACKUPS)
    boxes = page.erasing.findChildren(QCheckBox)

    assert [box.property("path") for box in boxes] == [
        "/disk/mine.whyscore",
        "/disk/theirs.whyscore",
    ]
    assert not any(box.isChecked() for box in boxes)
    assert "may need it" in boxes[1].accessibleName()
    assert erase(page) == [(None, ())]


def test_a_backup_that_was_ticked_goes(page) -> None:
    page.show_store(state(Door.OPEN))
    ask_to_erase(page)
    page.erasing.show_backups(BACKUPS)
    page.erasing.findChildren(QCheckBox)[0].setChecked(True)

    assert erase(page) == [(None, ("/disk/mine.whyscore",))]


@pytest.mark.parametrize("door", [Door.LOCKED, Door.SHUT])
def test_a_store_that_is_not_open_says_that_its_backups_stay(page, door) -> None:
    asked = []
    page.erasing.backups_wanted.connect(lambda: asked.append(True))
    page.show_store(state(door))
    ask_to_erase(page)

    said = " ".join(label.text() for label in page.erasing.findChildren(QLabel))
    assert "all of them stay" in said
    assert not asked
    assert page.people.findChild(QPushButton, "restore-instead") is not None


class Asks:
    def __init__(self, file: Path) -> None:
        self.file, self.asked, self.told = file, [], []

    def file_of(self, _heading, _kinds) -> Path:
        return self.file

    def ask(self, heading, text, ways) -> None:
        self.asked.append((heading, text, ways))

    def tell(self, heading, text) -> None:
        self.told.append((heading, text))


@pytest.fixture
def own_settings(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "place", lambda: tmp_path / "settings.toml")
    monkeypatch.setattr(trusted_keys.trusted_keys, "place", lambda: tmp_path / "trusted-keys.txt")
    return tmp_path


def test_a_key_is_trusted_once_its_fingerprint_was_shown_and_can_be_removed(
    page, own_settings
) -> None:
    public = base64.b64encode(bytes(range(32))).decode()
    file = own_settings / "issuer.pub"
    file.write_text(f"issuer-1 {public}\n")
    tasks, asks = WaitingTasks(), Asks(file)
    trusting = Trusting(page.trusted, tasks, asks)
    tasks.run()
    assert not page.trusted.table.isVisible()

    trusting.add()
    tasks.run()
    ((_heading, text, ways),) = asks.asked
    (key,) = trusted_keys.read_file(file)
    assert f"issuer-1: {key.fingerprint}" in text
    assert trusted_keys.kept().keys == ()

    ways["Trust it"]()
    tasks.run()
    assert trusted_keys.kept().keys == (key,)
    assert page.trusted.table.item(0, 0).text() == "issuer-1"

    page.trusted.table.setCurrentCell(0, 0)
    page.trusted.findChild(QPushButton, "remove-key").click()
    tasks.run()
    assert trusted_keys.kept().keys == ()


def test_a_file_that_holds_no_key_is_told_and_nothing_is_trusted(page, own_settings) -> None:
    file = own_settings / "letter.txt"
    file.write_text("Dear all\n")
    tasks, asks = WaitingTasks(), Asks(file)
    trusting = Trusting(page.trusted, tasks, asks)

    trusting.add()
    tasks.run()

    assert not asks.asked
    assert asks.told[0][0] == "The keys were not changed"
    assert trusted_keys.kept().keys == ()
