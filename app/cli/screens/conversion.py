"""On the terminal: what became of every row of a file."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from app.cli.screens.parts import columns, faint, headed, heading, paragraph, set_in
from app.cli.terminal import FAINT, STRONG
from app.domain.intake import LeftOutRow, Reading
from app.wording.encodings import named
from app.wording.faults import fault_line
from app.wording.language import _, ngettext, number
from app.wording.signatures import signature_line
from app.wording.visible import visible

_MONEY = 2  # decimals of a sum


_FURTHER_IN = (0, 0, 0, 4)
_MOST_LEFT_OUT = 10  # rows that are listed where the reader does not ask for all


def conversion_screen(
    reading: Reading, *, every_left_out: bool = False
) -> Iterator[RenderableType]:
    """Yield the account of a reading: kept, left out by reason, at fault; it adds up.

    Args:
        reading: What came of reading the files.
        every_left_out: Whether to list every row that was left out, not only the first.
    """
    yield Text(visible(", ".join(reading.files)), style=STRONG)
    yield faint(_("Read as: {reader}").format(reader=reading.reader))
    for one in reading.export.inputs if reading.export is not None else ():
        yield faint(f"{visible(one.name)}: {signature_line(one.signature)}")
    if names := named(reading.texts):
        yield faint(_("Encoding: {names}").format(names=names))
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
    yield from _left_out_rows(reading, every=every_left_out)
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


def _left_out_rows(reading: Reading, *, every: bool) -> Iterator[RenderableType]:
    """Yield the rows that were left out, one by one, under their reasons."""
    rows = reading.left_out_rows
    if not rows:
        return
    yield heading(_("Left out, as the file has it"))
    shown = rows if every else rows[:_MOST_LEFT_OUT]
    several = len({(row.file, row.table) for row in rows}) > 1
    groups: dict[str, list[LeftOutRow]] = {}
    for row in shown:
        title = f"{row.table or row.file}: {row.reason}" if several else row.reason
        groups.setdefault(title, []).append(row)
    for title, group in groups.items():
        yield paragraph(visible(title), FAINT)
        table = columns("left", "left", "right", "wide")
        for row in group:
            place = _("line {line}").format(line=number(row.line))
            what = " · ".join(part for part in (row.what, row.counterparty) if part)
            table.add_row(place, visible(row.date), visible(row.amount), visible(what))
        yield Padding(table, _FURTHER_IN)
    if len(rows) > len(shown):
        more = len(rows) - len(shown)
        text = ngettext(
            "and {count} more; --left-out lists them all",
            "and {count} more; --left-out lists them all",
            more,
        )
        yield paragraph(text.format(count=number(more)), FAINT)
