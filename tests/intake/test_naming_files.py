"""A file that nobody reads is named for what it is, by its content, with the way forward."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.intake import naming_files, reading
from app.wording.file_kinds import KINDS, called, way_forward
from tests.intake.refusals import refusal

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
FILES = {
    "pdf": (b"%PDF-1.7\n",),
    "picture": (
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x18ftypheic",
        b"MM\x00*\x00",
    ),
    "recording": (b"\x00\x00\x00\x18ftypisom", b"ID3\x04", b"RIFF\x10\x00\x00\x00WAVEfmt "),
    "database": (b"SQLite format 3\x00",),
    "packed": (
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07\x01",
        b"\x1f\x8b\x08",
        b"a" + bytes(256) + b"ustar\x00",
    ),
    "program": (b"MZ\x90\x00", b"\x7fELF\x02"),
    "text_document": (b"{\\rtf1 hello}", _OLE + "WordDocument".encode("utf-16-le")),
    "spreadsheet": (_OLE + "Workbook".encode("utf-16-le"),),
    "locked_office": (_OLE + "EncryptedPackage".encode("utf-16-le"),),
    "mail": (
        b"From: a@b\nSubject: hi\nDate: today\n\nhello",
        _OLE + "__substg1.0_".encode("utf-16-le"),
    ),
    "page": (b"<!DOCTYPE html><html>", b"\n<HTML><body>"),
    "calendar": (b"BEGIN:VCALENDAR\r\n",),
    "track": (b'<?xml version="1.0"?><gpx>', b'<?xml version="1.0"?><kml>'),
    "bank": (
        b"Date;Text;Dr;Cr;Balance\n1;2;3;4;5\n",
        "Buchungstag;Wertstellung;Soll;Haben\n".encode("cp1252"),
        "Datum;Währung;Umsatz;Saldo\n".encode("cp1252"),
        "交易日期,摘要,金额,余额\n".encode("gb18030"),
        b":20:X\n:25:DE\n:60F:C26\n",
        b"OFXHEADER:100\n",
        b"!Type:Bank\nD1",
        b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
    ),
    "paypal": (b"Date,Transaction ID,Fee,Net,From Email Address\n",),
    "archive_x": (b"window.YTD.account.part0 = [ ]",),
    "archive_mastodon": (b"Account address,Show boosts\n",),
    "archive_instagram": (b'[{"string_list_data": []}]',),
    "archive_weibo": ("微博id,微博正文,转发数\n".encode(),),
    "chat_wechat": ("昵称,备注,微信号\n".encode(), b"localId,TalkerId,StrContent\n"),
    "chat_whatsapp": (b"1/2/26, 10:00 - Messages are end-to-end encrypted.\n",),
    "bill_jd": ("导出信息：\n京东账号名：x\n".encode("utf-8-sig"),),
    "bill_meituan": ("美团账单\n交易时间,订单号\n".encode("gb18030"),),
    "scorecard": (b'<?xml version="1.0"?><PMML version="4.2">',),
    "json": (b'{"a": 1}',),
    "xml": (b'<?xml version="1.0"?><a/>',),
    "text": (b"Dear diary,\nnothing.\n",),
    "table": (b"a,b,c\n1,2,3\n",),
    "unknown": (bytes(range(256)),),
    "empty": (b"",),
    "zeros": (bytes(100),),
    "backup": (b"whyscore back-up 1\nxyz",),
    "store_key": (b"# How Whyscore's store is unlocked. The key itself is not in this file.\n",),
    "rulebook": (b'format = 1\n\n[rulebook]\nid = "a"\n',),
    "people": (b"id,group,score\n1,a,600\n", b"id,sex,decile_score\n1,a,6\n"),
    "parquet": (b"PAR1\x00",),
}
ZIPS = {
    "text_document": ("[Content_Types].xml", "word/document.xml"),
    "presentation": ("[Content_Types].xml", "ppt/presentation.xml"),
    "archive_x": ("data/account.js", "data/follower.js", "a.html"),
    "archive_instagram": ("connections/followers_and_following/followers_1.json", "media/a.jpg"),
    "archive_facebook": ("your_facebook_activity/posts/a.html", "b.jpg"),
    "archive_mastodon": ("outbox.json", "actor.json"),
    "archive_google": ("archive_browser.html", "My Activity/a.html"),
    "chat_whatsapp": ("_chat.txt", "a.jpg"),
    "evidence": ("report.html", "results.json", "settings.json", "inputs.json"),
    "people": ("mei/datapackage.json", "wang/datapackage.json"),
}


@pytest.mark.parametrize(("kind", "head"), [(kind, one) for kind in FILES for one in FILES[kind]])
def test_a_file_is_named_by_its_bytes(kind: str, head: bytes) -> None:
    assert naming_files.kind_of_bytes(head) == kind


@pytest.mark.parametrize("kind", ZIPS)
def test_a_zip_is_named_by_its_members_alone_and_within_another(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "data.bin"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ZIPS[kind]:
            archive.writestr(name, b"?")

    fault = refusal(path)

    assert fault.found == called(kind)
    assert fault.remedy == way_forward(kind)
    assert fault.way == KINDS[kind].way
    assert naming_files.kind_of_bytes(path.read_bytes()) == kind


def test_the_name_of_a_file_and_its_words_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(b"%PDF-1.7\nsecret words")

    fault = refusal(path)

    assert fault.found == "a PDF"
    assert "secret" not in str(fault)


def test_a_folder_of_other_things_counts_them(tmp_path: Path) -> None:
    for number, head in enumerate((b"%PDF-1", b"%PDF-1", b"\xff\xd8\xff\xe0")):
        (tmp_path / f"{number}.csv").write_bytes(head)

    assert refusal(tmp_path).found == "a PDF (2), a picture (1)"


def test_each_file_beside_a_read_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Mei Lin\nEND:VCARD\n")
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7")

    told = [notice.text for notice in reading.read([tmp_path]).notices]

    assert any("a.csv was not read: it is a PDF." in text for text in told)


def test_every_kind_has_its_way_forward() -> None:
    assert all(way_forward(kind) for kind in KINDS)
