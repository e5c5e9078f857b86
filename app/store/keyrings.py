"""The system's keyring: which one can be trusted, and a store's key in it.

Only keyrings that keep secrets encrypted are used, by name. ``keyring`` itself would also take
one that writes plain files, or one that keeps nothing; those count as none.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from app.domain.errors import UsageError
from app.store.errors import KeyMissing
from app.store.keys import KeyHolder, KeyringState
from app.wording.language import _

SERVICE = "Whyscore"
"""Under this name the keyring shows our entries to the reader."""

_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

T = TypeVar("T")


class _Backend(Protocol):
    """What we ask of a keyring."""

    name: str

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def keyring_state() -> KeyringState:
    """Tell whether there is a keyring that can be trusted with a key."""
    backend = _backend()
    if backend is None:
        why = _(
            "This system has no keyring that keeps secrets encrypted. Choose a passphrase"
            " instead, or start your desktop's keyring."
        )
        return KeyringState(available=False, name="", why=why)
    return KeyringState(available=True, name=str(backend.name), why="")


def keep(entry: str, key: KeyHolder) -> None:
    """Put a key into the keyring under a new name, and see that it can be had again.

    An entry that is there is never written over: it may be the only key of another store.

    Args:
        entry: Name of the entry.
        key: The key.

    Raises:
        KeyMissing: There is no keyring, it is locked, or it did not keep the key.
    """
    backend = _present()
    if _asked(lambda: backend.get_password(SERVICE, entry)) is not None:
        raise KeyMissing(_not_kept())
    text = base64.b64encode(key.raw).decode()
    _asked(lambda: backend.set_password(SERVICE, entry, text))
    if _asked(lambda: backend.get_password(SERVICE, entry)) != text:
        raise KeyMissing(_not_kept())


def find(entry: str) -> KeyHolder:
    """Return a key from the keyring.

    Raises:
        KeyMissing: There is no keyring, it is locked, or it does not have the entry.
    """
    backend = _present()
    text = _asked(lambda: backend.get_password(SERVICE, entry))
    if text is None:
        raise KeyMissing(
            _(
                "The system's keyring no longer has the key of this store. Nothing in the store"
                " was changed. Log in as the same user, restore a back-up with its passphrase"
                " (people restore), or erase the store (people erase --all --unopened)."
            )
        )
    try:
        return KeyHolder(base64.b64decode(text, validate=True))
    except (binascii.Error, UsageError):
        raise KeyMissing(_not_kept()) from None


def forget(entry: str) -> bool:
    """Remove a key from the keyring; say whether it was there.

    Raises:
        KeyMissing: There is no keyring, or it is locked.
    """
    backend = _present()
    if _asked(lambda: backend.get_password(SERVICE, entry)) is None:
        return False
    _asked(lambda: backend.delete_password(SERVICE, entry))
    return True


def _not_kept() -> str:
    return _(
        "The system's keyring did not keep the key as it was. Nothing was changed. Choose a"
        " passphrase instead."
    )


def _present() -> _Backend:
    backend = _backend()
    if backend is None:
        raise KeyMissing(
            _(
                "The system's keyring cannot be reached. Nothing in the store was changed. Start"
                " it (log in to your desktop), and try again."
            )
        )
    return backend


def _asked(work: Callable[[], T]) -> T:
    try:
        return work()
    except Exception:  # noqa: BLE001 - every backend has exceptions of its own
        # The cause is left out on purpose: a backend may name what it was asked to keep.
        raise KeyMissing(
            _(
                "The system's keyring is locked or does not answer. Nothing in the store was"
                " changed. Unlock it, and try again."
            )
        ) from None


def _backend() -> _Backend | None:
    """Return the system's keyring where it is one of those we trust."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    try:
        chosen = keyring.get_keyring()
        chain = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    except Exception:  # noqa: BLE001 - a keyring that cannot be set up is none
        return None
    trusted = (one for one in chain if type(one).__module__.startswith(_TRUSTED))
    found: Any = next(trusted, None)
    return cast("_Backend | None", found)
