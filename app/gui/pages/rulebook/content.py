"""Writes the document of a rulebook, with a person's figures where somebody is open. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.adding_up import shown_points
from app.domain.explanation import Explanation
from app.domain.rulebook import Factor, Measure, Rule, Rulebook
from app.domain.stated import Stated, stated, stated_by, unfounded
from app.gui.pages.rulebook.document import Document, Entry, Line, Said, Section, mark, said
from app.wording import rulebook_page as words
from app.wording.language import _, day, number, points, text_of
from app.wording.notes import (
    Note,
    NoteLine,
    in_tries,
    is_a_span,
    rule_is_guess,
    rule_note,
    source_of,
    span_of,
    start_note,
)
from app.wording.rule_works import how_it_works, plain
from app.wording.visible import visible

_FIRST, _FACTORS, _LAST = range(3)


@dataclass(frozen=True)
class Person:
    """A person's figures under the book: what explains them, and how many records rules look at."""

    explanation: Explanation
    looks_at: dict[str, int] = field(default_factory=dict)


def document(book: Rulebook, person: Person | None = None) -> Document:
    """Write the document of a rulebook.

    Args:
        book: The rulebook.
        person: Whose figures stand beside the rules; nobody's where left out.
    """
    by_path = {one.path: one for one in (*stated(book), *unfounded(book))}
    sections = [
        _scale(book, by_path),
        _bands(book, by_path),
        _perks(book, by_path),
        *(_factor(book, factor, by_path, person) for factor in book.factors),
        _overrides(book, by_path),
        _actions(book, by_path),
        _examples(book),
        _variants(book),
        _sources(book),
    ]
    return Document(book, tuple(one for one in sections if one.entries[1:] or one.group == _FACTORS
                                or one.id == "scale"))  # fmt: skip


def _section(
    name: str, title: str, group: int, entries: tuple[Entry, ...], count: str = ""
) -> Section:
    head = Entry(f"{name}-head", title, is_head=True)
    return Section(name, title, count or number(len(entries)), group, (head, *entries))


def _scale(book: Rulebook, by_path: dict[str, Stated]) -> Section:
    base = by_path["score.base"]
    edges = {key: by_path[f"score.{key}"] for key in ("floor", "ceiling")}
    notes = _notes(book, _("The scale"), edges) | {"base": start_note(book)}
    text = words.scale(*(mark(notes[key].figure, key) for key in ("floor", "ceiling", "base")))
    ends = _("{low} to {high}").format(low=plain(book.floor), high=plain(book.ceiling))
    head = Entry(
        "scale-head", _("The scale"), is_head=True, said=said(text, notes),
        chips=words.chips((base, *edges.values())), source=visible(source_of(book, base.source)),
    )  # fmt: skip
    told = [text_of(book.about), text_of(book.caution) if book.caution else ""]
    more = tuple(
        Entry(f"scale-{place}", "", said=Said(visible(text)))
        for place, text in enumerate(told)
        if text
    )
    return Section("scale", _("The scale"), ends, _FIRST, (head, *more))


def _notes(book: Rulebook, title: str, numbers: dict[str, Stated]) -> dict[str, Note]:
    return {key: words.number_note(book, title, one) for key, one in numbers.items()}


def _bands(book: Rulebook, by_path: dict[str, Stated]) -> Section:
    lines = tuple(Line(_from(band.start), visible(text_of(band.title))) for band in book.bands)
    starts = tuple(by_path[f"band.{band.id}.from"] for band in book.bands)
    table = (Entry("bands-table", "", lines=lines, chips=words.chips(starts)),) if lines else ()
    return _section("bands", _("Bands"), _FIRST, table, number(len(lines)))


def _perks(book: Rulebook, by_path: dict[str, Stated]) -> Section:
    entries = []
    for perk in book.perks:
        title = visible(text_of(perk.title))
        one = by_path.get(f"perk.{perk.id}.at")
        notes = {} if one is None else {"at": words.number_note(book, title, one)}
        at = "" if one is None else mark(words.figure(one), "at")
        basis = (
            ((perk.basis, words.basis_line(perk.basis)),) if one is None else words.chips((one,))
        )
        entries.append(
            Entry(f"perk.{perk.id}", title, said=said(words.perk_at(perk, at), notes), chips=basis,
                  source=visible(source_of(book, perk.source)))
        )  # fmt: skip
    return _section("perks", _("What it opens"), _FIRST, tuple(entries))


def _factor(
    book: Rulebook, factor: Factor, by_path: dict[str, Stated], person: Person | None
) -> Section:
    title = visible(text_of(factor.title))
    bounds = {
        key: by_path[path]
        for key in ("min", "max")
        if (path := f"factor.{factor.id}.{key}") in by_path
    }
    notes = _notes(book, title, bounds)
    shown = {key: mark(plain(abs(one.value)), key) for key, one in bounds.items()}
    low = bounds["min"].value if "min" in bounds else 0.0
    high = bounds["max"].value if "max" in bounds else 0.0
    text = words.factor_reach(shown.get("min", ""), shown.get("max", ""), same=low == -high)
    rules = tuple(rule for rule in book.rules if rule.factor == factor.id)
    figure = None if person is None else _factor_note(book, factor, rules, person.explanation)
    head = Entry(
        f"factor.{factor.id}", title, is_head=True, figure=figure, said=said(text, notes),
        chips=words.chips(tuple(bounds.values())) or ((factor.basis, words.basis_line(factor.basis)),),
        source=visible(source_of(book, factor.source)),
    )  # fmt: skip
    entries = (head, *(_rule(book, rule, person) for rule in rules))
    return Section(factor.id, title, number(len(rules)), _FACTORS, entries, figure)


def _factor_note(
    book: Rulebook, factor: Factor, rules: tuple[Rule, ...], explanation: Explanation
) -> Note | None:
    share = next((one for one in explanation.factors if one.id == factor.id), None)
    if share is None:
        return None
    moved = shown_points(explanation).factors[factor.id]
    figure = points(moved, book.decimals)
    counting = {one.id for one in explanation.rules if one.points}
    guess = any(rule_is_guess(rule) for rule in rules if rule.id in counting)
    lines, spoken = [], [figure]
    drawn = explanation.range
    interval = drawn.factors.get(factor.id) if drawn else None
    if drawn is not None and interval is not None and is_a_span(*interval, book.decimals):
        text = span_of(*interval, book.decimals)
        lines.append(NoteLine(in_tries(drawn.level), text))
        spoken.append(text)
    guessed = sum(rule_is_guess(rule) for rule in rules)
    text = _("{count} of {all} rules are guesses")
    text = text.format(count=number(guessed), all=number(len(rules)))
    lines.append(NoteLine(_("Rests on"), text, factor.basis))
    title = visible(text_of(factor.title))
    return Note(title, figure, moved, guess, tuple(lines), ", ".join(spoken))


def _rule(book: Rulebook, rule: Rule, person: Person | None) -> Entry:
    title = visible(text_of(rule.title))
    numbers = tuple(stated_by(rule))
    at = len(f"rule.{rule.id}.")
    notes = {one.path[at:]: words.number_note(book, title, one) for one in numbers}
    plain_ones = tuple(one for one in numbers if "steps[" not in one.path)
    figure, caption = None, ""
    if person is not None:
        share = next((one for one in person.explanation.rules if one.id == rule.id), None)
        if share is not None:
            moved = shown_points(person.explanation).rules[rule.id]
            figure = rule_note(book, rule, moved, person.explanation)
        caption = words.of_your_records(
            person.looks_at.get(rule.id, 0), contacts=rule.measure is Measure.CONTACTS
        )
    return Entry(
        f"rule.{rule.id}",
        title,
        caption=caption,
        figure=figure,
        said=said(how_it_works(rule, steps=False, say=mark), notes),
        lines=_steps(rule, numbers),
        chips=words.chips(plain_ones),
        source=visible(source_of(book, rule.source)),
    )


def _steps(rule: Rule, numbers: tuple[Stated, ...]) -> tuple[Line, ...]:
    paid = [one for one in numbers if one.path.endswith(".points") and "steps[" in one.path]
    return tuple(
        Line(
            _from(step.start),
            words.signed(step.points.value),
            step.points.value,
            words.rests_on_a_guess(one),
            words.resting(one),
        )
        for step, one in zip(rule.steps, paid, strict=True)
    )


def _from(start: float) -> str:
    return _("from {start}").format(start=plain(start))


def _overrides(book: Rulebook, by_path: dict[str, Stated]) -> Section:
    entries = []
    for one in book.overrides:
        title, path = visible(text_of(one.title)), f"override.{one.id}.lifetime"
        numbers = {"lifetime": by_path[path]} if path in by_path else {}
        shown = {key: mark(words.figure(held), key) for key, held in numbers.items()}
        text = words.override_line(one, book, shown.get("lifetime", ""))
        entries.append(_numbered(book, f"override.{one.id}", title, text, numbers))
    return _section("overrides", _("What settles it by itself"), _LAST, tuple(entries))


def _actions(book: Rulebook, by_path: dict[str, Stated]) -> Section:
    entries = []
    for one in book.actions:
        title = visible(text_of(one.title))
        numbers = {key: by_path[f"action.{one.id}.{key}"] for key in ("min", "max")}
        low, high = (mark(words.figure(held), key) for key, held in numbers.items())
        text = words.action_line(one, low, high)
        entries.append(_numbered(book, f"action.{one.id}", title, text, numbers))
    return _section("actions", _("What can be planned"), _LAST, tuple(entries))


def _numbered(
    book: Rulebook, name: str, title: str, text: str, numbers: dict[str, Stated]
) -> Entry:
    """Make an entry of one sentence whose figures can be asked."""
    notes, resting = _notes(book, title, numbers), words.chips(tuple(numbers.values()))
    return Entry(name, title, said=said(text, notes), chips=resting)


def _examples(book: Rulebook) -> Section:
    entries = []
    for place, one in enumerate(book.examples):
        score = _("no score") if one.score is None else plain(one.score)
        text = _("On {day}: {score}.").format(day=day(one.at), score=score)
        entries.append(Entry(f"example.{place}", visible(text_of(one.title)), said=Said(text)))
    return _section("examples", _("Worked examples"), _LAST, tuple(entries))


def _variants(book: Rulebook) -> Section:
    entries = []
    for one in book.variants:
        text = ", ".join(f"{path} = {plain(value)}" for path, value in one.settings.items())
        entries.append(
            Entry(f"variant.{one.id}", visible(text_of(one.title)), said=Said(visible(text)))
        )
    return _section("variants", _("Variants"), _LAST, tuple(entries))


def _sources(book: Rulebook) -> Section:
    entries = tuple(
        Entry(f"source.{one.id}", visible(one.title),
              said=Said(visible(", ".join(p for p in (one.publisher, one.date, one.address) if p))))
        for one in book.sources
    )  # fmt: skip
    return _section("sources", _("Sources"), _LAST, entries)
