"""What the reader of a rulebook asks: which rules count what of a person's file, and which not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.rulebook import Measure, Rulebook, matches
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
    table = case.export.records
    kept = table.day <= case.day
    for record in case.aside:
        kept[table.row_by_id[record]] = False
    counts = np.bincount(table.kind[kept], minlength=len(table.kinds))
    by_kind = {
        str(kind): int(count) for kind, count in zip(table.kinds, counts, strict=False) if count
    }
    looks_at = {
        rule.id: len(case.export.contacts)
        if rule.measure is Measure.CONTACTS
        else sum(count for kind, count in by_kind.items() if rule.names(kind))
        for rule in rules.rules
    }
    named = [*(rule.kinds for rule in rules.rules), *(one.kinds for one in rules.overrides)]
    patterns = tuple(pattern for group in named for pattern in group)
    free = [kind for kind in by_kind if not matches(patterns, kind)]
    return Coverage(
        looks_at,
        tuple(rule.id for rule in rules.rules if not looks_at[rule.id]),
        tuple(
            KindCount(kind, kinds.title(kind), by_kind[kind])
            for kind in sorted(free, key=lambda kind: (-by_kind[kind], kind))
        ),
        int(np.count_nonzero(kept)),
    )
