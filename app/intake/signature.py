"""A detached signature: whether a package comes from whom it says.

``datapackage.json.sig`` holds two lines: the key's id, and the Ed25519 signature of the bytes of
``datapackage.json`` in base64. It covers a table only where the descriptor holds a hash of it that
nobody can forge; MD5 and SHA-1 can be forged.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import UnreadableInput, UsageError
from app.domain.signatures import Signature, SignatureState
from app.intake import integrity
from app.intake.container import DESCRIPTOR, Source
from app.intake.descriptor import Descriptor
from app.intake.refusing import refused
from app.wording.language import _

SIGNATURE = DESCRIPTOR + ".sig"
"""Name of the file that holds the signature."""

_LONGEST = 4_096
_LONGEST_DESCRIPTOR = 16 << 20
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


def verify(source: Source, trusted_keys: Mapping[str, bytes]) -> Signature:
    """Check the signature of a package against the keys that the person trusts.

    What it covers is not looked at; see ``covering``.

    Args:
        source: The package.
        trusted_keys: Public Ed25519 keys of 32 bytes, by their ids.

    Raises:
        UsageError: A trusted key is no such key.
    """
    if not source.has(SIGNATURE):
        return Signature(SignatureState.UNSIGNED)
    with source.open(SIGNATURE) as file:
        said = _read(file.read(_LONGEST + 1))
    if said is None:
        return Signature(SignatureState.BAD)
    key, signature = said
    if key not in trusted_keys:
        return Signature(SignatureState.UNKNOWN_KEY, key)
    with source.open(DESCRIPTOR) as file:
        document = file.read(_LONGEST_DESCRIPTOR + 1)
    right = _is_right(trusted_keys[key], signature, document)
    return Signature(SignatureState.TRUSTED if right else SignatureState.BAD, key)


def covering(signed: Signature, descriptor: Descriptor) -> Signature:
    """Return a signature that fits with what it does not cover; such a one does not count."""
    if signed.state not in {SignatureState.TRUSTED, SignatureState.UNKNOWN_KEY}:
        return signed
    uncovered = integrity.uncovered(descriptor)
    if uncovered and signed.state is SignatureState.TRUSTED:
        return Signature(SignatureState.PARTIAL, signed.key, uncovered)
    return replace(signed, uncovered=uncovered)


def sign(document: bytes, key: str, private_key: bytes) -> bytes:
    """Return the signature file for the bytes of a descriptor.

    Args:
        document: The bytes of ``datapackage.json``.
        key: The key's id, on one line.
        private_key: The raw Ed25519 key, 32 bytes.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(document)
    return f"{key}\n{base64.b64encode(signature).decode()}\n".encode()


def bad_signature(name: str) -> UnreadableInput:
    """Return the refusal of a package whose signature does not fit."""
    return refused(
        name,
        _("a signature that does not fit"),
        _("the signature of this very package"),
        _("The package was changed after it was signed; ask for it again."),
        table=SIGNATURE,
    )


def _read(data: bytes) -> tuple[str, bytes] | None:
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").split("\n") if line.strip()]
        if len(lines) != 2 or len(data) > _LONGEST:
            return None
        signature = base64.b64decode(lines[1], validate=True)
    except (UnicodeDecodeError, binascii.Error, ValueError):
        return None
    return (lines[0], signature) if len(signature) == _SIGNATURE_BYTES else None


def _is_right(key: bytes, signature: bytes, document: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if len(key) != _KEY_BYTES:
        raise UsageError(_("A trusted key must have 32 bytes (Ed25519)."))
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, document)
    except InvalidSignature:
        return False
    return True
