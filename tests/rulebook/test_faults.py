"""Every rule of the format has a broken book that is refused at its line and key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.rulebook.books import WHOLE, changed, faults_of

BROKEN = tomllib.loads(
    (Path(__file__).parent.parent / "golden" / "rulebook" / "broken.toml").read_text("utf-8")
)


def line_of(text: str, mark: str) -> int:
    """Return the first line (``x#2``: the second) that holds a text; 1 where it is empty."""
    wanted, _sharp, number = mark.partition("#")
    lines = [line for line, said in enumerate(text.split("\n"), 1) if wanted in said]
    return 1 if not mark else lines[int(number or 1) - 1]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_book_is_refused_at_the_line_and_key(name: str) -> None:
    old, place, new, key, mark = BROKEN[name]
    text = changed(old, new, at=place)

    faults = faults_of(text)

    assert [fault for fault in faults if fault.key == key], faults
    fault = next(fault for fault in faults if fault.key == key)
    assert fault.line == line_of(text, mark)
    assert fault.file == "small.toml"
    assert fault.expected


def test_the_whole_book_has_no_faults() -> None:
    assert faults_of(WHOLE) == ()


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        changed("min = -69", "min = 69")
        .replace("from = 12", "from = 5")
        .replace("effort = 1.0", "effort = true")
    )

    faults = faults_of(text)

    assert [fault.key for fault in faults] == [
        "factor.purchases.min",
        "rule.card-age.steps[2].from",
        "action.volunteer.effort",
    ]


def test_no_more_than_a_hundred_faults_are_told() -> None:
    assert len(faults_of(WHOLE + "".join(f"x{n} = 1\n" for n in range(500)))) == 100


def test_the_sixteenth_factor_is_one_too_many() -> None:
    factor = (
        '[[factor]]\nid = "f{0}"\ntitle = {{ en = "F" }}\nbasis = "assumed"\nsource = "paper"\n'
    )
    rule = (
        '[[rule]]\nid = "r{0}"\nfactor = "f{0}"\ntitle = {{ en = "R" }}\nreason = {{ en = "r" }}\n'
        'kinds = ["a"]\nmeasure = "count"\npoints = 1\nbasis = "assumed"\nsource = "paper"\n'
    )

    def book(count: int) -> str:
        return WHOLE + "".join(factor.format(n) + rule.format(n) for n in range(count))

    assert faults_of(book(13)) == ()
    assert [fault.key for fault in faults_of(book(14))] == ["factor.f13.id"]


def test_the_twenty_first_variant_is_one_too_many() -> None:
    variant = '[[variant]]\nid = "v{0}"\ntitle = {{ en = "V" }}\nset = {{ "score.base" = {0} }}\n'

    def book(count: int) -> str:
        return WHOLE + "".join(variant.format(number) for number in range(count))

    assert faults_of(book(19)) == ()
    assert [fault.key for fault in faults_of(book(20))] == ["variant.v19.id"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("[1, 2]", "a list"),
        ("{ a = 1 }", "a table"),
        ("true", "true"),
        ("2016-03-06", "2016-03-06"),
        ("1" * 300, "a number with very many digits"),
        ('"' + "x" * 300 + '"', "x" * 59 + "…"),
    ],
    ids=["list", "table", "truth", "date", "digits", "long text"],
)
def test_what_was_found_is_said_in_a_few_words(value: str, said: str) -> None:
    (fault,) = faults_of(changed("decimals = 0", f"decimals = {value}"))

    assert fault.found == said


def test_a_missing_table_is_one_fault_and_not_one_for_each_of_its_keys() -> None:
    head = WHOLE.index("[rulebook]"), WHOLE.index("[score]")

    assert [fault.key for fault in faults_of(WHOLE[: head[0]] + WHOLE[head[1] :])] == ["rulebook"]
