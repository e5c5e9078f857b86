"""What the page of questions shows, as plain data. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.records import Export
from app.domain.rulebook import Rulebook, Texts
from app.wording import questions as words
from app.wording.language import number, points, text_of, typed_day
from app.wording.notes import rule_is_guess, score_is_guess
from app.wording.rule_works import how_it_works
from app.workflow.questionnaire import Choice, Control, Given, Question

if TYPE_CHECKING:
    from app.workflow.answering import Tally


@dataclass
class Sheet:
    """The answers of the session; they stay while the page is left or built anew.

    Attributes:
        book: Id of the rulebook that asks; empty before the page is first shown.
        day: The day asked about; ``None`` before that.
        answers: By question id.
        place: Which question is before the reader.
        name: Whose answers they are, as kept.
        before: The data that the answers were read back from; ``None`` where they are new.
        seen: The person who was before the reader last.
        owner: Whose answers they are within the session; empty: typed without anybody's records.
        sets: Answers and place of every owner and rulebook that were left, to come back to.
        taken: What each owner's records said when they were taken up, or what was handed on.
        whose: Name, data and day of every owner that was left.
    """

    book: str = ""
    day: int | None = None
    answers: dict[str, Given] = field(default_factory=dict)
    place: int = 0
    name: str = ""
    before: Export | None = None
    seen: Export | None = None
    owner: str = ""
    sets: dict[tuple[str, str], tuple[dict[str, Given], int]] = field(default_factory=dict)
    taken: dict[tuple[str, str], dict[str, Given]] = field(default_factory=dict)
    whose: dict[str, tuple[str, Export | None, int | None]] = field(default_factory=dict)

    def put_away(self) -> None:
        """Show nothing of a person who is put away; what was answered and not kept comes back with them."""
        self.switch("", self.book)
        self.name, self.before, self.seen = "", None, None
        for key in [key for key in self.sets if key[0]]:
            if self.sets[key][0] == self.taken.get(key):
                del self.sets[key]
        owners = {owner for owner, _book in self.sets}
        self.taken = {key: what for key, what in self.taken.items() if key[0] in owners}
        self.whose = {owner: what for owner, what in self.whose.items() if owner in owners}

    def unkept(self) -> tuple[Sheet, ...]:
        """Return each set of answers that is neither kept nor handed on, as a sheet of its own."""
        sets = {key: answers for key, (answers, _place) in self.sets.items()}
        sets[self.owner, self.book] = self.answers
        whose = {**self.whose, self.owner: (self.name, self.before, self.day)}
        found = []
        for (owner, book), answers in sets.items():
            if answers and answers != self.taken.get((owner, book)):
                name, before, day = whose.get(owner, ("", None, None))
                found.append(Sheet(book, day, dict(answers), name=name, before=before, owner=owner))
        return tuple(found)

    def switch(self, owner: str, book: str) -> None:
        """Go on with the answers of another owner or to another rulebook; keep those so far."""
        self.sets[self.owner, self.book] = (self.answers, self.place)
        self.whose[self.owner] = (self.name, self.before, self.day)
        self.owner, self.book = owner, book
        self.answers, self.place = self.sets.get((owner, book), ({}, 0))


@dataclass(frozen=True)
class Asked:
    """A rulebook with its questions, and what every choice is worth by itself.

    ``paper`` says of a question where its answer stands in a paper copy of one's file.
    """

    book: Rulebook
    questions: tuple[Question, ...]
    worth: Mapping[tuple[str, int], float]
    paper: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice: what it says, and its points at the right."""

    label: str
    figure: str
    value: float | None
    guess: bool


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """The question before the reader."""

    id: str
    progress: str
    factor: str
    title: str
    help: str
    control: Control
    lines: tuple[ChoiceLine, ...]
    chosen: int | None
    number: float | None
    average: float | None
    day: str
    takes_a_day: bool
    paper: str
    unit: ChoiceLine | None
    most: int
    averages: tuple[float, float, float]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class ListLine:
    """A question in the list of all: its title, and its answer's points once it is answered."""

    short: str
    title: str
    figure: str
    value: float | None
    guess: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class TotalContent:
    """What stands in the card of the running total."""

    figure: str
    guess: bool
    band: str
    answered: str
    open: str
    shared: tuple[str, ...]
    can_see: bool


def question(asked: Asked, sheet: Sheet, chosen: int | None) -> QuestionContent:
    """Return what the question before the reader shows."""
    one = asked.questions[sheet.place]
    given = sheet.answers.get(one.id, Given())
    factor = text_of(one.factor.title) if one.factor else ""
    title = words.is_there(one.override) if one.override else words.asked(one.title)
    help_ = " ".join(how_it_works(rule) for rule in one.rules) if len(one.rules) == 1 else ""
    has_classes = one.control is Control.CHOICES
    return QuestionContent(
        id=one.id,
        progress=words.progress(sheet.place + 1, len(asked.questions)),
        factor="" if factor == title else factor,
        title=title,
        help="" if has_classes else help_,
        control=one.control,
        lines=tuple(_line(asked, one, n, choice) for n, choice in enumerate(one.choices))
        if has_classes
        else (),
        chosen=chosen,
        number=given.number,
        average=given.average,
        day="" if given.day is None else typed_day(given.day),
        takes_a_day=one.takes_a_day and has_classes,
        paper=text_of(asked.paper[one.id]) if one.id in asked.paper else "",
        unit=None if has_classes else _unit(one),
        most=words.most(one.rules[0]) if one.rules else 0,
        averages=(asked.book.floor, one.rules[0].pivot if one.rules else 0.0, asked.book.ceiling),
        first=sheet.place == 0,
        last=sheet.place == len(asked.questions) - 1,
    )


def worth(asked: Asked, sheet: Sheet, tally: Tally | None) -> ChoiceLine | None:
    """Return what the number before the reader is worth by itself; ``None`` while nobody knows."""
    one = asked.questions[sheet.place]
    if one.control is Control.CHOICES or tally is None or one.id not in sheet.answers:
        return None
    value = tally.alone.get(one.id)
    if value is None:
        return None
    figure = points(value, asked.book.decimals)
    guess = any(rule_is_guess(rule) for rule in one.rules)
    return ChoiceLine(words.answer_worth(), figure, value, guess)


def _unit(one: Question) -> ChoiceLine | None:
    rule = one.rules[0]
    if rule.points is None:
        return None
    value = rule.points.value
    return ChoiceLine(words.each(rule), words.exact_points(value), value, rule_is_guess(rule))


def _line(asked: Asked, one: Question, place: int, choice: Choice) -> ChoiceLine:
    book = asked.book
    if one.override is not None:
        said = words.settles(one.override, book) if choice.holds else ""
        return ChoiceLine(words.yes() if choice.holds else words.no(), said, None, guess=False)
    if len(one.rules) == 1:
        label = words.class_label(
            one.rules[0], choice.start, choice.end, with_none=choice.with_none
        )
    else:
        label = text_of(choice.title or one.title)
    value = asked.worth[one.id, place]
    return ChoiceLine(label, points(value, book.decimals), value, guess=_guess(one, choice))


def _guess(one: Question, choice: Choice) -> bool:
    steps = [step for rule in one.rules for step in rule.steps if step.start == choice.start]
    doubted = len(one.rules) == 1 and any(not step.points.certain for step in steps)
    return doubted or any(rule_is_guess(rule) for rule in one.rules)


def _answer_is_guess(one: Question, given: Given) -> bool:
    if given.choice is not None:
        return _guess(one, one.choices[given.choice])
    return any(rule_is_guess(rule) for rule in one.rules)


def listed(asked: Asked, sheet: Sheet, tally: Tally | None) -> tuple[ListLine, ...]:
    """Return the list of all questions."""
    lines = []
    for one in asked.questions:
        there = one.id in sheet.answers
        value = tally.points.get(one.id) if tally and there and one.factor else None
        figure = "" if value is None else points(value, asked.book.decimals)
        alone = one.factor and sum(other.factor is one.factor for other in asked.questions) == 1
        # The factor's title is the shorter one, where it names this question only.
        short = text_of(one.factor.title if one.factor and alone else one.title)
        guess = value is not None and _answer_is_guess(one, sheet.answers[one.id])
        lines.append(ListLine(short, text_of(one.title), figure, value, guess, answered=there))
    return tuple(lines)


def total(asked: Asked, sheet: Sheet, tally: Tally) -> TotalContent:
    """Return the running total: always what the scorer says."""
    book, found = asked.book, tally.score
    if found.unscored is not None:
        override = next(one for one in book.overrides if one.id == found.unscored.override)
        figure, band = "–", text_of(override.title)
    else:
        figure = number(found.published or 0.0, book.decimals)
        band = next((text_of(one.title) for one in book.bands if one.id == found.band), "")
    by_id = {one.id: one for one in asked.questions}
    shared = tuple(
        f"{text_of(by_id[name].title)}: "
        + words.counted_together(
            [text_of(by_id[other].title) for other in others],
            points(tally.points[name], book.decimals),
        )
        for name, others in tally.shared.items()
    )
    count = len(asked.questions)
    open_ = (
        words.all_answered()
        if tally.answered == count
        else words.still_open(tally.low, tally.high, book.decimals)
    )
    return TotalContent(
        figure,
        guess=score_is_guess(book) and found.unscored is None,
        band=band,
        answered=words.answered(tally.answered, count),
        open="" if found.unscored is not None else open_,
        shared=shared,
        can_see=bool(sheet.answers),
    )
