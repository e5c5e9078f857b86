"""Which kind of record a row of a bill is: a table that is data, and that the person can edit.

The tables lie in ``resources/kinds/mapping-<reader>.toml``. A file of the same name beside the
person's settings takes their place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app import assets, settings
from app.domain.errors import UnreadableInput
from app.intake.bill_table import Flow, Row
from app.intake.refusing import refused
from app.wording.language import _

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
_Text = Annotated[str, StringConstraints(min_length=1)]


class _Strict(BaseModel):
    """A table of the file: no key that is not known, nothing changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Condition(_Strict):
    """When a rule fits: every list that is given must hold; of a list, one text is enough.

    Attributes:
        flow: Where the money went.
        status: The status begins with one of these.
        category: The category begins with one of these.
        type: The type begins with one of these.
        item: The item holds one of these.
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

    def __init__(self, rules: Sequence[tuple[Condition, str]]) -> None:
        self._rules = [(_Ready(condition), value) for condition, value in rules]
        self._any_text = _one_of([text for rule, _value in rules for text in rule.texts])

    def first(self, row: Row, flow: Flow) -> str | None:
        """Return the value of the first rule that fits."""
        item, counterparty = row["item"].casefold(), row["counterparty"].casefold()
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
    return re.compile("|".join(re.escape(text.casefold()) for text in texts) or r"(?!)")


class LeavingOut(Condition):
    """Rows that are no purchase: the code of the reason."""

    code: _Code


class Naming(Condition):
    """Rows that are kept: the kind of record they become."""

    kind: Kind


class Defaults(_Strict):
    """The kinds of rows that no rule fits."""

    out: Kind
    received: Kind


class Mapping(_Strict):
    """The whole table; of its rules the first that fits decides."""

    format: Literal[1]
    default: Defaults
    leave_out: list[LeavingOut] = Field(default=[])
    kind: list[Naming] = Field(default=[])

    def left_out(self, row: Row, flow: Flow) -> str | None:
        """Return why a row is no purchase; ``None`` where it may be one."""
        return self._leaving_out.first(row, flow)

    def kind_of(self, row: Row, flow: Flow) -> str:
        """Return the kind of record that a kept row becomes."""
        default = self.default.received if flow == "in" else self.default.out
        return self._naming.first(row, flow) or default

    @cached_property
    def _leaving_out(self) -> _Rules:
        return _Rules([(rule, rule.code) for rule in self.leave_out])

    @cached_property
    def _naming(self) -> _Rules:
        return _Rules([(rule, rule.kind) for rule in self.kind])

    def kinds(self) -> set[str]:
        """Return every kind that a row can become."""
        return {self.default.out, self.default.received, *(rule.kind for rule in self.kind)}


def mapping_file(reader: str) -> Path:
    """Return where the table of a reader lies: the person's own, else the one brought along."""
    name = f"mapping-{reader}.toml"
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
    file = file or mapping_file(reader)
    try:
        return Mapping.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise _unusable(file, str(first["msg"]), key) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unusable(file, str(error)) from error


def _unusable(file: Path, found: str, key: str = "") -> UnreadableInput:
    return refused(
        file.name,
        found,
        _("a table of kinds as Whyscore brings it along"),
        _("Mend or remove your own table; without it the one brought along is used."),
        column=key,
    )
