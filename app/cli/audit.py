"""``whyscore audit``: what the scores of many people show, and the pack that proves it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.asking import Speech, spread
from app.cli.exits import Exit, is_stop
from app.cli.options import At, EncodingName, a_day, a_score
from app.cli.terminal import Voice
from app.cli.writing import check_folder, check_targets
from app.domain.audit import SMALLEST_GROUP, Question
from app.domain.cohort import Cohort, CohortShape, ColumnRoles, TableReading
from app.domain.errors import UsageError
from app.domain.intake import Notice
from app.outputs.writing import write_privately
from app.wording.language import _, marked

if TYPE_CHECKING:
    from app.workflow.auditing import Audited

NAME = "audit"
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_DECIMALS = {"point": ".", "comma": ","}
HELP = marked("Audit the scores of many people: claims, groups, errors; and prove it in a pack.")


@spread
def command(  # noqa: PLR0913 - one argument an option
    source: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT",
            help=marked(
                "Many people's data: a cohort package, a folder of single packages, or a table "
                "(CSV, Parquet) with a column of scores."
            ),
        ),
    ],
    *,
    rulebook: Annotated[
        list[str] | None,
        typer.Option(
            "--rulebook",
            metavar="ID|PATH",
            help=marked(
                "By which rules: the id of a shipped rulebook or a file. Repeatable: the first is "
                "audited, the others are compared with it. Without it: the one that the data name."
            ),
        ),
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option(
            "--variant",
            metavar="V",
            help=marked(
                "A variant of the rulebook; “none” is the book as it stands. Repeatable, likewise."
            ),
        ),
    ] = None,
    at: At = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim",
            metavar="RULE",
            help=marked("Test the claim that this rule does not count. Repeatable."),
        ),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group", metavar="COL", help=marked("Tell people apart by this column. Repeatable.")
        ),
    ] = None,
    pairs: Annotated[
        bool, typer.Option("--pairs", help=marked("Tell people apart by every two columns too."))
    ] = False,
    threshold: Annotated[
        list[float] | None,
        typer.Option(
            "--threshold", metavar="N", help=marked("A score of N or more is high. Repeatable.")
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome",
            metavar="COL",
            help=marked("The column that says whether it happened: 1, 0."),
        ),
    ] = None,
    score: Annotated[
        str | None,
        typer.Option("--score", metavar="COL", help=marked("A plain table's column of scores.")),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="COL", help=marked("A plain table's column that says whose row it is.")
        ),
    ] = None,
    tolerance: Annotated[
        float | None,
        typer.Option(
            "--tolerance",
            metavar="N",
            help=marked("So many points apart still agree. Without it: half of the last decimal."),
        ),
    ] = None,
    min_group: Annotated[
        int,
        typer.Option(
            "--min-group",
            metavar="N",
            help=marked("Groups of fewer people are listed and not shown."),
        ),
    ] = SMALLEST_GROUP,
    fit: Annotated[
        Path | None,
        typer.Option(
            "--fit",
            metavar="OUT.toml",
            help=marked("Fit the guessed numbers to the scores, and write them as a new rulebook."),
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            help=marked("How many processes compute. Without it: all cores."),
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help=marked("Let the workers of a Dask scheduler compute."),
        ),
    ] = None,
    encoding: EncodingName = None,
    separator: Annotated[
        str | None,
        typer.Option(
            "--separator",
            metavar="SIGN",
            help=marked(
                "What parts the cells of a plain table: comma, semicolon, tab, pipe, or a sign. "
                "Without it: what gives every row the same number of cells."
            ),
        ),
    ] = None,
    decimal: Annotated[
        str | None,
        typer.Option(
            "--decimal",
            metavar="SIGN",
            help=marked(
                "The sign before the decimals in a plain table: point or comma. Without it: what "
                "the column of scores shows, and asked where both are possible."
            ),
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet",
            metavar="NAME",
            help=marked("The sheet of a spreadsheet. Without it: the first that holds a table."),
        ),
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(
            "--work",
            metavar="DIR",
            help=marked(
                "Where parts are kept until the audit is done. Without it: a cache folder."
            ),
        ),
    ] = None,
    salt_file: Annotated[
        Path | None,
        typer.Option(
            "--salt-file",
            metavar="F",
            help=marked("Salt ids with the secret in this file; it is made where it is not there."),
        ),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help=marked("Leave ids and days as they are in the files.")),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PACK.zip", help=marked("Write the evidence pack, too.")),
    ] = None,
    speech: Speech,
) -> Exit:
    """Audit a cohort, and write what was asked for."""
    from app.workflow import audit_question, auditing, salt

    voice = speech.voice
    reads = (source, *(rulebook or ()))
    check_targets({"--out": out, "--fit": fit, "--salt-file": salt_file}, reads)
    check_folder("--work", work, reads)
    if names and salt_file is not None:
        raise UsageError(_("--names leaves ids as they are: leave out --salt-file."))
    _check_numbers(tolerance, threshold or (), min_group)
    auditing.check_workers(workers)
    question = Question(
        day=a_day(at, "--at"),
        claims=tuple(dict.fromkeys(claim or ())),
        groups=tuple(dict.fromkeys(group or ())),
        pairs=pairs,
        thresholds=tuple(sorted(set(threshold or ()))),
        outcome=outcome,
        tolerance=tolerance,
        smallest_group=min_group,
        fit=fit is not None,
        salt="" if salt_file is None else salt.kept_in(salt_file),
    )
    roles = None if score is None else _roles(question, score, person)
    reading = TableReading(
        separator=_sign(separator, _SEPARATORS, "--separator"),
        decimal=_sign(decimal, _DECIMALS, "--decimal"),
        sheet=sheet or "",
    )
    with voice.progress(_("Opening")) as progress:
        cohort = auditing.open_input(
            source, roles, progress, encoding=encoding or "", reading=reading
        )
    _check_columns(cohort, score, person)
    question, notices = audit_question.asked(cohort, question, rulebook or (), variant or ())
    voice.remarks((*(Notice("cohort", note) for note in cohort.notes), *notices))
    try:
        with voice.progress(_("Recomputing")) as progress:
            audited = auditing.audit(
                cohort, question, workers=workers, cluster=cluster, work=work, progress=progress
            )
    except (KeyboardInterrupt, RuntimeError) as error:
        if is_stop(error):
            voice.remark(
                _("Stopped. What is computed is kept: the same command goes on from there.")
            )
        raise
    with audited:
        written = _fitted(audited, fit)
        if out is not None:
            _pack(audited, voice, out, names=names, salt_beside=salt_file is not None)
            written.append(out)
        _answer(audited, voice, names=names)
    for name in written:
        voice.remark(_("Written: {file}").format(file=name))
    if fit is not None and fit not in written:
        voice.remark(_("--fit: these scores tell none of the guessed numbers. Nothing is written."))
        return Exit.NO
    if not audited.findings.people:
        voice.remark(_("Nobody is left whom figures could be about."))
        return Exit.NO
    return Exit.DONE


def _sign(said: str | None, known: Mapping[str, str], option: str) -> str:
    """Return the sign that an option names, by a word or as itself; empty where it is left out."""
    if not said:
        return ""
    if said.lower() in known:
        return known[said.lower()]
    signs = known.values()
    if said in signs or (option == "--separator" and len(said) == 1 and not said.isalnum()):
        return said
    words = ", ".join(known)
    raise UsageError(_("{option} is one of these: {words}.").format(option=option, words=words))


def _check_numbers(tolerance: float | None, thresholds: Sequence[float], smallest: int) -> None:
    if tolerance is not None and not 0 <= tolerance < math.inf:
        raise UsageError(_("--tolerance must be 0 points or more."))
    for one in thresholds:
        a_score(one, "--threshold")
    if smallest < 1:
        raise UsageError(_("--min-group must be 1 or more."))


def _roles(question: Question, score: str, person: str | None) -> ColumnRoles:
    return ColumnRoles(
        score=score, person=person, outcome=question.outcome, attributes=question.groups
    )


def _check_columns(cohort: Cohort, score: str | None, person: str | None) -> None:
    """Refuse a plain table without its column of scores, and such a column elsewhere."""
    if cohort.shape is CohortShape.TABLE:
        if score is None:
            raise UsageError(_("{file}: a plain table needs --score.").format(file=cohort.name))
    elif score is not None or person is not None:
        raise UsageError(_("--score and --id are for plain tables only."))


def _fitted(audited: Audited, target: Path | None) -> list[Path]:
    """Write the fitted rulebook, where it was asked for and there is one."""
    if target is None:
        return []
    from app.workflow import fitted

    content = fitted.rulebook_of(audited)
    if content is None:
        return []
    write_privately(content, target)
    return [target]


def _pack(audited: Audited, voice: Voice, out: Path, *, names: bool, salt_beside: bool) -> None:
    """Write the pack, before anything is shown."""
    from app.workflow import evidence

    with voice.progress(_("Packing")) as progress:
        evidence.write_pack(audited, out, names=names, salt_beside=salt_beside, progress=progress)


def _answer(audited: Audited, voice: Voice, *, names: bool) -> None:
    """Print what was found, and warn where people are in no figure."""
    from app.workflow import evidence

    told = evidence.told(audited, names=names)
    if voice.machine:
        voice.document(told.document())
    else:
        from app.cli.screens.audit import audit_screen

        voice.show(*audit_screen(told.report()))
    faulty = told.findings.faulty_people
    if faulty:
        from app.wording.audit import faulty_said

        voice.remark(faulty_said(faulty))
