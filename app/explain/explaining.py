"""An explanation, whole: two states in, every figure that a face shows out."""

from __future__ import annotations

from dataclasses import replace

from app.domain.explanation import Aside, ContactShares, Explanation, State
from app.domain.progress import Progress
from app.domain.records import InputFile, OfficialScores
from app.domain.rulebook import Rulebook
from app.domain.score import Score
from app.explain.comparison import Reckoning
from app.explain.contacts import worth_if_gone
from app.explain.difference import difference
from app.explain.guaranteed import guaranteed_range
from app.explain.notices import notices
from app.explain.ranges import drawn_range
from app.explain.reasons import reasons
from app.explain.standing import beside_official, perk_standings
from app.mirror.facts import Facts
from app.mirror.scoring import measured, scored

NO_RECORDS, SINCE, TO = "no_records", "since", "to"

_STEPS = 4


def explain(
    book: Rulebook,
    facts: Facts,
    official: OfficialScores,
    progress: Progress,
    *,
    since: Facts | None = None,
    since_book: Rulebook | None = None,
    inputs: tuple[InputFile, ...] = (),
) -> Explanation:
    """Explain why a score is what it is, or what changed since.

    Args:
        book: B's rulebook.
        facts: B's facts.
        official: What the operator published.
        progress: Told four steps; may stop the work.
        since: A's facts; ``None`` compares with a person of whom nothing is known.
        since_book: A's rulebook; ``None`` where B's rules both.
        inputs: The files that the facts come from.

    Source:
        The model, sections 2 to 4.
    """
    a = Facts.none(facts.day) if since is None else since
    progress.report(0, _STEPS)
    new = Reckoning.of(book, a, facts)
    old = new if since_book is None else Reckoning.of(since_book, a, facts)
    progress.report(1, _STEPS)
    shared = difference(a, facts, old, new)
    progress.report(2, _STEPS)
    to, was = new.score_b, old.score_a
    contact_shares = ContactShares(
        shared.contact_points, worth_if_gone(new, facts, len(shared.contacts))
    )
    told_since = since is not None
    progress.report(3, _STEPS)
    return Explanation(
        to=State(TO, to, book),
        since=State(SINCE if told_since else NO_RECORDS, was, old.book),
        factors=shared.factors,
        rules_changed=shared.rules_changed,
        rules=shared.rules,
        shares=shared.shares,
        records=shared.records,
        contacts=shared.contacts,
        contact_shares=contact_shares,
        aside=_asides(book, a, facts, to, told_since=told_since),
        reasons=reasons(new, old.book, facts, shared.rules),
        perks=perk_standings(book, to),
        range=drawn_range(book, to),
        guaranteed=guaranteed_range(new, facts),
        official=beside_official(official, to, was, told_since=told_since),
        rounding=_rounding(to, was),
        notices=notices(book, facts),
        inputs=inputs,
    )


def score_of(book: Rulebook, facts: Facts) -> Score:
    """Score facts by a rulebook, overrides applied."""
    return scored(book, facts, measured(book, facts))


def _asides(
    book: Rulebook, a: Facts, b: Facts, to: Score, *, told_since: bool
) -> tuple[Aside, ...]:
    """Say what each record set aside in both states would be worth."""
    both = b.aside & a.aside if told_since else b.aside
    known = [str(b.records.id[row]) for row in b.aside_rows]
    return tuple(
        Aside(name, score_of(book, replace(b, aside=b.aside - {name})).sum - to.sum)
        for name in known
        if name in both
    )


def _rounding(to: Score, was: Score) -> float | None:
    if to.published is None or was.published is None:
        return None
    return (to.published - was.published) - (to.sum - was.sum)
