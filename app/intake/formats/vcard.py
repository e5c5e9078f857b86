"""Address books (vCard 2.1, 3.0, 4.0): who is near. Only names are kept, no numbers or addresses."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from app.domain.calendar import NO_DAY
from app.domain.fault import MOST_FAULTS, Fault
from app.domain.intake import LeftOut, Notice, ReadAs, Reading
from app.domain.progress import Progress
from app.domain.records import Contacts, Export, OfficialScores, Records
from app.intake.card_lines import RawCard, begins_a_card, cards_in, properties
from app.intake.card_names import is_group, named, not_used
from app.intake.card_values import Decoding, UndecodableError
from app.intake.container import DESCRIPTOR, Source
from app.intake.refusing import refused
from app.intake.text import shown
from app.intake.text_words import found_and_remedy, read_as
from app.wording.language import _, ngettext

NAME = "vcard"
"""Id of this reader."""

_ENDINGS = (".vcf", ".vcard")
_GLIMPSE = 4_096  # bytes
_MOST_BYTES = 1 << 28
_MOST_FILES = 10_000
_MANY = 3_000  # cards in one book
_STRETCH = 64  # cards between two reports


def fits(source: Source) -> bool:
    """Return whether the source holds an address book."""
    return bool(_books(source))


def read(source: Source, progress: Progress) -> Reading:
    """Read the address books in a source. A bad card never loses the others.

    Raises:
        UnreadableInput: A file is larger than any address book.
    """
    harvest = _Harvest()
    books = _books(source)
    for name in books:
        if source.size(name) > _MOST_BYTES:
            raise refused(
                name,
                _("a file of more than 256 MB"),
                _("an address book"),
                _("Export the contacts without photos."),
            )
        with source.open(name) as file:
            cards = cards_in(file.read(), source.encoding)
        decoding = Decoding.of(cards, source.encoding)
        for at, card in enumerate(cards):
            if at % _STRETCH == 0:
                progress.report(at, len(cards))
            harvest.take(card, name, decoding, of_many=len(cards) > _MANY)
        harvest.read_so(name, decoding)
    progress.report(harvest.cards, harvest.cards)
    return harvest.reading(source, books)


@dataclass
class _Harvest:
    """What the cards gave so far."""

    cards: int = 0
    names: dict[str, str] = field(default_factory=dict)  # id -> name
    merged: int = 0
    nameless: int = 0
    groups: int = 0
    faults: list[Fault] = field(default_factory=list)  # the first of them
    fault_count: int = 0
    not_used: set[str] = field(default_factory=set)
    texts: list[ReadAs] = field(default_factory=list)

    def take(self, card: RawCard, file: str, decoding: Decoding, *, of_many: bool) -> None:
        """Take one card: keep it, leave it out, or note what is wrong with it."""
        self.cards += 1
        if not card.closed:
            self._note(file, card.line, "", _("a card without its end"), _("END:VCARD"))
            return
        found_here = list(properties(card))
        if is_group(found_here):
            self.groups += 1
            return
        try:
            who = named(found_here, decoding, of_many=of_many)
        except UndecodableError as error:
            found, remedy = found_and_remedy(error.error)
            expected = _("text in one encoding")
            self._note(file, error.line, error.name, found, expected, remedy)
            return
        self.not_used |= not_used(found_here)
        if not who.shown:
            self.nameless += 1
            return
        if who.id in self.names:
            self.merged += 1
            if who.name:
                self.names[who.id] = who.name
            return
        self.names[who.id] = who.shown

    def read_so(self, file: str, decoding: Decoding) -> None:
        """Keep in which encodings the names of a file were read."""
        plain = set() if decoding.failed else {"utf-8"}
        found = ", ".join(sorted({shown(one) for one in decoding.found or plain}))
        way = "chosen" if decoding.chosen else "guessed" if decoding.told else "declared"
        self.texts.append(ReadAs(file, found, way, told=bool(decoding.told)))

    def reading(self, source: Source, files: tuple[str, ...]) -> Reading:
        """Return what came of all cards."""
        left = (
            LeftOut("same_card", _("The card of a contact that is there already"), self.merged),
            LeftOut("nameless", _("A card without name, number or address"), self.nameless),
            LeftOut("group", _("A list of other cards"), self.groups),
        )
        export = Export(
            records=Records.none(),
            contacts=contacts_named(self.names),
            official=OfficialScores.none(),
            inputs=source.input_files(files),
            not_used=tuple(f"vcard.{name.lower()}" for name in sorted(self.not_used)),
        )
        return Reading(
            reader=NAME,
            export=export,
            files=files,
            rows=self.cards,
            kept=len(self.names),
            left_out=tuple(one for one in left if one.count),
            faults=tuple(self.faults),
            fault_count=self.fault_count,
            notices=self._notices(),
            texts=tuple(self.texts),
        )

    def _notices(self) -> tuple[Notice, ...]:
        told = [read_as(one.file, one.encoding) for one in self.texts if one.told]
        if self.names:
            text = _(
                "Of each card only the name is kept: no number, address or photo. An address book holds no scores."
            )
            told.append(Notice("names_only", text))
        if self.merged:
            text = ngettext(
                "{count} card is of a contact that stood there already; they were put together.",
                "{count} cards are of contacts that stood there already; they were put together.",
                self.merged,
            )
            told.append(Notice("cards_merged", text.format(count=self.merged)))
        return tuple(told)

    def _note(
        self, file: str, line: int, column: str, found: str, expected: str, remedy: str = ""
    ) -> None:
        self.fault_count += 1
        if len(self.faults) >= MOST_FAULTS:
            return
        remedy = remedy or _("Export this contact again, or go on without the card.")
        self.faults.append(
            Fault(
                file=file, expected=expected, line=line, column=column, found=found, remedy=remedy
            )
        )


def contacts_named(names: dict[str, str]) -> Contacts:
    """Return a table of contacts of whom only names are known.

    Args:
        names: Name of each by its id.
    """
    ids = sorted(names)
    count = len(ids)
    nobody = Contacts.none()
    open_end = np.full(count, NO_DAY, dtype=np.int32)
    return Contacts(
        id=np.array([*ids, None], dtype=object)[:-1],
        name=np.array([*(names[one] for one in ids), None], dtype=object)[:-1],
        closeness=np.ones(count),
        since=open_end,
        until=open_end.copy(),
        score_contact=nobody.score_contact,
        score_day=nobody.score_day,
        score=nobody.score,
    )


def _books(source: Source) -> tuple[str, ...]:
    """Return the names of the files that begin with a card."""
    names = source.names()
    if DESCRIPTOR in names or len(names) > _MOST_FILES:
        return ()
    found = []
    for name in names:
        if name.lower().endswith(_ENDINGS) or len(names) == 1:
            with source.open(name) as file:
                if begins_a_card(file.read(_GLIMPSE), source.encoding):
                    found.append(name)
    return tuple(found)
