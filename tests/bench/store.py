"""Import a package of a million records into the encrypted store, and open its owner again."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.intake.reading import read
from app.store.archive import Archive
from app.store.keys import Unlock
from app.workflow.explaining import explain, question
from tests.bench.measuring import Result, paired, seconds_of
from tests.bench.million import COLUMNS, write_package

MILLION = 1_000_000
_UNLOCK = Unlock.by_passphrase("a benchmark holds no secrets")


def import_million() -> Result:
    """Hold reading a package into the encrypted store against rows put into plain SQLite."""
    with tempfile.TemporaryDirectory() as name:
        package = write_package(Path(name) / "package", MILLION)
        return _paired_import(
            Path(name),
            package,
            "import",
            what=f"read a package of {MILLION:,} records and add it to the encrypted store",
            work=lambda archive: archive.add(read([package])),
        )


def import_read_records() -> Result:
    """Hold the store's part of an import against the same yardstick."""
    with tempfile.TemporaryDirectory() as name:
        package = write_package(Path(name) / "package", MILLION)
        found = read([package])
        return _paired_import(
            Path(name),
            package,
            "import-store",
            what=f"add {MILLION:,} records that were read to the encrypted store",
            work=lambda archive: archive.add(found),
        )


def open_million() -> Result:
    """Hold opening a person, down to the explanation, against fetching the same rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = write_package(folder / "package", MILLION)
        _fill_plain(package, folder / "plain.db")
        with Archive.make(folder / "store", _UNLOCK) as archive:
            archive.add(read([package]))
        with Archive.open(folder / "store", _UNLOCK) as archive:

            def overview() -> object:
                export = archive.person("p1")
                return explain(export, question(export))

            return paired(
                "open",
                what=f"open a person of {MILLION:,} records and explain their score",
                yardstick="sqlite3 fetching the same rows from a plain file",
                reach="at most 0.5 x",
                ours=lambda: seconds_of(overview),
                theirs=lambda: seconds_of(lambda: _fetched(folder / "plain.db")),
                runs=5,
                note="the key is derived once before; texts stay packed until a screen asks",
            )


def _paired_import(
    folder: Path, package: Path, name: str, *, what: str, work: Callable[[Archive], object]
) -> Result:
    def ours() -> float:
        store = folder / "store"
        shutil.rmtree(store, ignore_errors=True)
        with Archive.make(store, _UNLOCK) as archive:
            return seconds_of(lambda: work(archive))

    def theirs() -> float:
        plain = folder / "plain.db"
        plain.unlink(missing_ok=True)
        return seconds_of(lambda: _fill_plain(package, plain))

    return paired(
        name,
        what=what,
        yardstick="csv.reader and executemany of the same rows into plain SQLite",
        reach="at most 1.3 x",
        ours=ours,
        theirs=theirs,
        runs=5,
    )


def _fill_plain(package: Path, plain: Path) -> None:
    with closing(sqlite3.connect(plain)) as database:
        database.execute(f"CREATE TABLE records ({', '.join(COLUMNS)})")
        with (package / "records.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            marks = ", ".join("?" * len(COLUMNS))
            database.executemany(f"INSERT INTO records VALUES ({marks})", rows)  # noqa: S608
        database.commit()


def _fetched(plain: Path) -> object:
    with closing(sqlite3.connect(plain)) as database:
        return database.execute("SELECT * FROM records").fetchall()
