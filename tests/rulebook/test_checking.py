"""A check tells a citizen what would surprise them in a rulebook, and is silent otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.rulebook import (
    Action,
    Band,
    Basis,
    Effect,
    Measure,
    Number,
    Override,
    Perk,
    Rule,
    Rulebook,
    Stance,
)
from app.rulebook import library
from app.rulebook.checking import Code, Finding, findings
from app.rulebook.kinds import Better, Kind, Kinds
from tests.rulebook.books import whole
from tests.rulebook.rules import HALF_YEAR, book, factor, rule

TITLES = {
    "bill": Better.NEITHER,
    "bill.late": Better.LESS,
    "bill.on_time": Better.MORE,
    "purchase": Better.NEITHER,
    "account": None,
}
KINDS = Kinds({kind: Kind(kind, {"en": kind}, better) for kind, better in TITLES.items()})


def found(made: Rulebook, code: Code) -> list[Finding]:
    return [finding for finding in findings(made, KINDS) if finding.code is code]


def about(made: Rulebook, code: Code) -> list[str | None]:
    return [finding.rule for finding in found(made, code)]


# Cliffs: the scale is 550 points, so 27.5 points are the edge.


@pytest.mark.parametrize(
    ("made", "cliff"),
    [
        (rule(points=-27.5), False),
        (rule(points=-27.6), True),
        (rule(points=-27.6, minimum=-20.0), False),
        (rule(points=40, measure=Measure.AMOUNT), True),
        (rule(steps=((0, 0), (1, 20), (2, 40))), False),
        (rule(steps=((0, 0), (1, 20), (2, 48))), True),
        (rule(steps=((0, 20), (0.5, 30), (1, 40), (1.2, 50)), half_life=HALF_YEAR), True),
        (rule(steps=((0, 0), (6, 30)), measure=Measure.TIME_LEFT, maximum=10.0), False),
        (rule(points=0.1, measure=Measure.CONTACTS, pivot=625.0), False),
    ],
    ids=str,
)
def test_one_unit_that_moves_more_than_a_twentieth_of_the_scale_is_a_cliff(
    made: Rule, *, cliff: bool
) -> None:
    assert about(book(made), Code.CLIFF) == (["rule"] if cliff else [])


def test_a_cliff_is_told_with_its_place_and_its_share() -> None:
    made = book(rule(steps=((0, 0), (2, -55))))

    text = "Rule: one unit more, from 1 to 2, moves −55 points, 10.0% of the scale."
    assert [finding.text for finding in found(made, Code.CLIFF)] == [text]


def test_a_cliff_that_the_factor_swallows_is_none() -> None:
    made = book(rule(points=-60), factors=(factor(minimum=-20, maximum=0),))

    assert about(made, Code.CLIFF) == []


# Which way is better.


@pytest.mark.parametrize(
    ("kind", "measure", "steps", "odd"),
    [
        ("bill.late", Measure.COUNT, ((0, 0), (1, -5)), False),
        ("bill.late", Measure.COUNT, ((0, 0), (1, -5), (4, -3)), True),
        ("bill.on_time", Measure.COUNT, ((0, 0), (1, 5)), False),
        ("bill.on_time", Measure.AMOUNT, ((0, 0), (1, -5)), True),
        ("bill.late", Measure.TIME_SINCE_LAST, ((0, -9), (12, -1)), False),
        ("bill.late", Measure.TIME_SINCE_LAST, ((0, -1), (12, -9)), True),
        ("bill.late", Measure.TIME_SINCE_LAST, ((0, 1), (12, 9)), True),  # better than none at all
        ("bill.late", Measure.TIME_SINCE_FIRST, ((0, 1),), True),
        ("bill.on_time", Measure.TIME_SINCE_LAST, ((0, 9), (12, 1)), False),
        ("bill.on_time", Measure.TIME_SINCE_LAST, ((0, 1), (12, 9)), True),
        ("bill.on_time", Measure.TIME_SINCE_LAST, ((0, -1),), True),  # worse than none at all
        ("bill.on_time", Measure.TIME_SINCE_FIRST, ((0, 1), (12, 9)), False),
        ("bill.on_time", Measure.TIME_SINCE_FIRST, ((0, 9), (12, 1)), True),
        ("bill.late", Measure.TIME_LEFT, ((0, 0), (12, 9)), True),
        ("purchase.imported", Measure.COUNT, ((0, 0), (1, -5)), False),
        ("unheard_of", Measure.COUNT, ((0, 0), (1, -5)), False),
        ("account.card", Measure.COUNT, ((0, 0), (1, -5)), False),
        ("bill.late.rent", Measure.COUNT, ((0, 0), (1, 5)), True),
    ],
)
def test_a_rule_that_rewards_what_is_worse_is_found(kind, measure, steps, *, odd) -> None:
    made = book(rule(kinds=(kind,), measure=measure, steps=steps))

    assert about(made, Code.WORSE_REWARDED) == (["rule"] if odd else [])


def test_a_pattern_is_judged_by_the_kinds_beneath_it() -> None:
    made = book(rule(kinds=("bill.*",), points=1))

    assert [finding.text for finding in found(made, Code.WORSE_REWARDED)] == [
        "Rule gives more points for what counts as worse: bill.late."
    ]


def test_taking_points_for_what_is_better_is_told_so() -> None:
    made = book(rule(kinds=("bill.on_time",), points=-1))

    assert [finding.text for finding in found(made, Code.WORSE_REWARDED)] == [
        "Rule takes points for what counts as better: bill.on_time."
    ]


# One kind, several rules.


def test_a_kind_that_several_rules_count_is_told_once_with_all_of_them() -> None:
    made = book(
        rule("late", kinds=("bill.late", "bill.rent"), points=-1),
        rule("any", kinds=("bill.*",), points=1),
        rule("alone", kinds=("bill",), points=1),
        rule("other", kinds=("billing",), points=1),
    )

    texts = [finding.text for finding in found(made, Code.COUNTED_TWICE)]

    assert texts == [
        "2 rules count the same records (bill.late, bill.rent): Late, Any.",
        "2 rules count the same records (bill): Any, Alone.",
    ]


def test_a_long_list_of_kinds_is_shortened() -> None:
    kinds = tuple(f"bill.k{number}" for number in range(9))
    made = book(rule("one", kinds=kinds, points=-1), rule("two", kinds=kinds, points=-1))

    (finding,) = found(made, Code.COUNTED_TWICE)

    assert "bill.k5, …)" in finding.text


# Bands and perks, for scores from 590 to 620.

NARROW = (rule(points=5, factor="up"), rule("down", kinds=("fine",), points=-5, factor="down"))
FACTORS = (factor("up", maximum=20), factor("down", minimum=-10))


def narrow(**other: object) -> Rulebook:
    return book(*NARROW, factors=FACTORS, **other)


def bands(*starts: float) -> tuple[Band, ...]:
    return tuple(Band(f"b{start}", {"en": f"B{start}"}, start) for start in starts)


def perk(at: float | None, *, above: bool = False) -> Perk:
    return Perk("perk", {"en": "Perk"}, at, above, Basis.REPORTED, "paper")


def test_bands_that_nobody_can_be_in_are_told() -> None:
    made = narrow(bands=bands(350, 500, 590, 620, 621))

    assert about(made, Code.BAND_OUT_OF_REACH) == ["b350", "b500", "b621"]
    assert about(made, Code.BAND_NEVER_LEFT) == []


def test_a_band_that_nobody_can_leave_is_told() -> None:
    made = narrow(bands=bands(350, 500, 700))

    assert [finding.text for finding in found(made, Code.BAND_NEVER_LEFT)] == [
        "Nobody can leave the band B500: scores go from 590 to 620."
    ]


def test_a_single_band_is_no_news() -> None:
    assert about(narrow(bands=bands(350)), Code.BAND_NEVER_LEFT) == []


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (perk(620), None),
        (perk(620, above=True), Code.PERK_OUT_OF_REACH),
        (perk(621), Code.PERK_OUT_OF_REACH),
        (perk(590), Code.PERK_NEVER_LOST),
        (perk(590, above=True), None),
        (perk(None), None),
    ],
    ids=str,
)
def test_a_perk_that_nobody_can_reach_or_lose_is_told(one: Perk, code: Code | None) -> None:
    made = narrow(perks=(one,))
    told = [
        finding.code
        for finding in findings(made, KINDS)
        if finding.code in {Code.PERK_OUT_OF_REACH, Code.PERK_NEVER_LOST}
    ]

    assert told == ([code] if code else [])


# Rules and bounds that do nothing.


@pytest.mark.parametrize(
    "idle",
    [
        rule(points=0),
        rule(steps=((0, 7),)),
        rule(steps=((-9, 4), (0, 0))),
        rule(points=-3, minimum=0.0),
        rule(points=-3, factor="shut"),
    ],
    ids=str,
)
def test_a_rule_that_gives_everybody_the_same_is_told(idle: Rule) -> None:
    made = book(idle, factors=(factor(), factor("shut", 0, 0)))

    assert about(made, Code.NO_EFFECT) == ["rule"]


def test_limits_that_are_never_met_are_told() -> None:
    made = book(
        rule("steps", steps=((0, -5), (3, 8)), minimum=-6.0, maximum=9.0),
        rule("falls", kinds=("a",), points=-1, minimum=-10.0, maximum=0.0),
        rule("rises", kinds=("b",), points=1, maximum=4.0),
        factors=(factor(minimum=-16, maximum=20),),
    )

    assert [finding.text for finding in found(made, Code.NEVER_BINDS)] == [
        "Steps: the limit of −6 points is never met; it is −5 at the least.",
        "Steps: the limit of +9 points is never met; it is +8 at the most.",
        "All: the limit of −16 points is never met; it is −15 at the least.",
        "All: the limit of +20 points is never met; it is +12 at the most.",
    ]


def test_an_override_that_allows_the_highest_band_is_told() -> None:
    overrides = tuple(
        Override(band, {"en": band}, ("court",), Effect.BAND, band) for band in ("b350", "b600")
    )
    made = narrow(bands=bands(350, 600), overrides=overrides)

    assert about(made, Code.NO_EFFECT) == ["b600"]


# What alone moves the score.


def test_the_most_that_each_part_of_life_can_move_is_told() -> None:
    made = book(
        rule("posts", kinds=("post.economy",), points=-15, minimum=-55.0, factor="speech"),
        rule("said", kinds=("petition",), points=-1, minimum=-5.0, factor="speech"),
        rule("friends", measure=Measure.CONTACTS, points=0.1, pivot=625.0, factor="friends"),
        rule("buys", kinds=("purchase.*",), points=2, factor="buys"),
        rule("idle", kinds=("x",), measure=Measure.TIME_LEFT, points=1, factor="buys"),
        factors=(factor("speech"), factor("friends", -14, 14), factor("buys", -69, 69)),
        actions=(Action("sign", {"en": "Sign"}, "petition", 1, "once", 0, 1, 1, 1, Stance.SPEECH),),
    )

    assert [
        (finding.code, finding.rule, finding.text)
        for finding in findings(made, KINDS)
        if finding.code.endswith("_alone")
    ] == [
        (
            Code.SPEECH_ALONE,
            None,
            "What a person says can move the score by 60 points by itself: 540 to 600.",
        ),
        (
            Code.CONTACTS_ALONE,
            None,
            "Whom a person knows can move the score by 28 points by itself: 586 to 614.",
        ),
        (
            Code.PURCHASES_ALONE,
            None,
            "What a person buys can move the score by 69 points by itself: 600 to 669.",
        ),
    ]


# Assumed numbers.


def test_the_share_that_rests_on_assumed_numbers_is_told() -> None:
    assumed = replace(rule("guess", points=1, maximum=10.0), basis=Basis.ASSUMED)
    made = book(assumed, rule("known", kinds=("a",), points=1, maximum=30.0))

    assert [finding.text for finding in found(made, Code.ASSUMED_SHARE)] == [
        "25% of what the rules can move rests on assumed numbers."
    ]


def test_a_number_that_names_its_own_basis_is_taken_at_its_word() -> None:
    said = Number(1, 1, 1, Basis.PUBLISHED)
    known = replace(rule(points=1, maximum=10.0), basis=Basis.ASSUMED, points=said, numbers=(said,))

    assert about(book(known), Code.ASSUMED_SHARE) == []


def test_a_rule_without_end_weighs_no_more_than_its_factor_and_the_scale() -> None:
    assumed = replace(rule("guess", points=1, factor="open"), basis=Basis.ASSUMED)
    made = book(
        assumed,
        rule("known", kinds=("a",), points=1, factor="capped"),
        factors=(factor("open"), factor("capped", maximum=50)),
    )

    assert [finding.text for finding in found(made, Code.ASSUMED_SHARE)] == [
        "92% of what the rules can move rests on assumed numbers."
    ]


# Whole books.


def test_a_book_with_nothing_odd_has_no_findings() -> None:
    made = book(rule(points=-5, minimum=-50.0, maximum=0.0), factors=(factor(maximum=0),))

    assert findings(made, KINDS) == ()


def test_the_kinds_that_are_shipped_are_used_where_none_are_named() -> None:
    assert findings(whole()) == findings(whole())
    assert all(finding.text for finding in findings(whole()))


def test_every_shipped_book_can_be_checked() -> None:
    for shipped in library.shipped():
        assert all(finding.text for finding in findings(shipped))
