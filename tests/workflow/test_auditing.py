from __future__ import annotations

from pathlib import Path

import pytest

from app import settings
from app.domain.cohort import CohortShape, ColumnRoles
from app.domain.errors import UnreadableInput, UsageError
from app.domain.progress import Cancelled
from app.workflow import auditing
from app.workflow.sampling import Wish, write_sample
from tests.audit.small_cohort import cut, made, question

pytestmark = pytest.mark.timeout(60)


@pytest.fixture(scope="module")
def people(tmp_path_factory) -> Path:
    return Path(made(tmp_path_factory.mktemp("cohort")).path)


@pytest.fixture
def table(tmp_path) -> Path:
    rows = [f"{number},{500 + number % 300},{'ab'[number % 2]}" for number in range(100)]
    file = tmp_path / "scores.csv"
    file.write_text("\n".join(["person,score,group", *rows, ""]), encoding="utf-8")
    return file


class Stops:
    def report(self, _done: int, _total: int) -> None:
        raise Cancelled


def test_a_package_is_opened_asked_and_closed(people, tmp_path) -> None:
    cohort = cut(auditing.open_input(people), 3)

    with auditing.audit(cohort, question(fit=False), workers=1, work=tmp_path) as audited:
        assert audited.cohort is cohort
        assert audited.findings.people == 60
        assert audited.question.day == cohort.default_day
        assert sum(len(part) for part in audited.people()) == 60

    assert list(tmp_path.iterdir()) == []


def test_a_plain_table_is_shown_before_it_is_opened(table) -> None:
    shown = auditing.preview(table)

    assert shown is not None
    assert shown.columns == ("person", "score", "group")
    cohort = auditing.open_input(table, ColumnRoles("score", attributes=("group",)))
    assert cohort.shape is CohortShape.TABLE
    asked = question(books=(), claims=(), groups=("group",), fit=False)
    with auditing.audit(cohort, asked) as audited:
        found = {group.group: group.n for group in audited.findings.groups}
    assert (found["a"], found["b"]) == (50, 50)


def test_packages_have_no_beginning_to_show(people) -> None:
    assert auditing.preview(people) is None
    assert auditing.preview(people / "datapackage.json") is None


def test_what_is_nothing_that_can_be_audited_is_refused(tmp_path) -> None:
    (tmp_path / "note.txt").write_text("nothing", encoding="utf-8")

    with pytest.raises(UnreadableInput):
        auditing.preview(tmp_path / "note.txt")
    with pytest.raises(UnreadableInput):
        auditing.open_input(tmp_path)


def test_a_column_that_the_table_does_not_have_is_refused(table) -> None:
    with pytest.raises(UsageError):
        auditing.open_input(table, ColumnRoles("no such column"))


def test_opening_can_be_stopped(people) -> None:
    with pytest.raises(Cancelled):
        auditing.open_input(people, progress=Stops())


def test_one_persons_export_is_no_cohort(tmp_path) -> None:
    write_sample(Wish(people=1, events=50, seed=1), tmp_path / "one")

    with pytest.raises(UnreadableInput):
        auditing.open_input(tmp_path / "one" / "datapackage.json")


def test_what_stopped_audits_left_is_erased_on_request(people) -> None:
    class Later:
        def report(self, done: int, _total: int) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        auditing.audit(cut(auditing.open_input(people), 3), question(), workers=1, progress=Later())
    assert list(settings.work_place().glob("audit-*/*.sums"))

    auditing.erase_kept()

    assert list(settings.work_place().iterdir()) == []
