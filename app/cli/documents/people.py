"""``people … --json``: who is in the store, what came in, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.documents.conversion import conversion_document
from app.domain.calendar import iso
from app.domain.document import Document, head

if TYPE_CHECKING:
    from app.workflow.importing import Receipt
    from app.workflow.people import Disagreement, Person, PersonSummary


def receipt_document(receipt: Receipt) -> Document:
    """Return what became of one file: as ``convert`` says it, and whose it is.

    Args:
        receipt: What came of importing the file; of nobody where nothing was stored.
    """
    return {
        **conversion_document(receipt.reading),
        "person": receipt.person,
        "added": receipt.added,
        "updated": receipt.updated,
        "same": receipt.same,
        "withdrawn": receipt.withdrawn,
        "disagreements": _disagreements(receipt.disagreements),
    }


def list_document(people: Sequence[PersonSummary]) -> Document:
    """Return who is in the store."""
    return {**head(None, ()), "people": [person_document(person) for person in people]}


def show_document(person: Person) -> Document:
    """Return one person, with the imports and what is set aside."""
    return {
        **head(None, [file for entry in person.imports for file in entry.files]),
        "person": person_document(person.summary),
        "imports": [
            {
                "files": [{"name": one.name, "sha256": one.sha256} for one in entry.files],
                "reader": entry.reader,
                "when": entry.when,
                "rows": entry.rows,
                "kept": entry.kept,
                "left_out": entry.left_out,
                "faults": entry.faults,
                "added": entry.new,
                "updated": entry.updated,
                "same": entry.same,
                "undone": entry.undone,
            }
            for entry in person.imports
        ],
        "aside": [{"id": record, "why": why.value} for record, why in person.aside.items()],
        "disagreements": _disagreements(person.disagreements),
    }


def _disagreements(found: Sequence[Disagreement]) -> list[Document]:
    return [{"date": iso(one.day), "was": one.was, "now": one.now} for one in found]


def person_document(person: PersonSummary) -> Document:
    """Return one person in figures."""
    return {
        "id": person.id,
        "name": person.name,
        "records": person.records,
        "contacts": person.contacts,
        "scores": person.scores,
        "imports": person.imports,
    }


def change_document(
    did: str,
    *,
    person: str | None = None,
    record: str | None = None,
    file: Path | None = None,
    what: str | None = None,
) -> Document:
    """Return what was done.

    Args:
        did: The verb, such as ``erase``.
        person: Whose data; ``None`` where it was the whole store.
        record: Which record, for ``aside`` and ``put-back``.
        file: The file that was written or read.
        what: What was undone or done again, in words.
    """
    return {
        **head(None, ()),
        "did": did,
        "person": person,
        "record": record,
        "file": None if file is None else str(file),
        "what": what,
    }
