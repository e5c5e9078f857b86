"""Published against actual: residuals, by month, the largest, what explains them. No Qt here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from app.domain.findings import Bar, Findings
from app.domain.rulebook import Rulebook
from app.gui.charts.crowd_figures import Histogram, IntervalRow, Intervals, MonthDot, Months
from app.gui.charts.waterfall_layout import ticks
from app.gui.pages.audit.telling import (
    counted,
    note,
    reach_of,
    said_points,
    scale,
    share_scale,
)
from app.gui.shared.page import Table
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _, number, percent, points

_MOST_BARS = 41
_MOST_EXPLAINS = 6
_LEAST_REACH, _FEW_BARS = 5, 21
_SMALL, _NOTHING = 0.1, 0.0005
_NEAR = 1e-9


def histogram(found: Findings) -> Histogram | None:
    """Return the residuals as bars; ``None`` where nobody has both scores."""
    bars = tuple(bar for bar in found.distribution)
    if not bars or found.within_tolerance is None:
        return None
    shown, below, above = pooled(bars)
    shown = around_nothing(shown, below=below, above=above)
    edges = _edges(shown)
    every = sum(bar.n for bar in bars)
    notes = tuple(
        note(
            page.bar_title(
                None if below and not at else bar.low,
                None if above and at == len(shown) - 1 else bar.high,
            ),
            page.people_counted(bar.n),
            (_("Share"), percent(bar.n / every, 1) if every else "–"),
        )
        for at, bar in enumerate(shown)
    )
    n = every if found.residual is None else found.residual.n
    said = page.agreeing(found.within_tolerance, n, found.tolerance)
    return Histogram(
        edges=edges,
        counts=tuple(bar.n for bar in shown),
        notes=notes,
        ticks=_ticks(edges, below=below, above=above),
        band=_band(shown, found.tolerance),
        said=said,
        caption=_("official minus ours, in points"),
        spoken=" ".join(said),
    )


def pooled(bars: Sequence[Bar]) -> tuple[tuple[Bar, ...], bool, bool]:
    """Return at most so many bars: what lies far out is counted with the last one shown.

    Returns:
        The bars, and whether the first and the last of them count what lies beyond.
    """
    kept = list(bars)
    below = math.isinf(kept[0].low)
    above = math.isinf(kept[-1].high)
    while len(kept) > _MOST_BARS:
        if kept[0].n <= kept[-1].n:
            first = kept.pop(0)
            kept[0] = Bar(kept[0].low, kept[0].high, kept[0].n + first.n)
            below = True
        else:
            last = kept.pop()
            kept[-1] = Bar(kept[-1].low, kept[-1].high, kept[-1].n + last.n)
            above = True
    return tuple(kept), below, above


def around_nothing(bars: tuple[Bar, ...], *, below: bool, above: bool) -> tuple[Bar, ...]:
    """Return the bars with empty ones beside them, so that few do not fill the chart.

    Args:
        bars: The bars, ascending.
        below: Whether the first counts what lies beyond; then nothing is put before it.
        above: The same of the last.
    """
    wide = bars[-1].high - bars[-1].low if len(bars) == 1 else bars[1].low - bars[0].low
    if not math.isfinite(wide) or wide <= 0:
        return bars
    kept = list(bars)
    while not below and (kept[0].low > -_LEAST_REACH * wide or len(kept) < _FEW_BARS // 2):
        kept.insert(0, Bar(kept[0].low - wide, kept[0].low, 0))
    while not above and (kept[-1].high < _LEAST_REACH * wide or len(kept) < _FEW_BARS):
        kept.append(Bar(kept[-1].high, kept[-1].high + wide, 0))
    return tuple(kept)


def _edges(bars: Sequence[Bar]) -> tuple[float, ...]:
    """Return the ends of the bars; an open one is as wide as the bar beside it."""
    edges = [bar.low for bar in bars] + [bars[-1].high]
    gaps = [high - low for low, high in pairwise(edges) if math.isfinite(high - low)]
    wide = min(gaps, default=1.0)
    if math.isinf(edges[0]):
        edges[0] = edges[1] - wide
    if math.isinf(edges[-1]):
        edges[-1] = edges[-2] + wide
    return tuple(edges)


def _ticks(edges: tuple[float, ...], *, below: bool, above: bool) -> tuple[tuple[float, str], ...]:
    found = [(place, points(place)) for place in ticks(edges[0], edges[-1], 8, 1.0)]
    if below and found:
        first = (edges[0] + edges[1]) / 2
        found = [(first, f"≤ {points(edges[1])}"), *(one for one in found if one[0] > edges[1])]
    if above and found:
        last = (edges[-2] + edges[-1]) / 2
        found = [*(one for one in found if one[0] < edges[-2]), (last, f"≥ {points(edges[-2])}")]
    return tuple(found)


def _band(bars: Sequence[Bar], tolerance: float) -> tuple[float, float]:
    """Return what is marked as agreeing: whole bars where their middle agrees."""
    inside = [bar for bar in bars if abs((bar.low + bar.high) / 2) <= tolerance + _NEAR]
    if not inside:
        return -tolerance, tolerance
    return min(bar.low for bar in inside), max(bar.high for bar in inside)


def histogram_table(found: Findings) -> Table:
    """Return the residuals as a table."""
    every = sum(bar.n for bar in found.distribution) or 1
    rows = tuple(
        (
            page.bar_title(
                None if math.isinf(bar.low) else bar.low, None if math.isinf(bar.high) else bar.high
            ),
            number(bar.n),
            percent(bar.n / every, 1),
        )
        for bar in found.distribution
    )
    return Table((_("Official minus ours"), _("People"), _("Share")), rows)


def residual_facts(found: Findings) -> tuple[tuple[str, str], ...]:
    """Return what the residuals are like: n, mean, spread, percentiles."""
    one = found.residual
    if one is None:
        return ()
    return (
        (_("People with both scores"), number(one.n)),
        (_("Mean"), points(one.mean, 2)),
        (_("Standard deviation"), number(one.sd, 2)),
        (_("Least and most"), words.moved_span_said(one.min, one.max, 1)),
        (_("Nine in ten lie between"), words.moved_span_said(one.p05, one.p95, 1)),
        (_("Middle"), points(one.p50, 1)),
    )


def months(found: Findings) -> Months | None:
    """Return the mean residual month by month; ``None`` where there are no months."""
    periods = found.periods
    if not periods:
        return None
    first = _month_number(periods[0].month)
    ends = [end for one in periods for end in (one.mean.low, one.mean.high)]
    tolerance = found.tolerance
    low, high = reach_of([*ends, -tolerance, tolerance], least=2.0)
    dots = tuple(
        MonthDot(
            _month_number(one.month) - first,
            one.mean.value,
            one.mean.low,
            one.mean.high,
            note(
                one.month,
                points(one.mean.value, 1),
                (_("95 in 100"), words.moved_span_said(one.mean.low, one.mean.high, 1)),
                (_("Within tolerance"), percent(one.within)),
                counted(one.n),
            ),
        )
        for one in periods
    )
    wide = dots[-1].at + 1
    named = dict.fromkeys((0, len(dots) // 2, len(dots) - 1))
    caption = _("official minus ours, mean of each month; {n} people").format(
        n=number(found.periods_of)
    )
    return Months(
        dots, wide, tuple((float(dots[at].at), periods[at].month) for at in named),
        scale(low, high, said_points),
        low, high, (-tolerance, tolerance), caption, f"{caption}: {periods[0].month} – {periods[-1].month}",
    )  # fmt: skip


def _month_number(month: str) -> int:
    year, of_year = month.split("-")[:2]
    return int(year) * 12 + int(of_year)


def months_table(found: Findings) -> Table:
    """Return the months as a table."""
    rows = tuple(
        (
            one.month,
            points(one.mean.value, 2),
            words.moved_span_said(one.mean.low, one.mean.high, 2),
            percent(one.within),
            number(one.n),
        )
        for one in found.periods
    )
    heads = (_("Month"), _("Mean"), _("95 in 100"), _("Within tolerance"), _("People"))
    return Table(heads, rows)


def explains(found: Findings, book: Rulebook | None) -> Intervals | None:
    """Return which rules' points explain what is left; ``None`` where none was looked at."""
    if not found.explains:
        return None
    ordered = sorted(found.explains, key=lambda one: -one.share)[:_MOST_EXPLAINS]
    ordered = [one for one in ordered if one.share >= _NOTHING] or ordered[:1]
    decimals = int(ordered[0].share < _SMALL)
    rows = tuple(
        IntervalRow(
            words.rule_title(book, one.rule), one.share, 0.0, 0.0,
            percent(one.share, decimals),
            note(words.rule_title(book, one.rule), percent(one.share, 1)),
        )
        for one in ordered
    )  # fmt: skip
    most = min(1.0, max(0.05, max(one.share for one in ordered) * 1.1))
    said = _("What explains what is left")
    spoken = f"{said}: {rows[0].name} {rows[0].figure}"
    return Intervals(rows, share_scale(0, most), 0.0, most, spoken, 0.0, bars=True)


def explains_table(found: Findings, book: Rulebook | None) -> Table:
    """Return the same as a table."""
    rows = tuple(
        (words.rule_title(book, one.rule), percent(one.share, 1)) for one in found.explains
    )
    return Table((_("Rule"), _("Share explained")), rows)


def largest_table(found: Findings) -> Table:
    """Return those whose scores lie farthest apart, by salted id."""
    rows = tuple(
        (
            one.name, one.month, words.plain(one.official), words.plain(one.published),
            points(one.official - one.published, 1),
        )
        for one in found.largest
    )  # fmt: skip
    heads = (_("Person, salted id"), _("Month"), _("Official"), _("Ours"), _("Difference"))
    return Table(heads, rows)
