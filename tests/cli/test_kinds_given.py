"""Kinds on the command line: given for one call, or kept with a person and undone."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import added
from tests.intake.bill_making import Paid, alipay_v3, gb, numbered


@pytest.fixture
def bill(tmp_path):
    rows = numbered(
        Paid(item="进口牛奶", counterparty="青禾小铺", category="其他"),
        Paid(item="进口相机", counterparty="青禾小铺", category="其他"),
        Paid(item="地铁", counterparty="某市地铁", category="其他"),
    )
    (tmp_path / "bill.csv").write_bytes(gb(alipay_v3(rows)))
    return tmp_path / "bill.csv"


def test_a_payee_s_kind_is_kept_counts_for_later_files_and_is_undone(
    people, asked, bill, tmp_path, fits
) -> None:
    person = added(people, bill)
    before = asked("explain", person).document["to"]["score"]

    done = people("kind", person, "--payee", "青禾小铺", "--to", "purchase.food", "--json").document
    fits(done, "people-change")
    later = [Paid(item="进口果汁", counterparty="青禾小铺", category="其他", order="9" * 28)]
    (tmp_path / "later.csv").write_bytes(gb(alipay_v3(later)))
    people("add", tmp_path / "later.csv", "--person", person)

    assert asked("explain", person).document["to"]["score"] > before
    people("export", person, "--out", tmp_path / "out")
    assert "purchase.imported" not in (tmp_path / "out" / "records.csv").read_text("utf-8")
    people("undo", person)  # the later file
    assert "青禾小铺" in people("undo", person).out + people("redo", person).err
    people("undo", person)
    assert asked("explain", person).document["to"]["score"] == before


@pytest.mark.parametrize(
    "words", [("--payee", "nobody", "--to", "purchase.food"), ("--to", "purchase.food")]
)
def test_a_kind_for_nobody_is_refused(words, people, bill) -> None:
    person = added(people, bill)

    assert people("kind", person, *words, status=2).err.count("\n") == 1


def test_convert_and_explain_take_kinds_for_one_call(whyscore, bill, tmp_path) -> None:
    words = ("--kind", "青禾小铺=purchase.food")
    whyscore("convert", bill, "--out", tmp_path / "out", *words)

    assert "purchase.imported" not in (tmp_path / "out" / "records.csv").read_text("utf-8")
    scores = [
        json.loads(whyscore("explain", bill, "--json", *more).out)["to"]["score"]
        for more in ((), words)
    ]
    assert scores[0] < scores[1]
    assert "PAYEE" in whyscore("explain", bill, "--kind", "=", status=2).err
