from __future__ import annotations

import pytest

from tests.bench import results
from tests.bench.measuring import Result

NAMES = ["first", "second", "third"]


@pytest.fixture
def place(tmp_path):
    file = tmp_path / "RESULTS.md"
    text = results.PLACE.read_text(encoding="utf-8")
    before, head, _after = text.partition("| --- | --- |")
    file.write_text(f"{before}{head} --- | --- | --- | --- | --- |\n\nBy hand.\n", encoding="utf-8")
    return file


def result(name: str, seconds: float) -> Result:
    return Result(name, "work", "other work", "at most 2 x", seconds, 1.0, seconds, 0.5, 3.0, 9)


def test_rows_stand_in_the_order_of_the_benchmarks_and_a_new_figure_replaces_the_old(place) -> None:
    results.write([result("third", 1.5)], NAMES, place)
    results.write([result("first", 0.25)], NAMES, place)
    results.write([result("third", 1.75)], NAMES, place)

    rows = [
        line for line in place.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]

    assert [row.split("|")[1].strip() for row in rows] == ["`first`", "`third`"]
    assert "**1.75** (0.5 to 3, 9 pairs)" in rows[1]


def test_what_is_written_by_hand_around_the_table_stays(place) -> None:
    before = place.read_text(encoding="utf-8").partition("| benchmark")[0]

    results.write([result("second", 1.0)], NAMES, place)

    text = place.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.endswith("\n\nBy hand.\n")


def test_a_size_is_said_in_megabytes_and_a_time_in_its_own_unit() -> None:
    sized = Result("size", "app", "Qt", "smaller", 345e6, 237e6, 1.5, 1.5, 1.5, 1, unit="bytes")

    assert sized.said(sized.seconds) == "345 MB"
    assert result("first", 0.0123).said(0.0123) == "12.3 ms"
    assert result("first", 12.5).said(12.5) == "12.50 s"
