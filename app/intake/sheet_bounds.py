"""How large a spreadsheet becomes when it is opened, told before it is.

A spreadsheet is opened into a rectangle up to its last cell. One cell far out makes
that rectangle larger than any memory, and a program that asks for so much is ended by the system.
So it is looked first where the filled cells stand; cells without content take no room.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

MOST_CELLS = 8_000_000
"""Rows times columns of a sheet, up to the last cell with content; bills have a tenth of it."""

MOST_BYTES = 1 << 28
"""A spreadsheet unpacks to no more than this, and neither to over 200 times its size."""

MOST_FILE = 1 << 26
"""A spreadsheet as a file is no longer than this; of a longer one no more is ever read."""

_MOST_GROWTH = 200
_FAR = 1 << 40  # stands for a number of more digits than any column or row has
_TAG = rb"<(?:[^\s<>/:]+:)?"
# Of Excel: a row, or a cell and where it stands. An empty cell ends with a slash. A sign "greater
# than" within a value of an attribute does not end the tag.
_VALUE = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_CELL = re.compile(_TAG + rb"(c|row)(?=[\s/>])(" + _VALUE + rb")>")
_ATTRIBUTE = re.compile(rb"([^\s=/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLACE = re.compile(rb"\s*\$?([A-Za-z]*)\$?([0-9]*)\s*")
# Of LibreOffice: rows and cells, which stand for many where they say so.
_PART = re.compile(_TAG + rb"(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<]*)>")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"']\s*([0-9]+)")


def beginning(file: Path) -> bytes:
    """Return a spreadsheet's bytes: all of them, or one more than ``MOST_FILE`` of a longer file.

    A file may claim any length and hold nothing; what is too long is refused for its length.
    """
    with file.open("rb") as opened:
        return opened.read(MOST_FILE + 1)


def is_too_large(data: bytes) -> bool:
    """Return whether a spreadsheet that is a zip takes more room than any bill needs.

    Args:
        data: The whole file. What is no zip, or a damaged one, is not too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if total > MOST_BYTES or total > _MOST_GROWTH * len(data):
                return True
            # A binary one (.xlsb) cannot be looked through, and no app sends it.
            if any(member.filename.lower().endswith("workbook.bin") for member in members):
                return True
            return any(_is_far(_plain(archive.read(member))) for member in members)
    except Exception:  # noqa: BLE001 - whoever opens it says what is wrong with it
        return False


def _plain(part: bytes) -> bytes:
    """Return a part of a spreadsheet in an encoding in which its tags can be found."""
    if b"\0" not in part[:64]:
        return part
    order = "utf-16-be" if part[:1] == b"\0" or part[:2] == b"\xfe\xff" else "utf-16-le"
    return part.decode(order, errors="replace").encode(errors="replace")


def _is_far(part: bytes) -> bool:
    """Return whether a part of a spreadsheet reaches farther than ``MOST_CELLS``."""
    return _excel_cells(part) > MOST_CELLS or _libre_cells(part) > MOST_CELLS


def _excel_cells(part: bytes) -> int:
    """Return rows times columns up to the last filled cell.

    Of several places of one cell the farthest counts: which one the reader believes is its own
    affair. A cell that does not say where it stands follows the one before.
    """
    row = column = rows = columns = 0
    for found in _CELL.finditer(part):
        places = [
            _place(one[2] or one[3] or b"")
            for one in _ATTRIBUTE.finditer(found[2])
            if one[1].rpartition(b":")[2] == b"r"
        ]
        said_row = max((place[1] for place in places), default=0)
        if found[1] == b"row":
            row, column = said_row or row + 1, 0
            continue
        column = max((place[0] for place in places), default=0) or column + 1
        row = said_row or row
        if not found[2].endswith(b"/"):
            rows, columns = max(rows, row), max(columns, column)
    return rows * columns


def _place(text: bytes) -> tuple[int, int]:
    """Return the column and the row that a place such as B7 names; 0 for what it does not."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return 0, 0
    return _letters(found[1].upper()), _whole(found[2]) if found[2] else 0


def _libre_cells(part: bytes) -> int:
    """Return the cells of the largest table, each row as wide as the widest."""
    return max(height * width for height, width in _libre_tables(part))


def _libre_tables(part: bytes) -> Iterator[tuple[int, int]]:
    """Give the height and the width of each table, up to the last filled cell."""
    rows = height = cells = widest = 0
    for found in _PART.finditer(part):
        times = _REPEATED.search(found[2])
        count = max(1, _whole(times[1])) if times else 1
        if found[1] == b"table":
            yield height, widest
            rows = height = cells = widest = 0
        elif found[1] == b"table-row":
            rows += count
            cells = 0
        else:
            cells += count
            if not found[2].endswith(b"/") or b"value" in found[2]:
                height, widest = rows, max(widest, cells)
    yield height, widest


def _whole(digits: bytes) -> int:
    return int(digits) if len(digits) < 12 else _FAR


def _letters(column: bytes) -> int:
    """Return the number of a column that is named by letters: A is 1, AA is 27."""
    if len(column) > 7:
        return _FAR
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
