"""What a package's signature is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SignatureState(StrEnum):
    """What became of checking a signature."""

    UNSIGNED = "unsigned"
    """Nobody vouches for the package."""

    TRUSTED = "trusted"
    """It fits a key that the person trusts, and covers every table."""

    PARTIAL = "partial"
    """It fits a key that the person trusts, and covers the descriptor but not every table."""

    UNKNOWN_KEY = "unknown_key"
    """It is by a key that the person has not trusted, so that nothing can be said of it."""

    BAD = "bad"
    """It is none, or does not fit the key whose id it gives."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A package's signature.

    Attributes:
        state: What it is worth.
        key: Id of the key; ``None`` where there is none to be read.
        uncovered: Tables that it does not cover: their bytes can be changed and it still fits.
    """

    state: SignatureState
    key: str | None = None
    uncovered: tuple[str, ...] = ()
