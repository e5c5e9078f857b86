"""Bills of one person come to the same, however they come: a folder, a zip, files, a month apart."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from app.store.archive import Archive
from app.store.wrapping import Cost
from app.workflow import people, reading
from app.workflow.people import Unlock, open_store
from tests.cli.conftest import PHRASE
from tests.intake.bill_making import Paid, alipay_v3, gb, resaved, wechat_csv

UNLOCK = Unlock.by_passphrase(PHRASE)
ORDER = "2026030122001400000000000001"
CUP = Paid(amount="100.00", item="杯子", order=ORDER, merchant_order="T1")
BACK = Paid(
    amount="100.00",
    item="退款-杯子",
    direction="不计收支",
    category="退款",
    status="退款成功",
    order=f"{ORDER}_1",
    merchant_order="T1",
    time="2026-04-05 09:00:00",
)
PART = replace(BACK, amount="40.00")
LAMP = Paid(amount="7.00", item="台灯", order="2026030222001400000000000009", merchant_order="T9")
WECHAT_PAID = Paid(
    amount="70.00", item="/", type="转账", counterparty="阿宁", status="支付成功",
    order="1000050001202603010000000001", merchant_order="10000500012026030100000007",
)  # fmt: skip
WECHAT_BACK = replace(
    WECHAT_PAID, direction="收入", type="转账-退款", status="已全额退款", time="2026-04-02 10:00:00",
    order=WECHAT_PAID.merchant_order, merchant_order="/",
)  # fmt: skip


def made(text: str, day: str) -> str:
    return text.replace("导出时间：[2026-04-02", f"导出时间：[{day}")


BILLS = {
    "a refund in the next bill": (
        [gb(alipay_v3([CUP, LAMP])), gb(alipay_v3([BACK]))],
        [7.0],
    ),
    "a part of it back": (
        [gb(alipay_v3([CUP])), gb(alipay_v3([PART, LAMP]))],
        [7.0, 60.0],
    ),
    "two parts, in two bills": (
        [gb(alipay_v3([CUP])), gb(alipay_v3([PART])), gb(alipay_v3([replace(PART, order=f"{ORDER}_2")]))],
        [20.0],
    ),
    "closed, as the later bill says": (
        [
            gb(made(alipay_v3([CUP]), "2026-03-02")),
            gb(alipay_v3([replace(CUP, status="交易关闭", direction="不计收支")])),
        ],
        [],
    ),
    "the same day, closed and refunded": (
        [gb(alipay_v3([CUP])), gb(alipay_v3([replace(CUP, status="交易关闭"), BACK]))],
        [],
    ),
    "a letter before the suffix": (
        [gb(alipay_v3([CUP])), gb(alipay_v3([replace(PART, order=f"{ORDER}R001")]))],
        [60.0],
    ),
    "the payment's number as the merchant's": (
        [gb(alipay_v3([CUP])), gb(alipay_v3([replace(PART, order="9" * 28, merchant_order=ORDER)]))],
        [60.0],
    ),
    "a returned transfer": (
        [wechat_csv([WECHAT_PAID]).encode(), wechat_csv([WECHAT_BACK]).encode()],
        [],
    ),
    "a refund in the status of the later bill": (
        [
            made(wechat_csv([WECHAT_PAID]), "2026-03-02").encode(),
            wechat_csv([replace(WECHAT_PAID, status="已退款(￥20.00)")]).encode(),
        ],
        [50.0],
    ),
    "a bill and its copy out of a spreadsheet program": (
        [gb(alipay_v3([CUP, LAMP])), resaved(alipay_v3([CUP, LAMP])).encode("utf-8-sig")],
        [7.0, 100.0],
    ),
    "the copy of a bill of WeChat Pay": (
        [wechat_csv([WECHAT_PAID]).encode(), resaved(wechat_csv([WECHAT_PAID])).encode()],
        [70.0],
    ),
    "a copy, and a refund in the next bill": (
        [
            gb(alipay_v3([CUP])),
            resaved(alipay_v3([CUP])).encode("utf-8-sig"),
            gb(alipay_v3([PART])),
        ],
        [60.0],
    ),
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    """Return an open store whose passphrase is quick to try."""
    folder = tmp_path / "store"
    Archive.make(folder, UNLOCK, cost=Cost(memory=64, passes=1, lanes=1)).close()
    opened = open_store(folder, UNLOCK)
    yield opened
    opened.lock()


def written(folder, bills):
    folder.mkdir()
    for at, data in enumerate(bills):
        (folder / f"{at}.csv").write_bytes(data)
    return sorted(folder.iterdir())


def kept(export):
    return sorted(export.records.amount.tolist())


def balanced(found):
    left_out = sum(left.count for left in found.left_out)
    assert found.kept + left_out + found.fault_count == found.rows
    assert len(found.left_out_rows) == left_out
    return found


@pytest.mark.parametrize("case", BILLS)
def test_bills_come_to_the_same_in_a_folder_a_zip_or_a_list_of_any_order(case, tmp_path) -> None:
    bills, amounts = BILLS[case]
    files = written(tmp_path / "bills", bills)
    bundle = tmp_path / "bills.zip"
    with zipfile.ZipFile(bundle, "w") as packed:
        for file in files:
            packed.write(file, file.name)

    for paths in ([tmp_path / "bills"], [bundle], files, files[::-1]):
        found = balanced(reading.read(paths))
        assert kept(found.export) == amounts, paths
        assert "refunds_without_purchase" not in {notice.code for notice in found.notices}


@pytest.mark.parametrize("case", BILLS)
def test_bills_come_to_the_same_when_they_come_one_after_the_other(case, store, tmp_path) -> None:
    bills, amounts = BILLS[case]
    files = written(tmp_path / "bills", bills)

    for order in (files, files[::-1]):
        person = None
        for file in order:
            (receipt,) = store.add([file], person=person)
            balanced(receipt.reading)
            person = receipt.person
        assert kept(store.case(person).export) == amounts
        for file in files:  # again, and nothing changes
            store.add([file], person=person)
        assert kept(store.case(person).export) == amounts
        store.erase(person)


def test_a_purchase_that_is_refunded_later_is_told_and_undone(store, tmp_path) -> None:
    first, second = written(tmp_path / "bills", BILLS["a refund in the next bill"][0])
    (receipt,) = store.add([first])

    (later,) = store.add([second], person=receipt.person)

    assert (later.added, later.updated, later.withdrawn) == (0, 0, 1)
    (notice,) = [one for one in later.reading.notices if one.code == "earlier_refunded"]
    assert "1 purchase" in notice.text
    assert "100.00" in notice.text
    assert store.list()[0].records == 1
    store.undo(receipt.person)
    assert kept(store.case(receipt.person).export) == [7.0, 100.0]
    store.redo(receipt.person)
    assert kept(store.case(receipt.person).export) == [7.0]


def test_a_refund_that_comes_first_is_kept_in_mind(store, tmp_path) -> None:
    paid, back = written(tmp_path / "bills", BILLS["a refund in the next bill"][0])

    (first,) = store.add([back])
    (second,) = store.add([paid], person=first.person)

    assert first.added == 0
    assert {one.code for one in second.reading.notices} >= {"refunded_by_earlier"}
    assert kept(store.case(first.person).export) == [7.0]


@pytest.mark.parametrize("refund_first", [False, True])
def test_without_a_person_named_the_bill_goes_to_whom_it_tells_of(
    store, tmp_path, refund_first
) -> None:
    bills = BILLS["a part of it back"][0]
    first, second = written(tmp_path / "bills", bills[::-1] if refund_first else bills)
    (one,) = store.add([first])

    (two,) = store.add([second])

    assert two.person == one.person


def test_a_transfer_between_two_people_does_not_make_them_one(store, tmp_path) -> None:
    mine = gb(alipay_v3([CUP]))
    theirs = gb(alipay_v3([replace(CUP, direction="收入")]).replace("林小满", "阿宁"))
    first, second = written(tmp_path / "bills", [mine, theirs])

    assert store.add([first])[0].person != store.add([second])[0].person


def test_what_the_reader_leaves_out_stays_out_with_its_copy(store, tmp_path) -> None:
    files = written(
        tmp_path / "bills", BILLS["a bill and its copy out of a spreadsheet program"][0]
    )
    shown = store.preview(files)
    (cup,) = [
        name
        for name, amount in zip(shown.records.id, shown.records.amount, strict=True)
        if amount == 100
    ]

    receipts = store.add(shown, leave_out=frozenset({cup}))

    assert kept(store.case(receipts[0].person).export) == [7.0]
    for receipt in receipts:
        balanced_out = sum(left.count for left in receipt.reading.left_out)
        assert receipt.reading.kept + balanced_out == receipt.reading.rows


def test_a_refund_does_not_bring_back_what_the_reader_left_out(store, tmp_path) -> None:
    paid, back = written(tmp_path / "bills", [gb(alipay_v3([CUP, LAMP])), gb(alipay_v3([PART]))])
    shown = store.preview([paid])
    cup = shown.records.id[shown.records.amount == 100]
    (receipt,) = store.add(shown, leave_out=frozenset(cup))

    store.add([back], person=receipt.person)

    assert kept(store.case(receipt.person).export) == [7.0]


def test_people_of_one_name_are_not_joined_without_a_common_payment(store, tmp_path) -> None:
    first, second = written(tmp_path / "bills", [gb(alipay_v3([CUP])), gb(alipay_v3([LAMP]))])

    assert store.add([first])[0].person != store.add([second])[0].person
    assert isinstance(store, people.People)
