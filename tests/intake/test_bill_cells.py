"""Single cells and lines of a bill."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import iso
from app.domain.intake import Direction
from app.intake.bill_cells import (
    DAY_SECONDS,
    Spelling,
    amount,
    heading,
    is_ruined,
    moment,
    order_number,
    tidy,
)
from app.intake.bill_claims import differences, read_claims


@pytest.mark.parametrize(
    ("text", "minute", "spelling"),
    [
        ("2026-03-01 10:00:05", "2026-03-01 10:00", Spelling.AS_SENT),
        ("2026/03/01 10:00", "2026-03-01 10:00", Spelling.REWRITTEN),
        ("2018/1/2 12:51", "2018-01-02 12:51", Spelling.REWRITTEN),
        ("2026-3-1", "2026-03-01 00:00", Spelling.REWRITTEN),
        ("01.03.2026 10:00", "2026-03-01 10:00", Spelling.REWRITTEN),
        ("1.3.2026 9:05:07", "2026-03-01 09:05", Spelling.REWRITTEN),
        ("46289.48678240741", "2026-09-24 11:40", Spelling.SERIAL),
        ("46289", "2026-09-24 00:00", Spelling.SERIAL),
        ("46288.999999", "2026-09-24 00:00", Spelling.SERIAL),
    ],
)
def test_a_moment_is_read_in_every_spelling(text, minute, spelling) -> None:
    found = moment(text)

    assert (found.minute, found.spelling) == (minute, spelling)


def test_a_serial_number_gives_the_second_that_it_means() -> None:
    assert moment("46289.48678240741").second == 11 * 3600 + 40 * 60 + 58


@pytest.mark.parametrize("text", ["", "2026-02-30 10:00:00", "2026-03-01 24:00", "3/1/2026", "1e5"])
def test_what_is_no_moment_is_none(text) -> None:
    assert moment(text) is None


@given(days=st.integers(33_000, 99_999), second=st.integers(0, 86_399))
def test_a_serial_number_and_its_date_are_the_same_moment(days, second) -> None:
    found = moment(f"{days + second / 86_400:.10f}")
    written = f"{iso(found.day)} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"

    assert moment(written).second == found.second == second
    assert moment(written).day == found.day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28.16", 28.16), ("¥28.16", 28.16), ("￥28.16", 28.16), ("5,000.00", 5000.0),
        ("2，000.00", 2000.0), ("12元", 12.0), ("-3.50", -3.5), ("1 020.00", 1020.0),
        ("", None), ("1,02", None), ("NaN", None), ("inf", None), ("1e400", None), ("(3.00)", -3.0),
        ("−50", -50.0), ("－50.00", -50.0), ("¥-12.00", -12.0), ("-¥13.00", -13.0), ("50.00-", -50.0),
        ("（¥50.00）", -50.0), ("＋5", 5.0), ("-1,020.00", -1020.0), ("人民币5.00", 5.0),
        ("--5", None), ("(-5)", None), ("(5", None), ("1元5", None), ("1.020", None), ("5.005", None),
        ("0.30000000000000004", 0.3),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_every_spelling(text, value) -> None:
    assert amount(text) == value


def test_what_protects_a_cell_from_a_spreadsheet_is_taken_off() -> None:
    assert tidy('="20230212" ') == "20230212"
    assert tidy("=1+1") == "=1+1"
    assert tidy("\ufeff\t 冬枣\u3000") == "冬枣"
    assert order_number("'20230212\t") == "20230212"
    assert order_number("/") == ""
    assert heading(" 金额（元） ") == heading("金额(元)") == "金额(元)"


@pytest.mark.parametrize(
    "number", ["2.02E+27", "2,02509E+27", "2.02303e27", "202303021234567000000", "2e20"]
)
def test_a_rounded_number_is_known_as_ruined(number) -> None:
    assert is_ruined(number)


@pytest.mark.parametrize("number", ["", "123456", "2023030212345670001", "T200P000"])
def test_a_whole_number_is_not_ruined(number) -> None:
    assert not is_ruined(number)


def test_notes_are_read_with_either_colon_and_any_mask() -> None:
    claims = read_claims(
        [
            "共21笔记录",
            "共99笔记录",
            "收入：0笔,0.00元",
            "支出：x笔,1,234.56元",
            "中性交易：2笔 30.00元",
            "已支出:1笔 27元",
            "导出时间：[2021-06-19 03:10:16]",
            "微信昵称：[小满]",
        ]
    )

    assert claims.rows == 21
    assert claims.totals == (("收入", 0, 0.0), ("支出", None, 1234.56), ("/", 2, 30.0))
    assert iso(claims.made // DAY_SECONDS) == "2021-06-19"
    assert claims.made % DAY_SECONDS == 3 * 3600 + 10 * 60 + 16
    assert claims.owner == "小满"


def test_notes_that_say_nothing_readable_claim_nothing() -> None:
    claims = read_claims(["导出时间：[2021-99-99]", "收入：3笔 1.2.3元", "没有什么"])

    assert (claims.rows, claims.totals, claims.made, claims.owner) == (None, (), None, "")
    assert differences(claims, 7, [Direction("支出", 7, 1.0)]) == []


def test_equal_sums_of_another_number_of_rows_differ() -> None:
    claims = read_claims(["支出：2笔 30.00元"])

    assert differences(claims, 1, [Direction("支出", 2, 30.0)]) == []
    assert len(differences(claims, 1, [Direction("支出", 1, 30.0)])) == 1
