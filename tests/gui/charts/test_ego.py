"""The ego picture as the reader steers it, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.gui.charts.ego import EgoChart
from app.gui.charts.ego_painting import Around, Ego

PEOPLE = (
    Around("c1", "Ana", "+2.2", 1.0, 2.2, "Ana, closeness 1.0, score 742"),
    Around("c2", "<b>Bo</b>", "−0.9", 0.6, -0.9, "<b>Bo</b>, closeness 0.6, score 548"),
    Around("c3", "Ping", "no score known", 0.5, None, "Ping, closeness 0.5, no score known"),
)


@pytest.fixture
def chart(qtbot, look):
    assert look  # worn: positions are told in its pixels
    window = QWidget()
    qtbot.addWidget(window)
    made = EgoChart(window)
    made.resize(472, 520)
    made.show_ego(Ego("652", PEOPLE, guess=True))
    window.resize(500, 540)
    window.show()
    yield made
    window.close()


def place_of(chart, contact) -> QPoint:
    node = next(node for node in chart.layout_shown.nodes if node.id == contact)
    return QPoint(round(node.x), round(node.y))


def test_where_everything_stands_is_worked_out_before_a_hidden_picture_is_painted(
    qtbot, look
) -> None:
    assert look
    window = QWidget()
    qtbot.addWidget(window)
    made = EgoChart(window)
    made.resize(472, 520)
    made.show_ego(Ego("652", PEOPLE, guess=True))
    qtbot.wait(20)
    assert made._layout is None  # its size is not told yet: it may be another one

    window.grab()  # as a page is laid out while it is hidden
    made.show_ego(Ego("653", PEOPLE, guess=True))

    qtbot.waitUntil(lambda: made._layout is not None)
    assert not made.isVisible()


def test_a_click_on_a_mark_chooses_its_contact(chart, qtbot) -> None:
    with qtbot.waitSignal(chart.chosen, timeout=1000) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place_of(chart, "c2"))

    assert told.args == ["c2"]


def test_a_click_beside_all_marks_chooses_nobody(chart, qtbot) -> None:
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_arrow_keys_walk_around_and_begin_again(chart, qtbot) -> None:
    told = []
    chart.chosen.connect(told.append)
    around = [node.id for node in chart.layout_shown.nodes]

    for _step in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Home)

    assert told == [*around, around[0], around[-1], around[-1], around[0]]


def test_a_screen_reader_hears_the_selected_contact_and_everybody(chart) -> None:
    chart.select("c3")

    assert chart.accessibleName() == "Contacts, Ping, closeness 0.5, no score known"
    assert "Ana, closeness 1.0, score 742" in chart.accessibleDescription()


def test_f1_asks_about_the_selected_contact_only(chart) -> None:
    asked = []
    chart.noter = asked.append

    chart.note()
    chart.select("c1")
    chart.note()

    assert asked == ["c1"]


def test_an_empty_picture_has_nobody_to_walk_to(chart, qtbot) -> None:
    chart.show_ego(Ego())

    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.keyClick(chart, Qt.Key.Key_Right)


def test_the_picture_can_be_drawn_for_a_file_with_every_name_in_it(chart) -> None:
    memory = QBuffer()
    memory.open(QBuffer.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(memory)
    paper.setSize(QSize(472, 520))
    paper.setViewBox(QRect(0, 0, 472, 520))
    painter = QPainter(paper)
    chart.paint_on(painter)
    painter.end()

    drawn = bytes(memory.data()).decode()
    for name in ("Ana", "Ping", "&lt;b&gt;Bo", "652"):
        assert name in drawn


def test_a_gain_is_blue_and_a_loss_is_orange(chart) -> None:
    image = QImage(472, 520, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.paint_on(painter)
    painter.end()

    gives, costs = (image.pixelColor(place_of(chart, one)) for one in ("c1", "c2"))
    assert gives.blue() > gives.red()
    assert costs.red() > costs.blue()
