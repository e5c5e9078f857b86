"""No text is cut and nothing is wider than the page, in any state, language and size of text."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.gui import theme
from app.gui.pages.audit.build import joined
from app.gui.shared.page import Breadth
from app.settings import Theme
from app.wording import language
from app.wording.language import Language
from tests.gui.pages.audit import states
from tests.gui.pages.audit.stage import Books, Core, Places
from tests.gui.pages.breakdown.stage import AtOnce
from tests.gui.test_nothing_is_clipped import cut_buttons, cut_labels

WAIT = 10_000
_TURNS = 30
ROOMS = ((1072, Breadth.WIDE, 100), (944, Breadth.MIDDLE, 100), (688, Breadth.NARROW, 200))


@pytest.mark.parametrize(("speech", "room"), list(itertools.product(Language, ROOMS)), ids=str)
def test_every_state_has_room_for_its_words(qtbot, look, speech, room) -> None:
    width, breadth, text = room
    language.use(speech)
    look.choose(Theme.LIGHT, text)
    faults = []
    for state in states.STATES:
        window = QWidget()
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        qtbot.addWidget(window)
        window.resize(width, 900)
        page = joined(AtOnce(), Core().asks(), Books(), Places(), states.desk_of(state))
        page.setParent(window)
        page.resize(width, 900)
        page.arrange(breadth)
        window.show()
        qtbot.waitUntil(page.settled, timeout=WAIT)
        inner = page.content
        found: list[str] = []
        for _turn in range(_TURNS):  # layouts take a few turns until they rest
            # All of it at once: what is out of sight is not looked at.
            page.resize(width, max(900, inner.minimumSizeHint().height() + 40))
            window.resize(page.size())
            qtbot.wait(10)
            least = inner.minimumSizeHint().width()
            wide = least > width - theme.current().px(12)  # the bar's
            found = [f"{least} in {width}"] if wide else []
            found += (*cut_labels(inner), *cut_buttons(inner))
            if not found:
                break
        faults += [f"{state}: {one}" for one in found]
        window.close()
    language.use(Language.ENGLISH)

    assert theme.current().scale == text / 100
    assert not faults, "\n".join(faults)
