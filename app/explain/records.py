"""Every rule's share, carried down to the records and contacts that made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatVector, Mask, RowVector
from app.domain.explanation import RecordShares
from app.domain.records import Contacts, Records
from app.domain.rulebook import ADDITIVE, Measure, Rule
from app.explain.causes import Causes, RecordCauses
from app.explain.entities import Entities
from app.explain.sharing import record_shares
from app.mirror.measures import RuleMeasure

AnyEntities = Entities[Records] | Entities[Contacts]


@dataclass(frozen=True, slots=True)
class Part:
    """One rule's share under one rulebook, with the measures that it comes from.

    Attributes:
        share: phi_r. Unit: points.
        when_cancelling: See ``sharing.record_shares``.
    """

    rule: Rule
    share: float
    a: RuleMeasure
    b: RuleMeasure
    when_cancelling: float


@dataclass(frozen=True, slots=True)
class RowShares:
    """The records (or contacts) of one rule and their shares, as columns."""

    rows: RowVector
    points: FloatVector
    causes: Causes


def shared_out(
    part: Part, entities: AnyEntities, causes: RecordCauses, of_contacts: Causes
) -> RowShares:
    """Carry one part of a rule's share down to its records or contacts.

    Args:
        part: The rule's share and measures.
        entities: The rows it counts in: records, or contacts for the contacts measure.
        causes: Tells the cause of a record.
        of_contacts: The cause of each contact.
    """
    if part.rule.measure not in ADDITIVE:
        return _of_definer(part, entities, causes)
    rows, change, counted = _aligned(part, entities)
    points = record_shares(part.rule, part.share, change, part.when_cancelling)
    if part.rule.measure is Measure.CONTACTS:
        return RowShares(rows, points, of_contacts[rows])
    return RowShares(rows, points, causes.of(rows, counted_in_b=counted))


def _of_definer(part: Part, entities: AnyEntities, causes: RecordCauses) -> RowShares:
    nothing = np.empty(0)
    definer = part.b.parts().rows
    former = entities.from_a(part.a.parts().rows)
    carrier = definer if len(definer) else former
    if not len(carrier) or part.share == 0:
        return RowShares(carrier[:0], nothing, nothing.astype(np.int8))
    cause = causes.of_definer(
        int(carrier[0]),
        former=int(former[0]) if len(former) else None,
        is_in_b=bool(len(definer)),
    )
    return RowShares(carrier, np.array([part.share]), np.array([cause], dtype=np.int8))


def _aligned(part: Part, entities: AnyEntities) -> tuple[RowVector, FloatVector, Mask]:
    """Return the rows that count in either state, dx of each, and whether it counts in B."""
    of_a, of_b = part.a.parts(), part.b.parts()
    if not len(of_a.rows):
        return of_b.rows, of_b.each, np.ones(len(of_b.rows), dtype=np.bool_)
    both = np.concatenate([entities.from_a(of_a.rows), of_b.rows])
    rows, place = np.unique(both, return_inverse=True)
    change = np.zeros(len(rows))
    change[place[: len(of_a.rows)]] = -of_a.each
    change[place[len(of_a.rows) :]] += of_b.each
    counted = np.zeros(len(rows), dtype=np.bool_)
    counted[place[len(of_a.rows) :]] = True
    return rows, change, counted


def merged(parts: list[RowShares]) -> RowShares:
    """Add up the shares of one rule under two rulebooks."""
    if len(parts) == 1:
        return parts[0]
    rows, place = np.unique(np.concatenate([part.rows for part in parts]), return_inverse=True)
    weights = np.concatenate([part.points for part in parts])
    points: FloatVector = np.bincount(place, weights, minlength=len(rows)).astype(np.float64)
    causes = np.zeros(len(rows), dtype=np.int8)
    start = len(place)
    for part in reversed(parts):  # the first part, B's rulebook, has the last word
        start -= len(part.rows)
        causes[place[start : start + len(part.rows)]] = part.causes
    return RowShares(rows, points, causes)


def as_columns(by_rule: Iterable[tuple[int, bool, RowShares]], most: int) -> RecordShares:
    """Lay the shares of all rules end to end, without those that moved nothing.

    Args:
        by_rule: (row of the rule, whether its rows are contacts, its shares). Each is laid down
            before the next is made, so that a million shares are held once and not twice.
        most: At least as many as all shares together.
    """
    rows, points = np.empty(most, dtype=np.int64), np.empty(most)
    causes = np.empty(most, dtype=np.int8)
    counts, rules, of_contacts = [], [], []
    end = 0
    for rule, is_contact, shares in by_rule:
        moving = _moving(shares)
        start, end = end, end + len(moving.rows)
        rows[start:end], points[start:end] = moving.rows, moving.points
        causes[start:end] = moving.causes
        counts.append(end - start)
        rules.append(rule)
        of_contacts.append(is_contact)
    return RecordShares(
        rule=np.repeat(np.array(rules, dtype=np.int16), counts),
        row=rows[:end],
        points=points[:end],
        cause=causes[:end],
        is_contact=np.repeat(np.array(of_contacts, dtype=np.bool_), counts),
    )


def _moving(shares: RowShares) -> RowShares:
    moving = shares.points != 0
    if moving.all():
        return shares
    return RowShares(shares.rows[moving], shares.points[moving], shares.causes[moving])
