from __future__ import annotations

import re

import pytest

from app import __version__

HASH = re.compile(r"\b[0-9a-f]{12}(?:[0-9a-f]{52})?\b")


def settled(text):
    """Return a text without what changes from release to release."""
    return HASH.sub("(hash)", text.replace(__version__, "(version)"))


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_the_explanation_on_the_terminal_looks_as_agreed(
    whyscore, person, book, language, snapshot
):
    words = ("--rulebook", book, "--lang", language)

    assert settled(whyscore("explain", person, *words, status=0).out) == snapshot


def test_the_change_statement_on_the_terminal_looks_as_agreed(whyscore, person, book, snapshot):
    words = ("--rulebook", book, "--since", "2016-01-15", "--aside", "b1")

    assert settled(whyscore("explain", person, *words, status=0).out) == snapshot


def test_the_document_looks_as_agreed(whyscore, person, book, snapshot):
    words = ("--rulebook", book, "--json")

    assert settled(whyscore("explain", person, *words, status=0).out) == snapshot


def test_the_page_looks_as_agreed(whyscore, person, book, tmp_path, snapshot):
    page = tmp_path / "page.html"
    whyscore("explain", person, "--rulebook", book, "--html", page, status=0)

    assert settled(page.read_text(encoding="utf-8")) == snapshot


def test_a_rulebook_and_its_check_look_as_agreed(whyscore, book, snapshot):
    assert settled(whyscore("rulebook", "show", book, status=0).out) == snapshot
    assert settled(whyscore("rulebook", "check", book, status=0).out) == snapshot


def test_the_history_looks_as_agreed(whyscore, person, book, snapshot):
    assert whyscore("history", person, "--rulebook", book, status=0).out == snapshot
