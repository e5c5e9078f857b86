from __future__ import annotations

import pytest

from app.domain.judging import Ground, Judged, Published, Verdict
from app.domain.records import Decision
from app.wording import language, others
from app.wording.language import Language
from tests.gui import people

BOOK = people.book()
ONE = Decision(people.day(2016, 1, 23), "Swift", "Car hire", "Deposit", 650.0, "Score under 650")


def judged(verdict: Verdict, ground: Ground, **changes) -> Judged:
    given = {
        "official": Published(people.day(2016, 1, 6), 655.0),
        "ours": 643.0,
        "threshold": 650.0,
    }
    return Judged(ONE, verdict, ground, **(given | changes))


def test_the_sentence_answers_by_contrast() -> None:
    assert others.sentence(8, 2, 3, 1, 5) == (
        "Eight looked you up in 12 months, two of them without saying why. "
        "One of three decisions does not fit its own threshold."
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((0, 0, 0, 0, 0), "Your file names nobody who looked you up in 12 months."),
        ((1, 0, 0, 0, 0), "One looked you up in 12 months, and said why."),
        ((3, 0, 0, 0, 0), "Three looked you up in 12 months, and each said why."),
        ((1, 1, 0, 0, 0), "One looked you up in 12 months, without saying why."),
        (
            (2, 1, 0, 0, 2),
            (
                "Two looked you up in 12 months, one of them without saying why. "
                "No decision names the score that it asked for."
            ),
        ),
        (
            (0, 0, 12, 0, 12),
            (
                "Your file names nobody who looked you up in 12 months. "
                "None of 12 decisions is seen to break its own threshold."
            ),
        ),
        (
            (0, 0, 1, 1, 1),
            (
                "Your file names nobody who looked you up in 12 months. "
                "The one decision that names a threshold does not fit it."
            ),
        ),
    ],
)
def test_every_count_has_its_sentence(asked, said) -> None:
    assert others.sentence(*asked) == said


def test_a_contradiction_is_told_with_all_that_is_known_of_that_day() -> None:
    told = judged(
        Verdict.DOES_NOT_FIT,
        Ground.STATED,
        following=Published(people.day(2016, 2, 6), 645.0),
    )

    assert others.why(told, BOOK) == (
        "You had 655 (official, 6 Jan 2016), yet the reason given is: “Score under 650”. "
        "By our count it was 643. "
        "The next official figure, 645 of 6 Feb 2016, is on the other side."
    )


@pytest.mark.parametrize("speech", list(Language))
@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_can_be_said_in_every_language(speech, ground, verdict) -> None:
    language.use(speech)
    try:
        said = others.why(judged(verdict, ground, other=640.0), BOOK)
    finally:
        language.use(Language.ENGLISH)

    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("score", "said"), [(655.0, "5 over"), (645.5, "4.5 under"), (650.0, "exactly that")]
)
def test_the_distance_is_said_in_points(score, said) -> None:
    told = judged(Verdict.FITS, Ground.STATED, official=Published(0, score))

    assert others.distance(told, 0) == said


def test_hidden_characters_of_a_reason_are_shown() -> None:
    told = Judged(
        Decision(0, "", "", "", 650.0, "Score\u202e under 650"),
        Verdict.CANNOT_BE_TOLD,
        Ground.OTHER_REASON,
        official=Published(0, 655.0),
        threshold=650.0,
    )

    assert "\u202e" not in others.why(told, BOOK)
