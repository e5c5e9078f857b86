"""What a cell says, and how bytes become text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import date_of, iso
from app.intake.cells import iso_day, money, plain_number, resaved_day
from app.intake.text import decode, decode_beginning, is_known, marked_encoding


@given(st.datetimes(), st.sampled_from(["", "Z", "+08:00", "-0330", "+01"]), st.sampled_from("T "))
def test_a_date_is_the_calendar_date_as_written(moment: dt.datetime, zone: str, sign: str) -> None:
    day = iso_day(moment.isoformat(sign) + zone)

    assert day is not None
    assert date_of(day) == moment.date()


@pytest.mark.parametrize(
    "text",
    [
        "2016-02-30",
        "2016-13-01",
        "2016-3-6",
        "20160306",
        "06.03.2016",
        " 2016-03-06",
        "2016-03-06 ",
        "2016-03-06T",
        "2016-03-06T9:00",
        "2016-03-06T24:00",
        "2016-03-06T09:60",
        "2016-03-06T09:00:00+8",
        "2016-03-06\n",
        "２０１６-03-06",
        "0000-01-01",
        "",
    ],
)
def test_what_is_no_iso_date_is_none(text: str) -> None:
    assert iso_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/03/01 10:00", "2026-03-01"),
        (" 2018/1/2 12:51\t", "2018-01-02"),
        ("2026-03-01 10:00:05", "2026-03-01"),
        ("2026年3月1日", "2026-03-01"),
    ],
)
def test_dates_that_a_spreadsheet_rewrote_are_understood(text: str, day: str) -> None:
    found = resaved_day(text)

    assert found is not None
    assert iso(found) == day
    assert resaved_day(text + "x") is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_to_the_last_bit(number: float) -> None:
    assert plain_number(repr(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1,000",
        "1_000",
        "0x10",
        "NaN",
        "inf",
        "1e999",
        "--1",
        "1.2.3",
        "٣",
        "1" * 401,
    ],
)
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert plain_number(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [("¥1,020.00", 1020), ("￥2", 2), ("-3.5", -3.5), ("¥-3", -3), ("\u22124", -4), (" 5 ", 5)],
)
def test_amounts_of_bills_are_understood(text: str, amount: float) -> None:
    assert money(text) == amount


@pytest.mark.parametrize("text", ["", "1,00", "-¥-1", "1.2.3", "free", "9" * 400])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert money(text) is None


def test_the_encoding_is_told_by_the_bytes() -> None:
    for encoding in ("utf-8", "gb18030"):
        found = decode("支付宝".encode(encoding))
        assert found is not None
        assert (found.text, found.encoding) == ("支付宝", encoding)
    for encoding, said in (("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le")):
        found = decode("支付宝".encode(encoding))
        assert found is not None
        assert (found.text, found.encoding) == ("支付宝", said)
    assert decode(b"\xff\xff\xff") is None
    assert decode(b"a\0b") is None


def test_the_beginning_of_a_file_may_end_amid_a_character() -> None:
    data = "支付宝".encode()[:-1]
    found = decode_beginning(data, ("utf-8",))

    assert found is not None
    assert found.text == "支付"
    assert decode(data, ("utf-8",)) is None


def test_encodings_are_known_or_not() -> None:
    assert is_known("UTF-8")
    assert not is_known("base64")
    assert not is_known("klingon")
    assert not is_known("a\0b")
    assert marked_encoding(b"abc") is None
