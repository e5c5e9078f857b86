"""Laws of the Changes page: what new records moved, and statements that add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import Unwatched
from app.domain.records import Export, OfficialScores
from app.domain.rulebook import Rulebook
from app.explain.explaining import score_of
from app.gui.charts.waterfall_layout import Part
from app.gui.pages.changes.items import items
from app.gui.pages.changes.statement import Setting, statement
from app.mirror.facts import Facts
from app.mirror.timeline import newly_over
from app.workflow.case import Case
from app.workflow.changes import statement as explained
from tests.laws.invented import TODAY, people, rulebooks


@pytest.mark.heavy
@given(book=rulebooks(), who=people())
def test_what_new_records_moved_is_the_score_with_them_minus_without(
    book: Rulebook, who: Facts
) -> None:
    days = np.unique(who.records.day)

    moved = newly_over(book, who, days)

    for day, one in zip(days.tolist(), moved.tolist(), strict=True):
        then = replace(who, day=day)
        kept = who.records.only(who.records.day != day)
        names = frozenset(kept.id.tolist())
        before = Facts(kept, who.contacts, day, who.aside & names)
        assert one == pytest.approx(score_of(book, then).sum - score_of(book, before).sum, abs=1e-7)


def official_of(figures: list[float], since: int) -> OfficialScores:
    text = np.array(["", "", None], object)[:-1]
    return OfficialScores(np.array([TODAY - since, TODAY], np.int32), np.array(figures), text, text)


@pytest.mark.heavy
@given(
    book=rulebooks(),
    other=st.booleans(),
    who=people(),
    since=st.integers(1, 700),
    figures=st.lists(st.floats(-500, 1500).map(lambda x: round(x, 1)), min_size=2, max_size=2),
    published=st.booleans(),
)
def test_a_statement_adds_up_on_screen_whatever_moved(
    *, book: Rulebook, other: bool, who: Facts, since: int, figures: list[float], published: bool
) -> None:
    official = official_of(figures, since) if published else OfficialScores.none()
    case = Case(Export(who.records, who.contacts, official), book, TODAY)
    earlier = replace(book, floor=book.floor - 7, version="0") if other else None
    told = explained(case, TODAY - since, TODAY, Unwatched(), earlier)

    found = items(told, str)
    shown = statement(told, Setting(official, TODAY), str)

    assert sum(item.points for item in found) == pytest.approx(
        told.to.score.sum - told.since.score.sum, abs=1e-6
    )
    rows, decimals = shown.chart.rows, shown.ends.decimals
    running = rows[0].after
    for row in rows[1:-1]:
        assert row.before == running
        running = round(running + (row.points or 0.0), decimals)
        assert row.after == pytest.approx(running, abs=1e-9)
    assert rows[-1].after == pytest.approx(running, abs=1e-9)
    assert sum(row.part is Part.STEP for row in rows) <= 8
    if all(ours is not None for ours in (told.to.score.published, told.since.score.published)):
        unexplained = [row.points for row in rows if row.part is Part.UNEXPLAINED]
        assert len(unexplained) == int(published)
        if published:
            assert rows[0].after == pytest.approx(figures[0])
            assert rows[-1].after == pytest.approx(figures[1])
            assert unexplained[0] == pytest.approx(told.official.unexplained, abs=1e-6)
