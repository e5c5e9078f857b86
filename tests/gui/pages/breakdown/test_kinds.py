"""Giving a record another kind on Breakdown: asked, told, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.corrections import Correction, Scope
from app.gui.shared.kind_dialog import KindDialog
from app.gui.shared.kind_question import KindQuestion

OFFERED = (("purchase.food", "Food"), ("purchase.imported", "Imported goods"))


def question(**more) -> KindQuestion:
    known = {
        "record": "r1", "what": "Milk", "kind": "purchase.imported", "as_read": None,
        "payee": "Market", "of_payee": 3, "by_payee": False, "offered": OFFERED,
    }  # fmt: skip
    return KindQuestion(**{**known, **more})


def test_the_chosen_record_s_kind_is_told_and_what_the_reader_says_is_handed_on(
    presenter, screen, tasks, objections
) -> None:
    presenter.choose_rule("imported")
    tasks.run()
    screen.says = Correction(Scope.RECORD, "shoes", "purchase.clothing")

    presenter.change_kind()

    assert screen.kind.startswith("It counts as:")
    assert screen.asked.record == "shoes"
    assert objections.told == [screen.says]


def test_leaving_the_question_changes_nothing(presenter, screen, tasks, objections) -> None:
    presenter.choose_rule("imported")
    tasks.run()

    presenter.change_kind()

    assert screen.asked is not None
    assert objections.told == []


@pytest.mark.parametrize(("for_all", "name"), [(False, "r1"), (True, "Market")])
def test_the_dialog_gives_a_kind_to_one_record_or_to_all_of_a_payee(qtbot, for_all, name) -> None:
    dialog = KindDialog(question())
    qtbot.addWidget(dialog)
    dialog._kinds.setCurrentText("food")
    (dialog._all if for_all else dialog._one).setChecked(True)

    qtbot.mouseClick(dialog._change, Qt.MouseButton.LeftButton)

    whose = Scope.PAYEE if for_all else Scope.RECORD
    assert dialog.answer == Correction(whose, name, "purchase.food")


def test_the_dialog_takes_a_kind_back_and_refuses_a_word_that_names_none(qtbot) -> None:
    dialog = KindDialog(question(as_read="purchase.food", by_payee=True))
    qtbot.addWidget(dialog)

    dialog._kinds.setCurrentText("foo")
    assert not dialog._change.isEnabled()
    dialog._take_back()

    assert dialog.answer == Correction(Scope.PAYEE, "Market", None)
