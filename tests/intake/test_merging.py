"""Several files of one person are put together: nothing counts twice, the later is believed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.domain.intake import Reading
from app.intake import reading
from app.intake.merging import merged_exports
from tests.intake.package_making import RECORDS, package, records_only


def read(*paths: Path) -> Reading:
    found = reading.read(paths)
    left_out = sum(left.count for left in found.left_out)
    if found.export is not None and not found.faults:
        assert found.rows == found.kept + left_out
    return found


def test_the_same_package_twice_changes_nothing(tmp_path: Path) -> None:
    path = package(tmp_path / "p")
    once, twice = read(path), read(path, path)

    assert once.export is not None
    assert twice.export is not None
    assert twice.kept == once.kept
    assert [(left.code, left.count) for left in twice.left_out] == [("same_in_two_files", 12)]
    assert twice.notices == ()
    assert twice.export.records.id.tolist() == once.export.records.id.tolist()
    np.testing.assert_array_equal(twice.export.records.amount, once.export.records.amount)
    for name, vector in vars(once.export.contacts).items():
        assert getattr(twice.export.contacts, name).tolist() == vector.tolist()
    assert twice.export.official.score.tolist() == once.export.official.score.tolist()
    assert twice.export.lookups == once.export.lookups
    assert twice.export.decisions == once.export.decisions
    assert twice.export.subject == once.export.subject
    assert twice.reader == "score-package"


def test_a_later_file_adds_and_corrects(tmp_path: Path) -> None:
    later = RECORDS.replace("12.50", "13.50").replace("r2,", "r4,")
    old = package(tmp_path / "old")
    new = package(
        tmp_path / "new",
        described={"created": "2016-04-01"},
        records=later,
        contacts="id,name\nc1,Wei\nc3,Yu\n",
        contact_scores="contact,date,score\nc1,2015-02-01,651\nc3,2015-02-01,652\n",
        scores="date,score\n2016-02-01,656\n2016-03-01,660\n",
    )
    for order in ((old, new), (new, old)):  # the later made counts as the later
        found = read(*order)
        export = found.export
        assert export is not None
        assert export.records.id.tolist() == ["r3", "r1", "r2", "r4"]
        assert export.records.amount[1] == 13.5
        assert export.contacts.id.tolist() == ["c1", "c2", "c3"]
        assert export.contacts.closeness.tolist() == [1, 1, 1]
        assert export.contacts.score.tolist() == [640.5, 651, 700, 652]
        assert export.official.score.tolist() == [650, 656, 660]
        assert export.created is not None
        assert len(export.inputs) == 2
        assert [notice.code for notice in found.notices] == ["updated"]
        assert {left.code: left.count for left in found.left_out} == {
            "same_in_two_files": 3,
            "updated": 4,
        }


def test_without_days_of_making_the_order_given_counts(tmp_path: Path) -> None:
    first = package(tmp_path / "a", described={"created": None})
    second = package(tmp_path / "b", records=RECORDS.replace("12.50", "13.50"))
    forth, back = read(first, second).export, read(second, first).export

    assert forth is not None
    assert back is not None
    assert forth.records.amount[1] == 13.5
    assert back.records.amount[1] == 12.5


def test_texts_that_only_one_file_has_are_kept(tmp_path: Path) -> None:
    plain = records_only(tmp_path / "a", "id,date,kind\nr1,2016-01-01,a\n")
    noted = records_only(tmp_path / "b", "id,date,kind,source\nr2,2016-01-02,b,Bank\n")
    export = read(plain, noted).export

    assert export is not None
    assert [export.records.text("source", row) for row in (0, 1)] == ["", "Bank"]
    assert len(export.contacts) == 0


def test_files_of_different_people_are_not_put_together(tmp_path: Path) -> None:
    other = {"whyscore": {"subject": {"id": "P-002"}}}
    found = read(package(tmp_path / "a"), package(tmp_path / "b", described=other))

    assert found.export is None
    assert found.kept == 0
    assert found.faults[0].refuses
    assert "another person" in found.faults[0].found
    assert found.fault_count == 1


def test_one_refused_file_refuses_them_all(tmp_path: Path) -> None:
    found = read(package(tmp_path / "a"), tmp_path / "gone")

    assert found.export is None
    assert found.files == ("a", "gone")
    assert found.fault_count == 1


def test_what_only_the_earlier_file_says_stays(tmp_path: Path) -> None:
    first = package(tmp_path / "a")
    second = records_only(tmp_path / "b", RECORDS)
    export = read(first, second).export

    assert export is not None
    assert export.subject.id == "P-001"
    assert export.rulebook == "article-2016"
    assert export.issuer == "Pilot Bureau"
    assert len(export.contacts) == 2


def test_several_figures_of_one_day_stay_as_many(tmp_path: Path) -> None:
    scores = "date,score\n2016-01-01,650\n2016-01-01,655\n"
    path = package(tmp_path / "a", scores=scores)
    export = read(path, path).export

    assert export is not None
    assert export.official.score.tolist() == [650, 655]


def test_exports_are_put_together_without_their_readings(tmp_path: Path) -> None:
    export = read(package(tmp_path / "a")).export
    assert export is not None

    assert len(merged_exports([export, export]).records) == 3
