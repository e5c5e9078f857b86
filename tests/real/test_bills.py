"""Real bills, trimmed and masked by others: rows and sums as an independent script reads them."""

from __future__ import annotations

import pytest

from app.intake import reading as any_reading
from app.intake.formats import alipay, wechat
from app.intake.source import open_source

SAMPLES = {
    "alipay/alipay_record_20210521_web.csv": (
        6, {"支出": (3, 3110.00), "收入": (1, 0.01), "": (2, 2808.42)},
        [0.01, 27.00, 274.58], {"refund_netted": 2, "fully_refunded": 1},
    ),
    "alipay/alipay_record_20210630_app.csv": (
        11, {"支出": (4, 283.31), "其他": (5, 177.41), "收入": (2, 52.00)},
        [6.51, 10.00, 42.00, 79.00, 87.90],
        {"refund_netted": 1, "fully_refunded": 1, "savings": 4},
    ),
    "alipay/支付宝交易明细(20230210-20230213).csv": (
        5, {"支出": (2, 69.74), "不计收支": (2, 115.37), "收入": (1, 222228.50)},
        [20.00, 49.74, 222228.50], {"refund_without_purchase": 1, "savings": 1},
    ),
    "wechat/微信支付账单(20210801-20210831).csv": (
        15, {"支出": (3, 540.16), "收入": (2, 23.35), "/": (10, 26099.66)},
        [0.35, 12.00, 23.00, 28.16, 500.00],
        {"savings": 5, "withdrawal": 3, "card_repayment": 1, "top_up": 1},
    ),
    "wechat/微信支付账单流水文件(20250901-20250930).xlsx": (
        27, {"支出": (11, 2904.53), "收入": (5, 28.49), "/": (11, 26100.89)},
        [0.01, 0.01, 0.07, 0.07, 0.35, 5.00, 9.90, 12.00, 12.00, 12.00, 23.00, 28.16, 36.99, 50.00,
         500.00, 2243.46],
        {"savings": 6, "withdrawal": 3, "card_repayment": 1, "top_up": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_bill_gives_its_rows_and_sums(name, shared) -> None:
    rows, directions, amounts, reasons = SAMPLES[name]

    reading = any_reading.read([shared / "samples" / name])

    assert reading.reader == name.partition("/")[0]
    assert (reading.rows, reading.faults) == (rows, ())
    assert {d.word: (d.count, d.total) for d in reading.directions} == directions
    assert sorted(reading.export.records.amount.tolist()) == amounts
    assert {left.code: left.count for left in reading.left_out} == reasons


def test_a_real_bill_of_another_shop_is_none_of_ours(shared) -> None:
    (bill,) = (shared / "samples" / "jd").glob("*.csv")
    with open_source(bill) as source:
        assert not alipay.fits(source)
        assert not wechat.fits(source)


def test_every_other_sample_is_none_of_ours(shared) -> None:
    others = [
        path
        for path in (shared / "samples").rglob("*")
        if path.is_file() and path.parent.name not in {"alipay", "wechat", "samples"}
    ]
    assert others
    for path in others:
        with open_source(path) as source:
            assert not alipay.fits(source), path.name
            assert not wechat.fits(source), path.name
