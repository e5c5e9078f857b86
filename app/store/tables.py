"""The tables of a store, as SQLModel has them; ``migrations`` brings older stores to these.

Records lie as columns: a row of ``records`` holds up to 65,536 records of one import, a blob a
column (see ``columns``). A row a record took 5 times as long to write and 5 times as long to
read for a million records, and nothing here asks SQL about a single one. The other tables hold a
row a fact.

No ``from __future__ import annotations`` here: SQLModel reads the annotations of its fields.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, LargeBinary, Table
from sqlmodel import Field, SQLModel


def _owner(table: str, *, key: bool = False) -> Any:
    """Return a field that points to a row which takes this one along when it goes."""
    reference = ForeignKey(f"{table}.id", ondelete="CASCADE")
    column: Column[int] = Column(reference, nullable=False, primary_key=key, index=not key)
    return Field(sa_column=column)


def _blob(*, empty: bool = False) -> Any:
    return Field(default=None, sa_column=Column(LargeBinary, nullable=empty))


class Person(SQLModel, table=True):
    """Somebody whose data is here. ``name`` is the reader's own; ``None`` takes the file's."""

    __tablename__ = "people"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    name: str | None = None
    made: str


class Import(SQLModel, table=True):
    """One act of bringing files in: what came of reading them, and what the files say of it.

    ``records``, ``fresh``, ``changed`` and ``same`` count records: brought to the store, new in
    it, told differently than before, told as before. ``undone`` imports count for nothing until
    they are redone.
    """

    __tablename__ = "imports"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person: int = _owner("people")
    reader: str
    added: str
    rows: int
    kept: int
    left_out: int
    faults: int
    records: int
    fresh: int
    changed: int
    same: int
    undone: bool = False
    subject: str
    name: str
    region: str
    groups: str
    created: int | None = None
    rulebook: str | None = None
    rulebook_version: str | None = None
    issuer: str
    signed_by: str | None = None
    not_used: str
    columns: str


class SourceFile(SQLModel, table=True):
    """A file that an import read: its name and its SHA-256 (hexadecimal)."""

    __tablename__ = "files"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    name: str
    sha256: str = Field(index=True)


class Kind(SQLModel, table=True):
    """The number that stands for a kind in a person's records, and the import it came with."""

    __tablename__ = "kinds"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    code: int
    name: str


class RecordBlock(SQLModel, table=True):
    """Up to 65,536 records of one import, as columns, in the order of (day, id).

    ``amounts`` and ``ends`` are ``None`` where no record of the block has one.
    """

    __tablename__ = "records"

    import_id: int = _owner("imports", key=True)
    block: int = Field(primary_key=True)
    size: int
    days: bytes = _blob()
    kinds: bytes = _blob()
    amounts: bytes | None = _blob(empty=True)
    ends: bytes | None = _blob(empty=True)
    ids: bytes = _blob()


class TextBlock(SQLModel, table=True):
    """One shown column (``column``) of a block of records."""

    __tablename__ = "record_texts"

    import_id: int = _owner("imports", key=True)
    column: str = Field(primary_key=True)
    block: int = Field(primary_key=True)
    cells: bytes = _blob()


class Replacement(SQLModel, table=True):
    """Records of import ``older`` that import ``import_id`` tells anew: their row numbers."""

    __tablename__ = "replaced_records"

    import_id: int = _owner("imports", key=True)
    older: int = _owner("imports", key=True)
    rows: bytes = _blob()


class BillBlock(SQLModel, table=True):
    """One table of a bill, packed: its rows settle later bills. See ``bill_blocks``."""

    __tablename__ = "bills"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    content: bytes = _blob()


class ContactRow(SQLModel, table=True):
    """A contact as an import tells it; the newest telling of an id counts."""

    __tablename__ = "contacts"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    contact: str
    name: str
    closeness: float
    since: int | None = None
    until: int | None = None


class ContactScoreRow(SQLModel, table=True):
    """A contact's score on a day; the newest telling counts."""

    __tablename__ = "contact_scores"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    contact: str
    day: int
    score: float


class OfficialScoreRow(SQLModel, table=True):
    """The ``nth`` official score of a day, from 0; the newest telling counts."""

    __tablename__ = "official_scores"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    day: int
    nth: int
    score: float
    rulebook: str
    note: str


class LookupRow(SQLModel, table=True):
    """Somebody looked the person up."""

    __tablename__ = "lookups"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    day: int
    who: str
    purpose: str


class DecisionRow(SQLModel, table=True):
    """Something was decided on the score."""

    __tablename__ = "decisions"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = _owner("imports")
    day: int
    who: str
    what: str
    outcome: str
    threshold: float | None = None
    reasons: str


class ChangeRow(SQLModel, table=True):
    """A change that the reader made; ``content`` (JSON) says how to undo and redo it."""

    __tablename__ = "changes"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person: int = _owner("people")
    made: str
    kind: str
    content: str
    undone: bool = False


class AsideRow(SQLModel, table=True):
    """A record that the reader set aside, and why."""

    __tablename__ = "asides"

    id: int | None = Field(default=None, primary_key=True)
    person: int = _owner("people")
    record: str
    reason: str


class ScenarioRow(SQLModel, table=True):
    """A plan that the reader keeps: ``content`` is JSON."""

    __tablename__ = "scenarios"

    id: int | None = Field(default=None, primary_key=True)
    person: int = _owner("people")
    name: str
    content: str


class SettingRow(SQLModel, table=True):
    """Where the reader was; ``person`` is ``None`` for what holds for the whole store."""

    __tablename__ = "settings"

    id: int | None = Field(default=None, primary_key=True)
    person: int | None = Field(
        default=None,
        sa_column=Column(ForeignKey("people.id", ondelete="CASCADE"), nullable=True, index=True),
    )
    name: str
    value: str


class BackupRow(SQLModel, table=True):
    """Where a back-up was written, so that it can be erased with the rest."""

    __tablename__ = "backups"

    id: int | None = Field(default=None, primary_key=True)
    path: str
    made: str


def _table(model: type[SQLModel]) -> Table:
    """Return the table of a model, for queries that name columns one by one."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


PEOPLE = _table(Person)
IMPORTS = _table(Import)
FILES = _table(SourceFile)
KINDS = _table(Kind)
CHANGES = _table(ChangeRow)
ASIDES = _table(AsideRow)
SCENARIOS = _table(ScenarioRow)
SETTINGS = _table(SettingRow)
BACKUPS = _table(BackupRow)
