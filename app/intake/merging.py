"""Several files of one person become one export.

The same record in two files counts once. Where two files tell one record differently the later
file is believed, and the reader is told how often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import numpy as np

from app.domain.arrays import Mask, TextVector
from app.domain.fault import MOST_FAULTS, Fault
from app.domain.intake import Direction, LeftOut, Notice, Reading
from app.domain.records import (
    RECORD_TEXTS,
    Contacts,
    Export,
    OfficialScores,
    Records,
    dated_by_all,
)
from app.intake.bill_together import settled_together
from app.intake.refusing import refused
from app.wording.language import _, ngettext

Row = TypeVar("Row", bound=Hashable)


class _Tally:
    """How many rows stood in several files."""

    def __init__(self) -> None:
        self.same = 0
        self.updated = 0


def merged(readings: Sequence[Reading]) -> Reading:
    """Return several readings of one person as one.

    Where every export says when it was made, the later made counts as the later; else the
    order given does. Where one file is refused, or two are of different people, there is no
    export.
    """
    readings = settled_together(readings)
    exports = [reading.export for reading in readings if reading.export is not None]
    tally = _Tally()
    faults = list(chain.from_iterable(reading.faults for reading in readings))
    count = sum(reading.fault_count for reading in readings)
    export = None
    if len(exports) == len(readings):
        if len({export.subject.id for export in exports if export.subject.id}) > 1:
            faults[:0] = _different_people(readings)
            count += 1
        else:
            export = replace(
                _merged_exports(_in_time(exports), tally, exports),
                bills=tuple(chain.from_iterable(one.bills for one in exports)),
            )
    kept = 0 if export is None else sum(reading.kept for reading in readings)
    return Reading(
        reader="+".join(dict.fromkeys(r.reader for r in readings if r.reader)),
        export=export,
        files=tuple(dict.fromkeys(chain.from_iterable(reading.files for reading in readings))),
        rows=sum(reading.rows for reading in readings),
        kept=kept - tally.same - tally.updated if export else 0,
        left_out=_together((*chain.from_iterable(r.left_out for r in readings), *_left_out(tally))),
        left_out_rows=tuple(chain.from_iterable(reading.left_out_rows for reading in readings)),
        directions=_directions(readings),
        faults=tuple(faults[:MOST_FAULTS]),
        fault_count=count,
        notices=(*dict.fromkeys(chain.from_iterable(r.notices for r in readings)), *_told(tally)),
        encrypted=any(reading.encrypted for reading in readings),
        texts=tuple(chain.from_iterable(reading.texts for reading in readings)),
    )


def merged_exports(exports: Sequence[Export]) -> Export:
    """Return several exports of one person, the later last, as one."""
    parts = [Reading("", export, (), rows=0, kept=len(export.records)) for export in exports]
    settled = [one.export for one in settled_together(parts) if one.export is not None]
    bills = tuple(chain.from_iterable(one.bills for one in settled))
    return replace(_merged_exports(settled, _Tally(), settled), bills=bills)


def _merged_exports(
    exports: Sequence[Export], tally: _Tally, named_first: Sequence[Export]
) -> Export:
    """Put exports together, the later ones last; ``named_first`` has them as the reader did.

    The person keeps the name that the first file gave them, whichever was made later.
    """
    last = exports[-1]
    subject = last.subject
    first_name = next((one.subject.name for one in named_first if one.subject.name), "")
    for earlier in reversed(exports[:-1]):
        subject = replace(
            subject,
            id=subject.id or earlier.subject.id,
            region=subject.region or earlier.subject.region,
            groups=subject.groups or earlier.subject.groups,
        )
    created = [export.created for export in exports if export.created is not None]
    named = next((export for export in reversed(exports) if export.rulebook), last)
    signers = {export.signed_by for export in exports}
    together = Export(
        records=_records([export.records for export in exports], tally),
        contacts=_contacts([export.contacts for export in exports], tally),
        official=_official([export.official for export in exports], tally),
        lookups=_rows_once([export.lookups for export in exports], tally),
        decisions=_rows_once([export.decisions for export in exports], tally),
        subject=replace(subject, name=first_name),
        created=max(created, default=None),
        rulebook=named.rulebook,
        rulebook_version=named.rulebook_version,
        issuer=next((export.issuer for export in reversed(exports) if export.issuer), ""),
        inputs=tuple(dict.fromkeys(chain.from_iterable(export.inputs for export in exports))),
        signed_by=signers.pop() if len(signers) == 1 else None,
        not_used=tuple(dict.fromkeys(chain.from_iterable(e.not_used for e in exports))),
    )
    return dated_by_all(together) if len(exports) > 1 else together


def _in_time(exports: list[Export]) -> list[Export]:
    days = [export.created for export in exports if export.created is not None]
    if len(days) < len(exports):
        return exports
    return [exports[at] for at in sorted(range(len(exports)), key=days.__getitem__)]


def _records(tables: Sequence[Records], tally: _Tally) -> Records:
    filled = [table for table in tables if len(table)]
    if len(filled) < 2:
        return filled[0] if filled else tables[-1]
    ids = np.concatenate([table.id for table in filled])
    kinds = np.concatenate(
        [np.array([*table.kinds, ""], dtype=object)[table.kind] for table in filled]
    )
    day = np.concatenate([table.day for table in filled])
    amount = np.concatenate([table.amount for table in filled])
    until = np.concatenate([table.until for table in filled])
    texts = {
        name: np.concatenate([_column(table, name) for table in filled])
        for name in RECORD_TEXTS
        if any(name in table.texts for table in filled)
    }

    def row(at: int) -> tuple[object, ...]:
        shown = tuple(column[at] for column in texts.values())
        return (day[at], kinds[at], _plain(amount[at]), until[at], *shown)

    kept = _newest(ids.tolist(), row, tally)
    return Records.build(
        ids[kept],
        day[kept],
        kinds[kept],
        amount[kept],
        until[kept],
        {name: column[kept] for name, column in texts.items()},
    )


def _contacts(tables: Sequence[Contacts], tally: _Tally) -> Contacts:
    filled = [table for table in tables if len(table)]
    if len(filled) < 2:
        return filled[0] if filled else tables[-1]
    ids = np.concatenate([table.id for table in filled])
    names = np.concatenate([table.name for table in filled])
    closeness = np.concatenate([table.closeness for table in filled])
    since = np.concatenate([table.since for table in filled])
    until = np.concatenate([table.until for table in filled])
    kept = _newest(ids.tolist(), lambda at: (names[at], closeness[at], since[at], until[at]), tally)
    listed = ids.tolist()
    rows = sorted(np.flatnonzero(kept).tolist(), key=listed.__getitem__)
    row_of = {listed[row]: number for number, row in enumerate(rows)}
    owner = np.array(
        [row_of[table.id[at]] for table in filled for at in table.score_contact.tolist()],
        dtype=np.int64,
    )
    day = np.concatenate([table.score_day for table in filled])
    score = np.concatenate([table.score for table in filled])
    keys = list(zip(owner.tolist(), day.tolist(), strict=True))
    new = np.flatnonzero(_newest(keys, lambda at: (score[at],), tally))
    order = new[np.lexsort((day[new], owner[new]))]
    return Contacts(
        id=ids[rows],
        name=names[rows],
        closeness=closeness[rows],
        since=since[rows],
        until=until[rows],
        score_contact=owner[order],
        score_day=day[order],
        score=score[order],
    )


def _official(tables: Sequence[OfficialScores], tally: _Tally) -> OfficialScores:
    filled = [table for table in tables if len(table)]
    if len(filled) < 2:
        return filled[0] if filled else tables[-1]
    day = np.concatenate([table.day for table in filled])
    score = np.concatenate([table.score for table in filled])
    rulebook = np.concatenate([table.rulebook for table in filled])
    note = np.concatenate([table.note for table in filled])
    keys: list[Hashable] = []
    for table in filled:
        # One file may publish several figures for a day: the first stays the first.
        seen: Counter[int] = Counter()
        for of_day in table.day.tolist():
            keys.append((of_day, seen[of_day]))
            seen[of_day] += 1
    kept = _newest(keys, lambda at: (score[at], rulebook[at], note[at]), tally)
    rows = np.flatnonzero(kept)
    order = rows[np.argsort(day[rows], kind="stable")]
    return OfficialScores(day[order], score[order], rulebook[order], note[order])


def _rows_once(tables: Sequence[tuple[Row, ...]], tally: _Tally) -> tuple[Row, ...]:
    """Return every row as often as the file has it that has it most often."""
    found: list[Row] = []
    held: Counter[Row] = Counter()
    for table in tables:
        here: Counter[Row] = Counter()
        for row in table:
            here[row] += 1
            if here[row] > held[row]:
                found.append(row)
                held[row] += 1
            else:
                tally.same += 1
    return tuple(found)


def _newest(
    keys: Sequence[Hashable], row: Callable[[int], tuple[object, ...]], tally: _Tally
) -> Mask:
    """Return which rows stay: of each key the last, and count the others."""
    kept = np.ones(len(keys), dtype=np.bool_)
    newest: dict[Hashable, int] = {}
    for at, key in enumerate(keys):
        before = newest.get(key)
        if before is not None:
            kept[before] = False
            if row(before) == row(at):
                tally.same += 1
            else:
                tally.updated += 1
        newest[key] = at
    return kept


def _column(table: Records, name: str) -> TextVector:
    cells = table.texts.get(name)
    return np.full(len(table), "", dtype=object) if cells is None else cells


def _plain(amount: float) -> float | None:
    """Return an amount that equals itself, which NaN does not."""
    return None if np.isnan(amount) else float(amount)


def _together(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Return what the files left out, one entry a reason."""
    found: dict[str, LeftOut] = {}
    for left in left_out:
        before = found.get(left.code)
        found[left.code] = replace(left, count=left.count + (before.count if before else 0))
    return tuple(found.values())


def _directions(readings: Sequence[Reading]) -> tuple[Direction, ...]:
    """Return the bills' own words of all files, each word once."""
    found: dict[str, Direction] = {}
    for one in chain.from_iterable(reading.directions for reading in readings):
        before = found.get(one.word, Direction(one.word, 0, 0.0))
        total = round(before.total + one.total, 4)
        found[one.word] = Direction(one.word, before.count + one.count, total)
    return tuple(found.values())


def _left_out(tally: _Tally) -> tuple[LeftOut, ...]:
    left = (
        LeftOut("same_in_two_files", _("The same row stands in another file"), tally.same),
        LeftOut("updated", _("A later file tells the row anew"), tally.updated),
    )
    return tuple(entry for entry in left if entry.count)


def _told(tally: _Tally) -> tuple[Notice, ...]:
    if not tally.updated:
        return ()
    text = ngettext(
        "{count} row is told differently by two files; the later file is believed.",
        "{count} rows are told differently by two files; the later file is believed.",
        tally.updated,
    )
    return (Notice("updated", text.format(count=tally.updated)),)


def _different_people(readings: Sequence[Reading]) -> tuple[Fault, ...]:
    return refused(
        readings[-1].files[0],
        _("another person's export"),
        _("files of one person"),
        _("Open each person's files by themselves."),
    ).faults
