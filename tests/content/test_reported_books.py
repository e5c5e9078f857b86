"""The other three books against the facts, typed from there."""

from __future__ import annotations

import pytest

from app.domain.records import Contacts
from app.domain.rulebook import Basis, Number
from app.mirror.scoring import score
from tests.content.books import day, factor_points, read, records


def three(number: Number | None) -> tuple[float, float, float]:
    assert number is not None
    return number.value, number.low, number.high


def test_the_article_s_scale_is_the_reported_one_and_starts_in_its_middle() -> None:
    book = read("article-2016")

    assert (book.floor, book.ceiling, three(book.base)) == (350, 900, (625, 575, 675))
    assert [band.start for band in book.bands] == [350, 550, 600, 650, 700]


@pytest.mark.parametrize(
    ("rule", "each", "least", "most"),
    [
        ("domestic-goods", (2, 1, 5), 0, 69),
        ("imported-goods", (-4, -8, -1), -40, 0),
        ("negative-posts", (-15, -30, -5), -55, 0),
        ("licence-points", (-5, -10, -2), -60, 0),
        ("contacts", (0.1, 0.1, 0.1), -14, 14),
    ],
)
def test_the_article_s_guesses_are_those_of_the_facts(
    rule: str, each: tuple[float, ...], least: float, most: float
) -> None:
    found = next(one for one in read("article-2016").rules if one.id == rule)

    assert three(found.points) == each
    assert (found.minimum, found.maximum) == (least, most)
    assert found.basis is Basis.ASSUMED


def test_the_article_s_perks_are_a_deposit_at_650_and_papers_above_700() -> None:
    perks = {perk.id: (perk.at, perk.above) for perk in read("article-2016").perks}

    assert perks["car-deposit"] == (650, False)
    assert perks["visa"] == (700, True)
    assert {name for name, (at, _above) in perks.items() if at is None} == {
        "travel",
        "loans",
        "jobs",
        "dating",
    }


def test_contacts_move_the_article_s_score_only_from_three_on() -> None:
    rule = next(one for one in read("article-2016").rules if one.id == "contacts")

    assert (rule.pivot, rule.min_contacts) == (625, 3)


def test_as_the_operator_says_posts_and_contacts_move_nothing() -> None:
    book = read("article-2016", "operator-account")
    silent = {rule.id for rule in book.rules if rule.points is not None and not rule.points.value}

    assert silent == {"negative-posts", "contacts"}


def test_the_article_alone_has_neither_bills_nor_volunteering() -> None:
    book = read("article-2016", "article-only")
    silent = {rule.factor for rule in book.rules if rule.points and not rule.points.value}

    assert silent == {"bills", "volunteering"}


@pytest.mark.parametrize(
    ("variant", "weights"),
    [
        (None, (35, 25, 20, 15, 5)),
        ("weights-a", (35, 25, 20, 15, 5)),
        ("weights-b", (35, 20, 25, 15, 5)),
    ],
)
def test_sesame_s_dimensions_give_at_most_their_weight_times_600(
    variant: str | None, weights: tuple[int, ...]
) -> None:
    book = read("sesame-reported", variant)

    assert (book.floor, book.ceiling, book.base.value) == (350, 950, 350)
    assert [factor.maximum for factor in book.factors] == [weight * 6 for weight in weights]
    assert {factor.minimum for factor in book.factors} == {0}
    assert {factor.basis for factor in book.factors} == {Basis.REPORTED}
    assert {rule.basis for rule in book.rules} == {Basis.ASSUMED}


def test_sesame_s_bands_and_perks_are_the_reported_ones() -> None:
    book = read("sesame-reported")

    assert [band.start for band in book.bands] == [350, 550, 600, 650, 700]
    assert [perk.at for perk in book.perks] == [600, 650, 700, 750, None]


# Kind and points of one fresh record, from the published standard and the reports.
ONE_RECORD = (
    ("contract.broken", -20),
    ("court.judgment.contract", -50),
    ("loan.arrears", -10),
    ("lending.broken", -20),
    ("fundraising.illegal", -40),
    ("guarantee.broken", -20),
    ("court.judgment.debt", -30),
    ("fraud.pyramid", -30),
    ("fraud.commercial", -30),
    ("fraud.counterfeit", -30),
    ("commerce.misconduct", -27.5),
    ("bill.late.electricity", -20),
    ("bill.late.heat", -20),
    ("court.judgment.utility", -50),
    ("utility.tampering", -50),
    ("utility.theft", -60),
    ("utility.damage", -100),
    ("fine.traffic.speeding", -5),
    ("honour.city", 30),
    ("honour.heroic", 30),
)


@pytest.mark.parametrize(("kind", "points"), ONE_RECORD)
def test_rongcheng_takes_and_gives_what_its_standard_says(kind: str, points: float) -> None:
    found = factor_points(read("rongcheng-2019"), "2019-06-01", [("2019-05-01", kind)])

    assert sum(found.values()) == points


def test_rongcheng_s_discretion_is_a_range_and_its_ends_are_variants() -> None:
    def of(variant: str | None) -> tuple[float, float, float]:
        book = read("rongcheng-2019", variant)
        return three(next(rule for rule in book.rules if rule.id == "other-commercial").points)

    assert of(None) == (-27.5, -50, -5)
    assert of("strictest")[0] == -50
    assert of("mildest")[0] == -5


def test_rongcheng_s_scale_begins_at_1000_in_band_a() -> None:
    book = read("rongcheng-2019")
    band = book.band_of(1000)

    assert book.base.value == 1000
    assert band is not None
    assert band.id == "a"
    assert [one.start for one in book.bands] == [0, 600, 850, 960, 1030, 1050]


def test_drunk_driving_holds_the_band_at_c_whatever_the_sum() -> None:
    entered = [("2019-01-01", "offence.drunk_driving"), ("2019-02-01", "honour.city")]

    found = score(read("rongcheng-2019"), records(entered), Contacts.none(), day("2019-06-01"))

    assert (found.score, found.band) == (1030, "c")
    assert found.capped is not None
