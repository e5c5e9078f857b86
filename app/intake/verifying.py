"""Is this package whole, and is it from whom it says?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.fault import Fault
from app.domain.records import InputFile
from app.intake import integrity, signature
from app.intake.container import DESCRIPTOR, Source
from app.intake.descriptor import read_descriptor
from app.intake.integrity import HashState, TableState
from app.intake.refusing import refused
from app.intake.signature import Signature, SignatureState
from app.intake.source import open_source
from app.wording.language import _


@dataclass(frozen=True)
class Verification:
    """What came of checking a package.

    Attributes:
        file: The package and its hash.
        tables: Every table that the descriptor names.
        signature: What the signature is worth.
        faults: The tables that are not what the descriptor says, and a bad signature.
    """

    file: InputFile
    tables: tuple[TableState, ...]
    signature: Signature
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        """Whether nothing speaks against the package; an unsigned one may be good."""
        return not self.faults


def verify(
    path: Path, trusted_keys: Mapping[str, bytes] | None = None, *, password: str | None = None
) -> Verification:
    """Check the hashes, sizes and signature of a score package.

    Args:
        path: A folder, a zip, or the package's descriptor.
        trusted_keys: Public Ed25519 keys of 32 bytes, by their ids.
        password: For a locked zip.

    Raises:
        UnreadableInput: It is no score package.
    """
    with open_source(path, password) as source:
        if not source.has(DESCRIPTOR):
            raise _no_package(source)
        signed = signature.verify(source, trusted_keys or {})
        tables = tuple(
            integrity.table_state(source, resource)
            for resource in read_descriptor(source).resources
        )
        faults: list[Fault] = []
        if signed.state is SignatureState.BAD:
            faults += signature.bad_signature(source.name).faults
        for table in tables:
            if table.state in {HashState.WRONG, HashState.MISSING}:
                faults += integrity.mismatch(source, table).faults
        return Verification(source.input_file(), tables, signed, tuple(faults))


def _no_package(source: Source) -> Exception:
    return refused(
        source.name,
        _("no {file}").format(file=DESCRIPTOR),
        _("a score package"),
        _("Only score packages carry hashes and a signature; choose one."),
    )
