"""Whether a package's tables are the bytes that its descriptor vouches for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import UnreadableInput
from app.intake.container import Source
from app.intake.descriptor import Resource
from app.intake.refusing import refused
from app.wording.language import _

_CHUNK = 1 << 20
_ALGORITHMS = ("sha256", "sha512", "sha384", "sha224", "sha1", "md5")


class HashState(StrEnum):
    """What came of comparing a table with its hash and size."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TableState:
    """A table of a package, and whether it is what the descriptor says.

    Attributes:
        table: Name of the table.
        state: ``none`` where the descriptor gives neither hash nor size.
        expected: Hash or size as the descriptor has it.
        found: The same as computed.
    """

    table: str
    state: HashState
    expected: str = ""
    found: str = ""


def table_state(source: Source, resource: Resource) -> TableState:
    """Compare a table's files, one after the other, with its hash and size.

    Raises:
        UnreadableInput: The hash is of a kind that is not known, or a file cannot be read.
    """
    if not resource.paths or not all(source.has(path) for path in resource.paths):
        return TableState(resource.name, HashState.MISSING if resource.paths else HashState.NONE)
    if resource.bytes is not None:
        size = sum(source.size(path) for path in resource.paths)
        if size != resource.bytes:
            return TableState(
                resource.name,
                HashState.WRONG,
                _("{count} bytes").format(count=resource.bytes),
                _("{count} bytes").format(count=size),
            )
    if resource.hash is None:
        state = HashState.NONE if resource.bytes is None else HashState.RIGHT
        return TableState(resource.name, state)
    # The standard: a hash without a name is MD5.
    algorithm, _colon, expected = resource.hash.lower().rpartition(":")
    if (algorithm or "md5") not in _ALGORITHMS:
        raise refused(
            source.name,
            _("a hash of a kind that is not known"),
            ", ".join(_ALGORITHMS),
            _("Ask for the package with SHA-256 hashes."),
            table=resource.name,
        )
    digest = hashlib.new(algorithm or "md5", usedforsecurity=False)
    for block in _blocks(source, resource):
        digest.update(block)
    found = digest.hexdigest()
    state = HashState.RIGHT if found == expected.strip() else HashState.WRONG
    return TableState(resource.name, state, expected, found)


def mismatch(source: Source, table: TableState) -> UnreadableInput:
    """Return the refusal of a table that is not what the descriptor says."""
    if table.state is HashState.MISSING:
        found, expected = _("no such file"), _("the table's file")
    else:
        found, expected = table.found, table.expected
    return refused(
        source.name,
        found,
        expected,
        _("The package was changed or damaged on its way; ask for it again."),
        table=table.table,
    )


def _blocks(source: Source, resource: Resource) -> Iterator[bytes]:
    for path in resource.paths:
        with source.open(path) as file:
            while block := file.read(_CHUNK):
                yield block
