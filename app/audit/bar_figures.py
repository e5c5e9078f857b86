"""Figures of how scores and differences are spread: histograms, and the difference month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from app.audit.picture import MARGIN, WIDTH, Figure, Scale, Sheet, fitted, ticks
from app.domain.audit import EVERYBODY
from app.domain.findings import Bar, Findings, Group
from app.wording.audit import attribute_title, group_title, plain
from app.wording.audit_compared import month_said
from app.wording.language import _, number, percent, points

_LEFT, _RIGHT = 72.0, WIDTH - 24.0
_PLOT = 220.0
_ROW = 44.0
_NAMES = 190.0
_MOST_GROUPS = 12
_GATHERED = 1.5  # a bar so many times wider than the others holds what lies far out


def residual_figures(findings: Findings) -> Iterator[Figure]:
    """Yield the residuals as a histogram, and their mean by month."""
    if findings.residual is not None and findings.distribution:
        yield _histogram(findings)
    if len(findings.periods) > 1:
        yield _months(findings)


def drawn_bars(bars: Sequence[Bar]) -> tuple[tuple[Bar, ...], bool, bool]:
    """Return bars of one width, and whether an end holds all that lies beyond it.

    Args:
        bars: In order; the first and the last may be wider than the others.
    """
    width = median(bar.high - bar.low for bar in bars)
    first, last = bars[0], bars[-1]
    under = len(bars) > 1 and first.high - first.low > _GATHERED * width
    over = len(bars) > 1 and last.high - last.low > _GATHERED * width
    even = list(bars)
    if under:
        even[0] = Bar(first.high - width, first.high, first.n)
    if over:
        even[-1] = Bar(last.low, last.low + width, last.n)
    return tuple(even), under, over


def _histogram(findings: Findings) -> Figure:
    sheet = Sheet("residual", _("Published against actual"))
    bars, under, over = drawn_bars(findings.distribution)
    top, bottom = sheet.top + 40, sheet.top + 40 + _PLOT
    reach = findings.tolerance
    low, high = min(bars[0].low, -reach), max(bars[-1].high, reach)
    across = Scale(low, high, _LEFT, _RIGHT)
    most = max(bar.n for bar in bars) or 1
    up = Scale(0, most * 1.05, bottom, top)
    sheet.rect("band", across(-reach), top, across(reach) - across(-reach), bottom - top)
    _counts(sheet, up, most)
    for bar in bars:
        left, right = across(bar.low) + 0.5, across(bar.high) - 0.5
        sheet.rect("bar", left, up(bar.n), max(right - left, 0.5), bottom - up(bar.n))
    sheet.line("axis", _LEFT, bottom, _RIGHT, bottom)
    marks = ticks(low, high, 8)
    for place, value in enumerate(marks):
        said = points(value, 0 if value == round(value) else 1)
        if under and place == 0:
            said = f"≤ {said}"
        if over and place == len(marks) - 1:
            said = f"≥ {said}"
        sheet.word("faint", across(value), bottom + 18, said, at="middle")
    if findings.within_tolerance is not None:
        said = _("{share} within {tolerance} points").format(
            share=percent(findings.within_tolerance), tolerance=plain(reach)
        )
        sheet.word("quiet", across(0), top - 12, said, at="middle")
    n = 0 if findings.residual is None else findings.residual.n
    caption = _("Across: official score minus ours, in points. Up: people. n = {n}.")
    return sheet.done(bottom + 22, caption.format(n=number(n)))


def _counts(sheet: Sheet, up: Scale, most: int) -> None:
    """Draw the lines of an axis that counts people."""
    for value in ticks(0, most, 5):
        if value == round(value):
            sheet.line("grid", _LEFT, up(value), _RIGHT, up(value))
            sheet.word("faint", _LEFT - 8, up(value) + 4, number(value), at="end")


def _months(findings: Findings) -> Figure:
    sheet = Sheet("months", _("The difference by month"))
    top, bottom = sheet.top + 12, sheet.top + 12 + _PLOT
    reach = findings.tolerance
    low = min(-reach, *(one.mean.low for one in findings.periods))
    high = max(reach, *(one.mean.high for one in findings.periods))
    room = 0.06 * (high - low)
    up = Scale(low - room, high + room, bottom, top)
    at = [_month_number(one.month) for one in findings.periods]
    across = Scale(at[0], at[-1], _LEFT + 32, _RIGHT - 32)
    sheet.rect("band", _LEFT, up(reach), _RIGHT - _LEFT, up(-reach) - up(reach))
    for value in ticks(low, high, 6):
        sheet.line("zero" if value == 0 else "grid", _LEFT, up(value), _RIGHT, up(value))
        said = points(value, 0 if value == round(value) else 1)
        sheet.word("faint", _LEFT - 8, up(value) + 4, said, at="end")
    for where, one in zip(at, findings.periods, strict=True):
        sheet.line("stroke", across(where), up(one.mean.low), across(where), up(one.mean.high))
    # A month without scores leaves a gap in the line.
    for _run, members in groupby(enumerate(at), lambda one: one[1] - one[0]):
        run = [place for place, _where in members]
        if len(run) > 1:
            sheet.path(
                "trend",
                [(across(at[place]), up(findings.periods[place].mean.value)) for place in run],
            )
    for where, one in zip(at, findings.periods, strict=True):
        sheet.dot("mark", across(where), up(one.mean.value), 3.5)
    every = max(1, -(-len(at) // 7))
    for place in range(0, len(at), every):
        said = month_said(findings.periods[place].month)
        sheet.word("faint", across(at[place]), bottom + 18, said, at="middle")
    counts = [one.n for one in findings.periods]
    caption = _(
        "Up: official score minus ours, mean in points, with the interval that holds it 95 times "
        "in 100; shaded: counts as agreeing. n = {n} people, {least} to {most} scores a month."
    ).format(n=number(findings.periods_of), least=number(min(counts)), most=number(max(counts)))
    return sheet.done(bottom + 22, caption)


def _month_number(text: str) -> int:
    year, which = text.split("-")[:2]
    return 12 * int(year) + int(which) - 1


def score_figures(findings: Findings) -> Iterator[Figure]:
    """Yield how official scores are spread in each group, a figure for each attribute."""
    groups = [one for one in findings.groups if one.attribute != EVERYBODY]
    place = 0
    for attribute, members in groupby(groups, lambda one: one.attribute):
        spread = [one for one in members if findings.scores.get((one.attribute, one.group))]
        if spread:
            place += 1
            yield _distributions(findings, attribute, spread, place)


def largest_groups(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups that are drawn, in their order: a figure holds so many."""
    kept = sorted(groups, key=lambda one: -one.n)[:_MOST_GROUPS]
    return tuple(one for one in groups if one in kept)


def _distributions(
    findings: Findings, attribute: str, groups: Sequence[Group], place: int
) -> Figure:
    title = _("Scores by {attribute}").format(attribute=attribute_title(attribute))
    sheet = Sheet(f"scores-{place}", title)
    shown = largest_groups(groups)
    spread = {one.group: drawn_bars(findings.scores[one.attribute, one.group])[0] for one in shown}
    low = min(bars[0].low for bars in spread.values())
    high = max(bars[-1].high for bars in spread.values())
    across = Scale(low, high, MARGIN + _NAMES + 8, _RIGHT - 60)
    most = max(
        bar.n / (sum(each.n for each in bars) or 1) for bars in spread.values() for bar in bars
    )
    bottom = sheet.top + _ROW * len(shown)
    for value in ticks(low, high, 6):
        sheet.line("grid", across(value), sheet.top, across(value), bottom)
        sheet.word("faint", across(value), bottom + 18, number(value), at="middle")
    sheet.word("faint", _RIGHT, sheet.top - 2, _("Mean"), at="end")
    for row, one in enumerate(shown):
        foot = sheet.top + _ROW * (row + 1) - 4
        bars = spread[one.group]
        everybody = sum(bar.n for bar in bars) or 1
        for bar in bars:
            height = (_ROW - 10) * (bar.n / everybody) / (most or 1)
            left, right = across(bar.low) + 0.5, across(bar.high) - 0.5
            sheet.rect("bar", left, foot - height, max(right - left, 0.5), height)
        sheet.line("axis", across(low), foot, across(high), foot)
        sheet.line("cap", across(one.mean.value), foot - 10, across(one.mean.value), foot + 3)
        sheet.word("word", MARGIN, foot - 14, fitted(group_title(one.group), _NAMES))
        sheet.word("faint", MARGIN, foot, _("n = {n}").format(n=number(one.n)))
        sheet.word("strong", _RIGHT, foot - 8, number(one.mean.value, 1), at="end")
    caption = _("Across: official score. Up: share of the group. The thick line is its mean.")
    return sheet.done(bottom + 22, f"{caption} {not_drawn(len(groups) - len(shown))}".rstrip())


def not_drawn(left: int) -> str:
    """Say that a figure holds the largest groups only; empty where it holds all."""
    if not left:
        return ""
    return _("The largest are drawn; {left} more stand in the table.").format(left=number(left))
