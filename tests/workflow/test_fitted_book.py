from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app import assets
from app.audit.fit_model import free_numbers
from app.domain.findings import Fit, FittedNumber
from app.domain.rulebook import Basis, Number, Rulebook
from app.rulebook.reading import read_text
from app.workflow import rulebooks
from app.workflow.fitted_book import fitted_book

SHIPPED = {path.stem: path for path in assets.rulebook_files()}


def moved(book: Rulebook, share: float = 0.25, *, told: bool = True) -> Fit:
    """Return a fit that moves every assumed number by a share of the way to its high end."""

    def one(key: str, number: Number) -> FittedNumber:
        value = number.value + share * (number.high - number.value)
        low, high = number.low + share * (value - number.low), number.high
        ends = (low, high) if told else (None, None)
        return FittedNumber(key, number.value, value, *ends, told=told, bound=False)

    numbers = tuple(one(free.key, free.number) for free in free_numbers(book))
    return Fit(1234, numbers, (), 9.0, 1.0)


def text_of(name: str) -> str:
    return SHIPPED[name].read_text(encoding="utf-8")


def written(name: str, **how) -> str:
    book = read_text(text_of(name), name)
    return fitted_book(text_of(name), moved(book, **how), when="2026-11")


@pytest.mark.parametrize("name", [name for name in SHIPPED if free_numbers(rulebooks.find(name))])
def test_a_fitted_book_loads_checks_and_says_what_is_fitted(name: str, tmp_path: Path) -> None:
    was = rulebooks.check(name)
    file = tmp_path / f"{name}.toml"
    file.write_text(written(name), encoding="utf-8")
    found, book = rulebooks.check(str(file)), rulebooks.find(str(file))

    assert found.clean
    assert {(one.code, one.rule) for one in found.findings} <= {
        (one.code, one.rule) for one in was.findings
    }
    expected = {one.key: one for one in moved(rulebooks.find(name)).numbers}
    for free in free_numbers(rulebooks.find(name)):
        number = number_of(book, free.key)
        assert number.value == pytest.approx(expected[free.key].value, rel=1e-8)
        assert (number.basis, number.source) == (Basis.FITTED, "fit")
    assert free_numbers(book) == ()
    assert book.version == rulebooks.find(name).version + "-fitted"
    assert book.sources[-1].title == "Fitted to the official scores of 1234 people"


def number_of(book: Rulebook, key: str) -> Number:
    if key == "score.base":
        return book.base
    _rule, identity, place = key.split(".", 2)
    rule = next(rule for rule in book.rules if rule.id == identity)
    if place == "points":
        return rule.points
    if place == "when_none":
        return rule.when_none
    return rule.steps[int(place[6:-8])].points


def test_all_else_stays_as_the_author_wrote_it() -> None:
    before, after = (
        text.splitlines() for text in (text_of("article-2016"), written("article-2016"))
    )
    changed = [new for old, new in zip(before, after, strict=False) if old != new]

    assert all(
        line.startswith(("points = ", "base = ", "score = ", "version = ")) for line in changed
    )
    assert "  # the midpoint" in next(line for line in changed if line.startswith("base"))
    assert len(after) == len(before) + 7


def test_what_the_data_do_not_tell_keeps_the_range_of_the_book() -> None:
    book = read_text(written("article-2016", told=False), "book")
    was = rulebooks.find("article-2016")

    assert (book.base.low, book.base.high) == (was.base.low, was.base.high)
    assert book.base.basis is Basis.FITTED


def test_what_the_data_neither_tell_nor_move_stays_assumed() -> None:
    text = written("article-2016", share=0.0, told=False)
    book = read_text(text, "book")

    assert book.base == rulebooks.find("article-2016").base
    assert [rule.points for rule in book.rules] == [
        rule.points for rule in rulebooks.find("article-2016").rules
    ]


def test_a_fit_of_another_book_is_refused() -> None:
    fit = moved(rulebooks.find("article-2016"))

    with pytest.raises(ValueError, match="has no assumed number"):
        fitted_book(text_of("schufa-2026"), fit, when="2026-11")


SMALL = """format = 1
source = [{ id = "fit", title = "A", publisher = "B", date = "2016" }]

[rulebook]
id = "small"
version = '1 "old"'
title.en = "Small"
about.en = "Small"

[score]
floor = 0
ceiling = 100
base.value = 50.5
base.low = 40
base.high = 60 # guessed
decimals = 0

[[factor]]
id = "f"
title.en = "F"
basis = "assumed"
source = "fit"

[[rule]]
id = "a"
factor = "f"
title.en = "A"
reason.en = "{count}"
kinds = ["post"]
measure = "latest"
steps = [
  { from = 1, points = { value = 2, low = 1, high = 3 } }, # one
  { from = 2, points.value = 4, points.low = 3, points.high = 5 },
]
basis = "assumed"
source = "fit"

[rule.when_none]
value = 1 # nothing on file
low = 0
high = 2

[[example]]
title.en = "Nothing"
at = 2016-01-01
score = 51.5"""


def test_numbers_written_in_any_form_are_found() -> None:
    book = read_text(SMALL, "small")
    assert [one.key for one in free_numbers(book)] == [
        "score.base",
        "rule.a.steps[0].points",
        "rule.a.steps[1].points",
        "rule.a.when_none",
    ]
    text = fitted_book(SMALL, moved(book, share=0.5), when="2026-11")
    found = read_text(text, "small")

    (rule,) = found.rules
    values = [found.base, *(step.points for step in rule.steps), rule.when_none]
    assert [number.value for number in values] == [55.25, 2.5, 4.5, 1.5]
    assert {number.basis for number in values} == {Basis.FITTED}
    assert {number.source for number in values} == {"fit-2"}
    assert found.examples[0].score == 56.75
    assert found.version == '1 "old"-fitted'
    assert [source.id for source in found.sources] == ["fit", "fit-2"]
    for comment in ("# guessed", "# one", "# nothing on file"):
        assert comment in text


def test_a_byte_order_mark_does_not_shift_the_places() -> None:
    book = read_text(SMALL, "small")
    fit = moved(book)

    assert fitted_book("\ufeff" + SMALL, fit, when="2026-11") == fitted_book(
        SMALL, fit, when="2026-11"
    )


def test_the_text_of_other_letters_stands_where_it_stood() -> None:
    text = (
        SMALL.replace('en = "Small"', 'en = "Small", zh = "小“书”"')
        .replace('title.en = "Small", zh = "小“书”"', 'title = { en = "Small", zh = "小“书”" }')
        .replace('about.en = "Small", zh = "小“书”"', 'about = { en = "Small", zh = "小“书”" }')
    )
    found = tomllib.loads(fitted_book(text, moved(read_text(text, "small")), when="2026-11"))

    assert found["rulebook"]["title"]["zh"] == "小“书”"
    assert found["score"]["base"]["value"] == pytest.approx(52.875)
