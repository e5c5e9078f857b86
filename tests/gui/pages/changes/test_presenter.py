"""What the Changes page decides: which period, which range, what is behind a row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.domain.errors import UsageError
from app.domain.records import OfficialScores
from app.gui.charts.period import Period
from app.gui.charts.waterfall_layout import Part
from app.gui.pages.changes.content import Range
from app.gui.pages.changes.presenter import ChangesPresenter, Looked
from tests.gui import people
from tests.gui.pages.changes.stage import Screen, asks, staged
from tests.gui.people import TODAY, texts
from tests.gui.waiting import WaitingTasks


def published(case, *figures: tuple[int, float]):
    """Return a case with these official figures: (days ago, score)."""
    days, scores = zip(*figures, strict=True)
    none = texts(*[""] * len(figures))
    official = OfficialScores(
        np.array([TODAY - ago for ago in days], np.int32), np.array(scores), none, none
    )
    return replace(case, export=replace(case.export, official=official))


def test_the_period_is_told_at_once_and_the_figures_follow() -> None:
    screen, tasks, _presenter = staged()

    assert screen.period is not None
    assert screen.statement is screen.lines is None
    tasks.run()

    assert screen.statement is not None
    assert screen.lines is not None
    assert screen.sentence == screen.statement.answer


def test_the_period_at_first_is_the_greatest_official_move_of_three_months() -> None:
    case = published(
        people.case(), (300, 600.0), (270, 690.0), (60, 655.0), (30, 645.0), (0, 648.0)
    )

    screen, _tasks, _presenter = staged(case)

    assert screen.period == Period(TODAY - 270, TODAY - 60)


def test_of_figures_that_moved_long_ago_the_last_move_is_taken() -> None:
    case = published(
        people.case(), (300, 600.0), (270, 690.0), (240, 650.0), (30, 650.0), (0, 650.0)
    )

    screen, _tasks, _presenter = staged(case)

    assert screen.period == Period(TODAY - 270, TODAY - 240)


def test_without_official_figures_the_period_is_the_last_month_by_our_count() -> None:
    screen, tasks, _presenter = staged(people.case(published=False))
    tasks.run()

    assert screen.period == Period(people.day(2016, 2, 6), TODAY)
    assert screen.sentence.startswith("By our count")
    assert "There is no official figure in this file." in screen.statement.paragraphs
    assert all(row.part is not Part.UNEXPLAINED for row in screen.statement.chart.rows)


def test_official_figures_of_another_rulebook_are_neither_drawn_nor_compared() -> None:
    case = published(people.case(), (60, 640.0), (30, 650.0))
    official = replace(case.export.official, rulebook=texts("0.9", "1.0"))
    case = replace(case, export=replace(case.export, official=official, rulebook="another"))

    screen, tasks, _presenter = staged(case)
    tasks.run()

    assert len(screen.lines.official) == 0
    assert screen.lines.rules == ()
    assert not screen.statement.ends.official
    assert "The official figures were made by another rulebook." in screen.statement.paragraphs


def test_while_the_period_is_moved_only_its_dates_follow() -> None:
    screen, tasks, presenter = staged()
    tasks.run()

    presenter.move(TODAY - 50, TODAY - 40)

    assert screen.period == Period(TODAY - 50, TODAY - 40)
    assert tasks.waiting == {}
    presenter.choose_period(TODAY - 50, TODAY - 40)
    tasks.run()
    assert (screen.statement.first, screen.statement.last) == (TODAY - 50, TODAY - 40)


def test_a_statement_of_a_period_that_was_moved_on_is_not_shown() -> None:
    screen, tasks, presenter = staged()
    tasks.run()
    before = screen.statement
    presenter.choose_period(TODAY - 90, TODAY - 80)

    presenter.move(TODAY - 50, TODAY - 40)
    tasks.run()

    assert screen.statement is before


def test_of_two_periods_chosen_in_a_hurry_the_newest_is_told() -> None:
    screen, tasks, presenter = staged()

    presenter.choose_period(TODAY - 90, TODAY - 80)
    presenter.choose_period(TODAY - 50, TODAY - 40)
    tasks.run()

    assert (screen.statement.first, screen.statement.last) == (TODAY - 50, TODAY - 40)


def test_a_start_after_the_end_pushes_the_end_on() -> None:
    screen, _tasks, presenter = staged()
    presenter.choose_period(TODAY - 50, TODAY - 40)

    presenter.choose_start(TODAY - 20)

    assert screen.period == Period(TODAY - 20, TODAY - 19)
    presenter.choose_end(TODAY - 30)
    assert screen.period == Period(TODAY - 31, TODAY - 30)


def test_the_chosen_period_stays_after_a_change_and_goes_with_the_person() -> None:
    screen, _tasks, presenter = staged()
    presenter.choose_period(TODAY - 50, TODAY - 40)

    case = people.case()
    presenter.show(replace(case, export=presenter._case.export), people.explained(case))
    assert screen.period == Period(TODAY - 50, TODAY - 40)

    presenter.show(case, people.explained(case))
    assert screen.period != Period(TODAY - 50, TODAY - 40)


def test_the_chosen_period_and_range_stay_where_the_page_is_built_anew() -> None:
    looked, case = Looked(), people.case()
    before = ChangesPresenter(Screen(), WaitingTasks(), asks(), looked=looked)
    before.show(case, people.explained(case))
    before.choose_period(TODAY - 50, TODAY - 40)
    before.choose_range(Range.QUARTER)

    screen, tasks = Screen(), WaitingTasks()
    anew = ChangesPresenter(screen, tasks, asks(), looked=looked)
    anew.show(case, people.explained(case))
    tasks.run()

    assert screen.period == Period(TODAY - 50, TODAY - 40)
    assert screen.range is Range.QUARTER


def test_a_period_that_ends_after_the_cases_day_is_given_up() -> None:
    screen, _tasks, presenter = staged()
    presenter.choose_period(TODAY - 50, TODAY - 40)

    early = presenter._case.on(TODAY - 100)
    presenter.show(early, people.explained(early))

    assert screen.period.last <= TODAY - 100
    assert screen.limits.last == TODAY - 100


def test_another_range_is_shown_without_working_anything_out() -> None:
    screen, tasks, presenter = staged()
    tasks.run()
    year = screen.lines

    presenter.choose_range(Range.QUARTER)

    assert tasks.waiting == {}
    assert screen.range is Range.QUARTER
    assert len(screen.lines.day) < len(year.day)
    assert screen.lines.ours[-1] == year.ours[-1]


def test_the_strongest_record_is_offered_and_leads_to_itself() -> None:
    screen, tasks, presenter = staged()
    presenter.choose_period(TODAY - 70, TODAY - 40)
    tasks.run()

    presenter.check()

    assert screen.check[0] == "Check the record of 6 January"
    assert screen.wanted == [("record", "post-1")]


def test_a_row_of_several_records_leads_to_their_rule() -> None:
    screen, tasks, presenter = staged()
    presenter.choose_period(TODAY - 70, TODAY - 20)
    tasks.run()
    row = next(
        name for name, item in screen.statement.items.items() if item.rule and not item.record
    )

    presenter.choose_row(row)
    presenter.check()

    assert screen.check[0] == "Show the records behind it"
    assert screen.wanted == [("rule", screen.statement.items[row].rule)]


def test_the_statement_is_copied_with_its_figures() -> None:
    screen, tasks, presenter = staged()
    presenter.copy()
    assert screen.clipboard == ""
    tasks.run()

    presenter.copy()

    assert screen.clipboard.startswith(screen.sentence)
    for row in screen.statement.chart.rows:
        assert row.label in screen.clipboard


def test_a_file_of_one_day_says_that_there_is_no_change() -> None:
    case = people.case(published=False).on(people.day(2010, 1, 1))

    screen, tasks, presenter = staged(case)
    presenter.choose_period(0, 1)

    assert screen.notice.startswith("Nothing in this file is dated before 1 January 2010")
    assert tasks.waiting == {}


def test_what_goes_wrong_is_told_in_its_own_card() -> None:
    def broken(*_all):
        raise UsageError("There is no way.")

    screen, tasks, _presenter = staged(course=broken)
    tasks.run()
    assert screen.chart_notice == "There is no way."
    assert screen.statement is not None

    screen, tasks, _presenter = staged(statement=broken)
    tasks.run()
    assert screen.statement_notice == "There is no way."
    assert screen.lines is not None


def test_rules_that_changed_are_told_where_the_older_ones_are_not_here() -> None:
    case = published(people.case(), (60, 640.0), (30, 650.0))
    versions = texts("0.9", case.rulebook.version)
    official = replace(case.export.official, rulebook=versions)
    case = replace(case, export=replace(case.export, official=official))

    screen, tasks, _presenter = staged(case)
    tasks.run()

    told = f"The rules changed from version 0.9 to {case.rulebook.version} in this time."
    assert any(text.startswith(told) for text in screen.statement.paragraphs)
    assert screen.lines.rules == ((TODAY - 30, f"version 0.9 → {case.rulebook.version}"),)


def test_rules_that_changed_have_a_row_where_the_older_ones_are_here() -> None:
    case = published(people.case(), (60, 640.0), (30, 650.0))
    official = replace(case.export.official, rulebook=texts("0.9", case.rulebook.version))
    case = replace(case, export=replace(case.export, official=official))
    base = replace(case.rulebook.base, value=case.rulebook.base.value - 20)
    old = replace(case.rulebook, version="0.9", base=base)

    screen, tasks, _presenter = staged(case, books=(old,))
    tasks.run()

    rows = {row.label: row.points for row in screen.statement.chart.rows}
    assert rows["The rules changed"] == 20
    assert not any("are not here" in text for text in screen.statement.paragraphs)


def test_a_day_without_a_score_says_so_and_what_the_rules_would_make() -> None:
    case = people.case((("gone", TODAY - 10, "default.open", np.nan),))

    screen, tasks, presenter = staged(case)
    presenter.choose_period(TODAY - 30, TODAY)
    tasks.run()

    assert screen.sentence == "There was no score on 6 March."
    assert "Without that, the rules make" in screen.statement.paragraphs[0]
    assert screen.statement.chart.rows[-1].label == "6 March, what the rules make"
    assert np.isnan(screen.lines.ours[-1])
