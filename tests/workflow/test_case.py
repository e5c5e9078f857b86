from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import UsageError
from app.workflow.case import Course, Objection
from tests.gui import people


def test_a_record_set_aside_is_left_out_and_says_why() -> None:
    case = people.case().set_aside("fine-1", Objection.WRONG)

    assert case.aside == {"fine-1": Objection.WRONG}
    assert case.aside_ids == {"fine-1"}


def test_setting_aside_leaves_the_case_before_it_untouched() -> None:
    before = people.case()

    before.set_aside("fine-1", Objection.WRONG)

    assert before.aside_ids == frozenset()


def test_a_record_that_is_not_there_cannot_be_set_aside() -> None:
    with pytest.raises(UsageError, match="no record"):
        people.case().set_aside("nowhere", Objection.WRONG)


def test_a_record_put_back_counts_again() -> None:
    case = people.case().set_aside("fine-1", Objection.NOT_MINE).restore("fine-1")

    assert case.aside_ids == frozenset()


def test_putting_back_what_was_never_out_changes_nothing() -> None:
    case = people.case()

    assert case.restore("fine-1") is case
    assert case.on(case.day) is case
    assert case.under(case.rulebook) is case


def test_undo_leads_back_and_redo_forth_again() -> None:
    first = people.case()
    second, third = first.set_aside("fine-1", Objection.WRONG), first.on(first.day - 1)
    course = Course(first).to(second).to(third)

    assert course.undo().now is second
    assert course.undo().undo().now is first
    assert course.undo().undo().redo().now is second


def test_undo_before_the_first_change_and_redo_after_the_last_stay_where_they_are() -> None:
    course = Course(people.case())

    assert course.undo() is course
    assert course.redo() is course


def test_a_new_change_gives_up_what_was_undone() -> None:
    first = people.case()
    course = Course(first).to(first.on(first.day - 1)).undo().to(first.on(first.day - 2))

    assert course.future == ()
    assert course.redo() is course


def test_going_to_the_same_case_is_no_step() -> None:
    course = Course(people.case())

    assert course.to(course.now) is course


def test_an_invented_person_stays_invented_whatever_is_changed() -> None:
    case = replace(people.case(), invented=True)
    other = replace(case.rulebook, id="another")
    changed = (
        case.under(other),
        case.on(case.day - 1),
        case.set_aside("fine-1", Objection.WRONG),
        case.set_aside("fine-1", Objection.WRONG).restore("fine-1"),
    )

    assert all(one.invented for one in changed)


def test_a_person_who_is_there_never_becomes_invented() -> None:
    case = people.case()
    other = replace(case.rulebook, id="another")

    assert not case.under(other).set_aside("fine-1", Objection.WRONG).on(case.day - 1).invented


def test_undo_and_redo_keep_an_invented_person_invented() -> None:
    first = replace(people.case(), invented=True)
    course = (
        Course(first).to(first.set_aside("fine-1", Objection.WRONG)).to(first.on(first.day - 1))
    )

    assert course.undo().now.invented
    assert course.undo().undo().redo().now.invented
