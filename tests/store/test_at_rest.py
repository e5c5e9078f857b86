"""Nothing that a person told can be read on the disk, nor in any error or log."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import assets
from app.domain.errors import WhyscoreError
from app.domain.records import Decision, Export, InputFile, Lookup, Subject
from app.intake.reading import read
from app.store.archive import Archive, restore
from app.store.keys import KeyHolder, Unlock
from tests.store.invented import (
    CHEAP,
    PASSPHRASE,
    contacts,
    lin,
    official,
    reading_of,
    records,
)

ROOT = Path(__file__).parents[2]
MARK = "mArKeR-"


def texts_of(export: Export) -> Iterator[str]:
    """Return every text that an export has, long enough not to occur by chance."""
    told, near, scores = export.records, export.contacts, export.official
    columns = [told.id, near.id, near.name, scores.rulebook, scores.note, *told.texts.values()]
    for column in columns:
        yield from column.tolist()
    yield from told.kinds
    for row in (*export.lookups, *export.decisions):
        yield from (cell for cell in map(str, vars_of(row)) if not cell.lstrip("-").isdigit())
    subject = export.subject
    yield from (subject.id, subject.name, subject.region, export.issuer)
    yield from (text for pair in subject.groups for text in pair)
    yield from (file.name for file in export.inputs)


def vars_of(row: Lookup | Decision) -> list[object]:
    return [getattr(row, name) for name in row.__slots__]


def found_in(folder: Path, wanted: set[bytes]) -> list[str]:
    """Return which of the byte strings stand in a file under a folder."""
    seen = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            seen += [f"{path.name}: {text!r}" for text in wanted if text in data]
    return seen


def as_bytes(export: Export) -> set[bytes]:
    """Return the texts of an export as UTF-8 and UTF-16; short ones would occur by chance."""
    wanted = set()
    for text in set(texts_of(export)):
        coded = (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
        wanted.update(data for data in coded if len(data) >= 6)
    return wanted


KILLED_IMPORT = """
    import os
    from app.intake.reading import read
    from app.store.archive import Archive
    from app.store.keys import Unlock
    from tests.store.invented import PASSPHRASE

    class Dies:
        def report(self, done, total):
            if done * 3 >= total * 2:
                os._exit(9)

    with Archive.open(Path(sys.argv[1]), Unlock.by_passphrase(PASSPHRASE)) as archive:
        archive.add(read([Path(sys.argv[2])]), progress=Dies())
"""


def test_nothing_of_a_person_can_be_read_on_the_disk(
    tmp_path: Path, unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    sample = read([assets.sample_person()])
    assert sample.export is not None
    wanted = as_bytes(sample.export) | as_bytes(lin()) | as_bytes(lin(later=True))
    assert len(wanted) > 500

    with Archive.make(tmp_path / "store", unlock, cost=CHEAP) as archive:
        archive.add(sample)
        archive.add(reading_of(lin()))
        archive.add(reading_of(lin(later=True)))
        archive.set_aside("p2", "r2", "wrong")
        archive.back_up(tmp_path / "b")
        archive.change_key(unlock, renew=True)
        assert found_in(tmp_path, wanted) == []  # while it is open, too
        archive.erase_person("p2")
    assert found_in(tmp_path, wanted) == []


@pytest.mark.skipif(os.name != "posix", reason="looks at a rollback journal as POSIX leaves it")
def test_nothing_can_be_read_in_what_a_crash_leaves(tmp_path: Path, unlock: Unlock) -> None:
    sample = read([assets.sample_person()])
    assert sample.export is not None
    with Archive.make(tmp_path / "store", unlock, cost=CHEAP) as archive:
        archive.add(reading_of(lin()))
    monkey = "import app.store.database as d\nd._CACHE = 32\n"  # so that the pages are spilt
    script = "import sys\nfrom pathlib import Path\n" + monkey + textwrap.dedent(KILLED_IMPORT)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "store"), str(assets.sample_person())],
        timeout=60,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 9
    assert list((tmp_path / "store").glob("*-journal"))
    assert found_in(tmp_path, as_bytes(sample.export) | as_bytes(lin())) == []
    with Archive.open(tmp_path / "store", unlock) as archive:
        archive.check()
        assert [person.records for person in archive.people()] == [3]


def marked() -> Export:
    """Return an export whose every text says that it must not be told."""
    mark = iter(f"{MARK}{number}" for number in range(1000))
    return Export(
        records=records(
            [
                (next(mark), 100 + row, next(mark), 1.5, None, *(next(mark) for _ in range(5)))
                for row in range(3)
            ]
        ),
        contacts=contacts([(next(mark), next(mark), 0.5, None, None)], [(0, 5, 1.5)]),
        official=official([(100, 600.0, next(mark), next(mark))]),
        lookups=(Lookup(100, next(mark), next(mark)),),
        decisions=(Decision(100, next(mark), next(mark), next(mark), None, next(mark)),),
        subject=Subject(next(mark), next(mark), next(mark), ((next(mark), next(mark)),)),
        rulebook=next(mark),
        rulebook_version=next(mark),
        issuer=next(mark),
        inputs=(InputFile(next(mark), "a" * 64),),
        signed_by=next(mark),
        not_used=(next(mark),),
    )


def test_no_error_and_no_log_holds_a_personal_value(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    passphrase = f"{MARK}passphrase"
    unlock = Unlock.by_passphrase(passphrase)
    archive = Archive.make(tmp_path / "store", unlock, cost=CHEAP)
    archive.add(reading_of(marked()))
    record = str(marked().records.id[0])
    archive.rename("p1", f"{MARK}name")
    archive.set_aside("p1", record, f"{MARK}reason")
    archive.keep_scenario("p1", f"{MARK}scenario", {MARK: 1})
    archive.back_up(tmp_path / "b")
    other = replace(marked(), subject=Subject(f"{MARK}other"))
    twice = replace(marked(), records=replace(marked().records, id=marked().records.id[[0, 0, 1]]))
    refused = replace(reading_of(marked()), export=None)
    broken = replace(marked(), created=MARK)  # type: ignore[arg-type]
    too_late = replace(marked(), lookups=(Lookup(1 << 70, MARK, MARK),))
    no_json = {f"{MARK}key": object()}
    wrong = Unlock.by_passphrase(f"{MARK}wrong")
    data = next((tmp_path / "store").glob("*.db"))

    def damage() -> None:
        with data.open("r+b") as file:
            file.truncate(data.stat().st_size // 2)
        archive.person("p1")

    told = []
    for work in (
        lambda: archive.add(reading_of(other), person="p1"),
        lambda: archive.add(reading_of(twice)),
        lambda: archive.add(refused),
        lambda: archive.add(reading_of(broken)),
        lambda: archive.add(reading_of(too_late)),
        lambda: archive.add(reading_of(marked()), person=f"{MARK}who"),
        lambda: archive.keep_settings("p1", no_json),
        lambda: Archive.open(tmp_path / "store", wrong),
        lambda: Archive.open(tmp_path / "store", Unlock.by_keyring()),
        lambda: Archive.make(tmp_path / "store", wrong, cost=CHEAP),
        lambda: restore(tmp_path / "elsewhere", tmp_path / "b", wrong),
        lambda: restore(tmp_path / "store", tmp_path / "b", unlock),
        lambda: archive.change_key(Unlock.by_keyring()),
        lambda: archive.back_up(tmp_path / "none" / "b", wrong),
        damage,
    ):
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever comes, it must tell nothing
            told += traceback.TracebackException.from_exception(error).format()
            told += [str(error), repr(error), repr(error.args)]
    told += [repr(archive), repr(unlock), str(unlock), repr(archive.changes)]
    archive.close()
    printed = capfd.readouterr()
    said = "\n".join([*told, caplog.text, printed.out, printed.err])

    assert len(told) > 60
    assert MARK not in said


def test_no_key_is_shown_or_kept_in_the_open(tmp_path: Path) -> None:
    import pickle

    key = KeyHolder(bytes(range(32)))
    shown = [repr(key), str(key), f"{key}", json.dumps([key.check])]

    assert "KeyHolder(…)" in shown[0]
    assert not any("0102030405" in text for text in shown)
    with pytest.raises(TypeError):
        pickle.dumps(key)
    key.wipe()
    assert key.raw == bytes(32)
    with pytest.raises(WhyscoreError):
        KeyHolder(b"short")
    unlock = Unlock.by_passphrase(PASSPHRASE)
    with Archive.make(tmp_path / "store", unlock, cost=CHEAP) as archive:
        raw = archive._key.raw
        environment = "\0".join(f"{name}={value}" for name, value in os.environ.items())
        for form in (raw, raw.hex().encode(), raw.hex().upper().encode()):
            assert found_in(tmp_path, {form}) == []
            assert form.decode("latin-1") not in environment
    assert archive._key.raw == bytes(32)
