"""``verify --json``: whether a package is as it was issued, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.documents.conversion import fault_document
from app.domain.document import Document, head, signature

if TYPE_CHECKING:
    from app.workflow.reading import Verification


def verification_document(verification: Verification) -> Document:
    """Return what became of every hash, and of the signature.

    Args:
        verification: What came of checking a package.
    """
    return {
        **head(None, (verification.file,)),
        "good": verification.good,
        "tables": [
            {
                "table": table.table,
                "state": table.state.value,
                "expected": table.expected or None,
                "found": table.found or None,
            }
            for table in verification.tables
        ],
        "signature": signature(verification.signature),
        "faults": [fault_document(fault) for fault in verification.faults],
    }
