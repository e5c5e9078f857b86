"""An explanation on the terminal: the figure, the sum, the reasons, the perks, the records."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from app.cli.screens.parts import columns, faint, headed, heading, paragraph, set_in
from app.cli.terminal import FAINT, STRONG, moved_text
from app.wording.language import _
from app.wording.report import Line, PerkLine, Report

_HASH_SHOWN = 12


def explanation_screen(report: Report) -> Iterator[RenderableType]:
    """Yield the parts of an explanation, from the figure down to the files it rests on.

    Args:
        report: The explanation in words.
    """
    yield Text(report.title, style=STRONG)
    yield faint(report.rules)
    yield from _figures(report)
    yield from _sum(report)
    yield from _reasons(report)
    yield from _perks(report)
    yield from _causes(report)
    yield from _records(report)
    yield from _contacts(report)
    yield from _asides(report)
    yield from _notes(report)


def _figures(report: Report) -> Iterator[RenderableType]:
    yield Text("")
    if report.settled:
        yield paragraph(report.settled, STRONG)
    table = columns("left", "right", "wide")
    for fact in report.facts:
        table.add_row(fact.label, Text(fact.figure, style=STRONG), faint(fact.note))
    yield set_in(table)
    yield paragraph(report.disclaimer)
    if report.caution:
        yield paragraph(report.caution, FAINT)


def _sum(report: Report) -> Iterator[RenderableType]:
    if not report.rows:
        return
    yield heading(_("How it adds up"))
    table = headed(columns("left", "right", "right", "wide"), ("", _("Points"), _("Makes"), ""))
    for row in report.rows:
        style = STRONG if row.total else ""
        table.add_row(
            Text(row.label, style=style),
            moved_text(row.moved_text, row.moved),
            Text(row.makes_text, style=style),
            faint(row.guess),
        )
    yield set_in(table)


def _reasons(report: Report) -> Iterator[RenderableType]:
    gives = [reason for reason in report.reasons if reason.moved > 0]
    takes = [reason for reason in report.reasons if reason.moved < 0]
    for title, reasons in ((_("What gives"), gives), (_("What takes"), takes)):
        if not reasons:
            continue
        yield heading(title)
        table = columns("right", "wide")
        for reason in reasons:
            sentence = Text(reason.text)
            if reason.guess:
                sentence.append(" " + reason.guess, style=FAINT)
            table.add_row(moved_text(reason.moved_text, reason.moved), sentence)
        yield set_in(table)


def _perks(report: Report) -> Iterator[RenderableType]:
    if not report.perks:
        return
    yield heading(_("What a score opens"))
    table = columns("left", "wide", "left", "wide")
    for perk in report.perks:
        standing = Text(perk.standing)
        if perk.guess:
            standing.append(" " + perk.guess, style=FAINT)
        table.add_row(_mark(perk), perk.title, faint(perk.asked), standing)
    yield set_in(table)


def _mark(perk: PerkLine) -> str:
    """Return the sign of a perk; the words beside it say the same."""
    if perk.held is None:
        return "?"
    return "●" if perk.held else "○"


def _causes(report: Report) -> Iterator[RenderableType]:
    if not report.causes:
        return
    yield heading(_("What happened since"))
    table = headed(columns("right", "right", "left"), (_("Points"), _("Records"), ""))
    for line in report.causes:
        cause, count = line.cells
        table.add_row(_points_of(line), count, cause)
    yield set_in(table)


def _records(report: Report) -> Iterator[RenderableType]:
    if not report.records:
        return
    yield heading(_("The records that moved it most"))
    table = headed(
        columns("right", "left", "id", "wide", "wide", "wide"),
        (_("Points"), _("Date"), _("Id"), _("What"), _("Rule"), _("Why")),
    )
    for line in report.records:
        table.add_row(moved_text(line.moved_text, line.moved), *line.cells, faint(line.cause))
    yield set_in(table)
    if report.records_left:
        yield paragraph(report.records_left, FAINT)


def _contacts(report: Report) -> Iterator[RenderableType]:
    if not report.contacts:
        return
    yield heading(_("The contacts that moved it"))
    table = headed(
        columns("right", "wide", "right"), (_("Points"), _("Contact"), _("If not there"))
    )
    for line in report.contacts:
        table.add_row(_points_of(line), *line.cells)
    yield set_in(table)


def _asides(report: Report) -> Iterator[RenderableType]:
    if not report.asides:
        return
    yield heading(_("Set aside"))
    table = headed(columns("left", "right"), (_("Id"), _("With it")))
    for line in report.asides:
        table.add_row(*line.cells, _points_of(line))
    yield set_in(table)


def _notes(report: Report) -> Iterator[RenderableType]:
    if report.warnings:
        yield heading(_("To know"))
        for warning in report.warnings:
            yield paragraph(warning)
    if report.inputs:
        yield heading(_("Read from"))
        table = columns("wide", "left", "wide")
        for name, sha256, signed in report.inputs:
            table.add_row(name, faint("SHA-256 " + sha256[:_HASH_SHOWN] + "…"), signed)
        yield set_in(table)


def _points_of(line: Line) -> Text:
    return moved_text(line.moved_text, line.moved)
