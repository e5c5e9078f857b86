"""The cells of a spreadsheet as texts, read in a process of its own.

The reader of spreadsheets is not written in Python. It opens a sheet into a rectangle up to its
last cell, and ends the program that asks for more memory than there is.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from enum import StrEnum

from app.intake.apart import LostError, apart
from app.intake.sheet_bounds import MOST_FILE, is_too_large

Cells = tuple[tuple[str, ...], ...]
"""The rows of a sheet, each cell as text."""

_MOST_DIGITS = 1e15  # beyond, a spreadsheet has rounded a number


class SheetTrouble(StrEnum):
    """Why a spreadsheet cannot be read."""

    TOO_LARGE = "too_large"
    UNOPENED = "unopened"


class SheetError(Exception):
    """A spreadsheet that cannot be read, and why."""

    def __init__(self, trouble: SheetTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def sheets_of(data: bytes) -> tuple[tuple[str, Cells], ...]:
    """Return the name and the rows of each sheet of a spreadsheet.

    Args:
        data: The whole file: Excel's (.xlsx, .xls) or an open document's (.ods).

    Raises:
        SheetError: It is locked, damaged, cut off, or takes more room than is given.
    """
    if len(data) > MOST_FILE:
        raise SheetError(SheetTrouble.TOO_LARGE)
    try:
        answer = json.loads(apart(read_apart, data))
    except LostError as error:
        raise SheetError(SheetTrouble.TOO_LARGE) from error
    if isinstance(answer, str):
        raise SheetError(SheetTrouble(answer))
    return tuple((name, tuple(map(tuple, rows))) for name, rows in answer)


def read_apart(data: bytes) -> bytes:
    """Read a spreadsheet; runs in the process apart. The answer is JSON: nothing in it can run."""
    from python_calamine import CalamineError, CalamineWorkbook

    if is_too_large(data):
        return json.dumps(SheetTrouble.TOO_LARGE).encode()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (name, [[_said(cell) for cell in row] for row in _rows(book, name)])
            for name in book.sheet_names
        ]
    except (CalamineError, ValueError, OverflowError):
        return json.dumps(SheetTrouble.UNOPENED).encode()
    except MemoryError:
        return json.dumps(SheetTrouble.TOO_LARGE).encode()
    except BaseException as error:
        # What goes wrong inside the library comes out beside the tree of exceptions.
        if type(error).__name__ != "PanicException":
            raise
        return json.dumps(SheetTrouble.UNOPENED).encode()
    return json.dumps(sheets).encode()


def _rows(book: object, name: str) -> list[list[object]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[attr-defined, no-any-return]


def _said(cell: object) -> str:
    """Say a sheet's cell as a bill in text form would."""
    if isinstance(cell, dt.datetime):
        return f"{cell + dt.timedelta(microseconds=500_000):%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, dt.date):
        return f"{cell:%Y-%m-%d} 00:00:00"  # what the spreadsheet reader makes of midnight
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _MOST_DIGITS:
        return str(int(cell))
    return str(cell)
