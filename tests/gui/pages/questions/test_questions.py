"""The page of questions: clicks and keys, and what the presenter makes of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.gui.pages.questions.build import build_questions
from app.gui.pages.questions.content import Sheet
from app.gui.session import Session
from app.wording.questions import parsed_day
from tests.gui import people
from tests.gui.waiting import WaitingTasks
from tests.workflow.test_answering import TODAY, TOTALS


class Scene:
    def __init__(self, qtbot, sheet: Sheet | None = None) -> None:
        self.tasks, self.shown = WaitingTasks(), []
        self.session = Session(self.tasks, lambda asked, _progress: people.explained(asked))
        self.sheet = Sheet("schufa-2026", TODAY) if sheet is None else sheet
        self.page = build_questions(self.tasks, self.session, self.shown.append, self.sheet)
        qtbot.addWidget(self.page)
        self.page.show()
        self.tasks.run()


@pytest.mark.parametrize(("row", "total"), TOTALS)
def test_the_published_totals_are_clicked_together(qtbot, row, total) -> None:
    scene = Scene(qtbot)
    card = scene.page.card

    for points in (None, *row):
        wanted = "" if points is None else f"+{points}" if points else "0"
        line = next(line for line in card.rows if line.figure.text() == wanted)
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        scene.tasks.run()
        qtbot.keyClick(card, Qt.Key.Key_Return)

    assert scene.page.total.figure.text() == str(total)
    assert scene.page.total.answered.text() == "13 of 13 answered"


def test_an_open_default_is_said_plainly(qtbot) -> None:
    scene = Scene(qtbot)

    qtbot.keyClick(scene.page.card, Qt.Key.Key_2)
    scene.tasks.run()

    assert scene.page.total.figure.text() == "–"
    assert "there is no score" in scene.page.total.band.text()


def test_a_skipped_question_stays_open_and_can_be_come_back_to(qtbot) -> None:
    scene = Scene(qtbot)
    scene.page.card.skip.click()
    scene.tasks.run()

    assert scene.page.total.answered.text() == "0 of 13 answered"
    assert "could make it" in scene.page.total.open.text()
    qtbot.keyClick(scene.page.card, Qt.Key.Key_Backspace)
    assert scene.sheet.place == 0


def test_a_typed_date_takes_its_class(qtbot) -> None:
    scene = Scene(qtbot)
    scene.page.all.list.setCurrentRow(4)
    field = scene.page.card.findChild(QLineEdit, "day")

    qtbot.keyClicks(field, "01.02.2015")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    scene.tasks.run()
    scene.page.all.list.setCurrentRow(5)
    scene.page.all.list.setCurrentRow(4)

    chosen = next(line for line in scene.page.card.rows if line.button.isChecked())
    assert chosen.figure.text() == "+63"


def test_answers_outlive_the_page(qtbot) -> None:
    first = Scene(qtbot)
    qtbot.keyClick(first.page.card, Qt.Key.Key_1)

    second = Scene(qtbot, first.sheet)

    assert second.page.card.rows[0].button.isChecked()
    assert second.page.total.answered.text() == "1 of 13 answered"


def test_answers_are_handed_on_and_taken_up_again_from_their_records(qtbot) -> None:
    first = Scene(qtbot)
    qtbot.keyClick(first.page.card, Qt.Key.Key_1)
    first.tasks.run()
    first.page.total.see.click()
    first.tasks.run()
    export = first.shown[0].together.export

    again = Scene(qtbot, Sheet())
    case = people.case()
    again.page.show_case(type(case)(export, case.rulebook, TODAY), people.explained(case))
    again.tasks.run()

    assert again.sheet.answers == first.sheet.answers
    assert again.sheet.before is export
    assert again.page.books.currentText() == "SCHUFA 2026"


@pytest.mark.parametrize(
    ("typed", "same"),
    [("1.2.2015", "2015-02-01"), ("02/2015", "2015-02-01"), ("2015-02", "2015-02-01")],
)
def test_a_day_is_read_as_people_write_it(typed: str, same: str) -> None:
    assert parsed_day(typed) == parsed_day(same)
    assert parsed_day("31.2.2015") is None
    assert parsed_day("long ago") is None
