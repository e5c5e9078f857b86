"""The journey of a store whose key a real Secret Service keeps: GNOME's, on a bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
_MISSING = [name for name in NEEDED if shutil.which(name) is None]

BUS = ("timeout", "-k", "5", "60", "dbus-run-session", "--", "sh", "-c")
SESSION = """
printf 'invented' | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 7
exec "$0" -c "$1" "$2"
"""

JOURNEY = """
import sys
from pathlib import Path

import secretstorage

from app.store.archive import Archive, place_of
from app.store.errors import KeyMissing
from app.store.keyrings import keyring_state
from app.store.keys import Unlock
from tests.store.invented import lin, plain, reading_of

store, unlock = Path(sys.argv[1]) / "store", Unlock.by_keyring()

def ours():
    bus = secretstorage.dbus_init()
    items = secretstorage.get_default_collection(bus).search_items({"service": "Whyscore"})
    found = len(list(items))
    bus.close()
    return found

state = keyring_state()
assert state.available, state
with Archive.make(store, unlock) as archive:
    archive.add(reading_of(lin()))
assert ours() == 1
with Archive.open(store, unlock) as archive:
    assert plain(archive.person("p1")) == plain(lin())
    archive.change_key(unlock, renew=True)
    assert ours() == 1
    archive.change_key(Unlock.by_passphrase("in between"))
    assert ours() == 0
    archive.change_key(unlock)
with Archive.open(store, unlock) as archive:
    assert plain(archive.person("p1")) == plain(lin())

bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
bus.close()
try:
    Archive.open(store, unlock)
except KeyMissing as error:
    print("locked:", error)
print("kept:", place_of(store))
"""

ERASING = """
import sys
from pathlib import Path

from app.store.archive import Archive, place_of
from app.store.errors import KeyMissing
from app.store.keyrings import keyring_state
from app.store.keys import Unlock
from tests.store.invented import lin, plain, reading_of

store, unlock = Path(sys.argv[1]) / "erased", Unlock.by_keyring()
with Archive.make(store, unlock) as archive:
    archive.add(reading_of(lin()))
with Archive.open(store, unlock) as archive:
    erased = archive.erase()
assert erased.keyring is True, erased
assert place_of(store) is None
assert not store.exists()
try:
    Archive.open(Path(sys.argv[1]) / "store", unlock)  # its key stayed on another bus
except KeyMissing as error:
    print("vanished:", error)
"""


@pytest.mark.skipif(bool(_MISSING), reason=f"this machine has no {' and no '.join(_MISSING)}")
@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")
def test_a_real_keyring_keeps_the_key_until_the_store_is_erased(tmp_path: Path) -> None:
    first = in_a_session(JOURNEY, tmp_path, home="one")
    second = in_a_session(ERASING, tmp_path, home="two")

    assert "locked: The system's keyring is locked or does not answer." in first
    assert "kept: keyring" in first
    assert "vanished: The system's keyring no longer has the key of this store." in second


def in_a_session(script: str, folder: Path, *, home: str) -> str:
    """Run a script on a bus of its own, with a keyring of its own that is unlocked."""
    place = folder / home
    place.mkdir()
    runtime = place / "run"
    runtime.mkdir(mode=0o700)
    outer = {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL"}
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    environment |= {
        "HOME": str(place),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(place / "data"),
        "XDG_CONFIG_HOME": str(place / "config"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [*BUS, SESSION, sys.executable, script, str(folder)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=80,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
