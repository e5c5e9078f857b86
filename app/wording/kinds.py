"""What is said where the reader gives a record another kind."""

from __future__ import annotations

from typing import Protocol

from app.wording.language import _, ngettext, number
from app.wording.visible import visible


class Asked(Protocol):
    """The record that is asked about."""

    @property
    def kind(self) -> str:
        """Its kind now."""

    @property
    def as_read(self) -> str | None:
        """The kind it was read as, where the reader gave it another one."""

    def title(self, kind: str) -> str:
        """Return what a kind is called."""


def heading() -> str:
    """Name the question."""
    return _("What kind is it?")


def wanted() -> str:
    """Name the button that leads to the question."""
    return _("Change the kind …")


def now(asked: Asked) -> str:
    """Say which kind a record has, and which it had before the reader gave it another one."""
    kind = visible(asked.title(asked.kind))
    if asked.as_read is None:
        return _("It counts as: {kind}.").format(kind=kind)
    was = visible(asked.title(asked.as_read))
    return _("It counts as: {kind}. You changed this from: {was}.").format(kind=kind, was=was)


def changed(now: str, was: str) -> str:
    """Say in a cell that a kind was changed: ``Alcohol, was: Food and groceries``."""
    return _("{now}, was: {was}").format(now=now, was=was)


def this_record() -> str:
    """Name the choice of one record."""
    return _("Only this record")


def all_of(payee: str, count: int) -> str:
    """Name the choice of all records of a payee: those of later files too."""
    return ngettext(
        "{count} record of “{payee}”, and those of later files",
        "All {count} records of “{payee}”, and those of later files",
        count,
    ).format(count=number(count), payee=payee)


def meaning() -> str:
    """Say what a kind is for, and that a change can be undone."""
    return _("Rules count records by their kind. Undo takes a change back.")


def change() -> str:
    """Name the button that gives the kind."""
    return _("Change the kind")


def take_back() -> str:
    """Name the button that gives the kind back that a record was read as."""
    return _("As it was read")
