"""WeChat Pay's bills (微信支付账单): CSV until mid-2025, spreadsheets since."""

from __future__ import annotations

import re

from app.domain.intake import Reading
from app.domain.progress import Progress
from app.intake.bill import read_bill
from app.intake.bill_cells import amount
from app.intake.bill_files import fits as fits_layout
from app.intake.bill_outcome import App
from app.intake.bill_table import Flow, Layout, Row
from app.intake.container import Source

NAME = "wechat"
"""Id of this reader."""

_RETURNED = re.compile(r"已(部分)?退[款还](.*)")
_BACK = re.compile(r"[-+−－]?\s*[¥￥]?\s*[-+−－]?\s*[0-9][0-9,，.]*")
_ALL_RETURNED = re.compile(r"(已?全额退[款还]|对方已退[款还]|(已)?过期已?退[款还]).*")
_REFUND_TYPE = re.compile(r"(.*?)[-－]?退款(\(.*\))?")

LAYOUT = Layout(
    reader=NAME,
    source="WeChat Pay",
    columns={
        "交易时间": "time",
        "交易类型": "type",
        "交易对方": "counterparty",
        "商品": "item",
        "收/支": "direction",
        "收支": "direction",
        "金额(元)": "amount",
        "金额": "amount",
        "支付方式": "method",
        "当前状态": "status",
        "交易单号": "order",
        "商户单号": "merchant_order",
        "备注": "note",
    },
    own=frozenset({"交易类型", "商品", "支付方式", "当前状态", "交易单号", "商户单号"}),
    marks=("微信支付账单明细", "微信支付账单流水"),
    required=("time", "direction", "amount", "status"),
    flows={"收入": "in", "支出": "out", "/": "neutral", "": "neutral", "中性交易": "neutral"},
    encodings=frozenset({"utf-8"}),
    sheets=True,
)


def fits(source: Source) -> bool:
    """Return whether the source holds a bill of WeChat Pay."""
    return fits_layout(source, LAYOUT)


def read(source: Source, progress: Progress) -> Reading:
    """Read the bills of WeChat Pay in a source.

    Raises:
        UnreadableInput: The bill cannot be used.
    """
    return read_bill(source, APP, progress)


def is_refund(row: Row, flow: Flow) -> bool:
    """Return whether a row is a refund: its type ends with the word for it."""
    return flow != "out" and row["type"].removesuffix(")").endswith("退款")


def stated(row: Row, paid: float) -> float | None:
    """Return what a paid row's status says was paid back: all, or the amount that it names."""
    status = row["status"]
    if _ALL_RETURNED.fullmatch(status):
        return paid
    part = _RETURNED.fullmatch(status)
    if part is None:
        return None
    named = _BACK.search(part[2])
    if named is None:  # 部分: only a part, and its own row says how much
        return None if "部分" in status else paid
    back = _figure(named)
    return None if back is None else min(abs(back), paid)


def unreadable(row: Row) -> str:
    """Return the column of the status where it names what was paid back and no amount of it."""
    part = _RETURNED.fullmatch(row["status"])
    named = _BACK.search(part[2]) if part else None
    return "status" if named and _figure(named) is None else ""


def _figure(named: re.Match[str]) -> float | None:
    return amount(named[0].rstrip(".,，"))


def is_closed(row: Row) -> bool:
    """Return whether a payment was closed; WeChat Pay lists none that was never made."""
    return row["status"] in {"已关闭", "交易关闭", "支付失败"}


def subject(row: Row) -> str:
    """Return with whom, and where the bill does not say, the type without the word for refund."""
    if row["counterparty"] not in {"", "/"}:
        return row["counterparty"]
    refund = _REFUND_TYPE.fullmatch(row["type"])
    return refund[1] if refund else row["type"]


APP = App(LAYOUT, is_refund, stated, unreadable, is_closed, subject)
"""How bills of WeChat Pay are read and settled."""
