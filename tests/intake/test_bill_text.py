"""Bills in the encodings that people save them in, and files put together of two."""

from __future__ import annotations

import pytest

from app.intake import reading
from tests.intake.bill_making import Paid, alipay_v3, numbered, wechat_csv

ROWS = numbered(*[Paid()] * 3)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16-LE"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE"),
    ],
)  # fmt: skip
def test_a_bill_is_read_in_every_encoding_that_people_save_it_in(tmp_path, encoding, shown) -> None:
    (tmp_path / "bill.csv").write_bytes(alipay_v3(ROWS).encode(encoding))
    found = reading.read([tmp_path / "bill.csv"])

    assert (found.kept, [one.encoding for one in found.texts]) == (3, [shown])


@pytest.mark.parametrize("first", ["utf-8", "gb18030"])
def test_two_bills_in_two_encodings_put_together_are_refused_with_the_line(tmp_path, first) -> None:
    second = {"utf-8": "gb18030", "gb18030": "utf-8"}[first]
    text = alipay_v3(ROWS)
    (tmp_path / "bill.csv").write_bytes(text.encode(first) + wechat_csv(ROWS).encode(second))
    (fault,) = reading.read([tmp_path / "bill.csv"]).faults

    assert (fault.line, fault.refuses) == (text.count("\n") + 1, True)


def test_the_encoding_that_was_chosen_is_used_or_refused(tmp_path) -> None:
    (tmp_path / "bill.csv").write_bytes(alipay_v3(ROWS).encode("gb18030"))

    right = reading.read([tmp_path / "bill.csv"], encoding="GBK")
    wrong = reading.read([tmp_path / "bill.csv"], encoding="utf-8")

    assert (right.kept, [one.way for one in right.texts]) == (3, ["chosen"])
    assert wrong.export is None
    assert "UTF-8" in wrong.faults[0].found
