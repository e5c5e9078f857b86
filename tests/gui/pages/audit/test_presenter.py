"""What the page does, without a window: opens, runs, stops, goes on, writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.cohort import CohortShape, ColumnRoles, TableReading
from app.domain.errors import WhyscoreError
from app.gui.pages.audit.desk import Step
from tests.gui.pages.audit import found
from tests.gui.pages.audit.stage import Stage


def test_at_first_there_is_nobody_and_nothing_to_recompute() -> None:
    stage = Stage()

    assert stage.screen.here is Step.CHOOSE
    assert not stage.screen.ready
    assert stage.screen.header.people == "Nobody opened"
    assert [step.reachable for step in stage.screen.steps] == [True, False, False, False]


def test_what_was_opened_is_counted_and_says_by_which_rules() -> None:
    stage = Stage().opened()

    assert ("People", "12,480 people in 3 files") in stage.screen.facts
    assert stage.desk.choices.books == (("article-2016", None),)
    assert stage.screen.header.people == "12,480 people, names removed"
    assert stage.screen.header.book == "Article 2016, version 1.1"
    assert stage.screen.header.day == found.DAY
    assert stage.screen.ready


def test_what_cannot_be_opened_is_said_and_what_was_there_stays() -> None:
    stage = Stage().opened()
    stage.core.trouble = WhyscoreError("It is empty.")

    stage.presenter.choose((Path("other"),))
    stage.tasks.run()

    assert stage.screen.under_way == "This cannot be opened: It is empty."
    assert stage.desk.path == Path("cohort")


def test_several_things_dropped_at_once_are_refused_in_words() -> None:
    stage = Stage()

    stage.presenter.choose((Path("a"), Path("b")))

    assert "one folder" in stage.screen.under_way
    assert stage.core.opened == []


def test_the_audit_asks_what_is_set() -> None:
    stage = Stage().opened()
    chosen = replace(
        stage.desk.choices, claims=("contacts",), groups=("age",), thresholds=(600.0,), pairs=True
    )

    stage.presenter.change(chosen)
    stage.presenter.recompute()
    stage.tasks.run()

    asked = stage.core.questions[-1]
    assert (asked.book.id, asked.claims, asked.groups) == ("article-2016", ("contacts",), ("age",))
    assert asked.thresholds == (600.0,)
    assert not asked.pairs  # of one column there are none


def test_findings_are_shown_and_the_step_says_how_long_they_took() -> None:
    stage = Stage().found()

    assert stage.screen.here is Step.FINDINGS
    assert stage.screen.ran.findings is stage.core.findings
    assert stage.screen.steps[1].caption.startswith("done in ")
    assert stage.screen.sentence.startswith("The operator says that ")
    assert stage.screen.header.finds


def test_how_far_it_is_is_told_and_that_stopping_harms_nothing() -> None:
    stage = Stage().found()

    shares = [busy.share for busy, _text in stage.screen.busy]
    assert shares == [0.0, 0.0, 0.4, 1.0]
    assert stage.screen.busy[2][0].count == "40 of 100"
    assert all("as it was" in text for _busy, text in stage.screen.busy)


def test_a_stopped_audit_can_go_on_and_asks_the_same_again() -> None:
    stage = Stage().opened()
    stage.presenter.recompute()
    stage.presenter.stop()

    assert stage.screen.stopped[0] == "Stopped"
    assert stage.desk.stopped
    assert stage.core.questions == []  # it never came to that

    stage.presenter.recompute()
    stage.tasks.run()

    assert stage.screen.here is Step.FINDINGS
    assert not stage.desk.stopped


def test_stopping_leaves_the_findings_of_before() -> None:
    stage = Stage().found()
    before = stage.desk.ran

    stage.presenter.recompute()
    stage.presenter.stop()

    assert stage.desk.ran is before
    assert stage.screen.steps[2].reachable


def test_what_fails_is_told_and_can_be_tried_again() -> None:
    stage = Stage().opened()
    stage.core.trouble = WhyscoreError("The disk is full.")

    stage.presenter.recompute()
    stage.tasks.run()

    assert stage.screen.failed == ("The audit cannot be finished", "The disk is full.")
    assert stage.desk.stopped


def test_other_settings_say_that_the_findings_are_of_before() -> None:
    stage = Stage().found()

    stage.presenter.change(replace(stage.desk.choices, smallest_group=50))

    assert stage.screen.steps[1].caption == "settings have changed"
    assert not stage.screen.steps[2].done


def test_another_rulebook_in_the_header_recomputes_at_once() -> None:
    stage = Stage().found()
    other = next(one for one in stage.screen.header.books if one.name.startswith("Sesame"))

    other.choose()
    stage.tasks.run()

    assert stage.core.questions[-1].book.id == "sesame-reported"
    assert stage.core.questions[-1].claims == ()  # it has other rules


def test_another_day_in_the_header_recomputes_at_once() -> None:
    stage = Stage().found()

    stage.screen.header.choose_day(found.DAY - 30)
    stage.tasks.run()

    assert stage.core.questions[-1].day == found.DAY - 30


def test_a_day_that_is_changed_before_the_first_run_waits_for_it() -> None:
    stage = Stage().opened()

    stage.screen.header.choose_day(found.DAY - 30)

    assert stage.tasks.waiting == {}
    assert stage.desk.choices.day == found.DAY - 30


def test_an_invented_cohort_is_said_to_be_invented_and_denies_that_contacts_count() -> None:
    stage = Stage()

    stage.presenter.try_sample()
    stage.tasks.run()
    stage.presenter.recompute()
    stage.tasks.run()

    assert stage.desk.choices.claims == ("contacts",)
    assert any(text.endswith("· invented") for _label, text in stage.screen.facts)
    assert stage.screen.limits[0].startswith("These people are invented.")


def test_a_plain_table_is_guessed_then_opened_and_needs_no_rulebook() -> None:
    stage = Stage()
    roles = found.PREVIEW.guess
    stage.core.preview = found.PREVIEW
    stage.core.cohort = found.cohort(
        CohortShape.TABLE, roles=roles, rulebook=None, attributes=("race", "sex", "is_recid")
    )

    stage.opened()
    stage.presenter.recompute()
    stage.tasks.run()

    assert stage.core.opened == [(Path("cohort"), roles)]
    assert stage.core.questions[-1].books == ()
    assert stage.core.questions[-1].outcome == "is_recid"
    assert stage.core.questions[-1].groups == ("race", "sex")
    assert stage.screen.header.books == ()


def test_corrected_columns_open_the_table_anew() -> None:
    stage = Stage()
    stage.core.preview = found.PREVIEW
    stage.core.cohort = found.cohort(CohortShape.TABLE, roles=found.PREVIEW.guess)
    stage.opened()
    roles = ColumnRoles("decile_score", attributes=("race",))

    stage.presenter.map_columns(roles)
    stage.tasks.run()

    assert stage.core.opened[-1] == (Path("cohort"), roles)


def test_a_table_of_which_nothing_can_be_guessed_waits_for_its_columns() -> None:
    stage = Stage()
    stage.core.preview = replace(found.PREVIEW, guess=None)

    stage.opened()

    assert stage.core.opened == []
    assert stage.screen.preview is not None
    assert not stage.screen.ready


def test_a_table_that_can_be_read_in_two_ways_waits_until_the_reader_says() -> None:
    stage = Stage()
    stage.core.cohort = found.cohort(CohortShape.TABLE, roles=found.PREVIEW.guess)
    stage.core.preview = replace(found.PREVIEW, reading=TableReading("csv", separator=";"))

    stage.opened()
    waited = list(stage.core.opened)
    stage.core.preview = replace(found.PREVIEW, reading=TableReading("csv", decimal=","))
    stage.presenter.read_otherwise(TableReading(decimal=","))
    stage.tasks.run()

    assert waited == []
    assert stage.core.opened == [(Path("cohort"), found.PREVIEW.guess)]
    assert stage.core.readings == [TableReading(decimal=",")]


def test_the_pack_is_written_with_names_removed_unless_it_is_said_otherwise() -> None:
    stage = Stage().found()
    stage.places.target = Path("evidence")

    stage.presenter.save_pack(False)
    stage.tasks.run()

    assert stage.core.packs == [(stage.core.cohort, Path("evidence.zip"), False)]
    assert stage.screen.written == "Saved as evidence.zip."
    assert stage.screen.writing == [0.0, 0.5]

    stage.presenter.open_folder()

    assert stage.places.shown == [Path("evidence.zip")]


def test_whoever_changes_their_mind_about_the_pack_writes_none() -> None:
    stage = Stage().found()

    stage.presenter.save_pack(True)

    assert stage.tasks.waiting == {}


def test_a_pack_that_cannot_be_written_says_why() -> None:
    stage = Stage().found()
    stage.places.target = Path("evidence.zip")
    stage.core.trouble = WhyscoreError("The folder is read-only.")

    stage.presenter.save_pack(False)
    stage.tasks.run()

    assert stage.screen.unwritten == "The folder is read-only."
    assert stage.desk.pack is None


def test_a_page_built_anew_goes_on_where_the_last_one_was() -> None:
    desk = Stage().found().desk

    again = Stage(desk)

    assert again.screen.here is Step.FINDINGS
    assert again.screen.ran is desk.ran


def test_an_audit_under_way_when_the_page_goes_is_taken_up_by_the_next() -> None:
    first = Stage().opened()
    first.presenter.recompute()

    again = Stage(first.desk)
    again.tasks.run()

    assert again.screen.here is Step.FINDINGS


def test_a_rulebook_from_a_file_is_audited_by_and_offered_from_then_on(tmp_path) -> None:
    stage = Stage().opened()
    own = tmp_path / "own.toml"
    text = found.SHIPPED.read_text(encoding="utf-8").replace("article-2016", "my-article")
    own.write_text(text, encoding="utf-8")
    stage.places.rulebook = own

    stage.presenter.load_book()
    stage.tasks.run()

    assert stage.desk.choices.books[0] == (str(own), None)
    assert any(choice == (str(own), None) for choice, _name in stage.screen.offered.books)


def test_a_rulebook_that_cannot_be_used_is_told_and_changes_nothing(tmp_path) -> None:
    stage = Stage().opened()
    stage.places.rulebook = tmp_path / "none.toml"

    stage.presenter.load_book()
    stage.tasks.run()

    assert stage.places.told[0][0] == "This rulebook cannot be used"
    assert stage.desk.choices.books == (("article-2016", None),)


def test_what_was_found_before_is_let_go_when_something_else_is_found() -> None:
    stage = Stage().found()

    stage.presenter.recompute()
    stage.tasks.run()
    assert len(stage.core.closed) == 1

    stage.presenter.choose((Path("another"),))
    stage.tasks.run()
    assert len(stage.core.closed) == 2
    assert stage.desk.ran is None


def test_the_fitted_rulebook_is_saved_where_the_reader_says() -> None:
    stage = Stage().found()

    stage.presenter.save_rulebook()
    assert stage.tasks.waiting == {}  # no place was said

    stage.places.target = Path("mine")
    stage.presenter.save_rulebook()
    stage.tasks.run()

    assert stage.core.fitted == [(stage.core.cohort, Path("mine.toml"))]


def test_a_table_is_opened_again_in_the_encoding_that_was_chosen() -> None:
    stage = Stage()
    stage.presenter.choose((Path("scores.csv"),))
    stage.tasks.run()
    stage.presenter.read_in("windows-1250")
    stage.tasks.run()

    assert stage.core.encodings == ["", "windows-1250"]
    assert stage.desk.encoding == "windows-1250"


def test_a_table_that_cannot_be_opened_offers_another_encoding() -> None:
    stage = Stage()
    stage.core.trouble = WhyscoreError("Two encodings.")
    stage.presenter.choose((Path("scores.csv"),))
    stage.tasks.run()

    assert stage.screen.encoding == ((), "", True)
