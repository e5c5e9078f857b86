"""The page as the reader meets it: steps, keys, switches, tables, what is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.cohort import CohortShape, TableReading
from app.gui.charts.effects import EffectChart
from app.gui.charts.histogram import HistogramChart
from app.gui.charts.intervals import IntervalChart
from app.gui.charts.stops import StopChart
from app.gui.pages.audit.build import joined
from app.gui.pages.audit.desk import Desk, Step
from app.gui.pages.audit.mapper import MapperCard
from app.gui.shared.page import Breadth
from app.wording import language
from app.wording.language import Language
from tests.gui.pages.audit import found
from tests.gui.pages.audit.stage import Books, Core, Places
from tests.gui.pages.breakdown.stage import AtOnce

WAIT = 5_000


@pytest.fixture
def shown(qtbot, look):
    del look  # worn, not asked
    windows = []

    def make(desk=None, speech=Language.ENGLISH, size=(1072, 744), core=None, places=None):
        language.use(speech)
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(*size)
        asks = (core or Core()).asks()
        page = joined(AtOnce(), asks, Books(), places or Places(), desk or Desk())
        page.setParent(window)
        page.resize(*size)
        window.show()
        qtbot.waitUntil(page.settled, timeout=WAIT)
        return page

    yield make
    for window in windows:
        window.close()
    language.use(Language.ENGLISH)


def with_findings(findings=None, **more) -> Desk:
    desk = Desk(path=Path("cohort"), cohort=found.cohort(), choices=found.CHOICES)
    desk.ran, desk.step = found.ran(findings, **more), Step.FINDINGS
    return desk


def there(page) -> set[str]:
    return {key for key, card in page.findings.cards.items() if not card.isHidden()}


def test_the_whole_way_from_files_to_findings(shown, qtbot) -> None:
    core = Core()
    page = shown(core=core)

    page.take_files([Path("cohort")])
    page.primary.click()
    qtbot.waitUntil(lambda: page.settled() and bool(there(page)), timeout=WAIT)

    assert page.primary.text() == "Make the evidence pack"
    assert {"published", "claims", "rates", "gap", "limits"} <= there(page)


def test_the_steps_say_where_the_reader_is(shown) -> None:
    page = shown(with_findings())
    buttons = page.steps.buttons

    assert buttons[2].accessibleName() == "Step 3 of 4: Findings"
    assert buttons[2].accessibleDescription() == "on this page"
    assert buttons[0].accessibleDescription() == "done; 12,480 people in 3 files"
    assert not buttons[1].isEnabled()  # nothing is being recomputed


def test_a_step_is_gone_to_by_a_click_and_by_the_space_bar(shown, qtbot) -> None:
    page = shown(with_findings())

    page.steps.buttons[0].click()
    assert page.choosing.isVisible()

    page.steps.buttons[2].setFocus()
    qtbot.keyClick(page.steps.buttons[2], Qt.Key.Key_Space)
    assert page.findings.isVisible()


def test_every_card_is_there_for_full_findings(shown) -> None:
    assert len(there(shown(with_findings()))) == 13


def test_cards_without_anything_to_show_are_not_there(shown) -> None:
    bare = replace(
        found.findings(), groups=(), gaps=(), outcomes=(), pressure=(), books=(), fit=None,
        honesty=None, suppressed=(), faulty_people=0, faulty=(), claims=(),
    )  # fmt: skip
    page = shown(with_findings(bare))

    assert there(page) == {"published", "claims", "left", "limits"}
    assert "No claim was chosen" in page.findings.cards["claims"]._none.text()


def test_every_chart_has_a_table_with_the_same_rows(shown) -> None:
    page = shown(with_findings())

    for key in ("published", "claims", "rates", "gap", "scores", "outcomes", "left", "books"):
        card = page.findings.cards[key]
        card.switch.turn(table=True)
        assert card.stack.currentWidget() is card._table
        assert card._table.rowCount() == len(card.exported().table().rows) > 0


def test_the_arrow_keys_lead_through_the_claims_and_are_read_aloud(shown, qtbot) -> None:
    chart = shown(with_findings()).findings.cards["claims"].findChild(EffectChart)
    chart.setFocus()

    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)

    assert "“Imported goods” does not count: −14.2" in chart.accessibleName()
    assert "contradicted" in chart.accessibleName()
    assert chart.note().title == "“Imported goods” does not count"

    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.at == 3
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.at == 0


def test_the_pointer_tells_what_a_bar_counts(shown, monkeypatch) -> None:
    chart = shown(with_findings()).findings.cards["published"].findChild(HistogramChart)
    told = []
    monkeypatch.setattr(
        "app.gui.shared.tips.QToolTip.showText", lambda _at, text, _of: told.append(text)
    )
    place = chart.box_of(26).center().toPoint()

    QApplication.sendEvent(
        chart, QHelpEvent(QHelpEvent.Type.ToolTip, place, chart.mapToGlobal(place))
    )
    QApplication.sendEvent(chart, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(-9, -9), place))

    assert told[0].startswith("−0.5 to +0.5 points: 3,950 people")
    assert told[1] == ""


def test_a_click_on_a_bar_goes_to_it(shown, qtbot) -> None:
    chart = shown(with_findings()).findings.cards["published"].findChild(HistogramChart)

    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.box_of(26).center().toPoint())

    assert chart.at == 26


def test_by_month_shows_the_months_and_their_table(shown) -> None:
    card = shown(with_findings()).findings.cards["published"]

    card._other.click()
    card.switch.turn(table=True)

    assert card._table.rowCount() == 12
    assert card._other.text() == "how many"


def test_another_column_to_tell_people_apart_changes_chart_and_heading(shown) -> None:
    card = shown(with_findings()).findings.cards["rates"]

    card.by.choose("region")

    assert card.heading.text() == "At 650 or more, by region"
    assert "north" in card.findChild(IntervalChart).accessibleDescription()


def test_other_two_groups_change_the_gap(shown) -> None:
    card = shown(with_findings()).findings.cards["gap"]
    assert card.heading.text() == "Where the gap of 31 points comes from"

    card._pair.choose(("45 to 54", "25 to 34"))

    assert card.heading.text() == "Where the gap of 16 points comes from"
    assert card.chart.chart.rows[-1].label == "25 to 34, mean"


def test_everything_shown_can_be_saved_and_paints_something(shown) -> None:
    page = shown(with_findings())

    exports = page.exports()

    assert len({one.name for one in exports}) == len(exports) >= 14
    for one in exports:
        if one.widget is None:
            continue
        picture = QPixmap(one.widget.size())
        picture.fill(Qt.GlobalColor.white)
        blank = picture.toImage()
        painter = QPainter(picture)
        one.paint(painter)
        painter.end()
        assert picture.toImage() != blank


def test_nothing_is_to_be_saved_before_there_are_findings(shown) -> None:
    assert shown().exports() == ()


def test_every_chart_and_button_has_a_name(shown) -> None:
    page = shown(with_findings())

    for chart in page.findChildren(StopChart):
        assert chart.accessibleName()
        assert chart.accessibleDescription()


def test_ticks_boxes_and_fields_are_told_with_their_names(shown) -> None:
    heard = []
    page = shown(Desk(path=Path("cohort"), cohort=found.cohort(), choices=found.CHOICES))
    page.choosing.changed.connect(heard.append)

    page.choosing.claims.rules.ticks["contacts"].box.click()
    page.choosing.groups.attributes.ticks["gender"].box.click()
    page.choosing.groups.thresholds.setText("600 650")
    page.choosing.groups.thresholds.editingFinished.emit()
    page.choosing.groups.smallest.setValue(30)
    page.choosing.groups.smallest.editingFinished.emit()

    last = heard[-1]
    assert "contacts" in last.claims
    assert last.groups == ("age", "region", "gender")
    assert last.thresholds == (600.0, 650.0)
    assert last.smallest_group == 30


def test_a_click_on_the_words_ticks_their_box(shown, qtbot) -> None:
    page = shown(Desk(path=Path("cohort"), cohort=found.cohort(), choices=found.CHOICES))
    tick = page.choosing.claims.rules.ticks["contacts"]

    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 10, 8))

    assert "contacts" in page.choosing.claims.rules.on


def test_a_column_that_becomes_the_score_takes_it_from_the_other(shown, qtbot) -> None:
    del shown
    card = MapperCard()
    qtbot.addWidget(card)
    card.show_table(found.PREVIEW, None, TableReading())
    heard = []
    card.mapped.connect(heard.append)
    assert not card.use.isEnabled()  # as they are used already

    box = card.boxes["is_recid"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    card.use.click()

    assert heard[0].score == "is_recid"
    assert heard[0].outcome is None
    assert card.boxes["decile_score"].currentText() == "not used"


def test_a_table_without_a_score_says_so_and_cannot_be_used(qtbot, look) -> None:
    del look
    card = MapperCard()
    qtbot.addWidget(card)

    card.show_table(replace(found.PREVIEW, guess=None), None, TableReading())

    assert not card.use.isEnabled()
    assert card._fault.text() == "Say which column is the score."


def test_numbers_that_can_be_read_in_two_ways_are_asked_beside_the_table(qtbot, look) -> None:
    del look
    card = MapperCard()
    qtbot.addWidget(card)
    reading = TableReading("csv", "UTF-8", separator=";")
    card.show_table(replace(found.PREVIEW, reading=reading), None, TableReading())
    heard = []
    card.reading.picked.connect(heard.append)
    box = card.reading.decimal
    box.setCurrentIndex(box.findData(","))
    box.activated.emit(box.currentIndex())

    assert "1.234" in card._fault.text()
    assert not card.use.isEnabled()
    assert card.reading.separator.currentText() == "as found: semicolon"
    assert heard == [TableReading(decimal=",")]


def test_a_plain_table_has_a_mapper_and_no_rules(shown) -> None:
    cohort = found.cohort(CohortShape.TABLE, roles=found.PREVIEW.guess, rulebook=None)
    desk = Desk(Path("t.csv"), found.PREVIEW, found.PREVIEW.guess, cohort)
    page = shown(desk)

    assert not page.choosing.mapper.isHidden()
    assert page.choosing.books.isHidden()
    assert page.choosing.claims.isHidden()
    assert not page.choosing.groups.isHidden()


def test_the_pack_asks_where_to_and_leads_to_its_folder(shown, tmp_path) -> None:
    core, places = Core(), Places()
    places.target = tmp_path / "pack.zip"
    page = shown(with_findings(), core=core, places=places)

    page.primary.click()
    assert page.pack.removed.isChecked()
    page.pack.as_they_are.click()
    page.pack.save.click()
    page.pack.open.click()

    assert core.packs[0][1:] == (places.target, True)
    assert places.shown == [places.target]
    assert not page.pack.open.isHidden()


@pytest.mark.parametrize("breadth", list(Breadth))
@pytest.mark.parametrize("speech", list(Language))
def test_no_card_is_wider_than_its_room(shown, qtbot, breadth, speech) -> None:
    size = {Breadth.WIDE: 1072, Breadth.MIDDLE: 944, Breadth.NARROW: 744}[breadth]
    page = shown(with_findings(), speech, (size, 700))

    page.arrange(breadth)

    qtbot.waitUntil(lambda: page.content.minimumSizeHint().width() <= size, timeout=WAIT)


def test_the_fitted_rulebook_is_offered_where_numbers_are_told(shown, tmp_path) -> None:
    core, places = Core(), Places()
    places.target = tmp_path / "mine.toml"
    page = shown(with_findings(), core=core, places=places)

    page.findings.cards["books"].save.click()

    assert core.fitted[0][1] == places.target
