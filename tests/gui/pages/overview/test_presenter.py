from __future__ import annotations

from app.domain.errors import UsageError
from app.gui.engine import Engine
from app.gui.pages.overview.presenter import OverviewPresenter
from tests.gui import people
from tests.gui.waiting import WaitingTasks


class Screen:
    def __init__(self) -> None:
        self.shown: dict[str, object] = {}

    def __getattr__(self, name):
        if not name.startswith("show_"):
            raise AttributeError(name)
        return lambda *what: self.shown.__setitem__(name, what)


def test_the_score_is_shown_at_once_and_the_rest_follows() -> None:
    screen, tasks, case = Screen(), WaitingTasks(), people.case()

    OverviewPresenter(screen, tasks, Engine()).show(case, people.explained(case))
    at_once = set(screen.shown)
    tasks.run()

    assert at_once == {
        "show_sentence",
        "show_lead",
        "show_dial",
        "show_reasons",
        "show_ladder",
        "show_remarks",
    }
    assert {"show_history", "show_coming"} <= set(screen.shown)


def test_a_history_that_cannot_be_had_is_told_in_its_card() -> None:
    class Broken(Engine):
        def history(self, *_all):
            raise UsageError("There is no history.")

    screen, tasks, case = Screen(), WaitingTasks(), people.case()
    OverviewPresenter(screen, tasks, Broken()).show(case, people.explained(case))
    tasks.run()

    assert screen.shown["show_history_trouble"] == ("There is no history.",)
    assert "show_coming" in screen.shown


def test_the_caution_and_the_notices_stand_under_the_cards() -> None:
    screen, case = Screen(), people.case()

    OverviewPresenter(screen, WaitingTasks(), Engine()).show(case, people.explained(case))

    guess, remarks = screen.shown["show_remarks"]
    assert guess.startswith("A dotted number is a guess")
    assert "These numbers are invented." in remarks
