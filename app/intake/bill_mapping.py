"""Which kind of record a row of a bill is: a table that is data, and that the person can edit.

The tables lie in ``resources/kinds/mapping-<reader>.toml``. A file of the same name beside the
person's settings takes their place.
"""

from __future__ import annotations

import tomllib
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

    def fits(self, row: Row, flow: Flow) -> bool:
        """Return whether a row fulfils the condition."""
        item, counterparty = row["item"].casefold(), row["counterparty"].casefold()
        both = f"{item}\n{counterparty}"
        return (
            (not self.flow or flow in self.flow)
            and (not self.status or row["status"].startswith(tuple(self.status)))
            and (not self.category or row["category"].startswith(tuple(self.category)))
            and (not self.type or row["type"].startswith(tuple(self.type)))
            and (not self.item or _holds(item, self.item))
            and (not self.counterparty or _holds(counterparty, self.counterparty))
            and (not self.words or _holds(both, self.words))
            and not _holds(both, self.but)
        )


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
        return next((rule.code for rule in self.leave_out if rule.fits(row, flow)), None)

    def kind_of(self, row: Row, flow: Flow) -> str:
        """Return the kind of record that a kept row becomes."""
        default = self.default.received if flow == "in" else self.default.out
        return next((rule.kind for rule in self.kind if rule.fits(row, flow)), default)

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


def _holds(text: str, words: list[str]) -> bool:
    return any(word.casefold() in text for word in words)


def _unusable(file: Path, found: str, key: str = "") -> UnreadableInput:
    return refused(
        file.name,
        found,
        _("a table of kinds as Whyscore brings it along"),
        _("Mend or remove your own table; without it the one brought along is used."),
        column=key,
    )
