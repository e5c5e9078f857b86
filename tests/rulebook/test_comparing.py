"""Two rulebooks are compared number by number; what is only said differently is no difference."""

from __future__ import annotations

import pytest

from app.domain.rulebook import Rulebook
from app.rulebook.comparing import Difference, differences
from app.rulebook.reading import read_text
from tests.rulebook.books import WHOLE, changed, whole


def other(old: str, new: str, *, at: int = 1) -> Rulebook:
    return read_text(changed(old, new, at=at), "other.toml")


def test_a_book_does_not_differ_from_itself() -> None:
    assert differences(whole(), whole()) == ()


def test_a_text_that_is_put_otherwise_is_no_difference() -> None:
    assert differences(whole(), other('en = "Imports"', 'en = "Goods from abroad"')) == ()


@pytest.mark.parametrize(
    ("old", "new", "path", "before", "after"),
    [
        ("floor = 350", "floor = 360", "score.floor", 350, 360),
        ("decimals = 0", "decimals = 1", "score.decimals", 0, 1),
        ("low = 575", "low = 570", "score.base.low", 575, 570),
        ("from = 600", "from = 610", "band.good.from", 600, 610),
        ("at = 650", "at = 700", "perk.car.at", 650, 700),
        ("above = false", "above = true", "perk.car.above", False, True),
        ("min = -69", "min = -60", "factor.purchases.min", -69, -60),
        ("max = 69\n", "", "factor.purchases.max", 69, None),
        ("value = -4", "value = -5", "rule.imports.points", -4, -5),
        ("high = -1", "high = -2", "rule.imports.points.high", -1, -2),
        ('"24 months"', '"2 years"', "rule.imports.lifetime", "24 months", "2 years"),
        (
            '"import.*"',
            '"import"',
            "rule.imports.kinds",
            "purchase.imported, import.*",
            "purchase.imported, import",
        ),
        ("unit = 100", "unit = 10", "rule.spent.unit", 100, 10),
        ("unit = 100\n", "", "rule.spent.unit", 100, None),
        ("when_none = 24", "when_none = 20", "rule.card-age.when_none", 24, 20),
        ("from = 12", "from = 24", "rule.card-age.steps[2].from", 12, 24),
        ("points = 23", "points = 25", "rule.card-age.steps[2].points", 23, 25),
        ("pivot = 625", "pivot = 600", "rule.contacts.pivot", 625, 600),
        ("min_contacts = 3\n", "", "rule.contacts.min_contacts", 3, 1),
        ('"3 years"', '"4 years"', "override.open-default.lifetime", "3 years", "4 years"),
        ("max = 8", "max = 4", "action.volunteer.max", 8, 4),
        ("score = 520", "score = 500", "action.drop-friend.contact.score", 520, 500),
    ],
)
def test_a_number_that_differs_is_told_with_both_values(old, new, path, before, after) -> None:
    # The floor may move only where the first band begins below it.
    base, made = (text.replace("from = 350", "from = 300") for text in (WHOLE, changed(old, new)))

    assert differences(read_text(base, "a.toml"), read_text(made, "b.toml")) == (
        Difference(path, before, after),
    )


def test_a_part_that_one_book_lacks_is_told_with_its_title_and_its_numbers() -> None:
    more = other(
        "[[factor]]", '[[band]]\nid = "best"\ntitle = { en = "Best" }\nfrom = 700\n\n[[factor]]'
    )

    added = differences(whole(), more)
    removed = differences(more, whole())

    assert added == (
        Difference("band.best", None, "Best"),
        Difference("band.best.from", None, 700),
    )
    assert removed == (
        Difference("band.best", "Best", None),
        Difference("band.best.from", 700, None),
    )


def test_a_variant_differs_in_the_numbers_it_sets() -> None:
    assert differences(whole(), read_text(WHOLE, "small.toml", "operator")) == (
        Difference("score.base", 625, 600),
        Difference("score.base.low", 575, None),
        Difference("score.base.high", 675, None),
        Difference("rule.contacts.points", 0.1, 0),
    )
