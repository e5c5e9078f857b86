"""Kills the store at random moments, and looks what is left: ``python -m tests.store.kills 200``.

A process of its own works on a store and says what it has done, a line each; it is killed with
``SIGKILL`` at a random moment. The store must open, hold all that was said, and nothing half.
"""

from __future__ import annotations

import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from app.domain.records import Export, InputFile
from app.store.archive import Archive, erase, place_of, restore
from app.store.entries import Whose
from app.store.errors import NoStore, WrongKey
from app.store.key_file import KeyFile
from app.store.keys import Unlock
from tests.store.invented import CHEAP, PASSPHRASE, plain, reading_of, records

FIXTURES = Path(__file__).parent / "fixtures"
WORKS = (
    "import",
    "migration",
    "passphrase",
    "renewed key",
    "back-up",
    "restore",
    "erase",
    "copy",
    "second store",
    "erase of a copy",
)
BESIDE = ("copy", "second store", "erase of a copy")
"""Works on one store beside another, which it was copied or restored from: keys are in a keyring."""
_FIRST, _SECOND = Unlock.by_passphrase(PASSPHRASE), Unlock.by_passphrase("the other one")
BY_KEYRING = Unlock.by_keyring()
_ROWS = 30_000
_LONGEST = 30.0  # seconds that a worker may take for its first word


def big(part: int) -> Export:
    """Return the ``part``-th export of a long row: each one tells 30,000 records of its own."""
    from tests.store.invented import lin

    rows = [
        (
            f"{part}-{row:05}",
            16_000 + row % 900,
            "purchase.imported",
            float(row),
            None,
            f"text {row}",
        )
        for row in range(_ROWS)
    ]
    return replace(
        lin(),
        records=records(rows, ("text",)),
        inputs=(InputFile(f"{part}.csv", f"{part:064x}"),),
    )


def work(kind: str, folder: Path) -> None:  # noqa: C901 - one branch a kind
    """Do one kind of work over and over, and say each thing when it is done."""
    if kind in BESIDE:
        _work_beside(kind, folder)
        return
    # What is only loaded is not worth killing: the moments are to fall into the work itself.
    for module in ("opening", "adding", "backups", "erasing", "rekeying", "migrations.running"):
        importlib.import_module(f"app.store.{module}")
    _say("ready")
    if kind == "import":
        with Archive.open(folder, _FIRST) as archive:
            for part in range(2, 100):
                archive.add(reading_of(big(part)))
                _say(str(part))
    elif kind == "migration":
        Archive.open(folder, _FIRST).close()
        _say("migrated")
    elif kind in {"passphrase", "renewed key"}:
        with Archive.open(folder, _FIRST) as archive:
            for turn in range(1, 200):
                archive.change_key(_unlock(turn), renew=kind == "renewed key")
                _say(str(turn))
    elif kind == "back-up":
        with Archive.open(folder, _FIRST) as archive:
            for turn in range(1, 200):
                archive.back_up(_backup(folder), _SECOND)
                _say(str(turn))
    elif kind == "restore":
        for turn in range(1, 200):
            restore(folder, _backup(folder), _SECOND, keep=_FIRST, replace=True).close()
            _say(str(turn))
    else:
        with Archive.open(folder, _FIRST) as archive:
            archive.erase()
        _say("erased")


def _work_beside(kind: str, folder: Path) -> None:
    """Work on the second store of two; the first is left alone."""
    use_drawer(folder.parent / "keyring")
    second = folder.parent / "second"
    for module in ("opening", "adding", "backups", "erasing", "rekeying", "settling"):
        importlib.import_module(f"app.store.{module}")
    _say("ready")
    with Archive.open(second, BY_KEYRING) as archive:
        if kind == "erase of a copy":
            archive.erase([one.path for one in archive.backups() if one.whose is Whose.OWN])
            _say("erased")
            return
        for turn in range(1, 200):
            archive.rename("p1", f"turn {turn}")
            archive.change_key(BY_KEYRING, renew=bool(turn % 2))
            _say(str(turn))


def arranged(kind: str, folder: Path) -> None:
    """Put a store into the keyring, in its own folder, and make a second one of it."""
    drawer = use_drawer(folder / "keyring")
    with Archive.open(folder / "store", _FIRST) as archive:
        archive.change_key(BY_KEYRING)
        archive.back_up(_backup(folder / "store"), _SECOND)
    if kind == "second store":
        backup = _backup(folder / "store")
        restore(folder / "second", backup, _SECOND, keep=BY_KEYRING).close()
    else:
        shutil.copytree(folder / "store", folder / "second")
    assert len(drawer.entries) == 1 + (kind == "second store")


def kill(kind: str, ready: Path, folder: Path, chance: random.Random) -> str:
    """Kill one worker at a random moment, and see what is left; return how far it was.

    Args:
        kind: Of ``WORKS``.
        ready: A folder with a store to work on, made by ``prepared``.
        folder: Where to copy it to.
        chance: Picks the moment.
    """
    shutil.copytree(ready, folder)
    store = folder / "store"
    if kind in BESIDE:
        arranged(kind, folder)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.store.kills", "--work", kind, str(store)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert worker.stdout is not None
    watchdog = _in(_LONGEST, worker)
    try:
        assert worker.stdout.readline() == "ready\n"
        until = time.monotonic() + chance.uniform(0, _SPANS[kind])
        while time.monotonic() < until and worker.poll() is None:
            select_wait(until - time.monotonic())
        worker.send_signal(signal.SIGKILL)
        done = worker.stdout.read().split()
    finally:
        watchdog.cancel()
        worker.kill()
        worker.wait(_LONGEST)
        worker.stdout.close()
    return look(kind, store, done)


def look(kind: str, store: Path, done: list[str]) -> str:
    """See that a store holds what was said to be done, and nothing half."""
    if kind == "erase":
        return _look_at_erased(store, done)
    if kind in BESIDE:
        return _look_beside(kind, store, done)
    last = int(done[-1]) if done and done[-1].isdigit() else 0
    archive = _opened(store, last if kind in {"passphrase", "renewed key"} else 0)
    with archive:
        archive.check()
        (person,) = [one.id for one in archive.people()]
        found = plain(archive.person(person))
        parts = Counter(str(row[0]).partition("-")[0] for row in found["records"])  # type: ignore[attr-defined]
        if kind == "import":
            assert set(parts.values()) <= {_ROWS}, "an import is half there"
            told = {str(part) for part in range(1, max(last, 1) + 1)}
            assert told <= set(parts), "an import that was acknowledged is gone"
            assert len(parts) <= len(told) + 1
        elif kind == "migration":
            assert len(found["records"]) == 4  # type: ignore[arg-type]
        else:
            assert parts == {"1": _ROWS}
        backup = _backup(store)
        if kind == "back-up" and backup.exists():
            with restore(store.parent / "elsewhere", backup, _SECOND) as again:
                assert plain(again.person(person)) == found
        assert kind != "back-up" or not last or backup.exists()
        archive.keep_settings(None, {"tidy": True})  # who writes next takes the rests away
    left = [path.name for path in store.iterdir() if path.suffix in {".db", ".part"}]
    assert len(left) == 1, f"{left} are left behind"
    return f"{kind} after {last}"


def _look_beside(kind: str, store: Path, done: list[str]) -> str:
    """See that the first store and its back-up are whole, and that no key of the second is left."""
    drawer = use_drawer(store.parent / "keyring")
    with Archive.open(store, BY_KEYRING) as archive:
        archive.check()
        assert archive.people()[0].records == _ROWS
    with restore(store.parent / "elsewhere", _backup(store), _SECOND) as again:
        assert again.people()[0].records == _ROWS
    needed = {KeyFile.read(store).entry}
    second = store.parent / "second"
    if place_of_rests(second):
        assert kind == "erase of a copy" or not done or done[-1] != "erased"
        with Archive.open(second, BY_KEYRING) as archive:
            archive.check()
            archive.keep_settings(None, {"tidy": True})
        needed.add(KeyFile.read(second).entry)
        assert len(list(second.glob("*.db"))) == 1
    else:
        assert kind == "erase of a copy"
        if second.exists():
            erase(second)  # what was cut short is finished
    assert set(drawer.entries) == needed, "a key is left that opens nothing, or one is gone"
    return f"{kind} after {len(done)}"


def place_of_rests(folder: Path) -> bool:
    """Whether there is a store; rests of one that is being erased are none."""
    return folder.exists() and place_of(folder) is not None


class Drawer:
    """A keyring of files, which outlives the process that is killed: an entry a file."""

    name = "Drawer"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    @property
    def entries(self) -> list[str]:
        return [path.name for path in self._folder.iterdir() if path.suffix != ".new"]

    def get_password(self, _service: str, username: str) -> str | None:
        path = self._folder / username
        return path.read_text() if path.exists() else None

    def set_password(self, _service: str, username: str, password: str) -> None:
        new = self._folder / f"{username}.new"
        new.write_text(password)
        new.replace(self._folder / username)

    def delete_password(self, _service: str, username: str) -> None:
        (self._folder / username).unlink()


Drawer.__module__ = "keyring.backends.SecretService"


def use_drawer(folder: Path) -> Drawer:
    """Let this process have no keyring but the one of files."""
    import keyring

    drawer = Drawer(folder)
    keyring.get_keyring = lambda: drawer  # type: ignore[assignment,return-value]
    return drawer


def prepared(folder: Path) -> dict[str, Path]:
    """Make what each kind of work starts from, once."""
    full = folder / "full"
    with Archive.make(full / "store", _FIRST, cost=CHEAP) as archive:
        archive.add(reading_of(big(1)))
    backed = folder / "backed up"
    shutil.copytree(full, backed)
    with Archive.open(backed / "store", _FIRST) as archive:
        archive.back_up(_backup(backed / "store"), _SECOND)
    older = folder / "older"
    shutil.copytree(FIXTURES / "v0001", older / "store")
    return {**dict.fromkeys(WORKS, full), "restore": backed, "migration": older}


def kill_many(count: int, folder: Path, seed: int) -> Counter[str]:
    """Kill so many workers, the kinds in turn; return how often each kind was killed."""
    chance = random.Random(seed)  # noqa: S311 - picks moments, keeps no secret
    ready = prepared(folder)
    for number in range(count):
        kind = WORKS[number % len(WORKS)]
        place = folder / str(number)
        kill(kind, ready[kind], place, chance)
        shutil.rmtree(place, ignore_errors=True)
    return Counter(WORKS[number % len(WORKS)] for number in range(count))


_SPANS = {
    "import": 1.5,
    "migration": 0.35,
    "passphrase": 0.3,
    "renewed key": 0.6,
    "back-up": 0.6,
    "restore": 0.8,
    "erase": 0.12,
    "copy": 0.6,
    "second store": 0.6,
    "erase of a copy": 0.12,
}
"""Until when a worker may live after its first word. Unit: seconds."""


def select_wait(seconds: float) -> None:
    """Wait a moment, at most a hundredth of a second."""
    import threading

    threading.Event().wait(max(0.0, min(seconds, 0.01)))


def _look_at_erased(store: Path, done: list[str]) -> str:
    if place_of(store) is None:
        # What an erasing left is finished by whoever makes a store here next.
        with Archive.make(store, _FIRST, cost=CHEAP) as archive:
            assert archive.people() == ()
        assert len(list(store.glob("*.db"))) == 1
        return "erase, gone"
    assert not done, "an erasing that was acknowledged did not happen"
    with Archive.open(store, _FIRST) as archive:
        archive.check()
        assert archive.people()[0].records == _ROWS
    return "erase, still whole"


def _opened(store: Path, turn: int) -> Archive:
    """Open a store by the key of this turn, or of the next one, which may have counted already."""
    try:
        return Archive.open(store, _unlock(turn))
    except WrongKey:
        return Archive.open(store, _unlock(turn + 1))
    except NoStore:
        raise AssertionError("the store is gone") from None


def _unlock(turn: int) -> Unlock:
    return _SECOND if turn % 2 else _FIRST


def _backup(store: Path) -> Path:
    return store.parent / "copy.backup"


def _in(seconds: float, worker: subprocess.Popen[str]):
    import threading

    timer = threading.Timer(seconds, worker.kill)
    timer.daemon = True
    timer.start()
    return timer


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def main(arguments: list[str]) -> int:
    """Kill as often as is asked for, and print the count."""
    if arguments[:1] == ["--work"]:
        work(arguments[1], Path(arguments[2]))
        return 0
    count = int(arguments[0]) if arguments else 200
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    with tempfile.TemporaryDirectory() as name:
        killed = kill_many(count, Path(name), seed)
    told = ", ".join(f"{number} x {kind}" for kind, number in killed.items())
    sys.stdout.write(f"{killed.total()} kills, seed {seed}: {told}; every store whole.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
