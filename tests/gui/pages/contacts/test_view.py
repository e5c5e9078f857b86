"""The page as the reader steers it: mouse, keys, switches, and what a screen reader hears."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.domain.records import Contacts
from app.gui.charts.ego_parts import MORE
from app.gui.pages.contacts.build import build_contacts
from app.gui.pages.contacts.people_table import Column
from app.gui.shared.page import Breadth
from app.gui.shared.popover import Noted
from app.gui.shared.tips import tip
from app.workflow.case import Case
from app.workflow.rulebooks import find
from tests.gui import people
from tests.gui.pages.breakdown.stage import AtOnce
from tests.gui.pages.contacts.conftest import crowd, sample


@pytest.fixture
def page(qtbot, look, rules):
    assert look
    made = build_contacts(AtOnce(), None, rules)
    qtbot.addWidget(made)
    made.resize(1072, 744)
    made.show()
    made.show_case(*sample())
    return made


def show(page, contacts: Contacts, book="article-2016") -> None:
    case = Case(replace(people.export(), contacts=contacts), find(book), people.TODAY)
    page.show_case(case, people.explained(case))


def row_of(page, contact):
    return page.people.view.people.row_of(contact)


def click_row(page, qtbot, row) -> None:
    view = page.people.view
    at = view.visualRect(view.people.index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def selected(page) -> str:
    rows = page.people.view.selectionModel().selectedRows()
    return page.people.view.people.id_at(rows[0].row()) if rows else ""


def test_a_contact_clicked_in_the_picture_is_selected_in_the_table(page, qtbot) -> None:
    chart = page.picture.chart
    tao = next(node for node in chart.layout_shown.nodes if node.id == "C-8")

    qtbot.mouseClick(
        chart, Qt.MouseButton.LeftButton, pos=QPoint(round(tao.x), round(tao.y))
    )  # fmt: skip

    assert selected(page) == "C-8"


def test_a_row_clicked_in_the_table_is_said_by_the_picture(page, qtbot) -> None:
    click_row(page, qtbot, row_of(page, "C-8"))

    assert page.picture.chart.accessibleName() == (
        "Contacts, Tao, closeness 0.6, score 548, share −0.9, guess, if not there +1.9"
    )


def test_arrow_keys_in_the_table_walk_in_the_picture_too(page, qtbot) -> None:
    click_row(page, qtbot, 0)
    qtbot.keyClick(page.people.view, Qt.Key.Key_Down)

    assert "Xiu" in page.picture.chart.accessibleName()


def test_the_account_chosen_goes_to_the_rules_and_the_button_stays_until_it_is_in_force(
    page, qtbot, rules
) -> None:
    report, operator, _more = page.switch.findChildren(QPushButton)
    qtbot.mouseClick(operator, Qt.MouseButton.LeftButton)

    assert rules.used == [("article-2016", "operator-account")]
    assert (report.isChecked(), operator.isChecked()) == (True, False)
    page.show_case(*sample("operator-account"))
    assert (report.isChecked(), operator.isChecked()) == (False, True)
    assert "contacts do not count" in page.sentence.text()
    assert {one.line for one in page.picture.chart.ego.around} == {"0.0", "no score known"}


def test_further_accounts_are_in_the_menu_by_their_own_names(page, rules) -> None:
    more = page.switch.findChild(QPushButton, "more")
    actions = more.menu().actions()

    assert [one.text() for one in actions] == ["Without contacts", "Contacts at their full weight"]
    actions[1].trigger()
    assert rules.used == [("article-2016", "contacts-in-full")]
    page.show_case(*sample("contacts-in-full"))
    assert more.text() == "Contacts at their full weight"


def test_the_switch_turns_the_picture_into_a_table_and_back(page) -> None:
    page.picture.switch.turn(table=True)
    assert not page.picture.chart.isVisible()

    page.picture.switch.turn(table=False)
    assert page.picture.chart.isVisible()
    assert page.picture.as_table().rows[0] == ("Lian", "1.0", "+2.2")


def test_a_click_on_a_heading_sorts_and_the_sum_stays_below(page, qtbot) -> None:
    page.people.view.horizontalHeader().sectionClicked.emit(int(Column.NAME))

    first = page.people.view.people.index(0, 0).data()
    assert first == "Bao"
    assert page.people.together.accessibleName() == "Together: +7.8, guess"
    del qtbot


def test_only_many_contacts_can_be_searched(page, qtbot) -> None:
    search = page.people.findChild(QLineEdit, "search")
    assert not search.isVisible()

    show(page, crowd([f"Name {at}" for at in range(30)], scores=[700] * 30))
    assert search.isVisible()
    search.setText("name 2")
    qtbot.waitUntil(lambda: page.people.view.people.rowCount() == 11, timeout=3000)


def test_a_search_that_finds_nobody_says_so(page, qtbot) -> None:
    show(page, crowd([f"Name {at}" for at in range(30)], scores=[700] * 30))
    page.people.findChild(QLineEdit, "search").setText("nobody at all")

    qtbot.waitUntil(lambda: page.people.view.people.rowCount() == 0, timeout=3000)
    assert page.people._nobody.isVisible()


def test_two_thousand_contacts_are_two_dozen_marks_and_one_for_the_rest(page) -> None:
    show(
        page, crowd([f"n{at}" for at in range(2000)], scores=[500 + at % 300 for at in range(2000)])
    )

    around = page.picture.chart.ego.around
    assert len(around) == 25
    assert (around[-1].id, around[-1].name) == (MORE, "1,976 more")
    assert page.people.view.people.rowCount() == 2000


def test_f1_in_the_table_and_in_the_picture_tells_the_same(page, qtbot) -> None:
    click_row(page, qtbot, row_of(page, "C-2"))

    in_table, in_picture = page.people.view.note(), page.picture.chart.note()
    assert isinstance(page.people.view, Noted)
    assert in_table == in_picture
    assert in_table.title == "Xiu"


def test_a_copied_row_can_be_pasted_into_a_spreadsheet(page, qtbot) -> None:
    click_row(page, qtbot, row_of(page, "C-8"))
    qtbot.keyClick(page.people.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    heads, cells = QApplication.clipboard().text().strip().split("\n")
    assert heads.split("\t")[0] == "Contact"
    assert cells.split("\t") == ["Tao", "0.6", "548", "-0.9", "guess", "1.9"]


def test_a_formula_for_a_name_is_never_run_by_a_spreadsheet(page, qtbot) -> None:
    show(page, crowd(["=1+1", "Bo", "Cai"], scores=[800, 700, 700]))
    click_row(page, qtbot, row_of(page, "c00000"))
    qtbot.keyClick(page.people.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert "\n'=1+1\t" in QApplication.clipboard().text()


def test_markup_in_a_name_is_shown_and_never_followed(page) -> None:
    show(page, crowd(["<b>Ana</b>", "Bo", "Cai"], scores=[800, 700, 700]))
    index = page.people.view.people.index(0, 0)

    assert index.data() == "<b>Ana</b>"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == tip("<b>Ana</b>")


def test_a_file_without_contacts_leads_to_opening_one(page, qtbot) -> None:
    show(page, Contacts.none())

    assert not page.picture.isVisible()
    assert not page.switch.isVisible()
    assert page.exports() == ()
    button = page.empty.findChild(QPushButton)
    with qtbot.waitSignal(page.page_wanted, timeout=1000) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["welcome"]


def test_rules_without_contacts_leave_no_switch_and_no_picture(page) -> None:
    show(page, people.contacts(), "schufa-2026")

    assert page.sentence.text() == "These rules do not count contacts."
    assert page.empty.isVisible()
    assert not page.switch.isVisible()


def test_the_picture_comes_back_with_the_contacts(page) -> None:
    show(page, Contacts.none())
    page.show_case(*sample())

    assert page.picture.isVisible()
    assert not page.empty.isVisible()
    assert len(page.picture.chart.ego.around) == 9


def test_picture_and_table_can_be_saved(page) -> None:
    picture, table = page.exports()

    assert picture.table().rows[-1][0] == "Ping"
    assert table.table().headings[-1] == "If not there"
    assert table.table().rows[-1] == ("Together", "", "703", "7.8", "guess", "")


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(page) -> None:
    for button in page.switch.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for widget in (page.picture.chart, page.people.view):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_in_a_narrow_window_the_table_stands_beneath_the_picture(page) -> None:
    page.resize(640, 560)
    page.arrange(Breadth.NARROW)
    QApplication.sendPostedEvents()
    page.widget().layout().activate()

    below = page.people.mapTo(page.widget(), QPoint(0, 0)).y()
    assert below >= page.picture.mapTo(page.widget(), QPoint(0, 0)).y() + page.picture.height()


def test_the_tab_key_follows_the_eye(page) -> None:
    order = [*page.switch.stops(), *page.picture.stops(), *page.people.stops()]
    walked, here = [], order[0]
    for _step in range(400):
        if here in order and here not in walked:
            walked.append(here)
        here = here.nextInFocusChain()

    assert walked == order
