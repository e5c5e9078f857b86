"""What is said of the keys that the reader trusts, and of who vouches for a file."""

from __future__ import annotations

from app.domain.signatures import Signature, SignatureState
from app.wording.language import _


def title() -> str:
    """Head the list of keys."""
    return _("Keys that you trust")


def meaning() -> str:
    """Say what a key is for."""
    return _(
        "A signature counts only where you trust its key. Get the key from whoever signs, and "
        "compare its fingerprint with them in another way than by the file."
    )


def fingerprint() -> str:
    """Head the column of fingerprints."""
    return _("Fingerprint")


def add() -> str:
    """Name what adds a key."""
    return _("Add a key …")


def key_files() -> str:
    """Name the files that hold keys."""
    return _("Key files")


def trust_heading() -> str:
    """Ask whether to trust what was read."""
    return _("Trust this from now on?")


def compare() -> str:
    """Say what to do before one trusts a key."""
    return _("Compare it with what the signer tells you. Only then does it say who signed.")


def trust() -> str:
    """Name the way on."""
    return _("Trust it")


def not_changed() -> str:
    """Head why the keys were not changed."""
    return _("The keys were not changed")


def in_a_word(signed: Signature) -> str:
    """Say in a word or two who vouches for a file, where there is little room."""
    return {
        SignatureState.UNSIGNED: _("unsigned"),
        SignatureState.TRUSTED: _("signed"),
        SignatureState.PARTIAL: _("signed in part"),
        SignatureState.UNKNOWN_KEY: _("signed by an unknown key"),
        SignatureState.BAD: _("a signature that does not fit"),
    }[signed.state]
