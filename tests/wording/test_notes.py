from __future__ import annotations

import pytest

from app.domain.rulebook import Basis
from app.wording import notes
from tests.gui import people


@pytest.fixture(scope="module")
def case():
    return people.case()


@pytest.fixture(scope="module")
def explanation(case):
    return people.explained(case)


def test_a_guess_says_its_range_basis_and_source(case, explanation) -> None:
    rule = next(entry for entry in case.rulebook.rules if entry.id == "home-goods")

    note = notes.rule_note(case.rulebook, rule, 31.2, explanation)

    assert note.figure == "+31"
    assert note.guess
    assert [line.label for line in note.lines] == ["Range, 90 in 100 tries", "Rests on", "Source"]
    assert note.lines[1].text == "2 points each: guess, 1 to 5"
    assert note.lines[1].basis is Basis.ASSUMED
    assert note.lines[2].text == "Made up, December 2015"


def test_a_guess_is_read_aloud_with_its_range(case, explanation) -> None:
    rule = next(entry for entry in case.rulebook.rules if entry.id == "home-goods")

    spoken = notes.rule_note(case.rulebook, rule, 31.2, explanation).spoken

    assert spoken.startswith("+31, guess, ")
    assert " to " in spoken


def test_the_score_tells_how_many_rules_are_guesses(case, explanation) -> None:
    note = notes.score_note(case.rulebook, explanation)

    assert note is not None
    assert note.figure == "651"
    assert "8 of 8 rules are guesses" in [line.text for line in note.lines]


def test_the_start_tells_its_range(case) -> None:
    note = notes.start_note(case.rulebook)

    assert note.figure == "625"
    assert note.lines[0].text == "guess, 575 to 675"


def test_an_unknown_source_is_left_out(case) -> None:
    assert notes.source_of(case.rulebook, "nowhere") == ""
