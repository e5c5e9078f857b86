"""Kinds that the reader gave to records, in place of those that a bill's words led to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from app.domain.records import Records


class Scope(StrEnum):
    """What a correction is about."""

    RECORD = "record"  # one record, by its id
    PAYEE = "payee"  # every record of a payee, by its name; later ones too


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; a kind of ``None`` takes it back.

    Attributes:
        whose: Whether one record or a payee is meant.
        name: The record's id, or the payee's name as the bill has it.
        kind: The kind that the reader gave.
    """

    whose: Scope
    name: str
    kind: str | None


_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Corrections:
    """All corrections of a person's records; what is said of one record outdoes its payee's.

    Attributes:
        records: Kind by the id of a record.
        payees: Kind by the name of a payee.
    """

    records: Mapping[str, str] = field(default_factory=lambda: _NONE)
    payees: Mapping[str, str] = field(default_factory=lambda: _NONE)

    def __bool__(self) -> bool:
        return bool(self.records or self.payees)

    @classmethod
    def of(cls, corrections: tuple[Correction, ...]) -> Corrections:
        """Return corrections that were listed, the later ones outdoing the earlier ones."""
        found = cls()
        for correction in corrections:
            found = found.having(correction)
        return found

    def having(self, correction: Correction) -> Corrections:
        """Return these corrections with one more, or with one taken back."""
        by_record = correction.whose is Scope.RECORD
        kept = dict(self.records if by_record else self.payees)
        if correction.kind is None:
            kept.pop(correction.name, None)
        else:
            kept[correction.name] = correction.kind
        changed = MappingProxyType(kept)
        return replace(self, records=changed) if by_record else replace(self, payees=changed)

    def listed(self) -> tuple[Correction, ...]:
        """List every correction, those of payees first."""
        return (
            *(Correction(Scope.PAYEE, name, kind) for name, kind in self.payees.items()),
            *(Correction(Scope.RECORD, name, kind) for name, kind in self.records.items()),
        )

    def since(self, before: Corrections) -> tuple[Correction, ...]:
        """List what was corrected since, and what was taken back."""
        now = {(one.whose, one.name): one.kind for one in self.listed()}
        was = {(one.whose, one.name): one.kind for one in before.listed()}
        return tuple(
            Correction(whose, name, now.get((whose, name)))
            for whose, name in {**was, **now}
            if now.get((whose, name)) != was.get((whose, name))
        )

    def applied(self, records: Records) -> Records:
        """Return the records with the kinds that the reader gave; the same where they gave none."""
        if not self or not len(records):
            return records
        codes = {name: code for code, name in enumerate(records.kinds)}
        kind = records.kind.copy()
        payees = records.texts.get("counterparty")
        if payees is not None:
            for name, given in self.payees.items():
                kind[np.flatnonzero(payees == name)] = codes.setdefault(given, len(codes))
        if self.records:
            rows = records.row_by_id
            for name, given in self.records.items():
                if name in rows:
                    kind[rows[name]] = codes.setdefault(given, len(codes))
        if np.array_equal(kind, records.kind):
            return records
        used = np.unique(kind)
        anew = np.zeros(len(codes), dtype=kind.dtype)
        anew[used] = np.arange(len(used))
        names = tuple(codes)
        return replace(records, kind=anew[kind], kinds=tuple(names[code] for code in used))
