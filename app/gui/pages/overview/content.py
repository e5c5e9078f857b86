"""What stands on the Overview, made from an explanation. Plain values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.domain.adding_up import shown_points
from app.domain.calendar import later
from app.domain.explanation import Explanation, Reason, ScoreRange
from app.domain.rounding import decimals_needed, shown
from app.domain.rulebook import Rule, Rulebook
from app.gui.charts.figures import (
    BandMark,
    DialFigures,
    DialStop,
    ReasonLine,
)
from app.wording import feeding
from app.wording import overview as words
from app.wording.language import _, number, points, text_of
from app.wording.notes import (
    Note,
    is_a_span,
    official_compares,
    rule_is_guess,
    rule_note,
    score_is_guess,
    score_note,
    span_of,
    start_note,
)
from app.workflow.case import Case

STRONGEST = 4
"""So many reasons a side."""

_MOST_RUNGS = 6
_MOST_COMING = 4
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the dial's card: a mark (``official``, ``range`` or none), words, a figure."""

    mark: str
    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class DialContent:
    """The dial's card."""

    figures: DialFigures
    note: Note | None
    rows: tuple[Row, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class LeadContent:
    """Where a file leads of which little or nothing counts.

    Attributes:
        heading: What is the matter.
        lines: What is missing, and what counts more, with the numbers.
        offers: Rulebooks to go on under: id, and what the button says.
        alone: Whether it stands in place of the score, of which there is none.
    """

    heading: str
    lines: tuple[str, ...]
    offers: tuple[tuple[str, str], ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the reasons: what gives, or what costs."""

    heading: str
    points: float
    figure: str
    guess: bool
    lines: tuple[ReasonLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The footer that adds up: start, gains, costs, rounding, result; texts with their signs."""

    start: str
    start_note: Note
    gives: str
    takes: str
    rounding: str
    result: str


@dataclass(frozen=True, slots=True)
class ReasonsContent:
    """The card of reasons."""

    gives: Side
    takes: Side
    sum: Sum
    link: str


def dial(case: Case, explanation: Explanation) -> DialContent:
    """Fill the dial's card."""
    book, score = case.rulebook, explanation.to.score
    title = _standing(book, explanation)
    official, drawn = explanation.official, _drawn(book, explanation)
    rows = _dial_rows(book, explanation)
    figure = "–" if score.published is None else number(score.published, book.decimals)
    beneath = title
    if score.published is None and score.unscored is not None:
        beneath = words.title_of_override(book, score.unscored.override)
    caption = _("Your score") if score.published is not None else _("No score")
    spoken = words.dial_spoken(
        [
            _("{score} on a scale from {floor} to {ceiling}").format(
                score=figure,
                floor=number(book.floor, book.decimals),
                ceiling=number(book.ceiling, book.decimals),
            ),
            beneath,
            *(f"{row.text} {row.figure}".strip() for row in rows),
        ]
    )
    figures = DialFigures(
        floor=book.floor,
        ceiling=book.ceiling,
        bands=band_marks(book),
        labels=tuple(number(max(b.start, book.floor), book.decimals) for b in book.bands)
        or (number(book.floor, book.decimals),),
        last_label=number(book.ceiling, book.decimals),
        score=score.published,
        text=figure,
        caption=caption,
        beneath=beneath,
        guess=score_is_guess(book),
        official=official.score if official and official_compares(explanation) else None,
        low=drawn.low if drawn else None,
        high=drawn.high if drawn else None,
        spoken=spoken,
        stops=_stops(book, explanation),
    )
    return DialContent(
        figures,
        score_note(book, explanation),
        rows,
        _("Computed by this app, not by the operator."),
    )


def _standing(book: Rulebook, explanation: Explanation) -> str:
    """Name the band; where most of the score is unknown, say how much of it is fed instead."""
    fed = explanation.fed
    if fed is not None and fed.little:
        return feeding.feeds(fed.counted)
    band = next((one for one in book.bands if one.id == explanation.to.score.band), None)
    return text_of(band.title) if band else ""


def lead(case: Case, explanation: Explanation) -> LeadContent | None:
    """Say where a file leads that the rulebook counts little or nothing of; else ``None``."""
    fed = explanation.fed
    if fed is None or not (fed.nothing or fed.better):
        return None
    lines = [feeding.counts_more(one, fed.counted) for one in fed.better]
    offers = tuple((one.rulebook, feeding.use(one)) for one in fed.better)
    if not fed.nothing:
        return LeadContent(feeding.another_counts_more(), tuple(lines), offers, alone=False)
    lines.insert(0, feeding.what_is_missing(case.rulebook))
    return LeadContent(feeding.missing(), tuple(lines), offers, alone=True)


def _stops(book: Rulebook, explanation: Explanation) -> tuple[DialStop, ...]:
    """List what the arrow keys come to on the dial, from the left."""
    score, official, drawn = explanation.to.score, explanation.official, _drawn(book, explanation)
    few = book.decimals
    named = [(max(band.start, book.floor), _("Begins here"), few) for band in book.bands]
    if score.published is not None:
        named.append((score.published, _("Your score"), few))
    if drawn is not None:
        named += [(drawn.low, _("Range from"), few), (drawn.high, _("Range to"), few)]
    if official is not None and official_compares(explanation):
        named.append((official.score, _("Official"), decimals_of(official.score, few)))
    stops = []
    for value, caption, decimals in sorted(named):
        band = book.band_of(value)
        title = text_of(band.title) if band else ""
        stops.append(DialStop(value, caption, number(value, decimals), title))
    return tuple(stops)


def _dial_rows(book: Rulebook, explanation: Explanation) -> tuple[Row, ...]:
    rows = []
    official, drawn = explanation.official, _drawn(book, explanation)
    certain = explanation.guaranteed
    if official is None:
        rows.append(Row("official", words.official_row(explanation, ""), "–"))
    else:
        compares = official_compares(explanation)
        band = book.band_of(official.score) if compares else None
        text = words.official_row(explanation, text_of(band.title) if band else "")
        decimals = decimals_of(official.score, book.decimals)
        rows.append(Row("official", text, number(official.score, decimals)))
        if official.difference is not None and compares:
            off = official.difference
            said = number(abs(off), decimals_of(off, book.decimals)) if abs(off) > _NOTHING else ""
            rows.append(Row("", words.difference_row(off), said))
    if drawn is not None:
        said = span_of(drawn.low, drawn.high, book.decimals)
        rows.append(
            Row(
                "range",
                _("Range, {count} in 100 tries").format(count=number(drawn.level * 100)),
                said,
            )
        )
    if certain is not None and is_a_span(certain.low, certain.high, book.decimals):
        said = span_of(certain.low, certain.high, book.decimals)
        rows.append(Row("", words.missing_names(explanation), said))
    return tuple(rows)


def _drawn(book: Rulebook, explanation: Explanation) -> ScoreRange | None:
    """Return the drawn range; ``None`` where there is no score or its two ends read the same."""
    drawn = explanation.range
    if drawn is None or explanation.to.score.published is None:
        return None
    return drawn if is_a_span(drawn.low, drawn.high, book.decimals) else None


def reasons(case: Case, explanation: Explanation) -> ReasonsContent:
    """Fill the card of reasons: the strongest of each side, and the sum that re-adds."""
    book, decimals = case.rulebook, case.rulebook.decimals
    rules = {rule.id: rule for rule in book.rules}
    sums = shown_points(explanation)
    gives, takes = sums.gives, sums.takes
    start, result = sums.start, sums.end
    rounding = shown(result - start - gives - takes, decimals)
    run_out = _run_outs(book, explanation)

    def side(heading: str, total: float, *, up: bool) -> Side:
        mine = [one for one in explanation.reasons if (one.points > 0) is up and one.points]
        lines = tuple(
            _reason_line(case, explanation, rules[one.rule], one, sums.rules[one.rule], run_out)
            for one in mine[:STRONGEST]
            if one.rule in rules
        )
        rest = len(mine) - len(lines)
        return Side(
            heading,
            total,
            points(total, decimals),
            any(rule_is_guess(rules[one.rule]) for one in mine if one.rule in rules),
            lines,
            "" if rest < 1 else _("and {count} more").format(count=number(rest)),
        )

    counted = explanation.shares
    # Marked and counted: to sort a million rows out would be felt.
    moves = np.zeros(len(explanation.records), dtype=np.bool_)
    moves[counted.row[~counted.is_contact]] = True
    records = int(np.count_nonzero(moves))
    return ReasonsContent(
        side(_("Gives you points"), gives, up=True),
        side(_("Costs you points"), takes, up=False),
        Sum(
            number(start, decimals),
            start_note(book, start),
            f"+ {number(gives, decimals)}",
            f"− {number(abs(takes), decimals)}",
            _("{points} rounding").format(points=_apart(rounding, decimals)) if rounding else "",
            f"= {number(result, decimals)}",
        ),
        words.check_link(records) if records else "",
    )


def _apart(value: float, decimals: int) -> str:
    return f"{'+' if value > 0 else '−'} {number(abs(value), decimals)}"


def _reason_line(
    case: Case,
    explanation: Explanation,
    rule: Rule,
    reason: Reason,
    moved: float,
    run_out: dict[str, list[int]],
) -> ReasonLine:
    most = words.most_of(rule)
    return ReasonLine(
        rule=rule.id,
        text=reason.text,
        caption=words.reason_caption(
            rule, explanation.contacts, case.day, run_out.get(rule.id, [])
        ),
        points=moved,
        figure=points(moved, case.rulebook.decimals),
        share=None if most is None else abs(reason.points) / most,
        note=rule_note(case.rulebook, rule, moved, explanation),
    )


def _run_outs(book: Rulebook, explanation: Explanation) -> dict[str, list[int]]:
    """Tell on which days the records run out that count now, for rules with a lifetime only."""
    ends: dict[str, list[int]] = {}
    shares = explanation.shares
    for place, share in enumerate(explanation.rules):
        rule = next((entry for entry in book.rules if entry.id == share.id), None)
        if rule is None or rule.lifetime is None or rule.half_life is not None:
            continue
        rows = shares.row[(shares.rule == place) & ~shares.is_contact]
        if len(rows):
            days = explanation.records.day[rows]
            ends[rule.id] = later(days, rule.lifetime.count, rule.lifetime.unit).tolist()
    return ends


def band_marks(book: Rulebook) -> tuple[BandMark, ...]:
    """Return the bands as charts need them."""
    return tuple(BandMark(band.start, text_of(band.title)) for band in book.bands)


def decimals_of(value: float, decimals: int) -> int:
    """Return how many decimals an official figure needs, as many as the rulebook's at least."""
    return decimals_needed(value, decimals + 2, decimals)
