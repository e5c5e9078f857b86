"""A crowd is measured as each of its people would be alone."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.crowd import Crowd
from app.domain.records import Export, OfficialScores
from app.domain.rulebook import Rulebook
from app.mirror import crowd_passes
from app.mirror.crowd import measures_of_crowd, unscored_of_crowd
from app.mirror.crowd_scoring import marks_at, marks_of_crowd
from app.mirror.facts import Facts
from app.mirror.packing import crowd_of, only
from app.mirror.scoring import score
from tests.laws.invented import TODAY, people, rulebooks

days = st.one_of(st.just(TODAY), st.integers(TODAY - 1500, TODAY + 60))


def crowd(some: list[Facts]) -> Crowd:
    exports = [Export(one.records, one.contacts, OfficialScores.none()) for one in some]
    return crowd_of(exports, [f"p{row}" for row in range(len(some))])


@given(book=rulebooks(), some=st.lists(people(), max_size=6), data=st.data())
def test_everybody_is_measured_as_if_alone(
    book: Rulebook, some: list[Facts], data: st.DataObject
) -> None:
    day = np.array([data.draw(days) for _ in some], np.int32)

    x = measures_of_crowd(book, crowd(some), day)
    unscored = unscored_of_crowd(book, crowd(some), day)

    assert x.shape == (len(book.rules), len(some))
    for row, one in enumerate(some):
        alone = score(book, one.records, one.contacts, int(day[row]))
        assert x[:, row] == pytest.approx(alone.measures, abs=1e-9, nan_ok=True)
        assert unscored[row] == (alone.unscored is not None)


@given(book=rulebooks(), some=st.lists(people(), max_size=6), block=st.integers(1, 40))
def test_the_length_of_a_block_changes_nothing(
    book: Rulebook, some: list[Facts], block: int
) -> None:
    everybody, day = crowd(some), np.full(len(some), TODAY, np.int32)

    with mock.patch.object(crowd_passes, "_BLOCK", block):
        cut = measures_of_crowd(book, everybody, day)

    whole = measures_of_crowd(book, everybody, day)
    assert cut == pytest.approx(whole, abs=1e-9, nan_ok=True)


@given(
    book=rulebooks(),
    some=st.lists(people(), max_size=4),
    asked=st.lists(st.tuples(st.integers(0, 3), days), max_size=8),
)
def test_people_are_scored_on_several_days_as_on_each(
    book: Rulebook, some: list[Facts], asked: list[tuple[int, int]]
) -> None:
    pairs = sorted((person, day) for person, day in asked if person < len(some))
    person = np.array([one for one, _ in pairs], np.int64)
    day = np.array([one for _, one in pairs], np.int32)

    found = marks_at(book, crowd(some), person, day)

    for row, (one, when) in enumerate(pairs):
        alone = score(book, some[one].records, some[one].contacts, when)
        assert found.sum[row] == pytest.approx(alone.sum, abs=1e-7)
        assert found.points[:, row] == pytest.approx(alone.rule_points, abs=1e-7)
        assert found.published[row] == pytest.approx(
            np.nan if alone.published is None else alone.published, abs=1e-7, nan_ok=True
        )


@given(books=st.lists(rulebooks(), min_size=1, max_size=3), some=st.lists(people(), max_size=4))
def test_each_of_several_books_gives_what_it_gives_alone(
    books: list[Rulebook], some: list[Facts]
) -> None:
    everybody, day = crowd(some), np.full(len(some), TODAY, np.int32)

    together = marks_of_crowd([*books, books[0]], everybody, day)

    for book, marks in zip([*books, books[0]], together, strict=True):
        alone = marks_of_crowd([book], everybody, day)[0]
        assert marks.measures == pytest.approx(alone.measures, abs=1e-9, nan_ok=True)
        assert marks.sum == pytest.approx(alone.sum, abs=1e-9)
        assert marks.published == pytest.approx(alone.published, abs=1e-9, nan_ok=True)


@given(book=rulebooks(), some=st.lists(people(), max_size=6), data=st.data())
def test_some_of_a_crowd_are_measured_as_in_the_crowd(
    book: Rulebook, some: list[Facts], data: st.DataObject
) -> None:
    chosen = np.array([data.draw(st.booleans()) for _ in some], dtype=np.bool_)
    day = np.full(len(some), TODAY, np.int32)
    everybody = crowd(some)

    part = only(everybody, chosen)

    expected = measures_of_crowd(book, everybody, day)[:, chosen]
    assert part.ids.tolist() == everybody.ids[chosen].tolist()
    assert measures_of_crowd(book, part, day[chosen]) == pytest.approx(
        expected, abs=1e-9, nan_ok=True
    )


@given(book=rulebooks(), who=people(), far=st.sampled_from([-600_000, 2_000_000]))
def test_a_record_of_another_age_of_the_world_changes_nothing_else(
    book: Rulebook, who: Facts, far: int
) -> None:
    table = who.records
    strange = replace(table, day=np.sort(np.append(table.day[1:], np.int32(far))).astype(np.int32))
    one = Facts(strange if len(table) else table, who.contacts, TODAY)

    x = measures_of_crowd(book, crowd([who, one]), np.array([TODAY, TODAY], np.int32))

    alone = score(book, one.records, one.contacts, TODAY).measures
    assert x[:, 1] == pytest.approx(alone, abs=1e-9, nan_ok=True)
