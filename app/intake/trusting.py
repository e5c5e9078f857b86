"""What becomes of a package's signature wherever a package is read: refused, believed or told."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.intake import Notice
from app.domain.signatures import Signature, SignatureState
from app.intake import signature, trusted_keys
from app.intake.container import Source
from app.intake.descriptor import Descriptor
from app.wording.language import _
from app.wording.signatures import uncovered_said


def trusted(keys: Mapping[str, bytes] | None) -> Mapping[str, bytes]:
    """Return the keys to trust: those given, else those that are kept."""
    return trusted_keys.kept().by_id if keys is None else keys


def checked(source: Source, keys: Mapping[str, bytes]) -> Signature:
    """Return what a package's signature is worth.

    Raises:
        UnreadableInput: It does not fit.
    """
    signed = signature.verify(source, keys)
    if signed.state is SignatureState.BAD:
        raise signature.bad_signature(source.name)
    return signed


def notices(signed: Signature, descriptor: Descriptor) -> tuple[Signature, tuple[Notice, ...]]:
    """Return a signature with what it does not cover, and what is to be told of it."""
    signed = signature.covering(signed, descriptor)
    told: list[Notice] = []
    if signed.state is SignatureState.UNKNOWN_KEY:
        text = _("The package is signed by a key that you have not trusted.")
        told.append(Notice("unknown_key", text))
        if damaged := trusted_keys.kept().damaged:
            told.append(Notice("trusted_keys_damaged", damaged))
    if signed.uncovered:
        told.append(Notice("signature_partial", uncovered_said(signed, len(descriptor.resources))))
    return signed, tuple(told)
