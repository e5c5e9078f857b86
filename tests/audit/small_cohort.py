"""A small invented cohort cut into several parts, and what an audit makes of it as plain columns."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path

import numpy as np

from app.audit.running import Recomputation
from app.domain.audit import People, Question
from app.domain.cohort import Cohort, CohortPart
from app.intake.cohort.opening import open_cohort
from app.rulebook import library
from app.workflow.sampling import Wish, write_sample

PEOPLE = 60
PARTS = 5


def made(folder: Path) -> Cohort:
    """Write the people, and open them cut into parts."""
    write_sample(Wish(people=PEOPLE, events=3_000, seed=5, noise=3.0), folder / "people")
    return cut(open_cohort(folder / "people"), PARTS)


def ids_of(cohort: Cohort) -> list[str]:
    """Return everybody's id, sorted."""
    files = sorted(Path(cohort.path).glob("subjects*.csv"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()[1:]]
    return sorted(line.partition(",")[0] for line in lines)


def cut(cohort: Cohort, parts: int) -> Cohort:
    """Return the same cohort in so many parts."""
    ids = ids_of(cohort)
    bounds = [ids[len(ids) * number // parts] for number in range(1, parts)]
    edges = [None, *bounds, None]
    several = tuple(
        CohortPart(number, 100 + number, low=low, high=high)
        for number, (low, high) in enumerate(pairwise(edges))
    )
    return dataclasses.replace(cohort, parts=several)


def question(**asked: object) -> Question:
    """Ask what makes every column be filled."""
    books = (
        library.find("article-2016"),
        library.find("article-2016", "without-contacts"),
    )
    given = {
        "books": books,
        "claims": ("contacts",),
        "groups": ("region", "age"),
        "fit": True,
        "salt": "a salt",
    }
    return Question(**{**given, **asked})


def columns(done: Recomputation) -> dict[str, np.ndarray]:
    """Return everything that was recomputed as columns, in the order of people."""
    parts = list(done.people())
    found = {}
    for field in dataclasses.fields(People):
        values = [getattr(part, field.name) for part in parts]
        if field.name == "attributes":
            for name in values[0]:
                texts = [
                    np.array([*one[name].names, None], dtype=object)[one[name].code]
                    for one in values
                ]
                found[name] = np.concatenate(texts)
        else:
            found[field.name] = np.concatenate(values, axis=-1)
    months, honesty = done.kept.months, done.kept.honesty
    found["months"] = np.array([months.month, months.n, months.sum, months.squares, months.within])
    found["honesty"] = np.array([honesty.decisions, honesty.first_is_strongest], float)
    found["counts"] = np.array([done.kept.people, done.kept.records, done.kept.faulty_people])
    return found


def assert_same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    """Assert that two audits have the same figures to the last bit."""
    assert one.keys() == other.keys()
    for name, values in one.items():
        np.testing.assert_array_equal(values, other[name], err_msg=name, strict=True)
