"""Who moves it: the figures are the explanation's, and one selection holds everywhere."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.documents.explanation import explanation_document
from app.domain.records import Contacts
from app.gui.charts.ego_parts import MORE
from app.gui.pages.contacts.accounts import accounts
from app.gui.pages.contacts.content import content
from app.gui.pages.contacts.people_table import Column
from app.gui.pages.contacts.presenter import ContactsPresenter
from app.gui.pages.contacts.view import ego
from app.workflow import explaining
from app.workflow.case import Case
from app.workflow.contacts import present
from app.workflow.rulebooks import find
from tests.gui import people
from tests.gui.pages.contacts.conftest import crowd, sample


def shown(contacts: Contacts, book="article-2016", variant=None, **changes):
    export = replace(people.export(), contacts=contacts)
    case = Case(export, replace(find(book, variant), **changes), people.TODAY)
    told = people.explained(case)
    return content(told, present(told.contacts, case.day)), told


def test_the_sentence_says_who_gives_and_who_takes_back(screen, presenter) -> None:
    del presenter
    assert screen.content.sentence == (
        "Eight contacts together give you 8 points. Tao’s score of 548 takes back 1."
    )
    assert screen.content.you == "652"


def test_the_table_is_the_drawn_one(screen, presenter) -> None:
    del presenter
    table = screen.table
    cells = [[table.cell(row, column) for column in Column] for row in screen.rows.tolist()]

    assert cells[0] == ["Lian", "1.0", "742", "+2.2", "−0.9"]
    assert cells[7] == ["Tao", "0.6", "548", "−0.9", "+1.9"]
    assert cells[8] == ["Ping", "0.5", "not known", "–", "–"]
    assert (round(table.mean), round(table.total, 1)) == (703, 7.8)


def test_the_notes_say_what_is_not_known_and_never_guess_it(screen, presenter) -> None:
    del presenter
    said = [remark.text for remark in screen.content.remarks]

    assert said == [
        "The two columns differ: without one contact the average of the others counts. That is why the last column does not add up to +7.8.",
        "Ping has no score in your file. Depending on it, contacts give from +5 to +9 instead of +8.",
        "What your score does to theirs is not known, and is not guessed here.",
    ]
    assert screen.content.guess == (
        "Dotted: a guess that nobody published. "
        "The rule “0.1 point for each point above 625” is assumed."
    )


@pytest.mark.parametrize("variant", [None, "operator-account", "contacts-in-full"])
def test_every_figure_is_that_of_the_command_line(screen, rules, variant) -> None:
    case, told = sample(variant)
    ContactsPresenter(screen, rules, present).show(case, told)

    table = screen.table
    for entry in document(told)["contacts"]:
        row = table.row_by_id[entry["id"]]
        if table.known(row):
            assert table.shares[row] == pytest.approx(entry["points"], abs=1e-9)
            assert table.if_gone[row] == pytest.approx(entry["if_gone"], abs=1e-9)
        else:
            assert entry["points"] == 0


def document(told):
    return json.loads(json.dumps(explanation_document(told, top=0)))


scores = st.lists(st.one_of(st.none(), st.integers(350, 900)), min_size=1, max_size=40)


@settings(max_examples=80, deadline=None)
@given(scores, st.integers(0, 2**16))
def test_shares_are_the_explanations_and_add_up_for_anybody(known, seed) -> None:
    closeness = np.random.default_rng(seed).integers(0, 11, len(known)) / 10
    names = [f"n{at}" for at in range(len(known))]
    made, told = shown(crowd(names, scores=known, closeness=closeness))
    table = made.table

    by_id = {entry["id"]: entry for entry in document(told)["contacts"]}
    for row, contact in enumerate(table.ids):
        expected = by_id[contact]["points"] if table.known(row) else np.nan
        assert table.shares[row] == pytest.approx(expected, abs=1e-9, nan_ok=True)
    assert np.nansum(table.shares) == pytest.approx(table.total, abs=1e-6)
    assert made.sentence
    picture = ego(made, tuple(range(min(len(table), 24))))
    drawn = sum(one.share or 0.0 for one in picture.around)
    assert drawn == pytest.approx(table.total, abs=0.051 * len(table))


def test_the_operators_account_shows_zeros_and_says_so(screen, rules) -> None:
    ContactsPresenter(screen, rules, present).show(*sample("operator-account"))

    table = screen.table
    assert screen.content.empty is None
    assert screen.content.sentence == (
        "By this account contacts do not count: your 8 contacts with a score move nothing."
    )
    assert {table.cell(row, Column.SHARE) for row in range(8)} == {"0.0"}
    assert "Ping has no score in your file. Whatever it is, your score stays." in [
        remark.text for remark in screen.content.remarks
    ]


def test_the_switch_offers_every_account_that_tells_contacts_differently() -> None:
    offered = [(one.variant, one.title, one.on) for one in accounts(find("article-2016"))]

    assert offered == [
        (None, "As other reports say", True),
        ("operator-account", "As the operator says", False),
        ("without-contacts", "Without contacts", False),
        ("contacts-in-full", "Contacts at their full weight", False),
    ]
    assert accounts(find("sesame-reported")) == ()


def test_another_variant_in_force_is_offered_too_so_that_one_button_is_down() -> None:
    offered = accounts(find("article-2016", "article-only"))

    assert [one.title for one in offered if one.on] == ["The article only"]


def test_choosing_an_account_puts_its_variant_to_use_once(presenter, rules) -> None:
    presenter.use("operator-account")
    presenter.use(None)

    assert rules.used == [("article-2016", "operator-account")]


def test_one_selection_holds_for_picture_and_table(screen, presenter) -> None:
    presenter.choose("C-8")
    assert screen.selected == ("C-8", "C-8")

    presenter.sort(Column.NAME)
    assert screen.selected == ("C-8", "C-8")


def test_a_selection_stays_under_another_account(screen, presenter) -> None:
    presenter.choose("C-8")
    presenter.show(*sample("operator-account"))

    assert screen.selected == ("C-8", "C-8")


def test_a_contact_too_small_to_be_drawn_lights_the_mark_of_all_the_others(screen, rules) -> None:
    names = [f"n{at}" for at in range(55)]
    export = replace(people.export(), contacts=crowd(names, scores=range(600, 655)))
    case = Case(export, find("article-2016"), people.TODAY)
    made = ContactsPresenter(screen, rules, present)
    made.show(case, people.explained(case))
    smallest = next(one for one in screen.table.ids if screen.table.row_by_id[one] == 25)

    made.choose(smallest)
    assert screen.selected == (smallest, MORE)
    made.choose(MORE)
    assert screen.selected == ("", MORE)
    assert ego(screen.content, screen.drawn).around[-1].name == "31 more"


def test_a_column_sorts_both_ways_and_what_is_not_known_comes_last(screen, presenter) -> None:
    presenter.sort(Column.SCORE)
    assert screen.names[0] == "Yan"
    assert screen.names[-1] == "Ping"

    presenter.sort(Column.SCORE)
    assert screen.names[0] == "Tao"
    assert screen.names[-1] == "Ping"

    presenter.sort(Column.NAME)
    assert screen.names == sorted(screen.names)


def test_search_finds_names_in_any_case(screen, presenter) -> None:
    presenter.search("AO")

    assert screen.names == ["Hao", "Bao", "Tao"]


def test_f1_tells_both_figures_and_what_they_rest_on(presenter) -> None:
    note = presenter.note("C-8")

    assert (note.title, note.figure, note.guess) == ("Tao", "−0.9", True)
    lines = {line.label: line.text for line in note.lines}
    assert lines["If not there"] == "+1.9"
    assert "guess" in lines["Rests on"]
    assert presenter.note("nobody") is None


def test_rules_without_contacts_say_so() -> None:
    made, _told = shown(people.contacts(), "schufa-2026")

    assert made.sentence == "These rules do not count contacts."
    assert made.empty.heading == "No rule counts contacts"


def test_a_file_without_contacts_says_how_to_get_them() -> None:
    made, _told = shown(Contacts.none())

    assert made.empty.heading == "No contacts in your file"
    assert "you have a right to a copy" in made.empty.text
    assert made.empty.can_open


def test_too_few_with_a_score_is_told_with_both_numbers() -> None:
    made, _told = shown(crowd(["Ana", "Bo", "Cai"], scores=[700, 710, None]))

    assert made.sentence == (
        "These rules count contacts only where 3 of them have a score. "
        "In your file 2 have one, so they move nothing."
    )
    assert made.empty is None


def test_an_address_book_shows_people_whose_scores_nobody_knows() -> None:
    made, _told = shown(crowd(["Ana", "Bo", "Cai"]))

    assert made.sentence == (
        "Three contacts are in your file, none with a score. What they move cannot be told."
    )
    assert [one.line for one in ego(made, (0, 1, 2)).around] == ["no score known"] * 3


def test_who_is_no_contact_on_the_day_is_left_out_and_counted() -> None:
    contacts = crowd(["Ana", "Bo", "Cai", "Dee"], scores=[700, 710, 720, 730])
    contacts.until[0] = people.TODAY
    made, _told = shown(contacts)

    assert made.table.names == ("Bo", "Cai", "Dee")
    assert made.remarks[-1].text == (
        "1 contact in your file is none on this day, and is not shown."
    )


def test_contacts_that_take_points_are_said_to_take_them() -> None:
    made, _told = shown(crowd(["Ana", "Bo", "Cai"], scores=[500, 510, 706]))

    assert made.sentence == (
        "Three contacts together take 5 points. Cai’s score of 706 gives back 3."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "c00000"),
        ("  ", "c00000"),
        ("<b>x</b>", "<b>x</b>"),
        ("\u202egnp", "\ufffdgnp"),
        ("x" * 1_000_000, "x" * 199 + "…"),
    ],
)
def test_odd_names_are_shown_as_text_and_never_longer_than_can_be_read(name, said) -> None:
    made, _told = shown(crowd([name, "Bo", "Cai"], scores=[800, 700, 700]))

    assert made.table.names[0] == said


def test_nobody_is_told_to_drop_or_add_anybody() -> None:
    for variant in (None, "operator-account"):
        made = content(sample(variant)[1], present(sample()[1].contacts, sample()[0].day))
        said = " ".join([made.sentence, made.guess, *(one.text for one in made.remarks)]).lower()
        assert not {"drop", "remove", "avoid", "add a", "should"} & set(said.split())


def test_a_question_without_contacts_in_one_day_is_answered_by_the_workflow() -> None:
    case, _told = sample()

    assert len(present(case.export.contacts, case.day).rows) == 9
    assert len(present(case.export.contacts, people.day(2012, 1, 1)).rows) == 0
    assert explaining.DEFAULT_RULEBOOK == "article-2016"
