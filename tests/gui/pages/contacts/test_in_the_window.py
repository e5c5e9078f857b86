"""The page within the window: another account changes picture, table and sentence at once."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.calendar import day_of
from app.gui.engine import Engine
from app.gui.kept import Left
from app.gui.pages_made import CONTACTS
from app.workflow import reading
from tests.gui.conftest import WAIT


def test_the_operators_account_changes_all_at_once_and_can_be_undone(with_mei, qtbot) -> None:
    window = with_mei(Engine())
    window.show_page(CONTACTS)
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: bool(page.picture.chart.ego.around), timeout=WAIT)
    _report, operator, _more = page.switch.findChildren(QPushButton)

    qtbot.mouseClick(operator, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "do not count" in page.sentence.text(), timeout=WAIT)
    assert page.picture.chart.ego.you == "662"
    assert page.people.together.accessibleName() == "Together: 0.0, guess"
    assert operator.isChecked()

    window.session.undo()
    qtbot.waitUntil(lambda: "give you 8 points" in page.sentence.text(), timeout=WAIT)
    assert not operator.isChecked()


def test_an_address_book_alone_is_looked_at_today(tmp_path) -> None:
    (tmp_path / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n")
    export = reading.read([tmp_path / "people.vcf"]).export
    before = dt.datetime.now().astimezone().date()

    case = Engine().case(export, Left(), {})

    assert 0 <= case.day - day_of(before) <= 1
    assert case.export.contacts.name.tolist() == ["Ana"]
