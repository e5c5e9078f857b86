"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import app
from app.front_door import VERBS
from tests.architecture.tree import ROOT, called, files_kept, imported, modules, named

TOP_LEVEL = {
    ".ci",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "README.md",
    "app",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}
SAYS_NOTHING = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}
ROOMS = {
    "__init__",
    "__main__",
    "assets",
    "audit",
    "cli",
    "domain",
    "explain",
    "front_door",
    "gui",
    "intake",
    "mirror",
    "outputs",
    "planning",
    "rulebook",
    "settings",
    "store",
    "wording",
    "workflow",
}
LONGEST = 700
LONGEST_GENERATED = {".lock", ".po", ".ambr", ".json", ".jsonl", ".csv", ".toml", ".svg"}
# Put together here, so that this file does not break its own rule.
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")))
PLACES_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~-])/(?:work|tmp|root|home/\w+|Users/\w+)/\w" + r"|[A-Z]:\\Users\\"
)
REGISTRIES = re.compile(
    "|".join(
        re.escape(first + "." + last)
        for first, last in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("docker", "io"),
            ("ghcr", "io"),
            ("conda", "anaconda.org"),
            ("registry", "npmjs.org"),
        )
    )
)
NEVER_CALLED = {
    "processEvents",
    "sleep",
    "terminate",
    "import_module",
    "__import__",
    "eval",
    "exec_",
}


def texts() -> list[tuple[Path, str]]:
    """Return every kept file that is text, with its text."""
    found = []
    for path in files_kept():
        try:
            found.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{named(path)}:{number}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_only_the_agreed_names_stand_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files_kept()} <= TOP_LEVEL


def test_only_the_agreed_rooms_stand_in_the_house() -> None:
    assert {
        path.relative_to(ROOT / "app").parts[0].removesuffix(".py") for path in modules("app")
    } <= ROOMS


def test_every_module_has_a_name_that_says_something() -> None:
    parts = {
        (part, named(path))
        for path in modules("app", "tests")
        for part in path.with_suffix("").parts
    }

    assert [where for part, where in parts if part.removeprefix("test_") in SAYS_NOTHING] == []


@pytest.mark.parametrize("folder", ["app", "tests", "packaging"])
def test_no_file_does_two_things(folder: str) -> None:
    long = {
        named(path): len(text.splitlines())
        for path, text in texts()
        if named(path).startswith(f"{folder}/") and path.suffix not in LONGEST_GENERATED
    }

    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_nothing_is_left_unfinished() -> None:
    assert lines_with(UNFINISHED) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert lines_with(PLACES_OF_ONE_MACHINE) == []


def test_no_file_names_a_registry() -> None:
    assert lines_with(REGISTRIES) == []


def test_nothing_waits_blindly_or_loads_by_a_hidden_name() -> None:
    assert {
        named(path): found for path in modules("app") if (found := called(path) & NEVER_CALLED)
    } == {}


def test_every_module_tells_what_it_is_for() -> None:
    silent = [
        named(path)
        for path in modules("app")
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "# -*-", 'r"""'))
    ]

    assert silent == []


def test_presenters_know_no_qt() -> None:
    qt = {"PySide6", "shiboken6", "pyqtgraph", "qtawesome"}
    knowing = {
        named(path): sorted(name for name in imported(path) if name.partition(".")[0] in qt)
        for path in modules("app")
        if path.name == "presenter.py"
    }

    assert {name: found for name, found in knowing.items() if found} == {}


def test_no_part_of_a_package_reaches_for_the_network() -> None:
    # Import contracts name whole packages; these are parts of packages that are welcome.
    parts = ("PySide6.QtNetwork", "PySide6.QtWeb", "urllib.request", "urllib.robotparser")
    reaching = {
        named(path): sorted(name for name in imported(path) if name.startswith(parts))
        for path in modules("app")
    }

    assert {name: found for name, found in reaching.items() if found} == {}


def test_every_opening_of_duckdb_forbids_it_to_fetch_extensions() -> None:
    # Left alone, it downloads what a query needs (httpfs, excel) without asking.
    opening = {
        named(path): path.read_text(encoding="utf-8")
        for path in modules("app")
        if any(name.partition(".")[0] == "duckdb" for name in imported(path))
        and "duckdb.connect(" in path.read_text(encoding="utf-8")
    }

    assert opening
    assert [
        name for name, text in opening.items() if "autoinstall_known_extensions" not in text
    ] == []


def test_the_changes_tell_of_this_version() -> None:
    changes = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")

    assert "## [Unreleased]" in changes or f"## [{app.__version__}]" in changes


def test_the_window_toolkit_is_pinned() -> None:
    # 6.12.0 aborts on Python 3.11; a newer one is to be tried by hand first.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert "pyside6-essentials==6.11.3" in project["dependencies"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_the_locks_hold_no_address_and_nothing_for_graphics_cards(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8").lower()

    assert not re.search(r"https?://|--(extra-)?index|--find-links", text)
    assert not re.search(r"^(torch|nvidia|cuda|triton)", text, re.MULTILINE)


def test_every_dependency_is_locked_at_the_same_version_for_use_and_for_tests() -> None:
    def versions(lock: str) -> set[str]:
        text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9-]+==[^ \\]+)", text, re.MULTILINE))

    assert versions("requirements.lock") <= versions("requirements-test.lock")


def test_every_verb_has_a_schema_of_what_it_prints() -> None:
    schemas = {path.name for path in (ROOT / "resources" / "schemas").glob("*.schema.json")}

    assert {verb for verb in VERBS if not any(name.startswith(verb) for name in schemas)} == set()


def test_labels_are_made_in_one_place_which_shows_text_as_text() -> None:
    # A plain QLabel guesses at markup, so a name from a file could draw pictures.
    making = [named(path) for path in modules("app") if "QLabel" in called(path)]

    assert making == []


READS_MARKUP = {
    # A text of a file in one of these could draw pictures, open files and ask other computers.
    "setToolTip": {"app/gui/shared/tips.py"},
    "showText": {"app/gui/shared/tips.py"},
    "setWhatsThis": set(),
    "setStatusTip": set(),
    "setHtml": {"app/gui/paper.py"},
    "setMarkdown": {"app/gui/guides_dialog.py"},
    "insertHtml": set(),
    "QTextDocument": {"app/gui/guides_dialog.py"},  # its page loads nothing
    "QTextBrowser": set(),
    "QTextEdit": set(),
    "QMessageBox": {"app/gui/asking.py"},
    "QErrorMessage": set(),
    "QInputDialog": set(),
    "QProgressDialog": set(),
    "QGraphicsTextItem": set(),
    "TextItem": set(),  # pyqtgraph's take HTML
    "LabelItem": set(),
    "InfLineLabel": set(),
    "setLabel": set(),
    "Markup": {"app/wording/audit_sheet.py"},  # drawings that our own template made
}


def test_what_reads_markup_is_used_in_one_place_each() -> None:
    using = {
        name: {named(path) for path in modules("app") if name in called(path)}
        for name in READS_MARKUP
    }

    assert {name: places for name, places in using.items() if places - READS_MARKUP[name]} == {}


def test_every_model_that_gives_tips_gives_them_as_plain_text() -> None:
    giving = [path for path in modules("app") if "ToolTipRole" in path.read_text(encoding="utf-8")]

    assert giving
    assert [named(path) for path in giving if "tip" not in called(path)] == []


def test_templates_escape_all_that_they_are_given() -> None:
    templates = [path for path in files_kept() if path.suffix == ".j2"]

    assert templates
    trusting = re.compile(r"\|\s*safe|autoescape\s+false")
    assert [named(path) for path in templates if trusting.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("script", ["setup.sh", "run.sh", "test.sh", "lock.sh"])
def test_every_script_is_read_by_a_plain_shell(script: str) -> None:
    read = subprocess.run(
        ["sh", "-n", str(ROOT / "packaging" / script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert (read.returncode, read.stderr) == (0, "")


def test_build_actions_are_pinned_by_the_hash_of_their_commit() -> None:
    pinned = re.compile(r"\s*-? *uses: [\w./-]+@[0-9a-f]{40}  # v[0-9]+(\.[0-9]+)*")
    files = [*(ROOT / ".github").rglob("*.yml"), *(ROOT / ".github").rglob("*.yaml")]
    used = [
        line for file in files for line in file.read_text("utf-8").splitlines() if "uses:" in line
    ]

    assert used
    assert [line for line in used if not pinned.fullmatch(line)] == []
