"""What an invented operator does in secret: the truth that an audit of the cohort is to find."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from app.domain.arrays import DayVector, FloatMatrix, FloatVector
from app.domain.calendar import day_of
from app.domain.crowd import Crowd
from app.domain.errors import UsageError
from app.domain.rulebook import Rulebook
from app.domain.score import published_figures
from app.mirror.crowd_scoring import marks_of_crowd
from app.rulebook import library
from app.wording.language import _

_PENALTY = re.compile(r"(?P<column>[^=:]+)=(?P<group>[^:]+):(?P<points>[+-]?[0-9.]+)")


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points that everybody of one group gets or loses, by no rule that anybody knows."""

    column: str
    group: str
    points: float


@dataclass(frozen=True, slots=True)
class Change:
    """From a day on, scores follow other rules: a variant of the rulebook, or another one."""

    day: int
    name: str


@dataclass(frozen=True, slots=True)
class Plants:
    """What the operator does besides what the rulebook says.

    Attributes:
        uncounted: Rules that do not count, whatever the rulebook says.
        penalties: What is given to or taken from groups.
        changes: When the rules change.
    """

    uncounted: tuple[str, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    changes: tuple[Change, ...] = ()


def penalty_of(text: str, option: str) -> Penalty:
    """Read ``region=Southwick:-12``.

    Raises:
        UsageError: The text is no such thing.
    """
    match = _PENALTY.fullmatch(text)
    try:
        points = float(match["points"]) if match else math.nan
    except ValueError:
        points = math.nan
    if match is None or not math.isfinite(points):
        raise UsageError(
            _("{option}: “{text}” does not fit. Write it as region=Southwick:-12.").format(
                option=option, text=text
            )
        )
    return Penalty(match["column"], match["group"], points)


def change_of(text: str, option: str) -> Change:
    """Read ``2015-09-01=operator-account``.

    Raises:
        UsageError: The text is no such thing.
    """
    day, _equals, name = text.partition("=")
    try:
        return Change(day_of(dt.date.fromisoformat(day)), name) if name else _unfit(text, option)
    except ValueError:
        return _unfit(text, option)


def _unfit(text: str, option: str) -> Change:
    raise UsageError(
        _("{option}: “{text}” does not fit. Write it as 2015-09-01=operator-account.").format(
            option=option, text=text
        )
    )


@dataclass(frozen=True)
class Operator:
    """Whoever publishes the scores of invented people.

    Attributes:
        reigns: The rules with the first day on which they hold, ascending; the first holds from
            the beginning. Each with the name under which scores say that it was in force.
        penalties: What is given to or taken from groups.
        floor, ceiling, decimals: How figures are published.
    """

    reigns: tuple[tuple[int, Rulebook, str], ...]
    penalties: tuple[Penalty, ...]

    @classmethod
    def of(cls, reference: str, book: Rulebook, plants: Plants) -> Operator:
        """Return the operator who plays by a rulebook, but for what is planted.

        Args:
            reference: Id or path of the rulebook.
            book: The same, its variant on.
            plants: What the operator does besides.

        Raises:
            UsageError: There is no such rule, variant or rulebook.
        """
        reigns = [(np.iinfo(np.int32).min, _without(book, plants.uncounted), book.version)]
        for change in sorted(plants.changes, key=lambda one: one.day):
            known = any(one.id == change.name for one in book.variants)
            ruling = library.find(reference, change.name) if known else library.find(change.name)
            name = change.name if known else ruling.version
            kept = tuple(rule.id for rule in ruling.rules)
            left = tuple(one for one in plants.uncounted if one in kept)
            reigns.append((change.day, _without(ruling, left), name))
        return cls(tuple(reigns), plants.penalties)

    def scores(self, people: Crowd, days: DayVector) -> FloatMatrix:
        """Return what everybody scores on each day, unrounded; NaN where there is no score.

        Args:
            people: The people, with the columns by which they can be told apart.
            days: Days, ascending, shape ``(n_days,)``.

        Returns:
            Shape ``(n_people, n_days)``. Unit: points.
        """
        scores = np.empty((len(people), len(days)))
        for column, number in enumerate(self._ruling(days).tolist()):
            on = np.full(len(people), days[column], dtype=np.int32)
            (marks,) = marks_of_crowd([self.reigns[number][1]], people, on)
            scores[:, column] = np.where(marks.unscored, np.nan, marks.sum)
        for one in self.penalties:
            labels = people.attributes[one.column]
            if one.group in labels.names:
                scores[labels.code == labels.names.index(one.group)] += one.points
        return scores

    def in_force(self, days: DayVector) -> tuple[str, ...]:
        """Return under what name the rules of each day go."""
        return tuple(self.reigns[number][2] for number in self._ruling(days).tolist())

    def published(self, scores: FloatVector, days: DayVector) -> FloatVector:
        """Return scores as they are published: within the scale of the day, and rounded."""
        ruling = self._ruling(days)
        shown = np.empty(len(scores))
        for number in np.unique(ruling).tolist():
            on, book = ruling == number, self.reigns[number][1]
            within = np.clip(scores[on], book.floor, book.ceiling)
            shown[on] = published_figures(within, book.decimals)
        return shown

    def _ruling(self, days: DayVector) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        starts = np.array([start for start, *_rest in self.reigns])
        return np.asarray(np.searchsorted(starts, days, side="right") - 1)


def check_groups(penalties: Iterable[Penalty], columns: Mapping[str, tuple[str, ...]]) -> None:
    """See to it that every penalty names a group that there is.

    Raises:
        UsageError: One does not; the message lists what there is.
    """
    for one in penalties:
        if one.column not in columns:
            raise UsageError(
                _("--penalty: there is no column {column}. There are: {listed}.").format(
                    column=one.column, listed=", ".join(columns)
                )
            )
        if one.group not in columns[one.column]:
            raise UsageError(
                _("--penalty: {column} has no group {group}. There are: {listed}.").format(
                    column=one.column, group=one.group, listed=", ".join(columns[one.column])
                )
            )


def _without(book: Rulebook, rules: tuple[str, ...]) -> Rulebook:
    known = {rule.id for rule in book.rules}
    for one in rules:
        if one not in known:
            raise UsageError(
                _("--uncounted: the rulebook has no rule {rule}. It has: {listed}.").format(
                    rule=one, listed=", ".join(sorted(known))
                )
            )
    return replace(book, rules=tuple(rule for rule in book.rules if rule.id not in rules))
