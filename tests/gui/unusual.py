"""People and rulebooks at the edges: no score, one record, none, many factors, a score at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.domain.records import Contacts, Export, OfficialScores, Records, Subject
from app.domain.rulebook import Rulebook
from app.workflow.case import Case
from tests.gui import people

MANY = 15
_LONG = (
    "Contributions to the community, to neighbours in need and to the upkeep of shared places ({})",
    "Beiträge zur Gemeinschaft, zur Nachbarschaftshilfe und zur Instandhaltung öffentlicher Orte ({})",
    "对社区的贡献，包括帮助有困难的邻居以及维护公共场所的各种活动（{}）",
)


def without_score() -> Case:
    """Return Mei with an open default, under which there is no score at all."""
    return people.case((("default-1", people.TODAY - 40, "default.open", 900.0),))


def watched() -> Case:
    """Return Mei on a watch list, which settles her band whatever else she did."""
    return people.case((("watch-1", people.TODAY - 40, "watch.listed", np.nan),))


def with_one_record() -> Case:
    """Return somebody with one record, no contact and no official figure."""
    one = people.records().only(np.array([40]))
    return Case(_bare(one), people.book(), people.TODAY)


def with_no_record() -> Case:
    """Return somebody of whom nothing is in the file but a name."""
    return Case(_bare(Records.none()), people.book(), people.TODAY)


def with_many_factors() -> Case:
    """Return Mei under a book with many factors, all with long titles."""
    return Case(people.export(), _many(people.book()), people.TODAY)


def at_the_ceiling() -> Case:
    """Return Mei under a book whose scale ends below what her points come to."""
    return Case(people.export(), replace(people.book(), ceiling=640.0), people.TODAY)


PEOPLE: dict[str, Callable[[], Case]] = {
    "no-score": without_score,
    "watched": watched,
    "one-record": with_one_record,
    "no-record": with_no_record,
    "many-factors": with_many_factors,
    "ceiling": at_the_ceiling,
}
"""Each of them by the name that ``tests.pictures --person`` takes."""


def _bare(records: Records) -> Export:
    return Export(
        records=records,
        contacts=Contacts.none(),
        official=OfficialScores.none(),
        subject=Subject(id="li", name="Li"),
        created=people.TODAY,
    )


def _many(book: Rulebook) -> Rulebook:
    factors, rules = list(book.factors), list(book.rules)
    pattern, kinds = rules[0], sorted({kind for rule in rules for kind in rule.kinds})
    for number in range(MANY - len(factors)):
        title = dict(
            zip(("en", "de", "zh"), (text.format(number + 1) for text in _LONG), strict=True)
        )
        name = f"extra-{number}"
        factors.append(replace(book.factors[1], id=name, title=title))
        kind = kinds[number % len(kinds)]
        rules.append(replace(pattern, id=name, factor=name, title=title, kinds=(kind,)))
    return replace(book, factors=tuple(factors), rules=tuple(rules))
