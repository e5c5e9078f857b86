"""``whyscore doctor``: is everything there that Whyscore stands on?"""

from __future__ import annotations

import typer

from app.cli.asking import Speech, spread
from app.cli.exits import Exit
from app.cli.terminal import Voice
from app.domain.document import head
from app.domain.health import Check, Health
from app.wording.language import _, marked

NAME = "doctor"
HELP = marked("Look whether everything that Whyscore stands on is there, and how to mend it.")
_SIGNS = {Health.WELL: "✓", Health.LACKING: "!", Health.BROKEN: "✗"}


@spread
def command(context: typer.Context, *, speech: Speech) -> Exit:
    """Examine this computer; "no" where something is broken."""
    from app.workflow import doctor

    voice = speech.voice
    with voice.progress(_("Looking")):
        checks = tuple(doctor.examine(context.obj.see_window))
    if voice.machine:
        voice.document({**head(None, ()), "checks": [_document(check) for check in checks]})
    else:
        _show(voice, checks)
    broken = any(check.health is Health.BROKEN for check in checks)
    return Exit.NO if broken else Exit.DONE


def _document(check: Check) -> dict[str, object]:
    return {
        "id": check.id,
        "health": check.health.value,
        "found": check.found,
        "remedy": check.remedy or None,
    }


def _show(voice: Voice, checks: tuple[Check, ...]) -> None:
    from app.cli.screens.parts import columns, set_in
    from app.wording.visible import visible

    table = columns("left", "wide")
    for check in checks:
        said = visible(check.found)
        table.add_row(_SIGNS[check.health], f"{said}\n{check.remedy}" if check.remedy else said)
    wrong = [check for check in checks if check.health is not Health.WELL]
    voice.show(
        _("Everything is there.")
        if not wrong
        else _("Something is broken.")
        if any(check.health is Health.BROKEN for check in wrong)
        else _("Whyscore works here; something could be better."),
        set_in(table),
    )
