"""The key of a store: where it is kept, how it is asked for, and how strong a passphrase is.

The key is 256 random bits. It lies in the system's keyring, or wrapped by a passphrase; it is in
no file as it is, in no environment variable, in no log, and in no ``repr``.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NoReturn

from app.domain.errors import UsageError
from app.wording.language import _

_KEY_BYTES = 32
_CHECK = b"whyscore store: is this its key?"


class KeyPlace(StrEnum):
    """Where the key of a store is kept."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a place


@dataclass(frozen=True, slots=True)
class Unlock:
    """How a reader opens their store: by the system's keyring, or by a passphrase.

    The passphrase is shown by no ``repr``.
    """

    place: KeyPlace
    passphrase: str = field(default="", repr=False)

    @classmethod
    def by_keyring(cls) -> Unlock:
        """Return the way through the system's keyring."""
        return cls(KeyPlace.KEYRING)

    @classmethod
    def by_passphrase(cls, passphrase: str) -> Unlock:
        """Return the way through a passphrase.

        Raises:
            UsageError: It is empty.
        """
        if not passphrase:
            raise UsageError(_("The passphrase is empty. Type one, or use the system's keyring."))
        return cls(KeyPlace.PASSPHRASE, passphrase)


class KeyHolder:
    """Holds a store's key while the store is open, and overwrites it afterwards.

    Python may have copied the bytes before; what is here is overwritten, what is not is let go.
    """

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes | bytearray) -> None:
        if len(raw) != _KEY_BYTES:
            raise UsageError(_("This is no key of a store: its length is wrong."))
        self._raw = bytearray(raw)

    @classmethod
    def fresh(cls) -> KeyHolder:
        """Draw a new key from the system's source of chance."""
        return cls(secrets.token_bytes(_KEY_BYTES))

    @property
    def raw(self) -> bytes:
        """The key's bytes, for those who wrap it or hand it to the keyring."""
        return bytes(self._raw)

    @property
    def for_cipher(self) -> bytes:
        """The key as SQLCipher takes it where it shall derive nothing: ``x'…'``."""
        return b"x'" + self._raw.hex().encode() + b"'"

    @property
    def check(self) -> str:
        """A short mark by which a key is recognised, and from which none can be made."""
        return hmac.new(self._raw, _CHECK, hashlib.sha256).hexdigest()[:16]

    def copy(self) -> KeyHolder:
        """Return a holder of its own, which is wiped by itself."""
        return KeyHolder(self._raw)

    def wipe(self) -> None:
        """Overwrite the key."""
        for at in range(len(self._raw)):
            self._raw[at] = 0

    def __repr__(self) -> str:
        return "KeyHolder(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not copied into files")


@dataclass(frozen=True, slots=True)
class KeyringState:
    """Whether the system has a keyring that can be trusted with a key.

    Attributes:
        available: True where it has.
        name: What it calls itself; empty where there is none.
        why: Where it has none: why not, and what to do, for the reader.
    """

    available: bool
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess.

    Attributes:
        bits: Guesses that it takes, as a power of two; a careful estimate, not a promise.
        word: The same in a word for the reader.
    """

    bits: float
    word: str


_BITS = {"letter": 2.0, "capital": 3.0, "digit": 3.0, "sign": 4.5, "space": 1.0, "other": 5.0}
_FOLLOWS = 0.5  # a character that the one before it foretells
_FAIR, _GOOD, _STRONG = 25.0, 40.0, 60.0


def strength(passphrase: str) -> Strength:
    """Estimate how hard a passphrase is to guess, as one that a person thought up.

    Letters of words foretell each other, so one counts about two bits (Shannon's figure for
    English is 1 to 1.5, drawn letters would have 4.7). A character that repeats an earlier
    piece of three, or goes on counting (``abc``, ``321``, ``aaa``), adds half a bit.
    """
    bits = 0.0
    lowered = passphrase.casefold()
    for at, character in enumerate(passphrase):
        bits += _FOLLOWS if _foretold(lowered, at) else _BITS[_sort_of(character)]
    if bits < _FAIR:
        word = _("weak")
    elif bits < _GOOD:
        word = _("fair")
    else:
        word = _("good") if bits < _STRONG else _("strong")
    return Strength(bits, word)


def _sort_of(character: str) -> str:
    if not character.isascii():
        return "other"
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "capital" if character.isupper() else "letter"
    return "space" if character.isspace() else "sign"


def _foretold(text: str, at: int) -> bool:
    if at >= 1 and abs(ord(text[at]) - ord(text[at - 1])) <= 1:
        return True
    return at >= 2 and text[at - 2 : at + 1] in text[: at - 1]
