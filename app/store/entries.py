"""What a store tells of itself: who is in it, what was brought, what was changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.bills import BillPart
from app.domain.intake import Reading
from app.domain.records import InputFile


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """Somebody in the store, and how much of theirs there is.

    Attributes:
        id: Short name by which commands speak of them, such as ``p1``.
        name: The reader's own name for them, else the file's; may be empty.
        records: Records that count.
        contacts: Contacts that count.
        scores: Official scores that count.
        imports: Acts of importing that are not undone.
    """

    id: str
    name: str
    records: int
    contacts: int
    scores: int
    imports: int


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One act of importing, with what its files hash to.

    Attributes:
        number: Its number in the store.
        files: The files read.
        reader: Id of the format, such as ``alipay``.
        when: ISO date and time, UTC.
        rows: Rows the files have.
        kept: Rows that were kept.
        left_out: Valid rows that were left out.
        faults: Rows that were faults.
        new: Records that nobody had told before.
        updated: Records that were told differently before.
        same: Records that were told just so before.
        undone: True where the reader took it back.
    """

    number: int
    files: tuple[InputFile, ...]
    reader: str
    when: str
    rows: int
    kept: int
    left_out: int
    faults: int
    new: int
    updated: int
    same: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two exports tell one day's official score differently: it was changed after the fact.

    Attributes:
        day: The day it was published for.
        was: What the earlier import says. Unit: points.
        now: What the later one says. Unit: points.
    """

    day: int
    was: float
    now: float


@dataclass(frozen=True, slots=True)
class ImportReceipt:
    """What an import did.

    Attributes:
        person: Whose it is.
        number: The import's number; ``None`` where there was nothing new in it.
        new: Records that nobody had told before.
        updated: Records told differently before; the older telling is kept as well.
        same: Records told just so before.
        disagreements: Official scores of past days that this import tells differently.
        withdrawn: Records told before that count no more: purchases that were refunded since.
        reading: What was read, as it is together with the bills that were kept before.
    """

    person: str
    number: int | None
    new: int
    updated: int
    same: int
    disagreements: tuple[Disagreement, ...]
    withdrawn: int = 0
    reading: Reading | None = None

    @property
    def already(self) -> bool:
        """Whether all of it was in the store before."""
        return self.number is None


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the reader made to a person's data.

    Attributes:
        kind: ``import``, ``set_aside``, ``put_back``, ``rename``, ``correct_kind``,
            ``keep_scenario`` or ``drop_scenario``.
        what: The import's number, the record's id, the payee's or the scenario's name; empty for
            a name.
        when: ISO date and time, UTC.
        undone: True where it was taken back and can be redone.
    """

    kind: str
    what: str
    when: str
    undone: bool

    @property
    def stays(self) -> bool:
        """Whether undoing passes over it: a plan that was saved goes only when it is dropped."""
        return self.kind == "keep_scenario"


@dataclass(frozen=True)
class BillJoin:
    """How bills that come in are put together with those that were kept.

    Attributes:
        continued: Returns a reading as it is after the bills kept earlier.
        belongs: Tells whether bills tell of payments that bills kept earlier tell of.
    """

    continued: Callable[[Reading, Sequence[BillPart]], Reading]
    belongs: Callable[[Reading, Sequence[BillPart]], bool]


class Whose(StrEnum):
    """Whose a back-up is that was noted in a store's data."""

    OWN = "own"
    """This store wrote it."""
    OTHER = "other"
    """The store wrote it that this one is a copy of, and may need it."""
    GONE = "gone"
    """It is not there, or something else is."""


@dataclass(frozen=True, slots=True)
class KnownBackup:
    """A back-up that was noted in a store's data.

    Attributes:
        path: Where it was written.
        made: When. ISO date and time, UTC.
        whose: Whose it is, as the file itself says now.
    """

    path: str
    made: str
    whose: Whose
