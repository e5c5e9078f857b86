"""Exchange rates, means of pressure and wrong records, held against the ordinary scorer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from app.domain.calendar import Unit, day_later
from app.domain.planning import Mechanic
from app.domain.records import Contacts, Records
from app.domain.rulebook import Rulebook
from app.mirror.facts import Facts
from app.mirror.scoring import score
from app.planning.looking import Ahead
from app.planning.pressure import mechanics, rates
from app.planning.things import Thing, with_planned
from app.planning.wrong_records import wrong_records
from app.rulebook import library
from tests.laws.invented import TODAY, people, rulebooks
from tests.planning.test_projection import actions


def sum_of(book: Rulebook, who: Facts, day: int = TODAY) -> float:
    return score(book, who.records, who.contacts, day, who.aside).sum


@settings(max_examples=40)
@given(book=rulebooks(), who=people(12), planned=actions())
def test_a_rate_is_the_score_with_one_more_record_of_today(book, who, planned) -> None:
    own = replace(book, actions=planned)
    things = {
        one.id: Thing(np.array([TODAY], np.int32), one.kind, one.amount, one.until, one.contact)
        for one in planned
    }
    for rate in rates(own, who):
        thing = things.get(rate.id) or Thing(np.array([TODAY], np.int32), rate.kind)
        more = with_planned(who, [thing], [1])
        assert rate.points == pytest.approx(sum_of(own, more) - sum_of(own, who), abs=1e-6)


@settings(max_examples=25)
@given(book=rulebooks(), who=people(12), planned=actions())
def test_waiting_gains_as_much_on_its_day_and_not_before(book, who, planned) -> None:
    own = replace(book, actions=planned)
    ahead = Ahead.of(own, who, day_later(TODAY, 3, Unit.YEARS))
    row = ahead.row_of({})
    gains = ahead.projection.sums(ahead.projection.measures(row))[0]
    gains = gains - gains[0]
    for rate in rates(own, who):
        if abs(rate.points) <= 1e-9:
            assert rate.days_of_waiting is None
        elif rate.days_of_waiting is None:
            assert gains.max() < abs(rate.points)
        else:
            assert gains[rate.days_of_waiting] >= abs(rate.points) - 1e-6
            assert (gains[: rate.days_of_waiting] < abs(rate.points)).all()


@settings(max_examples=40)
@given(book=rulebooks(), who=people(12))
def test_a_wrong_record_is_worth_the_score_without_it(book, who) -> None:
    rows = range(min(4, len(who.records)))

    for row, told in zip(rows, wrong_records(book, who, list(rows)), strict=True):
        name = str(who.records.id[row])
        gone = replace(who, aside=who.aside | {name})
        assert told.correcting == pytest.approx(sum_of(book, gone) - sum_of(book, who), abs=1e-6)
        if told.expires is not None:
            last, after = told.expires - 1, told.expires
            assert told.waiting == pytest.approx(
                sum_of(book, gone, last) - sum_of(book, who, last), abs=1e-6
            )
            assert sum_of(book, gone, after) == pytest.approx(sum_of(book, who, after), abs=1e-6)


@settings(max_examples=40)
@given(book=rulebooks(), who=people(12))
def test_every_means_of_pressure_names_a_rule_or_a_factor_and_only_peers_may_give(
    book, who
) -> None:
    known = {one.id for one in (*book.rules, *book.factors)}
    for pull in mechanics(book, who):
        assert pull.of in known
        assert pull.id == f"{pull.mechanic}:{pull.of}"
        assert pull.points < 0 or pull.mechanic is Mechanic.PEERS


def test_a_german_credit_file_shows_thresholds_and_streaks() -> None:
    book = library.find("schufa-2026")
    moved = Records.build(
        np.array(["m", "c"], object),
        np.array([TODAY - 400, TODAY - 800], np.int32),
        np.array(["address.move", "account.card"], object),
    )
    pulls = {one.id: one.points for one in mechanics(book, Facts(moved, Contacts.none(), TODAY))}

    assert pulls["streak:address"] == -17  # a year at the address, and a move would begin anew
    assert pulls["threshold:address"] == 17 - 28
    assert pulls["threshold:oldest-card"] == 32 - 41
