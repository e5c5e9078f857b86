"""Rulebooks on the terminal: the list, one as a document, a check, a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from app.cli.screens.parts import columns, faint, headed, heading, paragraph, set_in
from app.cli.terminal import FAINT, STRONG, moved_text
from app.domain.rulebook import Rule, Rulebook
from app.domain.score import published_figure
from app.wording.faults import rulebook_fault_line
from app.wording.language import _, day, ngettext, number, points, text_of
from app.wording.rule_works import basis_chip, basis_word, how_it_works, plain
from app.wording.visible import visible

if TYPE_CHECKING:
    from app.workflow.rulebooks import BookComparison, CheckReport, Replay

_NOTHING = "–"


def list_screen(books: Sequence[Rulebook]) -> Iterator[RenderableType]:
    """Yield the shipped rulebooks as a table."""
    table = headed(
        columns("left", "wide", "left", "right", "wide"),
        (_("Id"), _("Rulebook"), _("Scale"), _("Rules"), _("Variants")),
    )
    for book in books:
        table.add_row(
            Text(book.id, style=STRONG),
            _("{title}, version {version}").format(title=text_of(book.title), version=book.version),
            _("{low} to {high}").format(low=plain(book.floor), high=plain(book.ceiling)),
            number(len(book.rules)),
            ", ".join(variant.id for variant in book.variants) or _NOTHING,
        )
    yield table


def show_screen(book: Rulebook) -> Iterator[RenderableType]:
    """Yield a rulebook as a document: what it scores, by which rules, from which sources."""
    yield Text(visible(text_of(book.title)), style=STRONG)
    yield faint(
        _("{id}, version {version}, SHA-256 {sha256}").format(
            id=book.id, version=visible(book.version), sha256=book.sha256
        )
    )
    yield Text("")
    yield paragraph(visible(text_of(book.about)))
    if book.caution:
        yield paragraph(visible(text_of(book.caution)), FAINT)
    yield from _scale(book)
    for factor in book.factors:
        yield heading(visible(text_of(factor.title)))
        for rule in book.rules:
            if rule.factor == factor.id:
                yield from _rule(rule)
    yield from _others(book)


def _scale(book: Rulebook) -> Iterator[RenderableType]:
    yield heading(_("The scale"))
    table = columns("right", "wide", "wide")
    base = plain(book.base.value)
    note = ""
    if not book.base.certain:
        note = _("(guess, {low} to {high})").format(
            low=plain(book.base.low), high=plain(book.base.high)
        )
    table.add_row(base, _("where everyone starts"), faint(note))
    table.add_row(plain(book.floor), _("the lowest score"), "")
    table.add_row(plain(book.ceiling), _("the highest score"), "")
    for band in book.bands:
        said = _("band: {title}").format(title=visible(text_of(band.title)))
        table.add_row(plain(band.start), said, "")
    for perk in book.perks:
        at = _NOTHING if perk.at is None else plain(perk.at)
        said = _("opens: {title}").format(title=visible(text_of(perk.title)))
        note = _("above, not from") if perk.above else ""
        table.add_row(at, said, faint(", ".join(filter(None, (note, basis_word(perk.basis))))))
    yield set_in(table)


def _rule(rule: Rule) -> Iterator[RenderableType]:
    title = Text("  " + visible(text_of(rule.title)), style=STRONG)
    title.append(f"  {rule.id}", style=FAINT)
    yield title
    yield paragraph("  " + how_it_works(rule))
    facts = (basis_chip(rule), visible(rule.source), visible(", ".join(rule.kinds)))
    yield paragraph("  " + " · ".join(fact for fact in facts if fact), FAINT)


def _others(book: Rulebook) -> Iterator[RenderableType]:
    if book.overrides:
        yield heading(_("What settles the score by itself"))
        for override in book.overrides:
            yield paragraph(visible(text_of(override.title)))
    if book.variants:
        yield heading(_("Variants"))
        table = columns("left", "wide")
        for variant in book.variants:
            table.add_row(variant.id, visible(text_of(variant.title)))
        yield set_in(table)
    yield heading(_("Sources"))
    for source in book.sources:
        parts = (source.title, source.publisher, source.date, source.address)
        said = _(", ").join(part for part in parts if part)
        yield paragraph(visible(_("{id}: {text}").format(id=source.id, text=said)))


def check_screen(report: CheckReport) -> Iterator[RenderableType]:
    """Yield what is wrong with a rulebook, what a reader should know, and its examples."""
    if report.rulebook is not None:
        yield Text(visible(text_of(report.rulebook.title)), style=STRONG)
    if report.faults:
        yield heading(_("Faults"))
        for fault in report.faults:
            yield paragraph(rulebook_fault_line(fault))
    if report.findings:
        yield heading(_("What a reader should know"))
        for found in report.findings:
            yield paragraph("· " + visible(found.text))
    if report.examples:
        yield heading(_("Worked examples"))
        table = columns("left", "wide", "wide")
        for run in report.examples:
            note = "" if run.ok else _differs(run.expected, run.found)
            table.add_row("●" if run.ok else "○", visible(run.title), note)
        yield set_in(table)
    yield Text("")
    yield Text(_verdict(report), style=STRONG)


def _differs(expected: float | None, found: float | None) -> str:
    def said(score: float | None) -> str:
        return _("no score") if score is None else number(score, 6)

    return _("computes {found}, and says {expected}").format(
        found=said(found), expected=said(expected)
    )


def _verdict(report: CheckReport) -> str:
    if report.faults:
        count = len(report.faults)
        said = ngettext(
            "{count} fault: the rulebook cannot be used.",
            "{count} faults: the rulebook cannot be used.",
            count,
        )
        return said.format(count=number(count))
    failing = sum(not run.ok for run in report.examples)
    if failing:
        said = ngettext(
            "{count} example does not come out.", "{count} examples do not come out.", failing
        )
        return said.format(count=number(failing))
    count = len(report.examples)
    said = ngettext(
        "The rulebook can be used, and its {count} example comes out.",
        "The rulebook can be used, and all {count} examples come out.",
        count,
    )
    return said.format(count=number(count))


def diff_screen(compared: BookComparison) -> Iterator[RenderableType]:
    """Yield where two rulebooks differ, and what that does to a person."""
    before, after = compared.before, compared.after
    if not compared.differences:
        yield Text(_("The two rulebooks compute the same."))
        return
    table = headed(
        columns("wide", "wide", "wide"),
        (
            _("Where"),
            f"{before.id} {before.version} {before.variant or ''}".strip(),
            f"{after.id} {after.version} {after.variant or ''}".strip(),
        ),
    )
    for one in compared.differences:
        table.add_row(visible(one.path), _value(one.before), _value(one.after))
    yield table
    if compared.replay is not None:
        yield from _replay(compared.replay, after)


def _value(value: float | str | bool | None) -> str:  # noqa: FBT001 - a value of the rulebook
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return visible(value) if isinstance(value, str) else plain(value)


def _replay(replay: Replay, book: Rulebook) -> Iterator[RenderableType]:
    yield heading(_("For this person, on {day}").format(day=day(replay.after.day)))
    before, after = replay.before.published, replay.after.published
    table = columns("left", "right")
    for label, figure in ((_("before"), before), (_("after"), after)):
        table.add_row(label, _NOTHING if figure is None else number(figure, book.decimals))
    if before is not None and after is not None:
        moved = published_figure(after - before, book.decimals)
        table.add_row(_("Change"), moved_text(points(moved, book.decimals), moved))
    yield set_in(table)
    titles = {perk.id: text_of(perk.title) for perk in book.perks}
    for said, perks in ((_("Opens: {perks}"), replay.won), (_("Closes: {perks}"), replay.lost)):
        if perks:
            yield paragraph(said.format(perks=", ".join(titles.get(p, p) for p in perks)))
