"""Stated reasons: which rules they name, and whether those are the ones that take most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.audit.honesty_counts import HonestyCounts, StatedRules, honesty_of
from app.domain.calendar import Duration, Unit
from app.domain.crowd import Crowd
from app.domain.records import Contacts, Decision, Export, OfficialScores, Records
from app.domain.rulebook import Measure, Rule, Rulebook, Step
from app.mirror.packing import crowd_of
from tests.laws.invented import TODAY, counting_book, number


def rule(name: str, points: float, kind: str, **titles: str) -> Rule:
    worth = number(points)
    return replace(
        counting_book().rules[0],
        id=name,
        title={"en": name.replace("-", " ").capitalize(), **titles},
        measure=Measure.COUNT,
        half_life=None,
        kinds=(kind,),
        points=worth,
        numbers=(worth,),
    )


def book(*rules: Rule) -> Rulebook:
    made = rules or (
        rule("late-bills", -10, "bill.late", zh="迟付账单", de="Späte Rechnungen"),
        rule("late-bills-for-tax", -1, "bill.late.tax"),
        rule("loans", -4, "loan", zh="贷款"),
        rule("posts", 2, "post"),
    )
    return replace(counting_book(), rules=made)


def decided(reasons: str, *kinds: str, day: int = TODAY) -> Export:
    n = len(kinds)
    ids = np.array(["", *(f"e{row}" for row in range(n))], object)[1:]
    records = Records.build(
        ids, np.full(n, TODAY - 5, np.int32), np.array(["", *kinds], object)[1:]
    )
    decision = Decision(day, "Bank", "Loan", "refused", None, reasons)
    return Export(records, Contacts.none(), OfficialScores.none(), decisions=(decision,))


def counted(*exports: Export, by: Rulebook | None = None) -> HonestyCounts:
    return honesty_of(by or book(), crowd_of(exports), TODAY)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Late bills", ["late-bills"]),
        ("late-bills", ["late-bills"]),
        ("LATE   BILLS FOR TAX", ["late-bills-for-tax"]),
        ("Loans; late bills, loans again", ["loans", "late-bills"]),
        ("迟付账单和贷款", ["late-bills", "loans"]),
        ("Zu späte Rechnungen.", ["late-bills"]),
        ("Chocolate bills and loanshark", []),
        ("late-bills-of-others", []),
        ("", []),
    ],
)
def test_a_text_names_rules_by_id_or_title_as_whole_words(text: str, named: Sequence[str]) -> None:
    rules = book().rules

    assert [rules[row].id for row in StatedRules(book()).in_text(text)] == named


def test_a_title_of_two_rules_names_neither() -> None:
    two = book(rule("a", -1, "loan", en="Money"), rule("b", -1, "post", en="Money"))

    assert StatedRules(two).in_text("Money") == ()
    assert StatedRules(replace(two, rules=())).in_text("Money") == ()
    assert StatedRules(two).in_text("b and a") == (1, 0)


def test_the_first_reason_is_the_strongest_or_it_is_not() -> None:
    true = counted(decided("Late bills, loans", "bill.late", "loan"))
    false = counted(decided("Loans, late bills", "bill.late", "loan"))

    assert (true.decisions, true.first_is_strongest, true.among_strongest) == (1, 1, 1)
    assert (false.decisions, false.first_is_strongest, false.among_strongest) == (1, 0, 1)
    assert true.unsaid == false.unsaid == {}


def test_what_takes_most_and_is_not_said_is_counted_and_so_is_what_is_said_and_takes_nothing() -> (
    None
):
    found = counted(decided("Loans", "bill.late"), decided("Posts", "bill.late", "post"))

    assert found == HonestyCounts(2, 0, 0, 0, {"late-bills": 2}, {"loans": 1, "posts": 1})


def test_of_rules_that_take_alike_each_is_the_strongest() -> None:
    alike = book(rule("a", -5, "loan"), rule("b", -5, "post"))

    found = counted(decided("b", "loan", "post"), by=alike)

    assert (found.first_is_strongest, found.unsaid) == (1, {})


def test_only_four_rules_are_among_the_strongest() -> None:
    rules = [rule(f"r{points}", -points, "loan") for points in (1, 2, 3, 4, 5)]

    assert counted(decided("r5 r2", "loan"), by=book(*rules)).among_strongest == 1
    assert counted(decided("r5 r1", "loan"), by=book(*rules)).among_strongest == 0


def test_a_rule_takes_what_nobody_without_records_would_lack() -> None:
    steps = (Step(0.0, number(50.0)), Step(1.0, number(0.0)))
    stepped = replace(rule("loans", 0, "loan"), points=None, steps=steps)

    found = counted(decided("Loans", "loan"), by=book(stepped, rule("late-bills", -9, "bill.late")))

    assert found.first_is_strongest == 1


def test_reasons_are_held_against_the_records_of_their_own_day() -> None:
    short = replace(rule("loans", -4, "loan"), lifetime=Duration(3, Unit.DAYS))
    by = book(short, rule("late-bills", -1, "bill.late"))

    then = counted(decided("Loans", "loan", "bill.late", day=TODAY - 4), by=by)
    now = counted(decided("Loans", "loan", "bill.late"), by=by)

    assert (then.first_is_strongest, now.first_is_strongest) == (1, 0)
    assert now.said_without_weight == {"loans": 1}


def test_reasons_that_name_no_rule_and_decisions_without_any_are_told_apart() -> None:
    found = counted(decided("House policy", "loan"), decided("  ", "loan"), decided("", "loan"))

    assert found == HonestyCounts(not_understood=1)
    assert honesty_of(book(), Crowd(np.empty(0, object)), TODAY) == HonestyCounts()


def test_decisions_after_the_day_of_the_audit_are_left_out() -> None:
    assert counted(decided("Loans", "loan", day=TODAY + 1)) == HonestyCounts()


def test_counts_of_parts_add_up() -> None:
    some = [decided("Loans", "bill.late"), decided("Late bills", "bill.late"), decided("?", "loan")]

    apart = [counted(one) for one in some]

    assert apart[0].merge(apart[1]).merge(apart[2]) == counted(*some)
    assert apart[0].merge(apart[1].merge(apart[2])) == counted(*some)
