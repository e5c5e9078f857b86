"""What the page of questions says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from app.domain.calendar import Duration, Unit, day_of
from app.domain.rounding import decimals_needed
from app.domain.rulebook import Effect, Measure, Override, Rule, Rulebook, Texts
from app.wording.language import _, ngettext, number, text_of, typed_day
from app.wording.language import points as points_said
from app.wording.rule_works import plain, span
from app.wording.sentences import listed

OWN_ANSWER = "own answer"
"""The source of a record that stands for an answer, as it is stored."""

MOST = 1_000_000
"""The largest figure that can be typed as an amount."""
MOST_COUNTED = 10_000
"""The largest number of records or contacts that can be typed: each becomes one."""

_MONTHS = 12
# Every language spoken here writes a day from the year down or up to the year, and so a month.
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?\s*[月日]?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})\s*[-./]\s*)?(\d{1,2})\s*[-./]\s*(\d{4})")
_EXAMPLE = day_of(dt.date(2015, 2, 28))  # no month has that number, so that it cannot be misread


def title() -> str:
    """Head the page."""
    return _("Your score from answers")


def sentence(count: int) -> str:
    """Say how it goes."""
    return ngettext(
        "{count} question, and beside each answer what it is worth. Skip what you do not know.",
        "{count} questions, and beside each answer what it is worth. Skip what you do not know.",
        count,
    ).format(count=number(count))


def door(count: int) -> str:
    """Say on Welcome what the questions give; 0 where nobody has counted them yet."""
    if not count:
        return _(
            "No file? A few questions give a first figure, and each shows what its answers are worth."
        )
    said = ngettext(
        "No file? {count} question gives a first figure and shows what its answers are worth.",
        "No file? {count} questions give a first figure, and each shows what its answers are worth.",
        count,
    )
    return said.format(count=number(count))


def each(rule: Rule) -> str:
    """Name the unit of a number question, beside what it is worth."""
    if rule.measure is Measure.CONTACTS:
        return _("Each point of their average above {pivot}").format(pivot=number(rule.pivot))
    if rule.measure is Measure.AMOUNT and rule.per != 1:
        return _("Each {per}").format(per=plain(rule.per))
    return _("Each one")


def exact_points(value: float) -> str:
    """Say points with as many decimals as the rulebook's number has, three at most."""
    decimals = decimals_needed(value, 3)
    return points_said(value, decimals)


def answer_worth() -> str:
    """Name the figure beside a number that was typed."""
    return _("Your answer is worth")


def most(rule: Rule) -> int:
    """Return the largest number that can be typed."""
    return MOST_COUNTED if rule.measure in {Measure.COUNT, Measure.CONTACTS} else MOST


def progress(place: int, count: int) -> str:
    """Say which question it is: ``3 of 12``."""
    return _("{done} of {total}").format(done=number(place), total=number(count))


def class_label(rule: Rule, start: float | None, end: float | None, *, with_none: bool) -> str:
    """Name a class of a rule: ``under 6 months``, ``2``, ``3 and more``, ``None``."""
    if rule.measure is Measure.COUNT:
        return _number_class(rule, start or 0.0, end)
    if start is None:
        return _("None")
    unit = rule.unit or Unit.YEARS
    if start <= 0 and end is not None:
        below = _span(end, unit)
        return (
            _("None, or under {span}").format(span=below)
            if with_none
            else _("Under {span}").format(span=below)
        )
    if end is None:
        return _("{span} and more").format(span=_span(start, unit))
    return _("{start} to under {end}").format(start=_span(start, unit), end=_span(end, unit))


def _number_class(rule: Rule, start: float, end: float | None) -> str:
    if [step.start for step in rule.steps] == [0, 1]:
        return yes() if start else no()
    if end is None:
        return _("{count} and more").format(count=number(start))
    last = end - 1
    if last <= start:
        return number(start)
    return _("{start} to {end}").format(start=number(start), end=number(last))


def _span(count: float, unit: Unit) -> str:
    whole = round(count)
    if unit is Unit.MONTHS and whole and whole % _MONTHS == 0:
        return span(Duration(whole // _MONTHS, Unit.YEARS))
    return span(Duration(whole, unit))


def yes() -> str:
    """Say that it is so."""
    return _("Yes")


def no() -> str:
    """Say that it is not so."""
    return _("No")


def asked(name: Texts) -> str:
    """Ask a question by its rule's title."""
    return text_of(name)


def is_there(override: Override) -> str:
    """Ask whether what settles the score by itself is on file, in the rulebook's words."""
    return _("Does this hold? {what}").format(what=text_of(override.title))


def settles(override: Override, book: Rulebook) -> str:
    """Say what it settles."""
    if override.effect is Effect.NO_SCORE:
        return _("no score")
    band = next((one for one in book.bands if one.id == override.band), None)
    name = text_of(band.title) if band else ""
    return _("at most {band}").format(band=name)


def answered(done: int, total: int) -> str:
    """Say how many are answered."""
    return ngettext("{done} of {total} answered", "{done} of {total} answered", total).format(
        done=number(done), total=number(total)
    )


def still_open(low: float, high: float, decimals: int) -> str:
    """Say what the open questions could still make of the figure."""
    return _(
        "Open questions count as nothing on record. Answered, they could make it {low} to {high}."
    ).format(low=number(low, decimals), high=number(high, decimals))


def all_answered() -> str:
    """Say that nothing is open."""
    return _("Every question is answered.")


def counted_together(titles: Sequence[str], points: str) -> str:
    """Say that an answer gives other points than stand beside it, and why."""
    return _("Counted together with {others}, this answer comes to {points}.").format(
        others=listed([f"“{one}”" for one in titles]), points=points
    )


def own_answers() -> str:
    """Name the answers where a file would have its name."""
    return _("Your answers")


def source(stored: str) -> str:
    """Say where a record comes from: what is stored for answers, in the reader's language."""
    return _("Own answer") if stored == OWN_ANSWER else stored


def date_hint() -> str:
    """Say how a date may be typed."""
    return _("or type the date: {date}").format(date=typed_day(_EXAMPLE))


def date_unknown() -> str:
    """Say that a date cannot be read."""
    return _("This is no date. Type it like {date}.").format(date=typed_day(_EXAMPLE))


def parsed_day(text: str) -> int | None:
    """Read a day as people write it; a month alone is its first day. ``None`` where it is none."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3] or 1))
    elif found := _YEAR_LAST.fullmatch(text):
        parts = (int(found[3]), int(found[2]), int(found[1] or 1))
    else:
        return None
    try:
        return day_of(dt.date(*parts))
    except ValueError:
        return None
