"""Who a vCard is about: its name, and what it is known again by. Nothing else is read."""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.intake.card_lines import Property
from app.intake.card_values import WANTED, Decoding, UndecodableError
from app.intake.labels import label

_PLAIN = frozenset({"BEGIN", "END", "VERSION", "KIND", "X-ADDRESSBOOKSERVER-KIND"})
_LONGEST_NAME = 60
_LONGEST = 8_192  # beyond this the library is not asked: it is no name that a person wrote
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_PARTS = re.compile(r"(?<!\\)((?:\\\\)*);")

# Scripts whose names have the family's first, without a blank: Chinese, Japanese, Korean.
_JOINED = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"
)
# Letters of languages that put the family's name first, with a blank: Vietnamese, Hungarian.
_FAMILY_FIRST = re.compile(r"[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0150\u0151\u0170\u0171]")
_VIETNAMESE = frozenset({
    "lê", "lý", "ngô", "vũ", "võ", "bùi", "hồ", "đinh", "đào", "đoàn", "hoàng", "trịnh", "tô", "mã",
})  # fmt: skip
_LANGUAGES = frozenset({"zh", "ja", "ko", "vi", "hu"})


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
        one.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"} and one.value.strip().lower() == b"group"
        for one in found
    )


def not_used(found: Iterable[Property]) -> set[str]:
    """Return the names of what a card holds beside its name."""
    names = {one.name for one in found if len(one.name) <= _LONGEST_NAME}
    return names - (WANTED - {"TEL", "EMAIL"}) - _PLAIN


def named(found: Sequence[Property], decoding: Decoding, *, of_many: bool = False) -> Named:
    """Read who a card is about.

    The library reads what is decoded; where it cannot, the same is read here by hand, so that one
    odd card never loses the rest.

    Args:
        found: The card's properties.
        decoding: How its file is decoded.
        of_many: Whether it is one of thousands: the library takes a millisecond a card, and what
            is read by hand is the same.

    Raises:
        UndecodableError: The name is in an encoding that nothing here can read.
    """
    wanted = tuple(_readable([one for one in found if one.name in WANTED], decoding))
    if not of_many and all(len(one.text) <= _LONGEST for one in wanted):
        read = by_library(wanted)
        if read is not None:
            return read
    return by_hand(wanted)


@dataclass(frozen=True, slots=True)
class Value:
    """A property's value as text.

    Attributes:
        name: The property's name in capitals.
        text: Its value, still escaped and in its parts.
        language: The language that it names, such as ``ko``; empty where it names none.
    """

    name: str
    text: str
    language: str = ""


def _readable(wanted: Sequence[Property], decoding: Decoding) -> Iterator[Value]:
    """Decode what names the card, the best first, and no more than is needed for that.

    Raises:
        UndecodableError: Something names the card, and nothing of it can be decoded.
    """
    broken: UndecodableError | None = None
    called = False
    for name in ("FN", "N", "ORG"):
        for one in (one for one in wanted if one.name == name and not called):
            try:
                text = decoding.text(one)
            except UndecodableError as error:
                broken = broken or error
                continue
            called = called or bool(text.strip(" ;\t"))
            yield Value(name, text, one.of("LANGUAGE")[:2].lower())
    if broken is not None and not called:
        raise broken
    for one in wanted:
        if one.name in {"UID", "TEL", "EMAIL"}:
            try:
                yield Value(one.name, decoding.text(one))
            except UndecodableError:
                # Whatever its letters are, the card is known again by them.
                yield Value(one.name, one.value.decode("latin-1"))


def by_library(wanted: Sequence[Value]) -> Named | None:
    """Read a card with vobject; ``None`` where that cannot."""
    import vobject

    lines = [f"{one.name}:{_one_line(one.text)}" for one in wanted]
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])
    try:
        card = next(vobject.readComponents(text))
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
    languages = [one.language for one in wanted if one.name == "N"]
    names = [
        _person([one.family, one.given, one.additional, one.prefix, one.suffix], language)
        for one, language in zip(values["N"], languages, strict=False)
    ]
    firms = [" ".join(_flat(part)) for part in values["ORG"]]
    return _first(values["UID"], values["FN"], names, firms, [*values["TEL"], *values["EMAIL"]])


def by_hand(wanted: Sequence[Value]) -> Named:
    """Read a card without the library."""
    values: dict[str, list[Value]] = {name: [] for name in WANTED}
    for one in wanted:
        values[one.name].append(one)
    return _first(
        [_plain(one.text) for one in values["UID"]],
        [_plain(one.text) for one in values["FN"]],
        [_person(_parts(one.text), one.language) for one in values["N"]],
        [" ".join(part for part in _parts(one.text) if part) for one in values["ORG"]],
        [_plain(one.text) for one in (*values["TEL"], *values["EMAIL"])],
    )


def _first(*groups: Sequence[str]) -> Named:
    uid, fn, names, firms, reach = (
        next((text for text in map(_tidy, group) if text), "") for group in groups
    )
    return Named(uid, fn or names or firms, reach.removeprefix("tel:").removeprefix("mailto:"))


def _person(parts: Sequence[object], language: str) -> str:
    """Put the parts of a name together as its language does.

    Args:
        parts: Family, given, additional, prefix, suffix.
        language: What the card says; empty where it says none, and the letters tell.
    """
    family, given, additional, prefix, suffix = (
        " ".join(_flat(part)) for part in [*parts, "", "", "", "", ""][:5]
    )
    if _JOINED.search(family + given):
        return family + given + additional
    ordered = [prefix, given, additional, family, suffix]
    if (
        language in _LANGUAGES
        or _FAMILY_FIRST.search(family + given + additional)
        or label(family).lower() in _VIETNAMESE
    ):
        ordered = [prefix, family, additional, given, suffix]
    return " ".join(part for part in ordered if part)


def _flat(part: object) -> list[str]:
    """Return a part that may be a list or one text as texts that hold something."""
    listed = part if isinstance(part, list) else [part]
    return [text for text in (str(one).strip() for one in listed) if text]


def _parts(value: str) -> list[str]:
    marked = _PARTS.sub("\\1\0", value)
    return [_plain(part).strip() for part in marked.split("\0")]


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _one_line(value: str) -> str:
    return value.replace("\r", "").replace("\n", "")


def _tidy(text: str) -> str:
    return label(" ".join(text.split()))
