"""What is shown adds up by hand, on the terminal, on a page, and in the window."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from app.domain.adding_up import shown_points
from app.domain.explanation import Explanation
from app.domain.progress import Unwatched
from app.domain.records import OfficialScores
from app.domain.rounding import shown
from app.explain.explaining import explain
from app.gui.charts.waterfall_layout import Part
from app.gui.pages.breakdown.account import account
from app.gui.pages.changes.statement import Setting, statement
from app.wording.language import Language, use
from app.wording.reporting import report_of
from app.wording.sheets import browser_page, paper_page
from tests.laws.invented import people, rulebooks

decimals = st.integers(0, 2)


def told(book, who, places, before=None) -> Explanation:
    use(Language.ENGLISH)
    none = OfficialScores.none()
    return explain(replace(book, decimals=places), who, none, Unwatched(), since=before)


class Cells(HTMLParser):
    """Collects the cells of a page's tables, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._within = True
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self._within = False

    def handle_data(self, data):
        if self._within:
            self.rows[-1][-1] += data


def figure(said: str) -> float:
    return float(re.sub(r"[^0-9.−]", "", said).replace("−", "-") or 0)


@given(book=rulebooks(), who=people(), places=decimals)
def test_the_sum_of_a_report_adds_up_and_its_reasons_make_its_rows(book, who, places):
    explained = told(book, who, places)
    report = report_of(explained, [])
    sums = shown_points(explained)

    running = figure(report.rows[0].makes_text)
    for row in report.rows[1:-1]:
        running += figure(row.moved_text)
        assert math.isclose(running, figure(row.makes_text), abs_tol=1e-6)
    assert math.isclose(running, figure(report.rows[-1].makes_text), abs_tol=1e-6)
    for factor, points in sums.factors.items():
        own = [sums.rules[one.id] for one in explained.rules if one.factor == factor]
        assert math.isclose(math.fsum(own), points, abs_tol=1e-6)
    said = {reason.moved for reason in report.reasons}
    assert said <= set(sums.rules.values())
    true = sums.end - sums.start - math.fsum(one.points for one in explained.factors)
    assert abs(sums.rounding) <= abs(true) + 1e-6
    assert math.isclose(
        sums.start + sums.gives + sums.takes, sums.end - sums.rounding, abs_tol=1e-6
    )


@given(book=rulebooks(), who=people(), places=decimals)
def test_every_face_shows_the_same_sum(book, who, places):
    explained = told(book, who, places)
    report = report_of(explained, [])
    rows = [(row.label, row.moved_text, row.makes_text) for row in report.rows if not row.total]

    for page in (browser_page(report), paper_page(report)):
        cells = [tuple(cell.strip() for cell in row) for row in Cells(page).rows]
        for label, moved, makes in rows:
            assert any(
                row[0].startswith(label) and moved in row and makes in row for row in cells if row
            )
    window = account(explained)
    steps = {row.label: row.points for row in window.rows if row.part is Part.STEP and row.points}
    assert steps == {
        row.label: row.moved for row in report.rows if row.moved and row.label in steps
    }
    assert math.isclose(
        window.start + math.fsum(steps.values()) + window.rounding, window.result, abs_tol=1e-6
    )


@given(book=rulebooks(), who=people(), before=people(), places=decimals)
def test_a_statement_of_changes_adds_up(book, who, before, places):
    explained = told(book, who, places, before)
    made = statement(explained, Setting(OfficialScores.none(), who.day), str)

    running = made.ends.before
    for row in made.chart.rows[1:-1]:
        assert math.isclose(row.before, running, abs_tol=1e-6)
        running += row.points
        assert math.isclose(row.after, running, abs_tol=1e-6)
        assert shown(row.points, places) == row.points
    assert math.isclose(running, made.ends.after, abs_tol=1e-6)
