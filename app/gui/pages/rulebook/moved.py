"""What another rulebook moves for a person, as a waterfall that re-adds by hand. No Qt."""

from __future__ import annotations

from app.domain.explanation import Explanation
from app.domain.rounding import re_adding, shown
from app.gui.charts.waterfall_layout import Part, Row, Waterfall
from app.wording import rulebook_page as words
from app.wording.language import _, text_of
from app.wording.visible import visible

_NOTHING = 1e-9


def moved(told: Explanation) -> Waterfall:
    """Return what changes from the one rulebook to the other, factor by factor.

    The records are the same on both sides, so that all of it is "the rules changed"; each row is
    what a factor gives under the second book less what it gives under the first.

    Args:
        told: Of the same records on the same day; its earlier state is under the first book.
    """
    before, after = told.since.rulebook, told.to.rulebook
    decimals = max(before.decimals, after.decimals)
    titles = {
        factor.id: visible(text_of(factor.title))
        for book in (before, after)
        for factor in book.factors
    }
    steps = [(one.id, titles[one.id], one.raw - one.was) for one in told.factors]
    steps.append(("", _("Where everyone starts"), after.base.value - before.base.value))
    whole = told.to.score.sum - told.since.score.sum
    steps.append(("", _("Ends of the scale"), whole - sum(step[2] for step in steps)))
    steps = [step for step in steps if abs(step[2]) > _NOTHING]
    start, end = (_figure(state.score.published, state.score.sum, decimals)
                  for state in (told.since, told.to))  # fmt: skip
    rows = [Row(Part.START, "", words.book_name(before), start, start, None, decimals)]
    running = start
    steps.sort(key=lambda step: (step[2] < 0, -abs(step[2])))
    moves = re_adding([exact for _name, _label, exact in steps], end - start, decimals)
    for (name, label, _exact), points in zip(steps, moves, strict=True):
        then = shown(running + points, decimals)
        rows.append(Row(Part.STEP, name, label, running, then, points, decimals))
        running = then
    rest = shown(end - running, decimals)
    if rest:
        rows.append(Row(Part.ROUNDING, "", _("Rounding"), running, end, rest, decimals))
    rows.append(Row(Part.TOTAL, "", words.book_name(after), end, end, None, decimals))
    return Waterfall(tuple(rows), (), _("Points"), _("Makes"))


def _figure(published: float | None, summed: float, decimals: int) -> float:
    return shown(summed, decimals) if published is None else published
