"""The reader's choices outlive the program, and a damaged file costs no more than its own settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import WhyscoreError
from app.settings import (
    LARGEST_TEXT,
    LONGEST_WAIT,
    SMALLEST_TEXT,
    Settings,
    Theme,
    load,
    place,
    save,
)
from app.wording.language import Language

choices = st.builds(
    Settings,
    language=st.none() | st.sampled_from(Language),
    theme=st.sampled_from(Theme),
    reduced_motion=st.booleans(),
    text_size=st.integers(SMALLEST_TEXT, LARGEST_TEXT),
    lock_after=st.integers(0, LONGEST_WAIT),
    geometry=st.from_regex(r"[A-Za-z0-9+/=]{0,80}", fullmatch=True),
    seen=st.lists(st.from_regex(r"[a-z-]{1,40}", fullmatch=True), max_size=9).map(tuple),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.toml"


def test_before_any_choice_the_system_is_followed(file: Path) -> None:
    assert load(file) == (Settings(None, Theme.AUTO, reduced_motion=False, text_size=100), ())


@given(settings=choices)
def test_what_was_kept_is_read_back(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"

    save(settings, file)

    assert load(file) == (settings, ())


def test_the_usual_place_is_the_one_of_the_system() -> None:
    save(Settings(theme=Theme.DARK))

    assert place().name == "settings.toml"
    assert load() == (Settings(theme=Theme.DARK), ())
    save(Settings())


def test_a_setting_that_cannot_be_used_falls_back_and_is_told_the_others_count(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme = "pink"\nlanguage = "de"\nspeed = 3\n', encoding="utf-8")

    settings, faults = load(file)

    assert settings == Settings(language=Language.GERMAN)
    assert [(fault.column, fault.found) for fault in faults] == [
        ("theme", "pink"),
        ("speed", "speed"),
    ]
    assert '"dark"' in faults[0].expected


@pytest.mark.parametrize(
    "line",
    [
        "theme = 3",
        "language = true",
        'reduced_motion = "yes"',
        "text_size = 900",
        "text_size = true",
        "text_size = 100.0",
        'seen = "reasons"',
        "seen = [3]",
        'seen = ["Reasons!"]',
    ],
)
def test_a_value_of_the_wrong_kind_is_not_guessed_at(file: Path, line: str) -> None:
    file.parent.mkdir()
    file.write_text(line, encoding="utf-8")

    settings, faults = load(file)

    assert settings == Settings()
    assert [fault.column for fault in faults] == [line.partition(" ")[0]]


@pytest.mark.parametrize("damaged", [b"theme = ", b"\xff\xfe\x00", b"a" * 100_000])
def test_a_damaged_file_gives_the_defaults_and_says_so(file: Path, damaged: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damaged)

    settings, faults = load(file)

    assert settings == Settings()
    assert [fault.file for fault in faults] == ["settings.toml"]


def test_a_folder_where_the_file_should_be_gives_the_defaults_and_says_so(file: Path) -> None:
    file.mkdir(parents=True)

    settings, faults = load(file)

    assert settings == Settings()
    assert len(faults) == 1


def test_settings_that_cannot_be_kept_are_told_and_leave_nothing_behind(tmp_path: Path) -> None:
    blocked = tmp_path / "settings.toml"
    blocked.mkdir()
    (blocked / "in the way").touch()

    with pytest.raises(WhyscoreError, match="could not be kept"):
        save(Settings(), blocked)

    assert list(tmp_path.iterdir()) == [blocked]


@pytest.mark.parametrize(
    "text",
    [
        "text_size = " + "9" * 5_000,
        "text_size = 0x" + "f" * 5_000,
        "seen = " + "[" * 8_000,
        "x" * 8_000 + " = 1",
        ".".join("a" * 8_000) + " = 1",
    ],
    ids=lambda text: text[:16],
)
def test_settings_without_end_fall_back_and_are_told_in_a_short_sentence(tmp_path, text) -> None:
    (tmp_path / "settings.toml").write_text(text)

    found, (fault,) = load(tmp_path / "settings.toml")

    assert found == Settings()
    assert len(fault.column + fault.found) < 100
