"""What makes do with little room: lines that fold, a field whose magnifier grows with the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

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


@pytest.fixture
def filled(qtbot):
    """Make a line: a button, a field that takes what is left, a button."""
    parts = [QPushButton("a"), QLineEdit(), QPushButton("b")]
    for part in (parts[0], parts[2]):
        part.setFixedSize(100, 20)
    parts[1].setFixedHeight(20)
    parts[1].setMinimumWidth(80)
    box = flowing(10, 4, *parts, filling=parts[1])
    window = QWidget()
    qtbot.addWidget(window)
    box.setParent(window)
    window.show()
    yield box, parts
    window.close()


@given(width=integers(100, 900))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_what_fills_takes_all_that_its_line_leaves(filled, width: int) -> None:
    box, (first, field, last) = filled
    box.resize(width, box.heightForWidth(width))
    box.layout().activate()

    ends = [part.geometry().right() + 1 for part in (first, field, last)]
    assert max(ends) <= width
    assert field.width() >= 80
    same_line = [part for part in (first, field, last) if part.y() == field.y()]
    taken = sum(part.width() + 10 for part in same_line) - 10
    assert taken == width
    assert box.height() == last.y() + 20


def test_what_is_put_last_comes_last(filled) -> None:
    box, (first, field, last) = filled
    box.layout().put_last(field)
    box.resize(300, box.heightForWidth(300))
    box.layout().activate()

    assert (first.x(), last.x(), field.x()) == (0, 110, 220)


def test_a_line_is_as_high_as_what_stands_in_it_now(three) -> None:
    box, parts = three
    assert box.heightForWidth(320) == 20

    parts[2].setFixedSize(100, 50)
    assert box.heightForWidth(320) == 50

    parts[2].hide()
    assert box.heightForWidth(320) == 20
