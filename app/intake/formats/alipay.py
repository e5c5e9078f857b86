"""Alipay's bills (支付宝交易明细): of the website until 2023, and of the app since 2021."""

from __future__ import annotations

import re

from app.domain.intake import Reading
from app.domain.progress import Progress
from app.intake.bill import read_bill
from app.intake.bill_cells import amount, heading
from app.intake.bill_files import beginnings
from app.intake.bill_files import fits as fits_layout
from app.intake.bill_lines import SHEET_STARTS, glimpse
from app.intake.bill_outcome import App
from app.intake.bill_table import Flow, Layout, Row
from app.intake.container import Source
from app.intake.refusing import refused
from app.wording.language import _

NAME = "alipay"
"""Id of this reader."""

_LEDGER = frozenset({"记录时间", "分类", "收支类型", "金额"})
_REFUND = re.compile(r"退款\s*[-－:：]?\s*")

LAYOUT = Layout(
    reader=NAME,
    source="Alipay",
    columns={
        "交易时间": "time",
        "交易创建时间": "time",
        "付款时间": "paid",
        "最近修改时间": "changed",
        "交易分类": "category",
        "类型": "type",
        "交易对方": "counterparty",
        "对方账号": "account",
        "商品说明": "item",
        "商品名称": "item",
        "收/支": "direction",
        "收支": "direction",
        "金额": "amount",
        "金额(元)": "amount",
        "收/付款方式": "method",
        "支付方式": "method",
        "交易状态": "status",
        "交易订单号": "order",
        "交易号": "order",
        "商家订单号": "merchant_order",
        "商户订单号": "merchant_order",
        "备注": "note",
        "交易来源地": "place",
        "服务费(元)": "fee",
        "成功退款(元)": "refunded",
        "资金状态": "funds",
    },
    own=frozenset(
        {
            "交易创建时间",
            "最近修改时间",
            "交易分类",
            "对方账号",
            "商品说明",
            "商品名称",
            "收/付款方式",
            "交易状态",
            "交易订单号",
            "交易号",
            "商家订单号",
            "成功退款(元)",
            "资金状态",
        }
    ),
    marks=(
        "支付宝交易记录明细查询",
        "支付宝账户：",
        "支付宝（中国）网络技术有限公司",
        "支付宝支付科技有限公司",
    ),
    required=("time", "direction", "amount", "status"),
    flows={
        "收入": "in",
        "支出": "out",
        "不计收支": "neutral",
        "其他": "neutral",
        "": "neutral",
        "/": "neutral",
    },
    encodings=frozenset({"gb18030"}),
    sheets=False,
)


def fits(source: Source) -> bool:
    """Return whether the source holds a bill of Alipay, or the app's ledger that looks like one."""
    return fits_layout(source, LAYOUT) or _is_ledger(source)


def read(source: Source, progress: Progress) -> Reading:
    """Read the bills of Alipay in a source.

    Raises:
        UnreadableInput: It is the app's ledger, or a bill that cannot be used.
    """
    if not fits_layout(source, LAYOUT):
        raise refused(
            source.name,
            _("an export of Alipay's ledger (记账本), which is no bill"),
            _("a bill: 账单 > 开具交易流水证明 > 用于个人对账"),
            _("Export the bill in Alipay instead; the ledger has no order numbers and statuses."),
        )
    return read_bill(source, APP, progress)


def is_refund(row: Row, flow: Flow) -> bool:
    """Return whether a row is a refund; of a row paid by the person none is."""
    return flow != "out" and (
        row["item"].startswith("退款-")
        or row["status"] in {"退款成功", "已退款"}
        or row["category"] == "退款"
    )


def stated(row: Row, paid: float) -> float | None:
    """Return what a paid row says was paid back: the website's bill has a column for it."""
    back = amount(row["refunded"]) if row["refunded"] else None
    return min(abs(back), paid) if back else None


def unreadable(row: Row) -> str:
    """Return the column of what was paid back where it says something else than an amount."""
    back = row["refunded"]
    return "refunded" if back and back != "/" and amount(back) is None else ""


def is_closed(row: Row) -> bool:
    """Return whether a payment was closed: never made, or paid back in full."""
    return row["status"].startswith("交易关闭")


def subject(row: Row) -> str:
    """Return the item and the counterparty, without the word for refund before the item."""
    item = _REFUND.sub("", row["item"], count=1) if row["item"].startswith("退款") else row["item"]
    return f"{item}\n{row['counterparty']}" if item else ""


APP = App(LAYOUT, is_refund, stated, unreadable, is_closed, subject)
"""How bills of Alipay are read and settled."""


def _is_ledger(source: Source) -> bool:
    return any(
        {heading(cell) for cell in line.replace('"', "").split(",")} >= _LEDGER
        for _name, data in beginnings(source)
        if not data.startswith(SHEET_STARTS)
        for line in glimpse(data).text
    )
