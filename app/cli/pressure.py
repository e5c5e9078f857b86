"""``whyscore pressure``: what a rulebook pays a person to do."""

from __future__ import annotations

from app.cli.asking import Speech, Whom, spread
from app.cli.documents.ahead import pressure_document
from app.cli.exits import Exit
from app.wording.language import marked

NAME = "pressure"
HELP = marked("Show what one more of everything is worth, and by what means the rules press.")


@spread
def command(
    *,
    whom: Whom,
    speech: Speech,
) -> Exit:
    """Show exchange rates."""
    from app.workflow import ahead, kinds

    voice = speech.voice
    data, question = whom.asked(voice)
    found = ahead.pressure(data, question)
    if speech.json:
        voice.document(pressure_document(found, question.rulebook, data.inputs))
    else:
        from app.cli.screens.ahead import pressure_screen

        voice.show(*pressure_screen(found, question.rulebook, kinds.title))
    return Exit.DONE
