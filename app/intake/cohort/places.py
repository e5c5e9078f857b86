"""Where the files of a cohort can be opened by a path: as they lie, unpacked, or in UTF-8."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import UnreadableInput, WhyscoreError
from app.intake.cohort.copying import copied
from app.intake.cohort.layout import SourceTable, TablesCohort
from app.intake.container import Source
from app.intake.duck import connected
from app.intake.refusing import refused
from app.intake.source import open_source
from app.intake.text_files import recode
from app.intake.text_guess import TextError
from app.intake.text_words import text_refused
from app.wording.language import _

if TYPE_CHECKING:
    import duckdb

_MEMORY = "700MB"
_PLAIN = frozenset({"utf-8", "utf8", "utf-8-sig"})

Places = dict[str, Path]
"""The path of each file by its name within what was opened."""


@contextmanager
def places_of(cohort: TablesCohort, tables: Sequence[SourceTable]) -> Iterator[Places]:
    """Give each file of some tables a path, for as long as the context lasts."""
    staged = [table.staged for table in tables if table.staged is not None]
    ordered = {file.path: Path(file.path) for file in staged}
    rest = [table for table in tables if table.staged is None]
    if not rest:
        yield ordered
        return
    with open_source(Path(cohort.path)) as source, placed(source, rest) as places:
        yield {**places, **ordered}


@contextmanager
def placed(source: Source, tables: Sequence[SourceTable]) -> Iterator[Places]:
    """Give each file of some tables a path: its own, or that of a copy that is removed."""
    with ExitStack() as stack:
        places: Places = {}
        for table in tables:
            for file in table.files:
                if file.recast is not None:
                    places[file.path] = stack.enter_context(copied(source, file, file.recast))
                elif table.is_text and table.encoding.lower() not in _PLAIN:
                    places[file.path] = stack.enter_context(
                        _in_utf8(source, file.path, table.encoding)
                    )
                else:
                    places[file.path] = stack.enter_context(source.local(file.path)).absolute()
        yield places


@contextmanager
def _in_utf8(source: Source, name: str, encoding: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="whyscore-") as folder:
        path = Path(folder) / "part"
        try:
            with path.open("wb") as copy:
                recode(lambda: source.open(name), copy, encoding, one_break=True)
        except TextError as error:
            raise text_refused(source.name, error) from error
        yield path


@contextmanager
def looking_over(places: Places, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection that can look over files of any size without holding them.

    Args:
        places: The files.
        name: Of the cohort; it is refused where a file breaks while it is looked over.

    Raises:
        UnreadableInput: A file is damaged.
    """
    with damage_told(name), connected(list(places.values()), memory=_MEMORY) as connection:
        yield connection


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """Refuse a cohort where a table breaks amid reading: opening one reads no more than it must."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory" in str(error):
            said = _("{file} needs more memory than is set aside for reading a table.")
            raise WhyscoreError(said.format(file=name)) from error
        raise refused(
            name,
            _("a table that is damaged"),
            _("whole files in CSV or Parquet"),
            _("Ask for the package again."),
        ) from error


def unknown_encoding(name: str) -> UnreadableInput:
    """Return the refusal of a table in an encoding that nobody knows."""
    return refused(
        name,
        _("an encoding that is not known"),
        _("a table in UTF-8"),
        _("Ask for the package with its tables in UTF-8."),
    )
