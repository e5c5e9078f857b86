"""Laws that hold for every bill: no row and no cent is lost or counted twice."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake import reading as any_reading
from app.intake.bill_lines import split
from tests.intake.bill_making import (
    Paid,
    alipay_v1,
    alipay_v2,
    alipay_v3,
    gb,
    numbered,
    resaved,
    wechat_csv,
    wechat_xlsx,
)

cents = st.integers(1, 2_000_000).map(lambda amount: f"{amount / 100:.2f}")
texts = st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), max_size=12)
plain_rows = st.builds(
    Paid,
    amount=cents | st.sampled_from(["?", "", "12..5"]),
    direction=st.sampled_from(["支出", "支出", "收入", "不计收支", "谁知道"]),
    item=st.sampled_from(["冬枣", "退款-冬枣", "余额宝-单次转入", "信用卡还款", "亲情卡"]) | texts,
    counterparty=st.sampled_from(["小满水果店", "阿宁家具"]) | texts,
    status=st.sampled_from(["交易成功", "交易关闭", "退款成功", "等待付款", "还款成功"]),
    category=st.sampled_from(["餐饮美食", "退款", "投资理财", "转账红包"]),
)
bills = st.lists(plain_rows, max_size=12).map(lambda rows: numbered(*rows))


def quoted(row: Paid) -> Paid:
    """Return the row with its free texts in quotes, as a text with any character needs."""
    return replace(row, item=in_quotes(row.item), counterparty=in_quotes(row.counterparty))


def in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def balance(reading) -> tuple[float, float]:
    """Return the kept and left-out amounts as the bill has them, and the sum of its words."""
    read = math.fsum(direction.total for direction in reading.directions)
    left = math.fsum(float(row.amount) for row in reading.left_out_rows)
    return math.fsum(reading.export.records.amount) + left, read


@pytest.mark.heavy
@given(rows=bills, write=st.sampled_from([alipay_v1, alipay_v2, alipay_v3]))
@settings(max_examples=150)
def test_every_row_is_kept_or_left_out_or_a_fault(rows, write, tmp_path_factory) -> None:
    text = write([quoted(row) for row in rows])
    path = tmp_path_factory.mktemp("bills") / "bill.csv"
    path.write_bytes(gb(text))

    reading = any_reading.read([path])

    assert reading.export is not None
    assert reading.rows == len(rows)
    left_out = sum(left.count for left in reading.left_out)
    assert reading.kept + left_out + reading.fault_count == reading.rows
    assert reading.kept == len(reading.export.records)
    assert len(set(reading.export.records.id)) == reading.kept
    assert sum(d.count for d in reading.directions) == reading.kept + left_out
    assert all(amount >= 0 for amount in reading.export.records.amount)


@given(
    paid=st.lists(cents, min_size=1, max_size=6),
    share=st.floats(0, 1),
    vintage=st.sampled_from(["website", "app", "WeChat Pay"]),
)
def test_what_is_kept_is_what_was_paid_less_what_came_back(
    paid, share, vintage, tmp_path_factory
) -> None:
    back = f"{round(float(paid[0]) * share, 2):.2f}"
    rows = numbered(*[Paid(amount=amount, item="椅子", counterparty="阿宁家具") for amount in paid])
    refund = Paid(
        amount=back, item="退款-椅子", counterparty="阿宁家具", status="退款成功", category="退款",
        order=rows[0].order + "_1", time=rows[-1].time, merchant_order="",
    )  # fmt: skip
    path = tmp_path_factory.mktemp("bills") / "bill.csv"
    if vintage == "website":
        first = replace(rows[0], refunded=back)
        path.write_bytes(gb(alipay_v1([replace(refund, direction=""), first, *rows[1:]])))
    elif vintage == "app":
        path.write_bytes(gb(alipay_v3([replace(refund, direction="不计收支"), *rows])))
    else:
        status = f"已退款(￥{back})" if float(back) else "支付成功"
        returned = replace(refund, direction="收入", type="阿宁家具-退款", order="5" * 20)
        path.write_bytes(
            wechat_csv([returned, replace(rows[0], status=status), *rows[1:]]).encode()
        )

    reading = any_reading.read([path])

    expected = math.fsum(map(float, paid)) - float(back)
    assert reading.export.records.amount.sum() == pytest.approx(expected, abs=0.006)
    assert sum(left.code.startswith("refund") for left in reading.left_out) == 1


@pytest.mark.heavy
@given(paid=st.lists(cents, max_size=12), word=st.sampled_from(["支出", "收入", "不计收支"]))
def test_without_refunds_the_amounts_add_up_to_the_cent(paid, word, tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("bills") / "bill.csv"
    rows = numbered(*[Paid(amount=amount, direction=word) for amount in paid])
    path.write_bytes(gb(alipay_v3(rows)))

    kept_and_left, as_read = balance(any_reading.read([path]))

    assert kept_and_left == pytest.approx(as_read, abs=1e-6)
    assert as_read == pytest.approx(math.fsum(map(float, paid)), abs=1e-6)


ORIGINALS = (
    gb(alipay_v1(numbered(Paid(), Paid(item="退款-冬枣两斤", direction="")))),
    gb(alipay_v2(numbered(Paid(), Paid(direction="收入")))),
    gb(alipay_v3(numbered(Paid(), Paid(direction="不计收支")))),
    wechat_csv(numbered(Paid(), Paid(direction="/", note='"引号"'))).encode(),
    resaved(alipay_v3(numbered(Paid(), Paid()))).encode("utf-16"),
    wechat_xlsx(numbered(Paid(), Paid(direction="收入")), numbers=True),
)


@pytest.mark.heavy
@given(
    original=st.sampled_from(ORIGINALS),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    end=st.floats(0, 1) | st.none(),
)
@settings(max_examples=250)
def test_a_damaged_bill_gives_faults_and_never_an_exception(
    original, changes, end, tmp_path_factory
) -> None:
    data = bytearray(original)
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    path: Path = tmp_path_factory.mktemp("bills") / "bill"
    path.write_bytes(data if end is None else data[: int(end * len(data))])

    reading = any_reading.read([path])

    if reading.export is None:
        assert reading.faults
    else:
        left_out = sum(left.count for left in reading.left_out)
        assert reading.kept + left_out + reading.fault_count == reading.rows


@given(cells=st.lists(st.text(st.characters(exclude_characters="\r\n"), max_size=8), min_size=1))
def test_a_line_written_by_the_rules_is_parted_as_it_was_written(cells) -> None:
    line = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)

    assert split(line, ",") == cells


@given(line=st.text(st.sampled_from('a",\t '), max_size=30), delimiter=st.sampled_from(",\t;"))
def test_no_line_is_too_broken_to_be_looked_at(line, delimiter) -> None:
    cells = split(line, delimiter)

    assert cells is None or len(cells) <= line.count(delimiter) + 1
