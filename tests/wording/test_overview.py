from __future__ import annotations

import numpy as np
import pytest

from app.domain.explanation import Reason
from app.domain.outlook import Coming
from app.wording import notes
from app.wording import overview as words
from app.workflow.case import Objection
from tests.gui import people


@pytest.fixture(scope="module")
def case():
    return people.case()


@pytest.fixture(scope="module")
def explanation(case):
    return people.explained(case)


def rule(case, name):
    return next(entry for entry in case.rulebook.rules if entry.id == name)


def test_the_sentence_answers_by_contrast(case, explanation) -> None:
    said = words.sentence(case.rulebook, explanation)

    assert said.startswith("651, and not 701, because two posts about the economy, ")
    assert said.endswith("take back 42 of the 71 points you get.")


def test_a_person_without_losses_reads_what_is_given() -> None:
    case = people.case()
    for name in ("post-1", "post-2", "fine-1", "late-1", *(f"import-{n}" for n in range(4))):
        case = case.set_aside(name, Objection.WRONG)

    said = words.sentence(case.rulebook, people.explained(case))

    assert said.endswith("and none takes any.")


def test_a_person_without_records_reads_that_nothing_moves_it_yet() -> None:
    case = people.case()
    early = case.on(people.day(2010, 1, 1))

    said = words.sentence(case.rulebook, people.explained(early))

    assert said == "625: no record moves it yet."


def test_no_score_says_why() -> None:
    case = people.case((("gone", people.TODAY - 3, "default.open", np.nan),))

    said = words.sentence(case.rulebook, people.explained(case))

    assert said == "No score, because of one record: A default is open."


def test_a_capped_band_says_why() -> None:
    case = people.case((("seen", people.TODAY - 3, "watch.listed", np.nan),))

    said = words.sentence(case.rulebook, people.explained(case))

    assert "At most “Fair”" in said
    assert "You are on a watch list" in said


def test_a_sentence_that_begins_with_a_word_is_named_by_its_rule(case) -> None:
    reason = Reason("contacts", -7.0, "Your contacts’ scores average 598")

    assert words.short_name(case.rulebook, reason) == "your contacts’ scores"


def test_a_perk_above_a_score_is_first_held_one_step_above_it(case) -> None:
    visa = next(perk for perk in case.rulebook.perks if perk.id == "visa")

    assert words.first_holding(visa, 0) == 701
    assert words.first_holding(visa, 1) == pytest.approx(700.1)
    assert words.distance(651, visa, 0) == "50 to go"
    assert words.distance(701, visa, 0) == "yes, by 0"


def test_captions_say_the_most_and_what_time_does(case) -> None:
    contacts, today = case.export.contacts, case.day

    def said(name: str, run_out: tuple[int, ...] = ()) -> str:
        return words.reason_caption(rule(case, name), contacts, today, run_out)

    assert said("home-goods") == "of at most 69 · half fades every 6 months"
    assert said("licence-points", (today + 47,)) == "of at most 60 · run out on 22 April"
    assert said("licence-points", (today + 47, today + 90)).endswith("first run out on 22 April")
    assert said("contacts") == "of at most 14 · 4 of 5 have a score here"


def test_perks_without_a_score_are_a_sentence(case) -> None:
    said = words.unknown_perks(case.rulebook)

    assert said == "Travel, loans, some jobs: nobody has said from what score."


def test_the_official_figure_is_lower_higher_or_the_same() -> None:
    assert words.difference_row(-4) == "Official is lower by"
    assert words.difference_row(4) == "Official is higher by"
    assert words.difference_row(0) == "Official is the same"


def test_what_comes_says_when_and_what(case) -> None:
    until = case.day + 92
    gone = Coming("licence-points", 10.0, case.day + 47, 1)
    fading = Coming("home-goods", -9.0, None, 0)

    assert words.coming_when(gone, until) == "22 April"
    assert words.coming_when(fading, until) == "by 6 June"
    assert words.coming_text(rule(case, "licence-points"), gone).endswith("1 record runs out")
    assert words.coming_text(rule(case, "home-goods"), fading) == "Less from goods made here"


def test_the_certain_range_names_the_contact_it_hangs_on(explanation) -> None:
    assert words.missing_names(explanation) == "Certain, whatever Ping’s score is"


def test_a_single_thing_that_takes_is_named_without_a_verb_of_its_own() -> None:
    case = people.case()
    for name in ("post-1", "post-2", "late-1", *(f"import-{n}" for n in range(4))):
        case = case.set_aside(name, Objection.WRONG)

    said = words.sentence(case.rulebook, people.explained(case))

    assert said.endswith(
        "One thing takes back 10 of the 71 points you get: two points on your driving licence."
    )


def test_a_figure_that_rules_give_without_records_is_the_start(case) -> None:
    assert notes.start_note(case.rulebook, 700.0).figure == "700"
    assert notes.start_note(case.rulebook, case.rulebook.base.value).figure == "625"
