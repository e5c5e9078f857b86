"""A citizen with the bills of two payment apps and an address book, in Chinese; and the real files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from app.gui.pages_made import BREAKDOWN, CHANGES, CONTACTS, OTHERS, OVERVIEW, RULEBOOK
from app.wording.language import Language
from app.workflow.case import Objection
from tests.intake.bill_making import Paid, alipay_v3, gb, numbered, wechat_csv
from tests.journeys.seats import tables

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
CARDS = "\r\n".join(
    line
    for name, number in (("林小雨", "13800000001"), ("Jonas Weber", "+49 30 000001"))
    for line in ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"TEL:{number}", "END:VCARD", "")
)


def bills(folder: Path) -> tuple[Path, ...]:
    """Write a month of each app, and an address book."""
    alipay = numbered(*(Paid(amount=f"{20 + n}.00") for n in range(6)), Paid(amount="300.00"))
    wechat = numbered(*(Paid(amount=f"{30 + n}.50", status="支付成功") for n in range(5)))
    files = {
        "支付宝交易明细(20260301-20260331).csv": gb(alipay_v3(alipay)),
        "微信支付账单(20260301-20260331).csv": wechat_csv(wechat).encode("utf-8-sig"),
        "通讯录.vcf": CARDS.encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in files)


@pytest.mark.window
def test_bills_of_two_apps_and_an_address_book_are_read_as_one_person(seat, tmp_path, dog) -> None:
    me = seat(Language.CHINESE)
    dog.begin("open bills and contacts")
    me.open(*bills(tmp_path))
    case, told = me.window.session.case, me.window.session.explanation

    # Every row of both bills is a record, both cards are contacts whose score nobody knows.
    assert len(case.export.records) == 12
    assert sorted(case.export.contacts.name) == ["Jonas Weber", "林小雨"]
    assert len(case.export.contacts.score) == 0

    # The overview says the score in Chinese; nothing official is there to hold it against.
    overview = me.go(OVERVIEW)
    assert not overview.title.text().isascii()
    assert f"{told.to.score.published:.0f}" in overview.sentence.text()
    assert told.official is None

    # Breakdown lists every purchase; one is set aside and comes back.
    dog.begin("object and undo")
    breakdown = me.go(BREAKDOWN)
    shown = next(table for table in tables(breakdown).values() if len(table.headings) == 8)
    assert len(shown.rows) == 12
    before = told.to.score.sum
    me.window.session.set_aside(str(case.export.records.id[0]), Objection.WRONG)
    me.settle()
    me.window.session.undo()
    me.settle()
    assert me.window.session.explanation.to.score.sum == before

    # Contacts: two rings without a score, and no points that nobody could know.
    dog.begin("contacts")
    contacts = me.go(CONTACTS)
    said = " ".join(label.text() for label in contacts.findChildren(QLabel) if label.isVisible())
    everybody = {row[0] for table in tables(contacts).values() for row in table.rows}
    assert everybody >= {"林小雨", "Jonas Weber"}, said
    assert all(share.points == 0 for share in told.rules if share.id == "contacts")

    # The other pages say what is missing rather than nothing.
    for page in (CHANGES, OTHERS, RULEBOOK):
        dog.begin(page)
        sentence = me.go(page).sentence.text()
        assert sentence
        assert not sentence.isascii()


@pytest.mark.window
def test_real_bills_and_a_real_address_book_lead_to_a_score(seat, dog) -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"there are no real files at {SAMPLES}")
    files = [
        next((SAMPLES / "alipay").glob("支付宝*.csv")),
        next((SAMPLES / "wechat").glob("*.csv")),
        SAMPLES / "vcard" / "ezvcard_gmail-list.vcf",
    ]
    me = seat(Language.CHINESE)
    dog.begin("open real files")
    me.open(*files)

    case, told = me.window.session.case, me.window.session.explanation
    assert len(case.export.records) > 0
    assert len(case.export.contacts) == 3
    assert np.isfinite(told.to.score.sum)
    for page in (OVERVIEW, BREAKDOWN, CHANGES, CONTACTS, RULEBOOK, OTHERS):
        assert me.go(page).sentence.text()
