"""Score and explain a million records, down to every record; and ten years of days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.domain.progress import Unwatched
from app.domain.records import Contacts, OfficialScores
from app.domain.rulebook import Rulebook
from app.explain.explaining import explain
from app.mirror.facts import Facts
from app.mirror.history import Every, history
from app.mirror.scoring import score
from app.rulebook import library
from tests.bench.crowd import TODAY, anew, records_for
from tests.bench.measuring import Result, paired, seconds_of

MILLION = 1_000_000
_TEN_YEARS = 3650
_CALLS = 12  # calls of the scorer that are timed; the rest is extrapolated


def _book() -> Rulebook:
    """Return the article's book without lifetimes, so that every record counts."""
    book = library.find("article-2016")
    return replace(book, rules=tuple(replace(rule, lifetime=None) for rule in book.rules))


def explain_million() -> Result:
    """Hold an explanation against one NumPy pass over the records."""
    book = _book()
    records = records_for(book, MILLION)
    half_life = 182.625

    def ours() -> float:
        fresh = anew(records)  # as if just read: grouping by kind is part of the work
        facts = Facts(fresh, Contacts.none(), TODAY)
        return seconds_of(lambda: explain(book, facts, OfficialScores.none(), Unwatched()))

    def one_pass() -> object:
        return np.bincount(records.kind, np.exp2(-(TODAY - records.day) / half_life))

    told = explain(book, Facts(records, Contacts.none(), TODAY), OfficialScores.none(), Unwatched())
    return paired(
        "explain",
        what=f"score and explain {MILLION:,} records, {len(told.shares):,} shares told",
        yardstick="np.exp2 and np.bincount over them, once",
        reach="at most 3 x",
        ours=ours,
        theirs=lambda: seconds_of(one_pass),
    )


def history_million() -> Result:
    """Hold ten years of daily scores against as many calls of the scorer."""
    book = _book()
    records = records_for(book, MILLION)
    facts = Facts(records, Contacts.none(), TODAY)

    def ours() -> float:
        fresh = replace(facts, records=anew(records))
        return seconds_of(
            lambda: history(
                book, fresh, OfficialScores.none(), TODAY - _TEN_YEARS + 1, TODAY, Every.DAY
            )
        )

    def calls() -> float:
        days = np.linspace(TODAY - _TEN_YEARS + 1, TODAY, _CALLS).astype(int).tolist()
        spent = seconds_of(lambda: [score(book, records, facts.contacts, day) for day in days])
        return spent * _TEN_YEARS / _CALLS

    result = paired(
        "history",
        what=f"{_TEN_YEARS:,} daily scores of {MILLION:,} records",
        yardstick=f"{_TEN_YEARS:,} calls of the scorer, extrapolated from {_CALLS} spread evenly",
        reach="200 x faster: at most 0.005 x",
        ours=ours,
        theirs=calls,
        runs=5,
    )
    return replace(result, note=f"{1 / result.ratio:,.0f} x faster")
