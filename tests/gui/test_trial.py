"""The window is tried in a process of its own, whatever becomes of it."""

from __future__ import annotations

import sys

import pytest

from app import front_door
from app.gui.trial import trial

STARTS = (sys.executable, "-c")


def says(*lines: str, fails: str = "") -> tuple[str, ...]:
    """Return what starts a program that says this, and then ends as Qt would."""
    end = f"import sys; sys.stderr.write({fails!r}); sys.exit(134)" if fails else ""
    return (*STARTS, "\n".join([f"print({line!r})" for line in lines] + [end]))


def test_this_window_is_tried_from_wherever_the_reader_stands(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")

    seen = front_door._see_window()

    assert seen.opens
    assert seen.platform == "offscreen"
    assert seen.qt.startswith("6.")
    assert seen.chinese is not None


def test_a_display_that_is_not_there_is_a_reason_and_not_an_end(monkeypatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")

    seen = front_door._see_window()

    assert not seen.opens
    assert seen.qt.startswith("6.")
    assert seen.reason


def test_a_bundle_starts_itself_and_not_python(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert front_door._starting_anew(["doctor"]) == (sys.executable, "doctor")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            'qt.qpa.plugin: Could not find the Qt platform plugin "x" in "/srv/mirabel/q t/plugins"',
            "mirabel",
        ),
        ("C:\\Data\\Mirabel\\Qt6Core.dll: not found", "Mirabel"),
        ("/srv/mirabel/.venv/lib/QtCore.so: undefined symbol: x", "mirabel"),
    ],
)
def test_where_files_lie_is_left_out_of_the_reason(said, told) -> None:
    reason = trial(says('{"qt": "6.1"}', fails=said)).reason

    assert reason
    assert told not in reason


def test_a_library_that_is_missing_is_named() -> None:
    seen = trial(says(fails="libEGL.so.1: cannot open shared object file"))

    assert (seen.qt, seen.opens) == ("", False)
    assert "libEGL.so.1" in seen.reason


def test_a_program_that_says_nothing_is_told_of() -> None:
    assert trial((*STARTS, "")).reason


def test_a_program_that_is_not_there_is_told_of() -> None:
    seen = trial(("/no/such/program",))

    assert not seen.opens
    assert seen.reason == "FileNotFoundError"
