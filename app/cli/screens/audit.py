"""An audit on the terminal: what was found in a sentence, the figures, and what they cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from app.cli.screens.parts import INDENT, faint, heading, paragraph
from app.cli.terminal import FAINT, GIVES, STRONG, TAKES
from app.wording.audit_report import AuditReport
from app.wording.audit_table import Table
from app.wording.language import _

_GUTTER = 2
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
        yield Padding(_Fitting(table), INDENT)
    yield heading(_("What this cannot show"))
    for limit in report.limits:
        yield paragraph(f"· {limit}")
    yield Text("")
    if report.named:
        yield paragraph(report.named)
    if report.caution:
        yield paragraph(report.caution, FAINT)
    yield faint(report.disclaimer)


class _Fitting:
    """A table that keeps its figures whole where the terminal is wide enough for that."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the table out for this terminal."""
        table = self._table
        cells = [[row[place] for row in table.rows] for place in range(len(table.columns))]
        rooms = [
            max(_longest(cells[place], "\n"), _longest([column.title], " "))
            for place, column in enumerate(table.columns)
        ]
        figures = sum(
            room + _GUTTER
            for room, column in zip(rooms, table.columns, strict=True)
            if column.figures
        )
        names = sum(
            min(room, _longest(cells[place], None)) + _GUTTER
            for place, (room, column) in enumerate(zip(rooms, table.columns, strict=True))
            if not column.figures
        )
        whole = figures + names <= options.max_width + _GUTTER
        grid = Grid(box=None, padding=(0, _GUTTER, 0, 0), pad_edge=False, header_style=FAINT)
        grid.show_header = any(column.title for column in table.columns)
        for column, room in zip(table.columns, rooms, strict=True):
            kept = whole and column.figures
            grid.add_column(
                "\n".join(_broken(column.title, room)) if kept else column.title,
                justify="right" if column.figures else "left",
                overflow="fold",
                no_wrap=kept,
            )
        for row in table.rows:
            grid.add_row(*(_cell(cell) for cell in row))
        yield grid


def _longest(texts: Sequence[str], parted_by: str | None) -> int:
    """Return the width of the widest piece of texts."""
    return max((cell_len(piece) for text in texts for piece in text.split(parted_by)), default=0)


def _broken(title: str, room: int) -> list[str]:
    """Break a heading between its words."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and cell_len(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cell(cell: str) -> Text:
    """Return a cell: points in their colour, an interval under its figure in faint."""
    figure, _break, span = cell.partition("\n")
    said = Text(figure, style=_COLOURS.get(figure[:1], ""))
    if span:
        said.append(f"\n{span}", style=FAINT)
    return said
