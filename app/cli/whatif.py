"""``whyscore whatif``: the score ahead, if something is done or left."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.asking import Speech, Whom, spread
from app.cli.documents.ahead import whatif_document
from app.cli.exits import Exit
from app.cli.options import By, needed_day, paired_numbers
from app.cli.writing import check_targets
from app.outputs.writing import write_privately
from app.wording.language import _, marked

NAME = "whatif"
HELP = marked("Show where the score would go with some actions, and where without.")


@spread
def command(
    *,
    whom: Whom,
    do: Annotated[
        list[str] | None,
        typer.Option(
            "--do",
            metavar="ACTION=UNITS",
            help=marked("So many units of an action each time, such as volunteer=2. Repeatable."),
        ),
    ] = None,
    by: By = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            "--ics", metavar="F", help=marked("Write what is coming as a calendar file, too.")
        ),
    ] = None,
    speech: Speech,
) -> Exit:
    """Project the score to a day."""
    from app.workflow import ahead

    voice = speech.voice
    until = needed_day(by, "--by")
    units = paired_numbers(do, "--do")
    check_targets({"--ics": ics}, whom.reads, store=whom.store)
    data, question = whom.asked(voice)
    looked = ahead.look_ahead(data, question, until)
    frame = ahead.what_if(looked, units)
    if ics is not None:
        write_privately(ahead.calendar_of(looked, frame), ics)
    if speech.json:
        voice.document(whatif_document(frame, question.rulebook, data.inputs))
    else:
        from app.cli.screens.ahead import whatif_screen

        voice.show(*whatif_screen(frame, looked.turns, units, question.rulebook))
    if ics is not None:
        voice.remark(_("Written: {file}").format(file=ics))
    return Exit.DONE
