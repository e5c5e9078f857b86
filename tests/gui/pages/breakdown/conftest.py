"""What the tests of the Breakdown page stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.gui.pages.breakdown.presenter import Asks, BreakdownPresenter
from tests.gui.pages.breakdown import mei
from tests.gui.pages.breakdown.stage import Later, Objections, Screen


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def tasks():
    return Later()


@pytest.fixture
def objections():
    return Objections()


@pytest.fixture
def case():
    return mei.case()


@pytest.fixture
def presenter(screen, tasks, objections, case):
    def since(_case, day, _progress):
        old = mei.explanation()
        earlier = replace(old.since, name="since", score=replace(old.since.score, day=day))
        return replace(old, since=earlier)

    made = BreakdownPresenter(
        screen, tasks, objections, Asks(since, lambda _case, _record: mei.score(655.4))
    )
    made.show(case, mei.explanation())
    tasks.run()
    return made
