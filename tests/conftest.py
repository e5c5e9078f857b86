"""What every test stands on: no screen, no settings of the developer's, repeatable chance."""

from __future__ import annotations

import os
from pathlib import Path

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from app.wording import language

ROOT = Path(__file__).resolve().parent.parent

STILL = "longest time that the window stood still"
"""Property of a test: what a journey tells of it. It is printed, and never asserted."""

_NEEDS_NO_WATCHING = (
    "tests/architecture/",
    "tests/cli/test_conformance",
    "tests/cli/test_guides",
    "tests/cli/test_history",
    "tests/cli/test_main",
    "tests/cli/test_people",
    "tests/cli/test_rulebook",
    "tests/cli/test_sample",
    "tests/store/test_kills",
    "tests/store/test_trouble",
)
"""Tests whose share of the core others reach as well."""

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=40,  # the gate has ten minutes; derandomized, more of them would find no more
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search", parent=settings.get_profile("ci"), derandomize=False, max_examples=300
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def _no_one_s_home(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Keep the tests away from the developer's own settings, data and caches."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> object:
    """Make Qt's one application before a test that prints makes a lesser one without widgets."""
    return qapp


@pytest.fixture(autouse=True)
def _english() -> object:
    """Speak English at the start of each test, whatever the one before spoke."""
    language.use(language.Language.ENGLISH)
    yield
    language.use(language.Language.ENGLISH)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real sample files and expected results beside the checkout."""
    place = ROOT.parent / "shared"
    if not place.is_dir():
        pytest.skip("the folder of shared samples is not beside this checkout")
    return place


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort out what coverage need not watch: the window is not measured, and laws take long.

    Watching costs half as much time again. What the core is asked for is reached without these:
    what reads the sources runs nothing of the core, and what starts a program is not seen by it.
    """
    for item in items:
        is_law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        heavy = is_law or item.get_closest_marker("heavy") is not None
        heavy = heavy or item.path.relative_to(ROOT).as_posix().startswith(_NEEDS_NO_WATCHING)
        if _shares_a_fixture(item):  # made once, not by each of pytest's workers
            item.add_marker(pytest.mark.xdist_group(item.path.as_posix()))
        if heavy or "qtbot" in getattr(item, "fixturenames", ()) or _speaks_qt(item):
            item.add_marker("unwatched")


def _shares_a_fixture(item: pytest.Item) -> bool:
    """Tell whether a test stands on something that is made once for its whole module."""
    info = getattr(item, "_fixtureinfo", None)
    made = info.name2fixturedefs.values() if info else ()
    return any(one[-1].scope == "module" for one in made if one)


def _speaks_qt(item: pytest.Item) -> bool:
    """Tell whether a test's module names something of Qt."""
    module = getattr(item, "module", None)
    named = vars(module).values() if module else ()
    return any(str(getattr(one, "__module__", "")).startswith("PySide6") for one in named)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how long the window stood still in each step of the journeys, also where all passed."""
    told = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "teardown"
        for name, value in report.user_properties
        if name == STILL
    ]
    if told:
        terminalreporter.section(STILL)
        for line in told:
            terminalreporter.write_line(str(line))


@pytest.fixture(scope="session")
def qapp(qapp):
    """Wear Qt's style as the program does, once: widgets that are still there hold on to the old one."""
    qapp.setStyle("Fusion")
    return qapp
