"""Before anything is stored: what is in the files, what is wrong with them, what would be kept.

A preview is a frozen value. Nothing of it is stored until the reader says so, and then it is
stored as it was shown: the files are not read a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from app.domain.bills import BillPart
from app.domain.errors import UnreadableInput, UsageError
from app.domain.intake import LeftOut, Reading
from app.domain.progress import Progress, Unwatched
from app.domain.records import Export, Records
from app.domain.rulebook import Rulebook, matches
from app.intake import reading as intake
from app.intake.bill_reasons import chosen_reason
from app.intake.merging import merged, merged_exports
from app.rulebook import library
from app.store.entries import Disagreement
from app.wording.faults import fault_count, fault_line
from app.wording.language import _
from app.workflow.explaining import DEFAULT_RULEBOOK
from app.workflow.kinds import title


class Answer(StrEnum):
    """What can be done with files that were looked at."""

    GOOD = "good"
    CHOICE = "choice"
    NOTHING = "nothing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Records of a kind that no rule counts: the kind, what it is called, and how many."""

    kind: str
    title: str
    count: int


@dataclass(frozen=True)
class Receipt:
    """What became of one file.

    Attributes:
        reading: The file as read, without the rows that the reader left out.
        person: Id of the person in the store; ``None`` where nothing was stored.
        added: Records that are new in the store.
        updated: Records that were there and are told otherwise now.
        same: Records that were there just so.
        disagreements: Official scores of the past that were changed after the fact.
        already: True where all of the file was in the store, contacts and scores too.
        withdrawn: Records that were there and count no more: purchases refunded since.
    """

    reading: Reading
    person: str | None = None
    added: int = 0
    updated: int = 0
    same: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    already: bool = False
    withdrawn: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the file to store."""
        return self.reading.export is None or holds_nothing(self.reading.export)


@dataclass(frozen=True)
class Preview:
    """What is in one person's files, before anything of it is stored.

    Attributes:
        readings: What came of reading each file, in the order the files were named.
        together: The same as one: all rows, faults and notices; what the reader looks through.
        uncounted: What no rule of the files' own rulebook counts, most first.
        rulebook: Id of that rulebook.
        encoding: The encoding that the reader chose; empty where they chose none.
    """

    readings: tuple[Reading, ...]
    together: Reading
    uncounted: tuple[Uncounted, ...]
    rulebook: str
    encoding: str = ""

    @property
    def answer(self) -> Answer:
        """What can be done with the files.

        ``REFUSED``: a file cannot be used at all. ``CHOICE``: rows are out for their faults, and
        the reader may go on with the good ones. ``NOTHING``: the files are valid, and nothing in them is
        for us. ``GOOD``: all can be stored.
        """
        if self.together.export is None or any(fault.refuses for fault in self.together.faults):
            return Answer.REFUSED
        if self.together.rows_out:
            return Answer.CHOICE
        return Answer.NOTHING if holds_nothing(self.together.export) else Answer.GOOD

    @cached_property
    def records(self) -> Records:
        """The records of all files, each once: the rows that can be left out by their id."""
        export = self.together.export
        return Records.none() if export is None else export.records

    def nothing_in(self, reading: Reading) -> bool:
        """Whether one of the files is valid, and nothing in it is for us."""
        empty = reading.export is not None and holds_nothing(reading.export)
        return empty and not reading.rows_out


def preview(
    paths: Sequence[Path],
    *,
    password: str | None = None,
    encoding: str = "",
    progress: Progress | None = None,
) -> Preview:
    """Read one person's files and show what is in them; nothing is stored.

    Args:
        paths: Files or folders of one person, of any format that can be read.
        password: For locked zips. It is kept nowhere.
        encoding: The encoding that the reader chose for every text; found where it is empty.
        progress: Told how far it is; may stop the work.

    Raises:
        UsageError: No file is named, or there is no such encoding.
        Cancelled: The work was stopped.
    """
    if not paths:
        raise UsageError(_("Name a file to read."))
    watch = progress or Unwatched()
    readings = tuple(
        intake.read([path], password=password, encoding=encoding, progress=watch) for path in paths
    )
    together = readings[0] if len(readings) == 1 else merged(readings)
    book = _book_of(together.export)
    return Preview(
        readings, together, _uncounted(together.export, book), book.id, encoding=encoding
    )


def chosen(
    shown: Preview, *, leave_out: frozenset[str] = frozenset(), good_rows: bool = False
) -> tuple[Reading, ...]:
    """Return what is to be stored of a preview: one reading a file, in the order of the files.

    Args:
        shown: The preview.
        leave_out: Ids of records that the reader leaves out.
        good_rows: True where the reader goes on without the rows that have faults.

    Raises:
        UnreadableInput: A file is refused, or rows have faults and the reader did not choose to
            go on; it carries the faults.
        UsageError: No file has a record of an id in ``leave_out``.
    """
    if shown.answer is Answer.REFUSED:
        raise UnreadableInput(refusal(shown.together), shown.together.faults)
    if shown.answer is Answer.CHOICE and not good_rows:
        said = _("Nothing was stored. Go on with the good rows, or mend the file.")
        raise UnreadableInput(f"{refusal(shown.together)} {said}", shown.together.faults)
    unknown = leave_out - shown.records.row_by_id.keys() if leave_out else frozenset()
    if unknown:
        raise UsageError(
            _("There is no record {id} in these files to leave out.").format(id=min(unknown))
        )
    out = _own_ids(shown, leave_out)
    return tuple(_without(reading, ids) for reading, ids in zip(shown.readings, out, strict=True))


def in_time(readings: Sequence[Reading]) -> tuple[int, ...]:
    """Return the order in which files count: by the day each was made, where all say it.

    Of two records with one id the later file's is believed; without days the order is that in
    which the reader named the files.
    """
    order = range(len(readings))
    made = [None if one.export is None else one.export.created for one in readings]
    known = [day for day in made if day is not None]
    if len(known) < len(made):
        return tuple(order)
    return tuple(sorted(order, key=known.__getitem__))


def with_more(export: Export, more: Export) -> Export:
    """Return a person's data with those of another file of theirs; they keep their name.

    Raises:
        UsageError: The file names somebody else.
    """
    named, other = export.subject, more.subject
    if named.id and other.id and named.id != other.id:
        raise UsageError(_("This file is about somebody else. Open it by itself."))
    together = merged_exports([export, more])
    return replace(together, subject=named if named.id or named.name else together.subject)


def holds_nothing(export: Export) -> bool:
    """Whether no table of an export has a row, and no row of a bill bears on another bill."""
    tables = (
        export.records,
        export.contacts,
        export.official,
        export.lookups,
        export.decisions,
    )
    bears = any(part.bears for part in export.bills)  # a refund of what came earlier or will come
    return not bears and not any(len(table) for table in tables)


def refusal(reading: Reading) -> str:
    """Say in one line why files cannot be gone on with: a fault, and how many more there are."""
    refusing = [fault for fault in reading.faults if fault.refuses] or list(reading.faults)
    first = fault_line(refusing[0]) if refusing else _("The file cannot be read.")
    return f"{first} {fault_count(reading.fault_count)}".rstrip()


def _own_ids(shown: Preview, leave_out: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return what each file by itself calls the records that are left out of all together.

    A row that stands in two bills is one record of them together, by the id that it has in one.
    """
    export = shown.together.export
    if not leave_out or export is None or len(shown.readings) == 1:
        return (leave_out,) * len(shown.readings)
    together: dict[str, Iterator[BillPart]] = {
        reader: iter([part for part in export.bills if part.reader == reader])
        for reader in {part.reader for part in export.bills}
    }
    found: list[frozenset[str]] = []
    for reading in shown.readings:
        own = (
            set()
            if reading.export is None
            else {
                (one, other)
                for part in reading.export.bills
                for one, other in zip(
                    part.records, next(together[part.reader]).records, strict=True
                )
                if one
            }
        )
        renamed = {one for one, other in own if other and other != one}
        found.append((leave_out - renamed) | {one for one, other in own if other in leave_out})
    return tuple(found)


def _without(reading: Reading, leave_out: frozenset[str]) -> Reading:
    export = reading.export
    if export is None or not leave_out:
        return reading
    stays = np.fromiter(
        (name not in leave_out for name in export.records.id.tolist()),
        np.bool_,
        len(export.records),
    )
    out = int((~stays).sum())
    if not out:
        return reading
    return replace(
        reading,
        export=replace(
            export,
            records=export.records.only(stays),
            bills=tuple(_part_without(part, leave_out) for part in export.bills),
        ),
        kept=reading.kept - out,
        left_out=(*reading.left_out, LeftOut("chosen", chosen_reason(), out)),
    )


def _part_without(part: BillPart, leave_out: frozenset[str]) -> BillPart:
    out = frozenset(at for at, name in enumerate(part.records) if name in leave_out)
    return replace(part, out=part.out | out)


def _book_of(export: Export | None) -> Rulebook:
    """Return the rulebook that files name where it comes along, else the default."""
    named = DEFAULT_RULEBOOK if export is None else export.rulebook
    own = next((book for book in library.shipped() if book.id == named), None)
    return own or library.find(DEFAULT_RULEBOOK)


def _uncounted(export: Export | None, book: Rulebook) -> tuple[Uncounted, ...]:
    if export is None:
        return ()
    named = tuple(
        chain(
            chain.from_iterable(rule.kinds for rule in book.rules),
            chain.from_iterable(override.kinds for override in book.overrides),
        )
    )
    counts = np.bincount(export.records.kind, minlength=len(export.records.kinds)).tolist()
    idle = [
        Uncounted(kind, title(kind), count)
        for kind, count in zip(export.records.kinds, counts, strict=True)
        if count and not matches(named, kind)
    ]
    return tuple(sorted(idle, key=lambda one: (-one.count, one.kind)))
