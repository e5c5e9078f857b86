"""A refund is taken off its purchase exactly once.

Bills say a refund twice: in a row of its own, and mostly in the paid row too (a column, a status).
Where the paid row says it, that counts and the refund's row only explains it; else the refund's row
counts. Never both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.intake.bill_cells import Moment, is_ruined
from app.intake.bill_table import Flow, Row

CENT = 0.005
"""Amounts closer than this are the same. Unit: CNY."""


@dataclass(slots=True)
class Entry:
    """A row whose figures could be read, and what becomes of it.

    Attributes:
        row: The row.
        moment: When it happened.
        amount: As the row has it. Unit: CNY.
        flow: Where the money went.
        order: Order number; empty where there is none.
        stated: What the row itself says was paid back; ``None`` where it says nothing.
        closed: True where the row says that in the end nothing was paid.
        refund: True where the row is a refund.
        returned: What the refunds' own rows paid back.
        code: Why it is left out; ``None`` where it is kept.
    """

    row: Row
    moment: Moment
    amount: float
    flow: Flow
    order: str
    stated: float | None = None
    closed: bool = False
    refund: bool = False
    returned: float = 0.0
    code: str | None = None

    @property
    def refunded(self) -> float:
        """What was paid back, counted once."""
        back = self.stated if self.stated is not None else self.returned
        return min(back, self.amount)

    @property
    def net(self) -> float:
        """What is left of the amount."""
        return round(self.amount - self.refunded, 4)

    @property
    def left_to_refund(self) -> float:
        """What further refunds' rows may still explain."""
        return self.amount - self.returned


@dataclass
class _Payments:
    """The paid rows by everything that a refund may name."""

    by_order: dict[str, list[Entry]] = field(default_factory=dict)
    by_merchant_order: dict[str, list[Entry]] = field(default_factory=dict)
    by_name: dict[str, list[Entry]] = field(default_factory=dict)


def settle(entries: Iterable[Entry], subject: Callable[[Row], str]) -> None:
    """Take every refund off its purchase, and mark what is then left out.

    Args:
        entries: All rows that could be read; changed in place.
        subject: Returns what a row is about, the same for a purchase and its refund.
    """
    entries = list(entries)
    payments = _payments([e for e in entries if e.flow == "out" and not e.refund], subject)
    for refund in sorted((e for e in entries if e.refund), key=lambda e: e.moment):
        paid = _paid_by(refund, payments, subject)
        if paid is None:
            refund.code = "refund_without_purchase"
        else:
            refund.code = "refund_netted"
            paid.returned += refund.amount
    for entry in entries:
        if entry.flow != "out" or entry.refund:
            continue
        if entry.refunded > 0 and entry.net < CENT:
            entry.code = "fully_refunded"
        elif entry.closed:
            entry.code = "closed"


def _payments(paid: list[Entry], subject: Callable[[Row], str]) -> _Payments:
    found = _Payments()
    for entry in paid:
        if _names_one(entry.order):
            found.by_order.setdefault(entry.order, []).append(entry)
        if _names_one(merchant := entry.row["merchant_order"]):
            found.by_merchant_order.setdefault(merchant, []).append(entry)
        if name := subject(entry.row):
            found.by_name.setdefault(name, []).append(entry)
    return found


def _paid_by(refund: Entry, payments: _Payments, subject: Callable[[Row], str]) -> Entry | None:
    """Return the purchase that a refund belongs to, the surest hint first."""
    if _names_one(refund.order):
        for at in range(len(refund.order) - 1, 0, -1):
            if not refund.order[at].isalnum() and refund.order[:at] in payments.by_order:
                return _best(refund, payments.by_order[refund.order[:at]], subject)
    for same in (
        payments.by_order.get(refund.order, []),
        payments.by_merchant_order.get(refund.row["merchant_order"], []),
    ):
        # A number that many rows share (masked by a third party) does not name one of them.
        about = [e for e in same if len(same) == 1 or subject(e.row) == subject(refund.row)]
        if about and (best := _best(refund, about, subject)).left_to_refund > refund.amount - CENT:
            return best
    alike = [
        entry
        for entry in payments.by_name.get(subject(refund.row), [])
        if entry.left_to_refund > refund.amount - CENT
        and entry.moment <= refund.moment
        and (
            entry.closed
            or entry.stated is not None
            or not (_names_one(entry.order) and _names_one(refund.order))
        )
    ]
    return _best(refund, alike, subject) if alike else None


def _best(refund: Entry, paid: list[Entry], subject: Callable[[Row], str]) -> Entry:
    """Return the likeliest: about the same, not yet refunded, of before, and the latest of these."""

    def likeness(entry: Entry) -> tuple[bool, bool, bool, bool, bool, Moment]:
        return (
            subject(entry.row) == subject(refund.row),
            entry.left_to_refund > refund.amount - CENT,
            abs((entry.stated or 0) - refund.amount) < CENT,
            entry.closed or entry.stated is not None,
            entry.moment <= refund.moment,
            entry.moment,
        )

    return max(paid, key=likeness)


def _names_one(number: str) -> bool:
    """Return whether a number can name a payment: a rounded one names many."""
    return len(number) > 3 and not is_ruined(number)
