from __future__ import annotations

import pytest

from tests.cli.conftest import BOOK


def test_the_list_names_every_shipped_rulebook(whyscore, fits):
    document = whyscore("rulebook", "list", "--json", status=0).document

    fits(document, "rulebook-list")
    listed = [book["id"] for book in document["rulebooks"]]
    assert listed == sorted(listed)
    assert "article-2016" in listed
    shown = whyscore("rulebook", "list", status=0).out
    assert all(name in shown for name in listed)


def test_a_rulebook_is_shown_with_every_number_and_what_it_rests_on(whyscore, book, fits):
    document = whyscore("rulebook", "show", book, "--json", status=0).document

    fits(document, "rulebook-show")
    paid = document["rules"][0]
    assert paid["points"] == {
        "value": 7.4,
        "low": 5,
        "high": 9,
        "basis": "assumed",
        "source": "nobody",
    }


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_every_shipped_rulebook_can_be_shown(whyscore, fits, language):
    for name in ("article-2016", "sesame-reported", "rongcheng-2019", "schufa-2026"):
        fits(
            whyscore("rulebook", "show", name, "--json", "--lang", language, status=0).document,
            "rulebook-show",
        )
        assert name in whyscore("rulebook", "show", name, "--lang", language, status=0).out


def test_a_good_rulebook_checks_clean(whyscore, book, fits):
    document = whyscore("rulebook", "check", book, "--json", status=0).document

    fits(document, "rulebook-check")
    assert document["faults"] == []
    assert document["examples"] == [{"title": "One bill", "ok": True}]


def test_a_broken_rulebook_is_a_no_with_each_fault_at_its_line(whyscore, tmp_path, fits):
    file = tmp_path / "broken.toml"
    file.write_text(BOOK.replace('measure = "count"', 'measure = "smell"'), encoding="utf-8")

    answer = whyscore("rulebook", "check", file, "--json", status=1)

    fits(answer.document, "rulebook-check")
    assert answer.document["rulebook"] is None
    lines = file.read_text(encoding="utf-8").splitlines()
    for fault in answer.document["faults"]:
        assert "smell" in lines[fault["line"] - 1]
    shown = whyscore("rulebook", "check", file, status=1).out
    assert "cannot be used" in shown


def test_a_failing_example_is_a_no(whyscore, tmp_path, fits):
    file = tmp_path / "wrong.toml"
    file.write_text(BOOK.replace("score = 607.4", "score = 607.5"), encoding="utf-8")

    answer = whyscore("rulebook", "check", file, "--json", status=1)

    fits(answer.document, "rulebook-check")
    assert answer.document["examples"] == [{"title": "One bill", "ok": False}]
    assert "607.4" in whyscore("rulebook", "check", file, status=1).out


def test_two_different_rulebooks_are_a_no_number_by_number(whyscore, tmp_path, book, person, fits):
    other = tmp_path / "other.toml"
    other.write_text(BOOK.replace("value = 7.4", "value = 8.4"), encoding="utf-8")

    answer = whyscore("rulebook", "diff", book, other, "--export", person, "--json", status=1)

    fits(answer.document, "rulebook-diff")
    assert answer.document["differences"] == [
        {"path": "rule.paid.points", "before": 7.4, "after": 8.4}
    ]
    assert answer.document["replay"]["difference"] == pytest.approx(3.0)
    shown = whyscore("rulebook", "diff", book, other, "--export", person, status=1).out
    assert "rule.paid.points" in shown
    assert "+3" in shown


def test_a_rulebook_is_the_same_as_itself(whyscore, book, fits):
    document = whyscore("rulebook", "diff", book, book, "--json", status=0).document

    fits(document, "rulebook-diff")
    assert document["differences"] == []


def test_a_variant_that_one_of_the_books_has_is_compared(whyscore, book, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(BOOK.replace('id = "alone"', 'id = "lonely"'), encoding="utf-8")

    document = whyscore(
        "rulebook", "diff", book, other, "--variant", "alone", "--json", status=1
    ).document

    assert [one["path"] for one in document["differences"]] == ["rule.friends.points"]
    whyscore("rulebook", "diff", book, other, "--variant", "nobody", status=2)


@pytest.mark.parametrize(
    "words",
    [
        ("rulebook",),
        ("rulebook", "shout"),
        ("rulebook", "show"),
        ("rulebook", "show", "no-such-book"),
        ("rulebook", "check", "no/such/book.toml"),
        ("rulebook", "show", "article-2016", "--variant", "nobody"),
    ],
)
def test_a_mistake_is_one_line(whyscore, words):
    answer = whyscore(*words, status=2)

    assert answer.out == ""
    assert answer.err.count("\n") == 1
