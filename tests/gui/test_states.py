"""Pages about people at the edges: no score, one record, none, many factors, a score at its end."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.gui.pages_made import BREAKDOWN, NEEDS_PERSON, OVERVIEW
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording import language
from app.wording.language import Language
from tests.gui import unusual
from tests.gui.conftest import WAIT, stands
from tests.gui.test_nothing_is_clipped import cut_labels


@pytest.fixture
def with_unusual(opened, qtbot):
    """Make a window with one of the unusual people open."""

    def make(name: str, settings: Settings | None = None):
        window = opened(settings=settings)
        window.session.open(unusual.PEOPLE[name]())
        qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
        return window

    return make


def settled(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
    qtbot.wait(50)  # layouts that follow the result take their turn
    QApplication.processEvents()


@pytest.mark.parametrize("name", unusual.PEOPLE)
@pytest.mark.parametrize("page", NEEDS_PERSON)
def test_every_page_has_something_to_say_about_everybody(with_unusual, qtbot, name, page) -> None:
    window = with_unusual(name)
    window.show_page(page)
    settled(window, qtbot)

    assert window.stack.currentWidget() is window._pages[page]
    assert cut_labels(window._pages[page]) == []


@pytest.mark.parametrize("name", unusual.PEOPLE)
@pytest.mark.parametrize("page", [OVERVIEW, BREAKDOWN])
def test_the_sentence_is_never_missing(with_unusual, qtbot, name, page) -> None:
    window = with_unusual(name)
    window.show_page(page)
    settled(window, qtbot)

    assert window._pages[page].sentence.text()


@pytest.mark.parametrize("speech", [*Language])
def test_long_titles_of_many_factors_are_whole_in_large_text(
    with_unusual, qtbot, look, speech
) -> None:
    language.use(speech)
    look.choose(Choice.LIGHT, 150)
    window = with_unusual("many-factors", Settings(speech, text_size=150))
    window.show_page(OVERVIEW)
    settled(window, qtbot)

    assert cut_labels(window._pages[OVERVIEW]) == []
    language.use(Language.ENGLISH)


def test_nobody_is_asked_to_choose_what_is_not_there(with_unusual, qtbot) -> None:
    window = with_unusual("no-record")
    window.show_page(OVERVIEW)
    assert window._pages[OVERVIEW].hint() == ""

    window.show_page(BREAKDOWN)
    settled(window, qtbot)

    page = window._pages[BREAKDOWN]
    assert page.hint() == ""
    assert not page.records.answer.isVisible()
    assert "no record in this file" in page.records._notice.text()


def test_where_there_is_no_score_the_history_names_none_of_ours_at_its_end(
    with_unusual, qtbot
) -> None:
    window = with_unusual("no-score")
    window.show_page(OVERVIEW)
    settled(window, qtbot)
    chart = window._pages[OVERVIEW].history.chart

    written = [item.text() for item in chart.scene().items() if hasattr(item, "text")]

    assert "ours" not in written
    assert "official" in written
