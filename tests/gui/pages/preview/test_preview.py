from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.corrections import Correction, Corrections, Scope
from app.domain.intake import LeftOut, LeftOutRow, ReadAs
from app.domain.progress import Cancelled, Unwatched
from app.domain.records import Records
from app.gui.kept import KeptPerson, StoreState
from app.gui.pages.preview.presenter import PreviewPresenter
from app.gui.pages.preview.rows import Column, Rows
from app.gui.pages.preview.view import PreviewView
from tests.gui import engines, people
from tests.gui.waiting import WaitingTasks


class Scene:
    def __init__(self, qtbot, preview=None, state=None) -> None:
        self.view, self.tasks = PreviewView(), WaitingTasks()
        qtbot.addWidget(self.view)
        self.kept, self.looked = [], []
        self.presenter = PreviewPresenter(
            self.view, self.tasks, str, self.kept.append, self.looked.append
        )
        self.view.show_people(state or StoreState())
        self.preview = preview or engines.preview(engines.reading(people.case()))
        self.presenter.show(self.preview)
        self.view.show()


def test_nothing_is_left_out_before_the_reader_says_so(qtbot) -> None:
    scene = Scene(qtbot)

    scene.presenter.keep()

    assert not scene.kept[0].out.any()
    assert len(scene.kept[0].out) == len(scene.preview.records)


def test_space_leaves_the_chosen_rows_out_and_takes_them_back(qtbot) -> None:
    scene = Scene(qtbot)
    table = scene.view.table
    table.selectRow(1)

    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert scene.view.out().sum() == 1
    assert "You leave 1 out." in scene.view.sentence.text()

    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert scene.view.out().sum() == 0


def test_a_search_shows_only_its_rows_and_all_of_them_can_be_left_out(qtbot) -> None:
    scene = Scene(qtbot)

    scene.presenter.search("post-")
    scene.tasks.run()
    assert scene.view.model.rowCount() == 2
    scene.view._all.click()
    scene.presenter.search("")
    scene.tasks.run()
    scene.presenter.look()

    out = scene.looked[0].out
    ids = scene.preview.records.id[out]
    assert sorted(ids.tolist()) == ["post-1", "post-2"]


def test_with_a_bad_row_nothing_can_be_kept_before_the_reader_goes_on_without_it(qtbot) -> None:
    scene = Scene(qtbot, engines.with_a_bad_row())

    scene.presenter.keep()
    assert scene.kept == []
    scene.presenter.go_on()
    scene.presenter.keep()

    assert scene.kept[0].good_rows


def test_a_file_that_names_nobody_is_kept_for_the_person_who_is_open(qtbot) -> None:
    reading = engines.reading(people.case())
    nameless = dataclasses.replace(
        reading.export, subject=dataclasses.replace(reading.export.subject, id="", name="")
    )
    preview = engines.preview(dataclasses.replace(reading, export=nameless))
    state = StoreState(people=(KeptPerson("p7", "Mei"),), person="p7")

    assert Scene(qtbot, preview, state).view.owner() == "p7"
    assert Scene(qtbot, None, state).view.owner() is None


def test_a_search_over_a_million_rows_can_be_stopped() -> None:
    count = 1_000_000
    ids = np.array([f"r{row}" for row in range(count)], dtype=object)
    kinds = np.full(count, "purchase.domestic", dtype=object)
    rows = Rows(Records.build(ids, np.arange(count, dtype=np.int32), kinds))

    class Stop:
        def report(self, done: int, _total: int) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        rows.seek("nowhere", Stop())
    assert len(rows.seek("", Unwatched())) == len(rows)


def test_markup_and_hidden_characters_of_a_file_are_shown_as_they_are() -> None:
    records = people.records()
    texts = {"text": np.array(["<b>\u202e</b>"] * len(records), dtype=object)}
    rows = Rows(dataclasses.replace(records, texts=texts))

    assert rows.cell(0, Column.WHAT) == "<b>\ufffd</b>"


def test_a_row_can_be_given_another_kind_and_what_was_left_out_stays_out(
    qtbot, monkeypatch
) -> None:
    scene = Scene(qtbot)
    given = Correction(Scope.RECORD, "import-1", "purchase.food")
    monkeypatch.setattr(scene.view, "ask_kind", lambda _question: given)
    scene.view.kind_wanted.connect(scene.presenter.change_kind)
    scene.view.model.turn([0])
    row = scene.preview.records.row_by_id["import-1"]
    scene.view.table.selectRow(len(scene.preview.records) - 1 - row)

    scene.view._kind.click()
    scene.presenter.keep()

    shown = scene.view.model.index(len(scene.preview.records) - 1 - row, Column.KIND).data()
    assert shown == "purchase.food, was: purchase.imported"
    assert scene.kept[0].corrections == Corrections.of((given,))
    assert scene.kept[0].out.sum() == 1


def test_the_encoding_of_a_text_is_shown_and_another_can_be_chosen(qtbot) -> None:
    guessed = ReadAs("people.vcf", "Windows-1252", "guessed", told=True)
    read = engines.reading(people.case(), texts=(guessed,))
    scene = Scene(qtbot, engines.preview(read))
    picker = scene.view.encoding

    assert picker.isVisible()
    assert "Windows-1252" in picker.box.currentText()
    with qtbot.waitSignal(scene.view.encoding_picked) as told:
        picker.box.activated.emit(picker.box.findData("big5"))
    assert told.args == ["big5"]


def test_a_file_without_text_offers_no_encoding(qtbot) -> None:
    assert not Scene(qtbot).view.encoding.isVisible()


def test_the_first_contacts_are_named_so_that_wrong_letters_are_seen(qtbot) -> None:
    case = people.case()
    scene = Scene(qtbot, engines.preview(engines.reading(case)))
    first = str(case.export.contacts.name[0])

    shown = [one.text() for one in scene.view.findChildren(QLabel)]
    assert any(first in text for text in shown)


def test_the_rows_that_were_left_out_are_shown_one_by_one_with_their_reason(qtbot) -> None:
    row = LeftOutRow(
        reader="alipay",
        file="bill.csv",
        table="",
        line=26,
        code="savings",
        reason="savings and funds",
        date="2026-03-01 10:00:05",
        amount="200.00",
        what="<b>余额宝</b>",
        counterparty="基金",
    )
    left = LeftOut("savings", "savings and funds", 1)
    read = engines.reading(people.case(), left_out=(left,), left_out_rows=(row,))
    scene = Scene(qtbot, engines.preview(read))
    turn = scene.view.findChild(QPushButton, "left-out-rows")
    assert scene.view.table.isVisible()

    turn.click()

    assert scene.view.left_out_table.isVisible()
    assert not scene.view.table.isVisible()
    model = scene.view.left_out
    said = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert said == ["26", row.date, "<b>余额宝</b> · 基金", "savings and funds", "200.00"]
    tip = model.data(model.index(0, 2), Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "bill.csv" in tip

    turn.click()
    assert scene.view.table.isVisible()


def test_where_nothing_can_be_kept_the_rows_left_out_are_shown_at_once(qtbot) -> None:
    case = people.case()
    export = dataclasses.replace(case.export, records=Records.none())
    row = LeftOutRow("alipay", "b.csv", "", 26, "refund_netted", "refund", "", "1.00", "", "")
    read = engines.reading(
        case,
        export=export,
        rows=1,
        kept=0,
        left_out=(LeftOut("refund_netted", "refund", 1),),
        left_out_rows=(row,),
    )

    scene = Scene(qtbot, engines.preview(read))

    assert scene.view.left_out_table.isVisible()


def test_without_left_out_rows_there_is_no_way_to_them(qtbot) -> None:
    scene = Scene(qtbot)

    assert scene.view.findChild(QPushButton, "left-out-rows") is None
