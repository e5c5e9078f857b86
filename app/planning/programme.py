"""A mixed-integer linear programme, put together row by row and solved by HiGHS."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from app.domain.arrays import FloatVector

_LIMIT_REACHED = 1  # milp's status where the time ran out
_LEAST_SECONDS, _NO_END = 0.01, 1e20
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Line:
    """A constant and a sum of variables, with the least and the most that it can be."""

    constant: float
    terms: Mapping[int, float] = field(default_factory=dict)
    low: float = 0.0
    high: float = 0.0

    @classmethod
    def of(cls, constant: float) -> Line:
        """Return a line that does not move."""
        return cls(constant, {}, constant, constant)

    @property
    def fixed(self) -> bool:
        """Whether it does not move."""
        return not self.terms

    def __add__(self, other: Line) -> Line:
        terms = dict(self.terms)
        for variable, times in other.terms.items():
            terms[variable] = terms.get(variable, 0.0) + times
        return Line(
            self.constant + other.constant, terms, self.low + other.low, self.high + other.high
        )

    def times(self, factor: float) -> Line:
        """Return the line so many times."""
        terms = {variable: factor * times for variable, times in self.terms.items() if factor}
        ends = sorted((factor * self.low, factor * self.high))
        return Line(factor * self.constant, terms, ends[0], ends[1])


@dataclass(frozen=True, slots=True)
class Point:
    """What a solve came to.

    Attributes:
        values: Every variable; ``None`` where no point was found.
        bound: What the objective cannot be less than, as far as it is proven.
        cut_short: Whether the time ran out.
    """

    values: FloatVector | None
    bound: float
    cut_short: bool


class Programme:
    """Variables and rows, added one by one."""

    def __init__(self) -> None:
        self._low: list[float] = []
        self._high: list[float] = []
        self._whole: list[int] = []
        self._cells: tuple[list[int], list[int], list[float]] = ([], [], [])
        self._row_low: list[float] = []
        self._row_high: list[float] = []

    def variable(self, low: float, high: float, *, whole: bool = False) -> int:
        """Add a variable and return its number."""
        self._low.append(low)
        self._high.append(high)
        self._whole.append(int(whole))
        return len(self._low) - 1

    def binary(self) -> int:
        """Add a variable that is 0 or 1."""
        return self.variable(0.0, 1.0, whole=True)

    def row(self, terms: Mapping[int, float], low: float = -np.inf, high: float = np.inf) -> int:
        """Hold a sum of variables within bounds and return the number of the row."""
        number = len(self._row_low)
        for variable, times in terms.items():
            self._cells[0].append(number)
            self._cells[1].append(variable)
            self._cells[2].append(times)
        self._row_low.append(low)
        self._row_high.append(high)
        return number

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._row_low)

    def least(
        self, objective: Mapping[int, float], *, presolve: bool, seconds: float | None
    ) -> Point:
        """Make a sum of variables as small as it can be.

        Args:
            objective: What each variable costs.
            presolve: Whether HiGHS simplifies first. Either way is wrong at times: ask both.
            seconds: After so long the best point found is taken.
        """
        costs = np.zeros(len(self._low))
        for variable, times in objective.items():
            costs[variable] = times
        shape = (self.rows, len(self._low))
        rows = csr_array((self._cells[2], (self._cells[0], self._cells[1])), shape=shape)
        most = _NO_END if seconds is None else max(seconds, _LEAST_SECONDS)
        with _quietly():
            found = milp(
                costs,
                integrality=np.array(self._whole),
                bounds=Bounds(np.array(self._low), np.array(self._high)),
                constraints=LinearConstraint(rows, self._row_low, self._row_high)
                if self.rows
                else None,
                # The default gap of 1e-4 takes a dearer plan where efforts are nearly tied.
                options={"mip_rel_gap": 0.0, "presolve": presolve, "time_limit": most},
            )
        bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
        return Point(found.x, bound, found.status == _LIMIT_REACHED)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what HiGHS itself prints out of standard output, which may carry a document.

    It writes past Python, to the descriptor, so that is what is turned away for the while.
    """
    with _ONE_AT_A_TIME:
        if sys.stdout is not None:
            sys.stdout.flush()
        try:
            kept = os.dup(1)
        except OSError:  # a window without a console has no standard output to keep clean
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(nowhere)
            os.close(kept)
