"""Single values change; every other byte of the author's file stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rulebook.editing import Edits, toml

TEXT = """\
# größer
a = { value = 1, low = 0 } # one
b.value = 2
b.low = 1 # two
"q u".value = 3
[[t]]
x = "é" # three
[t.n]
value = 4
"""


def test_a_value_changes_and_nothing_else() -> None:
    edits = Edits(TEXT)
    edits.replace(("t", 0, "x"), "ü")

    assert edits.text() == TEXT.replace('"é"', '"ü"')


def test_a_number_is_said_anew_in_its_own_form() -> None:
    edits = Edits(TEXT)
    for path in (("a",), ("b",), ("q u",), ("t", 0, "n")):
        edits.replace_number(path, {"value": 9, "low": 8, "basis": "fitted"})
    found = tomllib.loads(edits.text())
    said = {"value": 9, "low": 8, "basis": "fitted"}

    assert [found["a"], found["b"], found["q u"], found["t"][0]["n"]] == [said] * 4
    for comment in ("# größer", "# one", "# two", "# three"):
        assert comment in edits.text()


@pytest.mark.parametrize("path", [("c",), ("t", 1, "x"), ("t", 0, "n", "low")])
def test_what_is_not_there_cannot_be_changed(path) -> None:
    edits = Edits(TEXT)

    with pytest.raises(KeyError):
        edits.replace(path, 1)
    with pytest.raises(KeyError):
        edits.replace_number(path, {"value": 1})


def test_a_table_is_added_at_the_end_with_what_there_is_to_note() -> None:
    edits = Edits(TEXT.rstrip("\n"))
    edits.append("t", 1, {"x": "new"}, "why")

    assert tomllib.loads(edits.text())["t"][1] == {"x": "new"}
    assert edits.text() == TEXT + '\n# why\n[[t]]\nx = "new"\n'


@given(value=st.text(st.characters(exclude_categories=["Cs"])) | st.floats(-1e12, 1e12))
def test_what_is_written_is_read_back(value) -> None:
    assert tomllib.loads(f"x = {toml(value)}")["x"] == value
