"""A person wants 701 by September: a plan, a slider moved off it, two scenarios side by side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.gui.pages_made import WHAT_IF
from app.gui.printing import as_csv
from app.wording.language import Language
from app.workflow import ahead
from app.workflow.explaining import Question
from tests.journeys.seats import WAIT, tables


@pytest.mark.window
def test_a_target_becomes_a_plan_and_off_it_the_perk_goes(seat, dog, qtbot) -> None:  # noqa: PLR0915
    me = seat(Language.ENGLISH)
    dog.begin("open the sample")
    me.window.open_sample()
    me.until(lambda: me.window.session.explanation is not None)
    me.settle()
    dog.begin("what if")
    page = me.go(WHAT_IF)
    case = me.window.session.case
    me.until(lambda: page.chart.span.text() not in {"", "…"})
    assert page.sentence.text().startswith("If nothing new happens")

    # The target is asked for, the next threshold is there already, and the work can be stopped.
    dog.begin("find a plan")
    me.click(page.sliders.seek)
    assert page.finder.target.value() == 701
    page.finder.target.setValue(700)
    me.click(page.finder.seek)
    assert page.finder.stop.isVisible()
    me.click(page.finder.stop)
    assert page.finder.seek.isVisible()
    assert not page.found.isVisible()
    me.click(page.finder.seek)
    me.until(page.found.isVisible)
    me.settle()
    units = {name: row.box.value() for name, row in page.sliders.rows.items()}
    looked = ahead.look_ahead(
        case.export, Question(case.rulebook, case.day), page.chart.chart.lines.last
    )
    assert looked.frame(units).published[-1] >= 700
    assert page.chart.score.text() == f"{looked.frame(units).published[-1]:.0f}"
    assert "700 is kept" in page.sliders.target.text()
    assert page.found.found.schedule is not None

    # With one more step the visa comes into reach; the plan is kept.
    dog.begin("keep two scenarios")
    me.click(page.sliders.seek)
    page.finder.target.setValue(701)
    me.click(page.finder.seek)
    me.until(lambda: page.finder.isHidden() and "701" in page.sliders.target.text())
    me.settle()
    visa = next(name for name in page.scenarios.shown.perks if name.startswith("Fewer papers"))
    page.sliders.save.saved.emit("Steady")
    me.settle()
    row = page.scenarios.shown.perks.index(visa)
    steady = next(one for one in page.scenarios.shown.columns if one.key == "Steady")
    assert steady.perks[row].mark == "full"

    # A slider moved off the plan, by the keyboard: the perk goes.
    moved = next(row for name, row in page.sliders.rows.items() if row.box.value() > 0)
    moved.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(moved.slider, Qt.Key.Key_Home)
    assert moved.box.value() == 0
    qtbot.waitUntil(lambda: page.chart.span.text() != "…", timeout=WAIT)
    me.settle()
    assert "701 is not reached" in page.sliders.target.text()
    now = next(one for one in page.scenarios.shown.columns if one.now)
    assert now.key is None
    assert now.perks[row].mark != "full"

    # Both are kept and compared; the table that can be saved says the same.
    page.sliders.save.saved.emit("Less")
    me.settle()
    compared = page.scenarios.shown
    assert [one.title for one in compared.columns] == ["Nothing new", "Steady", "Less"]
    saved = tables(page)["Scenarios side by side"]
    assert saved == compared.as_table()
    assert as_csv(saved)
    page.scenarios.lines.setChecked(True)
    me.settle()
    assert [name for name, _line in page.chart.chart.lines.others] == ["Steady"]

    # Undo takes away no plan that was saved.
    me.window.session.undo()
    me.settle()
    assert [one.key for one in page.scenarios.shown.columns] == ["", "Steady", "Less"]

    # The other tabs: prices, and by what means the rules press.
    dog.begin("prices")
    me.click(page.tabs.button(1))
    me.settle()
    assert "The price of silence" in {row[0] for row in tables(page)["Exchange rates"].rows}
    me.click(page.tabs.button(2))
    me.settle()
    assert tables(page)["Pressure"].rows
