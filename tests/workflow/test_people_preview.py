from __future__ import annotations

import pytest

from app.domain.errors import UnreadableInput, UsageError
from app.workflow.importing import Answer, chosen, in_time, preview
from tests.cli.conftest import RECORDS, make_package

FAULTY = [*RECORDS, "x1,2016-13-01,bill.late.gas,,"]


@pytest.fixture
def package(tmp_path):
    """Return a function that writes an invented person's package."""
    return lambda name, rows=RECORDS, **tables: make_package(tmp_path / name, rows, **tables)


def test_a_good_file_is_shown_with_every_record(package):
    shown = preview([package("one")])

    assert shown.answer is Answer.GOOD
    assert len(shown.records) == 5
    assert shown.together.kept == 5


def test_what_no_rule_counts_is_told_by_kind_most_first(package):
    rows = [*RECORDS, *(f"z{n},2016-01-0{n},walk.alone,," for n in (1, 2, 3))]

    shown = preview([package("one", rows)])

    assert shown.rulebook == "article-2016"
    assert (shown.uncounted[0].kind, shown.uncounted[0].count) == ("walk.alone", 3)
    counted = {"bill.on_time.gas", "bill.late.gas"} - {one.kind for one in shown.uncounted}
    assert counted == {"bill.on_time.gas", "bill.late.gas"}


def test_a_valid_file_with_nothing_for_us_has_an_answer_of_its_own(package):
    empty = package("empty", ["id,date,kind"])
    shown = preview([empty])
    both = preview([package("full"), empty])

    assert shown.answer is Answer.NOTHING
    assert shown.nothing_in(shown.readings[0])
    assert both.answer is Answer.GOOD
    assert [both.nothing_in(reading) for reading in both.readings] == [False, True]


def test_going_on_with_the_good_rows_is_a_choice(package):
    shown = preview([package("faulty", FAULTY)])

    assert shown.answer is Answer.CHOICE
    with pytest.raises(UnreadableInput, match="line 7"):
        chosen(shown)
    (reading,) = chosen(shown, good_rows=True)
    assert len(reading.export.records) == 5


def test_a_file_that_cannot_be_used_is_refused_whatever_the_reader_chooses(package, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear bureau", encoding="utf-8")

    for paths in ([letter], [package("one"), letter]):
        shown = preview(paths)
        assert shown.answer is Answer.REFUSED
        with pytest.raises(UnreadableInput, match=r"letter\.txt"):
            chosen(shown, good_rows=True)
    assert len(preview([letter]).records) == 0


def test_a_row_that_is_left_out_is_counted_as_left_out(package):
    shown = preview([package("one")])

    (reading,) = chosen(shown, leave_out=frozenset({"b1", "l1"}))

    assert reading.export.records.id.tolist() == ["b2", "b3", "p1"]
    assert (reading.kept, reading.rows) == (3, 5)
    assert [(left.code, left.count) for left in reading.left_out] == [("chosen", 2)]


def test_a_row_is_left_out_of_every_file_that_has_it(package):
    shown = preview([package("one"), package("two", [*RECORDS[:2], "n1,2016-02-20,post.photo,,"])])

    kept = chosen(shown, leave_out=frozenset({"b1"}))

    assert [len(reading.export.records) for reading in kept] == [4, 1]


def test_a_row_that_is_not_there_cannot_be_left_out(package):
    with pytest.raises(UsageError, match="leave out"):
        chosen(preview([package("one")]), leave_out=frozenset({"nowhere"}))


def test_a_file_made_later_counts_later_however_the_files_are_named(package):
    early, late = package("early"), package("late")
    descriptor = early / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace("2016-03-01", "2015-03-01"))

    assert in_time(preview([late, early]).readings) == (1, 0)
    assert in_time(preview([early, late]).readings) == (0, 1)


def test_without_a_day_the_order_of_the_files_is_that_of_their_names(package):
    one, two = package("one"), package("two")
    descriptor = two / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"created"', '"was_created"'))

    assert in_time(preview([two, one]).readings) == (0, 1)


def test_files_of_two_people_are_refused_together(package):
    one, two = package("one"), package("two")
    descriptor = two / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"P-1"', '"P-2"'))

    assert preview([one, two]).answer is Answer.REFUSED


def test_a_preview_of_nothing_is_a_mistake():
    with pytest.raises(UsageError, match="Name a file"):
        preview([])
