"""What a number rests on: its range, its basis, its source. Shown on F1 or under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.explanation import Explanation
from app.domain.rulebook import Basis, Measure, Number, Rule, Rulebook
from app.wording.language import _, number, pgettext, points, text_of
from app.wording.rule_works import basis_of, basis_word, plain

_OTHER_RULEBOOK = "official_other_rulebook"
_SAME = 1e-9
_GUESSES = frozenset({Basis.ASSUMED, Basis.FITTED})


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of a note. ``basis`` adds the mark of what the number rests on."""

    label: str
    text: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What there is to know about a figure.

    Attributes:
        title: What the figure is.
        figure: The figure as it is said.
        value: The figure as points, where its sign means gain or loss; else ``None``.
        guess: Whether nobody published it.
        lines: Range, basis, source.
        spoken: All in one line, for a screen reader and the clipboard: "+31, guess, 23 to 66".
    """

    title: str
    figure: str
    value: float | None
    guess: bool
    lines: tuple[NoteLine, ...]
    spoken: str


def is_guess(basis: Basis) -> bool:
    """Whether a number of this basis was published by nobody."""
    return basis in _GUESSES


def rule_is_guess(rule: Rule) -> bool:
    """Whether any number of the rule is a guess."""
    return is_guess(basis_of(rule))


def score_is_guess(book: Rulebook) -> bool:
    """Whether the score rests on any guess."""
    return base_is_guess(book) or any(rule_is_guess(rule) for rule in book.rules)


def base_is_guess(book: Rulebook) -> bool:
    """Whether the figure that everyone starts from is a guess."""
    return book.base.basis is not None and is_guess(book.base.basis)


def official_compares(explanation: Explanation) -> bool:
    """Whether the operator's figure was made by the same rulebook as ours."""
    return all(notice.code != _OTHER_RULEBOOK for notice in explanation.notices)


def is_a_span(low: float, high: float, decimals: int = 0) -> bool:
    """Whether a range is still one as it is shown: ``753 to 753`` tells nothing."""
    return number(low, decimals) != number(high, decimals)


def span_of(low: float, high: float, decimals: int = 0) -> str:
    """Say a range as figures: ``617 to 705``."""
    return _("{low} to {high}").format(low=number(low, decimals), high=number(high, decimals))


def rule_note(book: Rulebook, rule: Rule, moved: float, explanation: Explanation) -> Note:
    """Say what a rule's points rest on.

    Args:
        book: The rulebook.
        rule: The rule.
        moved: What the rule moves. Unit: points.
        explanation: Where its range stands.
    """
    guess = rule_is_guess(rule)
    lines = []
    spoken = [points(moved, book.decimals)]
    if guess:
        spoken.append(basis_word(basis_of(rule)))
    interval = explanation.range.rules.get(rule.id) if explanation.range else None
    if interval is not None and not is_a_span(*interval, book.decimals):
        interval = None
    if interval is not None and explanation.range is not None:
        said = span_of(min(interval), max(interval), book.decimals)
        lines.append(NoteLine(in_tries(explanation.range.level), said))
        spoken.append(said)
    lines.append(NoteLine(_("Rests on"), _numbers(rule), basis_of(rule)))
    if source := source_of(book, rule.source):
        lines.append(NoteLine(_("Source"), source))
    return Note(
        title=text_of(rule.title),
        figure=points(moved, book.decimals),
        value=moved,
        guess=guess,
        lines=tuple(lines),
        spoken=", ".join(spoken),
    )


def score_note(book: Rulebook, explanation: Explanation) -> Note | None:
    """Say what the score rests on; ``None`` where there is no score."""
    published = explanation.to.score.published
    if published is None:
        return None
    figure = number(published, book.decimals)
    guessed = sum(rule_is_guess(rule) for rule in book.rules)
    lines, spoken = [], [figure]
    if score_is_guess(book):
        spoken.append(_("guess"))
    drawn = explanation.range
    if drawn is not None and is_a_span(drawn.low, drawn.high, book.decimals):
        said = span_of(drawn.low, drawn.high, book.decimals)
        lines.append(NoteLine(in_tries(drawn.level), said))
        spoken.append(said)
    lines.append(
        NoteLine(
            _("Rests on"),
            _("{count} of {all} rules are guesses").format(
                count=number(guessed), all=number(len(book.rules))
            ),
            Basis.ASSUMED if guessed else Basis.PUBLISHED,
        )
    )
    lines.append(NoteLine(_("Rules"), text_of(book.title)))
    return Note(
        _("Your score"), figure, None, score_is_guess(book), tuple(lines), ", ".join(spoken)
    )


def start_note(book: Rulebook, start: float | None = None) -> Note:
    """Say what the figure that everyone starts from rests on.

    Args:
        book: The rulebook.
        start: What a person without records has, where that is more than the base: some rules
            count the lack of records.
    """
    if start is not None and abs(start - book.base.value) > _SAME:
        return _without_records(book, number(start, book.decimals))
    figure = number(book.base.value, book.decimals)
    basis = book.base.basis or Basis.PUBLISHED
    lines = [NoteLine(_("Rests on"), _of_number(book.base, basis), basis)]
    if source := source_of(book, book.base.source or ""):
        lines.append(NoteLine(_("Source"), source))
    spoken = ", ".join([figure, _of_number(book.base, basis)])
    return Note(pgettext("score", "Start"), figure, None, is_guess(basis), tuple(lines), spoken)


def _without_records(book: Rulebook, figure: str) -> Note:
    counting = [rule for rule in book.rules if rule.when_none is not None]
    guess = base_is_guess(book) or any(rule_is_guess(rule) for rule in counting)
    text = _("what the rules give without any record")
    lines = (
        NoteLine(_("Rests on"), text, Basis.ASSUMED if guess else Basis.PUBLISHED),
        NoteLine(_("Rules"), text_of(book.title)),
    )
    said = [figure, basis_word(Basis.ASSUMED)] if guess else [figure]
    return Note(pgettext("score", "Start"), figure, None, guess, lines, ", ".join([*said, text]))


def in_tries(level: float) -> str:
    """Name a drawn range: ``Range, 90 in 100 tries``."""
    return _("Range, {count} in 100 tries").format(count=number(level * 100))


def source_of(book: Rulebook, source: str) -> str:
    """Name a source with its date; empty where the rulebook has no such source."""
    found = next((entry for entry in book.sources if entry.id == source), None)
    if found is None:
        return ""
    return f"{found.title}, {found.date}" if found.date else found.title


def _of_number(entry: Number, basis: Basis) -> str:
    if entry.certain:
        return basis_word(basis)
    return _("{basis}, {low} to {high}").format(
        basis=basis_word(basis), low=plain(entry.low), high=plain(entry.high)
    )


def _numbers(rule: Rule) -> str:
    basis = basis_of(rule)
    if rule.points is None:
        return _("{count} steps: {basis}").format(
            count=number(len(rule.steps)), basis=basis_word(basis)
        )
    each = (
        _("{points} points each: {basis}")
        if rule.measure is Measure.COUNT
        else _("{points} points a unit: {basis}")
    )
    return each.format(points=plain(rule.points.value), basis=_of_number(rule.points, basis))
