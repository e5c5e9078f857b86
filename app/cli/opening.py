"""Open a person's file for a verb, or say in one line why it cannot be gone on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.cli.terminal import Voice
from app.domain.errors import UnreadableInput
from app.domain.intake import Notice, Reading
from app.domain.records import Export
from app.wording.faults import fault_count, fault_line
from app.wording.language import _, ngettext, number


def opened(
    paths: Sequence[Path],
    voice: Voice,
    *,
    password: str | None,
    good_rows: bool,
    encoding: str | None = None,
) -> tuple[Export, tuple[Notice, ...]]:
    """Read one person's files and return the data that a score can rest on.

    Args:
        paths: The files; several are merged.
        voice: How progress and remarks are said.
        password: Of a locked zip.
        good_rows: True where the reader chose to go on without the rows that have faults.
        encoding: The encoding of every text, where the reader named one.

    Returns:
        The data, and what the reader should know of how it was read.

    Raises:
        UnreadableInput: A file is refused, or has faults and the reader did not choose so.
    """
    from app.workflow import reading as workflow

    with voice.progress(_("Reading")) as progress:
        reading = workflow.read(
            paths, password=password, encoding=encoding or "", progress=progress
        )
    export = accepted(reading, good_rows=good_rows)
    return export, (*told_of_faults(reading), *reading.notices)


def accepted(reading: Reading, *, good_rows: bool) -> Export:
    """Return the data of a reading, or refuse it.

    Raises:
        UnreadableInput: Nothing of it can be used, or rows are out for their faults and
            ``good_rows`` is False.
    """
    if reading.export is None or any(fault.refuses for fault in reading.faults):
        raise UnreadableInput(_refusal(reading), reading.faults)
    if rows_out(reading) and not good_rows:
        told = " ".join(
            part
            for part in (
                _refusal(reading),
                _("With --good-rows, Whyscore goes on with the other rows."),
            )
            if part
        )
        raise UnreadableInput(told, reading.faults)
    return reading.export


def refused(error: UnreadableInput) -> UnreadableInput:
    """Say a refusal in one line: its first fault, and how many more there are."""
    if not error.faults:
        return error
    told = f"{fault_line(error.faults[0])} {fault_count(len(error.faults))}".rstrip()
    return UnreadableInput(told, error.faults)


def rows_out(reading: Reading) -> int:
    """Return how many rows are out for their faults; see ``Reading.rows_out``."""
    return reading.rows_out


def went_on(reading: Reading) -> str:
    """Say that rows with faults are left out."""
    out = rows_out(reading)
    said = ngettext(
        "{count} row has a fault and is left out.",
        "{count} rows have faults and are left out.",
        out,
    )
    return said.format(count=number(out))


def told_of_faults(reading: Reading) -> Iterator[Notice]:
    """Yield what the reader should know of the faults that were gone on with."""
    if rows_out(reading):
        yield Notice("faults_left_out", went_on(reading))
    elif reading.faults:
        yield Notice("faults_kept", _refusal(reading))


def _refusal(reading: Reading) -> str:
    """Say the first fault and how many more there are."""
    refusing = [fault for fault in reading.faults if fault.refuses] or list(reading.faults)
    first = fault_line(refusing[0]) if refusing else _("The file cannot be read.")
    return f"{first} {fault_count(reading.fault_count)}".rstrip()
