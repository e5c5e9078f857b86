"""Whether a package's tables are the bytes that its descriptor vouches for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import UnreadableInput
from app.intake.container import Source
from app.intake.descriptor import Descriptor, Resource
from app.intake.refusing import refused
from app.wording.language import _

_CHUNK = 1 << 20
_STRONG = ("sha256", "sha512", "sha384", "sha224")
_WEAK = ("sha1", "md5")  # two files of one hash are made in minutes


class HashState(StrEnum):
    """What came of comparing a table with its hash and size."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"
    WEAK = "weak"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TableState:
    """A table of a package, and whether it is what the descriptor says.

    Attributes:
        table: Name of the table.
        state: ``none`` where the descriptor gives neither hash nor size; ``weak`` where the table
            fits a hash that proves nothing (MD5, SHA-1); ``unreadable`` where its rows cannot be
            read.
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
    algorithm, expected = _hash_of(resource)
    if algorithm not in {*_STRONG, *_WEAK}:
        raise refused(
            source.name,
            _("a hash of a kind that is not known"),
            ", ".join(_STRONG),
            _("Ask for the package with SHA-256 hashes."),
            table=resource.name,
        )
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for block in blocks(source, resource):
        digest.update(block)
    found = digest.hexdigest()
    right = HashState.WEAK if algorithm in _WEAK else HashState.RIGHT
    state = right if found == expected else HashState.WRONG
    return TableState(resource.name, state, expected, found)


def uncovered(descriptor: Descriptor) -> tuple[str, ...]:
    """Return the tables whose bytes the descriptor does not vouch for.

    A table whose rows stand in the descriptor is covered by it; one that is read by a schema or
    a dialect from another file is not.
    """
    return tuple(
        resource.name
        for resource in descriptor.resources
        if resource.outside or (resource.paths and _hash_of(resource)[0] not in _STRONG)
    )


def _hash_of(resource: Resource) -> tuple[str, str]:
    """Return a table's algorithm and hash; by the standard a hash without a name is MD5."""
    if resource.hash is None:
        return "", ""
    algorithm, _colon, expected = resource.hash.lower().rpartition(":")
    return algorithm.strip() or "md5", expected.strip()


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


def blocks(source: Source, resource: Resource) -> Iterator[bytes]:
    """Yield the bytes of a table's files, one file after the other."""
    for path in resource.paths:
        with source.open(path) as file:
            while block := file.read(_CHUNK):
                yield block
