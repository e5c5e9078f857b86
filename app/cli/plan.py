"""``whyscore plan``: the least effort that reaches a score, or the proof that nothing does."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.asking import Speech, Whom, spread
from app.cli.documents.ahead import plan_document
from app.cli.exits import Exit
from app.cli.options import By, a_score, needed_day, paired_numbers
from app.domain.errors import UsageError
from app.domain.rulebook import Stance
from app.wording.language import _, marked

NAME = "plan"
HELP = marked("Find the least effort that reaches a score by a day, or show that nothing does.")


@spread
def command(
    *,
    whom: Whom,
    target: Annotated[
        float | None,
        typer.Option("--target", metavar="N", help=marked("The published score that is wanted.")),
    ] = None,
    by: By = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit",
            metavar="ACTION=MAX",
            help=marked("At most so many units of an action each time. Repeatable."),
        ),
    ] = None,
    allow: Annotated[
        str | None,
        typer.Option(
            "--allow",
            metavar="STANCES",
            help=marked(
                "Put on the table what stays off it otherwise: speech, ties, or both with a comma."
            ),
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--not", metavar="ACTION", help=marked("Take an action off the table. Repeatable.")
        ),
    ] = None,
    speech: Speech,
) -> Exit:
    """Find a plan."""
    from app.workflow import ahead

    voice = speech.voice
    if target is None:
        raise UsageError(_("{option} is missing.").format(option="--target"))
    a_score(target, "--target")
    until = needed_day(by, "--by")
    limits, stances = paired_numbers(limit, "--limit"), _stances(allow)
    data, question = whom.asked(voice)
    table = ahead.table_of(
        question.rulebook, limits=limits, off=tuple(without or ()), allowed=stances
    )
    with voice.progress(_("Planning")) as progress:
        plan = ahead.plan(data, question, target, until, table, progress=progress)
    if speech.json:
        voice.document(plan_document(plan, question.rulebook, data.inputs))
    else:
        from app.cli.screens.ahead import plan_screen

        voice.show(*plan_screen(plan, question.rulebook))
    return Exit.DONE if plan.reachable else Exit.NO


def _stances(text: str | None) -> tuple[Stance, ...]:
    """Read the stances that are put on the table.

    Raises:
        UsageError: One is neither speech nor ties.
    """
    words = [word.strip() for word in (text or "").split(",") if word.strip()]
    known = {stance.value: stance for stance in (Stance.SPEECH, Stance.TIES)}
    for word in words:
        if word not in known:
            raise UsageError(
                _("{option}: this value does not fit. Choose one of: {choices}.").format(
                    option="--allow", choices=", ".join(known)
                )
            )
    return tuple(known[word] for word in words)
