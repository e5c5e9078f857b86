"""What makes do with little room: lines that fold, a field whose magnifier grows with the text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.shared.flow import flowing
from app.gui.shared.search_field import SearchField
from app.settings import Theme as Choice


@pytest.fixture
def three(qtbot):
    parts = [QLabel(f"{number}") for number in range(3)]
    for part in parts:
        part.setFixedSize(100, 20)
    box = flowing(10, 4, *parts)
    window = QWidget()
    qtbot.addWidget(window)
    box.setParent(window)
    window.show()
    yield box, parts
    window.close()


def test_what_does_not_fit_beside_each_other_goes_on_below(three) -> None:
    box, _parts = three

    assert box.heightForWidth(320) == 20
    assert box.heightForWidth(319) == 44
    assert box.minimumSizeHint().width() == 100


def test_what_is_hidden_leaves_no_gap(three) -> None:
    box, parts = three
    parts[1].hide()
    box.resize(210, 20)

    assert box.heightForWidth(210) == 20
    assert box.sizeHint().width() == 210


def test_the_magnifier_and_the_room_for_it_grow_with_the_text(qtbot, look) -> None:
    small = SearchField("Search records")
    qtbot.addWidget(small)
    look.choose(Choice.LIGHT, 200)
    large = SearchField("Search records")
    qtbot.addWidget(large)

    assert large.textMargins().left() == 2 * small.textMargins().left()
    large.resize(400, 64)
    glass = large.grab().toImage().copy(0, 0, 2 * 36, 64)
    inked = [
        x for x in range(8, 72) for y in range(12, 52) if glass.pixelColor(x, y).lightness() < 180
    ]
    assert max(inked) - min(inked) > 24  # Qt's own stays 16 pixels wide
