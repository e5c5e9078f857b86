"""The reader's question is completed from the file, and refused where it makes no sense."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from app.domain.calendar import day_of
from app.domain.errors import UsageError
from app.domain.explanation import Cause
from app.domain.records import Contacts, Export, OfficialScores, Records
from app.workflow import explaining
from app.workflow.explaining import question

CREATED = day_of(dt.date(2016, 3, 6))


def texts(*words: str) -> np.ndarray:
    return np.array(["", *words], object)[1:]


def export(**changes: object) -> Export:
    records = Records.build(
        texts("a", "b"),
        np.array([CREATED - 100, CREATED - 10], np.int32),
        texts("purchase.imported", "purchase.domestic"),
        np.array([10.0, 20.0]),
    )
    official = OfficialScores(
        np.array([CREATED - 40], np.int32), np.array([640.0]), texts(""), texts("")
    )
    plain = Export(records, Contacts.none(), official, created=CREATED)
    return replace(plain, **changes)


def test_the_file_s_own_rulebook_and_day_are_the_default() -> None:
    asked = question(export(rulebook="rongcheng-2019"))

    assert (asked.rulebook.id, asked.day, asked.has_since) == ("rongcheng-2019", CREATED, False)


def test_a_file_that_names_none_is_read_by_the_article() -> None:
    assert question(export()).rulebook.id == "article-2016"


def test_a_rulebook_that_is_not_here_is_replaced_and_told() -> None:
    asked = question(export(rulebook="nowhere-1999"))

    assert asked.rulebook.id == "article-2016"
    assert "rulebook_unknown" in [notice.code for notice in asked.notices]


def test_another_version_than_the_file_names_is_told() -> None:
    asked = question(export(rulebook="article-2016", rulebook_version="0"))

    assert [notice.code for notice in asked.notices] == ["rulebook_version"]


def test_an_official_figure_of_another_rulebook_is_told() -> None:
    asked = question(export(rulebook="article-2016"), rulebook="schufa-2026")

    assert [notice.code for notice in asked.notices] == ["official_other_rulebook"]


def test_without_a_day_of_its_own_a_file_is_read_on_its_latest_day() -> None:
    assert question(export(created=None)).day == CREATED - 10


def test_a_file_without_any_date_asks_for_one() -> None:
    empty = export(created=None, records=Records.none(), official=OfficialScores.none())

    with pytest.raises(UsageError, match="--at"):
        question(empty)


def test_an_earlier_day_after_the_day_is_refused() -> None:
    with pytest.raises(UsageError, match="2016-03-07 lies after 2016-03-06"):
        question(export(), since_day=CREATED + 1)


def test_a_record_that_is_not_there_cannot_be_set_aside() -> None:
    with pytest.raises(UsageError, match="no record zz"):
        question(export(), aside=frozenset({"zz"}))


def test_two_files_without_an_earlier_day_are_read_on_the_same_day() -> None:
    old = export()
    dearer = replace(old.records, kind=np.array([1, 1], np.int32))
    new = replace(old, records=replace(dearer, kinds=("purchase.imported", "purchase.domestic")))

    told = explaining.explain(new, question(new, since_export=old))

    assert told.since.score.day == told.to.score.day == CREATED
    assert {Cause(int(cause)) for cause in told.shares.cause} == {Cause.CORRECTED}
    assert {str(told.records.id[row]) for row in told.shares.row} == {"a"}


def test_the_score_without_a_record_is_the_score_with_it_set_aside() -> None:
    who = export()
    asked = question(who)

    without = explaining.score_without(who, asked, "a")
    told = explaining.explain(who, replace(asked, aside=frozenset({"a"})))

    assert without.sum == told.to.score.sum
    assert told.aside[0].worth == pytest.approx(
        explaining.explain(who, asked).to.score.sum - without.sum
    )


def test_a_history_begins_with_the_file_and_cannot_run_backwards() -> None:
    who = export()
    book = question(who).rulebook

    line = explaining.history(who, book, None, CREATED, explaining.Every.DAY)

    assert int(line.day[0]) == CREATED - 100
    with pytest.raises(UsageError, match="lies after the last day"):
        explaining.history(who, book, CREATED + 1, CREATED, explaining.Every.DAY)
