"""A damaged page costs the rows on it: what is whole of a person can be taken out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.store.archive import Archive, restore
from app.store.columns import packed_texts
from app.store.errors import DamagedStore
from app.store.keys import Unlock
from app.store.mending import numbers_of, texts_of
from app.store.pages import Blob
from app.store.refilling import _APART, _OF_IMPORTS, _OF_PEOPLE
from app.store.salvaging import salvaged
from app.store.tables import SQLModel
from app.wording import storing
from tests.store.invented import CHEAP, PASSPHRASE, lin, plain, reading_of
from tests.store.kills import big
from tests.store.reopening import OTHER

UNLOCK = Unlock.by_passphrase(PASSPHRASE)
PAGE = 8192


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, dict[str, object]]:
    """Return a store's folder, its bytes, and the person in it: three imports, one changing two."""
    folder = tmp_path_factory.mktemp("salvage") / "store"
    with Archive.make(folder, UNLOCK, cost=CHEAP) as archive:
        archive.add_all([reading_of(lin()), reading_of(lin(later=True)), reading_of(big(1))])
        archive.set_aside("p1", "1-00001", "wrong")
        archive.keep_scenario("p1", "plan", {"x": 1})
        person = plain(archive.person("p1"))
    return folder, next(folder.glob("*.db")).read_bytes(), person


def damaged(folder: Path, data: bytes, *pages: int, kind: str = "noise") -> None:
    """Damage pages, counted from 1: a bit of each, or all of each."""
    found, chance = bytearray(data), random.Random(str(pages))  # noqa: S311 - keeps no secret
    for page in pages:
        start = (page - 1) * PAGE
        if kind == "bit":
            found[start + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        else:
            noise = chance.randbytes(PAGE) if kind == "noise" else bytes(PAGE)
            found[start : start + PAGE] = noise
    next(folder.glob("*.db")).write_bytes(found)


def checked(got: dict[str, object], person: dict[str, object]) -> int:
    """See that nothing is told otherwise than it was; return how many records are lost."""
    records, told = person["records"], got["records"]
    assert isinstance(records, list)
    assert isinstance(told, list)
    rows = {row[0]: row[:5] for row in records}
    assert len({row[0] for row in told}) == len(told)
    for row in told:
        was = rows[row[0]]
        assert row[1] == was[1]
        assert row[2] == was[2] or row[2].startswith("lost.kind-")
        assert row[3:5] == was[3:5]
    return len(records) - len(told)


@pytest.mark.parametrize("page", [1, 20, 120])
def test_a_flipped_bit_costs_nothing(whole, page: int) -> None:
    folder, data, person = whole
    damaged(folder, data, page, kind="bit")

    with salvaged(folder, UNLOCK) as found:
        assert plain(found.archive.person("p1")) == person
        assert found.losses.bad == 1
        assert not found.losses.records


@pytest.mark.parametrize(
    ("pages", "kind"),
    [((1,), "nought"), ((4,), "noise"), ((48,), "noise"), ((70,), "nought"), ((50, 90), "noise")],
)
def test_a_damaged_page_costs_the_rows_on_it(whole, pages: tuple[int, ...], kind: str) -> None:
    folder, data, person = whole
    damaged(folder, data, *pages, kind=kind)

    with salvaged(folder, UNLOCK) as found:
        found.archive.check()
        lost = checked(plain(found.archive.person("p1")), person)
        if len(pages) == 1:
            assert lost <= 2100  # a page of days, four bytes each
        assert sum(one for one, _of in found.losses.records.values()) >= lost > -1
        assert (found.losses.bad, found.losses.pages) == (len(pages), len(data) // PAGE)


def test_every_page_may_be_lost_and_nothing_comes_out_wrong(whole) -> None:
    folder, data, person = whole
    chance = random.Random(7)  # noqa: S311 - picks pages, keeps no secret
    for page in chance.sample(range(2, len(data) // PAGE + 1), 4):
        damaged(folder, data, page, kind="nought")
        with salvaged(folder, UNLOCK) as found:
            checked(plain(found.archive.person("p1")), person)


def test_what_can_be_read_is_backed_up_and_stands_in_for_the_store(whole, tmp_path: Path) -> None:
    folder, data, person = whole
    damaged(folder, data, 70)
    with salvaged(folder, UNLOCK) as found:
        found.back_up(tmp_path / "b", None)
        found.back_up(tmp_path / "other", OTHER)
        told = plain(found.archive.person("p1"))

    for backup, way in (("b", UNLOCK), ("other", OTHER)):
        with restore(tmp_path / f"from {backup}", tmp_path / backup, way) as again:
            again.check()
            assert plain(again.person("p1")) == told
            assert again.scenarios("p1") == {"plan": {"x": 1}}
    assert checked(told, person)


def test_a_damaged_page_is_told_before_it_is_read(whole) -> None:
    folder, data, _person = whole
    damaged(folder, data, 70, 90)
    with Archive.open(folder, UNLOCK) as archive:
        assert (archive.damage().bad, archive.damage().pages) == (2, len(data) // PAGE)
    damaged(folder, data)
    with Archive.open(folder, UNLOCK) as archive:
        assert archive.damage().bad == 0


@pytest.mark.parametrize("size", [0, 3 * PAGE, -100])
def test_a_file_that_was_cut_short_gives_what_is_left(whole, size: int) -> None:
    folder, data, person = whole
    next(folder.glob("*.db")).write_bytes(data[:size] if size else b"")

    try:
        with salvaged(folder, UNLOCK) as found:
            checked(plain(found.archive.person("p1")), person)
    except DamagedStore:
        assert 0 <= size < PAGE * 4


def test_every_table_of_a_store_is_saved() -> None:
    every = set(SQLModel.metadata.tables)

    assert every == {*_APART, *_OF_IMPORTS, *_OF_PEOPLE}
    for table in every - {"records", "record_texts"}:
        assert storing.name_of_table(table)


@pytest.mark.parametrize(
    "cells",
    [
        [f"text {at}" for at in range(400)],
        [f"{at % 7} 元" for at in range(400)],
        ["", "a", "", "電池"] * 20,
        ["one"],
    ],
)
def test_of_packed_texts_with_a_hole_only_what_is_beyond_doubt_comes_back(cells) -> None:
    data = packed_texts(cells)
    for first in range(0, len(data), max(1, len(data) // 40)):
        end = min(first + 9, len(data))
        lost = data[:first] + bytes(end - first) + data[end:]
        found = texts_of(Blob(lost, ((first, end),)), len(cells))
        assert len(found) == len(cells)
        assert all(text in {None, was} for text, was in zip(found, cells, strict=True))


def test_of_numbers_with_a_hole_those_beside_it_come_back() -> None:
    _data, there = numbers_of(Blob(bytes(40), ((6, 9), (31, 40))), 10, 4)

    assert there.tolist() == [True, False, False, True, True, True, True, False, False, False]
    assert not numbers_of(b"too short", 10, 4)[1].any()
