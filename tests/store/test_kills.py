"""Killed at a random moment, a store is what it was or what it was to become: a short run."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
import pytest

from tests.store.kills import WORKS, kill_many

KILLS = 10  # one of each work; 200 by hand: python -m tests.store.kills 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_store_survives_being_killed_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.get_keyring)  # each kill puts its own there
    killed = kill_many(KILLS, tmp_path, seed=7)

    assert killed == dict.fromkeys(WORKS, KILLS // len(WORKS))
    sys.stdout.write(f"{killed.total()} kills, every store whole\n")
