"""Questions made from a rulebook: one a rule, what each answer is worth beside it.

Rules of one factor that count the same records are one question: whoever answered them one by
one could contradict themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from app.domain.calendar import Unit, completed
from app.domain.rulebook import TIMED, Factor, Measure, Override, Rule, Rulebook, Texts
from app.wording.language import Language, current


class Control(StrEnum):
    """How an answer is given."""

    CHOICES = "choices"
    NUMBER = "number"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose.

    Attributes:
        start: Least measure of the class; ``None`` where no record is there.
        end: First measure beyond it; ``None`` where there is none.
        with_none: Whether having none is worth the same and is the same answer.
        kind: The one kind that is there, in a question about several rules.
        title: What the rulebook calls it, likewise; ``None`` where the measure says it.
        holds: In a question about what settles the score: whether it is so.
    """

    start: float | None = None
    end: float | None = None
    with_none: bool = False
    kind: str | None = None
    title: Texts | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer. One of the three, and the average beside a number of contacts.

    Attributes:
        choice: Which of the choices.
        number: How many, or how much.
        day: Since when, or until when.
        average: The contacts' average score.
    """

    choice: int | None = None
    number: float | None = None
    day: int | None = None
    average: float | None = None


Answers = Mapping[str, Given]
"""Answers by question id; a question that is not there is open."""


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        id: Id of its rule, of its factor (several rules) or of its override.
        title: What it is about, in the rulebook's words.
        factor: The factor that its points go into; ``None`` for an override.
        rules: What it answers; empty for an override.
        override: What settles the score by itself.
    """

    id: str
    title: Texts
    control: Control
    choices: tuple[Choice, ...] = ()
    factor: Factor | None = None
    rules: tuple[Rule, ...] = ()
    override: Override | None = None
    kinds: tuple[str, ...] = field(default=())

    @property
    def takes_a_day(self) -> bool:
        """Whether the day itself may be typed instead of a class: since when."""
        return len(self.rules) == 1 and self.rules[0].measure in TIMED

    @property
    def unit(self) -> Unit | None:
        """What its classes are counted in, where that is time."""
        return self.rules[0].unit if len(self.rules) == 1 else None


def default_book() -> str:
    """Return the id of the rulebook that asks first: the German score for a reader of German."""
    return "schufa-2026" if current() is Language.GERMAN else "article-2016"


def questions(book: Rulebook) -> tuple[Question, ...]:
    """Return a rulebook's questions: what settles the score first, then factor by factor."""
    asked = [_of_override(override) for override in book.overrides]
    for factor in book.factors:
        rules = tuple(rule for rule in book.rules if rule.factor == factor.id)
        if len(rules) > 1 and _entangled(rules):
            asked.append(_of_several(factor, rules))
        else:
            asked.extend(_of_rule(factor, rule) for rule in rules)
    return tuple(asked)


def _of_override(override: Override) -> Question:
    choices = (Choice(holds=False), Choice(holds=True))
    return Question(
        override.id,
        override.title,
        Control.CHOICES,
        choices,
        override=override,
        kinds=override.kinds,
    )


def _of_rule(factor: Factor, rule: Rule) -> Question:
    control, choices = Control.NUMBER, tuple[Choice, ...]()
    if rule.measure is Measure.CONTACTS:
        control = Control.CONTACTS
    elif rule.steps and (rule.measure in TIMED or rule.measure is Measure.COUNT):
        control, choices = Control.CHOICES, tuple(_classes(rule))
    return Question(
        rule.id, rule.title, control, choices, factor=factor, rules=(rule,), kinds=rule.kinds
    )


def _of_several(factor: Factor, rules: tuple[Rule, ...]) -> Question:
    kinds = tuple(dict.fromkeys(kind for rule in rules for kind in rule.kinds))
    first = next((rule for rule in rules if _without(rule)), rules[0])
    choices = [Choice(start=None, title=first.title)]
    # An open contract, an ended one: each is named by the rule that is about nothing else.
    for kind in kinds:
        naming = [rule for rule in rules if kind in rule.kinds]
        closest = min(naming, key=lambda rule: (len(rule.kinds), rule.measure not in TIMED))
        choices.append(Choice(start=0, kind=kind, title=closest.title))
    return Question(
        factor.id,
        factor.title,
        Control.CHOICES,
        tuple(choices),
        factor=factor,
        rules=rules,
        kinds=kinds,
    )


def _without(rule: Rule) -> bool:
    """Whether having no record is worth something by this rule."""
    return bool(rule.steps) and rule.measure is Measure.COUNT and rule.steps[0].points.value != 0


def _entangled(rules: tuple[Rule, ...]) -> bool:
    seen: set[str] = set()
    for rule in rules:
        if seen & set(rule.kinds):
            return True
        seen |= set(rule.kinds)
    return False


def _classes(rule: Rule) -> Iterator[Choice]:
    """Yield the classes of a rule in steps: having none first, then upwards."""
    steps = rule.steps
    ends = [step.start for step in steps[1:]]
    if rule.measure is Measure.COUNT:
        first = 0.0 if steps[0].start > 0 else None
        if first is not None:
            yield Choice(0.0, steps[0].start)
        for step, end in zip(steps, [*ends, None], strict=True):
            yield Choice(step.start, end)
        return
    none = rule.when_none.value if rule.when_none else 0.0
    same = steps[0].points.value == none and steps[0].points.certain and steps[0].start <= 0
    if rule.measure is Measure.TIME_LEFT and same:
        # "None" and "under three years" are one answer: nobody need know which.
        yield Choice(0.0, ends[0] if ends else None, with_none=True)
        rest = zip(steps[1:], [*ends[1:], None], strict=True)
    else:
        yield Choice()
        if steps[0].start > 0:
            yield Choice(0.0, steps[0].start)
        rest = zip(steps, [*ends, None], strict=True)
    for step, end in rest:
        yield Choice(step.start, end)


def class_of(question: Question, given: Given, day: int) -> int | None:
    """Return the class that a typed day falls into, as the place of a choice."""
    rule = question.rules[0]
    if given.day is None or rule.unit is None:
        return given.choice
    first, last = sorted((given.day, day))
    measure = int(completed(np.array([first], np.int32), np.array([last], np.int32), rule.unit)[0])
    for place, choice in enumerate(question.choices):
        begun = choice.start is not None and choice.start <= measure
        if begun and (choice.end is None or measure < choice.end):
            return place
    return None
