"""Rows find their people, and twins of ids are found, by numbers alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.intake.cohort.keys import NOBODY, Owners, Twins

ROWS = st.lists(st.tuples(st.integers(-1, 5), st.integers(0, 7)), max_size=40)


@given(rows=ROWS, blocks=st.integers(1, 5))
def test_twins_are_found_wherever_the_blocks_end(rows: list[tuple[int, int]], blocks: int) -> None:
    ordered = sorted(rows, key=lambda row: row[0])
    person = np.array([row[0] for row in ordered], dtype=np.int32)
    # Ids that fall into one slot all the same: only the upper bits differ.
    ids = np.array([row[1] << 24 for row in ordered], dtype=np.uint32)
    twins = Twins()
    for part in np.array_split(np.arange(len(rows)), blocks):
        twins.look(person[part], ids[part])

    assert twins.sorted
    assert twins.found == (len(set(rows)) < len(rows))


def test_rows_that_are_not_in_order_are_left_to_another_way() -> None:
    twins = Twins()
    twins.look(np.array([1, 0], dtype=np.int32), np.array([1, 1], dtype=np.uint32))

    assert not twins.sorted
    assert not twins.found


def test_twins_are_found_in_a_block_that_is_longer_than_its_slots() -> None:
    person = np.zeros(400_000, dtype=np.int32)
    ids = np.arange(400_000, dtype=np.uint32)
    alone, twins = Twins(), Twins()
    alone.look(person, ids)
    ids[-1] = 0
    twins.look(person, ids)

    assert (alone.found, twins.found) == (False, True)


@given(
    keys=st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=20),
    asked=st.lists(st.integers(0, 2**64 - 1), max_size=20),
)
def test_whose_a_row_is(keys: list[int], asked: list[int]) -> None:
    wanted = [*keys, *asked, *keys]
    found = Owners(np.array(keys, dtype=np.uint64)).rows_of(np.array(wanted, dtype=np.uint64))

    assert found.tolist() == [keys.index(key) if key in keys else NOBODY for key in wanted]
