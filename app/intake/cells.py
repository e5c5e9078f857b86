"""What a cell says: a day, a number, or neither. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import math
import re

from app.domain.calendar import day_of

CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.,][0-9]{1,9})?)?"
ZONE = r"(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?"
DAY_PATTERN = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}([T ]{CLOCK}{ZONE})?"
"""An ISO date or date-time. Written for Python and for DuckDB (RE2) alike."""

NUMBER_PATTERN = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?"
"""A plain decimal number. Written for Python and for DuckDB (RE2) alike."""

LONGEST_NUMBER = 400
"""No number needs more characters than this."""

_DAY = re.compile(DAY_PATTERN)
_NUMBER = re.compile(NUMBER_PATTERN)
_RESAVED_DAY = re.compile(
    r"([0-9]{4})([-/.年])([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"([T ] ?[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]+)?)?)?"
)
_DOTTED_DAY = re.compile(
    r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?)?"
)
_SIGNS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-") | {"\uff0b": "+"}
)
_CURRENCY = "(?:CNY|CN¥|RMB|人民币|[¥￥元])?"
_MONEY = re.compile(
    rf"([+-]?){_CURRENCY}([+-]?)(\(?){_CURRENCY}([+-]?)"
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?"
    rf"{_CURRENCY}([+-]?)(\)?){_CURRENCY}([+-]?)"
)
_CENTS = 2  # decimals of an amount
_NOISE = 1e-6  # what a spreadsheet's arithmetic leaves beyond the cents


def iso_day(text: str) -> int | None:
    """Return the calendar day of an ISO date or date-time, as it is written.

    ``2016-03-06``, ``2016-03-06T09:00:00+08:00`` and ``2016-03-06 09:00:00`` are all
    6 March 2016: the time of day and its zone are dropped, nothing is shifted.
    """
    return _calendar_day(text[:4], text[5:7], text[8:10]) if _DAY.fullmatch(text) else None


def resaved_day(text: str) -> int | None:
    """Return the calendar day of a date as spreadsheet programs re-write it.

    Also ``2026/03/01 10:00`` and ``2018/1/2 12:51``, with spaces around, and with points the day
    before the month: ``01.03.2026 10:00``; for bills only.
    """
    if dotted := _DOTTED_DAY.fullmatch(text.strip()):
        return _calendar_day(dotted[3], dotted[2], dotted[1])
    match = _RESAVED_DAY.fullmatch(text.strip())
    return _calendar_day(match[1], match[3], match[4]) if match else None


def plain_number(text: str) -> float | None:
    """Return a plain decimal number such as ``-12.50`` or ``1e3``; no ``1,000``, no ``NaN``."""
    if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def money(text: str) -> float | None:
    """Return an amount as bills write it: ``¥1,020.00``, ``￥2``, ``-3.5``; for bills only.

    A minus stands before or behind the figure, before or behind the currency, in any of its
    characters, or is a pair of brackets around it; twice is none. An amount has two decimals:
    what a spreadsheet's arithmetic leaves beyond them is rounded off, and any other third
    decimal is no amount, because ``1.020`` may mean a thousand.
    """
    match = _MONEY.fullmatch("".join(text.translate(_SIGNS).split()))
    if match is None:
        return None
    before, inner, opened, within, whole, decimals, after, closed, behind = match.groups()
    signs = before + inner + within + after + behind + ("-" if opened else "")
    if len(signs) > 1 or bool(opened) is not bool(closed):
        return None
    exact = float(whole.replace(",", "") + (decimals or ""))
    value = round(exact, _CENTS)
    if not math.isfinite(exact) or abs(exact - value) > _NOISE:
        return None
    if len(decimals or "") == 4 and len(whole) <= 3:  # perhaps a thousand with a point
        return None
    return -value if signs == "-" else value


def _calendar_day(year: str, month: str, day: str) -> int | None:
    try:
        return day_of(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return None
