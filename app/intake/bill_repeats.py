"""The same row in two bills is one row: months overlap, and bills are saved again.

A row is known by its order number. Spreadsheet programs round long numbers; a row without its
number is known by what else it says: minute, amount, direction, item and counterparty. Of rows
that are the same the bill that was made last is believed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from app.intake.bill_cells import names_one
from app.intake.bill_refunds import Entry

Key = tuple[object, ...]

_WAITING = ("等待付款", "待付款")  # nothing is paid yet
_MOST_TRIED = (
    64  # rows of one minute, amount, item and counterparty in one bill: no person has more
)


def mark_repeats(parts: Sequence[Sequence[Entry]]) -> None:
    """Mark every row that stands before already, and give its words to the row that stays.

    Two purchases that are alike in one bill remain two: a row without its number is only the
    same as a row of another bill, and each of those stands for one row of a bill.

    Args:
        parts: The rows of each table; those of the first stay. Changed in place.
    """
    numbered: dict[Key, list[Entry]] = {}
    alike: dict[Key, list[Entry]] = {}
    for entries in parts:
        standing: set[int] = set()  # rows of other bills that stand for one of this bill
        left: list[Entry] = []
        for entry in entries:
            entry.told = [entry]
            known = numbered.setdefault(_number(entry), []) if names_one(entry.order) else []
            first = next((one for one in known if _is_same(one, entry)), None)
            if first is None:
                left.append(entry)
                known.append(entry)
            else:
                first = first.twin or first
                code = "repeated" if first.part == entry.part else "same_in_two_files"
                _repeat(entry, first, code)
                standing.add(id(first))
        fresh: list[Entry] = []
        waiting: dict[Key, list[Entry]] = {}
        for entry in left:
            look = _look(entry)
            if look not in waiting:
                waiting[look] = [one for one in alike.get(look, ()) if id(one) not in standing][
                    ::-1
                ]
            twin = _taken(entry, waiting[look])
            if twin is None:
                fresh.append(entry)
                continue
            _repeat(entry, twin, "looks_the_same")
            if names_one(twin.order):
                numbered.setdefault(_number(twin), []).append(twin)
        for entry in fresh:
            alike.setdefault(_look(entry), []).append(entry)


def _taken(entry: Entry, waiting: list[Entry]) -> Entry | None:
    """Take the first row that may be the same off the list; two numbers are two payments."""
    for back in range(len(waiting) - 1, -1, -1):
        if not (names_one(waiting[back].order) and names_one(entry.order)):
            return waiting.pop(back)
        if len(waiting) - back > _MOST_TRIED:
            return None
    return None


def _is_same(one: Entry, other: Entry) -> bool:
    """Return whether two rows of one number are one: a later bill may tell the direction anew."""
    return one.part != other.part or one.row["direction"] == other.row["direction"]


def _number(entry: Entry) -> Key:
    return (entry.order, entry.refund, *_content(entry))


def _look(entry: Entry) -> Key:
    return (entry.row["direction"], *_content(entry))


def _content(entry: Entry) -> Key:
    row = entry.row
    return (entry.moment.minute, entry.amount, _bare(row["item"]), _bare(row["counterparty"]))


def _bare(text: str) -> str:
    """Return a text without what programs change when they save it again: widths and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _repeat(entry: Entry, first: Entry, code: str) -> None:
    """Let ``first`` stand for ``entry``: the word of the bill made last, the numbers, the record."""
    entry.code, entry.twin = code, first
    first.told.append(entry)
    if _word(entry) > _word(first):
        first.row, first.flow, first.made = entry.row, entry.flow, entry.made
        first.stated, first.closed = entry.stated, entry.closed
    if not names_one(first.order) and names_one(entry.order):
        first.order = entry.order
    if not names_one(first.merchant_order):
        first.merchant_order = entry.merchant_order
    if _naming(entry) > _naming(first):
        first.record = entry.record
    if entry.moment.second > first.moment.second:
        first.moment = entry.moment  # spreadsheet programs drop the seconds
    first.out = first.out and entry.out


def _word(entry: Entry) -> tuple[int, bool, float, bool, str]:
    """Return how much a row's word counts: the later bill's, then the more final one."""
    status = entry.row["status"]
    is_paid = not status.startswith(_WAITING)
    return (entry.made, entry.closed, entry.stated or 0.0, is_paid, status)


def _naming(entry: Entry) -> tuple[bool, bool, bool]:
    """Return how much a record's id counts: what is kept already, then an order number."""
    return (
        bool(entry.record),
        bool(entry.record) and entry.stored,
        bool(entry.record) and ":~" not in entry.record,
    )
