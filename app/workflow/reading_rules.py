"""What the reader of a rulebook asks: which rules count what of a person's file, and which not."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.rulebook import Rulebook
from app.explain.feeding import kinds_there, looked_at, unnamed
from app.mirror.facts import Facts
from app.workflow import kinds
from app.workflow.case import Case


@dataclass(frozen=True, slots=True)
class KindCount:
    """So many records of a kind that no rule names."""

    kind: str
    title: str
    count: int


@dataclass(frozen=True)
class Coverage:
    """A person's records beside the rules.

    Attributes:
        looks_at: How many records (contacts, for a rule on those) each rule looks at, by rule id.
        idle: Ids of the rules that no record is about.
        uncounted: Kinds of record that no rule and no override names, the most frequent first.
        records: How many records there are.
    """

    looks_at: dict[str, int]
    idle: tuple[str, ...]
    uncounted: tuple[KindCount, ...]
    records: int

    @property
    def uncounted_records(self) -> int:
        """How many records no rule names."""
        return sum(one.count for one in self.uncounted)


def coverage(case: Case, book: Rulebook | None = None) -> Coverage:
    """Return which of a person's records up to the day asked about the rules are about.

    Args:
        case: The person's case; what is set aside is not counted.
        book: The rulebook; the case's own where left out.
    """
    rules = case.rulebook if book is None else book
    facts = Facts(case.export.records, case.export.contacts, case.day, case.aside_ids)
    there = kinds_there(facts)
    looks_at = looked_at(rules, there, len(case.export.contacts))
    free = sorted(unnamed(rules, there), key=lambda kind: (-there[kind], kind))
    return Coverage(
        looks_at,
        tuple(rule.id for rule in rules.rules if not looks_at[rule.id]),
        tuple(KindCount(kind, kinds.title(kind), there[kind]) for kind in free),
        sum(there.values()),
    )
