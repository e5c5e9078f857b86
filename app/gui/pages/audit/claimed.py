"""The claims as rows: effect in points, interval, p, verdict. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.findings import Claim, Findings
from app.domain.rulebook import Rulebook
from app.gui.charts.crowd_figures import EffectRow, Effects
from app.gui.pages.audit.telling import counted, note
from app.gui.shared.page import Table
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _, number, points

_ROUND = (1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class _InPoints:
    """A claim's figures in points, as the rule would move those whom it moves."""

    value: float
    low: float
    high: float
    shows: float


def in_points(claim: Claim, book: Rulebook | None) -> _InPoints | None:
    """Turn an effect into points; ``None`` where it cannot be told.

    The effect is a share of what the rulebook says. A rule that can only take has negative points.
    """
    if claim.effect is None or claim.low is None or claim.high is None or claim.points is None:
        return None
    each = claim.points / claim.effect if claim.effect else 0.0
    shows = (claim.detectable or 0.0) * abs(each)
    each *= _direction(claim.rule, book)
    low, high = sorted((claim.low * each, claim.high * each))
    return _InPoints(claim.effect * each, low, high, shows)


def _direction(rule: str, book: Rulebook | None) -> int:
    """Return -1 for a rule that can only take."""
    for one in book.rules if book is not None else ():
        if one.id == rule:
            numbers = [number.value for number in one.numbers]
            return -1 if numbers and max(numbers) <= 0 > min(numbers) else 1
    return 1


def effects(found: Findings, book: Rulebook | None) -> Effects | None:
    """Return the claims as rows; ``None`` where none was tested."""
    if not found.claims:
        return None
    moved = [in_points(claim, book) for claim in found.claims]
    most = max((max(abs(one.low), abs(one.high)) for one in moved if one is not None), default=1.0)
    reach, each = _reach(most)
    rows = tuple(_row(claim, one, book) for claim, one in zip(found.claims, moved, strict=True))
    spoken = "; ".join(f"{row.name}: {row.word}" for row in rows)
    axis = tuple((place, points(place, 0 if each >= 1 else 1)) for place in (-each, 0.0, each))
    heads = _("The operator says"), _("Points"), _("95 in 100"), _("Verdict")
    return Effects(heads, rows, axis, reach, spoken)


def _reach(most: float) -> tuple[float, float]:
    """Return how far the axis goes, and the round figure that is named on it."""
    power = 1.0
    while power > max(most, 0.1) * 0.9:
        power /= 10
    while power * 10 <= max(most, 0.1) * 0.9:
        power *= 10
    each = max(power * step for step in _ROUND if power * step <= max(most, 0.1) * 0.9)
    return max(most * 1.08, each * 1.2), each


def _row(claim: Claim, moved: _InPoints | None, book: Rulebook | None) -> EffectRow:
    name = page.claim_name(words.rule_title(book, claim.rule))
    word = _(words.VERDICTS[claim.verdict])
    lines = [(_("Verdict"), word)]
    if moved is None:
        figure, interval, shows = "–", "", ""
        value, low, high = None, 0.0, 0.0
    else:
        value, low, high = moved.value, moved.low, moved.high
        figure = points(value, 1)
        interval = words.moved_span_said(low, high, 1)
        shows = page.would_show(moved.shows)
        lines.append((_("95 in 100"), interval))
        lines.append((_("Of what the rulebook says"), _share(claim)))
        lines.append((_("Smallest effect that would show"), number(moved.shows, 1)))
    if claim.p is not None:
        lines.append(("p", words.p_said(claim.p)))
    if claim.p_holm is not None:
        lines.append((_("p, all claims considered (Holm)"), words.p_said(claim.p_holm)))
    lines.append((_("Moves"), page.of_people(claim.moved, claim.n)))
    told = note(name, figure, *lines, counted(claim.n))
    return EffectRow(
        name, page.tested_on(claim), value, low, high, figure, interval,
        page.p_named(claim.p), claim.verdict, word, shows, told,
    )  # fmt: skip


def _share(claim: Claim) -> str:
    span = words.span_said(claim.low, claim.high, 2)
    return f"{words.figure_said(claim.effect, 2)} ({span})"


def effects_table(found: Findings, book: Rulebook | None) -> Table:
    """Return the claims as a table."""
    heads = (
        _("The operator says"), _("Verdict"), _("Points"), _("95 in 100"), _("Effect"),
        _("Its 95 in 100"), "p", "p (Holm)", _("Would show"), _("Moves"), _("People"),
    )  # fmt: skip
    rows = []
    for claim in found.claims:
        moved = in_points(claim, book)
        rows.append(
            (
                page.claim_name(words.rule_title(book, claim.rule)),
                words.verdict_said(claim.verdict),
                "–" if moved is None else points(moved.value, 1),
                "–" if moved is None else words.moved_span_said(moved.low, moved.high, 1),
                words.figure_said(claim.effect, 2),
                words.span_said(claim.low, claim.high, 2),
                words.p_said(claim.p),
                words.p_said(claim.p_holm),
                "–" if moved is None else number(moved.shows, 1),
                number(claim.moved),
                number(claim.n),
            )
        )
    return Table(heads, tuple(rows))
