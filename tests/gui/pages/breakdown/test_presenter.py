"""From the score to a factor, its rules, their records, and an objection; no window needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import UsageError
from app.domain.explanation import Aside, Official
from app.gui.pages.breakdown.arrange import Column, Counting
from app.gui.pages.breakdown.presenter import Asks, BreakdownPresenter
from app.gui.pages.breakdown.telling import Answer
from app.workflow.case import Objection
from tests.gui.pages.breakdown import mei


@pytest.mark.usefixtures("presenter")
def test_the_page_opens_with_the_whole_account_and_all_records(screen) -> None:
    assert screen.sentence == (
        "Bills, purchases and contacts add 55; posts and driving licence take 28. "
        "625 + 55 − 28 = 652."
    )
    assert (screen.crumbs, screen.count) == (["Records"], "15 of 15")
    assert screen.card.title == "Strongest rules"
    assert "cinema" in screen.ids


def test_a_factor_shows_its_rules_and_its_records(presenter, screen, tasks) -> None:
    presenter.choose_factor("purchases")
    tasks.run()

    assert screen.selected == "purchases"
    assert [line.title for line in screen.card.lines] == ["Goods made here", "Imported goods"]
    assert screen.card.caption == "7 records, 2 rules, at most −69 to +69"
    assert (screen.crumbs, screen.count) == (["Records", "Purchases"], "7 of 15")


def test_a_rule_shows_how_it_works_and_its_records_the_strongest_first(
    presenter, screen, tasks
) -> None:
    presenter.choose_rule("imported")
    tasks.run()

    chosen = next(line for line in screen.card.lines if line.chosen)
    assert chosen.works == (
        "Each purchase takes 4 points. Half of that fades every 6 months; "
        "after 24 months it no longer counts."
    )
    assert chosen.chip == "guess, −8 to −1 each"
    assert screen.crumbs == ["Records", "Purchases", "Imported goods"]
    assert screen.ids == ["shoes", "cream", "milk", "watch"]


def test_the_strongest_record_is_asked_about_at_once(presenter, screen, tasks) -> None:
    presenter.choose_rule("imported")
    tasks.run()

    assert screen.answer.text == (
        "Is “Running shoes, imported” right? Without it your score would be"
    )
    assert screen.answer.figure == "655"
    assert screen.answer.can_object


def test_an_unknown_rule_leads_nowhere(presenter, screen, tasks) -> None:
    presenter.choose_rule("no-such-rule")
    tasks.run()

    assert screen.crumbs == ["Records"]


def test_while_the_figure_is_computed_it_is_said_to_come(presenter, screen) -> None:
    presenter.choose_record(screen.table.line_of("cream"))

    assert screen.answer.pending
    assert screen.answer.figure == ""


def test_only_the_answer_about_the_last_record_arrives(presenter, screen, tasks) -> None:
    presenter.choose_record(screen.table.line_of("cream"))
    presenter.choose_record(screen.table.line_of("milk"))
    tasks.run()

    assert screen.answer.record == "milk"


def test_a_failed_figure_says_so_and_leaves_the_ways_to_object(
    screen, tasks, objections, case
) -> None:
    def fails(_case, _record):
        raise UsageError("it cannot be told")

    presenter = BreakdownPresenter(screen, tasks, objections, Asks(None, fails))
    presenter.show(case, mei.explanation())
    tasks.run()
    presenter.choose_rule("imported")
    tasks.run()

    assert screen.answer.text.endswith("– it cannot be told")
    assert screen.answer.can_object


def test_a_record_is_set_aside_for_the_reason_given(presenter, objections, tasks) -> None:
    presenter.choose_rule("imported")
    tasks.run()
    presenter.set_aside(Objection.NOT_MINE)

    assert objections.told == [("shoes", Objection.NOT_MINE)]


def test_without_a_record_chosen_nothing_is_set_aside(presenter, objections) -> None:
    presenter.choose_record(None)
    presenter.set_aside(Objection.WRONG)
    presenter.put_back()

    assert objections.told == []


def test_a_record_set_aside_says_what_it_was_worth_and_can_be_put_back(
    presenter, screen, tasks, objections, case
) -> None:
    presenter.choose_rule("imported")
    tasks.run()
    told = mei.explanation(aside=(Aside("shoes", -3.6),), out=frozenset({"shoes"}))
    presenter.show(case.set_aside("shoes", Objection.NOT_MINE), told)
    tasks.run()

    assert screen.crumbs[-1] == "Imported goods"
    assert screen.answer == Answer(
        "shoes",
        "“Running shoes, imported” is set aside: not mine. With it your score would be",
        "652",
        guess=True,
        can_put_back=True,
    )
    presenter.put_back()
    assert objections.told == [("shoes", None)]


def test_a_contact_is_told_about_and_cannot_be_set_aside(presenter, screen, tasks) -> None:
    presenter.choose_rule("contacts")
    tasks.run()

    assert (screen.answer.text, screen.answer.figure) == (
        "Without Ping your score would be",
        "647",
    )
    assert not screen.answer.can_object


def test_another_person_starts_from_the_beginning(presenter, screen, tasks) -> None:
    presenter.choose_rule("imported")
    presenter.search("shoes")
    tasks.run()
    presenter.show(mei.case(), mei.explanation())
    tasks.run()

    assert screen.crumbs == ["Records"]
    assert presenter.wish.search == ""


def test_a_record_sought_is_chosen_among_all_and_asked_about(presenter, screen, tasks) -> None:
    presenter.choose_rule("electricity")
    presenter.search("power")
    presenter.count_only(Counting.SET_ASIDE)
    tasks.run()

    presenter.choose_record_by_id("cream")
    tasks.run()

    assert (screen.crumbs, screen.count) == (["Records"], "15 of 15")
    assert screen.table.id_of(screen.record) == "cream"
    assert screen.selected == ""
    assert "Face cream, imported" in screen.answer.text


def test_a_record_that_nobody_has_chooses_nothing(presenter, screen, tasks) -> None:
    presenter.choose_record_by_id("nowhere")
    tasks.run()

    assert screen.record is None
    assert len(screen.ids) == 15


def test_a_record_sought_before_its_person_is_explained_is_chosen_nowhere(
    screen, tasks, objections
) -> None:
    presenter = BreakdownPresenter(
        screen,
        tasks,
        objections,
        Asks(lambda *_asked: mei.explanation(), lambda *_asked: mei.score(1)),
    )

    presenter.choose_record_by_id("cream")
    tasks.run()

    assert screen.table is None


def test_a_search_finds_and_clearing_shows_all_again(presenter, screen, tasks) -> None:
    presenter.search("  CREAM ")
    tasks.run()
    assert screen.ids == ["cream"]

    presenter.search("")
    tasks.run()
    assert screen.count == "15 of 15"


def test_filters_add_up_and_are_cleared_together(presenter, screen, tasks) -> None:
    presenter.only_kinds(frozenset({"purchase.imported"}))
    presenter.count_only(Counting.NOT_COUNTED)
    tasks.run()
    assert screen.ids == ["old"]
    assert screen.shown.wish.filters == 2

    presenter.only_causes(frozenset({3}))
    tasks.run()
    assert screen.ids == []

    presenter.clear_filters()
    tasks.run()
    assert screen.count == "15 of 15"


def test_the_same_column_again_turns_the_order_round(presenter, screen, tasks) -> None:
    presenter.sort(Column.DATE)
    tasks.run()
    newest = screen.ids[0]
    presenter.sort(Column.DATE)
    tasks.run()

    assert newest == "kettle"
    assert screen.ids[0] == "old"


def test_another_part_forgets_the_order_but_not_the_search(presenter, screen, tasks) -> None:
    presenter.search("imported")
    presenter.sort(Column.WHAT)
    tasks.run()
    presenter.choose_factor("purchases")
    tasks.run()

    assert screen.shown.wish.sort is None
    assert screen.shown.wish.search == "imported"


def test_two_choices_in_a_hurry_end_with_the_last(presenter, screen, tasks) -> None:
    presenter.choose_factor("bills")
    presenter.choose_factor("posts")
    tasks.run()

    assert screen.crumbs == ["Records", "Posts"]


def test_from_an_earlier_day_the_account_starts_there(presenter, screen, tasks) -> None:
    presenter.from_day(mei.TODAY - 30)
    assert screen.notice == "Comparing with that day …"
    tasks.run()

    assert screen.chart.rows[0].label == "5 Feb 2016"
    assert screen.since == mei.TODAY - 30

    presenter.from_no_records()
    tasks.run()
    assert screen.chart.rows[0].label == "No records"
    assert screen.since is None


def test_the_day_of_the_score_or_a_later_one_is_no_earlier_day(presenter, tasks) -> None:
    presenter.from_day(mei.TODAY)
    tasks.run()

    assert presenter.since is None


def test_the_earlier_day_stays_when_a_record_is_set_aside(presenter, screen, tasks, case) -> None:
    presenter.from_day(mei.TODAY - 30)
    tasks.run()
    presenter.show(case.set_aside("shoes", Objection.WRONG), mei.explanation())
    tasks.run()

    assert screen.since == mei.TODAY - 30


def test_an_earlier_day_holds_the_official_change_against_ours(presenter, screen, tasks) -> None:
    told = mei.explanation()
    told = replace(
        told,
        since=replace(told.since, name="since"),
        official=Official(mei.TODAY, 648.0, -4.0, 640.0, 3.0),
    )
    presenter.show(mei.case(), told)
    tasks.run()

    assert screen.sentence.endswith(
        "Since then the official figure moved by +8, ours by +5; nothing explains the other +3."
    )


def test_a_comparison_that_fails_says_why(screen, tasks, objections, case) -> None:
    def fails(_case, _day, _progress):
        raise UsageError("that day has no records")

    presenter = BreakdownPresenter(
        screen, tasks, objections, Asks(fails, lambda _case, _record: mei.score(655))
    )
    presenter.show(case, mei.explanation())
    tasks.run()
    presenter.from_day(mei.TODAY - 3)
    tasks.run()

    assert screen.notice == "that day has no records"


def test_nothing_can_be_chosen_before_a_person_is_open(screen, tasks, objections) -> None:
    presenter = BreakdownPresenter(screen, tasks, objections, Asks(None, None))
    presenter.choose_all()
    presenter.choose_factor("bills")
    presenter.choose_rule("imported")
    presenter.choose_record(3)
    presenter.search("x")
    presenter.from_day(3)
    presenter.from_no_records()
    tasks.run()

    assert screen.shown is None


def test_selected_rows_are_copied_in_their_order(presenter, screen, tasks) -> None:
    presenter.choose_rule("imported")
    tasks.run()
    presenter.copy([1, 0])
    presenter.copy([0, 3])
    tasks.run()

    assert [line.split("\t")[0] for line in screen.clipboard.splitlines()] == [
        "Id",
        "shoes",
        "watch",
    ]


def test_without_a_row_nothing_is_copied(presenter, screen, tasks) -> None:
    presenter.copy([])
    tasks.run()

    assert screen.clipboard == ""
