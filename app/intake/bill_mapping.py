"""Which kind of record a row of a bill is: a table that is data, and that the person can edit.

The tables lie in ``resources/kinds/mapping-<reader>.toml``, the words that they share in
``words.toml``. A file of the same name beside the person's settings takes their place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from app import assets, settings
from app.domain.errors import UnreadableInput
from app.intake.bill_table import Flow, Row
from app.intake.bill_words import Found, Kind, Strict, Words
from app.intake.refusing import refused
from app.wording.language import _

_Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
_Text = Annotated[str, StringConstraints(min_length=1)]
_File = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.toml$")]


class Condition(Strict):
    """When a rule fits: every list that is given must hold; of a list, one text is enough.

    Attributes:
        flow: Where the money went.
        status: The status begins with one of these.
        category: The category begins with one of these.
        type: The type begins with one of these.
        item: The item holds one of these; ``^`` before it: begins with it, ``$`` after it: ends so.
        counterparty: The counterparty holds one of these.
        words: The item or the counterparty holds one of these.
        but: Neither the item nor the counterparty holds any of these.
    """

    flow: list[Flow] = Field(default=[])
    status: list[_Text] = Field(default=[])
    category: list[_Text] = Field(default=[])
    type: list[_Text] = Field(default=[])
    item: list[_Text] = Field(default=[])
    counterparty: list[_Text] = Field(default=[])
    words: list[_Text] = Field(default=[])
    but: list[_Text] = Field(default=[])

    @property
    def texts(self) -> list[str]:
        """Every text that a row must hold one of; none where the row's words do not matter."""
        return [*self.item, *self.counterparty, *self.words]


class _Rules:
    """Conditions made ready for many rows: a year's bill tries each of them thousands of times."""

    def __init__(self, rules: Sequence[tuple[Condition, str]], fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._rules = [(_Ready(condition), value) for condition, value in rules]
        self._any_text = _one_of([text for rule, _value in rules for text in rule.texts])

    def first(self, row: Row, flow: Flow) -> str | None:
        """Return the value of the first rule that fits."""
        item, counterparty = self._fold(row["item"]), self._fold(row["counterparty"])
        both = f"{item}\n{counterparty}"
        spoken = self._any_text.search(both) is not None
        status, category, kind = row["status"], row["category"], row["type"]
        for rule, value in self._rules:
            if (
                (spoken or not rule.by_text)
                and flow in rule.flow
                and status.startswith(rule.status)
                and category.startswith(rule.category)
                and kind.startswith(rule.type)
                and (not rule.by_text or rule.holds(item, counterparty, both))
                and not rule.but.search(both)
            ):
                return value
        return None


class _Ready:
    """One condition with its lists in the form that is quickest to try."""

    def __init__(self, condition: Condition) -> None:
        self.flow = frozenset(condition.flow or ("in", "out", "neutral"))
        # Every text begins with the empty one.
        self.status = tuple(condition.status) or ("",)
        self.category = tuple(condition.category) or ("",)
        self.type = tuple(condition.type) or ("",)
        self.by_text = bool(condition.texts)
        self.but = _one_of(condition.but)
        self._item = _one_of(condition.item) if condition.item else None
        self._counterparty = _one_of(condition.counterparty) if condition.counterparty else None
        self._words = _one_of(condition.words) if condition.words else None

    def holds(self, item: str, counterparty: str, both: str) -> bool:
        """Return whether the texts hold what the condition names."""
        return (
            (self._item is None or self._item.search(item) is not None)
            and (self._counterparty is None or self._counterparty.search(counterparty) is not None)
            and (self._words is None or self._words.search(both) is not None)
        )


def _one_of(texts: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of any of these texts, without regard to case; of none it never fits."""
    return re.compile("|".join(map(_pattern, texts)) or r"(?!)", re.MULTILINE)


def _pattern(text: str) -> str:
    """Return the pattern of a text: Latin letters stand alone, ``^`` and ``$`` are the ends."""
    begins, ends = text.startswith("^"), text.endswith("$")
    bare = text[begins : len(text) - ends].casefold()
    before = r"(?<![a-z])" if bare[:1].isascii() and bare[:1].isalpha() else ""
    after = r"(?![a-z])" if bare[-1:].isascii() and bare[-1:].isalpha() else ""
    return f"{'^' * begins}{before}{re.escape(bare)}{after}{'$' * ends}"


class LeavingOut(Condition):
    """Rows that are no purchase: the code of the reason."""

    code: _Code


class Naming(Condition):
    """Rows that are kept: the kind of record they become."""

    kind: Kind


class Category(Strict):
    """What the bill's own category says: a kind, and which finer ones the item may say instead."""

    begins: list[_Text]
    kind: Kind
    finer: list[Kind] = Field(default=[])


class Defaults(Strict):
    """The kinds of rows that no rule fits."""

    out: Kind
    received: Kind


class Mapping(Strict):
    """The whole table; of its rules the first that fits decides.

    Attributes:
        words: Name of the list of words that is asked where no rule of ``kind`` fits.
    """

    format: Literal[1]
    default: Defaults
    words: _File | None = None
    category: list[Category] = Field(default=[])
    leave_out: list[LeavingOut] = Field(default=[])
    kind: list[Naming] = Field(default=[])

    def left_out(self, row: Row, flow: Flow) -> str | None:
        """Return why a row is no purchase; ``None`` where it may be one."""
        return self._leaving_out.first(row, flow)

    def kind_of(self, row: Row, flow: Flow) -> str:
        """Return the kind of record that a kept row becomes."""
        ruled = self._naming.first(row, flow)
        if ruled is not None:
            return ruled
        return self.default.received if flow == "in" else self._spoken(row)

    def _spoken(self, row: Row) -> str:
        """Return the kind that a row's category and words say, else the default."""
        if self._words is None:
            return self._categorised(row, ()) or self.default.out
        item, name = self._words.in_item(row["item"]), self._words.in_name(row["counterparty"])
        if not item:
            item = self._words.in_item(row["note"])
        said, payee = _last(item), _last(name)
        kind = (
            (said.kind if said.role == "fee" else "")
            or self._categorised(row, (said.kind, payee.kind))
            or (payee.kind if payee.role in {"merchant", "fee"} else "")
            or said.kind
            or payee.kind
            or self.default.out
        )
        for word in (*item, *name):
            if word.role == "facet" and kind in self._words.among[word.kind]:
                return word.kind
        return kind

    def _categorised(self, row: Row, said: Sequence[str]) -> str:
        """Return the kind of the row's category, or the finer one that is said; empty: neither."""
        for category in self.category:
            if row["category"].startswith(tuple(category.begins)):
                return next((kind for kind in said if kind in category.finer), category.kind)
        return ""

    @cached_property
    def _words(self) -> Words | None:
        return None if self.words is None else _read_table(_place(self.words), Words)

    @cached_property
    def _leaving_out(self) -> _Rules:
        return _Rules([(rule, rule.code) for rule in self.leave_out], self._fold)

    @cached_property
    def _naming(self) -> _Rules:
        return _Rules([(rule, rule.kind) for rule in self.kind], self._fold)

    @property
    def _fold(self) -> Callable[[str], str]:
        return str.casefold if self._words is None else self._words.folded

    def kinds(self) -> set[str]:
        """Return every kind that a row can become."""
        named = {rule.kind for rule in self.kind} | {rule.kind for rule in self.category}
        spoken = self._words.kinds() if self._words else set()
        return {self.default.out, self.default.received, *named, *spoken}


def mapping_file(reader: str) -> Path:
    """Return where the table of a reader lies: the person's own, else the one brought along."""
    return _place(f"mapping-{reader}.toml")


def _place(name: str) -> Path:
    own = settings.place().with_name(name)
    return own if own.is_file() else assets.folder("kinds") / name


def read_mapping(reader: str, file: Path | None = None) -> Mapping:
    """Read the table of a reader.

    Args:
        reader: Id of the format, such as ``alipay``.
        file: Where it lies; the usual place where it is left out.

    Raises:
        UnreadableInput: The person's table cannot be used.
    """
    mapping = _read_table(file or mapping_file(reader), Mapping)
    mapping.kinds()  # reads the list of words too: a fault in it is told before any row is read
    return mapping


_Table = TypeVar("_Table", Mapping, Words)


def _read_table(file: Path, shape: type[_Table]) -> _Table:
    try:
        state = file.stat()
        return shape.model_validate(_parsed(file, state.st_mtime_ns, state.st_size))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _unusable(file, str(first["msg"]), key) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unusable(file, str(error)) from error


@lru_cache(maxsize=8)
def _parsed(file: Path, _changed: int, _size: int) -> dict[str, object]:
    """Return what a table says; one that has not changed is not parsed for every bill again."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


_NOTHING = Found("nothing", "")


def _last(words: Sequence[Found]) -> Found:
    """Return the word that decides: the last, but for what is only true of it besides."""
    return next((word for word in reversed(words) if word.role != "facet"), _NOTHING)


def _unusable(file: Path, found: str, key: str = "") -> UnreadableInput:
    return refused(
        file.name,
        found,
        _("a table of kinds as Whyscore brings it along"),
        _("Mend or remove your own table; without it the one brought along is used."),
        column=key,
    )
