"""Decisions taken on the score, each held against the score of its day and its own claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from app.domain.arrays import FloatVector
from app.domain.judging import Ground, Judged, Published, Verdict
from app.domain.records import Decision, Export, OfficialScores
from app.domain.rulebook import Rulebook
from app.domain.score import published_figures
from app.workflow import claims

_SAME = 1e-9
_REMEMBERED = 4_096
Titles = tuple[tuple[str, tuple[str, ...]], ...]
"""Id of each perk, and its title in every language."""


def judged(
    export: Export, book: Rulebook, last: int, aside: frozenset[str] = frozenset()
) -> tuple[Judged, ...]:
    """Hold every decision up to a day against the scores of its day, newest first.

    Args:
        export: The file.
        book: The rulebook that our figures are by.
        last: The last day; later decisions are left out.
        aside: Ids of records set aside.
    """
    decided = tuple(one for one in export.decisions if one.day <= last)
    found = judge(decided, export.official, ours_on(export, book, decided, aside), book)
    if export.rulebook not in {None, book.id}:
        # The operator's figures are by another rulebook, and so is what it promised for them.
        found = tuple(replace(one, perk=None) for one in found)
    return tuple(sorted(found, key=lambda one: -one.decision.day))


def ours_on(
    export: Export, book: Rulebook, decided: Sequence[Decision], aside: frozenset[str]
) -> FloatVector:
    """Return our published figure on the day of each decision, in one pass over the records.

    Returns:
        Figures, NaN where there is no score, shape ``(len(decided),)``. Unit: points.
    """
    if not decided:
        return np.empty(0)
    from app.mirror.facts import Facts
    from app.mirror.timeline import scores_over

    days = np.array([one.day for one in decided], dtype=np.int32)
    each, place = np.unique(days, return_inverse=True)
    facts = Facts(export.records, export.contacts, int(each[-1]), aside)
    figures = published_figures(scores_over(book, facts, each), book.decimals)
    return np.asarray(figures[place], dtype=np.float64)


def judge(
    decided: Sequence[Decision], official: OfficialScores, ours: FloatVector, book: Rulebook
) -> tuple[Judged, ...]:
    """Judge decisions; each is held against the last official figure of its day or before.

    Args:
        decided: The decisions, in any order.
        official: The official figures, ascending by day.
        ours: Our figure of each decision's day, NaN where there is none.
        book: The rulebook, for its scale and its perks.

    Returns:
        As many as there are decisions, in their order. A contradiction is told only where the
        stated reason, the outcome's words, or a like decision leave nothing to interpret.
    """
    days = np.array([one.day for one in decided], dtype=np.int64)
    rows = np.searchsorted(official.day, days, side="right") - 1
    titles = tuple(
        (perk.id, tuple(_plain(said) for said in perk.title.values())) for perk in book.perks
    )
    asked = {perk.id: perk.at for perk in book.perks}
    found = []
    for one, row, mine in zip(decided, rows.tolist(), ours.tolist(), strict=True):
        before = _published(official, row)
        base = Judged(
            one,
            Verdict.CANNOT_BE_TOLD,
            Ground.NO_SCORE,
            official=before,
            ours=None if np.isnan(mine) else mine,
            threshold=one.threshold if one.threshold is not None else _from_reason(one, book),
        )
        told = _judge(base)
        following, perk = _following(told, official, row), _perk(one, titles, asked)
        if following is not None or perk is not None:
            told = replace(told, following=following, perk=perk)
        found.append(told)
    return _compared(found)


def _judge(base: Judged) -> Judged:
    one, at = base.decision, base.threshold
    if at is None:
        return replace(base, ground=Ground.NO_THRESHOLD)
    if base.official is None:
        return base
    score = base.official.score
    said = claims.understood(one.reasons, one.threshold)
    if said is None and one.reasons.strip():
        return replace(base, ground=Ground.OTHER_REASON)
    yes = claims.says_yes(one.outcome)
    off_it = abs(score - at) > _SAME
    verdict, ground = Verdict.CANNOT_BE_TOLD, Ground.WORDS if off_it else Ground.ON_THE_LINE
    if said is not None and not said.relation.holds(score, at):
        verdict, ground = Verdict.DOES_NOT_FIT, Ground.STATED
    elif yes is not None and off_it:
        fits = yes == (score > at)
        verdict = Verdict.FITS if fits else Verdict.DOES_NOT_FIT
        ground = Ground.OUTCOME
    elif said is not None:
        verdict, ground = Verdict.FITS, Ground.STATED
    return replace(base, verdict=verdict, ground=ground)


def _compared(found: list[Judged]) -> tuple[Judged, ...]:
    """Find what was decided alike over and under the same threshold, where nothing else told."""
    alike: dict[tuple[str, str, str, float], list[int]] = defaultdict(list)
    for place, told in enumerate(found):
        if told.ground is Ground.WORDS and told.threshold is not None:
            one = told.decision
            key = (_plain(one.who), _plain(one.what), _plain(one.outcome), told.threshold)
            alike[key].append(place)
    for places in alike.values():
        over = [place for place in places if (found[place].over or 0.0) > 0]
        under = [place for place in places if (found[place].over or 0.0) < 0]
        if not over or not under:
            continue
        for here, there in ((over, under[0]), (under, over[0])):
            for place in here:
                figure = found[there].official
                found[place] = replace(
                    found[place],
                    verdict=Verdict.DOES_NOT_FIT,
                    ground=Ground.NO_DIFFERENCE,
                    other=None if figure is None else figure.score,
                )
    return tuple(found)


def _from_reason(one: Decision, book: Rulebook) -> float | None:
    """Return the score that only the reason names, where it lies on the rulebook's scale."""
    said = claims.understood(one.reasons, None)
    if said is None or said.at is None or not book.floor <= said.at <= book.ceiling:
        return None
    return said.at


def _published(official: OfficialScores, row: int) -> Published | None:
    if not 0 <= row < len(official):
        return None
    return Published(int(official.day[row]), float(official.score[row]))


def _following(told: Judged, official: OfficialScores, row: int) -> Published | None:
    coming, at = _published(official, row + 1), told.threshold
    if coming is None or at is None or told.official is None:
        return None
    crosses = (coming.score - at) * (told.official.score - at) < 0
    return coming if crosses else None


def _perk(one: Decision, titles: Titles, asked: Mapping[str, float | None]) -> str | None:
    """Return the perk of the decision's name, where the decision asked for another score.

    A perk has the name of what was decided where its title, in any language, holds every word of
    it, and no other perk's title does.
    """
    if one.threshold is None:
        return None
    named = _named_by(_plain(one.what), titles)
    at = None if named is None else asked[named]
    return None if at is None or abs(at - one.threshold) <= _SAME else named


@lru_cache(maxsize=_REMEMBERED)
def _named_by(what: str, titles: Titles) -> str | None:
    words = [word for word in re.findall(r"\w+", what) if not word.isdigit()]
    if not words:
        return None
    found = [name for name, said in titles if any(_holds(title, words) for title in said)]
    return found[0] if len(found) == 1 else None


def _holds(title: str, words: Iterable[str]) -> bool:
    own = set(re.findall(r"\w+", title))
    # Chinese titles are one run of letters; a word of it is found within.
    return all(word in own or (not word.isascii() and word in title) for word in words)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
