"""Looking after the store: copies, other keys, other names, and erasing. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.progress import Progress
from app.gui.keeping import Keeping
from app.gui.kept import Contents, KeptFile, WrongPassphrase
from app.wording import privacy as words


class Upkeep:
    """What the page about the store wants done."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._backup: Path | None = None  # to be put in place; waits for its passphrase
        self._copy: Path | None = None  # to be written; waits for a passphrase

    def want_open(self) -> None:
        """Open the store because the reader asks for it."""
        self._keeping.want_open()

    def want_new_key(self) -> None:
        """Ask how the store shall be locked from now on."""
        self._keeping.house.ask_new_key(self._keeping.state.place, first=False)

    def files(self, person: str, then: Callable[[tuple[KeptFile, ...]], None]) -> None:
        """Ask for the files that came in for a person."""
        keeps = self._keeping.keeps
        self._keeping.turns.take(
            lambda _progress: keeps.files(person), then, self._keeping.report, name="files"
        )

    def rename(self, person: str, name: str) -> None:
        """Call a person something else."""
        keeping = self._keeping

        def work(_progress: Progress) -> Contents:
            keeping.keeps.rename(person, name)
            return keeping.keeps.contents()

        def renamed(contents: Contents) -> None:
            keeping.show_open(contents)
            if person == keeping.state.person:
                keeping.open_person(person)  # the new name is a change that can be undone

        keeping.turns.take(work, renamed, keeping.report, must=True)

    def export(self, person: str, target: Path) -> None:
        """Write all that is kept of a person as a score package."""
        self._long(
            lambda progress: self._keeping.keeps.export(person, target, progress),
            words.exporting(),
            words.exported(),
            words.exported_meaning(str(target)),
        )

    def back_up(self, target: Path) -> None:
        """Write a copy of the whole store; where the keyring has the key, ask for a passphrase.

        A copy that only this computer's keyring could open would be lost with the computer.
        """
        if self._keeping.state.place.by_passphrase:
            self._back_up(target, None)
        else:
            self._copy = target
            self._keeping.house.ask_copy_key()

    def _back_up(self, target: Path, passphrase: str | None) -> None:
        self._copy = None
        self._long(
            lambda progress: self._keeping.keeps.back_up(target, passphrase, progress),
            words.backing_up(),
            words.backed_up(),
            words.backup_meaning(str(target)),
        )

    def want_restore(self, backup: Path) -> None:
        """Put a copy in the store's place, once its passphrase is told."""
        self._backup = backup
        self._keeping.house.ask_passphrase(again=False)

    def passphrase_given(self, passphrase: str) -> None:
        """Take a passphrase: of the copy that waits for it, else of the store."""
        if self._backup is not None:
            self._restore(passphrase)
        else:
            self._keeping.unlock(passphrase)

    def key_chosen(self, passphrase: str | None) -> None:
        """Take a new passphrase: for the copy that waits for it, else for the store."""
        if self._copy is not None and passphrase is not None:
            self._back_up(self._copy, passphrase)
        else:
            self._keeping.choose_key(passphrase)

    def give_up(self) -> None:
        """Let the copies be."""
        self._backup = self._copy = None

    def erase(self, person: str | None) -> None:
        """Erase a person for good; everything where none is named."""
        keeping = self._keeping

        def work(_progress: Progress) -> tuple[tuple[str, ...], Contents | None]:
            left = keeping.keeps.erase(person)
            return left, None if person is None else keeping.keeps.contents()

        def erased(found: tuple[tuple[str, ...], Contents | None]) -> None:
            left, contents = found
            if person in {None, keeping.state.person}:
                keeping.let_go()
            if contents is None:
                keeping.begin(reopens=False)
            else:
                keeping.show_open(contents)
            keeping.house.leave_doorway()
            said = "\n\n".join(left) if person is None else words.not_erased(left)
            keeping.house.tell(words.erased(everything=person is None), said)

        keeping.turns.take(work, erased, keeping.refuse, heading=words.erasing(), must=True)

    def _restore(self, passphrase: str) -> None:
        keeping, backup = self._keeping, self._backup
        if backup is None:
            return

        def restored(contents: Contents) -> None:
            self._backup = None
            keeping.let_go()
            keeping.show_open(contents)
            keeping.house.leave_doorway()
            keeping.house.tell(words.restored(), str(backup))

        def refuse(error: Exception) -> None:
            if isinstance(error, WrongPassphrase):
                keeping.house.ask_passphrase(again=True)
                return
            self._backup = None
            keeping.refuse(error)

        keeping.turns.take(
            lambda progress: keeping.keeps.restore(backup, passphrase, progress),
            restored,
            refuse,
            heading=words.restoring(),
        )

    def _long(self, work: Callable[[Progress], None], heading: str, done: str, text: str) -> None:
        keeping = self._keeping

        def end(_nothing: object) -> None:
            keeping.house.leave_doorway()
            keeping.house.tell(done, text)

        keeping.turns.take(work, end, keeping.refuse, heading=heading)
