"""What the window knows of the encrypted store, and what it asks of it. No Qt, no core here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.arrays import Mask
from app.domain.corrections import Correction, Corrections
from app.domain.errors import WhyscoreError
from app.domain.planning import Scenario
from app.domain.progress import Progress
from app.workflow.case import Case, Objection

if TYPE_CHECKING:
    from app.workflow.importing import Preview


@dataclass(frozen=True, eq=False)
class Chosen:
    """What the reader chose of a preview.

    Attributes:
        preview: What was read.
        out: Which records are left out, shape ``(n,)``.
        good_rows: Whether to go on without the rows that have faults.
        corrections: Kinds that the reader gave.
    """

    preview: Preview
    out: Mask
    good_rows: bool
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True, eq=False)
class Looked:
    """Files of somebody who is only looked at.

    Attributes:
        files: What was chosen of each, in the order they came.
        owner: Id of the person of the store whom they belong to; ``None`` where nobody is known.
    """

    files: tuple[Chosen, ...]
    owner: str | None = None

    def and_also(self, chosen: Chosen) -> Looked:
        """Return the files with one more."""
        return replace(self, files=(*self.files, chosen))


@dataclass(frozen=True, eq=False)
class ToKeep:
    """What is to be kept of somebody who was only looked at.

    Attributes:
        files: What was chosen of each file; made when it is wanted where it is a function.
        owner: Id of the person whom they belong to; ``None``: whom they name, else somebody new.
        case: How the reader left them: records set aside, plans; ``None`` where nothing was done.
        count: How many answers these are; 0 where they are none.
    """

    files: tuple[Chosen | Callable[[], Chosen], ...]
    owner: str | None = None
    case: Case | None = None
    count: int = 0


class Door(Enum):
    """How the store stands before the reader."""

    UNKNOWN = "unknown"  # nobody has looked yet
    NONE = "none"  # there is no store
    LOCKED = "locked"  # a passphrase, or the reader's word, is wanted
    SHUT = "shut"  # it cannot be opened now; the trouble says why
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies and how its key is kept; told without opening it.

    Attributes:
        folder: Where it lies, or would lie.
        exists: Whether there is one.
        by_passphrase: Whether a passphrase opens it; else the system's keyring does.
        keyring: What the system's keyring calls itself; empty where none can be trusted.
        why_no_keyring: Why there is none, and what to do.
        trouble: Why the store cannot be opened at all, and what to do; empty where it can.
    """

    folder: Path
    exists: bool = False
    by_passphrase: bool = False
    keyring: str = ""
    why_no_keyring: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """How the reader left a person: enough to go on from there, and to list them.

    Attributes:
        opened: When they were open last, as ISO text; empty where never.
        page: Page that was shown.
        rulebook: Id or file of the rulebook; empty takes the file's own.
        variant: Its variant; empty where none is on.
        day: The day asked about; ``None`` takes the file's own.
        book_title: How the rulebook was called.
        score: The score as it was shown; empty where there was none.
        guess: Whether a guess was in it.
    """

    opened: str = ""
    page: str = ""
    rulebook: str = ""
    variant: str = ""
    day: int | None = None
    book_title: str = ""
    score: str = ""
    guess: bool = False


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A person in the store, in figures."""

    id: str
    name: str
    records: int = 0
    contacts: int = 0
    scores: int = 0
    imports: int = 0
    left: Left = field(default_factory=Left)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that came into the store: what it was, when, and what became of its rows."""

    file: str
    sha256: str
    reader: str
    when: str
    rows: int
    kept: int
    left_out: int
    faults: int
    undone: bool = False


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup that the store knows of.

    Attributes:
        path: Where it was written.
        made: When. ISO date and time, UTC.
        whose: ``own``: this store wrote it; ``other``: the store wrote it that this one is a copy
            of, and may need it; ``gone``: it is not there.
    """

    path: str
    made: str
    whose: str


@dataclass(frozen=True)
class Contents:
    """An open store: where it is, and who is in it, the last one opened first."""

    place: Place
    people: tuple[KeptPerson, ...]


@dataclass(frozen=True)
class Added:
    """What became of files that were kept: whose they are, and what should be told."""

    person: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """A person taken out of the store to be looked at.

    Attributes:
        person: Their id.
        case: Their data as they were left.
        page: Page that was shown last; empty where none was.
        can_undo: Whether the store has a change to take back.
        can_redo: Whether the store has one to make again.
    """

    person: str
    case: Case
    page: str = ""
    can_undo: bool = False
    can_redo: bool = False


@dataclass(frozen=True)
class StoreState:
    """The store as the pages show it.

    Attributes:
        door: How it stands.
        place: Where it lies and how its key is kept.
        people: Who is in it; nobody while it is locked.
        trouble: Why it cannot be opened; empty where it can.
        person: Id of the person who is open; empty where none of the store is.
        damage: How much of the open store is damaged on the disk; empty where nothing is known.
    """

    door: Door = Door.UNKNOWN
    place: Place = field(default_factory=lambda: Place(Path()))
    people: tuple[KeptPerson, ...] = ()
    trouble: str = ""
    person: str = ""
    damage: str = ""

    def closed(self, door: Door, trouble: str = "") -> StoreState:
        """Return the store as it stands closed."""
        return replace(self, door=door, people=(), trouble=trouble, person="", damage="")

    def named(self, person: str) -> KeptPerson | None:
        """Return a person by id; ``None`` where nobody has it."""
        return next((one for one in self.people if one.id == person), None)


class Keeps(Protocol):
    """The store; ``StoreEngine`` reaches it. Every method runs off the window's thread."""

    def look(self) -> Place:
        """Tell where the store lies and how its key is kept, without opening it."""

    def open(self, passphrase: str | None, *, make: bool) -> Contents:
        """Open the store; by the keyring where no passphrase is given."""

    def contents(self) -> Contents:
        """Tell who is in the open store."""

    def add(self, chosen: Chosen, person: str | None, progress: Progress) -> Added:
        """Keep what the reader chose of a preview."""

    def settle(self, person: str, case: Case) -> None:
        """Set aside, put back and plan as the reader did while nothing was kept."""

    def take(self, person: str, progress: Progress | None) -> Taken:
        """Take a person out to be looked at, as they were left."""

    def files(self, person: str) -> tuple[KeptFile, ...]:
        """List the files that came in for a person."""

    def change(
        self, person: str, aside: Mapping[str, Objection], put_back: tuple[str, ...]
    ) -> None:
        """Set records aside, and put others back."""

    def correct(self, person: str, correction: Correction) -> None:
        """Keep a kind that the reader gave, or that they took it back."""

    def change_scenarios(
        self, person: str, kept: tuple[Scenario, ...], dropped: tuple[str, ...]
    ) -> None:
        """Keep plans that the reader named, and drop others."""

    def rename_scenario(self, person: str, name: str, wanted: str) -> None:
        """Call a plan something else."""

    def undo(self, person: str) -> bool:
        """Take the last change back that can be; say whether there was one."""

    def redo(self, person: str) -> bool:
        """Make the change again that was taken back last; say whether there was one."""

    def leave(self, person: str, left: Left) -> None:
        """Remember how the reader left a person."""

    def rename(self, person: str, name: str) -> None:
        """Call a person something else."""

    def back_up(self, target: Path, passphrase: str | None, progress: Progress) -> None:
        """Write an encrypted copy of the store; its own passphrase opens it where none is given."""

    def restore(
        self,
        backup: Path,
        passphrase: str,
        progress: Progress,
        *,
        own: str | None = None,
        replace: bool = False,
    ) -> Contents:
        """Put a copy in the store's place, and open it."""

    def export(self, person: str, target: Path, progress: Progress) -> None:
        """Write all that is kept of a person as a score package."""

    def erase(self, person: str | None, backups: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Erase a person for good, everything where none is named; return what is to be told."""

    def damage(self) -> str:
        """Tell how much of the open store is damaged on the disk; empty where nothing is."""

    def salvage_people(
        self, passphrase: str | None
    ) -> tuple[tuple[KeptPerson, ...], tuple[str, ...]]:
        """Return who can still be read of a damaged store, and what is lost."""

    def salvage_export(
        self, person: str, target: Path, passphrase: str | None, progress: Progress
    ) -> tuple[str, ...]:
        """Write what can still be read of a person as a score package; return what is lost."""

    def salvage_back_up(
        self, target: Path, passphrase: str | None, own: str | None, progress: Progress
    ) -> tuple[str, ...]:
        """Write a whole copy of what can still be read; return what is lost."""

    def backups(self) -> tuple[KeptBackup, ...]:
        """Return the backups that the open store knows of."""

    def change_key(
        self, passphrase: str | None, *, renew: bool = False, progress: Progress | None = None
    ) -> Contents:
        """Open the store by another passphrase from now on; by the keyring where none is given."""

    def renews_by_default(self) -> bool:
        """Whether drawing a new key should be ticked."""

    def strength(self, passphrase: str) -> tuple[float, str]:
        """Estimate how hard a passphrase is to guess: in bits, and in a word."""

    def lock(self) -> None:
        """Close the store and forget its key."""


class WrongPassphrase(WhyscoreError):  # noqa: N818 - reads as what it is
    """The passphrase is not the one of the store."""


class OwnPassphraseWanted(WhyscoreError):  # noqa: N818
    """The backup opens; the store that it is to replace has another passphrase."""
