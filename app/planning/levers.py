"""What a person lets a plan move: which actions, how far, at what effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.rulebook import Action, Rulebook, Stance

OFF_UNLESS_ALLOWED = frozenset({Stance.SPEECH, Stance.TIES})
"""The app never proposes to be silent or to drop a friend: a person has to put these on the table."""

_WHOLE = 1e-9


@dataclass(frozen=True)
class Table:
    """What is on the table, and on whose terms.

    Attributes:
        limits: The most units of an action, by its id.
        off: Ids of actions that are off the table.
        allowed: Stances that the person put on the table.
        efforts: The person's own effort of one unit, by action id.
        expected: Units that the person expects anyway, by action id.
    """

    limits: Mapping[str, float] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    allowed: frozenset[Stance] = frozenset()
    efforts: Mapping[str, float] = field(default_factory=dict)
    expected: Mapping[str, float] = field(default_factory=dict)

    def applied(self, book: Rulebook) -> Rulebook:
        """Return the rulebook with the person's own efforts and expectations in its actions."""
        return replace(
            book,
            actions=tuple(
                replace(
                    action,
                    effort=self.efforts.get(action.id, action.effort),
                    expected=self.expected.get(action.id, action.expected),
                )
                for action in book.actions
            ),
        )

    def has_on(self, action: Action) -> bool:
        """Whether a plan may move an action."""
        kept = action.stance not in OFF_UNLESS_ALLOWED or action.stance in self.allowed
        return kept and action.id not in self.off


@dataclass(frozen=True, slots=True)
class Lever:
    """One action in a plan: ``low`` to ``high`` whole steps above its least units.

    Attributes:
        fixed: The units of an action that is off the table: what is expected of it; else ``None``.
    """

    action: Action
    low: int
    high: int
    fixed: float | None = None

    def units(self, steps: int) -> float:
        """Return the units of so many steps."""
        if self.fixed is not None:
            return self.fixed
        return self.action.minimum + self.action.step * steps

    @property
    def least(self) -> float:
        """Return the least units that may be planned."""
        return self.units(self.low)

    def between(self, low: int, high: int) -> Lever:
        """Return the lever held between two numbers of steps."""
        return replace(self, low=low, high=high)


def lever_of(action: Action, table: Table) -> Lever:
    """Return how far a plan may move an action."""
    if not table.has_on(action):
        return Lever(action, 0, 0, action.expected)
    most = min(action.maximum, table.limits.get(action.id, action.maximum))
    return Lever(action, 0, steps_up_to(action, most))


def steps_up_to(action: Action, most: float) -> int:
    """Return how many whole steps above its least units an action can go."""
    return max(0, int((most - action.minimum) / action.step + _WHOLE))
