"""The keys that the reader trusts, as both faces ask for them: look, add, remove."""

from __future__ import annotations

from pathlib import Path

from app.intake import trusted_keys
from app.intake.trusted_keys import KeptKeys, TrustedKey, kept, place, remove

__all__ = ["KeptKeys", "TrustedKey", "add", "add_file", "kept", "place", "read_file", "remove"]


def add(text: str, name: str | None = None) -> tuple[TrustedKey, ...]:
    """Trust the keys in a text from now on.

    Args:
        text: An id and a key in base64; only the key where a name is given.
        name: The id that the key is to have: the one that signatures give.

    Returns:
        Those that were not trusted before.

    Raises:
        UsageError: It is no such text, or another key of that id is trusted.
        WhyscoreError: The keys cannot be kept.
    """
    return trusted_keys.add(trusted_keys.read_keys(text, name))


def add_file(file: Path, name: str | None = None) -> tuple[TrustedKey, ...]:
    """Trust the keys in a file from now on; see ``add``."""
    return trusted_keys.add(trusted_keys.read_key_file(file, name))


def read_file(file: Path) -> tuple[TrustedKey, ...]:
    """Return the keys in a file, trusting none of them.

    Raises:
        UsageError: The file cannot be read, or is no key file.
    """
    return trusted_keys.read_key_file(file)
