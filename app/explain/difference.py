"""The difference between two states, shared out: factors, rules, records, contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.explanation import FactorShare, RecordShares, RuleShare
from app.domain.records import Contacts, Records
from app.domain.rulebook import Measure
from app.explain.causes import RecordCauses, contact_causes
from app.explain.comparison import Reckoning, united
from app.explain.entities import Entities, contact_entities, record_entities
from app.explain.records import Part, RowShares, as_columns, merged, shared_out
from app.explain.shapley import factor_shares, shares_with_rules
from app.explain.sharing import rule_shares
from app.mirror.facts import Facts

_HALF = 0.5  # each rulebook's part, where what it shares out cancels


@dataclass(frozen=True)
class Difference:
    """A difference shared out until it adds up; the fields are those of ``Explanation``."""

    factors: tuple[FactorShare, ...]
    rules_changed: float | None
    rules: tuple[RuleShare, ...]
    shares: RecordShares
    records: Records
    contacts: Contacts
    contact_points: FloatVector


@dataclass(frozen=True, slots=True)
class _Earned:
    """What the factors earned under one rulebook."""

    book: Reckoning
    shares: dict[str, float]
    when_cancelling: float


RuleKey = tuple[str, str, bool]
"""A rule's id, its factor, and whether it counts contacts: alike in both books, it is one rule."""


def difference(a: Facts, b: Facts, old: Reckoning, new: Reckoning) -> Difference:
    """Share out the difference between state A by the old rulebook and B by the new one.

    Args:
        a: State A's facts.
        b: State B's facts.
        old: Both states by A's rulebook; the same object as ``new`` where there is one book.
        new: Both states by B's rulebook.

    Source:
        The model, section 3.
    """
    names = united(
        tuple(factor.id for factor in old.book.factors),
        tuple(factor.id for factor in new.book.factors),
    )
    rules_changed: float | None = None
    if old is new:
        shares = factor_shares(new.side(names))
        earned = [_Earned(new, dict(zip(names, shares.tolist(), strict=True)), 1.0)]
    else:
        split = shares_with_rules(old.side(names), new.side(names))
        rules_changed = split.rules
        shares = split.under_old + split.under_new
        earned = [
            _Earned(new, dict(zip(names, split.under_new.tolist(), strict=True)), _HALF),
            _Earned(old, dict(zip(names, split.under_old.tolist(), strict=True)), _HALF),
        ]
    records, contacts = (
        record_entities(a.records, b.records),
        contact_entities(a.contacts, b.contacts),
    )
    parts = _parts(earned)
    rules = tuple(_rule_share(key, ones, old, new) for key, ones in parts.items())
    columns = _columns(parts, records, contacts, a, b)
    of_contacts = columns.is_contact
    return Difference(
        factors=_factor_shares(names, shares, old, new),
        rules_changed=rules_changed,
        rules=rules,
        shares=columns,
        records=records.table,
        contacts=contacts.table,
        contact_points=np.bincount(
            columns.row[of_contacts],
            columns.points[of_contacts],
            minlength=len(contacts.table),
        ).astype(np.float64),
    )


def _parts(earned: list[_Earned]) -> dict[RuleKey, list[Part]]:
    """Return every rule's parts, in the order of B's rulebook, then those only A's has."""
    parts: dict[RuleKey, list[Part]] = defaultdict(list)
    for one in earned:
        shares: dict[int, float] = {}
        for factor in one.book.book.factors:
            rows = [row for row, _ in one.book.rules_of(factor.id)]
            change = one.book.rule_change[rows]
            of_rules = rule_shares(one.shares[factor.id], change, one.when_cancelling)
            shares.update(zip(rows, of_rules.tolist(), strict=True))
        for row, rule in enumerate(one.book.book.rules):
            key = (rule.id, rule.factor, rule.measure is Measure.CONTACTS)
            a, b = one.book.measures_a[row], one.book.measures_b[row]
            parts[key].append(Part(rule, shares[row], a, b, one.when_cancelling))
    return parts


def _rule_share(key: RuleKey, parts: list[Part], old: Reckoning, new: Reckoning) -> RuleShare:
    rule, factor, _ = key
    was, measure_was = _standing(old, key, of_a=True)
    raw, measure = _standing(new, key, of_a=False)
    points = sum(part.share for part in parts)
    return RuleShare(rule, factor, points, measure, measure_was, raw, was)


def _standing(book: Reckoning, key: RuleKey, *, of_a: bool) -> tuple[float, float | None]:
    """Return a rule's points and measure in one state; nothing where the book lacks the rule."""
    score = book.score_a if of_a else book.score_b
    for row, rule in enumerate(book.book.rules):
        if (rule.id, rule.factor, rule.measure is Measure.CONTACTS) == key:
            x = float(score.measures[row])
            return float(score.rule_points[row]), None if np.isnan(x) else x
    return 0.0, None


def _factor_shares(
    names: tuple[str, ...], shares: FloatVector, old: Reckoning, new: Reckoning
) -> tuple[FactorShare, ...]:
    was, raw = old.side(names).was, new.side(names).now
    return tuple(
        FactorShare(name, float(shares[row]), float(raw[row]), float(was[row]))
        for row, name in enumerate(names)
    )


def _columns(
    parts: dict[RuleKey, list[Part]],
    records: Entities[Records],
    contacts: Entities[Contacts],
    a: Facts,
    b: Facts,
) -> RecordShares:
    tell, of_contacts = RecordCauses(records, a, b), contact_causes(contacts, a, b)

    def by_rule() -> Iterator[tuple[int, bool, RowShares]]:
        for row, (key, ones) in enumerate(parts.items()):
            entities = contacts if key[2] else records
            shares = [shared_out(part, entities, tell, of_contacts) for part in ones]
            yield row, key[2], merged(shares)

    # A selecting rule tells of one record, whatever it looked at.
    most = sum(1 + part.a.counted + part.b.counted for ones in parts.values() for part in ones)
    return as_columns(by_rule(), most)
