"""Is this package whole, is it from whom it says, and can every table of it be read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.cohort import Needs
from app.domain.errors import UnreadableInput
from app.domain.fault import MOST_FAULTS, Fault
from app.domain.progress import Progress, Unwatched
from app.domain.records import InputFile
from app.domain.signatures import Signature, SignatureState
from app.intake import integrity, signature, trusted_keys
from app.intake.cohort.opening import open_cohort
from app.intake.cohort.parts import read_part
from app.intake.container import DESCRIPTOR, Source
from app.intake.descriptor import Descriptor, read_descriptor
from app.intake.formats import score_package
from app.intake.integrity import HashState, TableState
from app.intake.naming_files import kind_of
from app.intake.refusing import refused
from app.intake.source import open_source
from app.intake.tables import COHORT_TABLE
from app.wording.file_kinds import called
from app.wording.language import _


@dataclass(frozen=True)
class Verification:
    """What came of checking a package.

    Attributes:
        file: The package and its hash.
        tables: Every table that the descriptor names.
        signature: What the signature is worth, and which tables it does not cover.
        faults: The tables that are not what the descriptor says, a signature that does not fit or
            does not cover them, and what cannot be read; at most ``MOST_FAULTS``.
        rows_read: Whether no row of any table is at fault.
        damaged_keys: Said where the file of trusted keys cannot be read whole; else empty.
    """

    file: InputFile
    tables: tuple[TableState, ...]
    signature: Signature
    faults: tuple[Fault, ...]
    rows_read: bool = True
    damaged_keys: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing speaks against the package; an unsigned one may be good."""
        return not self.faults

    @property
    def as_issued(self) -> bool:
        """Whether no table and no signature is other than the descriptor says."""
        wrong = {HashState.WRONG, HashState.MISSING}
        return self.signature.state is not SignatureState.BAD and not any(
            table.state in wrong for table in self.tables
        )


def verify(
    path: Path,
    keys: Mapping[str, bytes] | None = None,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Check the hashes, sizes and signature of a score package, and read every table of it.

    Args:
        path: A folder, a zip, or the package's descriptor.
        keys: Public Ed25519 keys of 32 bytes, by their ids, that are trusted for this once beside
            those that are kept.
        password: For a locked zip.
        progress: Told how far it is; may stop the work.

    Raises:
        UnreadableInput: It is no score package.
        Cancelled: The work was stopped.
    """
    held = trusted_keys.kept()
    with open_source(path, password) as source:
        if not source.has(DESCRIPTOR):
            raise _no_package(source)
        signed = signature.verify(source, held.by_id | dict(keys or {}))
        descriptor = read_descriptor(source)
        signed = signature.covering(signed, descriptor)
        if all(resource.name != COHORT_TABLE for resource in descriptor.resources):
            score_package.check_room(source, descriptor)
        faults = list(_of_signature(source, signed))
        tables: list[TableState] = []
        for resource in descriptor.resources:
            try:
                table = integrity.table_state(source, resource)
                if table.state in {HashState.WRONG, HashState.MISSING}:
                    faults += integrity.mismatch(source, table).faults
                elif resource.hash is None:
                    for _block in integrity.blocks(source, resource):
                        pass  # a zip says at the end of a file whether it is whole
            except UnreadableInput as error:
                table = TableState(resource.name, HashState.UNREADABLE)
                faults += error.faults
            tables.append(table)
        unread: tuple[Fault, ...] = ()
        if all(table.state not in _NOT_TO_BE_READ for table in tables):
            unread = _unread(source, descriptor, progress or Unwatched())
        lost = {fault.table for fault in unread if fault.refuses}
        return Verification(
            file=replace(source.input_file(), signature=signed),
            tables=tuple(
                replace(table, state=HashState.UNREADABLE) if table.table in lost else table
                for table in tables
            ),
            signature=signed,
            faults=tuple([*faults, *unread][:MOST_FAULTS]),
            rows_read=not unread,
            damaged_keys=held.damaged,
        )


_NOT_TO_BE_READ = frozenset({HashState.WRONG, HashState.MISSING, HashState.UNREADABLE})


def _of_signature(source: Source, signed: Signature) -> Iterator[Fault]:
    if signed.state is SignatureState.BAD:
        yield from signature.bad_signature(source.name).faults
    if signed.uncovered:
        yield from refused(
            source.name,
            _("tables that the signature does not cover"),
            _("their SHA-256 hashes in the signed descriptor"),
            _("Ask the sender to sign a package with a SHA-256 hash of every table."),
            table=", ".join(signed.uncovered),
        ).faults


def _unread(source: Source, descriptor: Descriptor, progress: Progress) -> tuple[Fault, ...]:
    """Read every table as an explanation or an audit does, and return what is wrong with it."""
    try:
        if all(resource.name != COHORT_TABLE for resource in descriptor.resources):
            return score_package.read(source, progress).faults
        cohort = open_cohort(source.path, trusted_keys={})
        faults: list[Fault] = []
        for number, part in enumerate(cohort.parts):
            progress.report(number, len(cohort.parts))
            crowd = read_part(cohort, part, Needs(attributes=cohort.attributes))
            faults += [
                Fault(
                    file=one.file,
                    expected=one.expected,
                    table=one.table,
                    found=_("something else"),
                    line=one.line,
                    column=one.column,
                )
                for one in crowd.faulty[:MOST_FAULTS]
            ]
            if len(faults) >= MOST_FAULTS:
                break
        return tuple(faults)
    except UnreadableInput as error:
        return error.faults


def _no_package(source: Source) -> Exception:
    kind = kind_of(source)
    return refused(
        source.name,
        called(kind),
        _("a score package"),
        _("Only score packages carry hashes and a signature; choose one."),
    )
