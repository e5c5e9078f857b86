"""Bills of WeChat Pay, every vintage."""

from __future__ import annotations

from dataclasses import replace

import pytest
import xlsxwriter

from app.domain.calendar import iso
from tests.intake.bill_making import (
    Paid,
    alipay_v3,
    amounts,
    directions,
    kinds,
    notice_codes,
    numbered,
    read,
    reasons,
    resaved,
    sheet_of,
    wechat_csv,
    wechat_xlsx,
)

NOODLES = Paid(amount="28.16", item="总共消费:28.16", counterparty="云上米线", status="支付成功")
PACKET = Paid(
    amount="0.35",
    direction="收入",
    type="微信红包",
    item="/",
    counterparty="阿宁",
    status="已存入零钱",
)
OUT = Paid(
    amount="100.10",
    direction="/",
    type="零钱提现",
    item="/",
    counterparty="某某银行",
    status="提现已到账",
    note="服务费¥0.10",
)


def files():
    rows = numbered(NOODLES, PACKET, OUT)
    return {
        "CSV": wechat_csv(rows).encode(),
        "CSV with a mark": wechat_csv(rows).encode("utf-8-sig"),
        "CSV with a short prelude": wechat_csv(rows, commas=8).encode(),
        "CSV with stray tabs": wechat_csv(rows).replace(",/\t,", ',\t"/"\t,').encode(),
        "CSV with full-width signs": wechat_csv(rows).replace("¥", "￥").encode(),
        "spreadsheet": wechat_xlsx(rows),
        "spreadsheet with numbers": wechat_xlsx(rows, numbers=True, notes=4),
        "spreadsheet with its header lower": wechat_xlsx(rows, numbers=True, above=9),
    }


@pytest.mark.parametrize("vintage", files())
def test_every_vintage_gives_the_same_records(vintage, tmp_path) -> None:
    name = "bill.xlsx" if vintage.startswith("spread") else "bill.csv"

    reading = read(files()[vintage], tmp_path, name)

    assert reading.reader == "wechat"
    assert (reading.rows, reading.kept, reading.faults) == (3, 2, ())
    assert amounts(reading) == [0.35, 28.16]
    assert sorted(kinds(reading)) == ["purchase.eating_out", "transfer.red_packet"]
    assert reasons(reading) == {"withdrawal": 1}
    assert directions(reading) == {"支出": (1, 28.16), "收入": (1, 0.35), "/": (1, 100.10)}
    assert not notice_codes(reading)
    assert reading.export.subject.name == "小满"
    assert iso(reading.export.records.day[0]) == "2026-03-01"
    assert iso(reading.export.created) == "2026-04-02"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_bill_saved_again_is_read_and_said_to_be(delimiter, encoding, tmp_path) -> None:
    text = resaved(wechat_csv(numbered(NOODLES, PACKET, OUT)), delimiter=delimiter)

    reading = read(text.replace("¥28.16", "1,028.16").encode(encoding), tmp_path)

    assert amounts(reading) == [0.35, 1028.16]
    assert {"resaved", "totals_differ"} <= notice_codes(reading)


def test_a_csv_saved_as_a_spreadsheet_has_ruined_numbers_and_is_said_to(tmp_path) -> None:
    text = wechat_csv(numbered(NOODLES, PACKET)).replace("¥", "")

    reading = read(sheet_of(text, serials=True), tmp_path, "bill.xlsx")

    assert amounts(reading) == [0.35, 28.16]
    assert "resaved" in notice_codes(reading)


@pytest.mark.parametrize(
    ("status", "left", "reason"),
    [
        ("已全额退款", [], "fully_refunded"),
        ("对方已退还", [], "fully_refunded"),
        ("过期已退还", [], "fully_refunded"),
        ("已退款", [], "fully_refunded"),
        ("已退款(￥39.93)", [60.07], None),
        ("已退款（¥39.93）", [60.07], None),
        ("已退款￥39.93", [60.07], None),
        ("已退款(￥100.00)", [], "fully_refunded"),
        ("已退款(￥1,000.00)", [], "fully_refunded"),
    ],
)
def test_a_refund_is_netted_by_the_status_and_never_by_its_row_too(
    status, left, reason, tmp_path
) -> None:
    back = "100.00" if reason else "39.93"
    paid, refund = numbered(
        Paid(amount="100.00", status=status, counterparty="阿宁家具", item="椅子"),
        Paid(
            amount=back,
            direction="收入",
            type="阿宁家具-退款",
            counterparty="阿宁家具",
            item="/",
            status="已全额退款",
        ),
    )

    reading = read(wechat_csv([paid, replace(refund, merchant_order="")]).encode(), tmp_path)

    assert amounts(reading) == left
    assert reasons(reading) == ({reason: 1} if reason else {}) | {"refund_netted": 1}


def test_a_refund_of_a_purchase_of_before_takes_nothing_off(tmp_path) -> None:
    paid, refund = numbered(
        Paid(amount="100.00", status="支付成功", counterparty="阿宁家具"),
        Paid(
            amount="100.00",
            direction="收入",
            type="阿宁家具-退款",
            counterparty="阿宁家具",
            status="已全额退款",
            merchant_order="",
        ),
    )

    reading = read(wechat_csv([paid, replace(refund, merchant_order="/")]).encode(), tmp_path)

    assert amounts(reading) == [100.0]
    assert reasons(reading) == {"refund_without_purchase": 1}


def test_a_returned_transfer_and_its_row_are_both_left_out(tmp_path) -> None:
    rows = numbered(
        Paid(type="转账", status="对方已退还", counterparty="/", item="转账备注:微信转账"),
        Paid(type="转账-退款", status="已全额退款", counterparty="/", direction="收入"),
    )

    reading = read(wechat_csv(rows).encode(), tmp_path)

    assert reasons(reading) == {"fully_refunded": 1, "refund_netted": 1}


def test_a_fee_stays_in_the_amount(tmp_path) -> None:
    (row,) = numbered(replace(NOODLES, amount="100.10", note="服务费¥0.10"))

    assert amounts(read(wechat_csv([row]).encode(), tmp_path)) == [100.10]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Paid(type="零钱充值", direction="/"), "top_up"),
        (Paid(type="零钱提现", direction="/"), "withdrawal"),
        (Paid(type="信用卡还款", direction="/"), "card_repayment"),
        (Paid(type="转账", counterparty="某某银行信用卡还款", direction="/"), "card_repayment"),
        (Paid(type="转入零钱通-来自零钱", direction="/"), "savings"),
        (Paid(type="零钱通转出-到某某银行(9876)", direction="/"), "savings"),
        (Paid(type="购买理财通", direction="/"), "savings"),
        (Paid(type="转账", direction="/"), "own_transfer"),
        (Paid(type="新的类型", direction="/"), "neutral"),
    ],
)
def test_what_is_no_purchase_is_left_out_with_its_reason(row, code, tmp_path) -> None:
    assert reasons(read(wechat_csv(numbered(row)).encode(), tmp_path)) == {code: 1}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (Paid(type="亲属卡交易", item="亲属卡"), "transfer.family"),
        (Paid(type="赞赏码"), "transfer.out"),
        (Paid(type="群收款"), "transfer.out"),
        (Paid(type="转账", direction="收入"), "transfer.in"),
        (Paid(type="二维码收款", direction="收入"), "transfer.in"),
        (Paid(type="分分捐", item="焕新乐园"), "donation"),
        (Paid(type="其他", direction="收入", item="赞赏作者的收款"), "income"),
        (Paid(type="商户消费", item="电费", counterparty="国家电网"), "bill.paid.electricity"),
        (Paid(type="商户消费", item="地铁代扣", counterparty="成都地铁"), "purchase.transport"),
        (Paid(type="商户消费", item="11111111111111", counterparty="某某"), "purchase.other"),
        (Paid(type="商户消费", item="天猫国际代付", counterparty="某某"), "purchase.imported"),
    ],
)
def test_a_row_becomes_the_kind_that_it_says(row, kind, tmp_path) -> None:
    assert kinds(read(wechat_csv(numbered(row)).encode(), tmp_path)) == [kind]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('喜欢作者,"作者""丶公公的吻""的《集》"', '作者"丶公公的吻"的《集》'),
        ('打开拼多多，点击底部"多多视频",/', "商户消费"),
        ('某某,"她说"好"就好"', '她说"好"就好'),
        ('某某,"没有合上的引号', '"没有合上的引号'),
        ("某某,一,二,三", "一,二,三"),
    ],
)
def test_quotes_and_commas_inside_a_cell_move_no_other_cell(written, read_as, tmp_path) -> None:
    first, second = numbered(replace(NOODLES, counterparty="某某", item="此处"), NOODLES)
    text = wechat_csv([first, second]).replace("某某,此处", written)

    reading = read(text.encode(), tmp_path)

    assert (reading.rows, reading.faults) == (2, ())
    assert amounts(reading) == [28.16, 28.16]
    assert reading.export.records.text("text", 0) == read_as


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("¥28.16", "¥1,028.16", [28.16, 1028.16]),
        ("¥28.16", "1,028", [28.16, 1028.0]),
        ("零钱,支付成功", "零钱,优惠,支付成功", [28.16, 28.16]),
        ("支付成功", "已退款(￥1,000.00)", [28.16]),
        ("此处", "一,二", [28.16, 28.16]),
    ],
)
def test_a_comma_without_quotes_moves_no_figure(old, new, kept, tmp_path) -> None:
    first, second = numbered(replace(NOODLES, method="零钱", note="此处"), NOODLES)
    text = wechat_csv([first, second])

    reading = read(text.replace(old, new, 1).encode(), tmp_path)

    assert (reading.rows, reading.faults) == (2, ())
    assert amounts(reading) == kept


def test_a_row_with_too_many_cells_is_a_fault_rather_than_a_guess(tmp_path) -> None:
    text = wechat_csv(numbered(NOODLES, NOODLES)).replace("支付成功", "甲,乙,丙", 1)

    reading = read(text.encode(), tmp_path)

    (fault,) = reading.faults
    assert "more cells" in fault.found
    assert reading.kept == 1


def test_a_note_may_hold_a_line_break(tmp_path) -> None:
    first, second = numbered(replace(NOODLES, note="此处"), NOODLES)
    text = wechat_csv([first, second]).replace("此处", '"第一行\n第二行"')

    reading = read(text.encode(), tmp_path)

    assert (reading.rows, reading.kept, reading.faults) == (2, 2, ())


def test_the_sheet_with_the_table_is_read_and_a_copy_of_it_is_not(tmp_path) -> None:
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(str(path))
    notes, copy = book.add_worksheet("说明"), book.add_worksheet("查询")
    first, other = book.add_worksheet("Sheet1"), book.add_worksheet("二月")
    notes.write_string(0, 0, "没有表格")
    head = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
    row = "2026-03-01 10:00:05,商户消费,云上米线,午饭,支出,{},零钱,支付成功,{},/,/"
    for sheet, at, cells in (
        (copy, 4, row.format("28.16", "40001")),
        (first, 2, row.format("28.16", "40001")),
        (other, 0, row.format("3.00", "40002")),
    ):
        for column, (name, cell) in enumerate(zip(head.split(","), cells.split(","), strict=True)):
            sheet.write_string(at, column, name)
            sheet.write_string(at + 1, column, cell)
    book.close()

    reading = read(path.read_bytes(), tmp_path, "two.xlsx")

    assert (reading.rows, amounts(reading)) == (2, [3.0, 28.16])
    assert reading.export.not_used == ("查询",)


def test_a_fault_in_a_sheet_names_sheet_row_and_column(tmp_path) -> None:
    row = replace(NOODLES, time="2026年13月40日")

    (fault,) = read(wechat_xlsx([row]), tmp_path, "bill.xlsx").faults

    assert (fault.table, fault.line, fault.column) == ("Sheet1", 18, "交易时间")
    assert fault.found == "2026年13月40日"
    assert not fault.refuses


def test_a_bill_of_alipay_is_not_taken_for_one_of_wechat_pay(tmp_path) -> None:
    assert read(alipay_v3(numbered(NOODLES)).encode("gb18030"), tmp_path).reader == "alipay"
