"""A bill's file becomes numbered lines of cells, whether it is text or a spreadsheet.

Bills are not always valid CSV: stray tabs stand around quotes, quotes stand inside cells without
being doubled, and a bill saved again may be parted by tabs or semicolons. So the lines are parted
here, one by one, and a line that cannot be read in full never takes its neighbours along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import UnreadableInput
from app.intake.refusing import refused
from app.intake.sheet_reading import SheetError, SheetTrouble, sheets_of
from app.intake.text import canonical, decode, decode_beginning, shown, unmarked_wide
from app.intake.text_guess import TextError, mixed_line
from app.intake.text_words import text_refused
from app.wording.language import _

DELIMITERS = (",", "\t", ";")
"""What may part the cells of a line; a bill as it comes uses commas."""

ENCODINGS = ("utf-8", "gb18030")
"""Encodings of bills, the stricter first: hardly any GB18030 text is valid UTF-8."""

SHEET_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a spreadsheet of Excel begins, today's and that of before 2007."""

UNREAD = "\ufffd"
"""Stands for a character of which the file holds only the beginning."""

_BREAK = re.compile(r"\r\n|\n|\r")
_MOST_JOINED = 20  # a note may hold line breaks; a quote left open must not swallow the file


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text or row of a sheet.

    Attributes:
        number: Line in the text or row in the sheet, from 1.
        cells: What stands in it, as text.
        cut: True where the file ends amid this line.
    """

    number: int
    cells: tuple[str, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text file, or one sheet of a spreadsheet.

    Attributes:
        name: Name of the sheet; empty for a text.
        text: The lines of a text as they stand; empty for a spreadsheet.
        lines: The rows of a spreadsheet; empty for a text.
        encoding: Encoding of a text; empty for a spreadsheet.
        complete: False where a text ends amid a character or a line.
    """

    name: str = ""
    text: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    encoding: str = ""
    complete: bool = True

    def parted(self, delimiter: str) -> Iterator[Line]:
        """Give the lines with their cells; a sheet's cells are parted already."""
        return iter(self.lines) if self.lines else _parted(self, delimiter)


def text_sheet(data: bytes, file: str, chosen: str = "") -> Sheet:
    """Return a text file's lines.

    Args:
        data: The whole file.
        file: Its name, for the refusal.
        chosen: The encoding that the person chose; empty where they chose none.

    Raises:
        UnreadableInput: It is text in no encoding that bills are written in, or in two.
    """
    beginning = decode_beginning(data, _encodings(data, chosen))
    if beginning is None:
        raise _undecodable(data, file, chosen)
    if not chosen and beginning.encoding == "gb18030" and (line := mixed_line(data)):
        raise text_refused(file, TextError("mixed", line))
    whole = decode(data, (beginning.encoding,))
    # A character cut in two stays visible as the mark of a character that could not be read.
    text = whole.text if whole else beginning.text + UNREAD
    lines = _BREAK.split(text)
    ended = lines[-1] == ""
    return Sheet(
        text=tuple(lines[:-1] if ended else lines),
        encoding=beginning.encoding,
        complete=whole is not None and ended,
    )


def glimpse(data: bytes, chosen: str = "") -> Sheet:
    """Return the first lines of a text as far as they can be read, damaged or not."""
    beginning = decode_beginning(data, (*_encodings(data, chosen), *ENCODINGS))
    text = beginning.text if beginning else data.decode("gb18030", errors="replace")
    return Sheet(text=tuple(_BREAK.split(text)))


def workbook_sheets(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the sheets of a spreadsheet, each cell as text.

    Args:
        data: The whole file.
        file: Its name, for the refusal.

    Raises:
        UnreadableInput: The spreadsheet is cut off, damaged, locked, or larger than any bill.
    """
    try:
        return tuple(
            Sheet(name, lines=tuple(Line(at, cells) for at, cells in enumerate(rows, 1)))
            for name, rows in sheets_of(data)
        )
    except SheetError as error:
        if error.trouble is SheetTrouble.TOO_LARGE:
            raise _too_large(file) from error
        raise _unopened(file) from error


def split(line: str, delimiter: str) -> list[str] | None:
    """Part a line into cells; ``None`` where a quote is left open.

    A quote counts as such only at the beginning of a cell; it ends where a delimiter or the end
    of the line follows. Blanks and tabs around the quotes are no part of the cell.
    """
    if '"' not in line:
        return line.split(delimiter)
    cells: list[str] = []
    at = 0
    while True:
        start = at
        while at < len(line) and line[at] in " \t" and line[at] != delimiter:
            at += 1
        if at < len(line) and line[at] == '"':
            closing = _closing(line, at + 1, delimiter)
            if closing is None:
                return None
            content, at = closing
            cells.append(content)
        else:
            end = line.find(delimiter, start)
            at = len(line) if end < 0 else end
            cells.append(line[start:at])
        if at >= len(line):
            return cells
        at += 1


def _closing(line: str, start: int, delimiter: str) -> tuple[str, int] | None:
    """Return a quoted cell's content and where the cell ends; quotes inside are undoubled."""
    content: list[str] = []
    at = start
    while True:
        quote = line.find('"', at)
        if quote < 0:
            return None
        content.append(line[at:quote])
        run = quote
        while run < len(line) and line[run] == '"':
            run += 1
        count, end = run - quote, run
        while end < len(line) and line[end] in " \t" and line[end] != delimiter:
            end += 1
        ends = end >= len(line) or line[end] == delimiter
        if ends and count % 2:
            content.append('"' * (count // 2))
            return "".join(content), end
        content.append('"' * ((count + 1) // 2))
        at = run


def _parted(sheet: Sheet, delimiter: str) -> Iterator[Line]:
    texts = sheet.text
    at = 0
    while at < len(texts):
        cells, used = split(texts[at], delimiter), 1
        if cells is None:
            cells, used = _joined(texts, at, delimiter)
        last = at + used >= len(texts)
        yield Line(at + 1, tuple(cells), cut=last and not sheet.complete)
        at += used


def _joined(texts: tuple[str, ...], at: int, delimiter: str) -> tuple[list[str], int]:
    """Part a line whose quote is left open: a cell with line breaks, or a quote that is none."""
    whole = texts[at]
    for used, following in enumerate(texts[at + 1 : at + _MOST_JOINED], 2):
        closes = split(following, delimiter)
        whole += "\n" + following
        cells = split(whole, delimiter)
        if cells is None:
            continue
        # Joining lines that read well alone would lose rows.
        if closes is not None and len(closes) >= len(cells) and len(closes) > 1:
            break
        return cells, used
    return texts[at].split(delimiter), 1


def _too_large(file: str) -> UnreadableInput:
    return refused(
        file,
        _("a spreadsheet that takes more room than any bill"),
        _("a bill as the payment app sends it"),
        _("Do not use this file; download it again."),
    )


def _unopened(file: str) -> UnreadableInput:
    return refused(
        file,
        _("a spreadsheet that is locked, damaged or cut off"),
        _("a spreadsheet that opens without a password"),
        _("Download it again; take a password off in the spreadsheet program first."),
    )


def _encodings(data: bytes, chosen: str) -> tuple[str, ...]:
    """Return the encodings that a bill may be in, the likeliest first."""
    if chosen:
        return (canonical(chosen) or chosen,)
    wide = unmarked_wide(data)
    return (wide, *ENCODINGS) if wide else ENCODINGS


def _undecodable(data: bytes, file: str, chosen: str) -> UnreadableInput:
    """Say on which line the first bytes stand that are no text."""
    if line := mixed_line(data):
        return text_refused(file, TextError("mixed", line))
    if chosen:
        found = _("bytes that are no text in {encoding}").format(encoding=shown(chosen))
        return refused(
            file, found, _("text in one encoding"), _("Choose another encoding (--encoding).")
        )
    wrong = len(data)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        wrong = error.start
    return refused(
        file,
        _("bytes that are text neither in UTF-8 nor in GB18030"),
        _("a bill as the payment app sends it"),
        _("The file is damaged or was changed; download it again."),
        line=data.count(b"\n", 0, wrong) + 1,
    )
