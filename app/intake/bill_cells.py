"""What a cell of a bill says: a moment, an amount, an order number."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.domain.calendar import day_of, iso
from app.intake.cells import money, resaved_day
from app.intake.labels import label

DAY_SECONDS = 86_400
"""Seconds of a day."""

_EARLIEST, _LATEST = day_of(dt.date(1990, 1, 1)), day_of(dt.date(2199, 12, 31))
_SERIAL = re.compile(r"[0-9]{5}(\.[0-9]+)?")
_SERIAL_ZERO = day_of(dt.date(1899, 12, 30))  # day 0 of spreadsheet programs
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{1,2})(:([0-9]{1,2}))?")
_AS_SENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]+|[0-9]{15}0{3,}(\.0)?")
_FORMULA = re.compile(r'="(.*)"')
_BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b"


class Spelling(StrEnum):
    """How a cell writes a moment: as the payment app does, as a serial number, or otherwise."""

    AS_SENT = "as sent"
    SERIAL = "serial"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day and the second within it.

    Attributes:
        day: Days since 1970-01-01.
        second: Since midnight, 0 where the cell has none.
        spelling: How the cell writes it.
    """

    day: int
    second: int
    spelling: Spelling

    @property
    def minute(self) -> str:
        """The moment to the minute: as much as is left in a bill that was saved again."""
        hours, minutes = divmod(self.second // 60, 60)
        return f"{iso(self.day)} {hours:02}:{minutes:02}"


def tidy(cell: str) -> str:
    """Take off what is no part of a cell: blanks, tabs, and a spreadsheet's ``="…"``."""
    text = label(cell)
    if text.startswith("="):
        formula = _FORMULA.fullmatch(text)
        text = label(formula[1]) if formula else text
    return text


def heading(cell: str) -> str:
    """Return a column's name in one spelling: ``金额（元）`` is ``金额(元)``."""
    return "".join(unicodedata.normalize("NFKC", tidy(cell)).split())


def moment(text: str) -> Moment | None:
    """Return the moment in a cell, as sent or as a spreadsheet program re-writes it.

    ``2026-03-01 10:00:05``, ``2026/3/1 10:00`` and ``46082.41673`` (days since 1899-12-30)
    are all read; nothing is shifted to another time zone.
    """
    if _SERIAL.fullmatch(text):
        seconds = round((float(text) % 1) * DAY_SECONDS)
        day = _SERIAL_ZERO + int(float(text)) + seconds // DAY_SECONDS
        return _plausible(Moment(day, seconds % DAY_SECONDS, Spelling.SERIAL))
    known_day = resaved_day(text)
    if known_day is None:
        return None
    second = 0
    if clock := _CLOCK.search(text):
        hours, minutes, seconds = int(clock[1]), int(clock[2]), int(clock[4] or 0)
        if hours > 23 or minutes > 59 or seconds > 60:
            return None
        second = hours * 3600 + minutes * 60 + seconds
    spelling = Spelling.AS_SENT if _AS_SENT.fullmatch(text) else Spelling.REWRITTEN
    return _plausible(Moment(known_day, second, spelling))


def amount(text: str) -> float | None:
    """Return an amount: ``¥28.16``, ``￥2``, ``5,000.00``, ``2，000.00``, ``12元``. Unit: CNY."""
    return money(unicodedata.normalize("NFKC", text))


def order_number(text: str) -> str:
    """Return an order number without what protects it from a spreadsheet; ``/`` is none."""
    number = tidy(text).lstrip("'`").strip(_BLANKS)
    return "" if number in {"/", "-", "--"} else number


def is_ruined(number: str) -> bool:
    """Return whether a spreadsheet has rounded a long number: ``2.02E+27``, ``2023…000``."""
    return _ROUNDED.fullmatch(number) is not None


def names_one(number: str) -> bool:
    """Return whether a number can name a payment: a rounded one names many."""
    return len(number) > 3 and not is_ruined(number)


def _plausible(found: Moment) -> Moment | None:
    """Return the moment where a bill can have it; a year such as 0023 is a slip."""
    return found if _EARLIEST <= found.day <= _LATEST else None
