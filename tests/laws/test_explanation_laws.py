"""Every explanation adds up: records to rules, rules to factors, factors to the difference."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.explanation import Cause, Explanation
from app.domain.progress import Unwatched
from app.domain.records import Contacts, OfficialScores, Records
from app.domain.rulebook import Rulebook
from app.explain.explaining import explain
from app.explain.outlook import outlook
from app.explain.shapley import Side, factor_shares, shares_with_rules
from app.mirror.facts import Facts
from app.mirror.scoring import score
from tests.laws import brute
from tests.laws.invented import TODAY, counting_book, people, records, rulebooks

points = st.integers(-80, 80).map(float)


def explained(
    book: Rulebook, b: Facts, a: Facts | None = None, old: Rulebook | None = None
) -> Explanation:
    return explain(book, b, OfficialScores.none(), Unwatched(), since=a, since_book=old)


def adds_up(told: Explanation) -> None:
    """Check every sum of the model's section 3."""
    change = told.to.score.sum - told.since.score.sum
    assert sum(one.points for one in told.factors) + (told.rules_changed or 0.0) == pytest.approx(
        change, abs=1e-6
    )
    for factor in told.factors:
        own = [one.points for one in told.rules if one.factor == factor.id]
        assert sum(own) == pytest.approx(factor.points, abs=1e-6)
    for place, rule in enumerate(told.rules):
        own = told.shares.points[told.shares.rule == place]
        if told.rules_changed is None or len(own):
            assert own.sum() == pytest.approx(rule.points, abs=1e-6)
    if told.rounding is not None:
        shown = (told.to.score.published or 0.0) - (told.since.score.published or 0.0)
        assert change + told.rounding == pytest.approx(shown, abs=1e-9)
    of_contacts = told.shares.points[told.shares.is_contact].sum()
    assert told.contact_shares.points.sum() == pytest.approx(of_contacts, abs=1e-9)


@pytest.mark.heavy
@given(book=rulebooks(), who=people())
def test_an_explanation_from_no_records_adds_up(book: Rulebook, who: Facts) -> None:
    told = explained(book, who)

    adds_up(told)
    causes = {Cause(int(cause)) for cause in told.shares.cause}
    assert causes <= {Cause.NEW, Cause.CONTACT_JOINED}


@pytest.mark.heavy
@given(book=rulebooks(), who=people(), ago=st.integers(0, 1200))
def test_a_change_statement_between_two_days_adds_up(book: Rulebook, who: Facts, ago: int) -> None:
    told = explained(book, who, replace(who, day=TODAY - ago))

    adds_up(told)
    if ago == 0:
        assert len(told.shares) == 0


@pytest.mark.heavy
@given(book=rulebooks(), who=people(), earlier=people(), ago=st.integers(0, 400))
def test_a_change_statement_between_two_exports_adds_up(
    book: Rulebook, who: Facts, earlier: Facts, ago: int
) -> None:
    adds_up(explained(book, who, replace(earlier, day=TODAY - ago)))


@pytest.mark.heavy
@given(book=rulebooks(), other=rulebooks(), who=people(), ago=st.integers(0, 900))
def test_a_change_of_rulebook_is_a_player_and_the_statement_adds_up(
    book: Rulebook, other: Rulebook, who: Facts, ago: int
) -> None:
    told = explained(book, who, replace(who, day=TODAY - ago), old=other)

    adds_up(told)
    assert told.rules_changed is not None
    if ago == 0:
        change = told.to.score.sum - told.since.score.sum
        assert told.rules_changed == pytest.approx(change, abs=1e-9)


@given(book=rulebooks(), who=people())
def test_what_a_record_set_aside_would_be_worth_is_the_difference_it_makes(
    book: Rulebook, who: Facts
) -> None:
    told = explained(book, who)

    assert {one.id for one in told.aside} == who.aside
    for one in told.aside:
        back = score(book, who.records, who.contacts, who.day, who.aside - {one.id})
        assert one.worth == pytest.approx(back.sum - told.to.score.sum, abs=1e-9)


@pytest.mark.heavy
@given(book=rulebooks(), who=people())
def test_a_contact_that_is_gone_is_worth_what_the_score_then_is(book: Rulebook, who: Facts) -> None:
    told = explained(book, who)

    for row in range(len(who.contacts)):
        without = replace(
            who.contacts,
            until=np.where(
                np.arange(len(who.contacts)) == row, -200_000, who.contacts.until
            ).astype(np.int32),
        )
        then = score(book, who.records, without, who.day, who.aside).sum
        worth = told.contact_shares.if_gone[row]
        assert worth == pytest.approx(then - told.to.score.sum, abs=1e-7)


@given(book=rulebooks(), who=people(), ahead=st.integers(0, 200))
def test_what_comes_by_itself_adds_up_to_the_score_of_that_day(
    book: Rulebook, who: Facts, ahead: int
) -> None:
    coming = outlook(book, who, TODAY + ahead)

    now = score(book, who.records, who.contacts, who.day, who.aside).sum
    assert sum(item.points for item in coming.items) == pytest.approx(
        coming.then.sum - now, abs=1e-6
    )


@given(book=rulebooks(), who=people(), seed=st.integers(0, 2**32 - 1))
def test_whatever_is_missing_the_score_lies_in_the_certain_range(
    book: Rulebook, who: Facts, seed: int
) -> None:
    told = explained(book, who)
    if told.guaranteed is None:
        return
    chance = np.random.default_rng(seed)
    own = who.records
    filled = np.where(np.isnan(own.amount), chance.exponential(50, len(own)), own.amount)
    guess = replace(who, records=replace(own, amount=filled))
    # Give some of the contacts without a score one, on this day.
    blank = np.setdiff1d(np.arange(len(who.contacts)), who.contacts.score_contact)
    chosen = blank[chance.random(len(blank)) < 0.5]
    contacts = who.contacts
    order = np.argsort(np.r_[contacts.score_contact, chosen], kind="stable")
    guess = replace(
        guess,
        contacts=replace(
            contacts,
            score_contact=np.r_[contacts.score_contact, chosen][order],
            score_day=np.r_[contacts.score_day, np.full(len(chosen), TODAY)][order].astype(
                np.int32
            ),
            score=np.r_[contacts.score, chance.uniform(book.floor, book.ceiling, len(chosen))][
                order
            ],
        ),
    )
    found = score(book, guess.records, guess.contacts, TODAY, guess.aside).sum
    assert told.guaranteed.low - 1e-6 <= found <= told.guaranteed.high + 1e-6
    assert told.guaranteed.low - 1e-9 <= told.to.score.sum <= told.guaranteed.high + 1e-9


@given(book=rulebooks(), who=people())
def test_a_drawn_range_is_shown_where_a_number_is_a_guess_and_only_there(
    book: Rulebook, who: Facts
) -> None:
    told = explained(book, who)

    guessed = any(not number.certain for number in book.numbers())
    assert (told.range is not None) == (guessed and told.to.score.score is not None)
    if told.range is not None:
        assert book.floor <= told.range.low <= told.range.high <= book.ceiling
        assert all(0 <= share <= 1 for share in told.range.perks.values())


@given(own=records(), changed=records())
def test_records_of_two_exports_tell_corrected_from_removed_and_new(
    own: Records, changed: Records
) -> None:
    book = counting_book()
    a, b = Facts(changed, Contacts.none(), TODAY), Facts(own, Contacts.none(), TODAY)

    told = explained(book, b, a)

    old = {e.id: e for e in brute.entries(changed)}
    new = {e.id: e for e in brute.entries(own)}
    for row, cause in zip(told.shares.row, told.shares.cause, strict=True):
        name = str(told.records.id[row])
        if name not in new:
            assert cause == Cause.REMOVED
        elif name not in old:
            assert cause == Cause.NEW
        elif old[name] != new[name]:
            assert cause == Cause.CORRECTED


@given(
    base=points,
    floor=st.integers(-100, 0).map(float),
    ceiling=st.integers(1, 100).map(float),
    was=st.lists(points, min_size=1, max_size=5),
    data=st.data(),
)
def test_factor_shares_are_the_mean_over_all_orders(
    base: float, floor: float, ceiling: float, was: list[float], data: st.DataObject
) -> None:
    now = data.draw(st.lists(points, min_size=len(was), max_size=len(was)))
    side = Side(base, floor, ceiling, np.array(was), np.array(now))

    shares = factor_shares(side)

    expected = _over_all_orders(
        len(was),
        lambda inside: min(
            max(base + sum(now[f] if f in inside else was[f] for f in range(len(was))), floor),
            ceiling,
        ),
    )
    assert shares == pytest.approx(expected, abs=1e-9)


@given(
    bases=st.tuples(points, points),
    data=st.data(),
    n=st.integers(1, 4),
)
def test_with_the_rules_as_a_player_shares_are_the_mean_over_all_orders(
    bases: tuple[float, float], data: st.DataObject, n: int
) -> None:
    sides = []
    for base in bases:
        was, now = (np.array(data.draw(st.lists(points, min_size=n, max_size=n))) for _ in range(2))
        floor = float(data.draw(st.integers(-100, 0)))
        ceiling = float(data.draw(st.integers(1, 100)))
        sides.append(Side(base, floor, ceiling, was, now))
    old, new = sides

    found = shares_with_rules(old, new)

    def value(inside: frozenset[int]) -> float:
        side = new if n in inside else old
        total = sum(side.now[f] if f in inside else side.was[f] for f in range(n))
        return min(max(side.base + total, side.floor), side.ceiling)

    expected = _over_all_orders(n + 1, value)
    assert [*(found.under_old + found.under_new), found.rules] == pytest.approx(expected, abs=1e-9)


def _over_all_orders(players: int, value: Callable[[frozenset[int]], float]) -> list[float]:
    gains = [0.0] * players
    for order in itertools.permutations(range(players)):
        inside: frozenset[int] = frozenset()
        for player in order:
            joined = inside | {player}
            gains[player] += value(joined) - value(inside)
            inside = joined
    return [gain / math.factorial(players) for gain in gains]


def test_a_floor_that_binds_shares_the_loss_evenly() -> None:
    side = Side(400.0, 350.0, 900.0, np.zeros(2), np.array([-80.0, -60.0]))

    assert factor_shares(side) == pytest.approx([-25.0, -25.0])
