"""The sentences of the page Rulebook: what a book is, what its numbers rest on, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.rounding import decimals_needed, shown
from app.domain.rulebook import Action, Basis, Effect, Override, Perk, Rulebook
from app.domain.stated import Stated
from app.wording.language import _, ngettext, number, points, text_of
from app.wording.notes import Note, NoteLine, is_guess, source_of
from app.wording.rule_works import basis_word, plain, span
from app.wording.sentences import together
from app.wording.visible import visible

_MOST_KINDS = 2


def summary(book: Rulebook, numbers: Sequence[Stated]) -> str:
    """Say in one line what the book rests on: ``8 of the 39 numbers come from reports, …``."""
    counts = {basis: sum(one.basis is basis for one in numbers) for basis in (*Basis, None)}
    told = [
        said.format(count=number(counts[basis]))
        for basis, said in (
            (
                Basis.PUBLISHED,
                ngettext(
                    "{count} was published by the operator",
                    "{count} were published by the operator",
                    counts[Basis.PUBLISHED],
                ),
            ),
            (
                Basis.REPORTED,
                ngettext(
                    "{count} comes from reports",
                    "{count} come from reports",
                    counts[Basis.REPORTED],
                ),
            ),
            (
                Basis.ASSUMED,
                ngettext("{count} is a guess", "{count} are guesses", counts[Basis.ASSUMED]),
            ),
            (
                Basis.FITTED,
                ngettext(
                    "{count} was fitted to records",
                    "{count} were fitted to records",
                    counts[Basis.FITTED],
                ),
            ),
            (
                None,
                ngettext("{count} states no basis", "{count} state no basis", counts[None]),
            ),
        )
        if counts[basis]
    ]
    if counts[Basis.PUBLISHED]:
        said = _("Of the {all} numbers of {title}, {told}.")
    else:
        said = _("Nobody has published these rules: of the {all} numbers, {told}.")
    return said.format(
        all=number(len(numbers)), title=visible(text_of(book.title)), told=_(", ").join(told)
    )


def basis_line(basis: Basis | None) -> str:
    """Name what numbers rest on, in the card that counts them."""
    if basis is None:
        return no_basis()
    return {
        Basis.PUBLISHED: _("published by the operator"),
        Basis.REPORTED: _("reported by others"),
        Basis.ASSUMED: _("guess"),
        Basis.FITTED: _("fitted to records"),
    }[basis]


def no_basis() -> str:
    """Say that the book does not say what a number rests on."""
    return _("no basis stated")


def rests_on(count: int) -> str:
    """Head the card that counts the numbers by what they rest on."""
    said = ngettext("What its {count} number rests on", "What its {count} numbers rest on", count)
    return said.format(count=number(count))


def figure(one: Stated) -> str:
    """Say a number of the book as it stands in its sentence."""
    if one.time is not None:
        return span(one.time)
    key = one.path.rpartition(".")[2]
    if one.path.startswith("action."):
        return plain(one.value)
    if key in {"min", "max", "when_none"}:
        return signed(one.value)
    return (
        plain(abs(one.value)) if key == "points" and "steps" not in one.path else plain(one.value)
    )


def signed(value: float) -> str:
    """Say points with their sign and as few decimals as they need."""
    decimals = decimals_needed(value, 3)
    return points(value, decimals)


def resting(one: Stated) -> str:
    """Say what a number rests on: ``guess, 1 to 5``."""
    word = no_basis() if one.basis is None else basis_word(one.basis)
    if one.certain:
        return word
    low, high = one.low, one.high
    if one.path.endswith(".points") and "steps" not in one.path and one.value < 0:
        low, high = -one.high, -one.low  # the sentence says "takes 4"
    return _("{basis}, {low} to {high}").format(basis=word, low=plain(low), high=plain(high))


def number_note(book: Rulebook, title: str, one: Stated) -> Note:
    """Say what a number of the book rests on."""
    said = figure(one)
    lines = [NoteLine(_("Rests on"), resting(one), one.basis)]
    if source := source_of(book, one.source):
        lines.append(NoteLine(_("Source"), visible(source)))
    spoken = ", ".join((said, resting(one)))
    return Note(title, said, None, rests_on_a_guess(one), tuple(lines), spoken)


def rests_on_a_guess(one: Stated) -> bool:
    """Whether nobody published a number; where no basis is stated that is not known."""
    return one.basis is not None and is_guess(one.basis)


def chips(numbers: Sequence[Stated]) -> tuple[tuple[Basis | None, str], ...]:
    """Say what numbers rest on, those without a range together by what they rest on."""
    ranged = [one for one in numbers if not one.certain]
    told = [(one.basis, _chip(figure(one), resting(one))) for one in ranged]
    for basis in (*Basis, None):
        sure = [one for one in numbers if one.certain and one.basis is basis]
        if sure:
            figures = dict.fromkeys(figure(one) for one in sure)
            told.append((basis, _chip(_(", ").join(figures), resting(sure[0]))))
    return tuple(told)


def _chip(said: str, rests: str) -> str:
    return _("{figure}: {basis}").format(figure=said, basis=rests)


def factor_reach(low: str, high: str, *, same: bool) -> str:
    """Say how much a factor can move; the figures are empty where there is no limit.

    Args:
        low: The most it can take.
        high: The most it can give.
        same: Whether both are the same amount.
    """
    if low and high and same:
        return _("It can move the score by at most {most} points up or down.").format(most=high)
    if low and high:
        said = _("It can take at most {low} points and give at most {high}.")
        return said.format(low=low, high=high)
    if low:
        return _("It can take at most {low} points.").format(low=low)
    if high:
        return _("It can give at most {high} points.").format(high=high)
    return _("It has no limit of its own; its rules have.")


def scale(floor: str, ceiling: str, base: str) -> str:
    """Say where scores lie and where everyone starts."""
    said = _("Scores go from {floor} to {ceiling}. Everyone starts at {base}.")
    return said.format(floor=floor, ceiling=ceiling, base=base)


def perk_at(perk: Perk, at: str) -> str:
    """Say from what score a perk is held."""
    if perk.at is None:
        return _("Nobody has said from what score.")
    return (_("Above {at}.") if perk.above else _("From {at}.")).format(at=at)


def override_line(override: Override, book: Rulebook, lifetime: str) -> str:
    """Say what an override does, and for how long; ``lifetime`` is empty where it has no end."""
    if override.effect is Effect.NO_SCORE:
        said = _("While it stands there is no score.")
    else:
        band = next((one for one in book.bands if one.id == override.band), None)
        name = "" if band is None else visible(text_of(band.title))
        said = _("While it stands the band is at most “{band}”.").format(band=name)
    if lifetime:
        said = together(said, _("After {lifetime} it no longer counts.").format(lifetime=lifetime))
    return said


def action_line(action: Action, low: str, high: str) -> str:
    """Say between what an action can be planned."""
    said = (
        _("Can be planned from {low} to {high} a month.")
        if action.per == "month"
        else _("Can be planned from {low} to {high} times.")
    )
    return said.format(low=low, high=high)


def of_your_records(count: int, *, contacts: bool) -> str:
    """Say how many of the person's records a rule is about."""
    if contacts:
        said = ngettext("{count} of your contacts", "{count} of your contacts", count)
    else:
        said = ngettext("{count} of your records", "{count} of your records", count)
    return said.format(count=number(count))


def examples_come_out(good: int, every: int) -> str:
    """Say whether the book's worked examples come out."""
    if not every:
        return _("It has no worked examples.")
    if good == every:
        said = ngettext(
            "Its {count} worked example comes out to the last digit.",
            "All {count} worked examples come out to the last digit.",
            every,
        )
        return said.format(count=number(every))
    said = ngettext(
        "{count} worked example does not come out.",
        "{count} worked examples do not come out.",
        every - good,
    )
    return said.format(count=number(every - good))


def idle_rules(titles: Sequence[str]) -> str:
    """Name what counts in the book and none of the person's records is about."""
    said = _("These count here, and none of your records is about them: {rules}.")
    return said.format(rules=_some(titles))


def uncounted(count: int, every: int, titles: Sequence[str]) -> str:
    """Say how many of the person's records no rule counts, and of which kinds."""
    said = ngettext(
        "{count} of your {all} records counts under no rule ({kinds}).",
        "{count} of your {all} records count under no rule ({kinds}).",
        count,
    )
    return said.format(count=number(count), all=number(every), kinds=_some(titles))


def _some(titles: Sequence[str]) -> str:
    named = visible(_(", ").join(titles[:_MOST_KINDS]))
    return named if len(titles) <= _MOST_KINDS else _("{names} and others").format(names=named)


def all_counted() -> str:
    """Say that a rule counts each of the person's records."""
    return _("Each of your records is about some rule.")


def would_be(before: float | None, after: float | None, decimals: int, book: str) -> str:
    """Say what a person's score would be under another rulebook."""
    if after is None:
        return _("Under {book} you would have no score.").format(book=book)
    if before is None:
        said = _("Under {book} your score would be {after}.")
        return said.format(book=book, after=number(after, decimals))
    moved = after - before
    if not shown(moved, decimals):
        return _("Under {book} your score stays {after}.").format(
            book=book, after=number(after, decimals)
        )
    said = (
        _("Under {book} your score would be {after}, {points} more than {before}.")
        if moved > 0
        else _("Under {book} your score would be {after}, {points} less than {before}.")
    )
    return said.format(
        book=book,
        after=number(after, decimals),
        points=number(abs(moved), decimals),
        before=number(before, decimals),
    )


def hits(current: int, count: int) -> str:
    """Say at which of the places found the reader is."""
    if not count:
        return _("Not found")
    return _("{current} of {count}").format(current=number(current), count=number(count))


def book_name(book: Rulebook) -> str:
    """Name a rulebook with its version and the variant that is on."""
    said = _("{title}, version {version}").format(
        title=visible(text_of(book.title)), version=visible(book.version)
    )
    variant = next((one for one in book.variants if one.id == book.variant), None)
    return said if variant is None else f"{said} · {visible(text_of(variant.title))}"
