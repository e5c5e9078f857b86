"""Kinds that the reader gives: of one record, of a payee's, taken back, and in every face."""

from __future__ import annotations

import numpy as np
import pytest

from app.domain.corrections import Correction, Corrections, Scope
from app.domain.errors import UsageError
from app.domain.records import Records
from app.workflow import kinds
from tests.gui import people


def bill() -> Records:
    return Records.build(
        people.texts("a", "b", "c"),
        np.array([1, 2, 3], np.int32),
        people.texts("purchase.imported", "purchase.food", "purchase.imported"),
        texts={"counterparty": people.texts("Quill & Co", "Market", "Quill & Co")},
    )


def named(records: Records) -> list[str]:
    return [records.kinds[code] for code in records.kind.tolist()]


ALL = Correction(Scope.PAYEE, "Quill & Co", "purchase.books")
ONE = Correction(Scope.RECORD, "c", "donation")


def test_a_payee_s_kind_is_given_to_all_of_its_records_and_one_record_s_outdoes_it() -> None:
    given = Corrections.of((ONE, ALL))

    assert named(given.applied(bill())) == ["purchase.books", "purchase.food", "donation"]
    assert given.applied(bill()).kinds == ("purchase.food", "purchase.books", "donation")


def test_a_kind_that_is_taken_back_is_again_what_was_read() -> None:
    given = Corrections.of((ALL, ONE))
    back = given.having(Correction(Scope.RECORD, "c", None)).having(
        Correction(Scope.PAYEE, "Quill & Co", None)
    )

    assert back == Corrections()
    assert back.since(given) == (
        Correction(Scope.PAYEE, "Quill & Co", None),
        Correction(Scope.RECORD, "c", None),
    )
    records = bill()
    assert back.applied(records) is records


def test_a_case_remembers_what_its_records_were_read_as() -> None:
    case = people.case()
    given = case.corrected(Correction(Scope.RECORD, "import-1", "purchase.food"))

    assert given.kind_as_read("import-1") == "purchase.imported"
    assert given.kind_as_read("import-2") is None
    assert people.explained(given).to.score.sum > people.explained(case).to.score.sum
    again = given.corrected(Correction(Scope.RECORD, "import-1", None))
    assert again.kind_as_read("import-1") is None
    assert people.explained(again).to.score.sum == people.explained(case).to.score.sum


def test_kinds_are_given_by_a_record_s_id_or_a_payee_s_name() -> None:
    given = kinds.given(bill(), (("Quill & Co", "purchase.books"), ("b", "fine.traffic")))

    assert named(given.applied(bill())) == ["purchase.books", "fine.traffic", "purchase.books"]


@pytest.mark.parametrize(("name", "kind"), [("nobody", "purchase.food"), ("b", "purchasse.food")])
def test_an_unknown_payee_or_kind_is_refused(name, kind) -> None:
    with pytest.raises(UsageError):
        kinds.given(bill(), ((name, kind),))


def test_every_kind_that_can_be_given_is_called_something() -> None:
    offered = dict(kinds.offered())

    assert offered["purchase.food"] == "Food and groceries"
    assert {"fine.traffic.parking", "donation", "bill.paid.water"} <= set(offered)
