"""The sentences of the Overview page."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.adding_up import shown_points
from app.domain.calendar import NO_DAY
from app.domain.explanation import Explanation, Reason
from app.domain.outlook import Coming
from app.domain.records import Contacts
from app.domain.rounding import decimals_needed
from app.domain.rulebook import TIMED, Measure, Override, Perk, Rule, Rulebook
from app.domain.score import published_figure
from app.wording.feeding import nothing_counts
from app.wording.language import (
    Language,
    _,
    current,
    day,
    day_and_month,
    ngettext,
    number,
    points,
    short_day,
    text_of,
)
from app.wording.notes import official_compares
from app.wording.rule_works import plain, span
from app.wording.sentences import breadth_of, count_in_words, inside, listed, together

_MOST_NAMED = 3
_ONE_LINE = 146  # letters that a line of the least full window takes
_DIFFERENT = 1e-9


def sentence(book: Rulebook, explanation: Explanation) -> str:
    """Say in one line why the score is this figure and not another."""
    score = explanation.to.score
    if explanation.fed is not None and explanation.feeds_nothing:
        return nothing_counts(explanation.fed)
    if score.published is None:
        return _no_score(book, explanation)
    here = number(score.published, book.decimals)
    first = _because(book, explanation, here)
    if score.capped is None or score.band is None:
        return first
    why = title_of_override(book, score.capped.override)
    band = next(entry for entry in book.bands if entry.id == score.band)
    return together(
        first,
        _("At most “{band}”, whatever the figure, because of this: {why}.").format(
            band=text_of(band.title), why=why
        ),
    )


def _no_score(book: Rulebook, explanation: Explanation) -> str:
    hit = explanation.to.score.unscored
    if hit is None:
        return _("There is no score on this day.")
    count = len(hit.records)
    return ngettext(
        "No score, because of one record: {why}.",
        "No score, because of {count} records: {why}.",
        count,
    ).format(count=number(count), why=title_of_override(book, hit.override))


def _because(book: Rulebook, explanation: Explanation, here: str) -> str:
    decimals = book.decimals
    sums = shown_points(explanation)
    gives = sums.gives
    takes = [reason for reason in explanation.reasons if reason.points < -_DIFFERENT]
    takes.sort(key=lambda reason: reason.points)
    other = next_figure(book, explanation)
    if not takes and gives <= 0:
        return _("{score}: no record moves it yet.").format(score=here)
    if not takes:
        return _("{score}: your records give {gives} points, and none takes any.").format(
            score=here, gives=number(gives, decimals)
        )

    def say(names: Sequence[str]) -> str:
        # All of them together are what the page says that they take.
        some = len(names) < len(takes)
        part = published_figure(sum(one.points for one in takes[: len(names)]), decimals)
        taken = -(part if some else sums.takes)
        if len(takes) == 1:
            return _one_takes(here, other, names[0], gives, taken, decimals)
        return _template(against=other is not None, gives=gives, taken=taken).format(
            score=here,
            names=listed(names),
            taken=number(taken, decimals),
            gives=number(gives, decimals),
            other="" if other is None else number(other, decimals),
        )

    tried = [say(names) for names in _namings(book, takes[:_MOST_NAMED])]
    fits = (said for said in tried if breadth_of(said) <= _ONE_LINE)
    return next(fits, tried[-1])


def _namings(book: Rulebook, takes: Sequence[Reason]) -> list[list[str]]:
    """List ways to name what takes, the fullest first: all of them, shorter ones, fewer."""
    full = [short_name(book, reason) for reason in takes]
    brief = [_rule_name(book, reason) for reason in takes]
    # A German title may begin with an adjective, which would lose its capital here.
    savings = (
        []
        if current() is Language.GERMAN
        else [len(f) - len(b) for f, b in zip(full, brief, strict=True)]
    )
    ways = []
    for count in range(len(full), min(len(full), 2) - 1, -1):
        names = full[:count]
        ways.append(list(names))
        gains = sorted(enumerate(savings[:count]), key=lambda one: -one[1])
        for place, saved in gains:
            if saved > 0:
                names[place] = brief[place]
                ways.append(list(names))
    return ways


def _one_takes(
    here: str, other: float | None, name: str, gives: float, taken: float, decimals: int
) -> str:
    """Say what a single thing takes: nobody knows whether its name is a plural."""
    first = (
        _("{score}.").format(score=here)
        if other is None
        else _("{score}, and not {other}.").format(score=here, other=number(other, decimals))
    )
    if gives <= 0:
        said = _("One thing moves it by {points}: {name}.")
    elif taken > gives:
        said = _("You get {gives} points, and one thing takes {taken}: {name}.")
    else:
        said = _("One thing takes back {taken} of the {gives} points you get: {name}.")
    second = said.format(
        points=points(-taken, decimals),
        taken=number(taken, decimals),
        gives=number(gives, decimals),
        name=name,
    )
    return together(first, second)


def _template(*, against: bool, gives: float, taken: float) -> str:
    if gives <= 0:
        return (
            _("{score}, and not {other}, because {names} take {taken} points.")
            if against
            else _("{score}, because {names} take {taken} points.")
        )
    if taken > gives:
        return (
            _("{score}, and not {other}, because {names} take {taken} points and you get {gives}.")
            if against
            else _("{score}, because {names} take {taken} points and you get {gives}.")
        )
    return (
        _(
            "{score}, and not {other}, because {names} take back {taken} of the {gives} points you get."
        )
        if against
        else _("{score}, because {names} take back {taken} of the {gives} points you get.")
    )


def short_name(book: Rulebook, reason: Reason) -> str:
    """Name a reason within a sentence: its count where it has one, else its rule's title."""
    first = reason.text.strip()[:1]
    if first.isdigit() or (first and not first.isupper() and not first.islower()):
        return count_in_words(reason.text.strip().rstrip(".。"))
    return _rule_name(book, reason)


def _rule_name(book: Rulebook, reason: Reason) -> str:
    rule = next((entry for entry in book.rules if entry.id == reason.rule), None)
    return inside(text_of(rule.title)) if rule else reason.text


def next_figure(book: Rulebook, explanation: Explanation) -> float | None:
    """Return the nearest figure above ours that opens a perk or a band, if there is one."""
    published = explanation.to.score.published
    if published is None:
        return None
    above = [
        first_holding(perk, book.decimals)
        for perk in book.perks
        if perk.at is not None and not perk.held(published)
    ] or [band.start for band in book.bands if band.start > published]
    return min((figure for figure in above if figure <= book.ceiling), default=None)


def first_holding(perk: Perk, decimals: int) -> float:
    """Return the lowest published score that holds a perk with a threshold."""
    at = perk.at if perk.at is not None else 0.0
    return at + 10.0**-decimals if perk.above else at


def title_of_override(book: Rulebook, override: str) -> str:
    """Name what settles the score by itself."""
    found: Override | None = next((o for o in book.overrides if o.id == override), None)
    return text_of(found.title) if found else override


def reason_caption(rule: Rule, contacts: Contacts, day_: int, run_out: Sequence[int]) -> str:
    """Say how much a rule can move at most, and what time does to it.

    Args:
        rule: The rule.
        contacts: The person's contacts, for a rule that counts them.
        day_: The day of the score.
        run_out: Days on which the records that count now stop to count, where they do.
    """
    parts = []
    most = most_of(rule)
    if most is not None:
        parts.append(_("of at most {points}").format(points=plain(most)))
    if rule.measure is Measure.CONTACTS:
        known, there = known_contacts(contacts, day_)
        parts.append(
            _("{known} of {all} have a score here").format(known=number(known), all=number(there))
        )
    elif rule.half_life is not None:
        parts.append(_("half fades every {span}").format(span=span(rule.half_life)))
    elif run_out:
        first = _run_out_day(min(run_out), day_)
        parts.append(
            _("run out on {day}").format(day=first)
            if min(run_out) == max(run_out)
            else _("the first run out on {day}").format(day=first)
        )
    elif rule.steps:
        parts.append(_("in steps"))
    return " · ".join(parts)


def _run_out_day(value: int, today: int) -> str:
    return day_and_month(value) if value - today < 300 else day(value)


def most_of(rule: Rule) -> float | None:
    """Return the most points that a rule can move either way; ``None`` where it has no bound."""
    bounds = [abs(bound) for bound in (rule.minimum, rule.maximum) if bound is not None]
    if rule.steps:
        bounds.extend(abs(step.points.value) for step in rule.steps)
    return max(bounds, default=0.0) or None


def known_contacts(contacts: Contacts, day_: int) -> tuple[int, int]:
    """Count the current contacts with a known score, and all current contacts."""
    current = ((contacts.since == NO_DAY) | (contacts.since <= day_)) & (
        (contacts.until == NO_DAY) | (contacts.until > day_)
    )
    scored = set(contacts.score_contact[contacts.score_day <= day_].tolist())
    rows = [row for row in range(len(contacts)) if current[row]]
    return sum(row in scored for row in rows), len(rows)


def distance(published: float, perk: Perk, decimals: int) -> str:
    """Say how far a perk is: ``49 to go`` or ``yes, by 2``."""
    at = first_holding(perk, decimals)
    if perk.held(published):
        return _("yes, by {points}").format(points=number(published - at, decimals))
    return _("{points} to go").format(points=number(at - published, decimals))


def short_by(figure: float, perk: Perk | None, decimals: int) -> str:
    """Say how short the official figure is of a perk that ours holds; empty where it is not."""
    if perk is None:
        return ""
    missing = first_holding(perk, decimals) - figure
    return _("{points} short").format(points=number(missing, decimals))


def unknown_perks(book: Rulebook) -> str:
    """Name the perks of which nobody has said from what score; empty where there are none."""
    names = [text_of(perk.title) for perk in book.perks if perk.at is None]
    if not book.perks:
        return _("This rulebook names nothing that a score opens.")
    if not names:
        return ""
    if current() is Language.GERMAN:  # a title may begin with an adjective: set apart, not listed
        return _("{perks}: nobody has said from what score.").format(perks=" · ".join(names))
    names = [names[0], *(_within(name) for name in names[1:])]
    return _("{perks}: nobody has said from what score.").format(perks=listed(names))


def _within(name: str) -> str:
    """Return a title as it stands within a sentence; an English article loses its capital too."""
    return "a " + name[2:] if name.startswith("A ") else inside(name)


def official_row(explanation: Explanation, band: str) -> str:
    """Head the official figure: ``Official, 6 March: Good``."""
    official = explanation.official
    if official is None:
        return _("No official figure in this file")
    said = _run_out_day(official.day, explanation.to.score.day)
    if explanation.to.score.day - official.day >= 300:
        said = day(official.day)
    if not official_compares(explanation):
        return _("Official, {day}, by another rulebook").format(day=said)
    if not band:
        return _("Official, {day}").format(day=said)
    return _("Official, {day}: {band}").format(day=said, band=band)


def difference_row(difference: float) -> str:
    """Head the difference: the official figure is lower, higher, or the same."""
    if abs(difference) < _DIFFERENT:
        return _("Official is the same")
    return _("Official is lower by") if difference < 0 else _("Official is higher by")


def missing_names(explanation: Explanation) -> str:
    """Say what the certain range depends on: ``Certain, whatever Ping’s score is``."""
    guaranteed = explanation.guaranteed
    if guaranteed is None:
        return ""
    contacts = [entry for entry in guaranteed.inputs if entry.is_contact]
    if len(guaranteed.inputs) == 1 and contacts:
        rows = {str(name): row for row, name in enumerate(explanation.contacts.id)}
        row = rows.get(contacts[0].id)
        name = str(explanation.contacts.name[row]) if row is not None else ""
        return _("Certain, whatever {name}’s score is").format(name=name or contacts[0].id)
    count = len(guaranteed.inputs)
    return ngettext(
        "Certain, whatever the missing value is",
        "Certain, whatever the {count} missing values are",
        count,
    ).format(count=number(count))


def coming_text(rule: Rule, coming: Coming) -> str:
    """Say what time does to a rule: its records run out, or only fade."""
    name = text_of(rule.title)
    if coming.count and coming.day is not None:
        return ngettext(
            "{rule}: {count} record runs out", "{rule}: {count} records run out", coming.count
        ).format(rule=name, count=number(coming.count))
    if rule.half_life is not None:
        return _("Less from {rule}").format(rule=inside(name))
    if rule.measure in TIMED:
        return _("{rule}: time passes").format(rule=name)
    return _("{rule}: changes").format(rule=name)


def coming_when(coming: Coming, until: int) -> str:
    """Say when: on a day, or little by little up to one."""
    if coming.day is not None:
        return day_and_month(coming.day)
    return _("by {day}").format(day=day_and_month(until))


def nothing_new(until: int) -> str:
    """Head the score that comes with time alone: ``If nothing new happens, 6 June``."""
    return _("If nothing new happens, {day}").format(day=day_and_month(until))


def dial_spoken(figures: Sequence[str]) -> str:
    """Say the whole dial in one line for a screen reader."""
    return "; ".join(figure for figure in figures if figure)


def check_link(count: int) -> str:
    """Ask whether the records that count are right."""
    return ngettext(
        "Is this record right? Check it", "Are these {count} records right? Check them", count
    ).format(count=number(count))


def on_day(at: int, ours: float | None, theirs: float | None, book: Rulebook) -> str:
    """Say the figures of one day: ``12 Jan 2016: 640 ours, 642 official``."""
    said = [_("no score") if ours is None else f"{number(ours, book.decimals)} {_('ours')}"]
    if theirs is not None:
        decimals = decimals_needed(theirs, 3)
        said.append(f"{number(theirs, max(decimals, book.decimals))} {_('official')}")
    return _("{day}: {figures}").format(day=short_day(at), figures=_(", ").join(said))


def guess_footnote() -> str:
    """Explain the dots under a guess."""
    return _(
        "A dotted number is a guess: nobody published it. "
        "Hold the pointer over it, or press F1, for its range and source."
    )
