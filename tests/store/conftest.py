"""A fresh store for a test, and a keyring that no test of ours may reach by accident."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.archive import Archive
from app.store.keys import Unlock
from tests.store.invented import CHEAP, PASSPHRASE


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the developer's own keyring."""
    import keyring
    from keyring.backends import fail

    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)


@pytest.fixture
def unlock() -> Unlock:
    """Return the way into every store of these tests."""
    return Unlock.by_passphrase(PASSPHRASE)


@pytest.fixture
def archive(tmp_path: Path, unlock: Unlock) -> Iterator[Archive]:
    """Return an empty store, open."""
    with Archive.make(tmp_path / "store", unlock, cost=CHEAP) as made:
        yield made
