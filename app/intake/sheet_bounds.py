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

MOST_CELLS = 8_000_000
"""Rows times columns of a sheet, up to the last cell with content; bills have a tenth of it."""

MOST_BYTES = 1 << 28
"""A spreadsheet unpacks to no more than this, and neither to over 200 times its size."""

_MOST_GROWTH = 200
_FAR = 1 << 40  # stands for a number of more digits than any column or row has
_TAG = rb"<(?:[^\s<>/:]+:)?"
# Of Excel: a filled cell and where it stands. An empty one ends with a slash.
_CELL = re.compile(_TAG + rb"c\s[^<]*?\br\s*=\s*[\"']\$?([A-Za-z]+)\$?([0-9]+)[\"'][^<]*?>")
# Of LibreOffice: rows and cells, which stand for many where they say so.
_PART = re.compile(_TAG + rb"(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<]*)>")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"']\s*([0-9]+)")


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
            return any(_is_far(archive.read(member)) for member in members)
    except Exception:  # noqa: BLE001 - whoever opens it says what is wrong with it
        return False


def _is_far(part: bytes) -> bool:
    """Return whether a part of a spreadsheet reaches farther than ``MOST_CELLS``."""
    return _excel_cells(part) > MOST_CELLS or _libre_cells(part) > MOST_CELLS


def _excel_cells(part: bytes) -> int:
    rows: set[int] = set()
    columns: set[bytes] = set()
    for found in _CELL.finditer(part):
        if found[0][-2:] != b"/>":
            columns.add(found[1].upper())
            rows.add(_whole(found[2]))
    return max(rows, default=0) * max(map(_letters, columns), default=0)


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
