"""Each import contract catches a violation planted in a small house of the same plan."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

PACKAGES = (
    "audit",
    "cli",
    "domain",
    "explain",
    "gui",
    "gui/charts",
    "gui/pages",
    "gui/pages/breakdown",
    "gui/pages/overview",
    "gui/shared",
    "intake",
    "intake/formats",
    "mirror",
    "outputs",
    "planning",
    "rulebook",
    "store",
    "wording",
    "workflow",
)
MODULES = (
    "__main__",
    "assets",
    "front_door",
    "intake/formats/alipay_bill",
    "intake/formats/score_package",
    "settings",
)
PLANTED = (
    # contract, module, what it imports
    ("layers", "domain/score.py", "import app.mirror"),
    ("layers", "mirror/scoring.py", "import app.explain"),
    ("layers", "gui/window.py", "import app.cli"),
    ("layers", "store/tables.py", "import app.intake"),
    ("layers", "attic.py", ""),
    ("faces", "cli/explain.py", "import app.mirror"),
    ("faces", "gui/window.py", "import app.rulebook"),
    ("faces", "cli/audit.py", "import app.audit"),
    ("qt", "mirror/scoring.py", "import PySide6.QtCore"),
    ("qt", "workflow/explaining.py", "import qtawesome"),
    ("qt", "audit/running.py", "import PySide6.QtCore"),
    ("qt", "cli/explain.py", "import app.cli.pictures"),
    ("charts", "gui/pages/overview/view.py", "import pyqtgraph"),
    ("charts", "gui/window.py", "import pyqtgraph"),
    ("sql", "workflow/people.py", "import sqlalchemy"),
    ("sql", "gui/window.py", "import keyring"),
    ("cluster", "audit/running.py", "import distributed"),
    ("cluster", "workflow/auditing.py", "from dask import config"),
    ("no-network", "intake/reading.py", "import socket"),
    ("no-network", "gui/window.py", "from http import client"),
    ("pages", "gui/pages/overview/view.py", "import app.gui.pages.breakdown"),
    ("formats", "intake/formats/alipay_bill.py", "import app.intake.formats.score_package"),
    ("no-circles", "mirror/scoring.py", "import app.mirror.measures"),
)
BESIDES = {  # what has to stand there for the violation to be one
    "cli/explain.py": ("cli/pictures.py", "import PySide6.QtCore"),
    "mirror/scoring.py": ("mirror/measures.py", "import app.mirror.scoring"),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with our plan of rooms, all empty, and our contracts."""
    for name in ("", *PACKAGES):
        folder = tmp_path / "app" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    for name in MODULES:
        (tmp_path / "app" / f"{name}.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check(house: Path, *options: str) -> subprocess.CompletedProcess[str]:
    # -P and an own path: the small house must be found, not the one under test.
    start = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command"
    return subprocess.run(
        [sys.executable, "-P", "-c", f"{start}; lint_imports_command()", "--no-cache", *options],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_house_without_violations_keeps_every_contract(house: Path) -> None:
    answer = check(house)

    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(("contract", "module", "planted"), PLANTED)
def test_a_planted_violation_is_caught(
    house: Path, contract: str, module: str, planted: str
) -> None:
    if module in BESIDES and BESIDES[module][0].removesuffix(".py").replace("/", ".") in planted:
        name, text = BESIDES[module]
        (house / "app" / name).write_text(text, encoding="utf-8")
    (house / "app" / module).write_text(planted, encoding="utf-8")

    answer = check(house, "--contract", contract)

    assert answer.returncode == 1, answer.stdout
    assert "BROKEN" in answer.stdout, answer.stdout


def test_every_room_of_the_core_stands_in_the_contracts_that_guard_it() -> None:
    # import-linter takes no room that does not exist yet, so a new one has to be added by hand.
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = {contract["id"]: contract for contract in tool["importlinter"]["contracts"]}
    rooms = {f"app.{path.parent.name}" for path in (ROOT / "app").glob("*/__init__.py")}
    files = {f"app.{path.stem}" for path in (ROOT / "app").glob("*.py")} - {
        "app.__init__",
        "app.__main__",
        "app.front_door",  # opens the window, so it reaches Qt
    }
    spoken_to = {"app.cli", "app.gui", "app.domain", "app.outputs", "app.wording", "app.workflow"}

    assert set(contracts["faces"]["forbidden_modules"]) == rooms - spoken_to
    assert set(contracts["qt"]["source_modules"]) == (rooms | files) - {"app.gui"}
    assert tool["coverage"]["run"]["source"] == ["app"]
