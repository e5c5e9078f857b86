"""No text of a file or of a rulebook is taken as markup, opens a file, or marks a shortcut."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence, QTextDocument
from PySide6.QtGui import Qt as Guesses
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMenu, QWidget

from app.domain.records import Subject
from app.gui import printing
from app.gui.pages_made import NEEDS_PERSON, PRIVACY, RULEBOOK
from app.gui.paper import Page, print_page
from app.gui.shared.page import Exportable
from app.gui.shared.tips import set_tip, tip, unmarked
from app.rulebook import reading
from app.workflow.case import Case
from tests.gui import people
from tests.gui.conftest import WAIT, stands

EVIL = '<img src="file:///nowhere/evil.png"><b>x</b>&Alt '
_ROWS = 40


class Recording(QTextDocument):
    """A text as a tip lays it out, which notes what it would open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind, name):  # noqa: N802 - Qt's name
        del kind
        self.asked.append(name.toString())

    def shows(self, text: str) -> str:
        """Return what is read of a text where Qt guesses at markup; note what that would open."""
        if Guesses.mightBeRichText(text):
            self.setHtml(text)
        else:
            self.setPlainText(text)
        self.size()  # lays it out, and so wants its pictures
        return self.toPlainText()


@pytest.mark.parametrize(
    "text",
    [
        "plain", "Tom & Jerry", "a < b", EVIL, "<table><tr><td background='x.png'>y</td></tr>",
        "two\nlines <i>", "<!-- -->", "&lt;b&gt;", "<?xml ?>", "x" * 200, " a  b <", "<qt>", "",
    ],
)  # fmt: skip
def test_a_tip_says_a_text_as_it_stands_and_opens_nothing(text):
    page = Recording()

    assert page.shows(tip(text)).replace("\u2028", "\n") == text
    assert page.asked == []


def test_a_text_that_is_taken_as_markup_would_open_its_picture():
    page = Recording()
    page.shows(EVIL)

    assert set(page.asked) == {"file:///nowhere/evil.png"}


def test_a_button_shows_an_ampersand(qtbot):
    button = QMenu()
    qtbot.addWidget(button)
    action = button.addAction(unmarked("Tom & Jerry &Sons"))
    set_tip(action, EVIL)

    assert QKeySequence.mnemonic(action.text()).isEmpty()
    assert "<img" not in action.toolTip()


@pytest.mark.usefixtures("qapp")
def test_a_page_for_paper_opens_nothing(tmp_path, monkeypatch):
    asked = []
    load = Page.loadResource
    monkeypatch.setattr(
        Page, "loadResource", lambda *a: asked.append(QUrl(a[2]).toString()) or load(*a)
    )

    print_page(f"<p>{EVIL}</p>", tmp_path / "page.pdf")

    assert set(asked) == {"file:///nowhere/evil.png"}  # and nothing was opened: no answer is given
    assert Page().loadResource(2, "file:///etc/hostname") is None


@pytest.fixture
def evil_case(tmp_path):
    """Return the invented person with markup in every text that a file or a book can hold."""
    said = EVIL.replace('"', '\\"')
    source = people.BOOK.read_text(encoding="utf-8")
    for name in ("en", "zh", "de"):
        source = source.replace(f'{name} = "', f'{name} = "{said}')
    file = tmp_path / "evil.toml"
    file.write_text(source, encoding="utf-8")
    book = reading.read_rulebook(file)
    data = people.export()
    records = replace(
        data.records,
        texts={
            name: np.array([f"{EVIL}{one}" for one in column], dtype=object)
            for name, column in data.records.texts.items()
        },
    )
    contacts = replace(
        data.contacts,
        name=np.array([f"{EVIL}{one}" for one in data.contacts.name], dtype=object),
    )
    subject = Subject(id="m", name=f"{EVIL}Mei")
    export = replace(data, records=records, contacts=contacts, subject=subject)
    return Case(export, book, people.TODAY)


def tips_of(widget: QWidget) -> list[str]:
    """Return every tip within a widget: its parts', its tables' and its menus'."""
    every = [widget, *widget.findChildren(QWidget)]
    found = [text for one in every for text in (one.toolTip(), one.whatsThis(), one.statusTip())]
    # An action without a tip names its text; a menu shows only tips that were set.
    actions = widget.findChildren(QAction)
    found += [one.toolTip() for one in actions if unmarked(one.toolTip()) != one.text()]
    role = Qt.ItemDataRole.ToolTipRole
    for view in (one for one in every if isinstance(one, QAbstractItemView)):
        model = view.model()
        if isinstance(model, QAbstractItemModel):
            columns = range(model.columnCount(QModelIndex()))
            found += [model.headerData(c, Qt.Orientation.Horizontal, role) for c in columns]
            for row in range(min(_ROWS, model.rowCount(QModelIndex()))):
                found += [model.index(row, column).data(role) for column in columns]
    return [text for text in found if isinstance(text, str) and text]


def test_no_page_takes_a_text_as_markup_or_as_a_shortcut(opened, qtbot, evil_case):
    window = opened()
    window.resize(800, 700)  # narrow: what has no room is said in tips
    window.session.open(evil_case)
    qtbot.waitUntil(lambda: stands(window), timeout=WAIT)
    page, seen = Recording(), 0
    for name in (*NEEDS_PERSON, RULEBOOK, PRIVACY):
        window.show_page(name)
        qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
        qtbot.wait(20)
        for menu in window.findChildren(QMenu):
            menu.aboutToShow.emit()
        for text in tips_of(window):
            seen += EVIL.strip() in page.shows(text)
        buttons = window.findChildren(QAbstractButton)
        texts = [one.text() for one in (*buttons, *window.findChildren(QAction))]
        assert [text for text in texts if not QKeySequence.mnemonic(text).isEmpty()] == []
        labels = window.findChildren(QLabel)
        rich = [one for one in labels if one.textFormat() is not Qt.TextFormat.PlainText]
        assert [one.text() for one in rich if Guesses.mightBeRichText(one.text())] == []
    assert page.asked == []
    assert seen


def test_a_drawing_of_an_evil_name_is_a_drawing_without_a_picture(qtbot):
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(40, 40)

    drawing = ET.fromstring(printing.drawn(Exportable(EVIL, shown)))  # noqa: S314 - ours

    names = {one.tag.rpartition("}")[2] for one in drawing.iter()}
    assert names <= {"svg", "title", "desc", "defs", "g", "path", "rect", "polyline", "text"}
