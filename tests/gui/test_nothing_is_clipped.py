"""No text is cut and no page is wider than its window: every page, language, width and text size."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollArea, QWidget

from app.gui.engine import Engine
from app.gui.pages.whatif.tabs import PLAN, PRESSURE, RATES
from app.gui.pages_made import ON_THE_RAIL, QUESTIONS, RULEBOOK, WHAT_IF
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording import language
from app.wording.language import Language
from tests.gui.conftest import WAIT, stands

_TURNS = 4  # looks at a page, between which nothing moves
SIZES = ((1280, 800, 100), (1280, 800, 200), (1000, 700, 100), (800, 560, 100), (800, 560, 200))
PAGES = (*ON_THE_RAIL, QUESTIONS)
WINDOWS = [
    *itertools.product((Language.ENGLISH, Language.GERMAN), SIZES),
    # Chinese is shorter than both: the usual window, and the one with the least room.
    *((Language.CHINESE, size) for size in (SIZES[0], SIZES[-1])),
]


@pytest.fixture(params=WINDOWS, ids=lambda one: f"{one[0]}-{one[1]}")
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
        if inner.width() > page.viewport().width():
            faults.append(f"{name}: {inner.width()} wide in {page.viewport().width()}")
        faults += [f"{name}: {cut}" for cut in (*cut_labels(inner), *cut_buttons(inner))]
    for part in (window.rail, window.header):
        faults += [
            f"{type(part).__name__}: {cut}" for cut in (*cut_labels(part), *cut_buttons(part))
        ]
    assert not faults, "\n".join(faults)


def too_wide(window, qtbot, name: str, what: str) -> list[str]:
    settle(window, qtbot, name)
    page = window.stack.currentWidget()
    inner, room = page.widget(), page.viewport().width()
    wide = [f"{inner.width()} wide in {room}"] if inner.width() > room else []
    return [f"{what}: {cut}" for cut in (*wide, *cut_labels(inner), *cut_buttons(inner))]


@pytest.mark.parametrize("window", [(Language.GERMAN, (800, 560, 200))], indirect=True)
def test_what_opens_on_a_page_folds_too(window, qtbot) -> None:
    """German has the longest words, and a name that somebody gives may be longer than these."""
    window.show_page(WHAT_IF)
    faults = too_wide(window, qtbot, WHAT_IF, "plan")
    page = window.stack.currentWidget()
    for tab in (RATES, PRESSURE, PLAN):
        page.tabs.button(tab).click()
        faults += too_wide(window, qtbot, WHAT_IF, f"tab {tab}")
    page.sliders.seek.click()
    for box in (page.finder.own, *page.finder.allowed.values()):
        box.setChecked(True)
    faults += too_wide(window, qtbot, WHAT_IF, "finder")
    page.finder.left.emit()
    page.sliders.unlock.click()
    for name in ("Kurz", "Ein langer Name mit vierzig Buchstaben oh"):
        page.sliders.save.saved.emit(name)
    page.scenarios.lines.setChecked(True)
    faults += too_wide(window, qtbot, WHAT_IF, "scenarios")
    window.show_page(RULEBOOK)
    settle(window, qtbot, RULEBOOK)
    page = window.stack.currentWidget()
    page.compare_wanted.emit()
    faults += too_wide(window, qtbot, RULEBOOK, "comparison")
    page.middle.setCurrentWidget(page.report)
    faults += too_wide(window, qtbot, RULEBOOK, "report")
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
