"""One TOML table while it is being read: it hands out values and notes what is wrong.

Every value that is asked for comes back in its own type, also where the file has it wrong: a
stand-in then takes its place and a fault is noted. So one pass finds every fault, and a rulebook
is handed on only where there is none.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.calendar import Duration, Unit, day_of
from app.domain.fault import MOST_FAULTS, RulebookFault
from app.rulebook.places import KeyPath, Places
from app.wording.language import _

LARGEST = 1e12
"""No number of a rulebook may be larger: sums must stay finite, whoever wrote the book."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_KIND = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_LONGEST_FOUND = 60
_MOST_LISTED = 20

Choice = TypeVar("Choice", bound=StrEnum)


class FaultLog:
    """The faults of one rulebook, each with its line and its key."""

    def __init__(self, file: str, text: str, book: Mapping[str, Any]) -> None:
        self._file = file
        self._text = text
        self._book = book
        self._noted: list[tuple[KeyPath, str, str]] = []

    def note(self, path: KeyPath, found: str, expected: str) -> None:
        """Note a fault; beyond ``MOST_FAULTS`` the reader has enough to mend first."""
        if len(self._noted) < MOST_FAULTS:
            self._noted.append((path, found, expected))

    @property
    def noted(self) -> tuple[tuple[KeyPath, str, str], ...]:
        """The faults as noted: key path, what was found, what was expected."""
        return tuple(self._noted)

    def faults(self) -> tuple[RulebookFault, ...]:
        """Return the faults with their places, by line."""
        if not self._noted:
            return ()
        places = Places(self._text)
        found = [
            RulebookFault(self._file, places.line(path), self._name(path), what, expected)
            for path, what, expected in self._noted
        ]
        return tuple(sorted(found, key=lambda fault: fault.line))

    def _name(self, path: KeyPath) -> str:
        """Say a path with ids for numbers: ``rule.contacts.points``, ``rule.age.steps[2].from``."""
        name, value = "", self._book
        for part in path:
            value = _part_of(value, part)
            if isinstance(part, str):
                name += f".{part}" if name else part
                continue
            identity = value.get("id") if isinstance(value, Mapping) else None
            known = isinstance(identity, str) and _ID.fullmatch(identity)
            name += f".{identity}" if known else f"[{part}]"
        return name


def _part_of(value: Any, part: str | int) -> Any:
    if isinstance(part, str):
        return value.get(part) if isinstance(value, Mapping) else None
    return value[part] if isinstance(value, list) and part < len(value) else None


class Table:
    """A table of the file, read key by key."""

    def __init__(self, values: Mapping[str, Any], path: KeyPath, log: FaultLog) -> None:
        self.path = path
        self._values = values
        self._log = log
        self._asked: set[str] = set()
        self._faulty: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._values)

    def sound(self, *keys: str) -> bool:
        """Whether all these keys are there and nothing was wrong with them."""
        return all(key in self._values and key not in self._faulty for key in keys)

    def fault(self, key: str, expected: str, *, found: str | None = None) -> None:
        """Note that something is wrong with a key."""
        self._asked.add(key)
        self._faulty.add(key)
        if found is None:
            found = shown(self._values[key]) if key in self._values else _("nothing")
        self._log.note((*self.path, key), found, expected)

    def forbid(self, key: str, expected: str) -> None:
        """Note a fault where a key stands that must not stand here."""
        if key in self._values:
            self.fault(key, expected)

    def close(self) -> None:
        """Note every key that nobody asked for: a rulebook has no unknown keys."""
        known = ", ".join(sorted(self._asked))
        for key in [key for key in self._values if key not in self._asked]:
            self.fault(key, _("one of the keys {keys}; remove this one").format(keys=known))

    def raw(self, key: str, *, optional: bool = False) -> Any:
        """Return a value as the file has it, ``None`` where it is missing."""
        self._asked.add(key)
        if key not in self._values and not optional:
            self.fault(key, _("this key; add it"))
        return self._values.get(key)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a finite number. With a default the key may be left out."""
        value = self.raw(key, optional=default is not None)
        if value is None:
            return default or 0.0
        said = sound_number(value)
        if said is None:
            self.fault(key, _("a number, such as 12 or -0.5"))
            return default or 0.0
        return said

    def number_or_none(self, key: str) -> float | None:
        """Return a finite number, ``None`` where the key is left out."""
        self._asked.add(key)
        return self.number(key) if key in self._values else None

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number between two bounds."""
        value = self.raw(key, optional=default is not None)
        if value is None:
            return least if default is None else default
        if type(value) is not int or not least <= value <= most:
            self.fault(
                key, _("a whole number from {least} to {most}").format(least=least, most=most)
            )
            return least
        return value

    def truth(self, key: str) -> bool:
        """Return true or false; false where the key is left out."""
        value = self.raw(key, optional=True)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(key, _("true or false"))
        return False

    def text(self, key: str, *, optional: bool = False) -> str:
        """Return a text that is not blank."""
        value = self.raw(key, optional=optional)
        if value is None:
            return ""
        if isinstance(value, str) and value.strip():
            return value
        self.fault(key, _("a text in quotation marks"))
        return ""

    def texts(self, key: str, *, optional: bool = False) -> Mapping[str, str]:
        """Return a text in its languages, English always among them."""
        value = self.raw(key, optional=optional)
        if value is None:
            return {"en": ""}
        if not isinstance(value, dict):
            self.fault(key, _('a text in its languages, such as { en = "..." }'))
            return {"en": ""}
        said = type(self)(value, (*self.path, key), self._log)
        for language in value:
            said.text(language)
            if not _LANGUAGE.fullmatch(language):
                said.fault(
                    language, _("the code of a language, such as en or zh"), found=shown(language)
                )
        if "en" not in value:
            said.raw("en")
        return {language: said.text(language) for language in value if said.sound(language)}

    def identity(self, *, pattern: re.Pattern[str] = _ID) -> str:
        """Return the table's id."""
        value = self.text("id")
        if self.sound("id") and not pattern.fullmatch(value):
            self.fault("id", _("an id of lower-case letters, digits and hyphens"))
        return value

    def reference(self, key: str, known: Collection[str], *, optional: bool = False) -> str:
        """Return the id of something that stands elsewhere in the book."""
        value = self.text(key, optional=optional)
        if self.sound(key) and value not in known:
            self.fault(
                key,
                _("one of the ids {ids}; correct it or add what is missing").format(
                    ids=_listed(known)
                ),
            )
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Return one of a few words."""
        value = self.raw(key)
        try:
            return choices(value)
        except ValueError:
            if value is not None:
                self.fault(key, _("one of {words}").format(words=", ".join(choices)))
            return next(iter(choices))

    def word(self, key: str, words: Collection[str]) -> str:
        """Return one of a few words that the book keeps as they are."""
        word = self.text(key)
        if self.sound(key) and word not in words:
            self.fault(key, _("one of {words}").format(words=", ".join(words)))
        return word

    def kind(self, key: str) -> str:
        """Return one exact kind of record."""
        value = self.text(key)
        if self.sound(key) and not _KIND.fullmatch(value):
            self.fault(key, _kind_wanted())
        return value

    def kinds(self, key: str) -> tuple[str, ...]:
        """Return kinds of records, each exact or with all beneath it (``x.*``)."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            self.fault(key, _('a list of kinds, such as ["purchase.imported", "fine.*"]'))
            return ()
        for number, kind in enumerate(value):
            if not isinstance(kind, str) or not _KIND.fullmatch(kind.removesuffix(".*")):
                self._faulty.add(key)
                self._log.note((*self.path, key, number), shown(kind), _kind_wanted())
        return tuple(str(kind) for kind in value)

    def date(self, key: str, *, optional: bool = False) -> dt.date:
        """Return a calendar date; the first of all days stands in for a wrong one."""
        value = self.raw(key, optional=optional)
        if type(value) is dt.date:
            return value
        if value is not None:
            self.fault(key, _("a date without quotation marks, such as 2016-03-06"))
        return dt.date.min

    def date_or_none(self, key: str) -> dt.date | None:
        """Return a calendar date, ``None`` where the key is left out."""
        date = self.date(key, optional=True)
        return date if key in self._values else None

    def day_or_none(self, key: str) -> int | None:
        """Return the number of a calendar day, ``None`` where the key is left out."""
        date = self.date_or_none(key)
        return None if date is None else day_of(date)

    def duration(self, key: str) -> Duration | None:
        """Return a stretch of time, ``None`` where the key is left out."""
        value = self.raw(key, optional=True)
        if value is None:
            return None
        found = Duration.parse(value) if isinstance(value, str) else None
        if found is None:
            self.fault(key, _('a whole stretch of time, such as "6 months" or "1 year"'))
            return Duration(1, Unit.DAYS)
        return found

    def table(self, key: str, *, optional: bool = False) -> Table:
        """Return a table within this one; an empty one stands in for a wrong one."""
        value = self.raw(key, optional=optional)
        if isinstance(value, dict):
            return type(self)(value, (*self.path, key), self._log)
        if value is not None:
            self.fault(key, _("a table"))
        # One fault is enough: what the table would have held is not missed one by one.
        return type(self)({}, (*self.path, key), FaultLog("", "", {}))

    def tables(self, key: str, *, optional: bool = True) -> tuple[Table, ...]:
        """Return an array of tables; entries that are none are noted and left out."""
        value = self.raw(key, optional=optional)
        if value is None:
            return ()
        if not isinstance(value, list) or (not value and not optional):
            self.fault(key, _("a list of tables"))
            return ()
        found = []
        for number, entry in enumerate(value):
            path = (*self.path, key, number)
            if isinstance(entry, dict):
                found.append(type(self)(entry, path, self._log))
            else:
                self._faulty.add(key)
                self._log.note(path, shown(entry), _("a table"))
        return tuple(found)


def sound_number(value: object) -> float | None:
    """Return a number of the file; ``None`` where it is no number, not finite or too large."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return float(value) if abs(value) <= LARGEST else None


def shown(value: object) -> str:
    """Say what stands in the file, shortened."""
    match value:
        case bool():
            said = str(value).lower()
        case dict():
            said = _("a table")
        case list():
            said = _("a list")
        case int() if abs(value) > LARGEST:
            said = _("a number with very many digits")
        case str() | int() | float() | dt.date() | dt.time():
            said = str(value)
        case _other:
            said = type(value).__name__
    said = " ".join(said.split())
    return said if len(said) <= _LONGEST_FOUND else said[: _LONGEST_FOUND - 1] + "…"


def _listed(names: Collection[str]) -> str:
    """Say names in order, the first of them where there are many."""
    some = sorted(names)[:_MOST_LISTED]
    return ", ".join(some) + (", …" if len(names) > len(some) else "") or _("nothing")


def _kind_wanted() -> str:
    return _("a kind of lower-case letters, digits, _ and dots, such as purchase.imported")
