"""The kinds of records that Whyscore knows: their titles, and which way is better.

A kind that is not listed takes after the nearest one above it: ``purchase.game.mobile`` after
``purchase.game``, else after ``purchase``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from app import assets
from app.domain.rulebook import Texts
from app.rulebook.opening import decoded, parsed, read_bounded, refuse
from app.rulebook.parts import ids_of
from app.rulebook.tables import FaultLog, Table
from app.wording.language import _


class Better(StrEnum):
    """Whether more or less of a kind speaks well of a person, in the common view."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, with its title in every language.

    ``better`` is ``None`` where the list leaves it to the kind above.
    """

    id: str
    title: Texts
    better: Better | None


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds that are listed, by id."""

    listed: Mapping[str, Kind]

    def nearest(self, kind: str) -> Kind | None:
        """Return the kind, or the nearest one above it; ``None`` where none is listed."""
        while kind:
            if kind in self.listed:
                return self.listed[kind]
            kind = kind.rpartition(".")[0]
        return None

    def better(self, kind: str) -> Better:
        """Return which way is better; neither where nobody says."""
        while found := self.nearest(kind):
            if found.better is not None:
                return found.better
            kind = found.id.rpartition(".")[0]
        return Better.NEITHER

    def matching(self, pattern: str) -> tuple[Kind, ...]:
        """Return the listed kinds that a rule's pattern names (``x``, or ``x.*`` for all)."""
        stem = pattern.removesuffix(".*")
        beneath = stem + "." if stem != pattern else None
        return tuple(
            kind
            for kind in self.listed.values()
            if kind.id == stem or (beneath and kind.id.startswith(beneath))
        )


@cache
def shipped() -> Kinds:
    """Return the kinds that Whyscore brings along."""
    return read_kinds((assets.folder("kinds") / "kinds.toml",))


def read_kinds(files: Iterable[Path]) -> Kinds:
    """Read lists of kinds.

    Raises:
        RulebookError: A list cannot be used, or a kind stands in two of them.
        UsageError: A list cannot be opened.
    """
    listed: dict[str, Kind] = {}
    for file in files:
        text = decoded(read_bounded(file), file.name)
        book = parsed(text, file.name)
        log = FaultLog(file.name, text, book)
        root = Table(book, (), log)
        tables = root.tables("kind", optional=False)
        ids_of(tables)
        for table in tables:
            kind = _read_kind(table)
            if table.sound("id") and kind.id in listed:
                table.fault("id", _("an id of its own; another list has this one"))
            listed[kind.id] = kind
        root.close()
        refuse(file.name, log.faults())
    return Kinds(listed)


def _read_kind(table: Table) -> Kind:
    better = table.choice("better", Better) if "better" in table else None
    kind = Kind(table.kind("id"), table.texts("title"), better)
    table.close()
    return kind
