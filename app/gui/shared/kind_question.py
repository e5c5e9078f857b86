"""What is asked about the kind of a record. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.corrections import Corrections
from app.domain.records import Records


@dataclass(frozen=True, slots=True)
class KindQuestion:
    """What is asked about the kind of a record.

    Attributes:
        record: Its id.
        what: What it is called.
        kind: Its kind now.
        as_read: The kind that it was read as, where the reader gave it another one.
        payee: Whom the money went to; empty where the record does not say.
        of_payee: How many records are that payee's.
        by_payee: Whether the kind was given to the payee.
        offered: The kinds to choose from, and what each is called.
    """

    record: str
    what: str
    kind: str
    as_read: str | None
    payee: str
    of_payee: int
    by_payee: bool
    offered: tuple[tuple[str, str], ...]

    def title(self, kind: str) -> str:
        """Return what a kind is called."""
        return dict(self.offered).get(kind, kind)


def kind_question(
    records: Records,
    row: int,
    what: str,
    corrections: Corrections,
    as_read: str | None,
    offered: tuple[tuple[str, str], ...],
) -> KindQuestion:
    """Return what can be asked about the kind of a record.

    Args:
        records: All records, with the kinds that the reader gave.
        row: The record's row.
        what: What it is called.
        corrections: The kinds that the reader gave.
        as_read: The kind that it was read as, where the reader gave it another one.
        offered: The kinds to choose from, and what each is called.
    """
    payee = records.text("counterparty", row)
    record = str(records.id[row])
    return KindQuestion(
        record=record,
        what=what,
        kind=records.kinds[int(records.kind[row])],
        as_read=as_read,
        payee=payee,
        of_payee=int(np.count_nonzero(records.texts["counterparty"] == payee)) if payee else 0,
        by_payee=payee in corrections.payees and record not in corrections.records,
        offered=offered,
    )
