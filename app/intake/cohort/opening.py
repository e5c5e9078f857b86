"""Opening many people's data, whichever way they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.domain.cohort import Cohort, ColumnRoles, TableReading
from app.domain.errors import UnreadableInput
from app.domain.signatures import Signature, SignatureState
from app.intake import trusting
from app.intake.cohort.folder import open_folder
from app.intake.cohort.package import open_package
from app.intake.cohort.plain import open_table
from app.intake.cohort.table_shell import is_folder_of_parts, no_table
from app.intake.container import DESCRIPTOR, Source
from app.intake.descriptor import read_descriptor
from app.intake.refusing import refused
from app.intake.source import open_source
from app.intake.tables import COHORT_TABLE
from app.wording.language import _


def open_cohort(
    path: Path,
    roles: ColumnRoles | None = None,
    *,
    trusted_keys: Mapping[str, bytes] | None = None,
    encoding: str = "",
    reading: TableReading | None = None,
) -> Cohort:
    """Open a cohort package, a folder of single packages, or a plain table of scores.

    Args:
        path: A folder, a zip, a descriptor, or a table in CSV or Parquet.
        roles: What the columns of a plain table hold; guessed where it is left out.
        trusted_keys: Public Ed25519 keys of 32 bytes that the auditor trusts, by their ids; those
            that are kept where it is left out.
        encoding: The encoding that the auditor chose for its tables; found where it is empty.
        reading: What else the auditor says of how a plain table is written.

    Raises:
        UnreadableInput: It is none of the three, or it cannot be read.
    """
    keys = trusting.trusted(trusted_keys)
    with open_source(path, encoding=encoding) as source:
        if source.has(DESCRIPTOR):
            descriptor = read_descriptor(source)
            if any(resource.name == COHORT_TABLE for resource in descriptor.resources):
                return open_package(source, descriptor, keys)
            raise _one_person(source)
        if not path.is_dir():
            return _unsigned(open_table(source, roles, reading))
        folder = open_folder(path, keys)
        if folder is None and is_folder_of_parts(path):
            return _unsigned(open_table(source, roles, reading))
    if folder is None:
        with open_source(path) as source:
            raise no_table(source)
    return folder


def _unsigned(table: Cohort) -> Cohort:
    unsigned = Signature(SignatureState.UNSIGNED)
    inputs = tuple(replace(one, signature=unsigned) for one in table.inputs)
    return replace(table, inputs=inputs)


def _one_person(source: Source) -> UnreadableInput:
    return refused(
        source.name,
        _("the export of one person"),
        _("a cohort package, a folder of score packages, or a table with a column of scores"),
        _("Choose the data of many people."),
        table=DESCRIPTOR,
    )
