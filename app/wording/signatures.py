"""Signatures in words: who vouches for a file, and for how much of it."""

from __future__ import annotations

from app.domain.signatures import Signature, SignatureState
from app.wording.language import _
from app.wording.visible import visible

_MOST_NAMED = 10


def signature_line(signed: Signature | None) -> str:
    """Say in a few words who vouches for a file, to stand beside its name.

    Args:
        signed: What its signature is worth; ``None`` where that is not known any more.
    """
    if signed is None:
        return _("not signed by a key that you trust")
    said = {
        SignatureState.UNSIGNED: _("unsigned"),
        SignatureState.TRUSTED: _("signed by {key}, whom you trust"),
        SignatureState.PARTIAL: _("signed by {key}, but not all of it"),
        SignatureState.UNKNOWN_KEY: _("signed by {key}, a key that you have not trusted"),
        SignatureState.BAD: _("a signature that does not fit"),
    }
    return said[signed.state].format(key=visible(signed.key or "?"))


def signature_said(signed: Signature) -> str:
    """Say in a sentence who vouches for a package."""
    said = {
        SignatureState.UNSIGNED: _("The package is unsigned: nobody vouches for it."),
        SignatureState.TRUSTED: _("Signed by {key}, whom you trust."),
        SignatureState.PARTIAL: _("Signed by {key}, whom you trust, but not all of it."),
        SignatureState.UNKNOWN_KEY: _(
            "Signed by {key}, a key that you have not trusted (whyscore keys add KEYFILE)."
        ),
        SignatureState.BAD: _("The signature by {key} is not right."),
    }
    return said[signed.state].format(key=visible(signed.key or "?"))


def uncovered_said(signed: Signature, tables: int = 0) -> str:
    """Say which tables a signature does not cover; empty where it covers all.

    Args:
        signed: The signature.
        tables: How many tables there are; 0 where that need not be said.
    """
    if not signed.uncovered:
        return ""
    named = [visible(name) for name in signed.uncovered[:_MOST_NAMED]]
    more = ["…"] if len(signed.uncovered) > _MOST_NAMED else []
    said = (
        _("The signature covers the descriptor only, which gives no SHA-256 hash of the tables.")
        if len(signed.uncovered) == tables
        else _("The signature does not cover every table: the descriptor gives no SHA-256 hash.")
    )
    return f"{said} " + _("Not covered: {tables}.").format(tables=", ".join([*named, *more]))
