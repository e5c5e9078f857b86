"""A verb leads to the terminal, anything else to the window, and nobody sees a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from app import front_door
from app.domain.errors import UsageError
from app.domain.lent import Lent


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[str]]]:
    """Put a terminal behind the door that answers as told."""

    def answering(answer: int | BaseException = 0) -> list[list[str]]:
        heard: list[list[str]] = []

        def run(words: list[str], lent: Lent) -> int:
            assert callable(lent.print_pdf)
            assert callable(lent.see_window)
            heard.append(words)
            if isinstance(answer, BaseException):
                raise answer
            return answer

        module = ModuleType("app.cli.main")
        module.run = run
        monkeypatch.setitem(sys.modules, "app.cli", ModuleType("app.cli"))
        monkeypatch.setitem(sys.modules, "app.cli.main", module)
        return heard

    return answering


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Put a window behind the door that only notes which files it was asked for."""
    opened: list[list[str]] = []

    def open_window(files: list[str]) -> int:
        opened.append(files)
        return 0

    module = ModuleType("app.gui.launch")
    module.open_window = open_window
    monkeypatch.setitem(sys.modules, "app.gui", ModuleType("app.gui"))
    monkeypatch.setitem(sys.modules, "app.gui.launch", module)
    return opened


@pytest.mark.parametrize("words", [["explain", "mei.zip"], ["--help"], ["--version"], ["explian"]])
def test_a_verb_an_option_or_a_misspelt_verb_leads_to_the_terminal(
    words: list[str], terminal: Callable[..., list[list[str]]]
) -> None:
    heard = terminal(1)

    assert front_door.main(words) == 1
    assert heard == [words]


@pytest.mark.parametrize("words", [[], ["mei.zip"], ["folder/mei"], ["a.csv", "b.csv"]])
def test_anything_else_leads_to_the_window(words: list[str], window: list[list[str]]) -> None:
    assert front_door.main(words) == 0
    assert window == [words]


def test_a_folder_without_a_dot_in_its_name_is_opened_too(
    tmp_path: Path, window: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mei").mkdir()
    monkeypatch.chdir(tmp_path)

    assert front_door.main(["mei"]) == 0
    assert window == [["mei"]]


def test_without_a_display_no_window_is_tried(
    window: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert front_door.main([]) == 2
    assert window == []
    assert "whyscore explain FILE" in capsys.readouterr().err


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)

    assert front_door.has_display()


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (UsageError("--since lies\nafter --at."), 2, "--since lies after --at.\n"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.zip"), 2, "a.zip: No such file\n"),
        (OSError(), 2, "whyscore: OSError\n"),
        (SystemExit(), 0, ""),
        (SystemExit(1), 1, ""),
        (SystemExit("no such verb"), 2, "no such verb\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(
    answer: BaseException,
    status: int,
    said: str,
    terminal: Callable[..., list[list[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal(answer)

    assert front_door.main(["explain"]) == status
    assert capsys.readouterr().err == said


def test_a_mistake_of_ours_tells_its_kind_and_place_but_no_value(
    terminal: Callable[..., list[list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(KeyError("a name that must not be seen"))

    assert front_door.main(["explain"]) == 2
    said = capsys.readouterr().err
    assert "KeyError in test_front_door.py, line" in said
    assert "must not be seen" not in said
    assert said.count("\n") == 1


def whyscore(words: Sequence[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "app", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **options,
    )


def test_a_reader_who_leaves_early_is_no_trouble() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "app", "--help"],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)

    assert ended.returncode == front_door.NOBODY_READS
    assert ended.stderr == ""


def test_the_door_knows_the_verbs_of_the_terminal() -> None:
    said = whyscore(["--help"]).stdout

    for verb in front_door.VERBS:
        assert verb in said, verb


def test_the_terminal_loads_neither_qt_nor_what_only_the_window_needs() -> None:
    script = (
        "import sys; from app.front_door import main; main(['--version']); "
        "print(sorted({'PySide6', 'pyqtgraph', 'qtawesome', 'duckdb', 'scipy'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-P", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ended.stdout.splitlines()[-1] == "[]", ended.stderr


def test_the_version_is_told() -> None:
    import app

    assert app.__version__ in whyscore(["--version"]).stdout
