"""Bills of one person that were read apart, settled together: at once, or one after the other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from app.domain.arrays import Mask, TextVector
from app.domain.bills import BillPart
from app.domain.intake import LeftOut, LeftOutRow, Notice, Reading
from app.domain.records import RECORD_TEXTS, Records
from app.intake.bill_apps import APPS
from app.intake.bill_cells import is_ruined, order_number
from app.intake.bill_mapping import read_mapping
from app.intake.bill_notices import SETTLED, settled_notices
from app.intake.bill_outcome import outcome
from app.intake.bill_reasons import chosen_reason, left_out
from app.intake.bill_refunds import CENT, Entry
from app.wording.language import _, ngettext, number

_NUMBERS = ("order", "merchant_order")
_LONG, _LONGEST = 16, 64  # characters of an order number that names one payment


def settled_together(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return readings of which one has the records that the bills of all come to.

    Where at most one of them has bills of an app, nothing changes.
    """
    found = list(readings)
    for reader in APPS:
        at = [n for n, reading in enumerate(found) if _parts(reading, reader)]
        if len(at) > 1:
            _settle(found, at, reader)
    return tuple(found)


def _settle(found: list[Reading], at: list[int], reader: str) -> None:
    """Settle the bills of one app; the last of the readings gets what they come to."""
    parts = [part for n in at for part in _parts(found[n], reader)]
    settled = outcome(parts, APPS[reader], read_mapping(reader))
    told = iter(settled.told_parts())
    for n in at:
        reading, export = found[n], found[n].export
        if export is None:  # pragma: no cover - it has bills
            raise AssertionError(n)
        own = _own(reading, reader)
        bills = tuple(next(told) if part.reader == reader else part for part in export.bills)
        records = export.records.only(_not_among(export.records, own))
        count = 0
        rows = tuple(row for row in reading.left_out_rows if row.reader != reader)
        if n == at[-1]:
            kept = settled.kept()
            count = len(kept)
            records = joined_records(records, settled.records(kept))
            rows = (*rows, *settled.left_out_rows())
        found[n] = replace(
            reading,
            export=replace(export, records=records, bills=bills),
            kept=reading.kept - len(own) + count,
            left_out_rows=rows,
            left_out=_left_out(reading, rows),
            notices=tuple(one for one in reading.notices if one.code not in SETTLED),
        )
    last = found[at[-1]]
    found[at[-1]] = replace(last, notices=(*last.notices, *settled_notices(settled)))


def continued(reading: Reading, stored: Sequence[BillPart]) -> Reading:
    """Return a reading as it is after the bills that were kept earlier.

    Its records are those that its own rows come to then, and those of earlier bills that they
    change; ``withdrawn`` names the earlier ones that count no more.

    Args:
        reading: What was read now; what the reader left out of it is left out.
        stored: The bills that were kept earlier of the same person.
    """
    for reader in APPS:
        old = [replace(part, stored=True) for part in stored if part.reader == reader]
        if _parts(reading, reader):
            reading = _continued(reading, old, reader)
    return reading


def belongs(reading: Reading, stored: Sequence[BillPart]) -> bool:
    """Return whether bills tell of payments that a person's earlier bills tell of.

    A refund often has its purchase's number with something behind it, and either may come first.
    Only long order numbers count: no two payments have one.
    """
    known = {number for part in stored for number in _numbers(part)}
    export = reading.export
    parts = () if export is None else export.bills
    told = {number for part in parts for number in _numbers(part)}
    return not known.isdisjoint(_beginnings(told)) or not told.isdisjoint(_beginnings(known))


def _beginnings(numbers: Iterable[str]) -> Iterator[str]:
    return (number[:end] for number in numbers for end in range(_LONG, len(number) + 1))


def _continued(reading: Reading, old: Sequence[BillPart], reader: str) -> Reading:
    export = reading.export
    if export is None:  # pragma: no cover - it has bills
        raise AssertionError(reader)
    new = _parts(reading, reader)
    mapping = read_mapping(reader)
    before = {one.record: one for one in outcome(old, APPS[reader], mapping).kept() if not one.out}
    after = outcome([*new, *old], APPS[reader], mapping)
    kept = after.kept()
    told = [one for one in kept if any(not row.stored and not row.out for row in one.told)]
    retold = frozenset(one.record for one in told)
    changed = [
        one
        for one in kept
        if one.record not in retold
        and any(row.stored and not row.out for row in one.told)
        and _is_other(before.get(one.record), one)
    ]
    withdrawn = frozenset(before) - {one.record for one in kept}
    own = _own(reading, reader)
    here = [one for one in after.rows() if not one.stored]
    rows = (
        *(row for row in reading.left_out_rows if row.reader != reader),
        *after.left_out_rows(),
    )
    bills = iter(after.told_parts())
    records = export.records.only(_not_among(export.records, own))
    return replace(
        reading,
        export=replace(
            export,
            records=joined_records(records, after.records([*told, *changed])),
            bills=tuple(
                replace(next(bills), out=part.out) if part.reader == reader else part
                for part in export.bills
            ),
            withdrawn=export.withdrawn | withdrawn,
        ),
        kept=reading.kept - len(own) + sum(one.code is None and not one.out for one in here),
        left_out_rows=rows,
        left_out=_left_out(reading, rows, chosen=sum(one.code is None and one.out for one in here)),
        notices=(
            *(one for one in reading.notices if one.code not in SETTLED),
            *settled_notices(after, kept=True),
            *_earlier(before, changed, told, withdrawn),
            *_off(export.records, own, told),
        ),
    )


def _is_other(before: Entry | None, now: Entry) -> bool:
    return before is None or abs(before.net - now.net) >= CENT


def _earlier(
    before: dict[str, Entry],
    changed: Sequence[Entry],
    told: Sequence[Entry],
    withdrawn: frozenset[str],
) -> list[Notice]:
    """Tell what the new bills took off purchases that were kept earlier."""
    off = [before[name].net for name in withdrawn]
    off += [
        before[one.record].net - one.net
        for one in (*changed, *told)
        if one.record in before and before[one.record].net - one.net >= CENT
    ]
    if not off:
        return []
    text = ngettext(
        "{count} purchase that was kept earlier was refunded or closed, as this file says: {total} yuan "
        "were taken off.",
        "{count} purchases that were kept earlier were refunded or closed, as this file says: {total} "
        "yuan in all were taken off.",
        len(off),
    ).format(count=number(len(off)), total=number(math.fsum(off), 2))
    return [Notice("earlier_refunded", text)]


def _off(records: Records, own: frozenset[str], told: Sequence[Entry]) -> list[Notice]:
    """Tell what bills that came earlier took off the purchases of the new ones."""
    alone = math.fsum(
        amount
        for name, amount in zip(records.id.tolist(), records.amount.tolist(), strict=True)
        if name in own
    )
    off = alone - math.fsum(one.net for one in told)
    if off < CENT:
        return []
    text = _(
        "A bill that was kept earlier tells of refunds of this file's purchases: {total} yuan were taken off."
    ).format(total=number(off, 2))
    return [Notice("refunded_by_earlier", text)]


def joined_records(one: Records, other: Records) -> Records:
    """Return two tables as one; no id may stand in both."""
    if not len(one) or not len(other):
        return other if len(other) else one
    names = [name for name in RECORD_TEXTS if name in one.texts or name in other.texts]
    kinds = [np.array([*table.kinds, ""], dtype=object)[table.kind] for table in (one, other)]
    return Records.build(
        np.concatenate([one.id, other.id]),
        np.concatenate([one.day, other.day]),
        np.concatenate(kinds),
        np.concatenate([one.amount, other.amount]),
        np.concatenate([one.until, other.until]),
        {name: np.concatenate([_cells(one, name), _cells(other, name)]) for name in names},
    )


def _cells(table: Records, name: str) -> TextVector:
    cells = table.texts.get(name)
    return np.full(len(table), "", dtype=object) if cells is None else cells


def _parts(reading: Reading, reader: str) -> list[BillPart]:
    export = reading.export
    return [] if export is None else [part for part in export.bills if part.reader == reader]


def _own(reading: Reading, reader: str) -> frozenset[str]:
    """Return the ids of the records that the bills of one app became, as far as they are there."""
    export = reading.export
    there = frozenset() if export is None else frozenset(export.records.id.tolist())
    return there & {name for part in _parts(reading, reader) for name in part.records if name}


def _not_among(records: Records, names: frozenset[str]) -> Mask:
    return np.fromiter((name not in names for name in records.id), np.bool_, len(records))


def _numbers(part: BillPart) -> set[str]:
    """Return the order numbers of a bill that are long enough to name one payment."""
    columns = [part.columns.index(name) for name in _NUMBERS if name in part.columns]
    found = {order_number(cells[at]) for cells in part.cells for at in columns}
    return {one for one in found if _LONG <= len(one) <= _LONGEST and not is_ruined(one)}


def _left_out(reading: Reading, rows: Sequence[LeftOutRow], chosen: int = 0) -> tuple[LeftOut, ...]:
    """Return the reasons of a reading after its rows were settled anew."""
    old = {row.code for row in reading.left_out_rows} | {"chosen"}
    others = tuple(one for one in reading.left_out if one.code not in old)
    mine = left_out(row.code for row in rows)
    own = (LeftOut("chosen", chosen_reason(), chosen),) if chosen else ()
    return (*others, *mine, *own)
