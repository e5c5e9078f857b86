"""Filter, search and sort over columns give what going through the rows one by one gives."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import NO_DAY
from app.domain.explanation import Aside, Cause
from app.gui.pages.breakdown.arrange import Column, Counting, Texts, Wish, arranged
from app.gui.pages.breakdown.record_table import NO_END, RecordTable
from app.gui.shared.ordering import in_order
from app.wording import breakdown as words
from app.wording.breakdown import Standing
from tests.gui.pages.breakdown import mei

SMALL = RecordTable(mei.many(300, seed=4), {"r0000007": "wrong", "r0000200": "not_mine"})
TEXTS = Texts(SMALL)
MEI = RecordTable(
    mei.explanation(aside=(Aside("shoes", -3.6),), out=frozenset({"shoes"})), {"shoes": "not_mine"}
)

wishes = st.builds(
    Wish,
    factor=st.sampled_from(["", "bills", "purchases", "posts"]),
    search=st.sampled_from(["", "thing 1", "SHOP 9", "shop", "purchase.imported", "r00001", "nowhere"]),
    kinds=st.frozensets(st.sampled_from(SMALL.records.kinds), max_size=2),
    causes=st.frozensets(st.sampled_from([int(Cause.NEW), int(Cause.EXPIRED), int(Standing.NO_RULE)]), max_size=2),
    counting=st.sampled_from(list(Counting)),
    sort=st.sampled_from([*Column, None]),
    descending=st.booleans(),
)  # fmt: skip


def one_by_one(table: RecordTable, wish: Wish) -> set[int]:
    """Go through the lines one by one and keep those that the reader wants to see."""
    part = table.part(wish.factor, wish.rule)
    kept = set()
    for line in part.lines.tolist():
        record = not table.is_contact(line)
        kind = table.records.kinds[table.records.kind[line]] if record else ""
        texts = [table.what(line), table.reported_by(line), kind, table.id_of(line)]
        counted, aside = not math.isnan(part.points[line]), bool(table.is_aside[line])
        wanted = {
            Counting.ALL: True,
            Counting.COUNTED: counted,
            Counting.NOT_COUNTED: not counted and not aside,
            Counting.SET_ASIDE: aside,
        }[wish.counting]
        wanted &= not wish.kinds or kind in wish.kinds
        wanted &= not wish.causes or int(part.cause[line]) in wish.causes
        wanted &= any(wish.search.casefold() in text.casefold() for text in texts)
        if wanted:
            kept.add(line)
    return kept


def _order() -> dict[str, int]:
    texts = {said for coded in (TEXTS.what, TEXTS.reported_by) for said in coded.values}
    codes = {int(code) for code in SMALL.part().cause}
    said = sorted(texts | {words.cause(code) for code in codes})
    return {said[place]: rank for rank, place in enumerate(in_order(said))}


ORDER = _order()


def key_of(table: RecordTable, part, line: int, column: Column | None):
    """Say what a line is sorted by; ``None`` where it has no figure."""
    if column is None:
        return None if math.isnan(part.points[line]) else abs(float(part.points[line]))
    day = int(table.day[line])
    until = int(part.until[line])
    return {
        Column.DATE: None if day == NO_DAY else day,
        Column.AGE: None if day == NO_DAY else table.today - day,
        Column.WHAT: ORDER[table.what(line)],
        Column.REPORTED_BY: ORDER[table.reported_by(line)],
        Column.POINTS: None if math.isnan(part.points[line]) else float(part.points[line]),
        Column.CAUSE: ORDER[words.cause(int(part.cause[line]))],
        Column.UNTIL: None if until == NO_DAY else until,
    }[column]


@given(wish=wishes)
def test_filters_and_search_keep_what_going_through_the_rows_keeps(wish) -> None:
    shown = arranged(SMALL, TEXTS, wish)

    assert set(shown.lines.tolist()) == one_by_one(SMALL, wish)
    assert len(set(shown.lines.tolist())) == len(shown.lines)


@given(wish=wishes)
def test_sorting_by_columns_is_sorting_the_rows(wish) -> None:
    shown = arranged(SMALL, TEXTS, wish)

    keys = [key_of(SMALL, shown.part, line, wish.sort) for line in shown.lines.tolist()]
    present = [key for key in keys if key is not None]
    assert keys[len(present) :] == [None] * (len(keys) - len(present))
    assert present == sorted(present, reverse=wish.descending or wish.sort is None)


@given(wish=wishes)
def test_of_equal_rows_the_later_record_comes_first(wish) -> None:
    shown = arranged(SMALL, TEXTS, wish)

    lines = shown.lines.tolist()
    for above, below in itertools.pairwise(lines):
        keys = [key_of(SMALL, shown.part, line, wish.sort) for line in (above, below)]
        if keys[0] == keys[1]:
            assert above > below


def test_a_part_begins_with_its_strongest_records() -> None:
    everything = arranged(MEI, Texts(MEI), Wish())
    losses = arranged(MEI, Texts(MEI), Wish(factor="purchases", rule="imported"))

    moved = np.abs(everything.part.points[everything.lines[:5]])
    assert moved.tolist() == sorted(moved.tolist(), reverse=True)
    assert MEI.id_of(int(losses.lines[0])) == "cream"


def test_the_points_of_all_rules_add_up_to_what_moved() -> None:
    everything = MEI.part()
    contacts = np.isin(np.arange(len(MEI)), np.arange(len(MEI.records), len(MEI)))

    factors = {share.id: share.points for share in MEI.explanation.factors}
    records = sum(points for name, points in factors.items() if name != "contacts")
    assert np.nansum(everything.points[~contacts]) == pytest.approx(records)
    assert MEI.part("contacts").sum == pytest.approx(factors["contacts"])


def test_a_record_set_aside_is_in_its_rule_without_points() -> None:
    part = MEI.part("purchases", "imported")
    line = MEI.line_of("shoes")

    assert line in part.lines
    assert math.isnan(part.points[line])
    assert part.cause[line] == Cause.SET_ASIDE
    assert MEI.worth["shoes"] == -3.6


@pytest.mark.parametrize(
    ("record", "standing"), [("cinema", Standing.NO_RULE), ("old", Standing.TOO_OLD)]
)
def test_a_record_that_moves_nothing_says_why(record, standing) -> None:
    assert MEI.part().cause[MEI.line_of(record)] == standing


def test_a_contact_counts_without_end_and_its_part_counts_contacts() -> None:
    part = MEI.part("contacts", "contacts")

    assert part.total == 3
    assert [MEI.what(line) for line in part.lines.tolist()] == ["Ping", "Lan", "Bo"]
    assert set(part.until[part.lines].tolist()) == {NO_END}


def test_everything_is_all_records_also_those_that_no_rule_counts() -> None:
    part = MEI.part()

    assert len(part.lines) == part.total == len(mei.ROWS)


def test_a_table_without_a_record_can_be_searched_and_sorted() -> None:
    empty = RecordTable(mei.many(0), {})

    for column in Column:
        assert len(arranged(empty, Texts(empty), Wish(search="x", sort=column)).lines) == 0
