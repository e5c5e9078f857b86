"""Where a real bill leads: what the rulebook counts of it, what counts more, and no empty score."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.explanation import Explanation
from app.workflow import explaining, reading
from tests.intake.bill_making import Paid, alipay_v3, gb, numbered

SESAME = "sesame-reported"
FOOD = Paid(amount="20.00", item="面条", category="餐饮美食", counterparty="小面馆")
GIFT = Paid(amount="80.00", item="捐款", category="公益捐赠", counterparty="红十字会")


def explained(folder: Path, *rows: Paid, rulebook: str | None = None) -> Explanation:
    path = folder / "bill.csv"
    path.write_bytes(gb(alipay_v3(numbered(*rows))))
    export = reading.read([path]).export
    assert export is not None
    return explaining.explain(export, explaining.question(export, rulebook=rulebook))


def test_the_rulebook_that_counts_most_is_offered_with_the_numbers(tmp_path: Path) -> None:
    told = explained(tmp_path, *[FOOD] * 5, GIFT)

    assert told.fed is not None
    assert (told.fed.counted.records, told.fed.counted.of) == (1, 6)
    assert [(one.rulebook, one.records) for one in told.fed.better] == [(SESAME, 6)]
    notice = next(one for one in told.notices if one.code == "other_rulebook_counts")
    assert notice.text == (
        "Sesame, as reported (sesame-reported) counts 6 of the 6 records; Article 2016 counts 1."
    )


def test_where_nothing_counts_there_is_no_score(tmp_path: Path) -> None:
    told = explained(tmp_path, FOOD)

    assert told.feeds_nothing
    assert not explained(tmp_path, FOOD, GIFT).feeds_nothing


def test_no_other_is_offered_where_the_rulebook_counts_most_already(tmp_path: Path) -> None:
    told = explained(tmp_path, FOOD, GIFT, rulebook=SESAME)

    assert told.fed is not None
    assert told.fed.better == ()


@pytest.mark.parametrize("rulebook", [None, SESAME])
def test_of_a_bill_most_of_the_score_is_unknown(tmp_path: Path, rulebook: str | None) -> None:
    told = explained(tmp_path, FOOD, GIFT, rulebook=rulebook)

    assert told.fed is not None
    assert told.fed.little


def test_the_copy_of_who_scores_is_no_bill_and_keeps_its_band() -> None:
    export = reading.read([reading.sample_person()]).export
    assert export is not None
    told = explaining.explain(export, explaining.question(export))

    assert told.fed is not None
    assert not told.fed.little
    assert told.fed.better == ()
