"""Groups: rates at a threshold, how scores lie, where a gap comes from, errors. No Qt here."""

from __future__ import annotations

from app.domain.audit import EVERYBODY
from app.domain.findings import Findings, Gap, Group, Interval, Outcome
from app.domain.rounding import re_adding, shown
from app.gui.charts.crowd_figures import Intervals, SpreadRow, Spreads
from app.gui.charts.waterfall_layout import Part, Row, Waterfall
from app.gui.pages.audit.telling import (
    MOST_ROWS,
    counted,
    note,
    reach_of,
    scale,
    share_axis,
    share_row,
    share_scale,
)
from app.gui.shared.page import Table
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _, number, percent, points

_WHOLE_FROM = 10.0  # points of a gap, from which whole ones are enough
_FINE = 30.0  # points of an axis, below which means are said with a decimal
ERRORS = ("fpr", "fnr", "ppv", "npv")
"""The rates by which a threshold was wrong or right, by their names in ``Outcome``."""


def attributes(found: Findings) -> tuple[str, ...]:
    """Return by what people were told apart, everybody left out."""
    names = dict.fromkeys(one.attribute for one in found.groups if one.attribute != EVERYBODY)
    return tuple(names)


def groups_of(found: Findings, attribute: str) -> tuple[Group, ...]:
    """Return the groups of an attribute in their order."""
    return tuple(one for one in found.groups if one.attribute == attribute)


def thresholds(found: Findings) -> tuple[float, ...]:
    """Return the thresholds at which rates were looked at."""
    return tuple(sorted({at for one in found.groups for at in one.below}))


def drawn(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return the groups that are drawn: the largest, in the order of the findings."""
    if len(groups) <= MOST_ROWS:
        return groups
    most = set(sorted(range(len(groups)), key=lambda at: -groups[at].n)[:MOST_ROWS])
    return tuple(group for at, group in enumerate(groups) if at in most)


def at_or_more(below: Interval) -> Interval:
    """Turn the share below a threshold into that at it or above."""
    return Interval(1 - below.value, 1 - below.high, 1 - below.low)


def rates(found: Findings, attribute: str, threshold: float) -> Intervals:
    """Return the share at a threshold or above, by group."""
    rows = tuple(
        share_row(words.group_title(one.group), at_or_more(one.below[threshold]), one.n)
        for one in drawn(groups_of(found, attribute))
        if threshold in one.below
    )
    low, high = share_axis(rows)
    spoken = "; ".join(f"{row.name} {row.figure}" for row in rows)
    return Intervals(rows, share_scale(low, high), low, high, spoken)


def rates_table(found: Findings, attribute: str) -> Table:
    """Return the shares at every threshold, by group."""
    at = thresholds(found)
    heads = [_("Group"), _("People")]
    for one in at:
        heads += [_("At {threshold} or more").format(threshold=words.plain(one)), _("95 in 100")]
    rows = []
    for group in groups_of(found, attribute):
        cells = [words.group_title(group.group), number(group.n)]
        for one in at:
            rate = at_or_more(group.below[one]) if one in group.below else None
            cells += [words.rate_said(rate), words.rate_span_said(rate)]
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows))


def spreads(found: Findings, attribute: str) -> Spreads:
    """Return how the scores of the groups lie."""
    groups = drawn(groups_of(found, attribute))
    low, high = reach_of([end for one in groups for end in one.quartiles], least=1.0)
    rows = tuple(_spread(one, int(high - low < _FINE)) for one in groups)
    spoken = "; ".join(f"{row.name} {row.figure}" for row in rows)
    return Spreads(rows, scale(low, high, words.plain), low, high, spoken)


def _spread(one: Group, decimals: int) -> SpreadRow:
    name = words.group_title(one.group)
    least, low, middle, high, most = one.quartiles
    lines = [
        (_("Mean, 95 in 100"), words.span_said(one.mean.low, one.mean.high, 1)),
        (_("Nine in ten lie between"), words.span_said(least, most, 0)),
        (_("Half lie between"), words.span_said(low, high, 0)),
        (_("Middle"), number(middle)),
        counted(one.n),
    ]
    if one.residual is not None:
        lines.insert(4, (_("Official minus ours"), points(one.residual.value, 2)))
    told = note(name, number(one.mean.value, 1), *lines)
    return SpreadRow(name, one.quartiles, one.mean.value, number(one.mean.value, decimals), told)


def spreads_table(found: Findings, attribute: str) -> Table:
    """Return the same as a table, what is left by group among it."""
    heads = (
        _("Group"), _("People"), _("Mean"), _("95 in 100"), "5 %", "25 %", "50 %", "75 %", "95 %",
        _("Official minus ours"), _("95 in 100"), _("Within tolerance"), "p (Holm)",
    )  # fmt: skip
    rows = []
    for one in groups_of(found, attribute):
        left = one.residual
        rows.append(
            (
                words.group_title(one.group), number(one.n), number(one.mean.value, 1),
                words.span_said(one.mean.low, one.mean.high, 1),
                *(number(value) for value in one.quartiles),
                "–" if left is None else points(left.value, 2),
                "–" if left is None else words.moved_span_said(left.low, left.high, 2),
                "–" if one.within is None else percent(one.within),
                words.p_said(one.p_holm),
            )
        )  # fmt: skip
    return Table(heads, tuple(rows))


# Where a gap comes from


def gaps_of(found: Findings, attribute: str) -> tuple[Gap, ...]:
    """Return the gaps between the groups of an attribute, the largest first."""
    gaps = [one for one in found.gaps if one.attribute == attribute]
    return tuple(sorted(gaps, key=lambda one: -abs(one.gap.value)))


def waterfall(gap: Gap) -> Waterfall:
    """Return the gap as a waterfall from the higher mean to the lower.

    Every figure is that of the running sum as it is shown, so that the rows add up by hand.
    """
    high, low = gap.groups if gap.gap.value >= 0 else gap.groups[::-1]
    from_, to = gap.means if gap.gap.value >= 0 else gap.means[::-1]
    sign = -1.0 if gap.gap.value >= 0 else 1.0
    decimals = 0 if abs(gap.gap.value) >= _WHOLE_FROM else 1
    parts = (
        (_("Behaviour"), gap.behaviour, Part.STEP),
        (_("Contacts"), gap.contacts, Part.STEP),
        (_("Rules"), gap.rules, Part.STEP),
        (_("Unexplained"), gap.unexplained, Part.UNEXPLAINED),
    )
    rows = [Row(Part.TOTAL, "from", page.mean_of(high), from_, from_, None, decimals)]
    from_, to = shown(from_, decimals), shown(to, decimals)
    running = from_
    exact = [sign * part.value for _label, part, _kind in parts]
    moves = re_adding(exact, to - from_, decimals)
    for (label, part, kind), moved in zip(parts, moves, strict=True):
        before, running = running, shown(running + moved, decimals)
        ends = sorted((sign * part.low, sign * part.high))
        told = (
            (_("Unrounded"), points(sign * part.value, 2)),
            (_("95 in 100"), words.moved_span_said(ends[0], ends[1], 1)),
        )
        rows.append(Row(kind, label, label, before, running, moved, decimals, notes=told))
    ends = sorted((sign * gap.gap.low, sign * gap.gap.high))
    span = (_("The gap, 95 in 100"), words.moved_span_said(ends[0], ends[1], 1))
    rows.append(Row(Part.TOTAL, "to", page.mean_of(low), to, to, None, decimals, notes=(span,)))
    rows[0] = Row(
        Part.TOTAL, "from", page.mean_of(high), from_, from_, None, decimals, notes=(span,)
    )
    return Waterfall(tuple(rows), points_head=_("Points"), makes_head=_("Makes"))


def gaps_table(gap: Gap, counts: tuple[int, int]) -> Table:
    """Return a gap as a table, each part with its interval."""
    parts = (
        (_("Gap"), gap.gap),
        (_("Behaviour"), gap.behaviour),
        (_("Contacts"), gap.contacts),
        (_("Rules"), gap.rules),
        (_("Unexplained"), gap.unexplained),
    )
    n = " / ".join(number(count) for count in counts)
    rows = tuple(
        (name, points(part.value, 2), words.moved_span_said(part.low, part.high, 2), n)
        for name, part in parts
    )
    return Table((_("What"), _("Points"), _("95 in 100"), _("People")), rows)


def counts_of(found: Findings, gap: Gap) -> tuple[int, int]:
    """Return how many people the two groups of a gap have."""
    by_name = {one.group: one.n for one in groups_of(found, gap.attribute)}
    return by_name.get(gap.groups[0], 0), by_name.get(gap.groups[1], 0)


# What came of it


def outcome_attributes(found: Findings) -> tuple[str, ...]:
    """Return by what outcomes were told apart; everybody where by nothing."""
    names = tuple(dict.fromkeys(one.attribute for one in found.outcomes))
    return tuple(name for name in names if name != EVERYBODY) or names


def outcome_thresholds(found: Findings) -> tuple[float, ...]:
    """Return the thresholds that were held against what came of it."""
    return tuple(sorted({one.threshold for one in found.outcomes}))


def error_name(which: str) -> str:
    """Name a rate in plain words."""
    return {
        "fpr": _("High, and it did not happen"),
        "fnr": _("Low, and it did happen"),
        "ppv": _("It happened, of the high"),
        "npv": _("It did not happen, of the low"),
    }[which]


def errors(found: Findings, attribute: str, threshold: float, which: str) -> Intervals:
    """Return one error rate by group."""
    there = _outcomes_of(found, attribute, threshold)[:MOST_ROWS]
    rows = tuple(
        share_row(
            words.group_title(one.group), getattr(one, which), one.n,
            (_("Of whom"), number(_denominator(one, which))),
        )
        for one in there
    )  # fmt: skip
    low, high = share_axis(rows)
    spoken = "; ".join(f"{row.name} {row.figure}" for row in rows)
    return Intervals(rows, share_scale(low, high), low, high, spoken)


def _outcomes_of(found: Findings, attribute: str, threshold: float) -> tuple[Outcome, ...]:
    everybody = [one for one in found.outcomes if one.attribute == EVERYBODY]
    own = [one for one in found.outcomes if one.attribute == attribute != EVERYBODY]
    return tuple(one for one in (*everybody, *own) if one.threshold == threshold)


def _denominator(one: Outcome, which: str) -> int:
    low_not, high_not, low_did, high_did = one.counts
    return {
        "fpr": low_not + high_not, "fnr": low_did + high_did,
        "ppv": high_not + high_did, "npv": low_not + low_did,
    }[which]  # fmt: skip


def errors_table(found: Findings, attribute: str, threshold: float) -> Table:
    """Return every error rate by group, with counts."""
    heads = [_("Group"), _("People")]
    for which in ERRORS:
        heads += [which.upper(), _("95 in 100")]
    heads += [
        _("Low, did not"), _("High, did not"), _("Low, did"), _("High, did"),
    ]  # fmt: skip
    rows = []
    for one in _outcomes_of(found, attribute, threshold):
        cells = [words.group_title(one.group), number(one.n)]
        for which in ERRORS:
            rate: Interval | None = getattr(one, which)
            cells += [words.rate_said(rate), words.rate_span_said(rate)]
        rows.append((*cells, *(number(count) for count in one.counts)))
    return Table(tuple(heads), tuple(rows))
