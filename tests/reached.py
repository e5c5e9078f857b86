"""The tests that a change reaches, nearest first: ``python -m tests.reached [--base REV] [--seconds N] [--list]``.

A test file is reached when something that it imports imports, directly or through others, a file
that changed; its distance is the number of imports between them. The nearest run first, and what
does not fit into the time is named: the whole gate (``sh packaging/test.sh``) is what a change has
to pass, this is for the minutes before.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 40
"""Time for the tests themselves: with pytest's start, and the end of what has begun, about a minute."""

_WORKERS = 2
_ALWAYS = "tests/architecture/test_house_rules.py"  # reads every source
_BY_HAND = (
    "tests/bench/",
    "tests/fuzz/",
    "tests/journeys/",
)  # slow, or a real window: not for the loop
_EXPIRED = "session-timeout"


def changed_files(base: str) -> set[str]:
    """Return the files that differ from ``base`` and those that git does not know yet."""
    since = _git("diff", "--name-only", "-z", base, "--")
    new = _git("ls-files", "--others", "--exclude-standard", "-z")
    return {name for name in (since + new).split("\0") if name}


def distances(changed: Iterable[str], imports: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Return how many imports lie between each file and the nearest changed one.

    Args:
        changed: Files, named from the root of the repository.
        imports: For each Python file the files that it imports, or reads by name.
    """
    importers = defaultdict(set)
    for importer, imported in imports.items():
        for name in imported:
            importers[name].add(importer)
    found = dict.fromkeys(changed, 0)
    edge = list(found)
    while edge:
        beyond = []
        for name in edge:
            for importer in importers[name] - found.keys():
                found[importer] = found[name] + 1
                beyond.append(importer)
        edge = beyond
    return found


def import_map() -> dict[str, frozenset[str]]:
    """Return for each Python file of the program and its tests the files that it stands on."""
    files = _git("ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    python = [
        name for name in files if name.endswith(".py") and name.startswith(("app/", "tests/"))
    ]
    resources = [name for name in files if name.startswith("resources/")]
    return {
        name: _stands_on(name, frozenset(resources)) for name in python if (ROOT / name).is_file()
    }


def reached_tests(changed: set[str]) -> list[tuple[int, str]]:
    """Return the test files that a change reaches, each behind its distance, nearest first."""
    found = distances(changed, import_map())
    return sorted(
        (distance, name)
        for name, distance in found.items()
        if Path(name).name.startswith("test_")
        and name.endswith(".py")
        and not name.startswith(_BY_HAND)
        and (ROOT / name).is_file()
    )


def _stands_on(name: str, resources: frozenset[str]) -> frozenset[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found |= _files_of(alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                found |= _files_of(f"{node.module}.{alias.name}") or _files_of(node.module)
    if name.startswith("tests/"):
        folder = Path(name).parent
        found |= {
            parent.joinpath("conftest.py").as_posix()
            for parent in (folder, *folder.parents)
            if (ROOT / parent / "conftest.py").is_file() and parent / "conftest.py" != Path(name)
        }
        # A test that names a resource stands on it; the program finds its resources through one module.
        found |= {one for one in resources if Path(one).stem in text}
    return frozenset(found - {name})


@cache
def _files_of(module: str) -> frozenset[str]:
    """Return the file of a dotted name, with the packages that are loaded on the way to it."""
    parts = module.split(".")
    if parts[0] not in {"app", "tests"}:
        return frozenset()
    place = Path(*parts)
    if (ROOT / place.with_suffix(".py")).is_file():
        return frozenset({place.with_suffix(".py").as_posix()})
    if (ROOT / place / "__init__.py").is_file():
        return frozenset({(place / "__init__.py").as_posix()})
    return frozenset()


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def main() -> int:
    """Run the reached tests for so many seconds; the exit status is pytest's, 0 where time was up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="HEAD", help="what the change is counted from")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="the time there is")
    parser.add_argument(
        "--list", action="store_true", help="only name the files, with their distance"
    )
    asked = parser.parse_args()
    reached = reached_tests(changed_files(asked.base))
    if asked.list or not reached:
        sys.stdout.writelines(f"{distance:3} {name}\n" for distance, name in reached)
        sys.stdout.write(
            f"{len(reached)} test files are reached by what changed since {asked.base}\n"
        )
        return 0
    return _run([name for _distance, name in reached], asked.seconds)


def _run(names: list[str], seconds: int) -> int:
    sys.stdout.write(f"{len(names)} test files are reached; the nearest first, {seconds} s\n")
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-x", "-n", str(_WORKERS), "--dist", "loadfile"),
        *("--session-timeout", str(seconds), *dict.fromkeys((_ALWAYS, *names))),
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONSAFEPATH": "1"}
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=seconds + 120,
    )
    sys.stdout.write(ended.stdout)
    if _EXPIRED in ended.stdout and " failed" not in ended.stdout:
        sys.stdout.write(
            "Time was up before all had run; none failed. The rest: sh packaging/dev.sh test\n"
        )
        return 0
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
