"""A connection to the encrypted file, with its transactions."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from app.domain.progress import Progress, Unwatched
from app.store.errors import DamagedStore
from app.store.keys import KeyHolder
from app.store.sql_errors import told

PAGE = 8_192
"""Size of a page. It is part of the format: a store of another size does not open. Unit: bytes."""

_PATIENCE = 10_000  # milliseconds that a reader waits while a change is being written
_CACHE = 64 * 1024  # KiB
_PAGES_AT_ONCE = 512
_WRITES = "whyscore_writes"


class Database:
    """An open encrypted file. Threads take turns; a transaction is all or nothing.

    Args:
        path: The file; it is made where there is none.
        key: Its key; copied by SQLCipher, and kept nowhere else here.

    Raises:
        DamagedStore: It does not open with this key.
    """

    def __init__(self, path: Path, key: KeyHolder) -> None:
        self.path = path
        self._turn = threading.RLock()
        with told():
            self.driver = _connected(path, key)
        self._engine = _engine(self.driver)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """See one state of the data for as long as the block takes."""
        with self._turn, told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Change the data: all that the block does, or nothing where it fails."""
        with self._turn, told(writing=True), self._engine.connect() as opened:
            connection = opened.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def copy_to(self, path: Path, key: KeyHolder, watch: Progress | None = None) -> None:
        """Copy the whole, as it is at this moment, into an empty file under a key of its own.

        Args:
            path: The file.
            key: The copy's key.
            watch: Told the pages; may stop the work.
        """
        report = (watch or Unwatched()).report
        with self._turn, told(writing=True), contextlib.closing(_connected(path, key)) as other:
            self.driver.backup(
                other,
                pages=_PAGES_AT_ONCE,
                progress=lambda _status, left, total: report(total - left, total),
            )

    def check(self) -> None:
        """Go through every page and every table.

        Raises:
            DamagedStore: One of them is not as it was written.
        """
        with self._turn, told():
            sealed = self.driver.execute("PRAGMA cipher_integrity_check").fetchall()
            whole = self.driver.execute("PRAGMA integrity_check").fetchall()
            astray = self.driver.execute("PRAGMA foreign_key_check").fetchall()
        if sealed or astray or whole != [("ok",)]:
            raise DamagedStore

    def close(self) -> None:
        """Let go of the file and of the key."""
        with self._turn:
            self._engine.dispose()
            self.driver.close()


def _connected(path: Path, key: KeyHolder) -> Any:
    driver = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        # Before the key: SQLCipher would tell a wrong one to standard error.
        driver.execute("PRAGMA cipher_log_level = NONE").fetchall()
        driver.set_key(key.for_cipher)
        for setting in (
            f"cipher_page_size = {PAGE}",
            "cipher_memory_security = OFF",
            f"busy_timeout = {_PATIENCE}",
            "temp_store = MEMORY",
            "secure_delete = ON",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "synchronous = EXTRA",
            f"cache_size = -{_CACHE}",
        ):
            driver.execute(f"PRAGMA {setting}").fetchall()
        driver.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        driver.close()
        raise
    return driver


def _engine(driver: Any) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: driver,
        poolclass=StaticPool,
        hide_parameters=True,  # no error may show a value of the data
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Left to themselves, the driver and SQLAlchemy would not roll changes of tables back.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
