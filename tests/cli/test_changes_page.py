"""The window's change statement and the terminal's say the same."""

from __future__ import annotations

import datetime as dt

import pytest

from app import assets
from app.domain.calendar import day_of
from app.domain.progress import Unwatched
from app.gui.charts.waterfall_layout import Part
from app.gui.pages.changes.items import items
from app.gui.pages.changes.statement import Setting, statement
from app.workflow import changes, explaining, reading
from app.workflow.case import Case


def at(text):
    return day_of(dt.date.fromisoformat(text))


@pytest.fixture(scope="module")
def mei():
    export = reading.read([reading.sample_person()]).export
    asked = explaining.question(export)
    return Case(export, asked.rulebook, asked.day)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2016-01-06", "2016-02-06"), ("2015-06-06", "2015-07-06"), ("2015-12-06", "2016-03-06")],
)
def test_the_page_and_the_terminal_give_the_same_figures(whyscore, mei, first, last):
    told = changes.statement(mei, at(first), at(last), Unwatched())
    shown = statement(told, Setting(mei.export.official, mei.day), str)
    words = ("--at", last, "--since", first, "--json", "--quiet", "--top", "0")

    document = whyscore("explain", assets.sample_person(), *words, status=0).document

    moved = document["to"]["published"] - document["from"]["published"]
    official = document["official"]
    assert shown.ends.ours == moved
    assert (shown.ends.before, shown.ends.after) == (official["was"], official["score"])
    assert shown.ends.rest == official["unexplained"]
    of_records = sum(record["points"] for record in document["records"])
    assert sum(item.points for item in items(told, str)) == pytest.approx(of_records)
    unexplained = [row.points for row in shown.chart.rows if row.part is Part.UNEXPLAINED]
    assert unexplained == [official["unexplained"]]
