"""``whyscore convert``: any file that can be read, as a score package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.documents.conversion import conversion_document
from app.cli.exits import Exit
from app.cli.opening import accepted, rows_out, went_on
from app.cli.options import (
    EncodingName,
    EveryLeftOut,
    GoodRows,
    Json,
    KindsGiven,
    Lang,
    PasswordStdin,
    Quiet,
    paired_kinds,
    password,
)
from app.cli.terminal import Voice
from app.cli.writing import check_targets
from app.domain.intake import Reading
from app.wording.language import _, marked

NAME = "convert"
HELP = marked("Turn bills and packages of one person into a score package.")


def command(  # noqa: PLR0913 - one argument an option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help=marked("Files of one person; several are merged.")),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            metavar="PACKAGE.zip",
            help=marked("The package to write: a zip, or a folder where the name has no .zip."),
        ),
    ],
    kind: KindsGiven = None,
    good_rows: GoodRows = False,
    left_out: EveryLeftOut = False,
    password_stdin: PasswordStdin = False,
    encoding: EncodingName = None,
    json: Json = False,
    lang: Lang = None,  # noqa: ARG001 - read before the words are understood
    quiet: Quiet = False,
) -> Exit:
    """Convert files; "no" where rows have faults, and nothing is written then."""
    from app.workflow import reading as workflow

    voice = Voice(machine=json, quiet=quiet)
    check_targets({"--out": out}, files, into_folder=True)
    with voice.progress(_("Reading")) as progress:
        reading = workflow.convert(
            files,
            out,
            password=password(password_stdin),
            encoding=encoding or "",
            good_rows=good_rows,
            kinds=paired_kinds(kind),
            progress=progress,
        )
    if reading.export is None:
        accepted(reading, good_rows=good_rows)
    _tell(reading, voice, every_left_out=left_out)
    if reading.fault_count and not good_rows:
        voice.remark(
            _("Nothing was written. With --good-rows, Whyscore goes on with the other rows.")
        )
        return Exit.NO
    if rows_out(reading):
        voice.remark(went_on(reading))
    voice.remark(_("Written: {file}").format(file=out))
    return Exit.DONE


def _tell(reading: Reading, voice: Voice, *, every_left_out: bool) -> None:
    if voice.machine:
        voice.document(conversion_document(reading))
        return
    from app.cli.screens.conversion import conversion_screen

    voice.show(*conversion_screen(reading, every_left_out=every_left_out))
