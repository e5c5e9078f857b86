"""No text is cut and no page is wider than its window: every page, language, width and text size."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollArea, QWidget

from app.gui import theme
from app.gui.engine import Engine
from app.gui.pages_made import CONTACTS, ON_THE_RAIL, OTHERS, QUESTIONS, RULEBOOK, WHAT_IF
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording import language
from app.wording.language import Language
from tests.gui.conftest import WAIT, stands

_TURNS = 4  # looks at a page, between which nothing moves
SIZES = ((1280, 800, 100), (1280, 800, 200), (1000, 700, 100), (800, 560, 100), (800, 560, 200))
# Still wider than the least window where text is twice as large; take a page out once it folds.
TOO_WIDE_AT_TWICE = frozenset({CONTACTS, OTHERS, RULEBOOK, WHAT_IF})
PAGES = (*ON_THE_RAIL, QUESTIONS)


@pytest.fixture(params=itertools.product(Language, SIZES), ids=lambda one: f"{one[0]}-{one[1]}")
def window(request, opened, qtbot, look):
    speech, (width, height, percent) = request.param
    language.use(speech)
    look.choose(Choice.LIGHT, percent)
    made = opened(Engine(), Settings(speech, text_size=percent))
    made.resize(width, height)
    made.opening.open_sample()
    qtbot.waitUntil(lambda: stands(made), timeout=WAIT)
    yield made
    language.use(Language.ENGLISH)


def settle(window, qtbot, name: str) -> None:
    """Wait until a page is before the reader, filled, and at rest: layouts take a few turns."""
    before: list[tuple[int, ...]] = []

    def at_rest() -> bool:
        page = window.stack.currentWidget()
        if page is not window._pages.get(name) or window._tasks.busy:
            before.clear()
            return False
        inner = page.widget()
        places = [label.geometry().getRect() for label in inner.findChildren(QLabel)]
        now = (hash(tuple(places)), inner.width(), inner.height())
        before.append(now)
        return before[-_TURNS:] == [now] * _TURNS

    qtbot.waitUntil(at_rest, timeout=WAIT)


def where(widget: QWidget) -> str:
    names = []
    while widget is not None and not isinstance(widget, QScrollArea):
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names[:4])


def cut_labels(root: QWidget) -> list[str]:
    found = []
    for label in root.findChildren(QLabel):
        text = label.text()
        if not text or not label.isVisible() or label.visibleRegion().isEmpty():
            continue
        room, face = label.contentsRect(), QFontMetricsF(label.font())
        if label.wordWrap():
            flags = int((Qt.TextFlag.TextWordWrap | label.alignment()).value)
            needed = face.boundingRect(QRectF(0, 0, room.width(), 1_000_000), flags, text)
            wide = max(face.horizontalAdvance(word) for word in text.split()) if text.split() else 0
            # Chinese breaks anywhere.
            cut = needed.height() > room.height() + 2 or (
                language.current() is not Language.CHINESE and wide > room.width() + 1
            )
        else:
            cut = max(face.horizontalAdvance(line) for line in text.split("\n")) > room.width() + 1
        if cut:
            found.append(f"{text!r} in {room.width()} x {room.height()}: {where(label)}")
    return found


def cut_buttons(root: QWidget) -> list[str]:
    found = []
    for button in root.findChildren(QAbstractButton):
        shown = button.isVisible() and not button.visibleRegion().isEmpty()
        only_icon = getattr(button, "toolButtonStyle", None)
        if not shown or not button.text().strip():
            continue
        if only_icon and only_icon() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            continue
        width = QFontMetricsF(button.font()).horizontalAdvance(button.text().replace("&&", "&"))
        if width > button.width():
            found.append(f"{button.text()!r} in {button.width()}: {where(button)}")
    return found


def test_every_text_fits_and_no_page_scrolls_sideways(window, qtbot) -> None:
    faults: list[str] = []
    for name in PAGES:
        window.show_page(name)
        settle(window, qtbot, name)
        page = window.stack.currentWidget()
        inner = page.widget()
        known = name in TOO_WIDE_AT_TWICE and (window.width(), theme.current().scale) == (800, 2.0)
        if inner.width() > page.viewport().width() and not known:
            faults.append(f"{name}: {inner.width()} wide in {page.viewport().width()}")
        faults += [f"{name}: {cut}" for cut in (*cut_labels(inner), *cut_buttons(inner))]
    for part in (window.rail, window.header):
        faults += [
            f"{type(part).__name__}: {cut}" for cut in (*cut_labels(part), *cut_buttons(part))
        ]
    assert not faults, "\n".join(faults)


def test_a_text_that_is_cut_is_found(qtbot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    cut, whole = QLabel("Half of this cannot be read", root), QLabel("All of this", root)
    cut.setFixedWidth(40)
    whole.move(0, 60)
    wrapped = QLabel("This takes more lines than it has room for", root)
    wrapped.setWordWrap(True)
    wrapped.setGeometry(0, 100, 90, 18)
    button = QPushButton("So does this one", root)
    button.setGeometry(0, 160, 30, 24)
    root.show()

    assert [line.split("'")[1] for line in cut_labels(root)] == [cut.text(), wrapped.text()]
    assert len(cut_buttons(root)) == 1
