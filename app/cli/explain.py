"""``whyscore explain``: the score, and why it is what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.asking import Speech, Whom, spread
from app.cli.documents.explanation import explanation_document, strongest
from app.cli.exits import Exit
from app.cli.opening import opened
from app.cli.options import a_day
from app.cli.terminal import Voice
from app.cli.writing import check_targets
from app.domain.errors import UsageError, WhyscoreError
from app.domain.explanation import Explanation
from app.domain.records import Export
from app.outputs.writing import write_privately
from app.wording.language import _, marked

if TYPE_CHECKING:
    from app.wording.report import Report

NAME = "explain"
HELP = marked("Show the score and what it is made of; with a --since option, what changed.")
_TOP = 20
"""So many records are listed unless told otherwise: what fits on a screen."""


@spread
def command(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    *,
    whom: Whom,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=marked("Explain what changed since that day.")),
    ] = None,
    since_rulebook: Annotated[
        str | None,
        typer.Option(metavar="R", help=marked("Explain what changed since those rules held.")),
    ] = None,
    since_export: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help=marked("Explain what changed since that earlier file.")),
    ] = None,
    top: Annotated[
        int, typer.Option(metavar="N", help=marked("List so many records; 0 lists all."))
    ] = _TOP,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="F", help=marked("Write a page for a browser, too.")),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="F", help=marked("Write a PDF file, too."))
    ] = None,
    speech: Speech,
) -> Exit:
    """Explain a score, on standard output and in files."""
    from app.workflow import explaining

    voice = speech.voice
    if top < 0:
        raise UsageError(_("--top: {top} is less than 0.").format(top=top))
    check_targets(
        {"--html": html, "--pdf": pdf},
        (*whom.reads, since_export, since_rulebook),
        store=whom.store,
    )
    day, since_day = whom.day, a_day(since, "--since")
    data, set_aside, notices = whom.opened(voice)
    earlier = _earlier(since_export, voice, good_rows=whom.good_rows, encoding=whom.encoding)
    _check_asides(whom.aside or [], [data] if earlier is None else [data, earlier])
    question = explaining.question(
        data,
        rulebook=whom.rulebook,
        variant=whom.variant,
        day=day,
        aside=set_aside.union(whom.aside or ()),
        since_day=since_day,
        since_rulebook=since_rulebook,
        since_export=earlier,
    )
    with voice.progress(_("Explaining")) as progress:
        explanation = explaining.explain(data, question, progress)
    explanation = replace(explanation, notices=(*notices, *explanation.notices))
    _write_files(explanation, top, html, pdf, context)
    if speech.json:
        voice.document(explanation_document(explanation, top))
    else:
        _show(explanation, top, voice)
    for name in (html, pdf):
        if name is not None:
            voice.remark(_("Written: {file}").format(file=name))
    return Exit.DONE


def _earlier(
    path: Path | None, voice: Voice, *, good_rows: bool, encoding: str | None
) -> Export | None:
    if path is None:
        return None
    earlier, notices = opened([path], voice, password=None, good_rows=good_rows, encoding=encoding)
    voice.remarks(notices)
    return earlier


def _check_asides(ids: list[str], exports: list[Export]) -> None:
    known = [export.records.row_by_id for export in exports] if ids else []
    for name in ids:
        if not any(name in rows for rows in known):
            raise UsageError(_("--aside: the file has no record “{id}”.").format(id=name))


def _show(explanation: Explanation, top: int, voice: Voice) -> None:
    from app.cli.screens.explanation import explanation_screen

    voice.show(*explanation_screen(_report(explanation, top)))


def _report(explanation: Explanation, top: int) -> Report:
    from app.wording.reporting import report_of
    from app.workflow import kinds

    return report_of(explanation, strongest(explanation, top).tolist(), kinds.title)


def _write_files(
    explanation: Explanation,
    top: int,
    html: Path | None,
    pdf: Path | None,
    context: typer.Context,
) -> None:
    """Write the pages that were asked for; nothing is shown before they are safely written."""
    if html is None and pdf is None:
        return
    from app.wording.sheets import browser_page, paper_page

    report = _report(explanation, top)
    if html is not None:
        write_privately(browser_page(report).encode("utf-8"), html)
    if pdf is not None:
        if context.obj.print_pdf is None:
            raise WhyscoreError(_("--pdf: this Whyscore cannot print. Use --html and a browser."))
        context.obj.print_pdf(paper_page(report), pdf)
