"""The waterfall as the reader sees and steers it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.gui.charts.waterfall import WaterfallChart
from app.gui.pages.breakdown.account import waterfall
from tests.gui.pages.breakdown import mei


@pytest.fixture
def chart(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = WaterfallChart(window)
    made.show_chart(waterfall(mei.explanation()))
    made.resize(640, made.sizeHint().height())
    window.show()
    yield made
    window.close()


def test_a_click_on_a_row_chooses_its_factor(chart, qtbot) -> None:
    with qtbot.waitSignal(chart.chosen, timeout=1000) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle_of(chart, 2))

    assert told.args == ["purchases"]


def test_a_click_on_a_figure_chooses_nothing(chart, qtbot) -> None:
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle_of(chart, 0))


def test_arrow_keys_go_from_factor_to_factor_and_stop_at_the_ends(chart, qtbot) -> None:
    told = []
    chart.chosen.connect(told.append)

    for key in ("Down", "Down", "Up", "Up", "End", "Down", "Home"):
        qtbot.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))

    assert told == ["bills", "purchases", "bills", "bills", "driving", "driving", "bills"]


def test_a_screen_reader_hears_the_selected_row_and_the_whole_account(chart) -> None:
    chart.select("purchases")

    assert chart.accessibleName() == "Waterfall, Purchases: +21, guess; makes 672"
    assert "Unexplained: −4; makes 648" in chart.accessibleDescription()


def test_f1_tells_about_the_selected_row_and_else_about_our_figure(chart) -> None:
    assert chart.note().title == "Our figure"

    chart.select("purchases")

    assert (chart.note().title, chart.note().figure) == ("Purchases", "+21")
    assert chart.note().lines[0].text == "672"


def test_a_chart_without_rows_paints_nothing_and_says_nothing(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    empty = WaterfallChart(window)
    window.show()

    assert empty.note() is None
    assert not empty.grab().isNull()


def test_one_function_paints_screen_and_svg(chart) -> None:
    buffer = QBuffer()
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(chart.size())
    painter = QPainter(picture)
    chart.paint_on(painter)
    painter.end()

    drawn = bytes(buffer.data()).decode()
    assert drawn.startswith("<?xml")
    for text in ("Purchases", "+21", "672"):
        assert text in drawn


def test_a_narrow_chart_wraps_long_labels_instead_of_cutting_them(chart) -> None:
    usual = chart.sizeHint().height()
    shown = waterfall(mei.explanation())
    long = "Number of bills for electricity, water and telephone paid on time"
    rows = tuple(
        type(row)(row.part, row.id, long if row.id == "bills" else row.label, row.before, row.after,
                  row.points, row.decimals, row.guess)
        for row in shown.rows
    )  # fmt: skip
    chart.show_chart(type(shown)(rows, shown.marks, "Points", "Makes"))

    assert chart.sizeHint().height() > usual


def test_the_selected_row_is_seen(chart) -> None:
    before = chart.grab().toImage()
    chart.select("purchases")
    after = chart.grab().toImage()

    assert different(before, after)


def middle_of(chart: WaterfallChart, row: int) -> QPoint:
    place = chart._layout.places[row]
    return QPoint(chart.width() // 2, round(place.middle))


def different(one: QImage, other: QImage) -> bool:
    assert one.size() == other.size() != QSize(0, 0)
    return one != other
