"""On the terminal: what became of every row of a file."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from app.cli.screens.parts import columns, faint, headed, heading, paragraph, set_in
from app.cli.terminal import STRONG
from app.domain.intake import Reading
from app.wording.faults import fault_line
from app.wording.language import _, ngettext, number
from app.wording.signatures import signature_line
from app.wording.visible import visible

_MONEY = 2  # decimals of a sum


def conversion_screen(reading: Reading) -> Iterator[RenderableType]:
    """Yield the account of a reading: kept, left out by reason, at fault; it adds up."""
    yield Text(visible(", ".join(reading.files)), style=STRONG)
    yield faint(_("Read as: {reader}").format(reader=reading.reader))
    for one in reading.export.inputs if reading.export is not None else ():
        yield faint(f"{visible(one.name)}: {signature_line(one.signature)}")
    yield Text("")
    table = columns("right", "wide")
    table.add_row(number(reading.rows), _("rows in the file"))
    table.add_row(number(reading.kept), _("kept"))
    for left in reading.left_out:
        table.add_row(number(left.count), visible(left.reason))
    if reading.fault_count:
        count = reading.fault_count
        table.add_row(number(count), ngettext("fault", "faults", count))
    yield set_in(table)
    yield from _directions(reading)
    if reading.faults:
        yield heading(_("Faults"))
        for fault in reading.faults:
            yield paragraph(fault_line(fault))
    if reading.notices:
        yield heading(_("To know"))
        for notice in reading.notices:
            yield paragraph(visible(notice.text))


def _directions(reading: Reading) -> Iterator[RenderableType]:
    if not reading.directions:
        return
    yield heading(_("The file's own words"))
    words = headed(columns("left", "right", "right"), ("", _("Rows"), _("Sum")))
    for direction in reading.directions:
        words.add_row(
            visible(direction.word), number(direction.count), number(direction.total, _MONEY)
        )
    yield set_in(words)
