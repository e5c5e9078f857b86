"""Bills that are cut off, damaged, or hold rows that cannot be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
import pyzipper

from app.domain.errors import UnreadableInput
from app.domain.fault import MOST_FAULTS
from app.domain.progress import Cancelled, Unwatched
from app.intake import reading as any_reading
from app.intake.formats import alipay, wechat
from app.intake.source import open_source
from tests.intake.bill_making import (
    Paid,
    alipay_v1,
    alipay_v2,
    alipay_v3,
    amounts,
    gb,
    notice_codes,
    numbered,
    read,
    wechat_csv,
    wechat_xlsx,
)

ROW = Paid(amount="12.50", item="冬枣两斤", counterparty="林小满")
FIRST_ROW = 26  # line of the first row of a bill of 2023


@pytest.mark.parametrize(
    ("change", "column", "found"),
    [
        ({"time": "2026-13-40 10:00:00"}, "交易时间", "2026-13-40 10:00:00"),
        ({"time": ""}, "交易时间", "an empty cell"),
        ({"time": "0026-03-01 10:00:00"}, "交易时间", "0026-03-01 10:00:00"),
        ({"time": "2026-03-01 25:00:00"}, "交易时间", "2026-03-01 25:00:00"),
        ({"time": "林小满"}, "交易时间", "a text"),
        ({"amount": "十二元五"}, "金额", "a text"),
        ({"amount": "1,02"}, "金额", "1,02"),
        ({"amount": "NaN"}, "金额", "a text"),
        ({"amount": ""}, "金额", "an empty cell"),
        ({"direction": "林小满"}, "收/支", "another word"),
    ],
)
def test_a_bad_cell_is_a_fault_at_its_line_and_column(change, column, found, tmp_path) -> None:
    good, other = numbered(ROW, ROW)
    text = alipay_v3([good, other]).replace(f"{good.time} ", f"{change.get('time', good.time)} ")
    lines = text.split("\n")
    for name, value in change.items():
        old = {"amount": "12.50", "direction": "支出"}.get(name)
        if old:
            quoted = f'"{value}"' if "," in value else value
            lines[FIRST_ROW - 1] = lines[FIRST_ROW - 1].replace(old, quoted, 1)

    reading = read(gb("\n".join(lines)), tmp_path)

    (fault,) = reading.faults
    assert (fault.file, fault.line, fault.column) == ("bill.csv", FIRST_ROW, column)
    assert fault.found == found
    assert (reading.rows, reading.kept, reading.fault_count) == (2, 1, 1)
    assert not fault.refuses
    assert fault.expected
    assert fault.remedy
    assert "林小满" not in repr(reading.faults)


def test_faults_beyond_a_hundred_are_counted(tmp_path) -> None:
    text = alipay_v3(numbered(*[ROW] * (MOST_FAULTS + 7))).replace("12.50", "?")

    reading = read(gb(text), tmp_path)

    assert (len(reading.faults), reading.fault_count) == (MOST_FAULTS, MOST_FAULTS + 7)
    assert (reading.rows, reading.kept) == (MOST_FAULTS + 7, 0)


def test_a_file_cut_off_amid_a_row_says_so_and_gives_the_others(tmp_path) -> None:
    data = gb(alipay_v3(numbered(ROW, ROW), padded=False))

    reading = read(data[:-60], tmp_path)

    (fault,) = reading.faults
    assert "the end of the file" in fault.found
    assert fault.line == FIRST_ROW + 1
    assert (reading.rows, reading.kept) == (2, 1)


@pytest.mark.parametrize("write", [wechat_csv, alipay_v3])
def test_a_file_cut_off_amid_a_character_says_so(write, tmp_path) -> None:
    encoding = "utf-8" if write is wechat_csv else "gb18030"
    data = write(numbered(ROW, replace(ROW, item="枣"))).encode(encoding)
    end = data.rindex("枣".encode(encoding)) + 1

    reading = read(data[:end], tmp_path)

    (fault,) = reading.faults
    assert "the end of the file" in fault.found
    assert reading.kept == 1


def test_a_file_cut_off_between_rows_differs_from_its_own_totals(tmp_path) -> None:
    text = alipay_v3(numbered(ROW, ROW, ROW))

    reading = read(gb("\n".join(text.split("\n")[:-2]) + "\n"), tmp_path)

    assert (reading.rows, reading.kept) == (2, 2)
    (notice,) = [notice for notice in reading.notices if notice.code == "totals_differ"]
    assert "3 rows and has 2" in notice.text
    assert "支出: it says 37.50, its rows make 25.00" in notice.text


@pytest.mark.parametrize("write", [alipay_v1, alipay_v2])
def test_a_bill_without_its_end_says_that_nobody_knows_whether_it_is_whole(write, tmp_path) -> None:
    text = write(numbered(ROW, ROW)).partition("\n" + "-" * 84)[0] + "\n"

    reading = read(gb(text), tmp_path)

    assert reading.kept == 2
    assert "end_unknown" in notice_codes(reading)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (gb(alipay_v3(numbered(ROW))).replace(gb("枣"), b"\xff\xff"), FIRST_ROW),
        (gb(alipay_v3(numbered(ROW)).replace("枣", "\0")), None),
    ],
)
def test_bytes_that_are_no_text_are_refused(data, line, tmp_path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(data)

    refusal = any_reading.read([path])

    (fault,) = refusal.faults
    assert refusal.export is None
    assert fault.refuses
    assert "GB18030" in fault.found
    assert line in (None, fault.line)


@pytest.mark.parametrize("heading", ["收/支", "金额", "交易状态", "交易时间"])
def test_a_bill_without_a_column_that_is_needed_is_refused(heading, tmp_path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(gb(alipay_v3(numbered(ROW)).replace(f"{heading}  ", f"甲{heading}")))
    with open_source(path) as source:
        assert alipay.fits(source)
        with pytest.raises(UnreadableInput, match="no such column") as refusal:
            alipay.read(source, Unwatched())

    assert [fault.column for fault in refusal.value.faults] == [heading]


@pytest.mark.parametrize("write", [alipay_v1, alipay_v2, alipay_v3, wechat_csv])
def test_a_bill_cut_off_before_its_table_is_refused(write, tmp_path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(write(numbered(ROW)).partition("交易时间")[0].partition("交易号")[0].encode())

    refusal = any_reading.read([path])

    assert refusal.export is None
    if write is not alipay_v2:  # its header begins with 收/支: some rows of it were left
        assert "headings" in refusal.faults[0].found


def test_a_bill_without_a_row_is_a_bill(tmp_path) -> None:
    for name, data in (
        ("a.csv", gb(alipay_v3([]))),
        ("b.csv", wechat_csv([]).encode()),
        ("c.xlsx", wechat_xlsx([])),
    ):
        reading = read(data, tmp_path, name)

        assert (reading.rows, reading.kept, reading.faults) == (0, 0, ())
        assert not notice_codes(reading)
        assert len(reading.export.records) == 0


@pytest.mark.parametrize("encryption", [None, pyzipper.WZ_AES])
def test_a_zip_of_bills_is_read_with_its_password(encryption, tmp_path) -> None:
    first, second = numbered(ROW, replace(ROW, amount="3.00"))
    path = tmp_path / "bills.zip"
    with pyzipper.AESZipFile(path, "w") as bundle:
        if encryption:
            bundle.setencryption(encryption)
            bundle.setpassword(b"314159")
        bundle.writestr("支付宝交易明细(1).csv", gb(alipay_v3([first])))
        bundle.writestr("支付宝交易明细(2).csv", gb(alipay_v2([second])))
        bundle.writestr("说明.txt", "这里没有账单".encode())

    if encryption:
        assert any_reading.read([path]).encrypted
        assert any_reading.read([path], password="271828").encrypted  # noqa: S106
    reading = any_reading.read([path], password="314159")  # noqa: S106

    assert (reading.rows, amounts(reading)) == (2, [3.0, 12.5])
    assert reading.export.not_used == ("说明.txt",)
    assert "314159" not in repr(reading)


def test_of_two_bills_that_overlap_the_one_made_last_is_believed(tmp_path) -> None:
    paid, other = numbered(replace(ROW, status="支付成功"), replace(ROW, amount="3.00"))
    path = tmp_path / "bills.zip"
    with pyzipper.AESZipFile(path, "w") as bundle:
        earlier = wechat_csv([paid, other]).replace(
            "导出时间：[2026-04-02", "导出时间：[2026-03-20"
        )
        bundle.writestr("a.csv", earlier.encode())
        bundle.writestr("b.csv", wechat_csv([replace(paid, status="已退款(￥2.50)")]).encode())

    reading = any_reading.read([path])

    assert amounts(reading) == [3.0, 10.0]
    assert {left.code: left.count for left in reading.left_out} == {"same_in_two_files": 1}
    assert "wechat:" + paid.order in reading.export.records.id


def test_a_spreadsheet_in_a_zip_is_read(tmp_path) -> None:
    path = tmp_path / "bills.zip"
    with pyzipper.AESZipFile(path, "w") as bundle:
        bundle.writestr("微信支付账单流水文件.xlsx", wechat_xlsx(numbered(ROW), numbers=True))
        bundle.writestr("坏了.xlsx", b"PK\x03\x04 and nothing else")

    reading = any_reading.read([path])

    assert (reading.reader, amounts(reading)) == ("wechat", [12.5])
    assert reading.export.not_used == ("坏了.xlsx",)


def test_other_files_are_no_bills(tmp_path) -> None:
    jd = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
    meituan = "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注\n"
    for name, data in (
        ("jd.csv", ("京东账号名：某某\n" + jd).encode("utf-8-sig")),
        ("meituan.csv", ("美团账单\n" + meituan).encode("utf-8-sig")),
        ("empty.csv", b""),
        ("noise.bin", bytes(range(256)) * 9),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with open_source(path) as source:
            assert not alipay.fits(source)
            assert not wechat.fits(source)


def test_a_folder_of_very_many_files_is_not_searched_for_bills(tmp_path) -> None:
    for at in range(201):
        (tmp_path / f"{at}.csv").write_bytes(b"")
    with open_source(tmp_path) as source:
        assert not alipay.fits(source)


def test_a_damaged_spreadsheet_is_refused_when_read() -> None:
    from app.intake.bill_lines import workbook_sheets

    with pytest.raises(UnreadableInput, match="locked, damaged or cut off"):
        workbook_sheets(b"PK\x03\x04 and nothing else", "bill.xlsx")


def test_a_locked_spreadsheet_is_refused_and_the_person_told_so(tmp_path) -> None:
    path = tmp_path / "bill.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))

    refusal = any_reading.read([path])

    assert refusal.export is None
    assert "without a password" in refusal.faults[0].expected


def test_the_reader_stops_when_asked_to(tmp_path) -> None:
    class Impatient:
        def report(self, done: int, total: int) -> None:
            assert done < total
            raise Cancelled

    path = tmp_path / "bill.csv"
    path.write_bytes(wechat_csv(numbered(*[ROW] * 10_001)).encode())
    with open_source(path) as source, pytest.raises(Cancelled):
        wechat.read(source, Impatient())


def test_notes_that_belong_to_another_bill_give_no_day(tmp_path) -> None:
    late = replace(ROW, time="2027-01-01 00:00:00")

    reading = read(gb(alipay_v3([late])), tmp_path)

    assert reading.export.created is None
    assert "rows_after_export" in notice_codes(reading)


@pytest.mark.parametrize("count", ["9" * 5_000, "²", "9" * 13])
def test_a_count_that_is_none_is_left_out_of_account(tmp_path, count) -> None:
    rows = numbered(Paid(amount="12.50"))
    text = (
        wechat_csv(rows).replace("共1笔", f"共{count}笔").replace("支出：1笔", f"支出：{count}笔")
    )

    reading = read(text.encode(), tmp_path)

    assert count in text
    assert amounts(reading) == [12.5]
