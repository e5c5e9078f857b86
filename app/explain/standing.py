"""How a score stands beside its perks and beside the operator's own figure."""

from __future__ import annotations

import numpy as np

from app.domain.explanation import Official, PerkStanding
from app.domain.records import OfficialScores
from app.domain.rulebook import Rulebook
from app.domain.score import Score


def perk_standings(book: Rulebook, score: Score) -> tuple[PerkStanding, ...]:
    """Say of every perk whether a score holds it, and how far it is off."""
    standings = []
    for perk in book.perks:
        if perk.at is None:
            standings.append(PerkStanding(perk.id, held=None, distance=None))
        elif score.published is None:
            standings.append(PerkStanding(perk.id, held=False, distance=None))
        else:
            distance = perk.at - score.published
            standings.append(PerkStanding(perk.id, perk.held(score.published), distance))
    return tuple(standings)


def official_on(official: OfficialScores, day: int) -> int | None:
    """Return the row of the latest official score dated ``day`` or before."""
    row = int(np.searchsorted(official.day, day, side="right")) - 1
    return row if row >= 0 else None


def beside_official(
    official: OfficialScores, to: Score, since: Score, *, told_since: bool
) -> Official | None:
    """Set the operator's figure beside ours.

    Args:
        official: What the operator published.
        to: State B.
        since: State A.
        told_since: Whether A is an earlier state, and not a person without records.
    """
    row = official_on(official, to.day)
    if row is None:
        return None
    figure = float(official.score[row])
    difference = None if to.published is None else figure - to.published
    was: float | None = None
    unexplained: float | None = None
    earlier = official_on(official, since.day) if told_since else None
    if earlier is not None:
        was = float(official.score[earlier])
        if to.published is not None and since.published is not None:
            unexplained = (figure - was) - (to.published - since.published)
    return Official(int(official.day[row]), figure, difference, was, unexplained)
