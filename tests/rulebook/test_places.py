"""Each key is found at the line where a reader would look for it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.rulebook.places import KeyPath, Places

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "conformance"

TEXT = """\
# a comment
format = 1
"quoted \\u0041" = 2
a.b.'c d' = 3

[table]
inline = { one = 1, "two" = { three = 3 } }
list = [
    1,
    # a comment
    [2, 3],
    { key = 4 },
]

[[entry]]
id = "first"

[entry.sub]
key = 5

[[entry]]
id = "second"
[[entry.part]]
x = 1
[[entry.part]]
x = 2
[other.deep]
y = "${z}"
text = '''
[not.a.table]
'''
last = 1
"""

LINES: dict[KeyPath, int] = {
    (): 1,
    ("format",): 2,
    ("quoted A",): 3,
    ("a",): 4,
    ("a", "b", "c d"): 4,
    ("table",): 6,
    ("table", "inline", "two", "three"): 7,
    ("table", "list", 0): 9,
    ("table", "list", 1, 1): 11,
    ("table", "list", 2, "key"): 12,
    ("entry",): 15,
    ("entry", 0): 15,
    ("entry", 0, "sub", "key"): 19,
    ("entry", 1, "id"): 22,
    ("entry", 1, "part", 1, "x"): 26,
    ("other", "deep", "y"): 28,
    ("other", "deep", "last"): 32,
}


@pytest.mark.parametrize("path", LINES, ids=str)
def test_a_key_is_found_at_its_line(path: KeyPath) -> None:
    assert Places(TEXT).line(path) == LINES[path]


def test_what_is_not_there_is_found_at_its_nearest_parent() -> None:
    places = Places(TEXT)

    assert places.line(("entry", 1, "title", "en")) == 21
    assert places.line(("nothing", 7)) == 1


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared conformance cases are not here")
def test_every_key_of_the_longest_real_books_is_found_where_its_own_name_stands() -> None:
    books = sorted(REAL.glob("*/*.toml"), key=lambda path: path.stat().st_size)[-6:]
    for book in books:
        text = book.read_text("utf-8")
        lines, places = text.split("\n"), Places(text)
        for path in _keys(tomllib.loads(text)):
            line = lines[places.line(path) - 1]
            named = next(part for part in reversed(path) if isinstance(part, str))
            assert named in line, (book.parent.name, path, line)


def _keys(value: object, here: KeyPath = ()) -> list[KeyPath]:
    found: list[KeyPath] = []
    if isinstance(value, dict):
        for key, part in value.items():
            found += [(*here, key), *_keys(part, (*here, key))]
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found += _keys(part, (*here, number))
    return found


@pytest.mark.parametrize("text", ["[", "[[", "= 1", "a.. = 1", '"\\q" = 1', "[]\nx = 1", "x = [,"])
def test_a_text_that_is_no_toml_still_has_lines(text: str) -> None:
    assert Places(text).line(("x", 1)) >= 1


def test_a_comment_behind_a_value_hides_nothing_of_it() -> None:
    places = Places("a = {\n} # one\nb = [\n1,\n{ c = 2 }] # two\n")

    assert places.line(("b", 1, "c")) == 5
    written = places.written(("b", 1, "c"))
    assert (written.before, written.inline) == ("", True)
    assert places.written(("b", 2)) is None
