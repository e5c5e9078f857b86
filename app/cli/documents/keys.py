"""``keys … --json``: whose signatures are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.document import Document, head

if TYPE_CHECKING:
    from app.workflow.trusted_keys import TrustedKey


def keys_document(did: str, keys: Sequence[TrustedKey]) -> Document:
    """Return keys as plain values.

    Args:
        did: ``add``, ``list`` or ``remove``.
        keys: Those that were added, are trusted, or were removed.
    """
    return {
        **head(None, ()),
        "did": did,
        "keys": [
            {"id": key.id, "key": key.encoded, "fingerprint": key.fingerprint} for key in keys
        ],
    }
