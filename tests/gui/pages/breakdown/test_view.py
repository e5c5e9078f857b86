"""The page as the reader steers it: mouse, keys, switch, menus, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from app.domain.explanation import Aside
from app.domain.progress import Unwatched
from app.gui import theme
from app.gui.charts.waterfall import WaterfallChart
from app.gui.pages.breakdown.arrange import Column
from app.gui.pages.breakdown.build import joined
from app.gui.pages.breakdown.presenter import Asks
from app.gui.pages.breakdown.rule_row import RuleRow
from app.gui.shared.page import Breadth
from app.wording import language
from app.wording.language import Language
from app.workflow.case import Objection
from tests.gui.pages.breakdown import mei
from tests.gui.pages.breakdown.million import scroll_times, sort_times
from tests.gui.pages.breakdown.stage import AtOnce, Objections


@pytest.fixture
def objections():
    return Objections()


@pytest.fixture(params=[Language.ENGLISH])
def page(request, qtbot, objections):
    language.use(request.param)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1072, 744)
    asks = Asks(lambda _c, _d, _p: mei.explanation(), lambda _c, _r: mei.score(655.4))
    view = joined(AtOnce(), objections, asks)
    view.setParent(window)
    view.resize(1072, 744)
    window.show()
    view.show_case(mei.case(), mei.explanation())
    yield view
    window.close()


def shown_ids(page) -> list[str]:
    model = page.records.model
    return [model._table.id_of(model.line(row)) for row in range(model.rowCount())]


def cell(page, row: int, column: Column) -> str:
    return page.records.model.index(row, int(column)).data()


def test_a_click_leads_from_factor_to_rule_to_records(page, qtbot) -> None:
    chart = page.account.chart
    place = chart._layout.places[2]
    pos = chart.rect().center()
    pos.setY(round(place.middle))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=pos)
    rows = page.rules.findChildren(RuleRow)
    qtbot.mouseClick(next(r for r in rows if r.rule == "imported"), Qt.MouseButton.LeftButton)

    assert shown_ids(page) == ["shoes", "cream", "milk", "watch"]
    assert cell(page, 0, Column.POINTS) == "−3.6"


def test_the_arrow_keys_lead_through_the_chart(page, qtbot) -> None:
    chart = page.account.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)

    assert shown_ids(page) == ["fine"]


def test_a_rule_wanted_from_another_page_is_shown_with_its_records(page) -> None:
    page.show_rule("economy")
    assert shown_ids(page) == ["post1", "post2"]

    page.show_rule("")
    assert len(shown_ids(page)) == len(mei.ROWS)


def test_a_record_wanted_from_another_page_is_selected_and_in_sight(page, qtbot) -> None:
    search = page.findChild(QLineEdit, "search")
    search.setText("kettle")
    qtbot.waitUntil(lambda: shown_ids(page) == ["kettle"])

    page.show_record("old")

    table = page.findChild(QTableView, "records")
    row = shown_ids(page).index("old")
    assert len(shown_ids(page)) == 15
    assert search.text() == ""
    assert [index.row() for index in table.selectionModel().selectedRows()] == [row]
    assert table.viewport().rect().intersects(table.visualRect(table.model().index(row, 0)))
    assert "Camera, imported" in page.records.answer._text.text()


def test_the_buttons_object_with_their_reason(page, qtbot, objections) -> None:
    page.show_rule("imported")
    for name in ("wrong", "not_mine"):
        button = page.findChild(QPushButton, name)
        assert button.isVisibleTo(page)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert objections.told == [("shoes", Objection.WRONG), ("shoes", Objection.NOT_MINE)]


def test_a_record_set_aside_is_struck_through_and_can_be_put_back(page, qtbot, objections) -> None:
    page.show_rule("imported")
    case = page._case.set_aside("shoes", Objection.NOT_MINE)
    told = mei.explanation(aside=(Aside("shoes", -3.6),), out=frozenset({"shoes"}))
    page.show_case(case, told)

    row = shown_ids(page).index("shoes")
    assert cell(page, row, Column.CAUSE) == "set aside: not mine"
    painted = page.records.model.painted(row, Column.WHAT)
    assert (painted.struck, painted.tone) == (True, "ink3")
    qtbot.mouseClick(page.findChild(QPushButton, "put_back"), Qt.MouseButton.LeftButton)
    assert objections.told == [("shoes", None)]


def test_the_chosen_record_stays_in_sight_where_the_rows_change(page) -> None:
    page.show_rule("imported")
    table, model = page.records.table, page.records.model
    table.selectRow(2)
    page.show_rule("")

    row = shown_ids(page).index("milk")
    assert [index.row() for index in table.selectionModel().selectedRows()] == [row]
    assert 0 <= table.visualRect(model.index(row, 0)).top() < table.viewport().height()


def test_a_header_sorts_and_says_so(page) -> None:
    page.show_rule("imported")
    page.records.table.horizontalHeader().sectionClicked.emit(int(Column.DATE))
    header = page.records.model.headerData(int(Column.DATE), Qt.Orientation.Horizontal)

    assert header == "Date ↓"
    assert shown_ids(page) == ["shoes", "cream", "milk", "watch"]

    page.records.filter.sort_chosen.emit(int(Column.DATE))
    assert shown_ids(page) == ["watch", "milk", "cream", "shoes"]


def test_typing_searches_and_an_empty_answer_is_said(page, qtbot) -> None:
    search = page.findChild(QLineEdit, "search")
    qtbot.keyClicks(search, "face cream")
    qtbot.waitUntil(lambda: shown_ids(page) == ["cream"], timeout=3000)

    search.setText("<b>nothing</b>")
    notice = page.records._notice
    qtbot.waitUntil(lambda: notice.isVisibleTo(page), timeout=3000)
    assert notice.text() == "No record holds “<b>nothing</b>”."
    assert notice.textFormat() is Qt.TextFormat.PlainText


def test_filters_are_ticked_and_counted(page) -> None:
    button = page.records.filter

    def offered():
        button.menu().aboutToShow.emit()  # it is filled when it opens
        return button.menu().actions()

    kinds = next(a.menu() for a in offered() if a.text() == "Kind")
    next(a for a in kinds.actions() if a.text() == "purchase.imported").trigger()

    assert button.text() == "Filter (1)"
    assert set(shown_ids(page)) == {"shoes", "cream", "milk", "watch", "old"}
    next(a for a in offered() if a.text() == "Only what moves none").trigger()
    assert shown_ids(page) == ["old"]
    next(a for a in offered() if a.text() == "Show all again").trigger()
    assert len(shown_ids(page)) == len(mei.ROWS)


def test_an_earlier_day_is_chosen_in_the_calendar_and_no_records_again(page) -> None:
    baseline = page.account._baseline
    baseline._menu.aboutToShow.emit()
    baseline._dates.calendar.activated.emit(QDate(2016, 2, 1))
    assert baseline.text() == "1 Feb 2016"

    baseline._none.trigger()
    assert baseline.text() == "no records"


def test_no_day_outside_the_file_or_from_the_score_s_day_on_can_be_chosen(page) -> None:
    baseline = page.account._baseline
    baseline._menu.aboutToShow.emit()
    calendar = baseline._dates.calendar

    assert calendar.minimumDate() == QDate(2013, 2, 14)
    assert calendar.maximumDate() == QDate(2016, 3, 5)


def test_the_chart_s_twin_is_a_table_of_the_same_figures(page) -> None:
    page.account._switch.turn(table=True)
    table = page.account.as_table()

    assert page.account._table.isVisibleTo(page)
    assert table.headings == ("What", "Points", "Makes")
    assert table.rows[2] == ("Purchases", "+21", "672")
    page.account._table.selectRow(2)
    assert page.records._way[0][-1].title == "Purchases"


def test_selected_rows_are_copied_with_plain_figures(page, qtbot) -> None:
    page.show_rule("imported")
    page.records.table.selectAll()
    qtbot.keyClick(page.records.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 5
    assert lines[1].split("\t")[4] == "-3.6"


def test_chart_and_tables_can_be_saved(page) -> None:
    account, records = page.exports()

    assert account.widget is page.account.chart
    assert len(account.table().rows) == len(page.account.chart.chart.rows)
    assert len(records.table().rows) == len(mei.ROWS)


def test_f1_tells_about_what_is_in_focus(page) -> None:
    page.show_rule("imported")

    assert page.rules.note().title == "Imported goods"
    assert page.records.table.note().title == "Running shoes, imported"


def test_every_control_has_a_name_for_a_screen_reader(page) -> None:
    page.show_rule("imported")
    kinds = (QAbstractButton, QLineEdit, QTableView, WaterfallChart)
    nameless = [
        widget
        for kind in kinds
        for widget in page.findChildren(kind)
        if widget.isVisibleTo(page)
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]

    assert nameless == []


def test_the_tab_key_follows_the_eye(page) -> None:
    page.show_rule("imported")
    wanted = [page.account.chart, *page.rules.stops(), *page.records.stops()]

    met, here = [], page.account.chart
    for _step in range(500):
        if here in wanted:
            met.append(here)
        here = here.nextInFocusChain()
        if here is page.account.chart:
            break
    assert met == wanted


def test_a_contact_s_answer_offers_nothing_to_set_aside(page) -> None:
    page.show_rule("contacts")

    assert not page.findChild(QPushButton, "wrong").isVisibleTo(page)


def test_another_look_is_put_on_while_the_page_is_shown(page) -> None:
    page.show_rule("imported")
    before = page.records.table.styleSheet()
    worn = theme.current()
    theme._worn.theme = theme.make(theme.DARK)
    try:
        for widget in (page.records, page.records.table, page.records.filter, page.account):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.PaletteChange))
        assert page.records.table.styleSheet() != before
        assert not page.grab().isNull()
    finally:
        theme._worn.theme = worn


@pytest.mark.usefixtures("qtbot")
def test_the_benchmark_of_the_table_runs() -> None:
    assert set(sort_times(500)) == {column.name.lower() for column in Column}
    assert all(took >= 0 for took in scroll_times(500, steps=3).values())


@pytest.mark.parametrize("page", list(Language), indirect=True)
@pytest.mark.parametrize(("breadth", "width"), [(Breadth.WIDE, 1072), (Breadth.NARROW, 700)])
def test_the_page_never_needs_more_width_than_there_is(page, breadth, width) -> None:
    page.arrange(breadth)
    page.resize(width, 744)
    page.show_rule("imported")
    QApplication.processEvents()

    assert page.widget().minimumSizeHint().width() <= width


def test_another_order_of_as_many_records_keeps_the_selection_in_step(page) -> None:
    before = shown_ids(page)
    page.records.sorted_by.emit(0)

    assert sorted(shown_ids(page)) == sorted(before)
    assert len(page.records.table.selectionModel().selectedRows()) <= 1


def test_records_are_exported_line_by_line_as_they_are_shown_now(page) -> None:
    entry = next(one for one in page.exports() if one.lines is not None)
    lines = list(entry.lines()(Unwatched()))

    assert lines[0][0] == "Id"
    assert [line[0] for line in lines[1:]] == shown_ids(page)
