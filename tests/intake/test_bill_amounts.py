"""Amounts of bills: a minus, a comma or a spreadsheet program makes no other amount of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake import reading as any_reading
from app.intake.bill_cells import amount
from tests.intake.bill_making import (
    Paid,
    alipay_v1,
    alipay_v3,
    amounts,
    gb,
    notice_codes,
    numbered,
    read,
    reasons,
    resaved,
    wechat_csv,
    wechat_xlsx,
)

CUP = Paid(amount="50.00", item="杯子")
BACK = Paid(
    amount="20.00", item="退款-杯子", direction="不计收支", category="退款", status="退款成功"
)
MINUSES = (
    "-{}", "{}-", "¥-{}", "-¥{}", "−{}", "－{}", "‑{}", "({})", "（{}）", "¥({})", "-{}元", "￥-{}",
)  # fmt: skip


def of_one(written: str) -> tuple[Paid, Paid]:
    """Return a purchase and its refund with amounts that are written somehow."""
    paid, back = numbered(CUP, replace(BACK, amount=written))
    return paid, replace(back, order=f"{paid.order}_1", merchant_order=paid.merchant_order)


@pytest.mark.parametrize("minus", MINUSES)
def test_a_minus_before_what_was_paid_is_told_and_makes_no_other_amount(minus, tmp_path) -> None:
    written = replace(CUP, amount=minus.format("50.00"))

    reading = read(gb(alipay_v3(numbered(written))), tmp_path)

    assert amounts(reading) == [50.0]
    assert "amounts_with_minus" in notice_codes(reading)


@pytest.mark.parametrize("minus", MINUSES)
def test_a_minus_before_a_refund_takes_it_off_once(minus, tmp_path) -> None:
    reading = read(gb(alipay_v3(of_one(minus.format("20.00")))), tmp_path)

    assert amounts(reading) == [30.0]
    assert reasons(reading) == {"refund_netted": 1}


@pytest.mark.parametrize("minus", MINUSES)
def test_a_minus_in_the_column_of_refunds_is_what_was_paid_back(minus, tmp_path) -> None:
    written = replace(CUP, refunded=minus.format("20.00"))

    assert amounts(read(gb(alipay_v1(numbered(written))), tmp_path)) == [30.0]


@pytest.mark.parametrize("status", ["已退款(-￥20.00)", "已退款(￥-20.00)", "已退款（−¥20.00）"])
def test_a_minus_in_a_status_is_what_was_paid_back(status, tmp_path) -> None:
    written = replace(CUP, status=status)

    assert amounts(read(wechat_csv(numbered(written)).encode(), tmp_path)) == [30.0]


def test_money_that_came_in_with_a_minus_is_a_fault_and_never_nothing(tmp_path) -> None:
    written = replace(CUP, direction="收入", amount="-50.00")

    reading = read(gb(alipay_v3(numbered(written, CUP))), tmp_path)

    (fault,) = reading.faults
    assert (fault.column, fault.found, reading.kept) == ("金额", "-50.00", 1)


def test_a_number_with_a_minus_in_a_spreadsheet_is_its_amount(tmp_path) -> None:
    data = wechat_xlsx(numbered(replace(CUP, amount="-100.00")), numbers=True)

    assert amounts(read(data, tmp_path, "bill.xlsx")) == [100.0]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (replace(CUP, refunded="二十元"), "成功退款（元）"),
        (replace(CUP, refunded="1.020"), "成功退款（元）"),
    ],
)
def test_what_was_paid_back_and_cannot_be_read_is_a_fault(row, column, tmp_path) -> None:
    reading = read(gb(alipay_v1(numbered(row))), tmp_path)

    assert [fault.column for fault in reading.faults] == [column]
    assert reading.kept == 0


def test_a_status_whose_amount_cannot_be_read_is_a_fault(tmp_path) -> None:
    rows = numbered(replace(CUP, status="已退款(￥2.0.0)"))

    assert [fault.column for fault in read(wechat_csv(rows).encode(), tmp_path).faults] == [
        "当前状态"
    ]


def test_a_refund_of_a_part_whose_sum_the_status_does_not_name_is_in_its_own_row(tmp_path) -> None:
    paid, back = numbered(
        replace(CUP, status="已部分退款", counterparty="阿宁"),
        Paid(amount="20.00", direction="收入", type="阿宁-退款", counterparty="阿宁", item="/"),
    )
    back = replace(back, merchant_order=paid.merchant_order)

    assert amounts(read(wechat_csv([paid, back]).encode(), tmp_path)) == [30.0]


def test_nothing_paid_is_no_purchase(tmp_path) -> None:
    reading = read(gb(alipay_v3(numbered(replace(CUP, amount="0.00"), CUP))), tmp_path)

    assert (amounts(reading), reasons(reading)) == ([50.0], {"nothing_paid": 1})


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_bill_out_of_a_german_spreadsheet_program_keeps_its_amounts(delimiter, tmp_path) -> None:
    rows = numbered(replace(CUP, amount="1020.00"), replace(CUP, amount="12.50"), CUP)
    text = resaved(alipay_v3(rows), delimiter=delimiter)
    for written, again in (("1020.00", "1.020,00"), ("12.50", "12,50"), ("50.00", "50")):
        text = text.replace(f'"{written}"', f'"{again}"')

    assert amounts(read(text.encode("utf-8-sig"), tmp_path)) == [12.5, 50.0, 1020.0]


def test_a_comma_and_a_point_in_one_table_are_no_amount_but_a_fault(tmp_path) -> None:
    rows = numbered(replace(CUP, amount="12.50"), CUP)
    text = resaved(alipay_v3(rows), delimiter=";").replace('"12.50"', '"12,50"')

    reading = read(text.encode("utf-8-sig"), tmp_path)

    assert (amounts(reading), reading.fault_count) == ([50.0], 1)


@given(cents=st.integers(0, 10**9), minus=st.sampled_from(["{}", *MINUSES]))
def test_every_amount_to_the_cent_is_read_in_every_spelling(cents, minus) -> None:
    exact = Decimal(cents) / 100
    for spelt in (f"{exact:.2f}", f"{exact:,.2f}", f"{float(exact)}"):
        said = amount(minus.format(spelt))
        assert said is not None, spelt
        assert abs(said) == float(exact)
        assert (said < 0) == (minus != "{}" and cents > 0)


money = st.integers(0, 30_000).map(lambda cents: f"{cents / 100:.2f}")
spelt = st.builds(
    lambda minus, figure: minus.format(figure), st.sampled_from(("{}", *MINUSES)), money
)
rows = st.lists(
    st.builds(
        Paid,
        amount=spelt,
        direction=st.sampled_from(["支出", "支出", "不计收支", "收入", "/"]),
        item=st.sampled_from(["杯子", "退款-杯子"]),
        type=st.sampled_from(["商户消费", "店-退款"]),
        counterparty=st.just("店"),
        status=st.sampled_from(["交易成功", "退款成功", "交易关闭", "已退款(￥-3.00)", "已全额退款"]),
        refunded=st.sampled_from(["0.00", "-3.00", "(400.00)", "3.00"]),
    ),
    min_size=1,
    max_size=6,
).map(lambda made: numbered(*made))  # fmt: skip


@pytest.mark.heavy
@given(
    rows=rows,
    alone=st.sampled_from(["a.csv", "b.csv", "c.csv"]),
    suffixes=st.lists(st.sampled_from(["_1", "R001", "-1", "*2", ""]), min_size=6, max_size=6),
)
def test_what_is_left_lies_between_nothing_and_the_amount_and_every_row_is_told(
    rows, suffixes, alone, tmp_path_factory
) -> None:
    made = [
        replace(row, order=rows[0].order + suffix) if row.item.startswith("退款") else row
        for row, suffix in zip(rows, suffixes, strict=False)
    ]
    folder = tmp_path_factory.mktemp("bills")
    (folder / "a.csv").write_bytes(gb(alipay_v3(made)))
    (folder / "b.csv").write_bytes(gb(alipay_v1(made)))
    (folder / "c.csv").write_text(wechat_csv(made), encoding="utf-8")

    for path in (folder / alone, folder):
        reading = any_reading.read([path])
        left_out = sum(left.count for left in reading.left_out)
        assert reading.kept + left_out + reading.fault_count == reading.rows
        assert len(reading.left_out_rows) == left_out
        most = max(abs(amount(row.amount) or 0) for row in made)
        for net in reading.export.records.amount.tolist():
            assert 0 <= net <= most
