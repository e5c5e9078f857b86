"""The tables of kinds are data, and the person's own take their place."""

from __future__ import annotations

import tomllib

import pytest

from app import assets, settings
from app.domain.errors import UnreadableInput
from app.intake.bill_mapping import mapping_file, read_mapping
from app.intake.bill_reasons import reason
from tests.intake.bill_making import Paid, alipay_v3, gb, kinds, numbered, read, reasons

READERS = ("alipay", "wechat")


@pytest.mark.parametrize("reader", READERS)
def test_every_kind_of_a_table_is_in_the_list_of_kinds(reader) -> None:
    with (assets.folder("kinds") / "kinds.toml").open("rb") as file:
        listed = {kind["id"] for kind in tomllib.load(file)["kind"]}

    assert read_mapping(reader).kinds() <= listed


@pytest.mark.parametrize("reader", READERS)
def test_every_reason_of_a_table_has_a_sentence(reader) -> None:
    codes = {rule.code for rule in read_mapping(reader).leave_out}

    assert {code for code in codes if reason(code) == code} == set()


@pytest.mark.parametrize("reader", READERS)
def test_no_payment_proves_punctuality(reader) -> None:
    named = read_mapping(reader).kinds()

    assert not any(kind.startswith(("bill.on_time", "bill.late", "loan.")) for kind in named)


@pytest.fixture
def own_table(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "place", lambda: tmp_path / "settings.toml")
    return tmp_path / "mapping-alipay.toml"


def test_the_person_s_own_table_takes_the_place_of_ours(own_table, tmp_path) -> None:
    own_table.write_text(
        'format = 1\n[default]\nout = "purchase.mine"\nreceived = "income"\n'
        '[[leave_out]]\ncode = "pocket_money"\nitem = ["零花"]\ncounterparty = ["阿宁"]\n'
        '[[kind]]\nkind = "purchase.dates"\nflow = ["out"]\nwords = ["冬枣"]\nbut = ["种子"]\n',
        encoding="utf-8",
    )
    rows = numbered(
        Paid(item="冬枣两斤"),
        Paid(item="冬枣种子"),
        Paid(item="零花钱", counterparty="阿宁"),
        Paid(item="零花钱", counterparty="小满"),
    )

    reading = read(gb(alipay_v3(rows)), tmp_path)

    assert mapping_file("alipay") == own_table
    assert sorted(kinds(reading)) == ["purchase.dates", "purchase.mine", "purchase.mine"]
    assert reasons(reading) == {"pocket_money": 1}
    assert reading.left_out[0].reason == "pocket_money"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("format = 2", "format"),
        ("this is no table", "Expected"),
        ('format = 1\ncolour = "red"\n[default]\nout = "a"\nreceived = "b"', "colour"),
        ('format = 1\n[default]\nout = "Two Words"\nreceived = "b"', "default.out"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_place(text, found, own_table) -> None:
    own_table.write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableInput, match=r"mapping-alipay\.toml") as refusal:
        read_mapping("alipay")

    (fault,) = refusal.value.faults
    assert found in fault.column + fault.found
