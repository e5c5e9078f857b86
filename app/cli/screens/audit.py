"""An audit on the terminal: what was found in a sentence, the figures, and what they cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from app.cli.screens.parts import INDENT, faint, heading, paragraph
from app.cli.terminal import FAINT, GIVES, STRONG, TAKES
from app.wording.audit_report import AuditReport
from app.wording.audit_table import Table
from app.wording.language import _

_COLOURS = {"▲": GIVES, "▼": TAKES}


def audit_screen(report: AuditReport) -> Iterator[RenderableType]:
    """Yield an audit as it is read: the sentence first, the figures, their limits.

    Args:
        report: The audit in words.
    """
    yield Text(report.sentence, style=STRONG)
    yield faint(" ".join(part for part in (report.people, report.rules) if part))
    for table in report.tables:
        yield heading(table.title)
        if table.note:
            yield paragraph(table.note, FAINT)
        yield Padding(_grid(table), INDENT)
    yield heading(_("What this cannot show"))
    for limit in report.limits:
        yield paragraph(f"· {limit}")
    yield Text("")
    if report.named:
        yield paragraph(report.named)
    if report.caution:
        yield paragraph(report.caution, FAINT)
    yield faint(report.disclaimer)


def _grid(table: Table) -> Grid:
    """Return a table without lines; headings and names wrap where the terminal is narrow."""
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=FAINT)
    grid.show_header = any(column.title for column in table.columns)
    for column in table.columns:
        grid.add_column(
            column.title,
            justify="right" if column.figures else "left",
            overflow="fold",
            vertical="top",
        )
    for row in table.rows:
        grid.add_row(*(_cell(cell) for cell in row))
    return grid


def _cell(cell: str) -> Text:
    """Return a cell: points in their colour, an interval under its figure in faint."""
    figure, _break, span = cell.partition("\n")
    said = Text(figure, style=_COLOURS.get(figure[:1], ""))
    if span:
        said.append(f"\n{span}", style=FAINT)
    return said
