"""A rulebook as a function of the numbers that are fitted, with its slopes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import FloatMatrix, FloatVector
from app.domain.rulebook import Basis, Number, Rule, Rulebook
from app.rulebook.curves import Term, clipped, factor_points, slots, term, total

_BASE = -1


@dataclass(frozen=True, slots=True)
class FreeNumber:
    """A number that is fitted.

    Attributes:
        key: Where it stands: ``score.base``, ``rule.ID.points``, ``rule.ID.steps[2].points`` or
            ``rule.ID.when_none``.
        row: Row of its rule, -1 for the base.
        slot: Its place in the rule's ``slots``.
        number: As the rulebook has it.
    """

    key: str
    row: int
    slot: int
    number: Number


def free_numbers(book: Rulebook) -> tuple[FreeNumber, ...]:
    """Return the assumed numbers that may be off, the base first, then in file order."""
    return tuple(
        one for one in _all_numbers(book) if not one.number.certain and _assumed(book, one)
    )


def _all_numbers(book: Rulebook) -> Iterator[FreeNumber]:
    yield FreeNumber("score.base", _BASE, 0, book.base)
    for row, rule in enumerate(book.rules):
        for slot, number in enumerate(slots(rule)):
            if number is not None:
                yield FreeNumber(f"rule.{rule.id}.{_key_in(rule, slot)}", row, slot, number)


def _key_in(rule: Rule, slot: int) -> str:
    worth = len(rule.steps) or 1
    if slot == worth:
        return "when_none"
    return f"steps[{slot}].points" if rule.steps else "points"


def _assumed(book: Rulebook, one: FreeNumber) -> bool:
    own = one.number.basis
    if own is None:
        # A base with a range and nothing that it rests on is a guess.
        own = Basis.ASSUMED if one.row == _BASE else book.rules[one.row].basis
    return own is Basis.ASSUMED


class FitModel:
    """Scores people by a rulebook whose free numbers are given.

    Args:
        book: The rulebook.
        free: Its free numbers.
        measures: x of each rule, shape ``(n_rules, n)``.
    """

    def __init__(self, book: Rulebook, free: tuple[FreeNumber, ...], measures: FloatMatrix) -> None:
        self._book, self._free = book, free
        self._terms: list[Term] = [term(rule, measures[row]) for row, rule in enumerate(book.rules)]
        self._values = [
            np.array([0.0 if one is None else one.value for one in slots(rule)])
            for rule in book.rules
        ]
        place = {factor.id: row for row, factor in enumerate(book.factors)}
        self._factor = [place[rule.factor] for rule in book.rules]

    def scores(self, values: FloatVector) -> FloatVector:
        """Return the unrounded scores, shape ``(n,)``.

        Args:
            values: The free numbers, shape ``(n_free,)``.
        """
        base, raw = self._raw(values)
        return total(self._book, factor_points(self._book, self._bounded(raw)), base)

    def slopes(self, values: FloatVector) -> FloatMatrix:
        """Return how each score moves with each free number, shape ``(n, n_free)``.

        Where a bound of the rule, its factor or the score holds, nothing moves.
        """
        book = self._book
        base, raw = self._raw(values)
        z = self._bounded(raw)
        free_rule = [
            _within(raw[row], rule.minimum, rule.maximum) for row, rule in enumerate(book.rules)
        ]
        sums = np.zeros((len(book.factors), raw.shape[1]))
        for row, place in enumerate(self._factor):
            sums[place] += z[row]
        free_factor = [
            _within(sums[row], factor.minimum, factor.maximum)
            for row, factor in enumerate(book.factors)
        ]
        whole = base + factor_points(book, z).sum(axis=0)
        free_total = _within(whole, book.floor, book.ceiling)
        slopes = np.empty((raw.shape[1], len(self._free)))
        for column, one in enumerate(self._free):
            if one.row == _BASE:
                slopes[:, column] = free_total
                continue
            picked = self._terms[one.row]
            moves = free_total * free_factor[self._factor[one.row]] * free_rule[one.row]
            slopes[:, column] = np.where(picked.slot == one.slot, picked.times, 0.0) * moves
        return slopes

    def _raw(self, values: FloatVector) -> tuple[float, FloatMatrix]:
        """Return the base and the points of every rule before any bound."""
        base, own = self._book.base.value, [one.copy() for one in self._values]
        for one, value in zip(self._free, values.tolist(), strict=True):
            if one.row == _BASE:
                base = value
            else:
                own[one.row][one.slot] = value
        raw = [
            known[picked.slot] * picked.times
            for known, picked in zip(own, self._terms, strict=True)
        ]
        return base, np.array(raw)

    def _bounded(self, raw: FloatMatrix) -> FloatMatrix:
        return np.array(
            [
                clipped(raw[row], rule.minimum, rule.maximum)
                for row, rule in enumerate(self._book.rules)
            ]
        )


def _within(values: FloatVector, low: float | None, high: float | None) -> FloatVector:
    """Return 1 where values lie within bounds, 0 where a bound holds them."""
    inside = np.ones(len(values), dtype=np.bool_)
    if low is not None:
        inside &= values >= low
    if high is not None:
        inside &= values <= high
    return inside.astype(np.float64)
