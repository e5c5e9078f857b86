"""``whyscore sample``: invented people, for trying things out and for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.exits import Exit
from app.cli.options import At, Json, Lang, Quiet, RulebookName, VariantName, a_day
from app.cli.terminal import Voice
from app.cli.writing import check_targets
from app.domain.document import head
from app.wording.language import _, marked, ngettext, number

NAME = "sample"
HELP = marked("Invent people and write their files. Nobody in them is real.")


def command(  # noqa: PLR0913 - one argument an option
    *,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help=marked("The folder to write; it must be new."))
    ],
    people: Annotated[
        int, typer.Option(metavar="N", help=marked("How many people. One makes a score package."))
    ] = 1,
    events: Annotated[
        int, typer.Option(metavar="N", help=marked("How many records, of all people together."))
    ] = 1000,
    seed: Annotated[
        int, typer.Option(metavar="S", help=marked("The same number makes the same people."))
    ] = 0,
    noise: Annotated[
        float,
        typer.Option(
            metavar="POINTS", help=marked("How far official scores lie off the mirrored ones.")
        ),
    ] = 0.0,
    uncounted: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            help=marked("A rule that official scores leave out in secret. May be repeated."),
        ),
    ] = None,
    penalty: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=GROUP:POINTS",
            help=marked("Points that a group gets in secret, such as region=Southwick:-12."),
        ),
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE=VARIANT|RULEBOOK",
            help=marked("From a day on, other rules; such as 2015-09-01=operator-account."),
        ),
    ] = None,
    rulebook: RulebookName = None,
    variant: VariantName = None,
    at: At = None,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Invent people and write them."""
    from app.workflow import planting, sampling

    voice = Voice(machine=json, quiet=quiet)
    day = a_day(at, "--at")
    check_targets({"--out": out}, [rulebook], into_folder=True)
    wish = sampling.Wish(
        people=people,
        events=events,
        seed=seed,
        rulebook=rulebook or sampling.DEFAULT_RULEBOOK,
        variant=variant,
        last_day=sampling.DEFAULT_DAY if day is None else day,
        noise=noise,
        plants=planting.Plants(
            tuple(uncounted or ()),
            tuple(planting.penalty_of(one, "--penalty") for one in penalty or ()),
            tuple(planting.change_of(one, "--change") for one in change or ()),
        ),
    )
    with voice.progress(_("Inventing")) as progress:
        made = sampling.write_sample(wish, out, progress)
    if voice.machine:
        voice.document(
            {
                **head(made.rulebook, ()),
                "people": made.people,
                "events": made.events,
                "seed": seed,
                "files": list(made.files),
            }
        )
    else:
        said = ngettext(
            "{count} invented person, {events} records, in {folder}",
            "{count} invented people, {events} records, in {folder}",
            made.people,
        )
        voice.show(said.format(count=number(made.people), events=number(made.events), folder=out))
    return Exit.DONE
