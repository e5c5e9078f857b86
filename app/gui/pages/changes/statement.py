"""The change statement of a period: rows that add up, and the same in words. No Qt.

Every figure is rounded as it is shown before anything is added up. What rounding loses stands in a
row of its own, and so does what the operator's figure moved beyond ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.explanation import Explanation
from app.domain.records import OfficialScores
from app.domain.rounding import re_adding, shown
from app.domain.rulebook import Rulebook
from app.gui.charts.waterfall_layout import DENSE_ROW, Mark, Part, Row, Waterfall
from app.gui.pages.changes.items import Item, items
from app.wording import breakdown, overview
from app.wording import changes as words
from app.wording.language import _, number, text_of
from app.wording.notes import official_compares, score_is_guess, source_of
from app.wording.rule_works import basis_chip
from app.wording.sentences import count_in_words, inside, together

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Ends:
    """The two figures that a statement lies between.

    Attributes:
        before: The earlier one, as shown.
        after: The later one.
        official: Whether the operator published both.
        scored: Whether each is a score; an override can leave none.
        ours: What our own figure moved. Unit: points.
        decimals: How many decimals are shown.
    """

    before: float
    after: float
    official: bool
    scored: tuple[bool, bool]
    ours: float
    decimals: int

    @property
    def moved(self) -> float:
        """What the figure moved."""
        return shown(self.after - self.before, self.decimals)

    @property
    def rest(self) -> float | None:
        """What nothing explains; ``None`` without official figures."""
        return shown(self.moved - self.ours, self.decimals) if self.official else None


@dataclass(frozen=True)
class Statement:
    """What changed in a period.

    Attributes:
        first: The earlier day.
        last: The later day.
        ends: The two figures.
        chart: The statement as a waterfall.
        items: What each of its steps is, by the id of the row.
        answer: The page's one line.
        paragraphs: The statement in words.
        strongest: Id of the row of the strongest single record; empty where there is none.
        guess: Whether any figure rests on a guess.
    """

    first: int
    last: int
    ends: Ends
    chart: Waterfall
    items: dict[str, Item]
    answer: str
    paragraphs: tuple[str, ...]
    strongest: str
    guess: bool

    def as_text(self) -> str:
        """Return the statement as text for the clipboard."""
        figures = [
            breakdown.bar_spoken(row.label, row.points, row.after, row.decimals, guess=row.guess)
            for row in self.chart.rows
        ]
        return "\n".join([self.answer, "", *self.paragraphs, "", *figures]) + "\n"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a statement is told from, besides the explanation.

    Attributes:
        official: What the operator published.
        today: The day of the case: days near it are named without their year.
        versions: Versions of the rulebook on both days, where they differ and the older one is
            not at hand.
    """

    official: OfficialScores
    today: int
    versions: tuple[str, str] | None = None


def statement(
    explanation: Explanation, setting: Setting, kind_title: Callable[[str], str]
) -> Statement:
    """Tell what changed between two days.

    Args:
        explanation: Against the earlier day.
        setting: What else is needed.
        kind_title: Says what a kind of record is called.
    """
    ends = ends_of(explanation, setting.official)
    steps = _steps(items(explanation, kind_title), ends.decimals)
    moves = re_adding([item.points for item in steps], ends.ours, ends.decimals)
    rows = _rows(explanation, setting, ends, steps, moves)
    chosen = {f"step-{place}": item for place, item in enumerate(steps)}
    strongest = next((name for name, item in chosen.items() if item.record), "")
    return Statement(
        first=explanation.since.score.day,
        last=explanation.to.score.day,
        ends=ends,
        chart=Waterfall(rows, _marks(explanation, ends), _("Points"), _("Makes"), DENSE_ROW),
        items=chosen,
        answer=_answer(explanation, setting, ends),
        paragraphs=_paragraphs(explanation, setting, ends, steps, moves),
        strongest=strongest,
        guess=any(row.guess for row in rows),
    )


def ends_of(explanation: Explanation, official: OfficialScores) -> Ends:
    """Choose the figures: the operator's where there is one for both days, else our own."""
    was, now = explanation.since, explanation.to
    decimals = max(was.rulebook.decimals, now.rulebook.decimals)
    scored = was.score.published is not None, now.score.published is not None
    ours = tuple(
        shown(state.score.sum, state.rulebook.decimals)
        if state.score.published is None
        else state.score.published
        for state in (was, now)
    )
    figures = ours
    theirs = [figure_on(official, state.score.day) for state in (was, now)]
    published = official_compares(explanation) and all(scored)
    if published and theirs[0] is not None and theirs[1] is not None:
        figures = theirs[0], theirs[1]
        decimals = max(words.decimals_of(figure, decimals) for figure in figures)
    else:
        published = False
    before, after = (shown(figure, decimals) for figure in figures)
    return Ends(before, after, published, scored, shown(ours[1] - ours[0], decimals), decimals)


def figure_on(official: OfficialScores, day: int) -> float | None:
    """Return the figure that the operator published for a day itself."""
    row = int(np.searchsorted(official.day, day, side="right")) - 1
    if row < 0 or int(official.day[row]) != day:
        return None
    return float(official.score[row])


def _steps(found: Sequence[Item], decimals: int) -> list[Item]:
    """Keep the strongest; what is left, or rounds to nothing, is told together."""
    large = [item for item in found if shown(item.points, decimals)]
    small = [item for item in found if not shown(item.points, decimals)]
    if len(large) > _MOST_ROWS or (small and len(large) == _MOST_ROWS):
        small = [*large[_MOST_ROWS - 1 :], *small]
        large = large[: _MOST_ROWS - 1]
    rest = sum(item.points for item in small)
    if shown(rest, decimals):
        guess = any(item.guess for item in small)
        one = small[0] if len(small) == 1 else None
        large.append(one or Item(words.others(len(small)), rest, guess))
    return large


def _rows(
    explanation: Explanation,
    setting: Setting,
    ends: Ends,
    steps: Sequence[Item],
    moves: Sequence[float],
) -> tuple[Row, ...]:
    decimals = ends.decimals
    names = [
        words.end(
            words.named_day(state.score.day, setting.today), official=ends.official, scored=scored
        )
        for state, scored in zip((explanation.since, explanation.to), ends.scored, strict=True)
    ]
    guesses = [
        not ends.official and score_is_guess(state.rulebook)
        for state in (explanation.since, explanation.to)
    ]
    rows = [Row(Part.START, "", names[0], ends.before, ends.before, None, decimals, guesses[0])]
    running = ends.before
    for place, (item, moved) in enumerate(zip(steps, moves, strict=True)):
        after = shown(running + moved, decimals)
        row = Row(
            Part.STEP, f"step-{place}", item.label, running, after, moved, decimals, item.guess,
            _notes(explanation, item),
        )  # fmt: skip
        rows.append(row)
        running = after
    rounding = shown(ends.before + ends.ours - running, decimals)
    if rounding:
        after = shown(running + rounding, decimals)
        why = ((_("Why"), breakdown.rounding_hint()),)
        rows.append(
            Row(Part.ROUNDING, "", _("Rounding"), running, after, rounding, decimals, notes=why)
        )
        running = after
    if ends.rest is not None:
        told = words.explained(ends.moved, ends.rest, decimals)
        rows.append(
            Row(
                Part.UNEXPLAINED,
                "",
                _("Unexplained"),
                running,
                ends.after,
                ends.rest,
                decimals,
                notes=((_("Why"), told),) if told else (),
            )
        )
    part = Part.OFFICIAL if ends.official else Part.TOTAL
    rows.append(Row(part, "", names[1], ends.after, ends.after, None, decimals, guesses[1]))
    return tuple(rows)


def _notes(explanation: Explanation, item: Item) -> tuple[tuple[str, str], ...]:
    """Tell what the file says of a record, and what its rule's numbers rest on."""
    books = (explanation.to.rulebook, explanation.since.rulebook)
    found = ((book, rule) for book in books for rule in book.rules if rule.id == item.rule)
    notes = [(_("Record"), item.text)] if item.text else []
    for book, rule in list(found)[:1]:
        notes.append((_("Rule"), text_of(rule.title)))
        notes.append((_("Rests on"), basis_chip(rule)))
        if source := source_of(book, rule.source):
            notes.append((_("Source"), source))
    return tuple(notes)


def _marks(explanation: Explanation, ends: Ends) -> tuple[Mark, ...]:
    """List the perks' thresholds by their figure, the nearest to the later figure first."""
    book = explanation.to.rulebook
    thresholds = {perk.at for perk in book.perks if perk.at is not None}
    return tuple(
        Mark(at, number(at, book.decimals))
        for at in sorted(thresholds, key=lambda at: abs(at - ends.after))
    )


def _answer(explanation: Explanation, setting: Setting, ends: Ends) -> str:
    first, last = (
        words.named_day(state.score.day, setting.today)
        for state in (explanation.since, explanation.to)
    )
    if not all(ends.scored):
        none = [None if ok else day for ok, day in zip(ends.scored, (first, last), strict=True)]
        return words.unscored(none[0], none[1])
    return words.answer(ends.moved, ends.rest, first, last, ends.decimals)


def _paragraphs(
    explanation: Explanation,
    setting: Setting,
    ends: Ends,
    steps: Sequence[Item],
    moves: Sequence[float],
) -> tuple[str, ...]:
    decimals = ends.decimals
    if all(ends.scored):
        head = words.from_to(ends.before, ends.after, decimals, official=ends.official)
    else:
        rules = words.by_the_rules(ends.before, ends.after, decimals)
        head = together(_answer(explanation, setting, ends), rules)
    moved = [(_phrase(item), points) for item, points in zip(steps, moves, strict=True)]
    losses = words.took([one for one in moved if one[1] < 0], decimals)
    gains = words.gave([one for one in moved if one[1] > 0], decimals)
    tail = ""
    if ends.rest is not None:
        tail = words.explained(ends.moved, ends.rest, decimals)
    elif all(ends.scored):
        any_ = len(setting.official) > 0
        tail = words.not_published(compares=official_compares(explanation), any_=any_)
    perks = _perks(explanation.to.rulebook, ends)
    versions = words.version_unknown(*setting.versions) if setting.versions else ""
    told = [head, losses, gains, tail, *perks, versions]
    if not moved:
        told.insert(1, words.nothing_moved())
    return tuple(text for text in told if text)


def _phrase(item: Item) -> str:
    """Return an item's label as it stands within a sentence."""
    return item.phrase or count_in_words(inside(item.label))


def _perks(book: Rulebook, ends: Ends) -> list[str]:
    """Say which perks were won or lost, by the figures of the statement."""
    if not all(ends.scored):
        return []
    told = []
    for perk in book.perks:
        if perk.at is None or perk.held(ends.before) == perk.held(ends.after):
            continue
        at = overview.first_holding(perk, book.decimals)
        won = perk.held(ends.after)
        told.append(words.perk_moved(text_of(perk.title), at, book.decimals, won=won))
    return told
