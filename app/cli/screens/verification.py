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
from app.wording.signatures import signature_said, uncovered_said
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.workflow.reading import Verification


def verification_screen(verification: Verification) -> Iterator[RenderableType]:
    """Yield the verdict, every table's state and what the signature is worth."""
    verdict = _verdict(verification)
    yield Text(visible(verification.file.name), style=STRONG)
    yield Text(verdict)
    yield heading(_("Tables"))
    table = columns("left", "wide")
    said = {
        "right": _("as its hash or size says"),
        "wrong": _("not as its hash or size says"),
        "none": _("the package gives no hash for it"),
        "weak": _("only an MD5 or SHA-1 hash, which can be forged and does not count"),
        "unreadable": _("it cannot be read"),
        "missing": _("the file is missing"),
    }
    for state in verification.tables:
        table.add_row(visible(state.table), said[state.state.value])
    yield set_in(table)
    yield heading(_("Signature"))
    yield paragraph(signature_said(verification.signature))
    if uncovered := uncovered_said(verification.signature, len(verification.tables)):
        yield paragraph(uncovered)
    if verification.damaged_keys:
        yield paragraph(visible(verification.damaged_keys))
    if verification.faults:
        yield heading(_("Faults"))
        for fault in verification.faults:
            yield paragraph(fault_line(fault))
    yield Text("")
    yield faint("SHA-256 " + verification.file.sha256)


def _verdict(verification: Verification) -> str:
    if verification.good:
        return _("Nothing speaks against this package.")
    if not verification.as_issued:
        return _("This package is not as it was issued.")
    if verification.signature.uncovered:
        return _("The signature does not vouch for this package as a whole.")
    return _("Not all of this package can be read.")
