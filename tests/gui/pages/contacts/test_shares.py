"""The contacts' shares make what all of them give together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gui.pages.contacts.people_table import Column, PeopleTable


def table_of(shares, total=None):
    names = tuple(f"c{place}" for place in range(len(shares)))
    own, zeros = np.array(shares, dtype=float), np.zeros(len(shares))
    makes = float(np.nansum(own)) if total is None else total
    return PeopleTable(names, names, zeros, zeros, own, zeros, total=makes)


def values(table):
    return [table.value(row, Column.SHARE) for row in range(len(table))]


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=30))
def test_the_shares_make_the_total(shares):
    table = table_of(shares)

    assert sum(values(table)) == pytest.approx(round(sum(shares), 1), abs=0.051)
    assert float(table.copied_together()[3]) == pytest.approx(sum(values(table)), abs=1e-6)


def test_small_shares_are_not_lost():
    assert values(table_of([0.04] * 5)) == [0.1, 0.1, 0, 0, 0]


def test_shares_that_do_not_make_the_total_are_rounded_by_themselves():
    assert values(table_of([0.04] * 5, total=9.0)) == [0.1, 0.1, 0, 0, 0]
