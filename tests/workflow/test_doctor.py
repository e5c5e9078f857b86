"""Each part that Whyscore stands on is found well, lacking or broken, and says what to do."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass

import pytest

from app import settings
from app.domain.errors import WhyscoreError
from app.domain.health import Health, WindowSeen
from app.rulebook import library
from app.store import keyrings, places
from app.workflow import doctor

OPENS = WindowSeen(opens=True, qt="6.11.3", platform="xcb", chinese=4)


@dataclass(frozen=True)
class Usage:
    """So much is free."""

    free: int


@dataclass(frozen=True)
class Ring:
    """A keyring that can be trusted."""

    name: str


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Let the store lie in a folder of the test's, under a name that nobody should be told."""
    folder = tmp_path / "home-of-mirabel" / "whyscore"
    monkeypatch.setattr(places, "usual_folder", lambda: folder)
    monkeypatch.setattr(doctor, "_store_folder", lambda: folder)
    return folder


def look(part, seen=None):
    """Return what is found of one part."""
    found = tuple(doctor.examine((lambda: seen) if seen else None))
    assert len({check.id for check in found}) == len(found)
    assert all(bool(check.remedy) == (check.health is not Health.WELL) for check in found)
    return next((check for check in found if check.id == part), None)


def test_on_this_computer_the_own_parts_are_well() -> None:
    for part in ("python", "files", "store", "space", "settings", "temporary"):
        assert look(part).health is Health.WELL


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 14, 0)])
def test_another_python_may_do_and_is_told(monkeypatch, version) -> None:
    monkeypatch.setattr(sys, "version_info", version)

    assert look("python").health is Health.LACKING


def test_rulebooks_that_cannot_be_read_are_broken(monkeypatch) -> None:
    def broken():
        raise WhyscoreError("no")

    monkeypatch.setattr(library, "shipped", broken)

    assert look("files").health is Health.BROKEN


def test_a_part_that_cannot_be_loaded_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)

    check = look("files")

    assert check.health is Health.BROKEN
    assert "duckdb" in check.found


def test_a_window_that_opens_is_well_and_so_are_fonts_for_chinese() -> None:
    assert look("window", OPENS).health is Health.WELL
    assert look("fonts", OPENS).health is Health.WELL


def test_without_a_font_for_chinese_one_is_named() -> None:
    seen = WindowSeen(opens=True, qt="6.11.3", platform="xcb", chinese=0)

    check = look("fonts", seen)

    assert check.health is Health.LACKING
    assert "fonts-noto-cjk" in check.remedy


def test_without_a_display_the_terminal_is_offered() -> None:
    seen = WindowSeen(opens=False, qt="6.11.3", reason="could not connect to display")

    check = look("window", seen)

    assert check.health is Health.LACKING
    assert "could not connect to display" in check.found
    assert "whyscore explain" in check.remedy
    assert look("fonts", seen) is None  # what fonts there are was not seen


def test_a_qt_that_cannot_be_loaded_is_broken() -> None:
    seen = WindowSeen(opens=False, reason="libEGL.so.1: cannot open shared object file")

    check = look("window", seen)

    assert check.health is Health.BROKEN
    assert "libEGL.so.1" in check.found


def test_where_there_is_no_window_to_try_nothing_is_said_of_it() -> None:
    assert look("window") is None


def test_without_a_keyring_a_passphrase_is_offered(monkeypatch) -> None:
    monkeypatch.setattr(keyrings, "_backend", lambda: None)

    check = look("keyring")

    assert check.health is Health.LACKING
    assert "passphrase" in check.remedy


def test_a_keyring_that_can_be_trusted_is_named(monkeypatch) -> None:
    monkeypatch.setattr(keyrings, "_backend", lambda: Ring("Vault of tests"))

    check = look("keyring")

    assert check.health is Health.WELL
    assert "Vault of tests" in check.found


def test_the_size_of_a_store_is_told_and_nothing_of_what_is_in_it(here) -> None:
    here.mkdir(parents=True)
    (here / places.KEY_FILE).write_text('name = "Mirabel"', encoding="utf-8")
    (here / "store-0123456789ab.db").write_bytes(b"\0" * 2_300_000)

    check = look("store")

    assert check.health is Health.WELL
    assert ": 3 MB" in check.found


def test_a_folder_of_the_store_that_cannot_be_written_is_broken_and_named(
    here, monkeypatch
) -> None:
    here.mkdir(parents=True)
    monkeypatch.setattr(doctor.os, "access", lambda _place, _mode: False)

    check = look("store")

    assert check.health is Health.BROKEN
    assert str(here) in check.remedy


def test_a_file_where_the_folder_of_the_store_should_be_is_broken(here) -> None:
    here.parent.mkdir(parents=True)
    here.write_text("", encoding="utf-8")

    assert look("store").health is Health.BROKEN


@pytest.mark.parametrize(
    ("free", "health"),
    [(2 << 30, Health.WELL), (500 << 20, Health.LACKING), (50 << 20, Health.BROKEN)],
)
def test_free_space_is_weighed(monkeypatch, free, health) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(free))

    assert look("space").health is health


def test_settings_that_cannot_be_read_are_told(tmp_path, monkeypatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("theme = [", encoding="utf-8")
    monkeypatch.setattr(settings, "place", lambda: file)

    check = look("settings")

    assert check.health is Health.LACKING
    assert "settings.toml" in check.found


def test_a_full_disk_for_temporary_files_is_broken(monkeypatch) -> None:
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)

    assert look("temporary").health is Health.BROKEN


def test_no_place_is_named_but_the_folder_to_mend(here) -> None:
    here.mkdir(parents=True)
    (here / places.KEY_FILE).write_text("", encoding="utf-8")

    for check in doctor.examine(lambda: OPENS):
        assert "mirabel" not in check.found + check.remedy
