"""The reader's language: which one is on, and how a text, a number or a day is said in it."""

from __future__ import annotations

import datetime as dt
import gettext
import locale
import math
import re
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from babel import Locale, dates, numbers

from app import assets
from app.domain.calendar import date_of
from app.domain.rounding import rounded, shown, written
from app.domain.rulebook import Texts

MINUS = "\u2212"
_DOMAIN = "whyscore"
_REMEMBERED = 4_096


class Language(StrEnum):
    """The languages that Whyscore speaks."""

    ENGLISH = "en"
    CHINESE = "zh"
    GERMAN = "de"


class _Speaker:
    """What is spoken now. One for the program: a window speaks one language at a time."""

    def __init__(self) -> None:
        self.language = Language.ENGLISH
        self.locale = Locale.parse("en_GB")
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()


_LOCALES = {Language.ENGLISH: "en_GB", Language.CHINESE: "zh_CN", Language.GERMAN: "de_DE"}
_speaker = _Speaker()


def use(language: Language) -> None:
    """Speak this language from now on."""
    _speaker.language = language
    _speaker.locale = _locale(language)
    _speaker.catalogue = gettext.translation(
        _DOMAIN, assets.folder("locale"), [language.value], fallback=language is Language.ENGLISH
    )


@cache
def _locale(language: Language) -> Locale:
    """Return how a language says numbers; found by its name anew, each number would cost 1 ms."""
    return Locale.parse(_LOCALES[language])


def warm_up() -> None:
    """Load how each language says numbers, days and texts: read anew it would be felt."""
    for language in _LOCALES:
        spoken = _locale(language)
        gettext.translation(
            _DOMAIN,
            assets.folder("locale"),
            [language.value],
            fallback=language is Language.ENGLISH,
        )
        numbers.format_decimal(0, format="#,##0", locale=spoken)
        numbers.format_percent(0, format="#,##0%", locale=spoken)
        spoken.plural_form(1)
        for length in ("long", "medium"):
            dates.format_date(dt.date(2016, 3, 6), format=length, locale=spoken)
        dates.format_skeleton("yMMM", dt.date(2016, 3, 6), locale=spoken)


def current() -> Language:
    """Return the language that is spoken now."""
    return _speaker.language


def locale_name() -> str:
    """Name the locale that is spoken, as Babel and Qt know it: ``en_GB``, ``zh_CN``, ``de_DE``."""
    return _LOCALES[_speaker.language]


def system_language() -> Language:
    """Return the language of this computer, English where Whyscore does not speak it."""
    code = (locale.getlocale()[0] or "").partition("_")[0].lower()
    return {"zh": Language.CHINESE, "chinese": Language.CHINESE}.get(
        code, Language.GERMAN if code in {"de", "german"} else Language.ENGLISH
    )


def _(text: str) -> str:
    """Say a text in the reader's language."""
    return _speaker.catalogue.gettext(text)


def ngettext(one: str, many: str, count: float) -> str:
    """Say a text about ``count`` things in the reader's language."""
    whole = int(count) if float(count).is_integer() else 2
    return _speaker.catalogue.ngettext(one, many, whole)


def pgettext(context: str, text: str) -> str:
    """Say a text that means different things in different places."""
    return _speaker.catalogue.pgettext(context, text)


def marked(text: str) -> str:
    """Mark a text for the catalogue where it is not said yet: ``_`` says it later."""
    return text


def is_one(count: float) -> bool:
    """Whether the reader's language uses the singular for so many things."""
    return str(_speaker.locale.plural_form(count)) == "one"


def text_of(texts: Texts) -> str:
    """Return a rulebook's text in the reader's language, in English where it has none."""
    return texts.get(_speaker.language.value) or texts["en"]


def number(value: float, decimals: int = 0) -> str:
    """Say a number: ``1,284``, ``1.284``, with a true minus sign."""
    return _said_number(value, decimals, _speaker.language)


@lru_cache(maxsize=_REMEMBERED)
def _said_number(value: float, decimals: int, language: Language) -> str:
    """Say a number; the same ones recur from page to page, and saying one is slow."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # Babel rounds half to even: it is given nothing to round.
    exact = rounded(value, decimals) if math.isfinite(value) else value
    said = numbers.format_decimal(exact, format=pattern, locale=_locale(language))
    return said.replace("-", MINUS)


def unrounded(value: float, least: int = 0) -> str:
    """Say a number that somebody gave with every decimal that it has: ``650.5``, ``8.0000001``."""
    if not math.isfinite(value):
        return "–"
    return number(value, max(least, len(written(value).partition(".")[2])))


def points(value: float, decimals: int = 0) -> str:
    """Say points with their sign: ``+31`` or ``−18``; nothing moved is ``0``."""
    said = number(value, decimals)
    return said if said.startswith(MINUS) or shown(value, decimals) == 0 else "+" + said


def percent(share: float, decimals: int = 0) -> str:
    """Say a share of 0 to 1 as a percentage."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    # Of the hundredfold as a decimal: times 100 as a float, 0.145 would be less than a half.
    exact: Decimal | float = share
    if math.isfinite(share):
        exact = rounded(float(Decimal(repr(float(share))) * 100), decimals) / 100
    return numbers.format_percent(exact, format=pattern, locale=_speaker.locale)


def day(value: int) -> str:
    """Say a day in full: ``6 March 2016``, ``2016年3月6日``, ``6. März 2016``."""
    return _said_day(date_of(value), "long")


def short_day(value: int) -> str:
    """Say a day for a table: ``6 Mar 2016``."""
    return _said_day(date_of(value), "medium")


def typed_day(value: int) -> str:
    """Say a day as people type it: ``06/03/2016``, ``2016/3/6``, ``06.03.2016``; the year whole."""
    short = dates.get_date_format("short", locale=_speaker.locale).pattern
    whole = re.sub("y+", "y", short)
    return dates.format_date(date_of(value), format=whole, locale=_speaker.locale)


def day_and_month(value: int) -> str:
    """Say a day without its year: ``22 April``, ``4月22日``, ``22. April``."""
    return dates.format_skeleton("MMMMd", date_of(value), locale=_speaker.locale)


def month(value: int) -> str:
    """Say a month for an axis: ``Mar 2016``."""
    return dates.format_skeleton("yMMM", date_of(value), locale=_speaker.locale)


def month_alone(value: int) -> str:
    """Say a month without its year: ``May``."""
    return dates.format_skeleton("MMM", date_of(value), locale=_speaker.locale)


def year(value: int) -> str:
    """Say a day's year: ``2016``, ``2016年``."""
    return dates.format_skeleton("y", date_of(value), locale=_speaker.locale)


def _said_day(date: dt.date, length: str) -> str:
    return dates.format_date(date, format=length, locale=_speaker.locale)
