"""The page of questions: clicks and keys, and what the presenter makes of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis.strategies import dates, sampled_from
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.domain.calendar import date_of, day_of
from app.gui.pages.questions.build import build_questions
from app.gui.pages.questions.content import Sheet
from app.gui.session import Session
from app.gui.shared.page import Breadth
from app.gui.shared.points_delegate import VALUE_ROLE
from app.wording import language
from app.wording.language import Language
from app.wording.questions import parsed_day
from app.workflow.answering import export_of
from app.workflow.questionnaire import Given
from app.workflow.rulebooks import find
from tests.gui import people
from tests.gui.waiting import WaitingTasks
from tests.workflow.test_answering import TODAY, TOTALS


class Scene:
    def __init__(self, qtbot, sheet: Sheet | None = None) -> None:
        self.tasks, self.shown = WaitingTasks(), []
        self.session = Session(self.tasks, lambda asked, _progress: people.explained(asked))
        self.sheet = Sheet("schufa-2026", TODAY) if sheet is None else sheet
        self.page = build_questions(self.tasks, self.session, self._show, self.sheet)
        qtbot.addWidget(self.page)
        self.page.show()
        self.tasks.run()

    def _show(self, *shown) -> None:
        self.shown.append(shown)


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
    export = first.shown[0][0].together.export

    again = Scene(qtbot, Sheet())
    case = people.case()
    again.page.show_case(type(case)(export, case.rulebook, TODAY), people.explained(case))
    again.tasks.run()

    assert again.sheet.answers == first.sheet.answers
    assert again.sheet.before is export
    assert again.page.books.currentText() == "SCHUFA 2026"


def place_of(scene: Scene, question: str) -> int:
    return [one.id for one in scene.page._kept[0]._asked.questions].index(question)


def number_box(scene: Scene) -> QSpinBox:
    return scene.page.card.number


def test_a_number_shows_what_one_is_worth_and_what_all_are(qtbot) -> None:
    scene = Scene(qtbot, Sheet("article-2016", TODAY))
    place = place_of(scene, "negative-posts")
    scene.page.all.list.setCurrentRow(place)

    number_box(scene).setValue(3)
    scene.tasks.run()

    unit = scene.page.card.unit
    assert (unit.text(), unit._guess) == ("−15", True)
    worth = scene.page.card.worth
    assert (worth.text(), worth._guess, worth.isHidden()) == ("−45", True, False)
    # The list shows the same points with the same dots.
    assert scene.page.all.list.item(place).data(VALUE_ROLE) == ("−45", -45.0, True)


def test_a_number_that_nobody_has_typed_shows_no_worth(qtbot) -> None:
    scene = Scene(qtbot, Sheet("article-2016", TODAY))

    scene.page.all.list.setCurrentRow(place_of(scene, "negative-posts"))

    assert scene.page.card.worth.isHidden()


def test_next_takes_the_number_in_the_box_and_skip_leaves_it_open(qtbot) -> None:
    scene = Scene(qtbot, Sheet("article-2016", TODAY))

    scene.page.card.next.click()
    scene.page.card.skip.click()
    scene.tasks.run()

    assert scene.page.total.answered.text() == "1 of 11 answered"
    assert scene.page.all.list.item(0).data(VALUE_ROLE)[0] == "0"


def test_another_rulebook_keeps_the_answers_to_the_one_before(qtbot) -> None:
    scene = Scene(qtbot)
    qtbot.keyClick(scene.page.card, Qt.Key.Key_1)
    qtbot.keyClick(scene.page.card, Qt.Key.Key_Return)
    scene.page.book_chosen.emit("article-2016")
    scene.tasks.run()
    number_box(scene).setValue(5)
    scene.tasks.run()
    assert scene.page.total.answered.text() == "1 of 11 answered"

    scene.page.book_chosen.emit("schufa-2026")
    scene.tasks.run()
    assert scene.page.total.answered.text() == "1 of 13 answered"
    assert scene.sheet.place == 1
    scene.page.book_chosen.emit("article-2016")
    scene.tasks.run()

    assert number_box(scene).value() == 5


def test_what_was_typed_outlives_a_look_at_somebody_elses_answers(qtbot) -> None:
    theirs = export_of(find("schufa-2026"), {"address": Given(choice=2)}, TODAY, "Lin")
    scene = Scene(qtbot)
    qtbot.keyClick(scene.page.card, Qt.Key.Key_1)
    mine, case = dict(scene.sheet.answers), people.case()

    scene.page.show_case(type(case)(theirs, case.rulebook, TODAY), people.explained(case))
    scene.tasks.run()
    assert scene.sheet.answers == {"address": Given(choice=2)}
    scene.page.show_case(case, people.explained(case))
    scene.tasks.run()

    assert scene.sheet.answers == mine
    assert scene.sheet.before is None


def test_a_german_question_says_where_the_paper_copy_has_it(qtbot) -> None:
    scene = Scene(qtbot)

    for place, question in enumerate(scene.page._kept[0]._asked.questions):
        scene.page.all.list.setCurrentRow(place)
        assert "GDPR, Article 15" in scene.page.card._paper.text(), question.id


def test_the_total_stays_in_sight_beside_a_long_list(qtbot) -> None:
    scene = Scene(qtbot)
    scene.page.resize(1100, 330)
    qtbot.wait(20)

    scene.page.verticalScrollBar().setValue(240)
    qtbot.wait(20)

    top = scene.page.total.mapTo(scene.page.viewport(), scene.page.total.rect().topLeft())
    assert top.y() >= 0


def test_the_total_stays_in_sight_where_cards_stand_beneath_each_other(qtbot) -> None:
    scene = Scene(qtbot)
    scene.page.resize(600, 400)

    scene.page.arrange(Breadth.NARROW)

    assert scene.page.strip.isVisible()
    assert scene.page.strip.figure.text() == scene.page.total.figure.text()
    assert scene.page.strip.geometry().top() > scene.page.viewport().geometry().bottom()


@pytest.mark.parametrize(
    "typed", ["2015-02-28", "28.2.2015", "28/02/2015", "2015/2/28", "2015年2月28日"]
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert parsed_day(typed) == day_of(dt.date(2015, 2, 28))


@pytest.mark.parametrize("typed", ["2015-02", "2.2015", "02/2015", "2015年2月"])
def test_a_month_alone_is_its_first_day(typed: str) -> None:
    assert parsed_day(typed) == day_of(dt.date(2015, 2, 1))


@pytest.mark.parametrize("typed", ["31.2.2015", "long ago", "1.2.15", "2015", ""])
def test_what_is_no_whole_date_is_none(typed: str) -> None:
    assert parsed_day(typed) is None


@given(at=dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), speech=sampled_from(Language))
def test_a_day_is_read_as_each_language_shows_it(at: dt.date, speech: Language) -> None:
    language.use(speech)
    try:
        shown = language.typed_day(day_of(at))
    finally:
        language.use(Language.ENGLISH)

    assert str(at.year) in shown
    assert parsed_day(shown) == parsed_day(at.isoformat()) == day_of(at)


@pytest.mark.parametrize(
    ("speech", "shown"),
    [
        (Language.ENGLISH, "{0:02}/{1:02}/{2}"),
        (Language.GERMAN, "{0:02}.{1:02}.{2}"),
        (Language.CHINESE, "{2}/{1}/{0}"),
    ],
)
def test_the_day_asked_about_is_shown_as_the_language_writes_it(qtbot, speech, shown) -> None:
    language.use(speech)
    try:
        scene = Scene(qtbot)
        today, other = date_of(TODAY), date_of(TODAY - 40)
        assert scene.page.date.text() == shown.format(today.day, today.month, today.year)

        scene.page.date.setText(other.isoformat())
        scene.page.date.editingFinished.emit()
        scene.tasks.run()

        assert scene.sheet.day == TODAY - 40
        assert scene.page.date.text() == shown.format(other.day, other.month, other.year)
    finally:
        language.use(Language.ENGLISH)
