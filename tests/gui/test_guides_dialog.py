"""The guides in the window: read, searched, followed; nothing outside is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QComboBox

from app.gui.guides_dialog import GuidePage, GuidesDialog
from app.gui.shared.search_field import SearchField
from app.settings import Settings
from app.wording import guides, language
from app.wording.guides import Topic
from app.wording.language import Language
from tests.gui.conftest import WAIT

# A dialog is a window of its own, and a screen that is none cannot bring it to the fore.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)", extend=True)


@pytest.fixture
def guides_open(with_mei):
    """Open the guides over the window with the invented person."""

    def make(settings=None):
        window = with_mei(settings=settings)
        window.guiding.show_guides()
        return window, window.findChild(GuidesDialog)

    return make


def page(dialog) -> GuidePage:
    return dialog.findChild(GuidePage)


def test_the_menu_of_help_leads_to_the_guides(with_mei) -> None:
    window = with_mei()
    menu = window.rail._look.menu()

    next(action for action in menu.actions() if action.text() == "Guides").trigger()

    assert window.findChild(GuidesDialog).topic is Topic.CITIZEN


def test_asked_for_twice_they_are_brought_to_the_fore(guides_open) -> None:
    window, dialog = guides_open()

    window.guiding.show_guides()

    assert window.findChildren(GuidesDialog) == [dialog]


@pytest.mark.parametrize("topic", Topic)
def test_each_guide_is_shown_as_the_terminal_shows_it(guides_open, topic) -> None:
    _window, dialog = guides_open()
    expected = QTextDocument()
    expected.setMarkdown(guides.guide(topic).text)

    dialog.show_guide(topic)

    assert page(dialog).toPlainText() == expected.toPlainText()
    assert page(dialog).accessibleName() == guides.title(topic)
    assert "**" not in page(dialog).toPlainText()


def test_a_link_leads_to_the_other_guide(guides_open) -> None:
    _window, dialog = guides_open()

    page(dialog).anchorClicked.emit(QUrl("rulebook"))

    assert dialog.topic is Topic.RULEBOOK
    assert dialog.findChild(QComboBox).currentText() == guides.title(Topic.RULEBOOK)


@pytest.mark.parametrize("link", ["https://example.org/", "file:///etc/passwd", "mailto:a@b.c"])
def test_no_link_leads_outside(guides_open, monkeypatch, link) -> None:
    _window, dialog = guides_open()
    followed = []
    monkeypatch.setattr(QDesktopServices, "openUrl", followed.append)
    before = page(dialog).toPlainText()

    page(dialog).anchorClicked.emit(QUrl(link))

    assert followed == []
    assert page(dialog).toPlainText() == before
    assert not page(dialog).openLinks()


def test_a_picture_in_a_text_is_not_fetched(guides_open, tmp_path) -> None:
    _window, dialog = guides_open()
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"x")

    assert page(dialog).loadResource(2, QUrl.fromLocalFile(str(picture))) is None


def test_the_search_goes_from_place_to_place_and_round(guides_open, qtbot) -> None:
    _window, dialog = guides_open()
    dialog.show_guide(Topic.RULEBOOK)
    field = dialog.findChild(SearchField)
    places = []

    qtbot.keyClicks(field, "min_contacts")
    for _again in range(3):
        places.append(page(dialog).textCursor().position())
        field.returnPressed.emit()

    assert page(dialog).textCursor().selectedText() == "min_contacts"
    assert places[0] == places[1]  # it stands once in the guide: round and there again


def test_what_the_guide_does_not_say_is_told(guides_open, qtbot) -> None:
    _window, dialog = guides_open()
    field = dialog.findChild(SearchField)

    qtbot.keyClicks(field, "zebra")
    told = dialog._missing.text()
    field.clear()
    qtbot.keyClicks(field, "score")

    assert told == "The guide does not say this."
    assert dialog._missing.isHidden()


def test_another_language_is_spoken_while_they_are_open(guides_open, qtbot) -> None:
    window, dialog = guides_open()
    dialog.show_guide(Topic.JOURNALIST)

    language.use(Language.GERMAN)
    window.choose_language(Language.GERMAN)
    qtbot.waitUntil(lambda: page(dialog).toPlainText().startswith("Anleitung"), timeout=WAIT)

    assert dialog.topic is Topic.JOURNALIST
    assert dialog.findChild(QComboBox).currentText() == guides.title(Topic.JOURNALIST)


def test_every_control_has_a_name_and_nothing_is_wider_than_the_least_window(guides_open) -> None:
    window, dialog = guides_open(Settings(Language.GERMAN, text_size=200))

    for control in (dialog.findChild(QComboBox), dialog.findChild(SearchField), page(dialog)):
        assert control.accessibleName()
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
