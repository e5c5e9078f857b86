"""Writes bills as the payment apps write them, of every vintage, about invented people."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import xlsxwriter

from app.domain.intake import Reading
from app.domain.progress import Unwatched
from app.intake.formats import alipay, wechat
from app.intake.source import open_source

V1 = "交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态"
V2 = "收/支,交易对方,对方账号,商品说明,收/付款方式,金额,交易状态,交易分类,交易订单号,商家订单号,交易时间"
V3 = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注"
WECHAT = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
OPERATOR = "支付宝（中国）网络技术有限公司"
OPERATOR_2025 = "支付宝支付科技有限公司"


@dataclass(frozen=True)
class Paid:
    """One row, in words that all vintages share."""

    amount: str = "12.50"
    direction: str = "支出"
    item: str = "冬枣两斤"
    counterparty: str = "小满水果店"
    category: str = "日用百货"
    type: str = "商户消费"
    status: str = "交易成功"
    order: str = "2026030122001400000000000001"
    merchant_order: str = "T200P1234567890123"
    time: str = "2026-03-01 10:00:05"
    paid: str | None = None
    refunded: str = "0.00"
    method: str = "余额"
    note: str = ""

    def cell(self, heading: str) -> str:
        """Return what stands under a heading."""
        return {
            "交易号": self.order,
            "交易订单号": self.order,
            "交易单号": self.order,
            "商家订单号": self.merchant_order,
            "商户单号": self.merchant_order,
            "交易创建时间": self.time,
            "付款时间": self.time if self.paid is None else self.paid,
            "最近修改时间": self.time,
            "交易时间": self.time,
            "交易来源地": "其他（包括阿里巴巴和外部商家）",
            "类型": "即时到账交易",
            "交易类型": self.type,
            "交易分类": self.category,
            "交易对方": self.counterparty,
            "对方账号": "/",
            "商品名称": self.item,
            "商品说明": self.item,
            "商品": self.item,
            "金额（元）": self.amount,
            "金额(元)": "¥" + self.amount,
            "金额": self.amount,
            "收/支": self.direction,
            "收/付款方式": self.method,
            "支付方式": self.method,
            "交易状态": self.status,
            "当前状态": self.status,
            "服务费（元）": "0.00",
            "成功退款（元）": self.refunded,
            "备注": self.note,
            "资金状态": "已支出",
        }[heading]


def numbered(*rows: Paid) -> list[Paid]:
    """Give each row an order number of its own, and its own minute."""
    return [
        replace(
            row,
            order=f"202603012200141{at:012}7",
            merchant_order=f"T200P{at:012}",
            time=f"2026-03-{1 + at // 60 % 28:02} 10:{at % 60:02}:05",
        )
        for at, row in enumerate(rows)
    ]


def lines(rows: Sequence[Paid], headings: str, *, padded: bool = True) -> list[str]:
    """Return a header and rows as Alipay writes them: a comma at the end, tabs after numbers."""
    names = headings.split(",")

    def cells(values: list[str]) -> str:
        spaced = [value.ljust(20) if padded and "\t" not in value else value for value in values]
        return ",".join(spaced) + ","

    def said(row: Paid, name: str) -> str:
        return row.cell(name) + ("\t" if name.endswith("号") and name != "对方账号" else "")

    return [cells(names), *(cells([said(row, name) for name in names]) for row in rows)]


def alipay_v1(rows: Sequence[Paid]) -> str:
    """Write a bill of the website: information before and after the table."""
    return "\n".join(
        [
            "支付宝交易记录明细查询",
            "账号:[mei@example.org]",
            "起始日期:[2026-03-01 00:00:00]    终止日期:[2026-04-01 00:00:00]",
            "---------------------------------交易记录明细列表------------------------------------",
            *lines(rows, V1),
            "-" * 84,
            f"共{len(rows)}笔记录",
            "已收入:1笔,0.01元",
            "待收入:0笔,0.00元",
            "已支出:1笔,27元",
            "待支出:0笔,0.00元",
            "导出时间:[2026-04-02 14:34:22]    用户:林小满",
            "",
        ]
    )


def information(rows: Sequence[Paid], words: Sequence[str], *, comma: str = " ") -> list[str]:
    """Return the app's block of information, with the totals of the rows."""
    totals = {word: [_value(row.amount) for row in rows if row.direction == word] for word in words}
    return [
        "导出信息：",
        "姓名：林小满",
        "支付宝账户：mei@example.org",
        "起始时间：[2026-03-01 00:00:00]    终止时间：[2026-03-31 23:59:59]",
        "导出交易类型：[全部]",
        "导出时间：[2026-04-02 09:12:52]",
        f"共{len(rows)}笔记录",
        *(f"{word}：{len(sums)}笔{comma}{sum(sums):.2f}元" for word, sums in totals.items()),
    ]


def _value(amount: str) -> float:
    return float(amount) if re.fullmatch(r"[0-9]+\.[0-9]+", amount) else 0.0


def alipay_v2(rows: Sequence[Paid]) -> str:
    """Write a bill of the app of 2021: the information stands after the table."""
    return "\n".join(
        [
            f"------------------------{OPERATOR}  电子客户回单------------------------",
            *lines(rows, V2),
            "-" * 84,
            *information(rows, ("收入", "支出", "其他"), comma=","),
            "",
            "特别提示：",
            "1.本回单内容可表明支付宝受理了相应支付交易申请；",
            "9.本明细仅供个人对账使用。",
            "",
        ]
    )


def alipay_v3(
    rows: Sequence[Paid],
    *,
    operator: str = OPERATOR,
    notes: int = 9,
    padded: bool = True,
    headings: str = V3,
) -> str:
    """Write a bill of the app since 2023; the later vintages have another operator, fewer notes."""
    return "\n".join(
        [
            "-" * 84,
            *information(rows, ("收入", "支出", "不计收支")),
            "",
            "特别提示：",
            *(f"{at}.本明细仅供个人对账使用，第{at}条。" for at in range(1, notes + 1)),
            "",
            f"------------------------{operator}  电子客户回单------------------------",
            *lines(rows, headings, padded=padded),
            "",
        ]
    )


def wechat_prelude(rows: Sequence[Paid], *, notes: int = 3) -> list[str]:
    """Return the lines before a table of WeChat Pay."""
    words = {"收入": "收入", "支出": "支出", "中性交易": "/"}
    totals = {
        said: [_value(row.amount) for row in rows if row.direction == word]
        for said, word in words.items()
    }
    return [
        "微信支付账单明细",
        "微信昵称：[小满]",
        "起始时间：[2026-03-01 00:00:00] 终止时间：[2026-03-31 23:59:59]",
        "导出类型：[全部]",
        "导出时间：[2026-04-02 16:05:22]",
        "",
        f"共{len(rows)}笔记录",
        *(f"{word}：{len(sums)}笔 {sum(sums):.2f}元" for word, sums in totals.items()),
        "注：",
        *(f"{at}. 本明细仅供个人对账使用" for at in range(1, notes + 1)),
        "",
        "----------------------微信支付账单明细列表--------------------",
    ]


def wechat_csv(rows: Sequence[Paid], *, commas: int = 10) -> str:
    """Write a bill of WeChat Pay as until 2025: every line before the table ends in commas."""
    names = WECHAT.split(",")
    return "\n".join(
        [
            *(line + "," * commas for line in wechat_prelude(rows)),
            WECHAT,
            *(
                ",".join(
                    (row.cell(name) or "/") + ("\t" if name.endswith("单号") else "")
                    for name in names
                )
                for row in rows
            ),
            "",
        ]
    )


def wechat_xlsx(
    rows: Sequence[Paid], *, numbers: bool = False, notes: int = 3, above: int = 0
) -> bytes:
    """Write a bill of WeChat Pay as since 2025; with numbers and days as numbers since 2026."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    money = book.add_format({"num_format": "¥#,##0.00"})
    date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    at = above
    for line in wechat_prelude(rows, notes=notes):
        if line:
            sheet.write_string(at, 0, line)
        at += 1
    for column, name in enumerate(WECHAT.split(",")):
        sheet.write_string(at, column, name)
        for down, row in enumerate(rows, 1):
            cell = row.cell(name) or "/"
            if numbers and name == "金额(元)":
                sheet.write_number(at + down, column, float(row.amount), money)
            elif numbers and name == "交易时间":
                moment = dt.datetime.fromisoformat(row.time)
                sheet.write_datetime(at + down, column, moment, date)
            else:
                sheet.write_string(at + down, column, cell)
    book.close()
    return file.getvalue()


def sheet_of(text: str, *, name: str = "账单", serials: bool = False) -> bytes:
    """Save a bill again as a spreadsheet: long numbers become rounded ones."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(name)
    for at, line in enumerate(csv.reader(text.splitlines())):
        for column, cell in enumerate(line):
            plain = cell.strip()
            if plain.replace(".", "", 1).isdigit():
                sheet.write_number(at, column, float(plain))
            elif serials and plain[:2] == "20" and plain[4:5] == "-" and ":" in plain:
                since = dt.datetime.fromisoformat(plain) - dt.datetime.fromisoformat("1899-12-30")
                sheet.write_number(at, column, since / dt.timedelta(days=1))
            elif plain:
                sheet.write_string(at, column, plain)
    book.close()
    return file.getvalue()


def resaved(text: str, *, delimiter: str = ",", ruined: bool = True) -> str:
    """Save a bill again as spreadsheet programs do: no seconds, slashes, quotes, rounded numbers."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    width = max(line.count(",") for line in text.splitlines()) + 1
    for line in csv.reader(text.splitlines()):
        cells = [_resaved(cell.strip(), ruined=ruined) for cell in line]
        writer.writerow([*cells, *[""] * (width - len(cells))])
    return out.getvalue()


def _resaved(cell: str, *, ruined: bool) -> str:
    if len(cell) == 19 and cell[4] == cell[7] == "-" and cell[13] == ":":
        year, month, day = cell[:10].split("-")
        return f"{year}/{int(month)}/{int(day)} {int(cell[11:13])}:{cell[14:16]}"
    if ruined and cell.isdigit() and len(cell) > 15:
        return f"{float(cell):.2E}"
    return cell


def read(data: bytes, folder: Path, name: str = "bill.csv") -> Reading:
    """Read a bill with the reader that it fits; exactly one may fit."""
    path = folder / name
    path.write_bytes(data)
    with open_source(path) as source:
        (reader,) = [reader for reader in (alipay, wechat) if reader.fits(source)]
        return reader.read(source, Unwatched())


def gb(text: str) -> bytes:
    """Encode a text as Alipay does."""
    return text.encode("gb18030")


def kinds(reading: Reading) -> list[str]:
    """Return the kind of each record, in order."""
    records = reading.export.records
    return [records.kinds[code] for code in records.kind]


def amounts(reading: Reading) -> list[float]:
    """Return the amounts of the records, the least first."""
    return sorted(reading.export.records.amount.tolist())


def reasons(reading: Reading) -> dict[str, int]:
    """Return how many rows were left out for each reason."""
    return {left.code: left.count for left in reading.left_out}


def notice_codes(reading: Reading) -> set[str]:
    """Return the codes of the notices."""
    return {notice.code for notice in reading.notices}


def directions(reading: Reading) -> dict[str, tuple[int, float]]:
    """Return rows and amounts by the bill's own words."""
    return {found.word: (found.count, found.total) for found in reading.directions}
