"""A key wrapped by a passphrase: Argon2id makes a key of the passphrase, AES-256-GCM seals ours.

Source:
    Argon2id with 3 passes, 4 lanes and 64 MiB is the second recommended choice of RFC 9106,
    section 4. The parameters stand beside every wrapped key, so they can grow later.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from app.store.errors import DamagedStore, WrongKey
from app.store.keys import KeyHolder
from app.wording.language import _

_NONCE_BYTES, _SALT_BYTES, _SEALED_BYTES = 12, 16, 48
_MOST_MEMORY = 512 * 1024  # KiB: with the program itself below a gibibyte
_MOST_WORK = 1024 * 1024  # KiB times passes: some seconds on a slow computer
_MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess at a passphrase is.

    Attributes:
        memory: Unit: KiB.
        passes: Passes over the memory.
        lanes: Lanes that may be worked in parallel.
    """

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4

    @property
    def sane(self) -> bool:
        """Whether it is a cost that we could have chosen."""
        return (
            1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory <= _MOST_MEMORY
            and self.passes >= 1
            and self.memory * self.passes <= _MOST_WORK
        )


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key that only its passphrase can unwrap.

    Attributes:
        cost: The work of one guess.
        salt: Makes equal passphrases differ.
        nonce: Of the seal.
        sealed: The key, encrypted and authenticated.
        of: Id of the store that it was wrapped for. A copy gets an id of its own and keeps the
            wrap: nobody need type the passphrase for that.
    """

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    of: str

    @property
    def sane(self) -> bool:
        """Whether we could have made it."""
        return (
            self.cost.sane
            and len(self.salt) == _SALT_BYTES
            and len(self.nonce) == _NONCE_BYTES
            and len(self.sealed) == _SEALED_BYTES
        )


def wrapped(key: KeyHolder, passphrase: str, store: str, cost: Cost) -> Wrapped:
    """Wrap a key.

    Args:
        key: The key.
        passphrase: As the reader typed it.
        store: Id of the store; a wrap moved to another store does not open.
        cost: The work of one guess.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    sealing = AESGCM(_stretched(passphrase, salt, cost))
    sealed = sealing.encrypt(nonce, key.raw, _bound(store, cost))
    return Wrapped(cost, salt, nonce, sealed, store)


def unwrapped(wrap: Wrapped, passphrase: str) -> KeyHolder:
    """Return the key in a wrap.

    Raises:
        WrongKey: The passphrase is another one, or the wrap was altered.
        DamagedStore: The wrap asks for work that we never ask for.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not wrap.sane:
        raise DamagedStore(damaged_key_file())
    sealing = AESGCM(_stretched(passphrase, wrap.salt, wrap.cost))
    try:
        return KeyHolder(sealing.decrypt(wrap.nonce, wrap.sealed, _bound(wrap.of, wrap.cost)))
    except InvalidTag:
        raise WrongKey from None


def damaged_key_file() -> str:
    """Say that the file which says how the key is kept cannot be used."""
    return _(
        "The file that says how the store is unlocked (store.key.toml) is damaged. Nothing was"
        " changed. Restore your latest back-up (people restore); what is here is kept aside."
    )


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # One passphrase may be typed as different code points on different keyboards.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hash_secret_raw(
        typed, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID, version=19
    )


def _bound(store: str, cost: Cost) -> bytes:
    return f"whyscore key 1 {store} {cost.memory} {cost.passes} {cost.lanes}".encode()
