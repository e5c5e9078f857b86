"""The Overview of a bill: another rulebook a click away, and no figure where nothing counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.explanation import Counted, Fed
from app.gui.pages.overview import content
from app.gui.pages.overview.view import OverviewView
from app.wording import overview as words
from tests.gui import people

OWN = Counted("article-2016", {"en": "Article"}, 1, 78, 2, 6)
MORE = Counted("sesame-reported", {"en": "Sesame & <b>"}, 64, 78, 1, 5)
NOTHING = replace(OWN, records=0, parts=0)


def told(own: Counted, *better: Counted):
    return replace(people.explained(people.case()), fed=Fed(own, better, gathered=True))


@pytest.fixture
def view(qtbot):
    made = OverviewView()
    qtbot.addWidget(made)
    made.show()
    return made


def test_another_rulebook_is_offered_with_the_numbers_and_used_by_a_click(view, qtbot) -> None:
    view.show_lead(content.lead(people.case(), told(OWN, MORE)))
    button = view.findChild(QPushButton, "use-sesame-reported")

    assert view.lead.isVisible()
    assert view.dial.isVisible()
    with qtbot.waitSignal(view.rulebook_wanted) as wanted:
        button.click()
    assert wanted.args == ["sesame-reported"]
    assert button.text() == "Use Sesame && <b>"


def test_where_nothing_counts_no_figure_stands_and_the_questions_are_offered(view, qtbot) -> None:
    explanation = told(NOTHING)

    view.show_lead(content.lead(people.case(), explanation))

    assert not any(card.isVisible() for card in (view.dial, view.reasons, view.ladder))
    assert words.sentence(people.book(), explanation).startswith("No score: no rule of Article")
    with qtbot.waitSignal(view.page_wanted) as wanted:
        view.findChild(QPushButton, "questions").click()
    assert wanted.args == ["questions"]

    view.show_lead(content.lead(people.case(), told(OWN)))
    assert view.dial.isVisible()
    assert not view.lead.isVisible()


def test_where_most_is_unknown_the_dial_says_how_much_is_known() -> None:
    little = told(Counted("article-2016", {"en": "Article"}, 60, 78, 2, 6))

    assert content.dial(people.case(), little).figures.beneath == "this file feeds 2 of its 6 parts"
