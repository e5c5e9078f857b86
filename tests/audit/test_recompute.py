"""What is kept of each person: the latest official score, ours of that day, and its parts."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.audit.month_sums import chosen_for_months, months_share
from app.audit.recompute import named_book, people_of
from app.audit.salting import salted
from app.domain.audit import Question
from app.domain.calendar import NO_DAY, day_of
from app.domain.crowd import Crowd, CrowdScores, FaultyPerson
from app.domain.records import Contacts, Export, OfficialScores, Records, Subject
from app.domain.rulebook import Effect, Factor, Measure, Override, Rule, Rulebook
from app.domain.score import published_figure
from app.mirror.facts import Facts
from app.mirror.packing import crowd_of, labels_of
from app.mirror.scoring import score
from tests.laws.invented import TODAY, counting_book, number, people, plain_book, rulebooks


def at(text: str) -> int:
    return day_of(dt.date.fromisoformat(text))


def texts(words: Sequence[str]) -> np.ndarray:
    return np.array(["", *words], object)[1:]


def records(*rows: tuple[str, str]) -> Records:
    return Records.build(
        texts([f"e{row}" for row in range(len(rows))]),
        np.array([at(day) for day, _ in rows], np.int32),
        texts([kind for _, kind in rows]),
    )


def friends(*scores: float) -> Contacts:
    n = len(scores)
    return Contacts(
        id=texts([f"c{row}" for row in range(n)]),
        name=texts([""] * n),
        closeness=np.ones(n),
        since=np.full(n, NO_DAY, np.int32),
        until=np.full(n, NO_DAY, np.int32),
        score_contact=np.arange(n),
        score_day=np.full(n, at("2010-01-01"), np.int32),
        score=np.array(scores),
    )


def published(*rows: tuple[str, float, str]) -> OfficialScores:
    return OfficialScores(
        np.array([at(day) for day, _, _ in rows], np.int32),
        np.array([figure for _, figure, _ in rows]),
        texts([book for _, _, book in rows]),
        texts([""] * len(rows)),
    )


def person(
    name: str,
    own: Records,
    official: OfficialScores | None = None,
    near: Contacts | None = None,
) -> Export:
    return Export(
        own, near or Contacts.none(), official or OfficialScores.none(), subject=Subject(name)
    )


def rule(name: str, points: float, **changes: object) -> Rule:
    plain = counting_book().rules[0]
    titled = replace(plain, id=name, title={"en": name.replace("-", " ").capitalize()})
    worth = {"points": number(points), "numbers": (number(points),)}
    counts = {"measure": Measure.COUNT, "half_life": None, "kinds": ("bill.late",)}
    return replace(titled, **{**worth, **counts, **changes})


def book(*rules: Rule, factors: tuple[Factor, ...] | None = None, **changes: object) -> Rulebook:
    made = factors or counting_book().factors
    plain = plain_book(made, rules or (rule("late-bills", -10),))
    return replace(plain, **{"floor": 300.0, "ceiling": 900.0, "base": number(600.0), **changes})


def contacts_rule(points: float = 1.0, **changes: object) -> Rule:
    return rule("contacts", points, measure=Measure.CONTACTS, kinds=(), pivot=600.0, **changes)


LATE = records(("2015-01-01", "bill.late"), ("2016-01-15", "bill.late"))
TWICE = published(("2015-06-01", 590, ""), ("2016-01-31", 585, ""))
ASKED = Question(books=(book(),), day=at("2016-02-29"))


def test_a_person_is_scored_on_the_day_of_their_latest_official_score() -> None:
    found = people_of(crowd_of([person("a", LATE, TWICE)]), ASKED).people

    assert found.day.tolist() == [at("2016-01-31")]
    assert found.official.tolist() == [585]
    assert found.published.tolist() == [580]
    assert found.residual.tolist() == [5]
    assert found.points.tolist() == [[-20]]


def test_an_official_score_of_a_later_day_is_not_looked_at() -> None:
    found = people_of(
        crowd_of([person("a", LATE, TWICE)]), replace(ASKED, day=at("2016-01-30"))
    ).people

    assert found.official.tolist() == [590]
    assert found.published.tolist() == [590]


def test_an_empty_official_score_is_none() -> None:
    official = published(("2015-06-01", 590, ""), ("2016-01-31", np.nan, ""))

    found = people_of(crowd_of([person("a", LATE, official)]), ASKED)

    assert found.people.official.tolist() == [590]
    assert found.months.n.tolist() == [1]


def test_somebody_without_an_official_score_is_scored_on_the_day_of_the_audit() -> None:
    found = people_of(crowd_of([person("a", LATE)]), ASKED).people

    assert np.isnan(found.official).all()
    assert found.day.tolist() == [ASKED.day]
    assert found.published.tolist() == [580]


def test_whom_an_override_leaves_without_a_score_has_none_under_any_book_or_claim() -> None:
    override = Override("o", {"en": "o"}, ("bill.late",), Effect.NO_SCORE)
    strict = book(overrides=(override,))
    asked = replace(ASKED, books=(strict, book()), claims=("late-bills",))

    found = people_of(crowd_of([person("a", LATE, TWICE), person("b", records())]), asked).people

    assert found.unscored.tolist() == [True, False]
    assert found.published == pytest.approx([np.nan, 600], nan_ok=True)
    assert found.without[0] == pytest.approx([np.nan, 600], nan_ok=True)
    assert found.others == pytest.approx(np.array([[np.nan, 600], [580, 600]]), nan_ok=True)
    assert found.sum.tolist() == [580, 600]


def test_without_a_rule_the_bound_of_its_factor_lets_others_through() -> None:
    factor = replace(counting_book().factors[0], minimum=-15.0)
    both = (rule("late-bills", -10), rule("late-again", -4))
    asked = replace(ASKED, books=(book(*both, factors=(factor,)),), claims=("late-again",))

    found = people_of(crowd_of([person("a", LATE, TWICE)]), asked).people

    assert found.published.tolist() == [585]  # -28, held at -15
    assert found.without.tolist() == [[585]]  # -20, still held
    assert people_of(
        crowd_of([person("a", LATE, TWICE)]), replace(asked, claims=("late-bills",))
    ).people.without.tolist() == [[592]]


def test_contacts_move_what_they_give_where_no_bound_holds() -> None:
    asked = replace(ASKED, books=(book(rule("late-bills", -10), contacts_rule()),))
    near = friends(640, 660)

    found = people_of(crowd_of([person("a", LATE, TWICE, near)]), asked).people

    assert found.sum.tolist() == [630]
    assert found.contacts.tolist() == [50]
    assert found.behaviour.tolist() == [-20]


def test_a_ceiling_is_shared_by_contacts_and_behaviour() -> None:
    asked = replace(ASKED, books=(book(rule("late-bills", +10), contacts_rule(), ceiling=650.0),))

    found = people_of(crowd_of([person("a", LATE, TWICE, friends(660))]), asked).people

    assert found.sum.tolist() == [650]
    assert found.contacts.tolist() == [40]  # the mean of 50, first, and 30, after the bills
    assert found.behaviour.tolist() == [10]


def test_a_score_under_another_book_tells_what_the_rules_move() -> None:
    harsher = book(rule("late-bills", -30), version="2")
    official = [published(("2016-01-31", 500, label)) for label in ("2", "1", "", "plain@2")]
    some = [person(str(row), LATE, one) for row, one in enumerate(official)]

    found = people_of(crowd_of(some), replace(ASKED, books=(book(), harsher))).people

    assert found.rules.tolist() == [-40, 0, 0, -40]
    assert found.others.tolist() == [[580] * 4, [540] * 4]


@pytest.mark.parametrize(
    ("label", "number_"),
    [("1", 0), ("2", 2), ("plain@2", 2), ("own", 1), ("plain", 0), ("9", 0), ("", 0)],
)
def test_a_label_names_a_book_by_version_id_or_variant(label: str, number_: int) -> None:
    books = (book(), book(variant="own"), book(version="2"), book(version="2", variant="own"))

    assert named_book(books, label) == number_


def test_without_a_rulebook_only_scores_and_outcomes_are_told() -> None:
    crowd = Crowd(
        ids=texts(["a", "b"]),
        official=CrowdScores(
            np.array([0, 1], np.int32),
            np.full(2, NO_DAY, np.int32),
            np.array([7.0, 3.0]),
            labels_of(["", ""]),
        ),
        attributes={"sex": labels_of(["f", "m"])},
        outcomes={"again": np.array([1.0, np.nan])},
        faulty=(FaultyPerson("x", "f.csv", "people", 3, "score", "a number"),),
    )

    found = people_of(crowd, Question(groups=("sex", "region"), outcome="again"))

    assert found.people.official.tolist() == [7, 3]
    assert np.isnan(found.people.sum).all()
    assert np.isnan(found.people.residual).all()
    for matrix in ("points", "measures", "without", "others"):
        assert getattr(found.people, matrix).shape == (0, 2)
    assert found.people.outcome == pytest.approx([1, np.nan], nan_ok=True)
    assert found.people.attributes["sex"].names == ("f", "m")
    assert found.people.attributes["region"].code.tolist() == [-1, -1]
    assert found.faulty == crowd.faulty
    assert found.months.people == 0


def test_measures_are_kept_where_a_fit_is_asked_for() -> None:
    crowd = crowd_of([person("a", LATE, TWICE)])

    assert people_of(crowd, replace(ASKED, fit=True)).people.measures.tolist() == [[2]]
    assert people_of(crowd, ASKED).people.measures.shape == (0, 1)


def test_a_book_without_a_day_is_refused_and_so_is_a_claim_of_no_rule() -> None:
    crowd = crowd_of([person("a", LATE, TWICE)])

    with pytest.raises(ValueError, match="needs its day"):
        people_of(crowd, replace(ASKED, day=None))
    with pytest.raises(ValueError, match="weather is no rule of plain"):
        people_of(crowd, replace(ASKED, claims=("weather",)))


def test_every_official_score_counts_in_its_month() -> None:
    some = [person("a", LATE, TWICE), person("b", LATE, TWICE)]

    sums = people_of(crowd_of(some), ASKED).months

    assert sums.month.tolist() == [45 * 12 + 5, 46 * 12]
    assert sums.n.tolist() == [2, 2]
    assert sums.sum.tolist() == [0, 10]
    assert sums.squares.tolist() == [0, 50]
    assert sums.within.tolist() == [2, 0]
    assert sums.people == 2


def test_months_of_parts_add_up_to_those_of_all() -> None:
    late, early = person("a", LATE, TWICE), person("b", LATE, published(("2015-06-30", 600, "")))

    together = people_of(crowd_of([late, early]), ASKED).months
    apart = [people_of(crowd_of([one]), ASKED).months for one in (late, early)]

    merged = apart[0].merge(apart[1])
    for column in ("month", "n", "sum", "squares", "within"):
        assert getattr(merged, column).tolist() == getattr(together, column).tolist()
    assert merged.people == together.people == 2


def test_of_many_people_some_are_chosen_whoever_else_is_there() -> None:
    ids = texts([f"person-{row:06}" for row in range(20_000)])

    chosen = chosen_for_months(ids, 0.1)

    assert 0.09 < chosen.mean() < 0.11
    assert chosen_for_months(ids[7::3], 0.1).tolist() == chosen[7::3].tolist()
    assert chosen_for_months(ids, 0.2)[chosen].all()
    for digits in (2, 10):  # no pattern in the ids shows in the choice
        for rest in range(digits):
            assert 0.08 < chosen[rest::digits].mean() < 0.12


def test_all_people_are_looked_at_month_by_month_while_they_are_few() -> None:
    assert months_share(2_000, 24_000, 200_000) == 1.0
    assert months_share(1_000_000, 1_000_000, 100_000_000) == 1.0
    assert 0.01 < months_share(1_000_000, 12_000_000, 100_000_000) < 0.1
    assert months_share(0, 0, 0) == 1.0


def test_a_salted_name_tells_nothing_without_the_salt_and_is_always_the_same() -> None:
    ids = texts(["440101", "440102", "Zoë \ud800"])

    names = salted(ids, "salt")

    # From an independent program: printf 440101 | openssl dgst -sha256 -hmac salt
    assert names[0] == "9e98e800600413b2"
    assert salted(ids[:2], "salt").tolist() == names[:2].tolist()
    assert not set(salted(ids, "other").tolist()) & set(names.tolist())
    assert people_of(crowd_of([], []), ASKED).people.name.shape == (0,)


@given(
    books=st.lists(rulebooks(), min_size=1, max_size=2),
    some=st.lists(people(), max_size=4),
    data=st.data(),
)
def test_everything_about_a_person_equals_what_the_scorer_says_of_them_alone(
    books: list[Rulebook], some: list[Facts], data: st.DataObject
) -> None:
    first = books[0]
    claim = data.draw(st.sampled_from([one.id for one in first.rules]))
    dates = [data.draw(st.lists(st.integers(TODAY - 900, TODAY), max_size=3)) for _ in some]
    exports = [
        Export(
            one.records,
            one.contacts,
            OfficialScores(
                np.sort(np.array(own, np.int32)),
                np.arange(len(own), dtype=np.float64),
                texts([""] * len(own)),
                texts([""] * len(own)),
            ),
        )
        for one, own in zip(some, dates, strict=True)
    ]
    asked = Question(books=tuple(books), day=TODAY, claims=(claim,))

    kept = people_of(crowd_of(exports), asked)

    found = kept.people
    assert kept.records == sum(len(one.records) for one in some)
    assert first.base.value + found.behaviour + found.contacts == pytest.approx(found.sum)
    left_out = replace(
        first, rules=tuple(one for one in first.rules if one.id != claim) or first.rules
    )
    n_residuals = 0
    for row, (one, own) in enumerate(zip(some, dates, strict=True)):
        day = max(own, default=TODAY)
        ours = [score(each, one.records, one.contacts, day) for each in books]
        assert found.sum[row] == pytest.approx(ours[0].sum, abs=1e-9)
        assert found.points[:, row] == pytest.approx(ours[0].rule_points, abs=1e-7)
        assert found.others[:, row] == pytest.approx(
            [np.nan if each.published is None else each.published for each in ours],
            abs=1e-7,
            nan_ok=True,
        )
        if len(first.rules) > 1:
            alone = score(left_out, one.records, one.contacts, day)
            figure = np.nan if alone.published is None else alone.published
            assert found.without[0, row] == pytest.approx(figure, abs=1e-7, nan_ok=True)
        n_residuals += sum(
            score(first, one.records, one.contacts, each).published is not None for each in own
        )
    assert int(kept.months.n.sum()) == n_residuals


def test_the_months_residuals_are_those_of_each_official_score_day() -> None:
    fading = book(rule("late-bills", -10, half_life=counting_book().rules[0].half_life))
    asked = replace(ASKED, books=(fading,))

    sums = people_of(crowd_of([person("a", LATE, TWICE)]), asked).months

    days = [at("2015-06-01"), at("2016-01-31")]
    ours = [score(fading, LATE, Contacts.none(), day).sum for day in days]
    expected = [
        figure - published_figure(one, 0) for figure, one in zip((590, 585), ours, strict=True)
    ]
    assert sums.sum == pytest.approx(expected)


@example(ids=["440101"], salt="a long salt" * 9)
@given(ids=st.lists(st.text(max_size=90), max_size=3), salt=st.text(max_size=90))
def test_a_salted_name_is_what_the_library_makes_of_it(ids: list[str], salt: str) -> None:
    expected = [hmac.new(salt.encode(), one.encode(), "sha256").hexdigest()[:16] for one in ids]

    assert salted(texts(ids), salt).tolist() == expected
