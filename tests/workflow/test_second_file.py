"""A second file of a person: the name stays, and the day goes to the newest file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.calendar import day_of
from app.domain.corrections import Correction, Corrections, Scope
from app.domain.records import Contacts, Export, OfficialScores, Subject
from app.intake.merging import merged_exports
from tests.gui import people

NEWER = people.TODAY + 90


def bill(name: str, created: int | None, *, last: int = NEWER) -> Export:
    one = people.records((("late-9", last, "purchase.food", 3.0),))
    return Export(
        records=one.only(one.day == last),
        contacts=Contacts.none(),
        official=OfficialScores.none(),
        subject=Subject(name=name),
        created=created,
    )


@pytest.mark.parametrize("swapped", [False, True])
def test_the_first_file_names_the_person_whichever_was_made_later(swapped) -> None:
    first, second = bill("Xiaoman", NEWER), bill("Lin", people.TODAY)
    pair = [second, first] if swapped else [first, second]

    assert merged_exports(pair).subject.name == pair[0].subject.name


def test_a_file_that_does_not_say_when_it_was_made_moves_the_day_all_the_same() -> None:
    together = merged_exports([people.export(), bill("", None)])

    assert together.default_day == NEWER


def test_an_older_file_moves_no_day() -> None:
    together = merged_exports([people.export(), bill("", None, last=people.TODAY - 400)])

    assert together.default_day == people.TODAY


def test_in_the_window_the_day_goes_to_the_newer_file() -> None:
    case = people.case()

    joined = case.joined_by(bill("Lin", NEWER), Corrections())

    assert joined.day == NEWER
    assert joined.export.subject.name == "Mei"
    assert joined.rulebook is case.rulebook


def test_a_day_that_the_reader_chose_stays_and_is_told() -> None:
    case = people.case().on(people.TODAY - 30)

    joined = case.joined_by(bill("Lin", NEWER), Corrections())

    assert joined.day == people.TODAY - 30
    assert [one.code for one in joined.notices] == ["day_stays"]
    assert joined.on(NEWER).notices == ()


def test_kinds_given_before_hold_for_the_next_file_too() -> None:
    def sold(export: Export, payee: str) -> Export:
        texts = {"counterparty": people.texts(*[payee] * len(export.records))}
        return replace(export, records=replace(export.records, texts=texts))

    case = replace(people.case(), export=sold(people.export(), "Market"))
    given = case.corrected(Correction(Scope.PAYEE, "Market", "donation"))

    joined = given.joined_by(sold(bill("", NEWER), "Market"), Corrections())

    assert joined.export.records.kinds == ("donation",)
    assert joined.kind_as_read("late-9") == "purchase.food"
    assert day_of(dt.date(2016, 6, 4)) == joined.day
