"""Who a vCard is about: its name, and what it is known again by. Nothing else is read."""

from __future__ import annotations

import binascii
import hashlib
import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.intake.card_lines import Property
from app.intake.text import decode, is_known

WANTED = frozenset({"UID", "FN", "N", "ORG", "TEL", "EMAIL"})
"""Properties that are read; of these telephone and mail only where nothing else names a card."""

_PLAIN = frozenset({"BEGIN", "END", "VERSION", "KIND", "X-ADDRESSBOOKSERVER-KIND"})
_LONGEST_NAME = 60
_LONGEST = 8_192  # beyond this the library is not asked: it is no name that a person wrote
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_PARTS = re.compile(r"(?<!\\)((?:\\\\)*);")


class UndecodableError(ValueError):
    """A value cannot be decoded; ``line`` is where it stands."""

    def __init__(self, line: int, name: str) -> None:
        super().__init__(name)
        self.line, self.name = line, name


@dataclass(frozen=True, slots=True)
class Named:
    """What a card says about who it is.

    Attributes:
        uid: Its own id; empty where it has none.
        name: Formatted name, else the parts of the name, else the organisation.
        reach: First telephone number or mail address; empty where there is none.
    """

    uid: str = ""
    name: str = ""
    reach: str = ""

    @property
    def shown(self) -> str:
        """What the contact is called."""
        return self.name or self.reach

    @property
    def id(self) -> str:
        """What the contact is known again by in a later file: never its place in this one."""
        if self.uid:
            return self.uid
        text = f"{self.name}\0{re.sub(r'[^0-9a-z@.+]', '', self.reach.casefold())}"
        return f"card-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:20]}"


def is_group(found: Iterable[Property]) -> bool:
    """Return whether a card is a list of other cards."""
    return any(
        one.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"} and one.value.strip().lower() == "group"
        for one in found
    )


def not_used(found: Iterable[Property]) -> set[str]:
    """Return the names of what a card holds beside its name."""
    names = {one.name for one in found if len(one.name) <= _LONGEST_NAME}
    return names - (WANTED - {"TEL", "EMAIL"}) - _PLAIN


def named(found: Sequence[Property], *, of_many: bool = False) -> Named:
    """Read who a card is about.

    The library reads it; where it cannot, the same is read here by hand, so that one odd card
    never loses the rest.

    Args:
        found: The card's properties.
        of_many: Whether it is one of thousands: the library takes a millisecond a card, and what
            is read by hand is the same.

    Raises:
        UndecodableError: The name is in an encoding that nothing here can read.
    """
    wanted = [one for one in found if one.name in WANTED]
    if not of_many and all(len(one.value) + len(one.params) <= _LONGEST for one in wanted):
        read = by_library(wanted)
        if read is not None:
            return read
    return by_hand(wanted)


def by_library(wanted: Sequence[Property]) -> Named | None:
    """Read a card with vobject; ``None`` where that cannot."""
    import vobject

    lines = [f"{one.name}{one.params}:{_one_line(one.value)}" for one in wanted]
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])
    try:
        card = next(vobject.readComponents(text, allowQP=True))
    except (
        vobject.base.VObjectError, ValueError, LookupError, AttributeError, TypeError,
        IndexError, StopIteration, binascii.Error,
    ):  # fmt: skip
        return None  # the library meets odd input with odd exceptions; it is read by hand then
    contents = card.contents
    values = {name: [line.value for line in contents.get(name.lower(), [])] for name in WANTED}
    if any(
        not isinstance(value, str)
        for name in ("UID", "FN", "TEL", "EMAIL")
        for value in values[name]
    ):
        return None  # fmt: skip
    names = [
        _person([one.family, one.given, one.additional, one.prefix, one.suffix])
        for one in values["N"]
    ]
    firms = [" ".join(_flat(part)) for part in values["ORG"]]
    return _first(values["UID"], values["FN"], names, firms, [*values["TEL"], *values["EMAIL"]])


def by_hand(wanted: Sequence[Property]) -> Named:
    """Read a card without the library.

    Raises:
        UndecodableError: The name is in an encoding that nothing here can read.
    """
    values: dict[str, list[str]] = {name: [] for name in WANTED}
    for one in wanted:
        values[one.name].append(_decoded(one))
    return _first(
        [_plain(value) for value in values["UID"]],
        [_plain(value) for value in values["FN"]],
        [_person(_parts(value)) for value in values["N"]],
        [" ".join(part for part in _parts(value) if part) for value in values["ORG"]],
        [_plain(value) for value in (*values["TEL"], *values["EMAIL"])],
    )


def _first(*groups: Sequence[str]) -> Named:
    uid, fn, names, firms, reach = (
        next((text for text in map(_tidy, group) if text), "") for group in groups
    )
    return Named(uid, fn or names or firms, reach.removeprefix("tel:").removeprefix("mailto:"))


def _person(parts: Sequence[object]) -> str:
    """Put the parts of a name together as its script does: family first in Chinese."""
    family, given, additional, prefix, suffix = (
        " ".join(_flat(part)) for part in [*parts, "", "", "", "", ""][:5]
    )
    if _CHINESE.search(family + given):
        return family + given + additional
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


def _flat(part: object) -> list[str]:
    """Return a part that may be a list or one text as texts that hold something."""
    listed = part if isinstance(part, list) else [part]
    return [text for text in (str(one).strip() for one in listed) if text]


def _decoded(one: Property) -> str:
    if not one.is_quoted:
        return one.value
    data = quopri.decodestring(one.value.encode("utf-8", "replace"))
    if one.charset and is_known(one.charset):
        try:
            return data.decode(one.charset)
        except (UnicodeDecodeError, ValueError):
            pass  # phones name one encoding and write another: the usual ones are tried
    found = decode(data)
    if found is None:
        raise UndecodableError(one.line, one.name)
    return found.text


def _parts(value: str) -> list[str]:
    marked = _PARTS.sub("\\1\0", value)
    return [_plain(part).strip() for part in marked.split("\0")]


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _one_line(value: str) -> str:
    return value.replace("\r", "").replace("\n", "")


def _tidy(text: str) -> str:
    return " ".join(text.split())
