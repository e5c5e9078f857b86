"""What the What if page decides, without a window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.domain.calendar import Unit, day_later, iso
from app.domain.rulebook import Stance
from app.gui.pages.whatif.compared import MOST_COLUMNS, spans_of
from app.gui.pages.whatif.content import lines_table
from app.gui.pages.whatif.finder import Wish
from app.gui.pages.whatif.levers import key_of, presets
from tests.cli.conftest import whyscore  # noqa: F401 - a fixture
from tests.gui import people, unusual
from tests.gui.pages.whatif.stage import MEI, Stage, case

RULEBOOKS = ("article-2016", "rongcheng-2019", "schufa-2026", "sesame-reported")


@pytest.fixture
def stage():
    return Stage()


@pytest.mark.parametrize("rulebook", RULEBOOKS)
def test_every_action_of_a_rulebook_has_a_slider_with_its_limits(rulebook) -> None:
    stage = Stage(case(rulebook))
    actions = {one.id: one for one in stage.presenter.case.rulebook.actions}

    assert {one.id for one in stage.screen.levers} == set(actions)
    for lever in stage.screen.levers:
        action = actions[lever.id]
        assert (lever.low, lever.high, lever.step) == (action.minimum, action.maximum, action.step)
        assert lever.locked == (action.stance in {Stance.SPEECH, Stance.TIES})
    order = [one.stance for one in stage.screen.levers]
    assert order == sorted(order, key=list(Stance).index)


def test_the_page_says_what_the_terminal_says(stage, whyscore) -> None:  # noqa: F811
    stage.move(volunteer=2, bills=2, domestic=1)

    told = whyscore(
        "whatif", MEI, "--by", iso(stage.presenter.by), "--json",
        "--do", "volunteer=2", "--do", "bills=2", "--do", "domestic=1",
    ).document  # fmt: skip

    shown = stage.screen.plan
    assert shown.head.score.figure == f"{told['published']:.0f}"
    lines = shown.lines
    assert lines.plan.tolist() == pytest.approx([one["score"] for one in told["line"]])
    assert lines.nothing.tolist() == pytest.approx([one["nothing"] for one in told["line"]])
    won = [iso(day) for day, _score, held in lines.perks if held]
    assert won == [one["won"] for one in told["perks"] if "won" in one]


def test_the_sentence_says_from_when_a_threshold_is_held(stage) -> None:
    assert stage.screen.plan.sentence.startswith("If nothing new happens")

    stage.move(volunteer=2, bills=2, domestic=1)

    assert stage.screen.plan.sentence == (
        "2 × volunteer days, 2 × bills paid on time and 1 × goods made here a month: "
        "you are above 700, for good from 7 August."
    )


def test_a_slider_says_what_it_is_worth_with_the_others_as_they_are(stage) -> None:
    stage.move(volunteer=2, bills=2)
    ahead = stage.presenter.prepared.ahead
    with_both = ahead.frame({"volunteer": 2, "bills": 2}).score[-1]
    without = ahead.frame({"bills": 2}).score[-1]

    assert stage.screen.lever("volunteer").note.value == pytest.approx(with_both - without)
    assert stage.screen.lever("donate").note.value is None


def test_where_a_limit_is_reached_more_is_said_to_give_nothing() -> None:
    stage = Stage(case("sesame-reported"))
    stage.move(purchases=40, bills=6, rentals=4, donate=4)
    book, units = stage.presenter.case.rulebook, stage.presenter.units
    ahead = stage.presenter.prepared.ahead
    here = ahead.frame(units).score[-1]

    for lever, now in zip(stage.screen.levers, stage.screen.plan.levers, strict=True):
        if now.limit:
            more = ahead.frame(units | {lever.id: now.units + lever.step}).score[-1]
            assert abs(more - here) < 0.05
    alone = sum(now.note.value or 0 for now in stage.screen.plan.levers)
    total = here - ahead.nothing[-1]
    assert bool(stage.screen.plan.sharing) == (abs(alone - total) >= 1), book.id


def test_the_range_follows_when_the_sliders_rest(stage) -> None:
    stage.presenter.move("volunteer", 3.0)
    assert stage.screen.plan.head.span == "…"
    assert len(stage.screen.plan.lines.low) == 0

    stage.presenter.rest()
    stage.tasks.run()

    lines = stage.screen.plan.lines
    spread = stage.presenter.prepared.ahead.spread({"volunteer": 3})
    assert lines.low[-1] == pytest.approx(spread.low[-1])
    assert stage.screen.plan.head.span == f"{spread.low[-1]:.0f} to {spread.high[-1]:.0f}"


def test_of_many_moves_only_the_last_has_its_range_computed(stage) -> None:
    for count in range(1, 9):
        stage.presenter.move("volunteer", float(count))
        stage.presenter.rest()

    assert list(stage.tasks.waiting) == ["what if spread"]
    stage.tasks.run()
    assert stage.screen.plan.head.span != "…"


def test_scenarios_are_kept_renamed_dropped_and_taken_back(stage) -> None:
    stage.move(bills=2)
    stage.presenter.save("  Bills   only ")
    stage.move(volunteer=2)
    stage.presenter.save("Steady")
    assert stage.screen.kept == ("Bills only", "Steady")
    assert stage.screen.name == "Steady"

    stage.presenter.rename("Calm")
    assert stage.screen.kept == ("Bills only", "Calm")
    assert stage.screen.name == "Calm"

    stage.presenter.delete()
    assert stage.screen.kept == ("Bills only",)
    assert stage.presenter.units["volunteer"] == 2  # the sliders stay

    stage.session.undo()
    assert stage.screen.kept == ("Bills only", "Calm")


def test_a_kept_scenario_sets_the_sliders_again(stage) -> None:
    stage.move(bills=2)
    stage.presenter.save("Bills only")
    figure = stage.screen.plan.head.score.figure
    stage.presenter.reset()
    assert stage.screen.plan.head.score.figure != figure

    stage.presenter.choose_column("Bills only")

    assert stage.screen.plan.head.score.figure == figure
    assert stage.screen.name == "Bills only"


@pytest.mark.parametrize("kept", range(6))
def test_never_more_than_four_stand_side_by_side_and_the_present_one_is_among_them(kept) -> None:
    stage = Stage()
    for number in range(1, kept + 1):
        stage.move(volunteer=number)
        stage.presenter.save(f"Plan {number}")
    stage.move(volunteer=7)

    columns = stage.screen.compared.columns
    assert len(columns) <= MOST_COLUMNS
    assert columns[0].key == ""
    assert [one.now for one in columns].count(True) == 1
    if kept:
        stage.presenter.choose("Plan 1", preset=False)
        assert any(one.now and one.key == "Plan 1" for one in stage.screen.compared.columns)


def test_a_column_tells_the_figure_of_its_own_line(stage) -> None:
    stage.move(bills=2)
    stage.presenter.save("Bills only")
    stage.move(volunteer=2)

    ahead = stage.presenter.prepared.ahead
    figures = {one.title: one.figure for one in stage.screen.compared.columns}
    assert figures["Nothing new"] == f"{ahead.frame({}).published[-1]:.0f}"
    assert figures["Bills only"] == f"{ahead.frame({'bills': 2}).published[-1]:.0f}"


def test_scenarios_of_another_rulebook_are_not_shown(stage) -> None:
    stage.move(bills=2)
    stage.presenter.save("Bills only")
    kept = stage.presenter.case.scenarios

    stage.show(replace(case("sesame-reported"), scenarios=kept))

    assert stage.screen.kept == ()
    assert stage.presenter.units == {}


def test_a_rulebook_without_actions_says_so_and_is_still_priced() -> None:
    stage = Stage(people.case())

    assert stage.screen.empty[0] == "This rulebook names nothing that can be planned"
    assert stage.screen.plan is None
    stage.prices.look()
    stage.tasks.run()
    assert stage.screen.prices.rates


def test_another_day_of_the_horizon_is_measured_anew(stage) -> None:
    today = stage.presenter.case.day
    later = day_later(today, 1, Unit.YEARS)

    stage.presenter.choose_day(later)
    stage.tasks.run()

    assert stage.screen.plan.lines.last == later
    stage.presenter.choose_day(today)  # does not lie ahead
    assert stage.presenter.by == later


def test_the_calendar_holds_what_turns_and_what_the_plan_wins(stage) -> None:
    stage.move(volunteer=2, bills=2, domestic=1)
    stage.presenter.calendar()

    titles = [
        str(event["summary"]) for event in Calendar.from_ical(stage.screen.calendar).walk("VEVENT")
    ]
    assert any("Opens: Fewer papers for a visa" in title for title in titles)
    assert any("runs out" in title for title in titles)


def test_a_failure_is_told_in_the_charts_place() -> None:
    def refuse(*_asked):
        raise RuntimeError

    stage = Stage(prepare=refuse)
    assert "RuntimeError" not in stage.screen.trouble
    assert "made a mistake" in stage.screen.trouble


def test_presets_never_touch_speech_or_ties() -> None:
    for rulebook in RULEBOOKS:
        book = case(rulebook).rulebook
        locked = {one.id for one in book.actions if one.stance in {Stance.SPEECH, Stance.TIES}}
        for units in presets(book).values():
            assert not locked & set(units)


# Laws


@given(st.lists(st.floats(300, 900) | st.just(float("nan")), min_size=1, max_size=40))
def test_the_times_a_perk_is_held_are_the_days_on_which_it_is(scores) -> None:
    perk = people.book().perks[0]
    days = np.arange(100, 100 + len(scores), dtype=np.int32)
    line = np.array(scores)

    spans = spans_of(perk, days, line)

    held = {day for start, end in spans for day in range(start, end + 1)}
    assert held == {
        int(day) for day, score in zip(days, line, strict=True) if perk.held(float(score))
    }


@given(st.dictionaries(st.sampled_from(["volunteer", "bills", "donate"]), st.integers(0, 4)))
def test_worths_and_the_head_agree_with_the_engine(units) -> None:
    stage = _shared()
    stage.presenter.set_all({name: float(count) for name, count in units.items()})
    ahead = stage.presenter.prepared.ahead
    frame = ahead.frame(units)

    shown = stage.screen.plan
    assert shown.head.score.figure == f"{frame.published[-1]:.0f}"
    for lever, now in zip(stage.screen.levers, shown.levers, strict=True):
        rest = {name: count for name, count in units.items() if name != lever.id}
        worth = frame.score[-1] - ahead.frame(rest).score[-1]
        assert (now.note.value or 0.0) == pytest.approx(worth, abs=0.05)
    table = lines_table(shown.lines)
    assert len(table.headings) == len(table.rows[0])
    key = key_of(stage.presenter.case.rulebook, units)
    assert all(np.isfinite(key))


def _shared(kept: list[Stage] = []) -> Stage:  # noqa: B006 - measured once
    if not kept:
        kept.append(Stage())
    return kept[0]


# Without a score


def test_where_a_record_settles_the_score_no_figure_is_made_up() -> None:
    settled = unusual.without_score()
    book = replace(settled.rulebook, actions=case().rulebook.actions[:2])
    stage = Stage(replace(settled, rulebook=book))
    stage.move(volunteer=2)

    shown = stage.screen.plan
    assert shown.head.score.figure == "–"
    assert shown.head.today is None
    assert "a record settles it by itself" in shown.sentence
    assert all(now.note.value is None for now in shown.levers)
    assert {one.figure for one in stage.screen.compared.columns} == {"–"}
    assert lines_table(shown.lines).rows
    stage.finder.find(Wish(700))
    stage.tasks.run()
    assert not stage.screen.found.reached


def test_undo_puts_the_sliders_back_and_redo_forth_again(stage) -> None:
    presenter = stage.presenter
    assert not presenter.can_step(back=True)
    stage.move(volunteer=2)
    stage.move(bills=2)

    presenter.step(back=True)
    stage.tasks.run()
    assert presenter.units == {"volunteer": 2}
    presenter.step(back=True)
    stage.tasks.run()
    assert presenter.units == {}
    assert not presenter.can_step(back=True)

    presenter.step(back=False)
    presenter.step(back=False)
    stage.tasks.run()
    assert presenter.units == {"volunteer": 2, "bills": 2}
    assert not presenter.can_step(back=False)


def test_a_slider_moved_anew_gives_up_what_was_undone(stage) -> None:
    stage.move(volunteer=2)
    stage.presenter.step(back=True)
    stage.move(bills=1)

    assert not stage.presenter.can_step(back=False)
    assert stage.presenter.units == {"bills": 1}


def test_what_is_set_outlives_the_page_where_it_is_built_anew(stage) -> None:
    stage.move(volunteer=2)

    again = Stage(stage.presenter.case, held=stage.presenter._set)

    assert again.presenter.units == {"volunteer": 2}
    assert again.presenter.can_step(back=True)
