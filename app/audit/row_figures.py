"""Figures in rows, a figure with its interval in each: claims, shares, errors, and gaps in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.audit.bar_figures import largest_groups, not_drawn
from app.audit.picture import MARGIN, WIDTH, Figure, Scale, Sheet, fitted, ticks, wrapped
from app.domain.audit import EVERYBODY, Question
from app.domain.findings import Findings, Gap, Group, Interval, Outcome, Verdict
from app.domain.rounding import shown
from app.wording.audit import (
    VERDICTS,
    attribute_title,
    claim_title,
    figure_said,
    group_title,
    plain,
    rate_said,
    rule_guess,
    span_said,
)
from app.wording.audit_groups import (
    PARTS,
    gap_title,
    moved_mark,
    part_title,
    people_of_both,
    widest_gaps,
)
from app.wording.language import _, number, percent

_NAMES = 190.0
_ROW = 30.0
_END = WIDTH - 24.0
_SHAPES = {
    Verdict.CONTRADICTED: "cross",
    Verdict.SUPPORTED: "tick",
    Verdict.TOO_LITTLE_DATA: "ring",
}
Rates = list[tuple[str, int, Interval | None, Interval | None]]
"""Rows of a block: a group, its n, and one share or two."""

_SAME = 1e-9
_LINE = 15.0  # from one line of a claim to the next. Unit: pixels
_LEAST, _MOST = -1.0, 2.0  # of the effects that are drawn: 0 is not at all, 1 as the rulebook says


def claim_figures(findings: Findings, question: Question) -> Iterator[Figure]:
    """Yield the effect of each claim with its interval and its verdict."""
    if not findings.claims:
        return
    sheet = Sheet("claims", _("Claims"))
    titles = [wrapped(claim_title(question.book, one), _NAMES + 40, 13) for one in findings.claims]
    row = 44.0 + _LINE * (max(map(len, titles)) - 1)
    top = sheet.top + 14
    bottom = top + row * len(findings.claims)
    ends = [end for one in findings.claims for end in (one.low, one.high) if end is not None]
    low = max(_LEAST, min((-0.25, *ends)))
    high = min(_MOST, max((1.25, *ends)))
    across = Scale(low, high, MARGIN + _NAMES + 60, _END - 280)
    for value in ticks(low, high, 5):
        sheet.line("zero" if value == 0 else "grid", across(value), top, across(value), bottom)
        said = number(value, 0 if value == round(value) else 1)
        sheet.word("faint", across(value), bottom + 18, said, at="middle")
    sheet.word("faint", MARGIN, top - 6, _("The operator says"))
    sheet.word("faint", _END - 165, top - 6, _("Effect"), at="end")
    sheet.word("faint", _END - 145, top - 6, _("Verdict"))
    for place, one in enumerate(findings.claims):
        middle = top + row * (place + 0.5)
        sheet.line("grid", MARGIN, middle + row / 2, _END, middle + row / 2)
        first = middle - 2 - _LINE * (len(titles[place]) - 1) / 2
        for number_of_line, line in enumerate(titles[place]):
            sheet.word("word", MARGIN, first + _LINE * number_of_line, line)
        said = f"{_('n = {n}').format(n=number(one.n))} {rule_guess(question.book, one.rule)}"
        sheet.word("faint", MARGIN, first + _LINE * len(titles[place]) + 1, said.rstrip())
        if one.effect is not None and one.low is not None and one.high is not None:
            _interval(sheet, across, Interval(one.effect, one.low, one.high), middle)
        said = figure_said(one.effect, 2)
        sheet.word("strong", _END - 165, middle - 2, said, at="end")
        sheet.word("faint", _END - 165, middle + 14, span_said(one.low, one.high, 2), at="end")
        sheet.verdict(_SHAPES[one.verdict], _END - 138, middle - 6)
        sheet.word("word", _END - 125, middle - 2, fitted(_(VERDICTS[one.verdict]), 125))
        if one.detectable is not None:
            shows = _("would show {effect}").format(effect=number(one.detectable, 2))
            sheet.word("faint", _END - 125, middle + 14, fitted(shows, 125, 12))
    caption = _(
        "Across: effect of the rule's points; 0 is not at all, 1 is as the rulebook says, with the "
        "interval that holds it 95 times in 100. “Would show” is the smallest effect that so many "
        "people would show."
    )
    yield sheet.done(bottom + 22, caption)


def _interval(sheet: Sheet, across: Scale, found: Interval, y: float, style: str = "mark") -> None:
    """Draw a figure with its interval; what lies outside the axis is an arrow at its end."""
    low, high = max(found.low, across.low), min(found.high, across.high)
    if low <= high:
        sheet.whisker(
            across(low), across(high), y, (found.low >= across.low, found.high <= across.high)
        )
    if across.low <= found.value <= across.high:
        sheet.dot(style, across(found.value), y, 4.5)


def rate_figures(findings: Findings) -> Iterator[Figure]:
    """Yield the share of each group at a threshold or more, a figure for each attribute."""
    everybody = [one for one in findings.groups if one.attribute == EVERYBODY]
    groups = [one for one in findings.groups if one.attribute != EVERYBODY and one.below]
    for place, (attribute, members) in enumerate(groupby(groups, lambda one: one.attribute), 1):
        told = list(members)
        shown = [*everybody, *largest_groups(told)]
        title = _("Shares at a score or more, by {attribute}").format(
            attribute=attribute_title(attribute)
        )
        thresholds = sorted({threshold for one in shown for threshold in one.below})
        blocks: list[tuple[str, Rates]] = [
            (
                _("{score} or more").format(score=plain(threshold)),
                [
                    (one.group, one.n, at_least(one, threshold), None)
                    for one in shown
                    if threshold in one.below
                ],
            )
            for threshold in thresholds
        ]
        caption = _(
            "Across: share of the group at that score or more, with the interval that holds it 95 "
            "times in 100."
        )
        left = not_drawn(len(told) - len(shown) + len(everybody))
        yield _blocks(f"rates-{place}", title, blocks, f"{caption} {left}".rstrip())


def at_least(one: Group, threshold: float) -> Interval:
    """Return the share at a threshold or more: what is not below it."""
    below = one.below[threshold]
    return Interval(1 - below.value, 1 - below.high, 1 - below.low)


def error_figures(findings: Findings) -> Iterator[Figure]:
    """Yield how often thresholds were wrong, either way, a figure for each attribute."""
    everybody = [one for one in findings.outcomes if one.attribute == EVERYBODY]
    by: dict[str, list[Outcome]] = {}
    for one in findings.outcomes:
        if one.attribute != EVERYBODY:
            by.setdefault(one.attribute, []).append(one)
    for place, (attribute, members) in enumerate((by or {EVERYBODY: []}).items(), 1):
        shown = _most(members)
        rows = [*everybody, *shown]
        if not rows:
            return
        title = (
            _("How often the score was wrong, by {attribute}").format(
                attribute=attribute_title(attribute)
            )
            if members
            else _("How often the score was wrong")
        )
        blocks = [
            (
                _("{score} or more").format(score=plain(threshold)),
                [
                    (one.group, one.n, one.fpr, one.fnr)
                    for one in rows
                    if one.threshold == threshold
                ],
            )
            for threshold in sorted({one.threshold for one in rows})
        ]
        caption = _(
            "Disc: share high of those to whom it did not happen. Ring: share low of those to whom "
            "it did. Each with the interval that holds it 95 times in 100."
        )
        left = not_drawn(len({one.group for one in members} - {one.group for one in shown}))
        yield _blocks(f"errors-{place}", title, blocks, f"{caption} {left}".rstrip())


def _most(members: Sequence[Outcome], most: int = 12) -> list[Outcome]:
    counts = {one.group: one.n for one in members}
    kept = set(sorted(counts, key=lambda group: -counts[group])[:most])
    return [one for one in members if one.group in kept]


def _blocks(name: str, title: str, blocks: list[tuple[str, Rates]], caption: str) -> Figure:
    """Draw shares in rows, a block for each threshold, all on one axis."""
    sheet = Sheet(name, title)
    rates = [rate for _head, rows in blocks for row in rows for rate in row[2:] if rate is not None]
    twice = any(row[3] is not None for _head, rows in blocks for row in rows)
    low = min((rate.low for rate in rates), default=0.0)
    high = max((rate.high for rate in rates), default=1.0)
    room = 0.05 * (high - low) or 0.05
    low, high = max(0.0, low - room), min(1.0, high + room)
    across = Scale(low, high, MARGIN + _NAMES + 70, _END - (190 if twice else 76))
    y = sheet.top
    foot = y + sum(_ROW * (len(rows) + 1) for _head, rows in blocks)
    marked = ticks(low, high, 6)
    decimals = 0 if all(abs(one - round(one, 2)) < _SAME for one in marked) else 1
    for value in marked:
        sheet.line("grid", across(value), y, across(value), foot)
        sheet.word("faint", across(value), foot + 18, percent(value, decimals), at="middle")
    for head, rows in blocks:
        sheet.word("strong", MARGIN, y + 20, head)
        y += _ROW
        for group, n, one, other in rows:
            middle = y + _ROW / 2
            sheet.word("word", MARGIN, middle + 4, fitted(group_title(group), _NAMES - 10))
            said = _("n = {n}").format(n=number(n))
            sheet.word("faint", MARGIN + _NAMES + 50, middle + 4, said, at="end")
            if one is not None:
                _interval(sheet, across, one, middle - (5 if twice else 0))
            if other is not None:
                _interval(sheet, across, other, middle + 5, "hollow")
            if twice:
                sheet.word("strong", _END - 88, middle + 4, f"● {rate_said(one)}", at="end")
                sheet.word("strong", _END, middle + 4, f"○ {rate_said(other)}", at="end")
            else:
                sheet.word("strong", _END, middle + 4, rate_said(one), at="end")
            y += _ROW
    return sheet.done(foot + 22, caption)


def gap_figures(findings: Findings, question: Question) -> Iterator[Figure]:
    """Yield where each gap comes from; of each attribute the widest gap leads."""
    decimals = max(1, 0 if question.book is None else question.book.decimals)
    leading = widest_gaps(findings)
    for place, one in enumerate(findings.gaps, 1):
        yield _waterfall(findings, one, place, decimals, leads=place in leading)


def _waterfall(findings: Findings, one: Gap, place: int, decimals: int, *, leads: bool) -> Figure:
    sheet = Sheet(f"gap-{place}", gap_title(one, decimals))
    steps = [(part, getattr(one, part).value) for part in PARTS]
    makes = [one.means[1]]
    for _part, moved in steps:
        makes.append(makes[-1] + moved)
    least, most = min(*makes, one.means[0]), max(*makes, one.means[0])
    room = (most - least) or 1.0
    low, high = least - 0.25 * room, most + 0.05 * room  # the axis is cut: totals are pale
    across = Scale(low, high, MARGIN + _NAMES, _END - 170)
    top = sheet.top + 14
    foot = top + _ROW * (len(steps) + 2)
    for value in ticks(low, high, 5):
        sheet.line("grid", across(value), top, across(value), foot)
        said = number(value, 0 if value == round(value) else 1)
        sheet.word("faint", across(value), foot + 18, said, at="middle")
    sheet.word("faint", _END - 70, top - 6, _("Points"), at="end")
    sheet.word("faint", _END, top - 6, _("Makes"), at="end")
    y = _total(sheet, across, top, one.groups[1], one.means[1], decimals)
    for (part, moved), before, after in zip(steps, makes, makes[1:], strict=False):
        sheet.word("word", MARGIN, y + 20, part_title(part))
        sheet.line("axis", across(before), y - 6, across(before), y + 6)
        style = _style(part, moved, decimals)
        left, right = sorted((across(before), across(after)))
        sheet.rect(style, left, y + 6, max(right - left, 1.0), _ROW - 12)
        colour = {"up": "up-word", "down": "down-word"}.get(style, "strong")
        said = moved_mark(moved, decimals, coloured=part != "unexplained")
        sheet.word(colour, _END - 70, y + 20, said, at="end")
        sheet.word("quiet", _END, y + 20, number(after, decimals), at="end")
        y += _ROW
    _total(sheet, across, y, one.groups[0], one.means[0], decimals)
    caption = _(
        "{attribute}: mean official score of each group, in points. The axis does not begin at 0. "
        "Hatched: what no rule explains. n = {n}."
    ).format(
        attribute=attribute_title(one.attribute),
        n=people_of_both(findings, one.attribute, one.groups),
    )
    return sheet.done(foot + 22, caption, leads=leads)


def _style(part: str, moved: float, decimals: int) -> str:
    if part == "unexplained":
        return "hatch"
    if shown(moved, decimals) == 0:
        return "bar"
    return "up" if moved > 0 else "down"


def _total(sheet: Sheet, across: Scale, y: float, group: str, mean: float, decimals: int) -> float:
    """Draw a group's mean, pale and with a cap; return where the next row begins."""
    title = _("{group}, mean").format(group=group_title(group))
    sheet.word("strong", MARGIN, y + 20, fitted(title, _NAMES - 10))
    sheet.rect("total", across.start, y + 6, across(mean) - across.start, _ROW - 12)
    sheet.line("cap", across(mean), y + 6, across(mean), y + _ROW - 6)
    sheet.word("strong", _END, y + 20, number(mean, decimals), at="end")
    return y + _ROW
