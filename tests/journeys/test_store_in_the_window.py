"""A person's way through the encrypted store: keep, close, come back, object, undo, copy, erase."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton

from app.gui import theme
from app.gui.engine import Engine
from app.gui.kept import Door
from app.gui.store_engine import StoreEngine
from app.gui.tasks import Tasks
from app.gui.window import BREAKDOWN, OVERVIEW, PREVIEW, PRIVACY, WELCOME, Window
from app.settings import Settings
from app.settings import Theme as Choice
from app.workflow.case import Objection
from app.workflow.reading import sample_person

WAIT = 60_000  # milliseconds; a bound, not an expectation
WORD = "lamp garden seven"


class Sitting:
    """One window from its start to its end, and what a hand does in it."""

    def __init__(self, qtbot, folder) -> None:
        self.qtbot = qtbot
        self.tasks, engine = Tasks(), Engine()
        store = StoreEngine(folder, engine.case)
        self.window = Window(self.tasks, engine, Settings(), store)
        qtbot.addWidget(self.window, before_close_func=Window.leave)
        self.window.show()
        self.told: list[tuple[str, str]] = []
        self.window.asking.tell = lambda heading, text: self.told.append((heading, text))
        self.window.house.keeping.begin(reopens=True)
        self.settle()

    def until(self, holds) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT)

    def settle(self) -> None:
        house = self.window.house
        shelf = self.window._shelf
        self.until(lambda: house.keeping.turns.idle and not (self.tasks.busy or shelf.bringing))

    def press(self, name: str, within=None) -> None:
        def found() -> list[QAbstractButton]:
            return [
                one
                for one in (within or self.window).findChildren(QAbstractButton)
                if name in {one.objectName(), one.accessibleName(), one.text()}
                and one.isVisible()
                and one.isEnabled()
            ]

        self.until(found)
        found()[-1].click()

    def type_into(self, name: str, text: str) -> None:
        field = self.window.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)

    def open_sample_as_a_file(self) -> None:
        self.window.open_files([sample_person()])
        self.until(lambda: self.window._pages.get(PREVIEW) is self.window.stack.currentWidget())

    def unlock(self) -> None:
        self.until(lambda: self.window.findChild(QLineEdit, "passphrase") is not None)
        self.type_into("passphrase", WORD)
        self.press("Unlock", self.window.doorway)

    def explained(self):
        self.until(lambda: self.window.session.explanation is not None)
        self.settle()
        return self.window.session.explanation

    def end(self) -> None:
        self.window.leave()
        self.tasks.finish()


@pytest.fixture
def sit(qtbot, qapp, tmp_path, monkeypatch):
    """Make sittings at one store; no keyring is there unless a test brings one."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    import keyring
    from keyring.backends import null

    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())
    appearance = theme.Appearance(qapp)
    appearance.choose(Choice.LIGHT, 100)
    sittings: list[Sitting] = []

    def make() -> Sitting:
        sittings.append(Sitting(qtbot, tmp_path / "store"))
        return sittings[-1]

    yield make
    for sitting in sittings:
        sitting.end()
    keyring.set_keyring(before)


def keep_with_a_passphrase(sitting: Sitting) -> None:
    sitting.open_sample_as_a_file()
    sitting.press("Keep it, locked on this computer")
    sitting.until(lambda: sitting.window.findChild(QLineEdit, "new-passphrase") is not None)
    sitting.type_into("new-passphrase", WORD)
    sitting.type_into("same-passphrase", WORD)
    sitting.press("Lock it with this", sitting.window.doorway)
    sitting.explained()


def figures(told):
    return told.to.score.published, [(share.id, share.points) for share in told.factors]


def test_keep_close_come_back_object_undo_copy_and_erase(sit, tmp_path, dog) -> None:
    # Without a keyring a passphrase is asked for; then the sample is kept as any file would be.
    dog.begin("keep a person")
    first = sit()
    keep_with_a_passphrase(first)
    before = figures(first.window.session.explanation)
    record = str(first.window.session.case.export.records.id[-1])
    first.window.show_page(BREAKDOWN)
    first.settle()
    first.end()

    # Coming back: the passphrase, and everything is as it was left, to the last digit.
    dog.begin("come back and set a record aside")
    second = sit()
    assert second.window.house.state.door is Door.LOCKED
    second.unlock()
    assert figures(second.explained()) == before
    assert second.window.stack.currentWidget() is second.window._pages[BREAKDOWN]
    second.window.session.set_aside(record, Objection.WRONG)
    second.explained()
    second.end()

    # It is still set aside after a restart, and undo takes it back.
    dog.begin("come back and undo")
    third = sit()
    third.unlock()
    third.explained()
    assert third.window.session.case.aside_ids == {record}
    assert third.window.header.undo.isEnabled()
    third.window.session.undo()
    third.until(lambda: third.window.session.case.aside_ids == frozenset())
    assert figures(third.explained()) == before

    # A backup; then everything is erased, and nothing of it is left.
    dog.begin("back up and erase")
    backup = tmp_path / "copy.whyscore"
    third.window.house.upkeep.back_up(backup)
    third.until(backup.exists)
    third.settle()
    third.window.show_page(PRIVACY)
    third.press("erase-all")
    third.type_into("erase-word", "erase")
    third.press("erase-all-now")
    third.until(lambda: third.window.house.state.door is Door.NONE)
    third.settle()
    assert third.window.session.case is None
    assert third.window.stack.currentWidget() is third.window._pages[PRIVACY]
    left = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert [path.name for path in left if path.suffix in {".db", ".toml"}] == []
    third.end()

    fourth = sit()
    assert fourth.window.house.state.door is Door.NONE
    assert fourth.window.stack.currentWidget() is fourth.window._pages[WELCOME]


def test_only_looking_keeps_nothing(sit, tmp_path) -> None:
    sitting = sit()
    sitting.open_sample_as_a_file()

    sitting.press("Only look, keep nothing")
    sitting.explained()

    assert sitting.window.stack.currentWidget() is sitting.window._pages[OVERVIEW]
    assert not (tmp_path / "store").exists()


def test_the_sample_is_neither_asked_about_nor_kept(sit, tmp_path) -> None:
    sitting = sit()

    sitting.window.open_sample()
    sitting.explained()

    assert PREVIEW not in sitting.window._pages
    assert not (tmp_path / "store").exists()


def test_a_second_window_sees_what_the_first_one_keeps_and_nothing_breaks(sit) -> None:
    first = sit()
    keep_with_a_passphrase(first)
    records = first.window.session.case.export.records.id
    second = sit()
    second.unlock()
    second.explained()

    first.window.session.set_aside(str(records[-1]), Objection.WRONG)
    first.settle()
    second.window.session.set_aside(str(records[-2]), Objection.NOT_MINE)
    second.settle()
    first.end()
    second.end()

    third = sit()
    third.unlock()
    third.explained()
    assert third.window.session.case.aside_ids == {str(records[-1]), str(records[-2])}


def test_locking_hides_everything_at_once(sit) -> None:
    sitting = sit()
    keep_with_a_passphrase(sitting)

    sitting.window.house.keeping.lock()
    sitting.settle()

    assert sitting.window.session.case is None
    assert sitting.window.windowTitle() == "Whyscore"
    assert sitting.window.findChildren(QPushButton, "unlock")
    assert "Mei" not in sitting.window.header.person.text()
