"""The page in the window: its own header, what is dropped on it, what is exported, its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox, QTableView

from app.gui.charts.stops import StopChart
from app.gui.on_paper import Heading
from app.gui.pages_made import AUDIT, OVERVIEW
from app.wording import language
from app.wording.language import Language
from tests.gui.conftest import WAIT
from tests.gui.pages.audit import found, states


@pytest.fixture
def with_findings(with_mei, qtbot):
    """Make a window with a person open and findings on the page Audit."""

    def make(state="audit-findings"):
        window = with_mei()
        states.show(window, state)
        page = window._pages[AUDIT]
        qtbot.waitUntil(page.settled, timeout=WAIT)
        named = window.header.rulebook.accessibleDescription  # once the rulebooks are listed
        qtbot.waitUntil(lambda: bool(named()) or state != "audit-findings", timeout=WAIT)
        return window, page

    return make


def drop(window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def test_the_header_says_whose_scores_these_are_and_on_other_pages_the_person(
    with_findings,
) -> None:
    window, _page = with_findings()
    header = window.header

    assert header.person.accessibleDescription() == "12,480 people, names removed"
    assert header.rulebook.accessibleDescription() == "Article 2016, version 1.1"
    assert header.date.accessibleDescription() == "6 March 2016"
    assert not header.undo.isEnabled()  # what would be undone is not seen here

    window.show_page(OVERVIEW)

    assert header.person.accessibleDescription() == "Mei · invented"
    assert header.rulebook.accessibleDescription() != "Article 2016, version 1.1"


def test_rulebook_and_date_in_the_header_are_the_audits_own(with_findings, qtbot) -> None:
    window, _page = with_findings("audit-choose")
    persons = window.session.case
    qtbot.waitUntil(lambda: bool(window.header.rulebook.menu().actions()), timeout=WAIT)

    other = next(
        one for one in window.header.rulebook.menu().actions() if one.text() == "SCHUFA 2026"
    )
    other.trigger()

    assert window.header.rulebook.accessibleDescription().startswith("SCHUFA 2026")
    assert window.session.case is persons

    window.header.date.menu().actions()[-1].trigger()
    assert window.header.date.accessibleDescription() == "6 March 2016"
    assert window.session.case is persons


def test_the_page_is_reached_without_a_person(opened, qtbot) -> None:
    window = opened()

    window.show_page(AUDIT)
    qtbot.waitUntil(window._pages[AUDIT].settled, timeout=WAIT)

    assert window.stack.currentWidget() is window._pages[AUDIT]
    assert window.header.person.accessibleDescription() == "Nobody opened"


def test_files_dropped_here_are_opened_here(with_findings) -> None:
    window, page = with_findings()
    heard = []
    page.files_dropped.disconnect()
    page.files_dropped.connect(heard.append)
    persons = window.session.case

    drop(window, Path("cohort"))

    assert heard == [(Path("cohort").absolute(),)] or heard[0][0].name == "cohort"
    assert window.session.case is persons


def test_what_is_exported_is_what_the_page_shows(with_findings) -> None:
    window, page = with_findings()
    button = window.header.export

    assert button.isEnabled()
    window.asking._exporting._fill(button.menu())
    names = [one.text() for one in button.menu().actions() if one.text()]

    assert {"Claims", "Published against actual", "Scores by group"} <= set(names)
    assert len(names) == len(page.exports()) + 2  # and print, and PDF


def test_paper_says_whose_scores_these_are(with_findings) -> None:
    window, _page = with_findings()

    heading = window.asking._exporting._heading()

    assert heading == Heading(
        "Whyscore · 12,480 people, names removed", "Article 2016, version 1.1 · 6 March 2016"
    )


def test_another_language_brings_the_same_findings(with_findings, qtbot) -> None:
    window, before = with_findings()

    language.use(Language.GERMAN)
    window.choose_language(Language.GERMAN)
    qtbot.waitUntil(lambda: window._pages.get(AUDIT) not in {None, before}, timeout=WAIT)
    page = window._pages[AUDIT]
    qtbot.waitUntil(lambda: page.settled() and page.findings.isVisible(), timeout=WAIT)

    assert page.title.text() == "Prüfung"
    assert window.header.person.accessibleDescription() == "12.480 Menschen, Namen entfernt"
    assert window._making._desk.ran.findings == found.findings()
    language.use(Language.ENGLISH)


@pytest.mark.parametrize("state", states.STATES)
def test_everything_that_takes_the_focus_has_a_name(with_findings, state) -> None:
    _window, page = with_findings(state)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSpinBox, QTableView, StopChart)
    silent = [
        f"{type(one).__name__} {getattr(one, 'text', str)()}"
        for kind in kinds
        for one in page.content.findChildren(kind)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
        and not getattr(one, "text", str)()
        and one.objectName() != "qt_spinbox_lineedit"
    ]

    assert silent == []


def test_f1_explains_the_row_in_focus(with_findings, qtbot) -> None:
    window, page = with_findings()
    chart = page.findings.cards["rates"].findChild(StopChart)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)

    window.explain_focus()

    assert chart.note().title == "18 to 24"
    assert [line.label for line in chart.note().lines] == ["95 in 100", "People"]
