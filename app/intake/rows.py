"""CSV and JSON Lines read row by row: slower than in bulk, and exact about every line.

Small tables are read so, and every table in which something is wrong.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

from app.domain.errors import UnreadableInput
from app.domain.fault import MOST_FAULTS
from app.intake.columns import Broken, Cells, check_header, from_texts, too_many_rows
from app.intake.descriptor import RepeatedKeyError, unique_keys
from app.intake.dialect import COMMON, Dialect
from app.intake.refusing import refused
from app.intake.tables import MOST_ROWS, Table
from app.intake.text import is_known, marked_encoding
from app.intake.text_files import seems, survey
from app.intake.text_guess import TextError
from app.intake.written import Written
from app.wording.language import _

Opener = Callable[[], BinaryIO]
"""Opens the file that holds the table."""

LONGEST_CELL = 16 << 20
"""A cell or line with more characters than this is a fault."""


def read_csv(opener: Opener, file: str, table: Table, encoding: str, dialect: Dialect) -> Cells:
    """Read a CSV file.

    Args:
        opener: Opens the file.
        file: Its name for the reader.
        table: What it should hold.
        encoding: What it should be written in.
        dialect: How it should be written.

    Raises:
        UnreadableInput: The encoding or the header is wrong.
    """
    rows = _rows(opener, file, table, encoding, dialect)
    names = list(dialect.names) if not dialect.header else _names(rows, file, table)
    unknown = check_header(names, table, file)
    known = [(at, name) for at, name in enumerate(names) if table.column(name)]
    gathered = _Gathered([name for _at, name in known], file, table)
    places = [(at, gathered.columns[name]) for at, name in known]
    for line, row in rows:
        if isinstance(row, str) or len(row) != len(names):
            gathered.spoil(_broken(line, row, len(names)))
            continue
        for at, cells in places:
            cells.append(row[at])
        gathered.begin(line)
    if dialect.null:
        gathered.empty(dialect.null)
    gathered.rewrite(dialect.written)
    return gathered.cells(unknown)


def csv_lines(
    opener: Opener,
    file: str,
    table: Table,
    dialect: Dialect,
    rows: Sequence[int],
    *,
    broken: Container[int] = (),
) -> list[int]:
    """Return the line that each of some rows begins on; ``rows`` ascends.

    For a table that was read in bulk and whose rows are all whole, but for those that begin on
    one of the ``broken`` lines: they are not counted.
    """
    wanted = iter(rows)
    following = next(wanted, None)
    found: list[int] = []
    walk = _rows(opener, file, table, "utf-8", dialect)
    whole = (line for line, _row in walk if line not in broken)
    for number, line in enumerate(whole, start=-1 if dialect.header else 0):
        if following is None:
            break
        if number == following:
            found.append(line)
            following = next(wanted, None)
    return found


def header_of(
    opener: Opener, file: str, table: Table, encoding: str, dialect: Dialect
) -> list[str] | None:
    """Return the header where it stands on the first line; ``None`` where it does not."""
    first = next(_rows(opener, file, table, encoding, dialect), None)
    if first is None or first[0] != 1 or isinstance(first[1], str):
        return None
    return first[1]


def read_json_lines(
    opener: Opener, file: str, table: Table, encoding: str, written: Written = COMMON
) -> Cells:
    """Read a JSON Lines file: one object a line, numbers kept as they are written.

    Args:
        opener: Opens the file.
        file: Its name for the reader.
        table: What it should hold.
        encoding: What it should be written in.
        written: How its schema says that texts are written.

    Raises:
        UnreadableInput: The encoding is wrong, or a required column is nowhere.
    """
    known = {column.name for column in table.columns}
    gathered = _Gathered(known, file, table)
    seen: dict[str, None] = {}
    for line, text in _lines(opener, file, table, encoding):
        if not text.strip():
            continue
        row = _json_row(text)
        if not isinstance(row, str):
            seen.update(dict.fromkeys(row))
            row = _flat(row, known)
        if isinstance(row, str):
            expected = _("one JSON object of texts and numbers a line")
            gathered.spoil(Broken(line, row, expected))
            continue
        for name, cells in gathered.columns.items():
            cells.append(row.get(name, ""))
        gathered.begin(line)
    unknown = check_header(list(seen), table, file) if seen else ()
    if seen:
        gathered.keep_only(seen)
    gathered.rewrite(written)
    return gathered.cells(unknown)


class _Gathered:
    """The cells of a table while it is read row by row."""

    def __init__(self, names: Iterable[str], file: str, table: Table) -> None:
        self.columns: dict[str, list[str]] = {name: [] for name in names}
        self._file = file
        self._table = table
        self._begins: list[int] = []
        self._broken: list[Broken] = []
        self._broken_count = 0

    def begin(self, line: int) -> None:
        """Take note that the row whose cells were just added begins on this line."""
        self._begins.append(line)
        if len(self._begins) > MOST_ROWS:
            raise too_many_rows(self._file, self._table.name)

    def spoil(self, broken: Broken) -> None:
        """Take note of a line that is no row."""
        self._broken_count += 1
        if len(self._broken) < MOST_FAULTS:
            self._broken.append(broken)

    def empty(self, null: str) -> None:
        """Empty the cells that say, in the file's own way, that they are."""
        for cells in self.columns.values():
            cells[:] = ["" if cell == null else cell for cell in cells]

    def rewrite(self, written: Written) -> None:
        """Write the cells in the common way."""
        if not written.common:
            for name, cells in self.columns.items():
                cells[:] = written.column(name, cells)

    def keep_only(self, names: Container[str]) -> None:
        """Forget the columns that no row had."""
        self.columns = {name: cells for name, cells in self.columns.items() if name in names}

    def cells(self, unknown: tuple[str, ...]) -> Cells:
        """Return the table."""
        rows, lines = len(self._begins), partial(_picked, self._begins)
        broken = (tuple(self._broken), self._broken_count)
        return from_texts(self.columns, rows, self._table, unknown, lines, broken, MOST_FAULTS)


def _names(rows: Iterator[tuple[int, list[str] | str]], file: str, table: Table) -> list[str]:
    """Return the header: the first row that is not empty."""
    _line, names = next(rows, (1, []))
    if isinstance(names, str):
        raise _no_header(file, table)
    return names


def _rows(
    opener: Opener, file: str, table: Table, encoding: str, dialect: Dialect
) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the line on which each row begins, and the row, or what is wrong with it."""
    csv.field_size_limit(LONGEST_CELL)
    with _text(opener, file, table, encoding) as text:
        reader = csv.reader(
            _uncommented(text, dialect.comment),
            strict=True,
            delimiter=dialect.delimiter,
            quotechar=dialect.quote,
            doublequote=dialect.double_quote,
            escapechar=dialect.escape,
            skipinitialspace=dialect.skip_initial_space,
        )
        while True:
            begin = reader.line_num + 1
            try:
                row: list[str] | str | None = next(reader, None)
            except UnicodeError as error:
                raise _wrong_encoding(opener, file, table, encoding) from error
            except csv.Error:
                row = _("a quotation mark out of place, or a cell beyond all bounds")
            if row is None:
                return
            if row:
                yield begin, row


def _uncommented(text: io.TextIOWrapper, comment: str | None) -> Iterator[str]:
    """Yield the lines; a comment becomes an empty line, so that lines are counted right."""
    if comment is None:
        return text
    return ("\n" if line.startswith(comment) else line for line in text)


def _text(opener: Opener, file: str, table: Table, encoding: str) -> io.TextIOWrapper:
    if not is_known(encoding):
        raise refused(
            file,
            _("an encoding that is not known"),
            _("a table in UTF-8"),
            _("Ask for the package with its tables in UTF-8."),
            table=table.name,
        )
    with opener() as beginning:
        marked = marked_encoding(beginning.read(4))
    plain = encoding.lower().replace("_", "-") in {"utf-8", "utf8"}
    if (plain and marked not in {None, "utf-8"}) or (not plain and _is_another(opener, encoding)):
        raise _wrong_encoding(opener, file, table, encoding)
    return io.TextIOWrapper(
        opener(), encoding="utf-8-sig" if plain else encoding, errors="strict", newline=""
    )


def _lines(opener: Opener, file: str, table: Table, encoding: str) -> Iterator[tuple[int, str]]:
    with _text(opener, file, table, encoding) as text:
        line = 0
        while True:
            line += 1
            try:
                row = text.readline(LONGEST_CELL)
            except UnicodeError as error:
                raise _wrong_encoding(opener, file, table, encoding) from error
            if not row:
                return
            if len(row) == LONGEST_CELL:
                raise refused(
                    file,
                    _("a line of more than 16 MiB"),
                    _("one JSON object a line"),
                    _("The package is damaged; ask for it again."),
                    table=table.name,
                    line=line,
                )
            yield line, row


def _json_row(text: str) -> dict[str, Any] | str:
    """Return the object on a line, or what stands there instead."""
    try:
        row = json.loads(
            text,
            object_pairs_hook=unique_keys,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
        if "\\u" in text:
            json.dumps(row, ensure_ascii=False).encode()
    except RepeatedKeyError:
        return _("one key twice")
    except (ValueError, RecursionError):
        return _("text that is not JSON")
    return row if isinstance(row, dict) else _("JSON that is no object")


def _flat(row: dict[str, Any], known: set[str]) -> dict[str, str] | str:
    """Return the known cells as texts, or what is wrong with one of them."""
    found: dict[str, str] = {}
    for name, cell in row.items():
        if name not in known or cell is None:
            continue
        if isinstance(cell, bool):
            found[name] = "true" if cell else "false"
        elif isinstance(cell, str):
            found[name] = cell
        else:
            return _("a list or an object in a cell")
    return found


def _broken(line: int, row: list[str] | str, width: int) -> Broken:
    expected = _("{count} cells").format(count=width)
    if isinstance(row, str):
        return Broken(line, row, expected)
    return Broken(line, _("{count} cells").format(count=len(row)), expected)


def _picked(begins: list[int], rows: Sequence[int]) -> list[int]:
    return [begins[row] for row in rows]


def _no_header(file: str, table: Table) -> UnreadableInput:
    return refused(
        file,
        _("no header that can be read"),
        _("the columns {names}").format(names=", ".join(table.required)),
        _("Ask for a complete export."),
        table=table.name,
        line=1,
    )


def _wrong_encoding(opener: Opener, file: str, table: Table, encoding: str) -> UnreadableInput:
    """Return the refusal of a table in another encoding, naming the one it seems to be in."""
    with opener() as data:
        marked = marked_encoding(data.read(4))
    plain = encoding.lower() in {"utf-8", "utf8"} and not marked
    line = _first_undecodable(opener) if plain else None
    found = seems(opener)
    return refused(
        file,
        _("text that seems to be {encoding}").format(encoding=found) if found else _("no text"),
        _("text in {encoding}").format(encoding=encoding),
        _("Ask for the package with its tables in UTF-8."),
        table=table.name,
        line=line,
    )


def _is_another(opener: Opener, encoding: str) -> bool:
    """Return whether a file is UTF-8 for certain, though it is said to be in an older encoding."""
    try:
        found = survey(opener, declared=encoding)
    except TextError:
        return False  # the reader says on which row
    return found.encoding == "utf-8" and found.way in {"mark", "whole"}


def _first_undecodable(opener: Opener) -> int | None:
    with opener() as data:
        for line, row in enumerate(data, start=1):
            try:
                row.decode()
            except UnicodeDecodeError:
                return line
    return None
