"""The What if page in its window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from app.domain.rulebook import Stance
from app.gui.engine import Engine
from app.gui.pages_made import BREAKDOWN, WHAT_IF
from app.gui.printing import as_csv, drawn, pictured, write_png
from app.gui.shared.page import Breadth
from app.outputs.writing import write_privately
from tests.gui.conftest import WAIT
from tests.gui.pages.whatif.stage import case


@pytest.fixture
def window(opened, qtbot):
    window = opened(Engine())
    window.resize(1280, 800)
    window.session.open(case())
    qtbot.waitUntil(lambda: window.session.explanation is not None, timeout=WAIT)
    window.show_page(WHAT_IF)
    settled(qtbot, window)
    return window


@pytest.fixture
def page(window, qtbot):
    page = window._page(WHAT_IF)
    qtbot.waitUntil(lambda: page.chart.span.text() not in {"", "…"}, timeout=WAIT)
    return page


def settled(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)


def test_slider_and_number_box_are_one(page, qtbot) -> None:
    row = page.sliders.rows["volunteer"]

    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.box.value() == 1
    row.box.setValue(3)
    assert row.slider.value() == 3
    assert row.worth.text().startswith("+")
    assert row.slider.accessibleName() == "Volunteer days, a month"
    assert "Worth now: +" in row.slider.accessibleDescription()
    qtbot.waitUntil(lambda: page.chart.span.text() not in {"", "…"}, timeout=WAIT)


def test_a_slider_follows_the_pointer_and_leaves_the_wheel_to_the_page(page) -> None:
    slider = page.sliders.rows["volunteer"].slider

    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert slider.value() == 4
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), slider.rect().topLeft(), slider.rect().bottomRight(),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    slider.wheelEvent(turn)
    assert slider.value() == 4


def test_speech_and_ties_are_locked_until_they_are_opened(page) -> None:
    assert "posts" not in page.sliders.rows
    assert "drop-contact" not in page.sliders.rows

    QTest.mouseClick(page.sliders.unlock, Qt.MouseButton.LeftButton)
    assert {"posts", "add-contact", "drop-contact"} <= set(page.sliders.rows)
    page.sliders.rows["posts"].box.setValue(1)
    assert page.sliders.rows["posts"].worth.text().startswith("−")

    QTest.mouseClick(page.sliders.unlock, Qt.MouseButton.LeftButton)
    assert "posts" not in page.sliders.rows


def test_the_keys_go_from_what_happens_to_what_happens(page) -> None:
    chart = page.chart.chart
    whole = chart.accessibleName()
    chart.setFocus()

    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "with the plan" in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleName() == chart.lines.said(chart.lines.last)
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.accessibleName() == whole


def test_chart_and_table_say_the_same_and_can_be_saved(page, tmp_path) -> None:
    page.chart._switch.turn(table=True)
    assert page.chart._table.rowCount() == len(page.chart.as_table().rows)
    entries = {entry.name: entry for entry in page.exports()}
    chart = entries["Where your score would go"]
    page.chart._switch.turn(table=False)
    write_png(pictured(chart), tmp_path / "a.png")
    write_privately(drawn(chart), tmp_path / "a.svg")
    assert (tmp_path / "a.png").stat().st_size > 1000
    assert "nothing new" in (tmp_path / "a.svg").read_text()
    for entry in entries.values():
        assert as_csv(entry.table())


@pytest.mark.parametrize("breadth", list(Breadth))
def test_everything_has_room_in_every_breadth(page, breadth) -> None:
    page.arrange(breadth)
    assert page.sliders.isVisible()
    assert page.chart.isVisible()


def test_what_a_correction_is_worth_is_carried_over_from_breakdown(window, qtbot) -> None:
    record = str(window.session.case.export.records.id[0])
    window.show_page(BREAKDOWN)
    settled(qtbot, window)
    window._page(BREAKDOWN).worth_wanted.emit(record)
    settled(qtbot, window)

    page = window._page(WHAT_IF)
    assert window.stack.currentWidget() is page
    assert page.worth.isVisible()
    assert "Correcting it would be worth" in page._worth_words.text()


def test_keeping_a_plan_explains_nothing_anew_and_stays_whatever_is_undone(
    window, page, qtbot
) -> None:
    before = window.session.explanation
    page.sliders.rows["bills"].box.setValue(2)
    page.sliders.save.saved.emit("Bills only")

    assert window.session.explanation is before
    assert [one.name for one in window.session.case.scenarios] == ["Bills only"]
    settled(qtbot, window)
    page.sliders.rows["volunteer"].box.setValue(1)
    for _each in range(3):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert page.sliders.rows["volunteer"].box.value() == 0  # the sliders went back
    assert [one.name for one in window.session.case.scenarios] == ["Bills only"]
    settled(qtbot, window)


def test_a_name_that_is_taken_is_replaced_only_where_the_button_says_so(page) -> None:
    box = page.sliders.save
    box.show_name("Calm", ("Calm", "Steady"))

    box.field.setText("Steady")
    assert box.keep.text() == "Replace"
    assert not box.rename.isEnabled()
    box.field.setText("Calm")
    assert box.keep.text() == "Save"
    box.field.setText("Another")
    assert box.keep.text() == "Save"
    assert box.rename.isEnabled()


def test_nothing_on_the_page_advises_silence_or_dropping_a_friend(page) -> None:
    from PySide6.QtWidgets import QLabel

    said = [label.text() for label in page.findChildren(QLabel)]
    assert "Whyscore does not suggest silence, or dropping a friend." in said


def test_the_form_tells_what_is_wished(page) -> None:
    QTest.mouseClick(page.sliders.seek, Qt.MouseButton.LeftButton)
    form = page.finder
    assert form.wish().target == 701
    assert form.wish().limits == {}
    assert "posts" not in form._rows

    form.perk.setCurrentIndex(1)
    form.perk.activated.emit(1)
    form._rows["volunteer"].most.setValue(3)
    form._rows["donate"].on.setChecked(False)
    form.own.setChecked(True)
    form._rows["bills"].effort.setValue(7)
    form.allowed[Stance.TIES].setChecked(True)

    wish = form.wish()
    assert wish.target == 650
    assert wish.limits == {"volunteer": 3}
    assert wish.off == {"donate"}
    assert wish.efforts == {"bills": 7}
    assert wish.allowed == {Stance.TIES}
    assert form._rows["drop-contact"].most.isVisible()
    form.own.setChecked(False)
    assert form.wish().efforts == {}
