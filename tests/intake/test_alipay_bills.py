"""Bills of Alipay, every vintage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.calendar import iso
from app.domain.errors import UnreadableInput
from app.domain.progress import Unwatched
from app.intake.formats import alipay, wechat
from app.intake.source import open_source
from tests.intake.bill_making import (
    OPERATOR_2025,
    V3,
    Paid,
    alipay_v1,
    alipay_v2,
    alipay_v3,
    amounts,
    directions,
    gb,
    kinds,
    notice_codes,
    numbered,
    read,
    reasons,
    resaved,
    sheet_of,
)

FRUIT = Paid(item="冬枣两斤", category="餐饮美食", amount="12.50")
RENT_IN = Paid(direction="收入", item="转账", category="转账红包", amount="30.00")
FUND = Paid(direction="不计收支", item="余额宝-单次转入", category="投资理财", amount="200.00")


def texts():
    own = {"其他": "其他", "": "", "不计收支": "不计收支"}

    def rows(neutral):
        return numbered(FRUIT, RENT_IN, replace(FUND, direction=own[neutral]))

    return {
        "website": alipay_v1(rows("")),
        "app of 2021": alipay_v2(rows("其他")),
        "app of 2023": alipay_v3(rows("不计收支")),
        "app of 2025": alipay_v3(rows("不计收支"), operator=OPERATOR_2025, padded=False),
        "app of 2026": alipay_v3(rows("不计收支"), operator=OPERATOR_2025, notes=8, padded=False),
        "a later app": alipay_v3(rows("不计收支"), operator="某某网络", notes=31),
    }


@pytest.mark.parametrize("vintage", texts())
def test_every_vintage_gives_the_same_records(vintage, tmp_path) -> None:
    reading = read(gb(texts()[vintage]), tmp_path)

    assert reading.reader == "alipay"
    assert (reading.rows, reading.kept, reading.faults) == (3, 2, ())
    assert amounts(reading) == [12.5, 30.0]
    assert kinds(reading)[1] == "transfer.in"
    assert reasons(reading) == {"savings": 1}
    assert not notice_codes(reading)
    assert [total for _count, total in directions(reading).values()] == [12.5, 30.0, 200.0]
    assert reading.export.subject.name == "林小满"
    assert iso(reading.export.created) == "2026-04-02"


@pytest.mark.parametrize("vintage", texts())
@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_is_read(vintage, encoding, tmp_path) -> None:
    reading = read(texts()[vintage].encode(encoding), tmp_path, "bill.txt")

    assert reading.kept == 2
    assert ("resaved" in notice_codes(reading)) == (encoding != "gbk")


@pytest.mark.parametrize("vintage", texts())
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_bill_saved_again_is_read_and_said_to_be(vintage, delimiter, tmp_path) -> None:
    text = resaved(texts()[vintage], delimiter=delimiter)

    reading = read(text.encode("utf-8-sig"), tmp_path)

    assert (reading.kept, amounts(reading)) == (2, [12.5, 30.0])
    assert "resaved" in notice_codes(reading)
    assert [iso(day) for day in reading.export.records.day] == ["2026-03-01", "2026-03-01"]
    assert len(set(reading.export.records.id)) == 2


@pytest.mark.parametrize("vintage", texts())
@pytest.mark.parametrize("serials", [True, False])
def test_a_bill_saved_as_a_spreadsheet_is_read(vintage, serials, tmp_path) -> None:
    reading = read(sheet_of(texts()[vintage], serials=serials), tmp_path, "bill.xlsx")

    assert (reading.kept, amounts(reading)) == (2, [12.5, 30.0])
    assert "resaved" in notice_codes(reading)
    assert iso(reading.export.records.day[0]) == "2026-03-01"


def test_columns_may_stand_in_another_order_with_new_ones_between(tmp_path) -> None:
    headings = "备注,金额,收/支,交易状态,交易时间,商品说明,交易对方,交易分类,交易订单号"
    text = alipay_v3(numbered(FRUIT), headings=headings).replace("备注  ", "心情  ")

    reading = read(gb(text), tmp_path)

    assert amounts(reading) == [12.5]
    assert reading.export.not_used == ("bill.csv.心情",)
    assert "not_used" in notice_codes(reading)


def test_an_order_number_is_the_id_and_a_ruined_one_is_not(tmp_path) -> None:
    whole = read(gb(alipay_v3(numbered(FRUIT, FRUIT))), tmp_path)
    ruined = read(resaved(alipay_v3(numbered(FRUIT, FRUIT))).encode(), tmp_path)

    assert whole.export.records.id[0] == "alipay:2026030122001410000000000007"
    assert all(name.startswith("alipay:~") for name in ruined.export.records.id)
    assert len(set(ruined.export.records.id)) == 2


def test_reading_twice_gives_the_same_ids(tmp_path) -> None:
    text = resaved(alipay_v3(numbered(FRUIT, FRUIT, RENT_IN))).encode()

    assert list(read(text, tmp_path).export.records.id) == list(
        read(text, tmp_path).export.records.id
    )


def test_the_website_s_column_nets_a_refund_once(tmp_path) -> None:
    paid, back = numbered(
        Paid(amount="3000.00", item="住院预交金", counterparty="市医院", refunded="2725.42"),
        Paid(amount="2725.42", item="退款-住院预交金", counterparty="市医院", direction=""),
    )
    back = replace(back, order=paid.order + "_321", status="退款成功")

    reading = read(gb(alipay_v1([back, paid])), tmp_path)

    assert amounts(reading) == [274.58]
    assert reasons(reading) == {"refund_netted": 1}


@pytest.mark.parametrize(
    ("write", "word"), [(alipay_v2, "其他"), (alipay_v3, "不计收支"), (alipay_v2, "收入")]
)
def test_the_app_s_refund_row_nets_its_purchase_once(write, word, tmp_path) -> None:
    paid, back, again = numbered(
        Paid(amount="100.00", item="羽毛球拍"),
        Paid(amount="30.00", item="退款-羽毛球拍", direction=word, category="退款"),
        Paid(amount="20.00", item="退款-羽毛球拍", direction=word, category="退款"),
    )
    back = replace(back, order=paid.order + "_1", status="退款成功")
    again = replace(again, order=paid.order + "*2", status="退款成功")

    reading = read(gb(write([again, back, paid])), tmp_path)

    assert amounts(reading) == [50.0]
    assert reasons(reading) == {"refund_netted": 2}


def test_a_closed_purchase_and_its_refund_are_both_left_out(tmp_path) -> None:
    paid, back, never = numbered(
        Paid(amount="109.90", status="交易关闭"),
        Paid(amount="109.90", item="退款-冬枣两斤", direction="不计收支", status="退款成功"),
        Paid(amount="5.00", status="交易关闭", direction="不计收支"),
    )
    back = replace(back, order=paid.order + "_1")

    reading = read(gb(alipay_v3([paid, back, never])), tmp_path)

    assert (reading.kept, reading.rows) == (0, 3)
    assert reasons(reading) == {"fully_refunded": 1, "refund_netted": 1, "closed": 1}


def test_a_closed_purchase_without_a_refund_row_was_not_paid_in_the_end(tmp_path) -> None:
    reading = read(gb(alipay_v3(numbered(Paid(status="交易关闭")))), tmp_path)

    assert reasons(reading) == {"closed": 1}


def test_a_refund_without_its_purchase_takes_nothing_off(tmp_path) -> None:
    other, lone = numbered(
        Paid(amount="50.00"),
        Paid(amount="9.00", item="退款-别的", direction="不计收支", status="退款成功"),
    )

    reading = read(gb(alipay_v3([other, lone])), tmp_path)

    assert amounts(reading) == [50.0]
    assert reasons(reading) == {"refund_without_purchase": 1}
    assert "refunds_without_purchase" in notice_codes(reading)


def test_refunds_find_their_purchase_though_the_numbers_were_rounded(tmp_path) -> None:
    paid, same, back = numbered(
        Paid(amount="100.00", item="羽毛球拍"),
        Paid(amount="40.00", item="羽毛球"),
        Paid(amount="30.00", item="退款-羽毛球拍", direction="不计收支", category="退款"),
    )
    text = resaved(alipay_v3([paid, same, replace(back, merchant_order="")]))

    reading = read(text.encode("utf-8-sig"), tmp_path)

    assert sorted(amounts(reading)) == [40.0, 70.0]


def test_a_number_that_many_rows_share_names_none_of_them(tmp_path) -> None:
    paid = [
        replace(row, order="123456", merchant_order="ABC9876")
        for row in numbered(
            Paid(amount="60.00", item="雨伞"),
            Paid(amount="80.00", item="台灯"),
            Paid(amount="80.00", item="退款-台灯", direction="不计收支", category="退款"),
            Paid(amount="10.00", item="退款-耳塞", direction="不计收支", category="退款"),
        )
    ]

    reading = read(gb(alipay_v3(paid)), tmp_path)

    assert amounts(reading) == [60.0]
    assert reasons(reading) == {
        "fully_refunded": 1,
        "refund_netted": 1,
        "refund_without_purchase": 1,
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Paid(direction="不计收支", item="花呗主动还款-2026年03月账单", category="信用借还"), "card_repayment"),
        (Paid(direction="不计收支", item="信用卡还款", status="还款成功"), "card_repayment"),
        (Paid(direction="不计收支", item="提现-实时提现", category="账户存取"), "withdrawal"),
        (Paid(direction="不计收支", item="充值-普通充值", category="账户存取"), "top_up"),
        (Paid(direction="不计收支", item="余额宝-2026.03.01-收益发放", category="投资理财"), "savings"),
        (Paid(direction="不计收支", item="芝麻免押下单", status="解冻成功"), "held"),
        (Paid(direction="不计收支", item="转账到自己的卡", category="转账红包"), "own_transfer"),
        (Paid(direction="不计收支", item="借呗还款", category="信用借还"), "loan"),
        (Paid(direction="不计收支", item="积分", category="其他"), "neutral"),
        (Paid(status="等待付款"), "unpaid"),
        (Paid(status="交易失败"), "failed"),
    ],
)  # fmt: skip
def test_what_is_no_purchase_is_left_out_with_its_reason(row, code, tmp_path) -> None:
    reading = read(gb(alipay_v3(numbered(row))), tmp_path)

    assert reasons(reading) == {code: 1}
    assert reading.left_out[0].reason != code
    (left,) = reading.left_out_rows
    assert (left.line, left.code, left.reason) == (26, code, reading.left_out[0].reason)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (Paid(category="充值缴费", item="电费-户号1234", counterparty="国网上海市电力公司"), "bill.paid.electricity"),
        (Paid(category="充值缴费", item="话费充值", counterparty="中国移动"), "bill.paid.phone"),
        (Paid(category="爱车养车", item="充电费", counterparty="国网电动汽车"), "purchase.fuel"),
        (Paid(category="公益捐赠", item="乡村儿童午餐"), "donation"),
        (Paid(category="公共服务", item="交通违章罚款", counterparty="交警支队"), "fine.traffic"),
        (Paid(category="公共服务", item="交通违章查询"), "purchase.public"),
        (Paid(category="母婴亲子", item="纸尿裤"), "purchase.baby"),
        (Paid(category="母婴亲子", item="奶粉", counterparty="某某海外旗舰店"), "purchase.imported"),
        (Paid(category="文化休闲", item="游戏充值"), "purchase.game"),
        (Paid(category="亲友代付", item="亲情卡"), "transfer.family"),
        (Paid(category="转账红包", item="普通红包"), "transfer.red_packet"),
        (Paid(category="转账红包", item="转账"), "transfer.out"),
        (Paid(category="收入", item="三月工资", direction="收入"), "income.salary"),
        (Paid(category="新的分类", item="说不清", counterparty="某某"), "purchase.other"),
    ],
)  # fmt: skip
def test_a_row_becomes_the_kind_that_it_says(row, kind, tmp_path) -> None:
    assert kinds(read(gb(alipay_v3(numbered(row))), tmp_path)) == [kind]


def test_the_app_s_ledger_is_no_bill_and_the_person_is_told(tmp_path) -> None:
    path = tmp_path / "cashbook.csv"
    path.write_bytes(
        gb(
            "特别提示：\n1.本记账单内容仅供个人记账使用。\n\n"
            "记录时间,分类,收支类型,金额,备注,账户,来源,标签,\n"
            "2026-06-30 02:31:43,餐饮,支出,4.00,南京地铁,花呗,账单同步,,\n"
        )
    )
    with open_source(path) as source:
        assert alipay.fits(source)
        assert not wechat.fits(source)
        with pytest.raises(UnreadableInput, match="记账本") as refusal:
            alipay.read(source, Unwatched())

    assert refusal.value.faults[0].refuses


def test_two_bills_put_together_by_hand_are_both_read(tmp_path) -> None:
    first, second = numbered(FRUIT, RENT_IN)
    text = alipay_v2([first]) + alipay_v3([second])

    reading = read(gb(text), tmp_path)

    assert (reading.rows, amounts(reading)) == (2, [12.5, 30.0])


def test_a_row_that_stands_twice_counts_once(tmp_path) -> None:
    (row,) = numbered(FRUIT)

    reading = read(gb(alipay_v3([row, row])), tmp_path)

    assert (reading.kept, reasons(reading)) == (1, {"repeated": 1})


def test_the_header_has_all_its_columns() -> None:
    assert alipay.LAYOUT.is_header(V3.split(","))
    assert not wechat.LAYOUT.is_header(V3.split(","))
