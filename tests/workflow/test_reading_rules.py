"""Which rules look at what of a person's file, and what no rule counts."""

from __future__ import annotations

from dataclasses import replace

from app.domain.rulebook import Measure, matches
from app.workflow.reading_rules import coverage
from app.workflow.rulebooks import find
from tests.gui import people


def case():
    return people.case().under(find("article-2016"))


def test_a_rule_looks_at_the_records_of_its_kinds() -> None:
    mine, told = case(), coverage(case())
    table = mine.export.records
    for rule in mine.rulebook.rules:
        if rule.measure is Measure.CONTACTS:
            assert told.looks_at[rule.id] == len(mine.export.contacts)
            continue
        counted = sum(
            matches(rule.kinds, str(table.kinds[table.kind[row]]))
            for row in range(len(table))
            if table.day[row] <= mine.day
        )
        assert told.looks_at[rule.id] == counted, rule.id


def test_rules_without_a_record_are_idle() -> None:
    told = coverage(case())

    assert told.idle
    assert all(told.looks_at[rule] == 0 for rule in told.idle)


def test_what_is_set_aside_is_not_counted() -> None:
    mine = case()
    record = str(mine.export.records.id[0])
    fewer = coverage(replace(mine, aside={record: None}))

    assert fewer.records == coverage(mine).records - 1


def test_another_book_can_be_asked_about_the_same_records() -> None:
    mine, other = case(), find("rongcheng-2019")

    assert set(coverage(mine, other).looks_at) == {rule.id for rule in other.rules}
    assert coverage(mine, other).records == coverage(mine).records


def test_uncounted_kinds_come_the_most_frequent_first_and_no_rule_names_them() -> None:
    mine = case()
    told = coverage(mine, find("rongcheng-2019"))
    counts = [one.count for one in told.uncounted]

    assert counts == sorted(counts, reverse=True)
    assert told.uncounted_records == sum(counts)
    for one in told.uncounted:
        assert not any(rule.names(one.kind) for rule in find("rongcheng-2019").rules)
