"""An invented person's explanation, written by hand, and as large as a test wants it."""

from __future__ import annotations

import datetime as dt

import numpy as np

from app.domain.calendar import NO_DAY, Duration, Unit, day_of
from app.domain.explanation import (
    Aside,
    Cause,
    ContactShares,
    Explanation,
    FactorShare,
    Official,
    PerkStanding,
    RecordShares,
    RuleShare,
    State,
)
from app.domain.records import Contacts, Export, OfficialScores, Records, Subject
from app.domain.rulebook import (
    Band,
    Basis,
    Factor,
    Measure,
    Number,
    Perk,
    Rule,
    Rulebook,
    Source,
)
from app.domain.score import Score
from app.workflow.case import Case

TODAY = day_of(dt.date(2016, 3, 6))
MONTHS_24 = Duration(24, Unit.MONTHS)


def rule(  # noqa: PLR0913, PLR0917 - one argument a key of the rulebook
    name, factor, title, kinds, points, half_life="6 months", lifetime=MONTHS_24, low=None, high=None,
    measure=Measure.COUNT, least=None, most=None, basis=Basis.ASSUMED, pivot=0.0,
):  # fmt: skip
    number = Number(points, points if low is None else low, points if high is None else high)
    return Rule(
        id=name, factor=factor, title={"en": title}, reason={"en": "{count} " + title.lower()},
        kinds=kinds, measure=measure, basis=basis, source="magazine", points=number,
        half_life=Duration.parse(half_life) if half_life else None, lifetime=lifetime,
        minimum=least, maximum=most, pivot=pivot, numbers=(number,),
    )  # fmt: skip


RULES = (
    rule("electricity", "bills", "Electricity bills on time", ("bill.electricity",), 2, "12 months", most=40, least=0),
    rule("phone", "bills", "Phone bills on time", ("bill.phone",), 2, "12 months", least=-20, most=40),
    rule("made-here", "purchases", "Goods made here", ("purchase.domestic",), 2, low=1, high=5, least=0, most=69),
    rule("imported", "purchases", "Imported goods", ("purchase.imported",), -4, low=-8, high=-1, least=-40, most=0),
    rule("contacts", "contacts", "Your contacts’ scores", (), 0.1, None, None, measure=Measure.CONTACTS, least=-14, most=14, pivot=625.0),
    rule("economy", "posts", "Posts about the economy", ("post.economy",), -11, low=-20, high=-4, least=-55, most=0),
    rule("licence", "driving", "Points on your driving licence", ("fine.speeding",), -5, None, Duration(12, Unit.MONTHS), least=-60, most=0, basis=Basis.REPORTED),
)  # fmt: skip
FACTORS = (
    ("bills", "Bills", -20, 80),
    ("purchases", "Purchases", -69, 69),
    ("contacts", "Contacts", -14, 14),
    ("posts", "Posts", -55, 0),
    ("driving", "Driving licence", -60, 0),
)


def rulebook(**changes) -> Rulebook:
    fields = {
        "id": "article-2016", "version": "1.1", "title": {"en": "Article 2016"}, "about": {"en": ""},
        "caution": None, "valid_from": None, "valid_to": None, "review_after": None,
        "floor": 350.0, "ceiling": 900.0,
        "base": Number(625, 575, 675, Basis.ASSUMED, "arithmetic"), "decimals": 0,
        "sources": (Source("magazine", "How the score works", "Magazine", "December 2015"),),
        "bands": (Band("low", {"en": "Low"}, 350), Band("good", {"en": "Good"}, 600)),
        "perks": (
            Perk("car", {"en": "Car hire without a deposit"}, 650, False, Basis.REPORTED, "magazine"),
            Perk("visa", {"en": "Fewer papers for a visa"}, 700, False, Basis.REPORTED, "magazine"),
        ),
        "factors": tuple(
            Factor(name, {"en": title}, low, high, Basis.ASSUMED, "magazine")
            for name, title, low, high in FACTORS
        ),
        "rules": RULES, "overrides": (), "actions": (), "examples": (), "variants": (),
        "sha256": "0" * 64,
    }  # fmt: skip
    return Rulebook(**{**fields, **changes})


def score(total: float, *, decimals: int = 0, published: float | None = None) -> Score:
    shown = round(total, decimals) if published is None else published
    none = np.empty(0)
    return Score(TODAY, total, total, shown, "good", none, none, none)


ROWS = (  # id, day, kind, text, source, rule, points
    ("shoes", "2016-02-10", "purchase.imported", "Running shoes, imported", "Payment app", 3, -3.6),
    ("cream", "2015-12-19", "purchase.imported", "Face cream, imported", "Payment app", 3, -3.0),
    ("milk", "2015-10-02", "purchase.imported", "Milk powder, imported", "Payment app", 3, -2.2),
    ("watch", "2015-06-20", "purchase.imported", "Wrist watch, imported", "Payment app", 3, -1.5),
    ("kettle", "2016-03-01", "purchase.domestic", "Kettle, made here", "Payment app", 2, 11.3),
    ("tent", "2016-02-02", "purchase.domestic", "Tent, made here", "Payment app", 2, 10.0),
    ("rice", "2016-01-02", "purchase.domestic", "Rice cooker, made here", "Payment app", 2, 10.0),
    ("power1", "2016-02-28", "bill.electricity", "Electricity, February", "City Power", 0, 8.0),
    ("power2", "2016-01-28", "bill.electricity", "Electricity, January", "City Power", 0, 8.0),
    ("phone1", "2016-02-20", "bill.phone", "Phone, February", "Telecom", 1, 10.0),
    ("post1", "2016-01-11", "post.economy", "Post about house prices", "Forum", 5, -10.0),
    ("post2", "2015-11-05", "post.economy", "Post about the market", "Forum", 5, -8.0),
    ("fine", "2015-04-22", "fine.speeding", "2 licence points, speeding", "Traffic police", 6, -10.0),
    ("cinema", "2016-02-14", "ticket.cinema", "Cinema ticket", "Payment app", None, None),
    ("old", "2013-02-14", "purchase.imported", "Camera, imported", "Payment app", None, None),
)  # fmt: skip
CONTACTS = (("c1", "Ping", 0.9, 5.0), ("c2", "Lan", 0.5, 4.0), ("c3", "Bo", 0.2, -1.0))


def records(rows=ROWS) -> Records:
    return Records.build(
        ids=np.array([row[0] for row in rows], dtype=object),
        day=np.array([day_of(dt.date.fromisoformat(row[1])) for row in rows], dtype=np.int32),
        kind_names=np.array([row[2] for row in rows], dtype=object),
        texts={
            "text": np.array([row[3] for row in rows], dtype=object),
            "source": np.array([row[4] for row in rows], dtype=object),
        },
    )


def contacts() -> Contacts:
    n = len(CONTACTS)
    return Contacts(
        id=np.array([row[0] for row in CONTACTS], dtype=object),
        name=np.array([row[1] for row in CONTACTS], dtype=object),
        closeness=np.array([row[2] for row in CONTACTS]),
        since=np.full(n, NO_DAY, dtype=np.int32),
        until=np.full(n, NO_DAY, dtype=np.int32),
        score_contact=np.arange(n),
        score_day=np.full(n, TODAY, dtype=np.int32),
        score=np.array([700.0, 690.0, 600.0]),
    )


def explanation(*, aside: tuple[Aside, ...] = (), out: frozenset[str] = frozenset()) -> Explanation:
    """Return Mei's explanation; the records named in ``out`` share nothing."""
    table = records()
    shares = [
        (row[5], table.row_by_id[row[0]], row[6], False)
        for row in ROWS
        if row[5] is not None and row[0] not in out
    ]
    shares += [(4, number, row[3], True) for number, row in enumerate(CONTACTS)]
    rule_points = [sum(s[2] for s in shares if s[0] == i) for i in range(len(RULES))]
    book = rulebook()
    factor_points = {
        name: sum(p for p, r in zip(rule_points, RULES, strict=True) if r.factor == name)
        for name, *_rest in FACTORS
    }
    total = 625 + sum(factor_points.values())
    return Explanation(
        to=State("to", score(total), book),
        since=State("no_records", score(625.0), book),
        factors=tuple(FactorShare(name, p, p, 0.0) for name, p in factor_points.items()),
        rules_changed=None,
        rules=tuple(
            RuleShare(r.id, r.factor, p, None, None, p, 0.0)
            for r, p in zip(RULES, rule_points, strict=True)
        ),
        shares=RecordShares(
            rule=np.array([s[0] for s in shares], dtype=np.int32),
            row=np.array([s[1] for s in shares], dtype=np.int64),
            points=np.array([s[2] for s in shares]),
            cause=np.array(
                [Cause.CONTACT_JOINED if s[3] else Cause.NEW for s in shares], dtype=np.int8
            ),
            is_contact=np.array([s[3] for s in shares]),
        ),
        records=table,
        contacts=contacts(),
        contact_shares=ContactShares(np.array([5.0, 4.0, -1.0]), np.array([-5.0, -4.0, 1.0])),
        aside=aside,
        reasons=(),
        perks=(PerkStanding("car", True, -2), PerkStanding("visa", False, 48)),
        range=None,
        guaranteed=None,
        official=Official(TODAY, 648.0, 648.0 - round(total)),
        rounding=0.0,
        notices=(),
    )


def export() -> Export:
    return Export(
        records(), contacts(), OfficialScores.none(), subject=Subject("mei", "Mei"), created=TODAY
    )


def case() -> Case:
    return Case(export(), rulebook(), TODAY)


def many(count: int, seed: int = 0) -> Explanation:
    """Return an explanation over ``count`` records, of which nine in ten share points."""
    chance = np.random.default_rng(seed)
    kinds = tuple(sorted({row[2] for row in ROWS}))
    by_kind = {row[2]: row[5] for row in ROWS if row[5] is not None}
    kind = chance.integers(0, len(kinds), count).astype(np.int32)
    day = np.sort(TODAY - chance.integers(0, 3650, count)).astype(np.int32)
    table = Records(
        id=np.array([f"r{i:07d}" for i in range(count)], dtype=object),
        day=day,
        kind=kind,
        kinds=kinds,
        amount=np.full(count, np.nan),
        until=np.full(count, NO_DAY, dtype=np.int32),
        texts={
            "text": np.array([f"Thing {i % 4999}" for i in range(count)], dtype=object),
            "source": np.array([f"Shop {i % 97}" for i in range(count)], dtype=object),
        },
    )
    rule_of_kind = np.array([by_kind.get(name, -1) for name in kinds])
    shared = np.flatnonzero((rule_of_kind[kind] >= 0) & (chance.random(count) < 0.9))
    small = explanation()
    return Explanation(
        **{
            **{name: getattr(small, name) for name in small.__dataclass_fields__},
            "records": table,
            "shares": RecordShares(
                rule=rule_of_kind[kind[shared]].astype(np.int32),
                row=shared.astype(np.int64),
                points=chance.normal(0, 1, len(shared)).round(3),
                cause=chance.integers(3, 6, len(shared)).astype(np.int8),
                is_contact=np.zeros(len(shared), dtype=np.bool_),
            ),
        }
    )
