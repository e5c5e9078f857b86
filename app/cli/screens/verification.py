"""On the terminal: whether a package is as it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from app.cli.screens.parts import columns, faint, heading, paragraph, set_in
from app.cli.terminal import STRONG
from app.wording.faults import fault_line
from app.wording.language import _
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.workflow.reading import Verification


def verification_screen(verification: Verification) -> Iterator[RenderableType]:
    """Yield the verdict, every table's state and what the signature is worth."""
    verdict = (
        _("Nothing speaks against this package.")
        if verification.good
        else _("This package is not as it was issued.")
    )
    yield Text(visible(verification.file.name), style=STRONG)
    yield Text(verdict)
    yield heading(_("Tables"))
    table = columns("left", "wide")
    said = {
        "right": _("as its hash or size says"),
        "wrong": _("not as its hash or size says"),
        "none": _("the package gives no hash for it"),
        "missing": _("the file is missing"),
    }
    for state in verification.tables:
        table.add_row(visible(state.table), said[state.state.value])
    yield set_in(table)
    yield heading(_("Signature"))
    yield paragraph(_signature(verification))
    if verification.faults:
        yield heading(_("Faults"))
        for fault in verification.faults:
            yield paragraph(fault_line(fault))
    yield Text("")
    yield faint("SHA-256 " + verification.file.sha256)


def _signature(verification: Verification) -> str:
    signature = verification.signature
    said = {
        "unsigned": _("The package is unsigned: nobody vouches for it."),
        "trusted": _("Signed by {key}, whom you trust."),
        "unknown_key": _("Signed by {key}, a key that you have not trusted (--trust KEYFILE)."),
        "bad": _("The signature by {key} is not right."),
    }
    return said[signature.state.value].format(key=visible(signature.key or "?"))
