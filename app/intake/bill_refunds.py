"""A refund is taken off its purchase exactly once.

Bills say a refund twice: in a row of its own, and mostly in the paid row too (a column, a status).
Where the paid row says it, that counts and the refund's row only explains it; else the refund's row
counts. Never both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.intake.bill_cells import Moment, names_one
from app.intake.bill_table import Flow, Row

CENT = 0.005
"""Amounts closer than this are the same. Unit: CNY."""

_CENTS = 2  # decimals of an amount
_LONGEST_NUMBER = 128  # no app writes a longer order number
_SURE_BASE = (
    10  # so many characters of a number do not begin another one by chance, before a letter
)
_SURE_DIGITS = 20  # nor so many before a digit
_MOST_TRIED = 400  # purchases of one name that a refund is held against, the latest before it
_PREFIX = re.compile(r"[A-Za-z]{1,8}[_:*-]?(?=[0-9A-Za-z])")


@dataclass(slots=True)
class Entry:
    """A row whose figures could be read, and what becomes of it.

    Attributes:
        row: The row.
        moment: When it happened.
        amount: As the row has it, without its sign. Unit: CNY.
        flow: Where the money went.
        order: Order number; empty where there is none.
        merchant_order: The merchant's order number; empty where there is none.
        stated: What the row itself says was paid back; ``None`` where it says nothing.
        closed: True where the row says that in the end nothing was paid.
        refund: True where the row is a refund.
        signed: True where the row has its amount with a minus.
        word: The bill's own word for where the money went.
        part: Number of its part among those that are settled together.
        at: Its row within that part, from 0.
        made: When its bill was made; see ``BillPart.made``.
        record: Id of the record that it is; empty where it is none yet.
        out: True where the reader left it out.
        stored: True where it came out of the store.
        returned: What the refunds' own rows paid back.
        code: Why it is left out; ``None`` where it is kept.
        about: What it is about, the same for a purchase and its refund.
        twin: The row that stands for this one, which is the same one told again.
        told: Every row that it stands for, itself included.
    """

    row: Row
    moment: Moment
    amount: float
    flow: Flow
    order: str
    merchant_order: str = ""
    stated: float | None = None
    closed: bool = False
    refund: bool = False
    signed: bool = False
    word: str = ""
    part: int = 0
    at: int = 0
    made: int = 0
    record: str = ""
    out: bool = False
    stored: bool = False
    returned: float = 0.0
    code: str | None = None
    about: str = ""
    twin: Entry | None = None
    told: list[Entry] = field(default_factory=list)

    @property
    def refunded(self) -> float:
        """What was paid back, counted once; from 0 to the amount."""
        back = self.stated if self.stated is not None else self.returned
        return max(0.0, min(back, self.amount))

    @property
    def net(self) -> float:
        """What is left of the amount; from 0 to the amount."""
        return round(self.amount - self.refunded, _CENTS)

    @property
    def left_to_refund(self) -> float:
        """What further refunds' rows may still explain."""
        return self.amount - self.returned

    @property
    def is_payment(self) -> bool:
        """Whether money went out, or would have if the payment had not been closed."""
        return not self.refund and (self.flow == "out" or self.closed)


@dataclass
class _Payments:
    """The paid rows by everything that a refund may name."""

    by_order: dict[str, list[Entry]] = field(default_factory=dict)
    by_merchant_order: dict[str, list[Entry]] = field(default_factory=dict)
    by_name: dict[str, list[Entry]] = field(default_factory=dict)


def settle(entries: Iterable[Entry], subject: Callable[[Row], str]) -> None:
    """Take every refund off its purchase, and mark what is then left out.

    The result does not depend on the order of the rows.

    Args:
        entries: All rows that could be read; changed in place.
        subject: Returns what a row is about, the same for a purchase and its refund.
    """
    entries = sorted(entries, key=_place)
    for entry in entries:
        entry.about = subject(entry.row)
    payments = _payments([e for e in entries if e.is_payment])
    for refund in (e for e in entries if e.refund):
        paid = _paid_by(refund, payments)
        if paid is None:
            refund.code = "refund_without_purchase"
        else:
            refund.code = "refund_netted"
            paid.returned += refund.amount
    for entry in entries:
        if not entry.is_payment:
            continue
        if entry.refunded > 0 and entry.net < CENT:
            entry.code = "fully_refunded"
        elif entry.closed:
            entry.code = "closed"


def _place(entry: Entry) -> tuple[object, ...]:
    row = entry.row
    return (
        entry.moment,
        entry.order,
        entry.merchant_order,
        entry.amount,
        row["direction"],
        row["counterparty"],
        row["item"],
    )


def _payments(paid: list[Entry]) -> _Payments:
    found = _Payments()
    for entry in paid:
        if names_one(entry.order):
            found.by_order.setdefault(entry.order, []).append(entry)
        if names_one(entry.merchant_order):
            found.by_merchant_order.setdefault(entry.merchant_order, []).append(entry)
        if entry.about:
            found.by_name.setdefault(entry.about, []).append(entry)
    return found


def _paid_by(refund: Entry, payments: _Payments) -> Entry | None:
    """Return the purchase that a refund belongs to, the surest hint first."""
    if sure := next(_beginning(refund.order, payments.by_order), None):
        return _best(refund, sure)
    for same in _named(refund, payments):
        # A number that many rows share (masked by a third party) does not name one of them.
        about = [e for e in same if len(same) == 1 or e.about == refund.about]
        if about and (best := _best(refund, about)).left_to_refund > refund.amount - CENT:
            return best
    named = payments.by_name.get(refund.about, [])
    until = bisect_right(named, _minute(refund), key=_minute)
    alike = [
        entry
        for entry in named[max(0, until - _MOST_TRIED) : until]
        if entry.left_to_refund > refund.amount - CENT
        and (
            entry.closed
            or entry.stated is not None
            or not (names_one(entry.order) and names_one(refund.order))
        )
    ]
    return _best(refund, alike) if alike else None


def _minute(entry: Entry) -> tuple[int, int]:
    return entry.moment.day, entry.moment.second // 60


def _named(refund: Entry, payments: _Payments) -> Iterator[list[Entry]]:
    """Give the payments of each number that the refund names, the surest first."""
    order, merchant = refund.order, refund.merchant_order
    by_order, by_merchant = payments.by_order, payments.by_merchant_order
    for number, numbers in (
        (order, by_order),
        (merchant, by_merchant),
        (order, by_merchant),
        (merchant, by_order),
    ):
        if number in numbers and len(numbers[number]) <= _MOST_TRIED:
            yield numbers[number]
    yield from _beginning(merchant, by_merchant)
    yield from _beginning(order, by_merchant)
    yield from _beginning(merchant, by_order)
    for number, numbers in ((order, by_order), (merchant, by_order), (merchant, by_merchant)):
        if (prefix := _PREFIX.match(number)) and number[prefix.end() :] in numbers:
            yield numbers[number[prefix.end() :]]


def _beginning(number: str, numbers: dict[str, list[Entry]]) -> Iterator[list[Entry]]:
    """Give the payments whose number this one begins with, the longest first.

    A refund's number is its payment's and a suffix: ``_1``, ``*2``, ``-1``, ``R001``, ``01``.
    """
    if not names_one(number) or len(number) > _LONGEST_NUMBER:
        return
    for at in range(len(number) - 1, 3, -1):
        following = number[at]
        sure = (
            not following.isalnum()
            or (at >= _SURE_BASE and not following.isdigit())
            or at >= _SURE_DIGITS
        )
        if sure and len(numbers.get(number[:at], ())) in range(1, _MOST_TRIED):
            yield numbers[number[:at]]


def _best(refund: Entry, paid: list[Entry]) -> Entry:
    """Return the likeliest: about the same, not yet refunded, of before, and the latest of these."""

    def likeness(entry: Entry) -> tuple[bool, bool, bool, bool, bool, Moment]:
        return (
            entry.about == refund.about,
            entry.left_to_refund > refund.amount - CENT,
            abs((entry.stated or 0) - refund.amount) < CENT,
            entry.closed or entry.stated is not None,
            _minute(entry) <= _minute(refund),
            entry.moment,
        )

    return max(paid, key=likeness)
