"""The sentences of the page What others see."""

from __future__ import annotations

from app.domain.judging import Ground, Judged, Verdict
from app.domain.rounding import decimals_needed
from app.domain.rulebook import Rulebook
from app.wording.language import _, day, ngettext, number, short_day, text_of
from app.wording.sentences import count_in_words, together
from app.wording.visible import visible

_MOST_DECIMALS = 2


def sentence(who: int, silent: int, claimed: int, unfit: int, decided: int) -> str:
    """Answer the page's question: who knows, and was it done right.

    Args:
        who: How many looked the person up in the 12 months before the day.
        silent: How many of them at least once without saying what for.
        claimed: How many decisions name the score that they ask for.
        unfit: How many of those do not fit it.
        decided: How many decisions there are.
    """
    return together(_looked(who, silent), _decided(claimed, unfit, decided))


def _looked(who: int, silent: int) -> str:
    if not who:
        return _("Your file names nobody who looked you up in 12 months.")
    if not silent:
        text = ngettext(
            "One looked you up in 12 months, and said why.",
            "{count} looked you up in 12 months, and each said why.",
            who,
        )
    elif silent == who:
        text = ngettext(
            "One looked you up in 12 months, without saying why.",
            "{count} looked you up in 12 months, none of them always saying why.",
            who,
        )
    else:
        text = ngettext(
            "{count} looked you up in 12 months, one of them without saying why.",
            "{count} looked you up in 12 months, {silent} of them without saying why.",
            silent,
        )
    return _opened(text.format(count=in_words(who), silent=in_words(silent)))


def _decided(claimed: int, unfit: int, decided: int) -> str:
    if not decided:
        return ""
    if not claimed:
        return _("No decision names the score that it asked for.")
    if claimed == 1:
        if unfit:
            return _("The one decision that names a threshold does not fit it.")
        return _("The one decision that names a threshold is not seen to break it.")
    if not unfit:
        return _opened(
            _("None of {all} decisions is seen to break its own threshold.").format(
                all=in_words(claimed)
            )
        )
    text = ngettext(
        "One of {all} decisions does not fit its own threshold.",
        "{count} of {all} decisions do not fit their own threshold.",
        unfit,
    )
    return _opened(text.format(count=in_words(unfit), all=in_words(claimed)))


def in_words(count: int) -> str:
    """Say a small count as a word, as running text has it."""
    return count_in_words(f"{number(count)} x").removesuffix(" x")


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def verdict(told: Verdict) -> str:
    """Say a verdict."""
    return {
        Verdict.FITS: _("fits"),
        Verdict.DOES_NOT_FIT: _("does not fit"),
        Verdict.CANNOT_BE_TOLD: _("cannot be told"),
    }[told]


def figure(value: float, decimals: int) -> str:
    """Say a score with as many decimals as it has, at least those of the rulebook."""
    return number(value, decimals_needed(value, max(decimals, _MOST_DECIMALS), decimals))


def distance(told: Judged, decimals: int) -> str:
    """Say how far the official figure was from the threshold; empty where one is missing."""
    over = told.over
    if over is None:
        return ""
    if abs(over) < 1e-9:
        return _("exactly that")
    text = _("{points} over") if over > 0 else _("{points} under")
    return text.format(points=figure(abs(over), decimals))


def why(told: Judged, book: Rulebook) -> str:
    """Say what a verdict rests on, and what else is known of that day."""
    return together(_ground(told, book), _ours(told, book), _next(told, book), _rule(told, book))


def _ground(told: Judged, book: Rulebook) -> str:
    one, places = told.decision, book.decimals
    had = "" if told.official is None else figure(told.official.score, places)
    since = "" if told.official is None else short_day(told.official.day)
    asked = "" if told.threshold is None else figure(told.threshold, places)
    fits = told.verdict is Verdict.FITS
    match told.ground:
        case Ground.STATED:
            text = (
                _("You had {score} (official, {day}), and the reason given fits that: “{reason}”.")
                if fits
                else _("You had {score} (official, {day}), yet the reason given is: “{reason}”.")
            )
        case Ground.OUTCOME:
            text = (
                _("You had {score} (official, {day}), and {asked} is asked: “{outcome}” fits that.")
                if fits
                else _(
                    "You had {score} (official, {day}), and {asked} is asked: it was “{outcome}” all the same."
                )
            )
        case Ground.NO_DIFFERENCE:
            text = _(
                "“{outcome}” was decided with {score} and with {other}, on both sides of {asked}: the threshold made no difference."
            )
        case Ground.NO_SCORE:
            text = _(
                "Your file has no official figure from before that day to hold against {asked}."
            )
        case Ground.NO_THRESHOLD:
            text = _("Nobody said what score was asked for, so nothing can be held against it.")
        case Ground.ON_THE_LINE:
            text = _(
                "You had exactly {asked} (official, {day}). Nobody said whether that is enough."
            )
        case Ground.OTHER_REASON:
            text = _(
                "You had {score} (official, {day}), {distance}. Whether the score decided cannot be told from the reason given: “{reason}”."
            )
        case Ground.WORDS:
            text = _(
                "You had {score} (official, {day}), {distance}. Whether “{outcome}” follows from that, its words do not tell."
            )
    other = "" if told.other is None else figure(told.other, places)
    return text.format(
        score=had,
        day=since,
        asked=asked,
        other=other,
        distance=distance(told, places),
        outcome=visible(one.outcome),
        reason=visible(one.reasons),
    )


def _ours(told: Judged, book: Rulebook) -> str:
    if told.ours is None or told.threshold is None:
        return ""
    return _("By our count it was {score}.").format(score=figure(told.ours, book.decimals))


def _next(told: Judged, book: Rulebook) -> str:
    if told.following is None or told.verdict is not Verdict.DOES_NOT_FIT:
        return ""
    return _("The next official figure, {score} of {day}, is on the other side.").format(
        score=figure(told.following.score, book.decimals), day=short_day(told.following.day)
    )


def _rule(told: Judged, book: Rulebook) -> str:
    perk = next((one for one in book.perks if one.id == told.perk), None)
    if perk is None or perk.at is None:
        return ""
    return _("The rulebook says {score} for “{perk}”.").format(
        score=figure(perk.at, book.decimals), perk=text_of(perk.title)
    )


def decisions_counted(claimed: int, unfit: int, decided: int) -> str:
    """Count the decisions for the head of their card."""
    all_ = ngettext("{count} decision", "{count} decisions", decided).format(count=number(decided))
    if not claimed:
        return all_
    named = ngettext("{count} names a threshold", "{count} name a threshold", claimed)
    parts = [all_, named.format(count=number(claimed))]
    if unfit:
        text = ngettext("{count} does not fit it", "{count} do not fit it", unfit)
        parts.append(text.format(count=number(unfit)))
    return " · ".join(parts)


def lookups_counted(count: int, who: int) -> str:
    """Count the lookups and those who made them."""
    looked = ngettext("{count} lookup", "{count} lookups", count).format(count=number(count))
    return _("{lookups} by {who}").format(lookups=looked, who=number(who))


def lane_spoken(name: str, month: str, count: int, silent: int) -> str:
    """Say a dot of the chart of lookups."""
    looked = ngettext("{count} lookup", "{count} lookups", count).format(count=number(count))
    said = _("{who}, {month}: {lookups}").format(who=name, month=month, lookups=looked)
    if not silent:
        return said
    text = ngettext("{count} without a purpose", "{count} without a purpose", silent)
    return f"{said}, {text.format(count=number(silent))}"


def others_lane(count: int) -> str:
    """Name the lane of all who have no lane of their own."""
    return ngettext("{count} other", "{count} others", count).format(count=number(count))


def earlier(count: int, months: int) -> str:
    """Say how many lookups lie before the chart."""
    return ngettext(
        "{count} lookup from before these {months} months is in the table.",
        "{count} lookups from before these {months} months are in the table.",
        count,
    ).format(count=number(count), months=number(months))


def preview_caption(published: int | None) -> str:
    """Say whose figure the preview of the public profile shows."""
    if published is None:
        return _("by our count: your file has no official figure")
    return _("official, {day}").format(day=day(published))
