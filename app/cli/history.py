"""``whyscore history``: the mirrored and the official score over time."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.asking import Speech, Whom, spread
from app.cli.documents.history import history_document
from app.cli.exits import Exit
from app.cli.options import a_day
from app.domain.calendar import Every
from app.wording.language import marked

NAME = "history"
HELP = marked("Show our score and the official one over time.")


@spread
def command(
    *,
    whom: Whom,
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="D",
            help=marked("The first day. Without it: that of the first record."),
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="D", help=marked("The last day. Without it: the day of the score.")
        ),
    ] = None,
    every: Annotated[
        Every, typer.Option(help=marked("One point a month, or one a day."))
    ] = Every.MONTH,
    speech: Speech,
) -> Exit:
    """Show a line of scores."""
    from app.workflow import explaining

    voice = speech.voice
    start, end = a_day(first, "--from"), a_day(last, "--to")
    data, question = whom.asked(voice)
    line = explaining.history(
        data,
        question.rulebook,
        start,
        question.day if end is None else end,
        every,
        question.aside,
    )
    if speech.json:
        voice.document(history_document(line, question.rulebook, data.inputs))
    else:
        from app.cli.screens.history import history_screen

        voice.show(*history_screen(line, question.rulebook))
    return Exit.DONE
