"""Rulebooks are found by the id of a shipped one or by the path of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import assets
from app.domain.errors import UsageError
from app.rulebook import library
from tests.rulebook.books import WHOLE, changed


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two shipped books, a file each."""
    (tmp_path / "rulebooks").mkdir()
    (tmp_path / "rulebooks" / "small-book.toml").write_text(WHOLE, "utf-8")
    other = changed('id = "small-book"', 'id = "another"')
    (tmp_path / "rulebooks" / "another.toml").write_text(other, "utf-8")
    monkeypatch.setattr(assets, "root", lambda: tmp_path)
    library.shipped.cache_clear()
    yield tmp_path
    library.shipped.cache_clear()


@pytest.mark.usefixtures("shelf")
def test_the_shipped_books_come_in_order_of_their_ids() -> None:
    assert [book.id for book in library.shipped()] == ["another", "small-book"]


@pytest.mark.usefixtures("shelf")
def test_a_shipped_book_is_found_by_its_id() -> None:
    assert library.find("small-book").id == "small-book"
    assert library.find("another", "operator").variant == "operator"


def test_a_book_is_found_by_its_path(shelf: Path) -> None:
    file = shelf / "mine.toml"
    file.write_text(WHOLE, "utf-8")

    assert library.find(str(file)).id == "small-book"


@pytest.mark.usefixtures("shelf")
def test_an_unknown_book_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no rulebook nothing.*: another, small-book"):
        library.find("nothing")


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "", "."])
def test_a_name_that_no_system_takes_is_unknown_too(name: str) -> None:
    with pytest.raises(UsageError, match="There is no rulebook"):
        library.find(name)


def test_every_shipped_book_has_the_id_it_is_found_by() -> None:
    library.shipped.cache_clear()
    for book in library.shipped():
        assert library.find(book.id) == book
