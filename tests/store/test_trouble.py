"""A full disk, a folder that cannot be written, damage, a newer store: told, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from app.domain.errors import UsageError
from app.store.archive import Archive, place_of, restore
from app.store.database import PAGE, Database
from app.store.errors import DamagedStore, DiskFull, NewerStore, StoreBusy, StoreReadOnly
from app.store.key_file import KeyFile
from app.store.keys import Unlock
from app.store.opening import version_of
from tests.store.invented import CHEAP, PASSPHRASE, lin, plain, reading_of
from tests.store.kills import big

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="asks POSIX for limits and owners")


def run(script: str, *arguments: object) -> str:
    """Run a script in a process of its own; return what it says."""
    head = "import sys\nfrom pathlib import Path\n"
    done = subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(script), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


FILL = """
    import resource
    from app.store.archive import Archive
    from app.store.errors import StoreError
    from app.store.keys import Unlock
    from tests.store.invented import PASSPHRASE, reading_of
    from tests.store.kills import big

    store, what = Path(sys.argv[1]), sys.argv[2]
    with Archive.open(store, Unlock.by_passphrase(PASSPHRASE)) as archive:
        if what.startswith("limit"):
            size = max(path.stat().st_size for path in store.iterdir())
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size))
        try:
            if what.endswith("import"):
                archive.add(reading_of(big(2)))
            elif what.endswith("renew"):
                archive.change_key(Unlock.by_passphrase("other"), renew=True)
            else:
                archive.back_up(store.parent / "b", Unlock.by_passphrase("other"))
        except StoreError as error:
            print(type(error).__name__, error)
"""


@posix
@pytest.mark.parametrize("what", ["limit import", "limit renew", "limit back-up"])
def test_a_full_disk_is_told_and_nothing_is_lost(
    archive: Archive, unlock: Unlock, what: str
) -> None:
    archive.add(reading_of(big(1)))
    before = plain(archive.person("p1"))
    archive.close()
    told = run(FILL, archive.folder, what)

    assert told.startswith("DiskFull")
    assert "no room left" in told
    with Archive.open(archive.folder, unlock) as again:
        again.check()
        assert plain(again.person("p1")) == before
        again.add(reading_of(big(3)))
    assert len(list(archive.folder.glob("*.db"))) == 1
    assert not list(archive.folder.parent.glob("*.part"))


@posix
def test_a_full_file_system_is_told_and_nothing_is_lost(tmp_path: Path, unlock: Unlock) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount a small file system")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)], check=False, timeout=10
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no file system for a test")
    try:
        with Archive.make(small / "store", unlock, cost=CHEAP) as archive:
            archive.add_all([reading_of(lin()), reading_of(big(0))])
            with pytest.raises(DiskFull, match="no room left"):
                archive.add_all([reading_of(big(part)) for part in (1, 2)], person="p1")
            with pytest.raises(DiskFull):
                archive.change_key(Unlock.by_passphrase("other"), renew=True)
            with pytest.raises(DiskFull):
                archive.back_up(small / "b", Unlock.by_passphrase("other"))
        with Archive.open(small / "store", unlock) as again:
            again.check()
            assert again.imports("p1")[0].new == 3
        assert sorted(path.name for path in small.iterdir()) == ["store"]
    finally:
        subprocess.run(["umount", str(small)], check=True, timeout=10)


READ_ONLY = """
    import os
    from app.store.archive import Archive
    from app.store.errors import StoreError
    from app.store.keys import Unlock
    from tests.store.invented import PASSPHRASE, lin, reading_of

    def opened():
        return Archive.open(Path(sys.argv[1]), Unlock.by_passphrase(PASSPHRASE))

    if os.geteuid() == 0:
        from app.store import backups, choices, erasing, rekeying, several
        opened().close()  # loads what an ordinary user may not reach in root's Python
        os.setgid(65534), os.setuid(65534)
    with opened() as archive:
        print(archive.people()[0].records)
        for change in (
            lambda: archive.add(reading_of(lin(later=True))),
            lambda: archive.change_key(Unlock.by_passphrase("x")),
            archive.erase,
        ):
            try:
                change()
            except StoreError as error:
                print(type(error).__name__)
        print(archive.people()[0].records)
"""


@posix
def test_a_folder_that_cannot_be_written_can_still_be_read(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    archive.close()
    # Not beneath pytest's own folder: that one lets nobody but its owner through.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        store = shutil.copytree(archive.folder, Path(name) / "store")
        for path in store.iterdir():
            path.chmod(0o444)
        store.chmod(0o555)
        try:
            told = run(READ_ONLY, store).split()
        finally:
            store.chmod(0o755)

    assert told == ["3", "StoreReadOnly", "StoreReadOnly", "StoreReadOnly", "3"]


@posix
def test_a_copy_on_another_account_cannot_be_read(archive: Archive, tmp_path: Path) -> None:
    archive.add(reading_of(lin()))
    archive.close()
    copy = shutil.copytree(archive.folder, tmp_path / "copy")

    with pytest.raises(Exception, match="does not open"):
        Archive.open(copy, Unlock.by_passphrase("what they guess"))
    with pytest.raises(Exception, match="does not open"):
        Archive.open(copy, Unlock.by_keyring())


@pytest.mark.parametrize("page", [0, 1, 7, 20, -1])
def test_a_damaged_page_is_told_and_a_backup_brings_all_back(
    archive: Archive, unlock: Unlock, tmp_path: Path, page: int
) -> None:
    archive.add(reading_of(big(1)))
    archive.back_up(tmp_path / "b", unlock)
    archive.close()
    data = next(archive.folder.glob("*.db"))
    at = (page if page >= 0 else data.stat().st_size // PAGE - 1) * PAGE + 200
    with data.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))

    with (
        pytest.raises(DamagedStore, match="restore"),
        Archive.open(archive.folder, unlock) as again,
    ):
        again.check()
    with restore(archive.folder, tmp_path / "b", unlock, replace=True) as again:
        assert plain(again.person("p1")) == plain(big(1))


def test_data_that_is_gone_is_told(archive: Archive, unlock: Unlock) -> None:
    archive.close()
    next(archive.folder.glob("*.db")).unlink()

    with pytest.raises(DamagedStore):
        Archive.open(archive.folder, unlock)


def test_data_of_no_version_is_damaged(archive: Archive, unlock: Unlock) -> None:
    with archive._here().writing() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    archive.close()

    with pytest.raises(DamagedStore):
        Archive.open(archive.folder, unlock)


def test_a_newer_store_is_refused_and_left_alone(archive: Archive, unlock: Unlock) -> None:
    with archive._here().writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    archive.close()
    before = {path.name: path.read_bytes() for path in archive.folder.iterdir()}

    with pytest.raises(NewerStore, match="newer Whyscore"):
        Archive.open(archive.folder, unlock)
    assert {path.name: path.read_bytes() for path in archive.folder.iterdir()} == before


def test_a_backup_of_a_newer_store_is_refused(
    archive: Archive, unlock: Unlock, tmp_path: Path
) -> None:
    archive.back_up(tmp_path / "b", unlock)
    from app.store import backups

    found = backups.read(tmp_path / "b")
    key = found.file.key(unlock)
    backups.unpack(tmp_path / "b", found, tmp_path / "data")
    newer = Database(tmp_path / "data", key)
    with newer.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    newer.close()

    with pytest.raises(NewerStore):
        backups.check(tmp_path / "data", key)


WRITER = """
    from app.store.lock import one_writer
    with one_writer(Path(sys.argv[1])):
        print("writing", flush=True)
        sys.stdin.readline()
"""


def test_a_window_beside_a_writing_command_is_told(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\n" + textwrap.dedent(WRITER),
            str(archive.folder),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        try:
            assert other.stdout.readline() == "writing\n"
            with pytest.raises(StoreBusy, match="Wait until it has finished"):
                archive.add(reading_of(lin(later=True)))
            assert archive.people()[0].records == 3
        finally:
            other.stdin.write("\n")
            other.stdin.close()
            other.wait(20)
    archive.add(reading_of(lin(later=True)))
    assert archive.people()[0].records == 4


MANY = """
    from app.store.archive import Archive
    from app.store.keys import Unlock
    from tests.store.invented import PASSPHRASE
    from app.store.errors import StoreBusy

    with Archive.open(Path(sys.argv[1]), Unlock.by_passphrase(PASSPHRASE)) as archive:
        for turn in range(12):
            try:
                archive.keep_scenario("p1", f"{sys.argv[2]}-{turn}", turn)
                print(f"{sys.argv[2]}-{turn}")
            except StoreBusy:
                pass
"""


def test_two_commands_at_once_lose_nothing_that_was_acknowledged(archive: Archive) -> None:
    archive.add(reading_of(lin()))
    script = "import sys\nfrom pathlib import Path\n" + textwrap.dedent(MANY)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(archive.folder), name],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name in ("one", "two")
    ]
    told = [name for worker in both for name in worker.communicate(timeout=60)[0].split()]

    assert [worker.returncode for worker in both] == [0, 0]
    assert sorted(archive.scenarios("p1")) == sorted(told)
    archive.check()


def test_threads_take_turns(archive: Archive) -> None:
    from concurrent.futures import ThreadPoolExecutor

    archive.add(reading_of(lin()))
    with ThreadPoolExecutor(4) as pool:
        kept = [pool.submit(archive.keep_scenario, "p1", str(n), n) for n in range(12)]
        seen = [pool.submit(archive.person, "p1") for _ in range(12)]
        for work in (*kept, *seen):
            work.result(timeout=60)

    assert len(archive.scenarios("p1")) == 12


def test_making_a_store_where_nothing_can_be_made_is_told(tmp_path: Path, unlock: Unlock) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")

    with pytest.raises((StoreReadOnly, UsageError, OSError)):
        Archive.make(file / "store", unlock, cost=CHEAP)
    assert file.read_text() == "not a folder"


def test_a_store_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(KeyFile, "write", no_room)
    with pytest.raises(DiskFull):
        Archive.make(tmp_path / "store", unlock, cost=CHEAP)

    assert not list((tmp_path / "store").glob("*.db"))
    assert place_of(tmp_path / "store") is None


def test_a_failed_migration_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.store.migrations import running

    store = shutil.copytree(Path(__file__).parent / "fixtures" / "v0001", tmp_path / "store")
    before = {path.name: path.read_bytes() for path in store.iterdir()}
    steps = running.upgrade

    def fails(connection: object) -> None:
        steps(connection)  # type: ignore[arg-type]
        raise DiskFull

    monkeypatch.setattr(running, "upgrade", fails)
    with pytest.raises(DiskFull):
        Archive.open(store, Unlock.by_passphrase(PASSPHRASE))
    (store / "store.lock").unlink()

    assert {path.name: path.read_bytes() for path in store.iterdir()} == before
    data = Database(
        store / KeyFile.read(store).data, KeyFile.read(store).key(Unlock.by_passphrase(PASSPHRASE))
    )
    assert version_of(data) == "0001"
    data.close()
