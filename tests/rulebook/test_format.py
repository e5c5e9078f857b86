"""The guide for authors tells of every key that the reader of rulebooks asks for, and of no other."""

from __future__ import annotations

import json
import tomllib

import pytest

from app.rulebook import reading
from app.wording import rulebook_format
from app.wording.language import Language
from tests.making import rulebook_format as making

pytestmark = pytest.mark.heavy  # the book is read anew without each of its keys, and each two


@pytest.fixture(scope="module")
def found():
    return making.found()


def test_what_the_guide_knows_of_the_format_is_what_is_read(found) -> None:
    kept = making.PLACE.read_text(encoding="utf-8")

    assert kept == making.as_text(found), "run: python -m tests.making.rulebook_format"


def test_the_book_with_every_key_can_be_read() -> None:
    assert reading.read_rulebook(making.BOOK).id == "every-key"


def test_a_key_that_is_new_in_the_reader_is_noticed(monkeypatch) -> None:
    reads = reading.parts.read_perk

    def reads_more(table, sources):
        table.text("colour", optional=True)
        return reads(table, sources)

    monkeypatch.setattr(reading.parts, "read_perk", reads_more)

    with pytest.raises(AssertionError, match="has no perk with colour"):
        making.found()


@pytest.mark.parametrize("language", Language)
def test_every_key_has_its_meaning_in_every_language_and_no_meaning_is_left_over(language) -> None:
    said = rulebook_format.meanings(language)["keys"]
    wanted = {
        table["name"]: {key["key"] for key in table["keys"]} for table in rulebook_format.tables()
    }

    assert {name: set(keys) for name, keys in said.items()} == wanted


@pytest.mark.parametrize("language", Language)
def test_the_reference_has_a_line_for_each_key_of_each_table(language) -> None:
    lines = rulebook_format.reference(language).splitlines()

    for table in rulebook_format.tables():
        start = lines.index(f"### {rulebook_format.meanings(language)['tables'][table['name']]}")
        told = lines[start + 2 : start + 2 + len(table["keys"])]
        names = [key["key"] for key in table["keys"]]
        assert [line.split("`")[1] for line in told] == names


def test_what_is_needed_is_told_apart_from_what_may_be_left_out() -> None:
    facts = json.loads(making.PLACE.read_text(encoding="utf-8"))["tables"]
    rule = {key["key"]: key for table in facts if table["name"] == "rule" for key in table["keys"]}

    assert rule["measure"]["need"] == "needed"
    assert rule["lifetime"]["need"] == "optional"
    assert (rule["points"]["need"], rule["steps"]["need"]) == ("depends", "depends")
    assert (rule["pivot"]["need"], rule["pivot"]["with"]) == ("needed", ["contacts"])
    assert "contacts" not in rule["kinds"]["with"]


def test_the_book_that_is_asked_holds_nothing_twice_in_vain() -> None:
    book = tomllib.loads(making.BOOK.read_text(encoding="utf-8"))

    assert making.faults(book) == ()
