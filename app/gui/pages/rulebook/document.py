"""A rulebook as a document: sections, entries, sentences with figures that can be asked. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.rulebook import Basis, Rulebook
from app.wording.notes import Note
from app.wording.searching import places

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True, slots=True)
class FigureAt:
    """A figure in a sentence: from where to where, and what it rests on."""

    start: int
    end: int
    note: Note


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the figures in it."""

    text: str = ""
    figures: tuple[FigureAt, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a small table: from so much on, this, which rests on that."""

    start: str
    text: str
    points: float | None = None
    guess: bool = False
    rests: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the document.

    Attributes:
        id: Unique in the document.
        title: What it is about; empty where it is a paragraph only.
        is_head: Whether it opens its section.
        caption: How many of the person's records it is about.
        figure: What it moves for this person; ``None`` where nobody is open.
        said: What it says.
        lines: Its small table.
        chips: What its numbers rest on.
        source: Where they were read.
    """

    id: str
    title: str
    is_head: bool = False
    caption: str = ""
    figure: Note | None = None
    said: Said = Said()
    lines: tuple[Line, ...] = ()
    chips: tuple[tuple[Basis | None, str], ...] = ()
    source: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that can be found in it, in the order in which it stands there."""
        lines = (text for line in self.lines for text in (line.start, line.text, line.rests))
        chips = (text for _basis, text in self.chips)
        return (self.title, self.caption, self.said.text, *lines, *chips, self.source)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document that the contents lead to.

    Attributes:
        id: Unique in the document.
        title: What it is.
        count: What stands at its right in the contents, where no points do.
        figure: What it moves for this person.
        group: Sections of a group stand together in the contents.
        entries: What it holds; the first opens it.
    """

    id: str
    title: str
    count: str
    group: int
    entries: tuple[Entry, ...]
    figure: Note | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A rulebook, ready to be read."""

    book: Rulebook
    sections: tuple[Section, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in their order."""
        return tuple(entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a searched text stands.

    Attributes:
        entry: Id of the entry.
        text: Number into the entry's texts.
        start: Where in it.
        length: How long.
    """

    entry: str
    text: int
    start: int
    length: int


def found(document: Document, sought: str) -> tuple[Hit, ...]:
    """Return every place where a text stands, whatever its case, accents and width."""
    return tuple(
        Hit(entry.id, place, start, length)
        for entry in document.entries
        for place, text in enumerate(entry.texts)
        for start, length in places(text, sought)
    )


def mark(figure: str, key: str) -> str:
    """Mark a figure on its way into a sentence, to be found again by ``said``."""
    return f"{_OPEN}{key}{_MIDDLE}{figure}{_CLOSE}"


def said(marked: str, notes: dict[str, Note]) -> Said:
    """Return a sentence without its marks, and where its figures stand.

    Args:
        marked: The sentence; made of our own words and of figures, never of a book's texts.
        notes: What each figure rests on, by the key that it was marked with.
    """
    text, figures, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        if note := notes.get(match[1]):
            figures.append(FigureAt(len(text), len(text) + len(match[2]), note))
        text += match[2]
        at = match.end()
    return Said(text + marked[at:], tuple(figures))
