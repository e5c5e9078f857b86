"""What each row of a bill is: words that say it, and words that only seem to."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import settings
from app.domain.errors import UnreadableInput
from app.intake.bill_mapping import read_mapping
from app.intake.bill_table import Row
from tests.intake.bill_making import Paid, alipay_v3, gb, kinds, numbered, read, reasons

_CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "20-real-files"


def _table() -> list[tuple[str, str, str, str]]:
    lines = Path(__file__).with_name("kinds_of_rows.txt").read_text("utf-8").splitlines()
    rows = [tuple(cell.strip() for cell in line.split("|", 3)) for line in lines if "|" in line]
    return [row for row in rows if not row[0].startswith("#")]  # type: ignore[misc]


@pytest.mark.parametrize("reader", ["alipay", "wechat"])
def test_each_row_of_the_table_becomes_one_of_its_right_kinds(reader) -> None:
    mapping = read_mapping(reader)
    wrong = []
    for item, counterparty, category, right in _table():
        if reader == "wechat" and category != "其他":
            continue  # WeChat's bill has no categories
        cells = {"item": item, "counterparty": counterparty, "status": "支付成功"}
        cells |= {"category": category} if reader == "alipay" else {"type": "商户消费"}
        row = Row(1, cells)
        kind = mapping.left_out(row, "out") or mapping.kind_of(row, "out")
        if kind not in right.split("|"):
            wrong.append(f"{item} / {counterparty}: {kind}, not {right}")

    assert len(_table()) > 200
    assert wrong == []


@pytest.mark.parametrize("reader", ["alipay", "wechat"])
def test_the_chosen_traps_are_read_right(reader) -> None:
    file = _CASES / f"kinds-expected-{reader}.csv"
    if not file.is_file():
        pytest.skip(f"../shared has no {file.name}")
    mapping = read_mapping(reader)
    wrong = []
    for line in file.read_text("utf-8-sig").splitlines()[1:]:
        item, counterparty, right, _today = line.rsplit(",", 3)
        row = Row(1, {"item": item, "counterparty": counterparty, "category": "其他"})
        if mapping.kind_of(row, "out") not in right.split("|"):
            wrong.append(item)

    assert wrong == []


def test_an_amount_of_0_is_no_purchase_and_no_income(tmp_path) -> None:
    rows = numbered(Paid(amount="0.00"), Paid(amount="0.00", direction="收入"), Paid(amount="1.00"))

    reading = read(gb(alipay_v3(rows)), tmp_path)

    assert reading.kept == 1
    assert reasons(reading) == {"nothing_paid": 2}


def test_a_purse_that_is_called_as_a_savings_product_is_a_purchase(tmp_path) -> None:
    rows = numbered(
        Paid(item="可爱小荷包挂件", category="服饰装扮"),
        Paid(item="小荷包-转入", category="投资理财"),
        Paid(item="心愿储蓄罐", category="日用百货"),
    )

    reading = read(gb(alipay_v3(rows)), tmp_path)

    assert sorted(kinds(reading)) == ["purchase.clothing", "purchase.household"]
    assert reasons(reading) == {"savings": 1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('format = 1\n[[item]]\nkind = "Two Words"\nsaid = ["甲"]', "item.0.kind"),
        ('format = 1\n[[item]]\nkind = "a"\nsaid = [""]', "item.0.said.0"),
        ('format = 1\ntraditional = "甲"\nsimplified = ""', "as many letters"),
        ('format = 1\n[[facet]]\nkind = "a"\nsaid = ["甲"]', "facet.0.among"),
    ],
)
def test_a_list_of_words_that_cannot_be_used_is_refused_with_its_place(
    text, found, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(settings, "place", lambda: tmp_path / "settings.toml")
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableInput, match=r"words\.toml") as refusal:
        read_mapping("alipay")

    (fault,) = refusal.value.faults
    assert found in fault.column + fault.found
