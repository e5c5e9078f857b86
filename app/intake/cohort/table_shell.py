"""How a plain table is written, told by its first bytes: text, packed text, sheet or Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from app.domain.cohort import TableReading
from app.domain.errors import UnreadableInput
from app.domain.intake import ReadAs
from app.intake.bill_lines import SHEET_STARTS, workbook_sheets
from app.intake.cohort.copying import PACKED, opened, sheet_rows
from app.intake.cohort.layout import Recast, SourceFile, SourceTable, text_file
from app.intake.cohort.recasting import PLAIN, is_plain
from app.intake.container import Source, is_litter
from app.intake.dialect import Dialect
from app.intake.labels import label
from app.intake.naming_files import kind_of
from app.intake.refusing import refused
from app.intake.sheet_bounds import beginning
from app.intake.tables import Table
from app.intake.text import shown
from app.intake.text_files import Opener, Survey, survey
from app.intake.text_guess import TextError, Tokens, guess
from app.intake.text_words import read_as, text_refused
from app.wording.file_kinds import KINDS, audit_way, called_in_audit
from app.wording.language import _

TABLE = "table"
"""Name of the one table of such a cohort."""

DELIMITERS = (",", ";", "\t", "|")
"""What may part the cells of a text; see also ``sep=`` in its first line."""

_PARQUET = b"PAR1"
_PROBE = 1 << 18
_LOOKED_OVER = 200
_SHEETS = ("xl/workbook.xml", "content.xml")  # within Excel's and LibreOffice's
_SUFFIXES = frozenset({"csv", "tsv", "txt", "tab"})
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Shell:
    """A table of which only the way it is written is known.

    Attributes:
        table: Its files; those of a text have their header.
        reading: How it is read.
        notes: What the auditor should know of it.
        read_as: The encoding of its first text.
    """

    table: SourceTable
    reading: TableReading
    notes: tuple[str, ...] = ()
    read_as: ReadAs | None = None


def shell_of(source: Source, asked: TableReading) -> Shell:
    """Return the one table of a source.

    Args:
        source: A file, or a folder of parts as Spark writes them.
        asked: What the auditor says of how it is written.

    Raises:
        UnreadableInput: It is no table, or its parts are not alike.
    """
    if source.path.is_dir():
        return _parts(source, asked)
    if _is_sheet(source):
        return _sheet(source, asked)
    names = source.names()
    if len(names) != 1:
        raise no_table(source)
    return _files(source, names, asked)


def is_folder_of_parts(path: Path) -> bool:
    """Return whether a folder seems to hold the parts of one table."""
    return path.is_dir() and any(_is_part(one) for one in path.iterdir() if one.is_file())


def no_table(source: Source) -> UnreadableInput:
    """Return the refusal of what is no table."""
    kind = kind_of(source)
    return refused(
        source.name,
        called_in_audit(kind),
        _("a cohort package, a folder of score packages, or a table with a column of scores"),
        audit_way(kind),
        way=KINDS[kind].way,
    )


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, no two alike: the second ``score`` is ``score.1``.

    A column without a name has its number.
    """
    found: list[str] = []
    taken = Counter(label(cell) for cell in cells)
    for at, cell in enumerate(cells, start=1):
        name = label(cell) or f"#{at}"
        again = 0
        while name in found:
            again += 1
            other = f"{label(cell)}.{again}"
            name = other if other not in taken else name
        found.append(name)
    return tuple(found)


def _is_part(path: Path) -> bool:
    if path.name.startswith(("_", ".")) or is_litter(path.name) or path.is_symlink():
        return False
    with path.open("rb") as file:
        start = file.read(4)
    suffixes = {suffix[1:].lower() for suffix in path.suffixes}
    return start == _PARQUET or (bool(start) and bool(suffixes & _SUFFIXES))


def _parts(source: Source, asked: TableReading) -> Shell:
    """Return the table of a folder; parts of no bytes are left out."""
    names = [
        name
        for name in source.names()
        if len(PurePosixPath(name).parts) == 1 and _is_part(source.path / name)
    ]
    if not names:
        raise no_table(source)
    shell = _files(source, tuple(names), asked)
    headers = {frozenset(file.header) for file in shell.table.files}
    if len(headers) > 1:
        raise refused(
            source.name,
            _("tables of different columns"),
            _("the parts of one table"),
            _("Choose one of the tables."),
        )
    return shell


def _files(source: Source, names: Sequence[str], asked: TableReading) -> Shell:
    with source.open(names[0]) as file:
        head = file.read(4)
    if head == _PARQUET:
        files = tuple(text_file(name, ()) for name in names)
        table = SourceTable(Table(TABLE, ()), "", "parquet", files)
        return Shell(table, TableReading("parquet", decimal=asked.decimal))
    texts = [_text(source, name, asked) for name in names]
    # One of several files that must be copied has all of them copied.
    plain = all(text.recast is None for text, _reading, _notes, _as in texts)
    files = tuple(
        text if plain else replace(text, recast=text.recast or _as_it_lies(reading))
        for text, reading, _notes, _as in texts
    )
    reading = texts[0][1]
    dialect = Dialect(delimiter=reading.separator) if plain else PLAIN
    table = SourceTable(Table(TABLE, ()), "", "csv", files, dialect=dialect)
    notes = dict.fromkeys(note for _text_, _reading, said, _as in texts for note in said)
    return Shell(table, reading, tuple(notes), texts[0][3])


def _as_it_lies(reading: TableReading) -> Recast:
    return Recast("utf-8", Dialect(delimiter=reading.separator))


def _text(
    source: Source, name: str, asked: TableReading
) -> tuple[SourceFile, TableReading, tuple[str, ...], ReadAs]:
    """Return a text file with its header, how it is read, and what should be known of it."""
    with source.open(name) as file:
        packed = file.read(2) == PACKED
    opener = partial(opened, source, name, packed=packed)
    found, mixed, notes = _encoding(source, name, opener)
    with opener() as file:
        head = file.read(_PROBE)
    text = head.decode(found.encoding, errors="replace").removeprefix("\ufeff")
    if not text.strip():
        raise no_table(source)
    lines = text.splitlines(keepends=True)
    said = _SEP.fullmatch(lines[0].strip())
    skipped = 1 if said else 0
    delimiter = asked.separator or (said[1] if said else "")
    delimiter, header, unnamed = _delimiter_and_header(
        lines[skipped:], (delimiter,) if delimiter else DELIMITERS
    )
    if len(header) < 2:
        raise no_table(source)
    plain = found.encoding == "utf-8" and not (packed or mixed or skipped or unnamed)
    if plain and lines[0].strip():
        with opener() as file:
            plain = is_plain(file, delimiter)
    else:
        plain = False
    how = Recast(
        found.encoding, Dialect(delimiter=delimiter), skipped, packed, mixed, unnamed=unnamed
    )
    reading = TableReading(
        "csv", shown(found.encoding), bool(source.encoding), delimiter, asked.decimal
    )
    file_ = replace(text_file(name, header_of(header)), recast=None if plain else how)
    return file_, reading, notes, ReadAs(name, shown(found.encoding), found.way, found.told)


def _encoding(source: Source, name: str, opener: Opener) -> tuple[Survey, bool, tuple[str, ...]]:
    """Return the encoding of a text, whether only some of its lines are in it, and what to tell."""
    try:
        found = survey(opener, chosen=source.encoding)
    except TextError as error:
        if error.kind == "mixed":
            return _mixed(source, name, opener, error)
        if error.kind == "no_text":
            raise no_table(source) from error
        raise text_refused(source.name, error) from error
    return found, False, (read_as(name, found.encoding).text,) if found.told else ()


def _mixed(
    source: Source, name: str, opener: Opener, error: TextError
) -> tuple[Survey, bool, tuple[str, ...]]:
    """Tell in which encoding the lines are that are no UTF-8: each line is read by itself."""
    others = Tokens()
    with opener() as file:
        for line in file:
            try:
                line.decode()
            except UnicodeDecodeError:
                others.add(line)
    try:
        other = guess(others).encoding
    except TextError:
        raise text_refused(source.name, error) from error
    said = _(
        "{file} is written in two encodings, UTF-8 and {encoding}, which change at line {line}. "
        "Each line was read by itself."
    )
    note = said.format(file=name, encoding=shown(other), line=error.line)
    return Survey(other, "guessed", told=True), True, (note,)


def _delimiter_and_header(
    lines: list[str], delimiters: Sequence[str]
) -> tuple[str, list[str], bool]:
    """Return what parts the cells: what gives the most cells, the same number in each row.

    Also the header, and whether its first column has no name, as R writes the names of rows.
    """
    lines = lines[: _LOOKED_OVER + 1]
    whole = lines[:-1] if len(lines) > 1 and not lines[-1].endswith(("\n", "\r")) else lines
    best: tuple[int, str, list[str], bool] = (0, ",", [], False)
    for delimiter in delimiters:
        rows = _parted(whole, delimiter)
        if not rows:
            continue
        header, rest = rows[0], rows[1:]
        while len(header) > 1 and not header[-1].strip() and all(_ends(rest, len(header))):
            header = header[:-1]
        wider = [row for row in rest if len(row) == len(header) + 1]
        unnamed = len(wider) * 2 > len(rest) > 0 and any(row[-1].strip() for row in wider)
        width = len(header) + unnamed
        alike = sum(len(row) == width or not any(row[width:]) for row in rest)
        if (alike * 2 > len(rest) or not rest) and width > best[0]:
            best = (width, delimiter, ["", *header] if unnamed else header, unnamed)
    return best[1], best[2], best[3]


def _ends(rows: list[list[str]], width: int) -> list[bool]:
    """Say of each row whether nothing stands in its last cell, or it has none."""
    return [len(row) < width or not any(cell.strip() for cell in row[width - 1 :]) for row in rows]


def _parted(lines: list[str], delimiter: str) -> list[list[str]]:
    reader = csv.reader(
        io.StringIO("".join(lines), newline=""),
        delimiter=delimiter,
        strict=True,
        skipinitialspace=delimiter != " ",
    )
    rows: list[list[str]] = []
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            continue  # a quotation mark is out of place, or the sample ends amid a cell
        if row is None:
            return rows
        if any(cell.strip() for cell in row):
            rows.append(row)


def _is_sheet(source: Source) -> bool:
    with source.path.open("rb") as file:
        start = file.read(4)
    if start not in SHEET_STARTS:
        return False
    return start == SHEET_STARTS[1] or any(source.has(name) for name in _SHEETS)


def _sheet(source: Source, asked: TableReading) -> Shell:
    """Return the table of a spreadsheet: the sheet that is asked for, or the first with a table."""
    sheets = workbook_sheets(beginning(source.path), source.name)
    filled = [one for one in sheets if sum(any(line.cells) for line in one.lines) > 1]
    if asked.sheet:
        filled = [one for one in filled if one.name == asked.sheet]
    if not filled:
        raise no_table(source)
    sheet = filled[0]
    first = next(iter(sheet_rows(source, sheet.name)))
    cells = list(first[1])
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    if len(cells) < 2:
        raise no_table(source)
    notes: tuple[str, ...] = ()
    if len(filled) > 1:
        others = ", ".join(f"“{one.name}”" for one in filled[1:])
        said = _("The sheet “{sheet}” was read. Not used: {others}.")
        notes = (said.format(sheet=sheet.name, others=others),)
    file = replace(text_file(source.name, header_of(cells)), recast=Recast(sheet=sheet.name))
    table = SourceTable(Table(TABLE, ()), "", "csv", (file,), dialect=PLAIN)
    return Shell(table, TableReading("sheet", decimal=asked.decimal, sheet=sheet.name), notes)
