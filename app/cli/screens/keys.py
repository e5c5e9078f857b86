"""The trusted keys on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from app.cli.screens.parts import columns, faint, headed, paragraph
from app.wording.language import _
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.workflow.trusted_keys import TrustedKey


def keys_screen(keys: Sequence[TrustedKey]) -> Iterator[RenderableType]:
    """Yield the keys as a table; a fingerprint can be read out over the telephone."""
    if not keys:
        yield paragraph(_("You trust no key yet. “whyscore keys add KEYFILE” adds one."))
        return
    table = headed(columns("left", "wide"), (_("Id"), _("Fingerprint (SHA-256)")))
    for key in keys:
        table.add_row(visible(key.id), faint(key.fingerprint))
    yield table
