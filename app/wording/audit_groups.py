"""Claims, groups, gaps and outcomes of an audit as tables in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from app.domain.audit import EVERYBODY, Question
from app.domain.findings import Claim, Findings, Gap, Group, Interval, Outcome
from app.domain.rounding import shown
from app.domain.suppression import told_suppressed
from app.wording.audit import (
    attribute_title,
    claim_title,
    difference_said,
    figure_said,
    group_title,
    moved_said,
    moved_span_said,
    p_said,
    plain,
    rate_said,
    rate_span_said,
    rule_guess,
    span_said,
    verdict_said,
)
from app.wording.audit_table import Column, Table, words
from app.wording.language import _, number, percent
from app.wording.visible import visible

PARTS = ("behaviour", "contacts", "rules", "unexplained")


def part_title(part: str) -> str:
    """Return what a part of a gap is called."""
    return {
        "behaviour": _("Behaviour"),
        "contacts": _("Contacts"),
        "rules": _("Rules"),
        "unexplained": _("Unexplained"),
    }[part]


def claim_tables(findings: Findings, question: Question) -> Iterator[Table]:
    """Yield what the data say of each claim."""
    yield Table(
        "claims",
        _("Claims"),
        _(
            "Effect 1: the rule counts as the rulebook says; 0: not at all; below it the interval that "
            "holds it 95 times in 100. “Would show” is the smallest effect that so many people would "
            "show. Below p: the same, corrected for how many claims are tested (Holm). Where the rule "
            "moves too few people, or too few are left that it does not move, nothing is settled."
        ),
        (
            words(_("The operator says"), wide=True),
            Column(_("People")),
            Column(_("Effect")),
            Column(_("Points")),
            Column("p"),
            words(_("Verdict")),
        ),
        tuple(_claim(one, question) for one in findings.claims),
    )


def _claim(one: Claim, question: Question) -> tuple[str, ...]:
    said = f"{claim_title(question.book, one)} {rule_guess(question.book, one.rule)}".rstrip()
    least = one.detectable
    shown = "–" if least is None else _("would show {effect}").format(effect=number(least, 2))
    return (
        said,
        _with_span(number(one.n), _("{count} moved").format(count=number(one.moved))),
        _with_span(figure_said(one.effect, 2), span_said(one.low, one.high, 2)),
        moved_said(one.points, 1),
        f"{p_said(one.p)}\n{p_said(one.p_holm)}",
        _with_span(verdict_said(one.verdict), shown),
    )


def group_tables(findings: Findings) -> Iterator[Table]:
    """Yield the scores of groups, a table for each attribute."""
    shown = [one for one in findings.groups if one.attribute != EVERYBODY]
    everybody = [one for one in findings.groups if one.attribute == EVERYBODY]
    for place, (attribute, members) in enumerate(groupby(shown, lambda one: one.attribute), 1):
        groups = [*everybody, *members]
        thresholds = sorted({one for group in groups for one in group.below})
        mirrored = any(group.residual is not None for group in groups)
        yield Table(
            f"groups-{place}",
            _("Scores by {attribute}").format(attribute=attribute_title(attribute)),
            _(
                "Means and shares, each with the interval that holds it 95 times in 100. "
                "Official minus ours is what no rule explains."
            )
            if mirrored
            else _("Means and shares, each with the interval that holds it 95 times in 100."),
            (
                words(_("Group"), wide=True),
                Column(_("People")),
                Column(_("Mean")),
                Column(_("Median")),
                *(Column(_("Below {score}").format(score=plain(one))) for one in thresholds),
                *(
                    (
                        Column(_("Official minus ours")),
                        Column(_("Agree")),
                        Column(_("p, of all groups")),
                    )
                    if mirrored
                    else ()
                ),
            ),
            tuple(_group(one, thresholds, mirrored=mirrored) for one in groups),
        )
    yield from _rate_gap_tables(findings)


def _group(one: Group, thresholds: list[float], *, mirrored: bool) -> tuple[str, ...]:
    rates = [one.below.get(threshold) for threshold in thresholds]
    cells = [
        group_title(one.group),
        number(one.n),
        _with_span(number(one.mean.value, 1), span_said(one.mean.low, one.mean.high, 1)),
        number(one.quartiles[2], 1),
        *(_with_span(rate_said(rate), rate_span_said(rate)) for rate in rates),
    ]
    if mirrored:
        cells += [
            _moved(one.residual),
            "–" if one.within is None else percent(one.within, 1),
            p_said(one.p_holm),
        ]
    return tuple(cells)


def _rate_gap_tables(findings: Findings) -> Iterator[Table]:
    yield Table(
        "rate-gaps",
        _("How shares differ"),
        _(
            "The share below a score in the first group minus that in the second, in percentage "
            "points. People: of both."
        ),
        (
            words(_("By")),
            words(_("Groups"), wide=True),
            Column(_("People")),
            Column(_("Below")),
            Column(_("Difference")),
        ),
        tuple(
            (
                attribute_title(one.attribute),
                pair_title(one.groups),
                people_of_both(findings, one.attribute, one.groups),
                plain(one.threshold),
                _with_span(*difference_said(one.difference)),
            )
            for one in findings.rate_gaps
        ),
    )


def pair_title(groups: tuple[str, str]) -> str:
    """Name two groups that are held against each other."""
    return _("{one} against {other}").format(
        one=group_title(groups[0]), other=group_title(groups[1])
    )


def people_of_both(findings: Findings, attribute: str, groups: tuple[str, str]) -> str:
    """Say of how many people two groups are."""
    counts = {(one.attribute, one.group): one.n for one in findings.groups}
    found = [counts.get((attribute, group)) for group in groups]
    return " + ".join("–" if count is None else number(count) for count in found)


def gap_tables(findings: Findings, question: Question) -> Iterator[Table]:
    """Yield where gaps come from: all pairs of an attribute at a glance, its widest in full."""
    decimals = max(1, 0 if question.book is None else question.book.decimals)
    for place, one in widest_gaps(findings).items():
        every = [gap for gap in findings.gaps if gap.attribute == one.attribute]
        yield Table(
            f"gap-{place}",
            gap_title(one, decimals),
            _("{attribute}: {groups}. Mean scores of {n} people.").format(
                attribute=attribute_title(one.attribute),
                groups=pair_title(one.groups),
                n=people_of_both(findings, one.attribute, one.groups),
            ),
            (words("", wide=True), Column(_("Points")), Column(_("95 in 100")), Column(_("Makes"))),
            tuple(_gap_rows(one, decimals)),
        )
        if len(every) > 1:
            yield _gaps_at_a_glance(findings, every, place, decimals)


def widest_gaps(findings: Findings) -> dict[int, Gap]:
    """Return the widest gap of each attribute, by its place among all gaps, from 1."""
    found: dict[str, tuple[int, Gap]] = {}
    for place, one in enumerate(findings.gaps, 1):
        held = found.get(one.attribute)
        if held is None or abs(one.gap.value) > abs(held[1].gap.value):
            found[one.attribute] = (place, one)
    return dict(found.values())


def gap_title(one: Gap, decimals: int) -> str:
    """Say which gap is taken apart."""
    return _("Where the gap of {points} points comes from").format(
        points=number(abs(one.gap.value), decimals)
    )


def _gaps_at_a_glance(findings: Findings, gaps: list[Gap], place: int, decimals: int) -> Table:
    def cell(found: Interval) -> str:
        return _with_span(
            moved_said(found.value, decimals), moved_span_said(found.low, found.high, decimals)
        )

    return Table(
        f"gaps-{place}",
        _("Every gap by {attribute}").format(attribute=attribute_title(gaps[0].attribute)),
        _("Mean score of the first group minus that of the second, in its parts. Unit: points."),
        (
            words(_("Groups"), wide=True),
            Column(_("People")),
            Column(_("The gap")),
            *(Column(part_title(part)) for part in PARTS),
        ),
        tuple(
            (
                pair_title(one.groups),
                people_of_both(findings, one.attribute, one.groups),
                cell(one.gap),
                *(cell(getattr(one, part)) for part in PARTS),
            )
            for one in gaps
        ),
    )


def _gap_rows(one: Gap, decimals: int) -> Iterator[tuple[str, ...]]:
    makes = one.means[1]
    yield (_mean_title(one.groups[1]), "", "", number(makes, decimals))
    for part in PARTS:
        found: Interval = getattr(one, part)
        makes += found.value
        yield (
            part_title(part),
            moved_mark(found.value, decimals, coloured=part != "unexplained"),
            moved_span_said(found.low, found.high, decimals),
            number(makes, decimals),
        )
    yield (_mean_title(one.groups[0]), "", "", number(one.means[0], decimals))
    yield (
        _("The gap"),
        moved_said(one.gap.value, decimals),
        moved_span_said(one.gap.low, one.gap.high, decimals),
        "",
    )


def _mean_title(group: str) -> str:
    return _("{group}, mean").format(group=group_title(group))


def moved_mark(value: float, decimals: int, *, coloured: bool = True) -> str:
    """Say points with triangle and sign; what no rule explains has no triangle."""
    said = moved_said(value, decimals)
    if not coloured or not shown(value, decimals):
        return said
    return f"{'▲' if value > 0 else '▼'} {said}"


def outcome_tables(findings: Findings) -> Iterator[Table]:
    """Yield how often each threshold was wrong, a table for each threshold."""
    thresholds = sorted({one.threshold for one in findings.outcomes})
    for place, threshold in enumerate(thresholds, 1):
        rows = [one for one in findings.outcomes if one.threshold == threshold]
        title = _("How often {score} or more was wrong").format(score=plain(threshold))
        by = (words(_("Group"), wide=True), Column(_("People")))
        yield Table(
            f"outcomes-{place}",
            title,
            _(
                "High where it did not happen: of those to whom it did not, the share at {score} or "
                "more. Low where it did: of those to whom it did, the share below."
            ).format(score=plain(threshold)),
            (
                *by,
                Column(_("High where it did not")),
                Column(_("Low where it did")),
                Column(_("Happened, of the high")),
                Column(_("Did not, of the low")),
            ),
            tuple(_outcome(one) for one in rows),
        )
        yield Table(
            f"counts-{place}",
            _("The same in people"),
            _("High: {score} or more.").format(score=plain(threshold)),
            (
                *by,
                Column(_("Did not, low")),
                Column(_("Did not, high")),
                Column(_("Did, low")),
                Column(_("Did, high")),
            ),
            tuple((*_who(one), *(number(count) for count in one.counts)) for one in rows),
        )


def _who(one: Outcome) -> tuple[str, str]:
    named = group_title(one.group)
    if one.attribute != EVERYBODY:
        named = _("{attribute}: {group}").format(
            attribute=attribute_title(one.attribute), group=named
        )
    return (named, number(one.n))


def _outcome(one: Outcome) -> tuple[str, ...]:
    rates = (one.fpr, one.fnr, one.ppv, one.npv)
    return (*_who(one), *(_with_span(rate_said(rate, 2), rate_span_said(rate)) for rate in rates))


def left_out_tables(findings: Findings) -> Iterator[Table]:
    """Yield who is in no group and who is in no figure."""
    yield Table(
        "suppressed",
        _("Groups too small to be shown"),
        _("They count among everybody."),
        (words(_("By")), words(_("Group"), wide=True), Column(_("People"))),
        tuple(
            (attribute_title(one.attribute), group_title(one.group), number(one.n))
            for one in told_suppressed(findings.suppressed)
        ),
    )
    yield Table(
        "faulty",
        _("People in no figure"),
        _("The first of {n}, by salted id.").format(n=number(findings.faulty_people)),
        (
            words(_("Person")),
            words(_("File")),
            Column(_("Line")),
            words(_("Column")),
            words(_("What should stand there"), wide=True),
        ),
        tuple(
            (
                visible(one.name),
                visible(one.file),
                "–" if one.line is None else number(one.line),
                visible(one.column),
                visible(one.expected),
            )
            for one in findings.faulty
        ),
    )


def _with_span(figure: str, span: str) -> str:
    """Return a figure with its interval under it."""
    return figure if span == "–" else f"{figure}\n{span}"


def _moved(found: Interval | None) -> str:
    if found is None:
        return "–"
    return _with_span(moved_said(found.value, 1), moved_span_said(found.low, found.high, 1))
