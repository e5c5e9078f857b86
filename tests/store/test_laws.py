"""What comes in comes out; twice is once; how files are split does not matter."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.domain.records import Export
from app.intake.merging import merged_exports
from app.store.archive import Archive
from app.store.columns import packed_texts, unpacked_texts
from app.store.keys import Unlock
from tests.store.invented import CHEAP, PASSPHRASE, exports, lin, plain, reading_of, said

# Shrinking a failure through thousands of encrypted commits takes minutes, and tells little more.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
few_ids = st.sampled_from(["a", "b", "c", "d"])


@pytest.fixture(scope="module")
def store() -> Iterator[Archive]:
    with (
        tempfile.TemporaryDirectory() as name,
        Archive.make(Path(name) / "s", Unlock.by_passphrase(PASSPHRASE), cost=CHEAP) as made,
    ):
        yield made


def stranger(archive: Archive, export: Export) -> str:
    """Add an export to somebody new, whoever else is in the store."""
    unknown = replace(export, inputs=())
    return archive.add(reading_of(unknown)).person


def as_sets(told: dict[str, object]) -> dict[str, object]:
    """Return tables without the order of lookups and decisions, which no reader relies on."""
    return {
        name: Counter(rows) if name in {"lookups", "decisions"} else rows
        for name, rows in told.items()
    }


@given(export=exports())
@settings(max_examples=20, phases=UNSHRUNK)
def test_what_is_added_comes_back_exactly(store: Archive, export: Export) -> None:
    found = store.person(stranger(store, export))

    assert plain(found) == plain(export)
    assert said(found) == said(replace(export, inputs=()))
    assert found.records.kinds == export.records.kinds
    assert list(found.records.texts) == list(export.records.texts)


@given(export=exports())
@settings(max_examples=12, phases=UNSHRUNK)
def test_adding_the_same_twice_changes_nothing(store: Archive, export: Export) -> None:
    person = stranger(store, export)
    before = store.person(person)

    receipt = store.add(reading_of(replace(export, inputs=())), person=person)

    assert receipt.already
    assert (receipt.new, receipt.updated, receipt.same) == (0, 0, len(export.records))
    assert len(store.imports(person)) == 1
    assert plain(store.person(person)) == plain(before)


@given(first=exports(ids=few_ids, once_a_day=True), second=exports(ids=few_ids, once_a_day=True))
@settings(max_examples=20, phases=UNSHRUNK)
def test_two_exports_are_their_union_and_the_later_one_is_believed(
    store: Archive, first: Export, second: Export
) -> None:
    person = stranger(store, first)
    store.add(reading_of(second), person=person)
    found = store.person(person)
    expected = merged_exports([replace(first, inputs=()), second])

    assert plain(found) == plain(expected)
    assert said(found) == said(expected)


@given(
    parts=st.lists(exports(ids=few_ids, once_a_day=True), min_size=1, max_size=4),
    at=st.integers(0, 3),
)
@settings(max_examples=12, phases=UNSHRUNK)
def test_how_exports_are_split_does_not_matter(
    store: Archive, parts: list[Export], at: int
) -> None:
    one_by_one = stranger(store, parts[0])
    for part in parts[1:]:
        store.add(reading_of(part), person=one_by_one)
    head, tail = parts[: at + 1], parts[at + 1 :]
    in_two = stranger(store, merged_exports(head))
    if tail:
        store.add(reading_of(merged_exports(tail)), person=in_two)

    assert as_sets(plain(store.person(one_by_one))) == as_sets(plain(store.person(in_two)))


@given(parts=st.lists(exports(ids=few_ids, once_a_day=True), min_size=1, max_size=4))
@settings(max_examples=12, phases=UNSHRUNK)
def test_undoing_every_import_and_redoing_it_leads_through_the_same_states(
    store: Archive, parts: list[Export]
) -> None:
    person = stranger(store, parts[0])
    for part in parts[1:]:
        store.add(reading_of(part), person=person)

    made = len([change for change in store.changes(person) if not change.undone])
    walked = [plain(store.person(person))]
    while store.undo(person):
        walked.append(plain(store.person(person)))
    for state in reversed(walked[:-1]):
        store.redo(person)
        assert plain(store.person(person)) == state
    assert len(walked) == made + 1
    assert not walked[-1]["records"]
    assert store.redo(person) is None


@given(cells=st.lists(st.text(st.characters(exclude_categories=[]), max_size=5), min_size=1))
def test_any_column_of_texts_can_be_packed(cells: list[str]) -> None:
    for column in (cells, cells * 50):
        assert unpacked_texts(packed_texts(column)).tolist() == column


def test_a_column_that_repeats_itself_is_packed_small() -> None:
    column = ["CNY", "USD"] * 5000

    assert len(packed_texts(column)) < 11_000


def test_many_blocks_are_read_as_one_table(archive: Archive, monkeypatch) -> None:
    monkeypatch.setattr("app.store.record_blocks.BLOCK", 2)
    person = stranger(archive, lin(later=True))

    assert plain(archive.person(person)) == plain(lin(later=True))


def test_texts_stay_packed_until_they_are_looked_at(archive: Archive) -> None:
    records = archive.person(stranger(archive, lin())).records

    assert repr(records.texts) == ("WaitingTexts(currency, source, counterparty, text, reference)")
    assert records.texts.get("colour") is None
    assert "text" in records.texts
    assert "colour" not in records.texts
    assert len(records.texts) == 5
    assert records.text("text", 1) == "paid late"
    assert [name for name, _ in records.texts.items()] == list(records.texts.keys())
    for copy in (dict(records.texts), records.texts.copy(), records.texts | {}, {} | records.texts):
        assert copy["reference"].tolist() == ["", "B-7", ""]
    assert len(list(records.texts.values())) == 5
    assert records.texts != {}


def test_texts_can_be_handed_to_another_process(archive: Archive) -> None:
    import pickle

    records = archive.person(stranger(archive, lin())).records
    copy = pickle.loads(pickle.dumps(records.texts))  # noqa: S301 - our own bytes

    assert copy["counterparty"].tolist() == ["Corner shop", "Power works", ""]


def test_amounts_that_nobody_told_stay_unknown(archive: Archive) -> None:
    records = archive.person(stranger(archive, lin())).records

    assert np.isnan(records.amount).tolist() == [False, False, True]
