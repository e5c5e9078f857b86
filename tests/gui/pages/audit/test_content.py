"""What cards say of findings: sums that add up, bars that lose nobody, figures with their n."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.findings import Bar, Claim, Gap, Interval, Suppressed, Verdict
from app.gui.charts.waterfall_layout import Part
from app.gui.pages.audit import claimed, fitting, grouped, published
from app.gui.pages.audit.shown import Role, column_roles, roles_of, thresholds_of
from tests.gui.pages.audit import found

FOUND = found.findings()
parts = st.floats(-200, 200)


def gap(behaviour: float, contacts: float, rules: float, unexplained: float, base: float) -> Gap:
    whole = behaviour + contacts + rules + unexplained
    each = [Interval(one, one - 1, one + 1) for one in (behaviour, contacts, rules, unexplained)]
    return Gap(
        "age", ("a", "b"), Interval(whole, whole - 2, whole + 2), *each, (base + whole, base)
    )


@given(parts, parts, parts, parts, st.floats(300, 900))
def test_the_rows_of_a_gap_add_up_by_hand(behaviour, contacts, rules, unexplained, base) -> None:
    rows = grouped.waterfall(gap(behaviour, contacts, rules, unexplained, base)).rows
    decimals = rows[0].decimals

    running = round(rows[0].after, decimals)
    for row in rows[1:-1]:
        running = round(running + round(row.points, decimals), decimals)
        assert running == pytest.approx(round(row.after, decimals), abs=1e-9)
    assert running == pytest.approx(rows[-1].after, abs=0.51 * 10**-decimals)


@given(parts, parts, parts, parts, st.floats(300, 900))
def test_a_gap_goes_down_from_the_higher_mean(
    behaviour, contacts, rules, unexplained, base
) -> None:
    rows = grouped.waterfall(gap(behaviour, contacts, rules, unexplained, base)).rows

    assert rows[0].after >= rows[-1].after
    assert [row.part for row in rows] == [
        Part.TOTAL, Part.STEP, Part.STEP, Part.STEP, Part.UNEXPLAINED, Part.TOTAL,
    ]  # fmt: skip


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=200))
def test_pooling_bars_loses_nobody(counts) -> None:
    bars = tuple(Bar(at - 0.5, at + 0.5, n) for at, n in enumerate(counts, start=-50))

    kept, below, above = published.pooled(bars)

    assert sum(bar.n for bar in kept) == sum(counts)
    assert len(kept) <= 41
    assert (below or above) is (len(counts) > 41)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12), st.integers(-30, 30))
def test_few_bars_get_empty_ones_beside_them_and_stay_even(counts, start) -> None:
    bars = tuple(Bar(at - 0.5, at + 0.5, n) for at, n in enumerate(counts, start=start))

    kept = published.around_nothing(bars, below=False, above=False)

    assert len(kept) >= 21
    assert sum(bar.n for bar in kept) == sum(counts)
    assert all(one.high == other.low for one, other in pairwise(kept))
    assert kept[0].low < 0 < kept[-1].high


def test_the_band_covers_whole_bars_that_agree() -> None:
    shown = published.histogram(FOUND)

    assert shown.band == (-2.5, 2.5)
    assert shown.said == ("81 in 100", "of 12,451 people", "within 2 points")


def test_open_ends_of_a_histogram_are_named_as_such() -> None:
    bars = (Bar(-math.inf, -10, 5), *FOUND.distribution[16:], Bar(10.5, math.inf, 2))

    shown = published.histogram(replace(FOUND, distribution=bars))

    assert shown.notes[0].title.startswith("below ")
    assert shown.notes[-1].title == "+10.5 points or more"
    assert shown.ticks[0][1].startswith("≤")
    assert all(math.isfinite(edge) for edge in shown.edges)


def test_without_anybody_who_has_both_scores_there_is_no_histogram() -> None:
    assert published.histogram(replace(FOUND, distribution=(), within_tolerance=None)) is None


def test_months_lie_as_far_apart_as_they_are() -> None:
    periods = (FOUND.periods[0], FOUND.periods[3])

    shown = published.months(replace(FOUND, periods=periods))

    assert [dot.at for dot in shown.dots] == [0, 3]
    assert shown.wide == 4


def test_an_effect_in_points_keeps_its_interval_around_it() -> None:
    for claim in FOUND.claims:
        moved = claimed.in_points(claim, found.BOOK)
        assert moved.low <= moved.value <= moved.high
        assert moved.shows >= 0


def test_a_rule_that_can_only_take_has_negative_points() -> None:
    claim = Claim(
        "negative-posts", 100, 40, 1.0, 0.9, 1.1, 0.0, 0.0, 0.1, 5.0, Verdict.CONTRADICTED
    )

    moved = claimed.in_points(claim, found.BOOK)

    assert (moved.value, moved.low, moved.high) == pytest.approx((-5.0, -5.5, -4.5))


def test_an_effect_that_cannot_be_told_is_a_dash_and_no_dot() -> None:
    none = Claim(
        "contacts", 12, 0, None, None, None, None, None, None, None, Verdict.TOO_LITTLE_DATA
    )

    shown = claimed.effects(replace(FOUND, claims=(none,)), found.BOOK)

    assert shown.rows[0].figure == "–"
    assert shown.rows[0].value is None
    assert shown.rows[0].word == "too little data"


@given(st.floats(0.01, 5000))
def test_the_axis_of_effects_holds_every_interval_and_names_a_round_figure(most) -> None:
    claim = Claim("contacts", 9, 9, 1.0, 0.5, 1.0, 0.1, 0.1, 0.4, most, Verdict.CONTRADICTED)

    shown = claimed.effects(replace(FOUND, claims=(claim,)), found.BOOK)

    named = shown.ticks[-1][0]
    assert shown.reach >= most
    assert 0 < named <= shown.reach
    assert round(named / 10 ** math.floor(math.log10(named) + 1e-9), 6) in {1, 2, 5}


@given(st.floats(0, 1), st.floats(0, 0.3))
def test_the_share_at_a_threshold_is_what_is_not_below_it(share, half) -> None:
    below = Interval(share, max(0, share - half), min(1, share + half))

    above = grouped.at_or_more(below)

    assert above.value == pytest.approx(1 - share)
    assert above.low <= above.value <= above.high


def test_every_row_tells_on_how_many_people_it_rests() -> None:
    rows = (
        *grouped.rates(FOUND, "age", 650.0).rows,
        *grouped.spreads(FOUND, "age").rows,
        *grouped.errors(FOUND, "age", 650.0, "fpr").rows,
        *fitting.honesty(FOUND).rows,
        *fitting.fits(FOUND, found.ran().books).rows,
    )

    assert all(any(line.label == "People" for line in row.note.lines) for row in rows)


def test_many_groups_are_drawn_in_part_and_all_are_in_the_table() -> None:
    group = grouped.groups_of(FOUND, "age")[0]
    many = tuple(replace(group, group=f"g{at}", n=20 + at) for at in range(40))
    crowded = replace(FOUND, groups=many)

    assert len(grouped.rates(crowded, "age", 650.0).rows) == 12
    assert len(grouped.rates_table(crowded, "age").rows) == 40


def test_an_error_rate_of_nobody_is_a_dash() -> None:
    one = replace(FOUND.outcomes[0], fpr=None, counts=(0, 0, 100, 200))

    shown = grouped.errors(replace(FOUND, outcomes=(one,)), "all", 650.0, "fpr")

    assert shown.rows[0].figure == "–"
    assert shown.rows[0].value is None


def test_tables_have_as_many_cells_as_headings() -> None:
    books = found.ran().books
    tables = (
        published.histogram_table(FOUND), published.months_table(FOUND),
        published.largest_table(FOUND), published.explains_table(FOUND, found.BOOK),
        claimed.effects_table(FOUND, found.BOOK), grouped.rates_table(FOUND, "age"),
        grouped.spreads_table(FOUND, "age"), grouped.errors_table(FOUND, "age", 650.0),
        grouped.gaps_table(FOUND.gaps[0], (1, 2)), fitting.fits_table(FOUND, books),
        fitting.fitted_table(FOUND, found.BOOK), fitting.pressure_table(FOUND, found.BOOK),
        fitting.honesty_table(FOUND, found.BOOK), fitting.suppressed_table(FOUND),
        fitting.faulty_table(FOUND),
    )  # fmt: skip

    for table in tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.headings)}


def test_suppressed_groups_are_listed_with_their_number_alone() -> None:
    table = fitting.suppressed_table(replace(FOUND, suppressed=(Suppressed("age", "", 7),)))

    assert table.rows == (("age", "(not said)", "7"),)


def test_columns_and_what_they_hold_go_there_and_back() -> None:
    guess = found.PREVIEW.guess

    assert column_roles(roles_of(found.PREVIEW.columns, guess)) == guess


def test_without_a_score_there_are_no_roles() -> None:
    assert column_roles({"a": Role.GROUP, "b": Role.UNUSED}) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("600; 650", (600.0, 650.0)),
        ("650 600,5", (600.5, 650.0)),
        ("", ()),
        ("six hundred; 650; inf; nan", (650.0,)),
    ],
)
def test_thresholds_are_read_as_they_are_written(text, read) -> None:
    assert thresholds_of(text) == read
