"""Where the keyboard is after an objection: never outside the bar that it was made in."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.gui.pages.breakdown.answer_bar import AnswerBar
from app.gui.pages.breakdown.telling import Answer


@pytest.fixture
def bar(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 120)
    elsewhere = QPushButton("Elsewhere", window)
    elsewhere.setObjectName("elsewhere")
    made = AnswerBar(window)
    made.setGeometry(0, 60, 800, 48)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def button(bar, name: str) -> QPushButton:
    return bar.findChild(QPushButton, name)


def test_the_focus_goes_on_to_what_takes_the_objection_back(bar) -> None:
    bar.show_answer(Answer(text="Is it right?", can_object=True))
    button(bar, "wrong").setFocus()

    bar.show_answer(Answer(text="Set aside", can_put_back=True))
    assert button(bar, "put_back").hasFocus()

    bar.show_answer(Answer(text="Is it right?", can_object=True))
    assert button(bar, "wrong").hasFocus()


def test_the_focus_waits_in_the_bar_while_nothing_can_be_done(bar) -> None:
    bar.show_answer(Answer(text="Is it right?", can_object=True))
    button(bar, "not_mine").setFocus()

    bar.show_answer(Answer(text="Computing"))
    assert bar.hasFocus()

    bar.show_answer(Answer(text="Set aside", can_put_back=True))
    assert button(bar, "put_back").hasFocus()


def test_the_focus_stays_where_it_is_outside_the_bar(bar) -> None:
    elsewhere = bar.parentWidget().findChild(QPushButton, "elsewhere")
    elsewhere.setFocus()

    bar.show_answer(Answer(text="Is it right?", can_object=True))
    bar.show_answer(Answer(text="Set aside", can_put_back=True))

    assert elsewhere.hasFocus()
