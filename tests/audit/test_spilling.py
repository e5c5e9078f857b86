from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.audit import plain_files
from app.audit.plain_files import NotWhole
from app.audit.spilling import PeopleStore, bytes_of, read_people, write_people
from app.domain.audit import People
from app.domain.crowd import Labels

pytestmark = pytest.mark.timeout(60)


def some_people(n: int, *, seed: int = 1, rules: int = 3) -> People:
    random = np.random.default_rng(seed)
    numbers = random.normal(600.0, 50.0, (12, n))
    numbers[:, ::7] = np.nan
    return People(
        name=np.array([f"{seed}-{row:06x}" for row in range(n)] + [""], dtype=object)[:-1],
        day=random.integers(0, 20_000, n).astype(np.int32),
        official=numbers[0],
        sum=numbers[1],
        published=numbers[2],
        unscored=np.isnan(numbers[2]),
        points=random.normal(0.0, 5.0, (rules, n)),
        measures=np.empty((0, n)),
        without=random.normal(600.0, 5.0, (1, n)),
        behaviour=numbers[3],
        contacts=numbers[4],
        rules=numbers[5],
        others=numbers[6:8],
        attributes={"区域": Labels(random.integers(-1, 2, n).astype(np.int32), ("北", "south"))},
        outcome=numbers[8],
    )


def same(one: People, other: People) -> bool:
    for field in dataclasses.fields(People):
        ours, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name == "attributes":
            assert list(ours) == list(theirs)
            for name, labels in ours.items():
                assert labels.names == theirs[name].names
                np.testing.assert_array_equal(labels.code, theirs[name].code, strict=True)
        else:
            np.testing.assert_array_equal(ours, theirs, strict=True)
    return True


@pytest.mark.parametrize("n", [0, 1, 100])
def test_people_come_back_from_a_file_as_they_were(n, tmp_path) -> None:
    people = some_people(n)

    write_people(people, tmp_path / "part")

    assert same(read_people(tmp_path / "part"), people)


texts = st.text(max_size=8).map(lambda text: text.encode("utf-8", "ignore").decode("utf-8"))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | texts,
    lambda inside: (
        st.lists(inside, max_size=4).map(tuple) | st.dictionaries(texts, inside, max_size=4)
    ),
    max_leaves=10,
)


@given(value=plain)
def test_any_plain_value_comes_back_as_it_was(value, tmp_path_factory) -> None:
    file = tmp_path_factory.mktemp("plain") / "value"

    plain_files.write(value, file)

    assert plain_files.read(file, ()) == value


@given(
    array=arrays.arrays(
        st.sampled_from([np.float64, np.int32, np.int64, np.bool_, np.uint8]),
        arrays.array_shapes(min_dims=1, max_dims=3, min_side=0),
    )
)
def test_any_array_comes_back_bit_by_bit(array, tmp_path_factory) -> None:
    file = tmp_path_factory.mktemp("plain") / "value"

    plain_files.write((array, array.T), file)
    one, other = plain_files.read(file, ())

    np.testing.assert_array_equal(one, array, strict=True)
    np.testing.assert_array_equal(other, array.T, strict=True)
    one[...] = 0  # what was read can be worked on


def test_a_file_that_was_not_written_to_its_end_is_refused_wherever_it_ends(tmp_path) -> None:
    write_people(some_people(10), tmp_path / "part")
    whole = (tmp_path / "part").read_bytes()

    for length in range(len(whole)):
        (tmp_path / "short").write_bytes(whole[:length])
        with pytest.raises(NotWhole):
            read_people(tmp_path / "short")


def test_what_is_no_plain_value_is_refused_when_it_is_written(tmp_path) -> None:
    with pytest.raises(TypeError, match="set"):
        plain_files.write({"one": {1, 2}}, tmp_path / "part")

    assert list(tmp_path.iterdir()) == []


def test_a_type_that_nobody_named_is_not_made(tmp_path) -> None:
    plain_files.write(Labels(np.zeros(1, np.int32), ("a",)), tmp_path / "part")

    with pytest.raises(NotWhole):
        plain_files.read(tmp_path / "part", ())


def test_the_store_yields_the_same_people_again_and_again_from_memory_and_files(tmp_path) -> None:
    parts = [some_people(50, seed=seed) for seed in range(4)]
    files: list[People | Path] = [parts[0]]
    for number, people in enumerate(parts[1:], 1):
        write_people(people, tmp_path / f"{number}")
        files.append(tmp_path / f"{number}")
    store = PeopleStore(tuple(files), 200, budget=bytes_of(parts[1]))

    for _ in range(3):
        assert [same(one, other) for one, other in zip(store(), parts, strict=True)] == [True] * 4
    assert len(store) == 200


def test_only_what_fits_the_budget_is_held_in_memory(tmp_path) -> None:
    for number in range(4):
        write_people(some_people(50, seed=number), tmp_path / f"{number}")
    files = tuple(tmp_path / f"{number}" for number in range(4))
    store = PeopleStore(files, 200, budget=2 * bytes_of(some_people(50)))

    one, other = list(store()), list(store())

    assert [a is b for a, b in zip(one, other, strict=True)] == [True, True, False, False]
    assert bytes_of(one[0]) >= 50 * (4 + 8 * 11)
