"""What nobody caught: told once in a plain sentence, with its place and without a value."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThreadPool, QTimer, QtMsgType, qWarning

from app.domain.errors import WhyscoreError
from app.gui.mishaps import Mishaps
from app.gui.session import said

VALUE = "Mei 13 rue de la Paix"


@pytest.fixture
def told(qapp):
    """Listen to what nobody catches, and hand over what the reader was told."""
    heard: list[tuple[str, str]] = []
    listening = Mishaps(lambda heading, text: heard.append((heading, text)), qapp)
    yield heard
    listening.end()
    listening.deleteLater()


def blunder() -> None:
    raise ValueError(VALUE)


def in_a_slot() -> None:
    QTimer.singleShot(0, blunder)


def in_a_thread_of_python() -> None:
    thread = threading.Thread(target=blunder)
    thread.start()
    thread.join()


def in_the_pool() -> None:
    QThreadPool.globalInstance().start(blunder)
    QThreadPool.globalInstance().waitForDone()


@pytest.mark.parametrize("raised", [in_a_slot, in_a_thread_of_python, in_the_pool])
def test_what_nobody_caught_is_told_without_its_values(raised, told, qtbot, capsys) -> None:
    raised()
    qtbot.waitUntil(lambda: bool(told), timeout=5000)

    ((heading, text),) = told
    assert heading == "Whyscore made a mistake"
    assert "test_mishaps.py, line" in text
    assert "ValueError" not in text
    written = capsys.readouterr().err
    assert "ValueError in test_mishaps.py, line" in written
    assert VALUE not in text + written
    assert "Traceback" not in written


def test_the_same_mistake_is_told_once(told, qtbot, capsys) -> None:
    written = []

    def thrice() -> bool:
        written.append(capsys.readouterr().err)
        return "".join(written).count("ValueError") == 3

    for _each in range(3):
        in_a_slot()
    qtbot.waitUntil(thrice, timeout=5000)
    qtbot.waitUntil(lambda: bool(told), timeout=5000)

    assert len(told) == 1


def test_what_is_raised_as_something_is_taken_apart_is_written_without_its_values(
    told, capsys
) -> None:
    class Goes:
        def __del__(self) -> None:
            raise ValueError(VALUE)

    one = Goes()
    del one

    written = capsys.readouterr().err
    assert "ValueError in test_mishaps.py" in written
    assert VALUE not in written
    assert not told


@pytest.mark.usefixtures("told")
def test_qt_says_of_what_part_it_complains_and_nothing_of_a_file(capsys) -> None:
    qWarning(f"cannot open {VALUE}")

    written = capsys.readouterr().err
    assert QtMsgType.QtWarningMsg.name in written
    assert VALUE not in written


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (WhyscoreError("That day is none."), "That day is none."),
        (OSError(28, "No space left on device", VALUE), "No space left on device"),
        (MemoryError(), "not enough memory"),
        (ValueError(VALUE), "made a mistake here"),
        (KeyError(VALUE), "made a mistake here"),
    ],
)
def test_no_page_shows_the_name_of_an_error_nor_what_it_quotes(error, expected) -> None:
    shown = said(error)

    assert expected in shown
    assert type(error).__name__ not in shown
    assert VALUE not in shown
