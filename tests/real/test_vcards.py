"""Real cards of phones and mail programs: who is in them, and that no bad card loses another."""

from __future__ import annotations

import pytest

from app.intake import reading

SAMPLES = {
    "John_Doe_IPHONE": ["Mr. John Richter James Doe Sr."],
    "gmail-list": ["Arnold Smith", "Chris Beatle", "Doug White"],
    "gmail-single": ["Greg Dartmouth"],
    "outlook-2007": ["Mr. Michael Angstadt Jr."],
    "rfc2426-example": ["Frank Dawson", "Tim Howes"],
    "rfc6350-example": ["Simon Perreault"],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_address_book_gives_its_people(name, shared) -> None:
    found = reading.read([shared / "samples" / "vcard" / f"ezvcard_{name}.vcf"])

    assert (found.reader, found.faults) == ("vcard", ())
    assert sorted(found.export.contacts.name.tolist()) == SAMPLES[name]
    assert found.kept == found.rows == len(SAMPLES[name])


def test_bills_of_two_apps_and_an_address_book_are_one_person(shared) -> None:
    samples = shared / "samples"
    files = [
        samples / "alipay" / "alipay_record_20210521_web.csv",
        samples / "wechat" / "微信支付账单(20210801-20210831).csv",
        samples / "vcard" / "ezvcard_gmail-list.vcf",
    ]

    found = reading.read(files)

    assert found.reader == "alipay+wechat+vcard"
    assert found.export is not None
    assert len(found.export.records) == 3 + 5
    assert len(found.export.contacts) == 3
    assert found.export.default_day is not None


def test_other_real_files_are_no_address_books(shared) -> None:
    others = [
        path for path in (shared / "samples").rglob("*") if path.is_file() and path.suffix != ".vcf"
    ]
    assert others
    for path in others:
        assert reading.read([path]).reader != "vcard", path.name
