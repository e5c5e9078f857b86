"""What a page says and offers in the header in place of the person's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """Something to choose in a menu of the header: its name, whether it is on, what it does."""

    name: str
    on: bool
    choose: Callable[[], None]


@dataclass(frozen=True)
class OwnHeader:
    """What a page that is not about the person says in the header.

    Attributes:
        people: Whose scores these are.
        books: The rulebooks to choose from; the first entry that is on is said.
        book: The rulebook as it is said; empty where there is none.
        day: The day; ``None`` where there is none to choose.
        choose_day: Takes another day; ``None`` takes the own one of what was opened.
        choose_people: Asks for other people.
        finds: Whether there is something to print and save.
    """

    people: str
    books: tuple[Offer, ...]
    book: str
    day: int | None
    choose_day: Callable[[int | None], None]
    choose_people: Callable[[], None]
    finds: bool
