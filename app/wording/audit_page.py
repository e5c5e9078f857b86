"""The sentences of the page Audit that pack and terminal do not need."""

from __future__ import annotations

from app.domain.audit import EVERYBODY
from app.domain.cohort import Cohort, CohortShape
from app.domain.findings import Claim, Gap
from app.domain.rounding import decimals_needed, shown
from app.wording import audit
from app.wording.language import _, ngettext, number, points
from app.wording.sentences import listed
from app.wording.visible import visible

_MOST_NAMED = 8
_SHAPES = {
    CohortShape.PACKAGE: lambda: _("a cohort package"),
    CohortShape.FOLDER: lambda: _("a folder of packages, one a person"),
    CohortShape.TABLE: lambda: _("a table of scores"),
}


# The steps and the header


def people_counted(count: int) -> str:
    """Say how many people there are."""
    return ngettext("{count} person", "{count} people", count).format(count=number(count))


def people_chip(count: int) -> str:
    """Say in the header whose scores these are."""
    said = ngettext("{count} person, names removed", "{count} people, names removed", count)
    return said.format(count=number(count))


def people_in_files(cohort: Cohort) -> str:
    """Say how many people lie in how many files."""
    files = len(cohort.inputs)
    said = ngettext("{people} in {count} file", "{people} in {count} files", files)
    return said.format(people=people_counted(cohort.people), count=number(files))


def done_in(seconds: float) -> str:
    """Say how long the recomputation took."""
    whole = max(1, round(seconds))
    if whole < 120:
        return ngettext("done in {n} second", "done in {n} seconds", whole).format(n=number(whole))
    minutes = round(whole / 60)
    return ngettext("done in {n} minute", "done in {n} minutes", minutes).format(n=number(minutes))


# Choosing


def shape_said(shape: CohortShape) -> str:
    """Say how many people's data lie in what was chosen."""
    return _SHAPES[shape]()


def rows_said(cohort: Cohort) -> str:
    """Say how many rows the tables have; empty where nobody knows yet."""
    parts = [
        said.format(count=number(cohort.rows[table]))
        for table, said in (
            (
                "records",
                ngettext("{count} record", "{count} records", cohort.rows.get("records", 0)),
            ),
            (
                "contacts",
                ngettext("{count} contact", "{count} contacts", cohort.rows.get("contacts", 0)),
            ),
            (
                "scores",
                ngettext(
                    "{count} official score",
                    "{count} official scores",
                    cohort.rows.get("scores", 0),
                ),
            ),
            (
                "decisions",
                ngettext("{count} decision", "{count} decisions", cohort.rows.get("decisions", 0)),
            ),
        )
        if cohort.rows.get(table)
    ]
    return listed(parts) if parts else ""


def attributes_said(names: tuple[str, ...]) -> str:
    """List the columns by which people can be told apart, the first of them where they are many."""
    if not names:
        return _("none")
    said = [visible(name) for name in names[:_MOST_NAMED]]
    left = len(names) - len(said)
    if left:
        said.append(_("{count} more").format(count=number(left)))
    return listed(said)


# Published against actual


def agreeing(share: float, n: int, tolerance: float) -> tuple[str, str, str]:
    """Say how many agree, in three short lines."""
    within = ngettext("within {points} point", "within {points} points", tolerance)
    return (
        _("{share} in 100").format(share=number(100 * share)),
        _("of {people}").format(people=people_counted(n)),
        within.format(points=audit.plain(tolerance)),
    )


def bar_title(low: float | None, high: float | None) -> str:
    """Say which residuals a bar of the histogram counts; ``None`` is an open end."""
    if low is None:
        return _("below {high} points").format(high=points(high or 0.0, _decimals(high or 0.0)))
    if high is None:
        return _("{low} points or more").format(low=points(low, _decimals(low)))
    return _("{low} to {high} points").format(
        low=points(low, _decimals(low)), high=points(high, _decimals(high))
    )


def _decimals(value: float) -> int:
    return decimals_needed(value, 3)


def of_people(n: int, every: int) -> str:
    """Say how many of all."""
    return _("{n} of {every} people").format(n=number(n), every=number(every))


# Claims


def claim_name(title: str) -> str:
    """Say a claim as the operator makes it; the title is a name that is not bent."""
    return _("“{rule}” does not count").format(rule=title)


def tested_on(claim: Claim) -> str:
    """Say on whom a claim was tested."""
    return _("moves {moved} of {n} people").format(moved=number(claim.moved), n=number(claim.n))


def p_named(value: float | None) -> str:
    """Say a p by its name; empty where there is none."""
    if value is None:
        return ""
    return f"p {audit.p_said(value)}"


def would_show(value: float | None) -> str:
    """Say the smallest effect that these people would show. Unit: points."""
    if value is None:
        return ""
    return _("would show {points}").format(points=number(value, 1))


# Groups


def rates_heading(threshold: float, attribute: str) -> str:
    """Head the card of rates."""
    return _("At {threshold} or more, by {attribute}").format(
        threshold=audit.plain(threshold), attribute=attribute_name(attribute)
    )


def attribute_name(attribute: str) -> str:
    """Return a column's name as it stands in a sentence."""
    return audit.attribute_title(attribute).replace("_", " ")


def gap_heading(gap: float) -> str:
    """Head the card of a gap."""
    count = shown(abs(gap), 0 if abs(gap) >= 10 else 1)
    said = ngettext(
        "Where the gap of {points} point comes from",
        "Where the gap of {points} points comes from",
        count,
    )
    return said.format(points=audit.plain(count))


def gap_rests_on(gap: Gap, counts: tuple[int, int]) -> str:
    """Say between whom a gap lies, on how many people it rests, and how sure it is."""
    said = _("{one}: {n} people, {other}: {m} people. The gap is {low} to {high} in 95 of 100.")
    ends = sorted((abs(gap.gap.low), abs(gap.gap.high)))
    return said.format(
        one=audit.group_title(gap.groups[0]),
        n=number(counts[0]),
        other=audit.group_title(gap.groups[1]),
        m=number(counts[1]),
        low=number(ends[0], 1),
        high=number(ends[1], 1),
    )


def mean_of(group: str) -> str:
    """Name the mean of a group."""
    return _("{group}, mean").format(group=audit.group_title(group))


def suppressed_note(count: int, least: int) -> str:
    """Say that small groups are not drawn; empty where there are none."""
    if not count:
        return ""
    said = ngettext(
        "{count} group under {least} people: listed, not drawn.",
        "{count} groups under {least} people: listed, not drawn.",
        count,
    )
    return said.format(count=number(count), least=number(least))


def not_drawn(count: int) -> str:
    """Say that more groups are in the table."""
    said = ngettext(
        "{count} smaller group is in the table only.",
        "{count} smaller groups are in the table only.",
        count,
    )
    return said.format(count=number(count))


def pair_of(groups: tuple[str, str]) -> str:
    """Name two groups that are compared."""
    return _("{one} against {other}").format(
        one=audit.group_title(groups[0]), other=audit.group_title(groups[1])
    )


def by(attribute: str) -> str:
    """Say by what people are told apart."""
    if attribute == EVERYBODY:
        return _("everybody")
    return _("by {attribute}").format(attribute=attribute_name(attribute))


# What fits, honesty, pack


def pack_said(names: bool) -> str:  # noqa: FBT001 - one of two sentences
    """Say what is in the pack of people's names."""
    if names:
        return _(
            "Ids and dates go into the pack as they are in the files. Whoever reads it can tell who is who."
        )
    return _(
        "Ids are replaced by salted ones, dates by months. No name and no text goes into the pack."
    )
