"""What the reader does with files: read, check, turn into a score package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app import assets
from app.domain.intake import Reading
from app.domain.progress import Progress, Unwatched
from app.intake import reading as intake
from app.intake import writing
from app.intake.verifying import Verification, verify

__all__ = ["Verification", "verify"]

SAMPLE = "mei"
"""Whose invented file comes along with Whyscore."""


def sample_person() -> Path:
    """Return the sample person's file. She is invented."""
    return assets.folder("samples") / SAMPLE


def read(
    paths: Sequence[Path],
    *,
    password: str | None = None,
    encoding: str = "",
    trusted_keys: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read one person's files, whatever they are.

    Args:
        paths: Files or folders, in order; later ones add to earlier ones.
        password: For a locked zip. It is kept nowhere.
        encoding: The encoding that the reader chose for every text; found where it is empty.
        trusted_keys: Public keys that the reader trusts, by key id; those that are kept where it
            is left out.
        progress: Told how far it is; may stop the work.
    """
    return intake.read(
        paths,
        password=password,
        encoding=encoding,
        trusted_keys=trusted_keys,
        progress=progress or Unwatched(),
    )


def convert(
    paths: Sequence[Path],
    out: Path,
    *,
    password: str | None = None,
    encoding: str = "",
    good_rows: bool = False,
    kinds: Sequence[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> Reading:
    """Write what can be read in any files as one score package.

    Args:
        paths: Files or folders of one person.
        out: The package: a folder, or a zip where the name ends in ``.zip``.
        password: For a locked zip.
        encoding: The encoding that the reader chose for every text; found where it is empty.
        good_rows: Whether to go on without the rows that are faults.
        kinds: Kinds that the reader gives, each to a record's id or a payee's name.
        progress: Told how far it is; may stop the work.

    Returns:
        What was read. The package is written only where nothing was at fault, or where the
        reader goes on with the good rows.
    """
    found = read(paths, password=password, encoding=encoding, progress=progress)
    if found.export is not None and kinds:
        from app.workflow.kinds import given

        records = given(found.export.records, kinds).applied(found.export.records)
        found = replace(found, export=replace(found.export, records=records))
    if found.export is not None and (good_rows or not found.faults):
        writing.write_package(found.export, out, name=out.stem)
    return found
