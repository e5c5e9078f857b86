"""A bill of which nothing counts is explained without a figure that could be taken for a score."""

from __future__ import annotations

import pytest

from tests.intake.bill_making import Paid, alipay_v3, gb, numbered

FOOD = Paid(amount="20.00", item="面条", category="餐饮美食", counterparty="小面馆")
GIFT = Paid(amount="80.00", item="捐款", category="公益捐赠", counterparty="红十字会")


@pytest.fixture
def bill(tmp_path):
    def write(*rows):
        path = tmp_path / "bill.csv"
        path.write_bytes(gb(alipay_v3(numbered(*rows))))
        return path

    return write


def test_a_bill_of_which_nothing_counts_shows_no_score_and_says_what_is_missing(
    whyscore, bill, tmp_path
):
    page = tmp_path / "page.html"

    said = whyscore("explain", bill(FOOD, FOOD), "--html", page, status=0).out
    words = " ".join(said.split())

    assert "No score: no rule of Article 2016 counts any of the 2 records in this file." in words
    assert "It counts: Goods made here" in words
    assert "Sesame, as reported (sesame-reported) counts 2 of the 2 records" in words
    assert "625" not in said
    assert "How it adds up" not in said
    assert "625" not in page.read_text(encoding="utf-8").partition("<body")[2]


def test_what_counts_is_told_in_json_beside_the_figures(whyscore, bill, fits):
    document = whyscore("explain", bill(FOOD), "--json", "--quiet", status=0).document

    fits(document, "explain")
    assert document["counted"] == {
        "records": 0,
        "of": 1,
        "factors": 0,
        "of_factors": 6,
        "better": [{"rulebook": "sesame-reported", "records": 1}],
    }
    assert document["to"]["score"] == 625


def test_where_most_is_unknown_the_band_gives_way_to_how_much_is_known(whyscore, bill):
    book = ("--rulebook", "sesame-reported")

    said = " ".join(whyscore("explain", bill(FOOD, GIFT), *book, status=0).out.split())

    assert "this file feeds 1 of its 5 parts" in said
    assert "Poor" not in said
