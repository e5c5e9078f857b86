from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audit.findings import findings_of
from app.audit.honesty_counts import HonestyCounts
from app.audit.month_sums import MonthSums
from app.domain.audit import Question
from app.domain.calendar import date_of, day_of
from app.domain.findings import Faulty, Findings, Verdict
from app.domain.rulebook import Basis, Number
from tests.audit.crowds import DAY, USUAL, cut, planted, table, whole

FAULTY = Faulty("x", "people.csv", "records", 3, "day", "a date")


@dataclass(frozen=True)
class Kept:
    records: int = 0
    months: MonthSums = field(default_factory=MonthSums.none)
    honesty: HonestyCounts = field(default_factory=HonestyCounts)
    faulty_people: int = 0
    faulty: tuple[Faulty, ...] = ()


ASKED = Question(
    books=(replace(USUAL, base=Number(625.0, 600.0, 650.0, Basis.ASSUMED)), USUAL),
    day=DAY,
    claims=("contacts", "posts"),
    groups=("group", "region"),
    pairs=True,
    thresholds=(600.0,),
    fit=True,
)


def people(seed: int, n: int = 400):
    found = planted(seed, n, claims=("contacts", "posts"), penalty=6.0)
    return replace(found, others=np.array([found.published, found.published]))


def test_one_look_at_the_people_answers_everything() -> None:
    months = MonthSums.of(np.full(400, DAY), people(1).residual, 0.5, 400)
    kept = Kept(1234, months, HonestyCounts(10, 2, 5, 9, {"posts": 3}, {}), 1, (FAULTY,))
    found = findings_of(whole(people(1)), ASKED, kept)

    assert (found.people, found.scored, found.unscored, found.with_official) == (400, 400, 0, 400)
    assert (found.records, found.day, found.tolerance) == (1234, DAY, 0.5)
    assert found.residual.n == 400
    assert [claim.verdict for claim in found.claims] == [Verdict.CONTRADICTED] * 2
    assert next(gap.groups for gap in found.gaps) == ("a", "b")
    assert len(found.groups) == 1 + 2 + 3 + 6
    assert [one.rule for one in found.pressure] == ["posts", "contacts"]
    assert len(found.books) == 2
    assert found.fit.n == 400
    assert (found.honesty.decisions, found.honesty.first_is_strongest.value) == (10, 0.5)
    assert (found.faulty_people, found.faulty) == (1, (FAULTY,))
    (period,) = found.periods
    assert (period.month, period.n, found.periods_of) == ("2013-10", 400, 400)
    assert period.mean.value == pytest.approx(found.residual.mean)
    assert period.within == pytest.approx(found.within_tolerance)


def test_a_plain_table_has_scores_and_groups_and_nothing_else() -> None:
    told = {"group": ["a", "b"] * 40}
    scores = np.arange(80.0)
    did = (np.arange(80) % 3 == 0).astype(np.float64)
    question = Question(groups=("group",), thresholds=(40.0,), outcome="did")
    found = findings_of(whole(table(scores, outcome=did, attributes=told)), question, Kept())

    assert (found.scored, found.unscored, found.within_tolerance) == (None, None, None)
    assert found.residual is None
    assert (found.claims, found.gaps, found.pressure, found.books) == ((), (), (), ())
    assert (found.fit, found.honesty) == (None, None)
    assert [one.group for one in found.outcomes] == ["all", "a", "b"]
    assert len(found.rate_gaps) == 1


def test_nobody_at_all_is_told_as_nobody() -> None:
    found = findings_of(lambda: iter(()), ASKED, Kept())

    assert (found.people, found.scored, found.with_official) == (0, 0, 0)
    assert (found.residual, found.groups, found.fit) == (None, (), None)
    assert all(claim.verdict is Verdict.TOO_LITTLE_DATA for claim in found.claims)


def test_a_group_that_is_too_small_is_listed_once() -> None:
    told = {"group": ["a"] * 40 + ["b"] * 10}
    question = Question(groups=("group",), thresholds=(25.0,), outcome="did")
    found = findings_of(
        whole(table(np.arange(50.0), outcome=np.ones(50), attributes=told)), question, Kept()
    )

    assert [(one.group, one.n) for one in found.suppressed] == [("b", 10)]


def test_decisions_whose_reasons_nobody_understands_have_no_share() -> None:
    found = findings_of(whole(people(2)), ASKED, Kept(honesty=HonestyCounts(0, 7)))

    assert (found.honesty.not_understood, found.honesty.first_is_strongest) == (7, None)


def test_months_are_named_in_order_also_before_1970() -> None:
    days = np.array([day_of(date_of(-40)), -1, 0, 31, 365], dtype=np.int32)
    kept = Kept(months=MonthSums.of(days, np.arange(5.0), 0.5, 5))
    found = findings_of(whole(people(3)), ASKED, kept)

    assert [one.month for one in found.periods] == [
        "1969-11", "1969-12", "1970-01", "1970-02", "1971-01",
    ]  # fmt: skip
    assert all(np.isnan(one.mean.low) for one in found.periods)


def close(one: object, other: object, where: str = "") -> None:
    """Assert that two findings are the same, figures to 1e-9."""
    assert type(one) is type(other), where
    if isinstance(one, float):
        assert other == pytest.approx(one, abs=1e-9, nan_ok=True), where
    elif is_dataclass(one):
        for part in fields(one):
            close(getattr(one, part.name), getattr(other, part.name), f"{where}.{part.name}")
    elif isinstance(one, tuple):
        assert len(one) == len(other), where
        for place, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            close(mine, theirs, f"{where}[{place}]")
    elif isinstance(one, dict):
        assert list(one) == list(other), where
        for key, value in one.items():
            close(value, other[key], f"{where}[{key}]")
    else:
        assert one == other, where


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), places=st.lists(st.integers(0, 250), max_size=6))
def test_everything_is_the_same_however_the_people_are_cut(seed: int, places: list[int]) -> None:
    cohort = people(seed, 250)
    found: Findings = findings_of(whole(cohort), ASKED, Kept())

    close(found, findings_of(cut(cohort, *places), ASKED, Kept()))
