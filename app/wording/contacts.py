"""The sentences of the page about contacts: who moves the score, and what is not known."""

from __future__ import annotations

from app.domain.rounding import decimals_needed, shown
from app.domain.rulebook import Rule
from app.wording.language import _, ngettext, number, points
from app.wording.rule_works import plain
from app.wording.sentences import count_in_words, together
from app.wording.visible import visible

MOST_NAME = 200
"""No name is shown longer than this; a hostile one may have a million letters."""
_MOST_IN_SENTENCE = 40


def name_of(name: object, contact: object) -> str:
    """Return how a contact is called: its name, its id where it has none; hidden letters shown."""
    text = str(name)[: MOST_NAME + 1]
    if not text.strip():
        text = str(contact)[: MOST_NAME + 1]
    said = text if text.isprintable() else visible(text)
    return said if len(said) <= MOST_NAME else said[: MOST_NAME - 1] + "…"


def short_name(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name if len(name) <= _MOST_IN_SENTENCE else name[: _MOST_IN_SENTENCE - 1] + "…"


def closeness(value: float) -> str:
    """Say a closeness: ``0.6``, ``0.55``."""
    return number(value, decimals_needed(value, 2, 1))


def score(value: float) -> str:
    """Say a contact's score: ``742``, ``640.5``."""
    return number(value, 0 if float(value).is_integer() else 1)


def gives(count: int, moved: float, decimals: int) -> str:
    """Say what all contacts with a score move together."""
    figure = number(abs(moved), decimals)
    whole = abs(figure_value(moved, decimals))
    if not figure_value(moved, decimals):
        text = ngettext(
            "{count} contact moves your score too little to show.",
            "{count} contacts together move your score too little to show.",
            count,
        )
        return _opening(text.format(count=number(count)))
    if count == 1:
        text = (
            ngettext(
                "One contact gives you {points} point.",
                "One contact gives you {points} points.",
                whole,
            )
            if moved > 0
            else ngettext(
                "One contact takes {points} point.", "One contact takes {points} points.", whole
            )
        )
        return text.format(points=figure)
    text = (
        ngettext(
            "{count} contacts together give you {points} point.",
            "{count} contacts together give you {points} points.",
            whole,
        )
        if moved > 0
        else ngettext(
            "{count} contacts together take {points} point.",
            "{count} contacts together take {points} points.",
            whole,
        )
    )
    return _opening(text.format(count=number(count), points=figure))


def against(name: str, its_score: float, moved: float, decimals: int) -> str:
    """Say which contact moves most against the others."""
    text = (
        _("{name}’s score of {score} takes back {points}.")
        if moved < 0
        else _("{name}’s score of {score} gives back {points}.")
    )
    return text.format(
        name=short_name(name), score=score(its_score), points=number(abs(moved), decimals)
    )


def figure_value(moved: float, decimals: int) -> float:
    """Return points as they are shown."""
    return shown(moved, decimals)


def no_rule() -> str:
    """Say that the rulebook has no rule about contacts."""
    return _("These rules do not count contacts.")


def counts_nothing(count: int) -> str:
    """Say that the variant that is on makes contacts count nothing."""
    text = ngettext(
        "By this account contacts do not count: your {count} contact with a score moves nothing.",
        "By this account contacts do not count: your {count} contacts with a score move nothing.",
        count,
    )
    return text.format(count=number(count))


def too_few(known: int, needed: int) -> str:
    """Say that fewer contacts have a score than the rule asks for."""
    asked = ngettext(
        "These rules count contacts only where {count} of them has a score.",
        "These rules count contacts only where {count} of them have a score.",
        needed,
    ).format(count=number(needed))
    has = ngettext(
        "In your file {count} has one, so they move nothing.",
        "In your file {count} have one, so they move nothing.",
        known,
    ).format(count=number(known))
    return together(asked, has)


def none_known(count: int) -> str:
    """Say that no contact has a score."""
    text = ngettext(
        "{count} contact is in your file, without a score. What it moves cannot be told.",
        "{count} contacts are in your file, none with a score. What they move cannot be told.",
        count,
    )
    return _opening(text.format(count=number(count)))


def weighs_nothing() -> str:
    """Say that the closeness of all contacts with a score is 0."""
    return _("Every contact with a score has a closeness of 0, so they move nothing.")


def columns_differ(all_points: str) -> str:
    """Say why the two columns differ."""
    return together(
        _("The two columns differ: without one contact the average of the others counts."),
        _("That is why the last column does not add up to {points}.").format(points=all_points),
    )


def columns_differ_from_nothing() -> str:
    """Say why the two columns differ, where the shares come to 0."""
    return _("The two columns differ: without one contact the average of the others counts.")


def without_score(names: tuple[str, ...], count: int) -> str:
    """Say who has no score in the file."""
    if count == 1:
        return _("{name} has no score in your file.").format(name=short_name(names[0]))
    if count == 2:
        return _("{name} and {other} have no score in your file.").format(
            name=short_name(names[0]), other=short_name(names[1])
        )
    return _("{count} contacts have no score in your file.").format(count=number(count))


def depending(low: float, high: float, now: float, decimals: int, *, several: bool) -> str:
    """Say between which points contacts certainly give, whatever scores are missing."""
    text = (
        _("Depending on them, contacts give from {low} to {high} instead of {now}.")
        if several
        else _("Depending on it, contacts give from {low} to {high} instead of {now}.")
    )
    return text.format(
        low=points(low, decimals), high=points(high, decimals), now=points(now, decimals)
    )


def score_depending(low: float, high: float, decimals: int) -> str:
    """Say where the score certainly lies, where amounts are missing beside scores."""
    return _(
        "Depending on that and on amounts that are missing, your score is from {low} to {high}."
    ).format(low=number(low, decimals), high=number(high, decimals))


def changes_nothing() -> str:
    """Say that a missing score changes nothing."""
    return _("Whatever it is, your score stays.")


def not_guessed() -> str:
    """Say what is not known."""
    return _("What your score does to theirs is not known, and is not guessed here.")


def not_of_the_day(count: int) -> str:
    """Say how many contacts of the file are none on the day."""
    text = ngettext(
        "{count} contact in your file is none on this day, and is not shown.",
        "{count} contacts in your file are none on this day, and are not shown.",
        count,
    )
    return text.format(count=number(count))


def guess(rule: Rule) -> str:
    """Say what dots mean, and which number is the guess."""
    return together(_("Dotted: a guess that nobody published."), rule_is_assumed(rule))


def rule_is_assumed(rule: Rule) -> str:
    """Say that the number of the rule is assumed."""
    each = rule.points.value if rule.points is not None else 0.0
    text = ngettext(
        "The rule “{points} point for each point above {pivot}” is assumed.",
        "The rule “{points} points for each point above {pivot}” is assumed.",
        1 if 0 < abs(each) <= 1 else 2,
    )
    return text.format(points=plain(each), pivot=plain(rule.pivot))


def more(count: int) -> str:
    """Name the contacts that are not drawn one by one."""
    return _("{count} more").format(count=number(count))


def of_shown(shown: int, count: int) -> str:
    """Say how many contacts a search left."""
    return _("{shown} of {count}").format(shown=number(shown), count=number(count))


def spoken(name: str, close: str, its_score: str, share: str, gone: str, *, dotted: bool) -> str:
    """Say all of a contact in one line, for a screen reader."""
    known = share != ""
    parts = [
        name,
        _("closeness {closeness}").format(closeness=close),
        _("score {score}").format(score=its_score) if known else _("no score known"),
    ]
    if known:
        parts.append(_("share {points}").format(points=share))
        if dotted:
            parts.append(_("guess"))
        parts.append(_("if not there {points}").format(points=gone))
    return _(", ").join(parts)


def _opening(sentence: str) -> str:
    said = count_in_words(sentence)
    return said[:1].upper() + said[1:]
