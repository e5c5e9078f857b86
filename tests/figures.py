"""The figures of the house: ``python -m tests.figures``.

Lines and files a room, and the signs of a plan that no longer fits: names that stand twice,
contracts with one party, modules that one sibling alone imports. Nothing is asserted here; what
must hold stands in ``tests/architecture``.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.tree import ROOT, modules, named, parsed

QT = {"PySide6", "shiboken6", "pyqtgraph", "qtawesome"}
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(path: Path) -> str:
    """Return the dotted name of a Python file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def app_modules() -> dict[str, Path]:
    """Return the program's modules by their dotted names."""
    return {module_name(path): path for path in modules("app")}


def rooms() -> dict[str, tuple[int, int]]:
    """Return for each room its files and its lines; a room of the window counts by itself too."""
    found: dict[str, list[int]] = defaultdict(list)
    for path in modules("app"):
        parts = path.relative_to(ROOT).parts
        lines = len(path.read_text(encoding="utf-8").splitlines())
        found["app"].append(lines)
        if len(parts) > 2:
            found["/".join(parts[:2])].append(lines)
        if len(parts) > 3 and parts[1] == "gui":
            found["/".join(parts[:3])].append(lines)
    return {room: (len(lines), sum(lines)) for room, lines in sorted(found.items())}


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    """Return every class of the program, behind the file that it stands in."""
    for path in modules("app"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                yield path, node


def is_protocol(node: ast.ClassDef) -> bool:
    """Tell whether a class says only what others have to offer."""
    return any(_last_name(base) == "Protocol" for base in node.bases)


def dataclasses() -> int:
    """Count the classes that are dataclasses."""
    return sum(
        any(_last_name(mark) == "dataclass" for mark in node.decorator_list)
        for _path, node in classes()
    )


def repeated_class_names() -> dict[str, int]:
    """Return the names that more than one class bears."""
    names = Counter(node.name for _path, node in classes())
    return {name: count for name, count in sorted(names.items()) if count > 1}


def protocols_with_one_party() -> list[str]:
    """Return the protocols outside ``domain`` that exactly one class of the program fulfils.

    A class fulfils a protocol when it has, by itself or through its bases, all that is asked for.
    """
    by_name = {node.name: node for _path, node in classes() if not is_protocol(node)}
    offers = {name: _offered(node, by_name) for name, node in by_name.items()}
    found = []
    for path, node in classes():
        asked = _members(node)
        if not is_protocol(node) or named(path).startswith("app/domain/") or not asked:
            continue
        if sum(asked <= offered for offered in offers.values()) == 1:
            found.append(f"{named(path)}:{node.name}")
    return found


def modules_of_one_sibling() -> list[str]:
    """Return the modules that exactly one other imports, which lies in the same folder."""
    importers: dict[str, set[str]] = defaultdict(set)
    for name in app_modules():
        for other in imports_of(name, late=True):
            importers[other].add(name)
    return sorted(
        name
        for name, by in importers.items()
        if len(by) == 1 and next(iter(by)).rpartition(".")[0] == name.rpartition(".")[0]
    )


def late_imports() -> list[str]:
    """Return the functions that do nothing but import something and hand it on."""
    found = []
    for path in modules("app"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, DEFINITIONS):
                body = [line for line in node.body if not _is_docstring(line)]
                imports = [line for line in body if isinstance(line, ast.Import | ast.ImportFrom)]
                if (
                    imports
                    and len(body) == len(imports) + 1
                    and isinstance(body[-1], ast.Return | ast.Expr)
                ):
                    found.append(f"{named(path)}:{node.name}")
    return found


def presenters_that_load_qt() -> list[str]:
    """Return the presenters that load Qt themselves or through what they import."""
    return [
        name
        for name in app_modules()
        if name.startswith("app.gui.pages.") and name.endswith("presenter") and loads_qt(name)
    ]


def loads_qt(name: str) -> bool:
    """Tell whether importing a module loads Qt."""
    seen = {name}
    edge = [name]
    while edge:
        for other in imports_of(edge.pop(), late=False):
            if other.partition(".")[0] in QT:
                return True
            if other in app_modules() and other not in seen:
                seen.add(other)
                edge.append(other)
    return False


@cache
def imports_of(name: str, *, late: bool) -> frozenset[str]:
    """Return the modules that one imports; with ``late`` also those within functions.

    An import loads the packages on the way to it, which is what ``late=False`` follows.
    """
    tree = parsed(app_modules()[name])
    nodes = ast.walk(tree) if late else _at_once(tree)
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            within = {one for one in whole if one in app_modules()}
            found |= within or {node.module}
    if not late:
        found |= {
            ".".join(parts[:count])
            for parts in (one.split(".") for one in found)
            for count in range(1, len(parts))
        }
    return frozenset(found - {name})


def _at_once(tree: ast.Module) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, DEFINITIONS):
            continue
        if isinstance(node, ast.If) and _last_name(node.test) == "TYPE_CHECKING":
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def _offered(node: ast.ClassDef, by_name: dict[str, ast.ClassDef]) -> set[str]:
    found = _members(node)
    for base in node.bases:
        parent = by_name.get(_last_name(base))
        if parent is not None and parent is not node:
            found |= _offered(parent, by_name)
    return found


def _members(node: ast.ClassDef) -> set[str]:
    found = set()
    for line in ast.walk(node):
        if isinstance(line, DEFINITIONS):
            found.add(line.name)
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name | ast.Attribute):
            found.add(_last_name(line.target))
        elif isinstance(line, ast.Assign):
            found.update(_last_name(one) for one in line.targets)
    return found - {"__init__", ""}


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return _last_name(inner)
        case _:
            return ""


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def main() -> None:
    """Print every figure."""
    out = sys.stdout
    out.write(f"{'room':28} {'files':>6} {'lines':>8}\n")
    for room, (files, lines) in rooms().items():
        out.write(f"{room:28} {files:6} {lines:8,}\n")
    listed = (
        (
            "class names that stand more than once",
            [f"{n} x {c}" for n, c in repeated_class_names().items()],
        ),
        ("protocols with one implementation, outside domain", protocols_with_one_party()),
        ("modules that exactly one sibling imports", modules_of_one_sibling()),
        ("functions whose purpose is a late import", late_imports()),
        ("presenters that load Qt", presenters_that_load_qt()),
    )
    protocols = sum(is_protocol(node) for _path, node in classes())
    out.write(
        f"\nclasses {sum(1 for _ in classes())}, of them dataclasses {dataclasses()}, protocols {protocols}\n"
    )
    for title, names in listed:
        out.write(f"{title}: {len(names)}\n")
        if "--names" in sys.argv:
            out.writelines(f"    {name}\n" for name in names)


if __name__ == "__main__":
    main()
