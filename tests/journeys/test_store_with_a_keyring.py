"""The same way with a real Secret Service: its key opens the store, and no question is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 100  # seconds; a bound, not an expectation

JOURNEY = """
import sys
from pathlib import Path
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from app.gui.kept import Door
from app.gui.launch import made_application, made_window
from app.gui.window import PREVIEW
from app.settings import Settings
from app.workflow.reading import sample_person

application = made_application()
folder = Path(sys.argv[1])

def until(holds):
    deadline = QDeadlineTimer(60_000)
    while not holds():
        assert not deadline.hasExpired(), "it took too long"
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

def sitting():
    window = made_window(application, Settings(), keeps=False, store=folder)
    window.show()
    window.house.keeping.begin(reopens=True)
    until(lambda: window.house.state.door is not Door.UNKNOWN and window.house.keeping.turns.idle)
    return window

def settled(window):
    until(lambda: window.session.explanation is not None and window.house.keeping.turns.idle)
    return window.session.explanation.to.score.published

first = sitting()
assert first.house.state.place.keyring, first.house.state.place.why_no_keyring
first.open_files([sample_person()])
until(lambda: PREVIEW in first._pages and first.stack.currentWidget() is first._pages[PREVIEW])
first._pages[PREVIEW].kept.emit()
score = settled(first)
assert not first.house.state.place.by_passphrase
first.close()

second = sitting()
assert settled(second) == score
second.house.upkeep.erase(None)
until(lambda: second.house.state.door is Door.NONE and second.house.keeping.turns.idle)
second.close()
assert not [path for path in folder.rglob("*.db")]
print("kept, gone on with, erased")
"""


@pytest.fixture
def secret_service() -> list[str]:
    for tool in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed: no real Secret Service to try")
    start = "printf 'test' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "
    return ["dbus-run-session", "--", "sh", "-c", start + '"$@"', "sh"]


def test_the_keyring_s_key_opens_the_store_without_a_question(secret_service, tmp_path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"
    }
    homes = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME")}
    for place in homes.values():
        Path(place).mkdir()

    done = subprocess.run(
        [*secret_service, sys.executable, "-c", JOURNEY, str(tmp_path / "store")],
        cwd=ROOT,
        env=environment | homes | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    assert "kept, gone on with, erased" in done.stdout
