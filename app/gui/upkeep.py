"""Looking after the store: copies, other keys, other names, and erasing. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.progress import Progress
from app.gui.keeping import Keeping
from app.gui.kept import (
    Contents,
    Door,
    KeptBackup,
    KeptFile,
    OwnPassphraseWanted,
    WrongPassphrase,
)
from app.wording import privacy as words
from app.wording.visible import visible


class Upkeep:
    """What the page about the store wants done."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._backup: Path | None = None  # to be put in place; waits for its passphrase
        self._copy: Path | None = None  # to be written; waits for a passphrase
        self._salvage: tuple[Path, Callable[[str, Progress], tuple[str, ...]]] | None = None
        self._opens: str | None = None  # opens the copy; the store's own passphrase is waited for

    def want_open(self) -> None:
        """Open the store because the reader asks for it."""
        self._keeping.want_open()

    def want_new_key(self) -> None:
        """Ask how the store shall be locked from now on."""
        keeping = self._keeping

        def ask(renew: bool) -> None:  # noqa: FBT001 - what the store says
            keeping.house.ask_new_key(keeping.state.place, first=False, renew=renew)

        keeping.turns.take(lambda _progress: keeping.keeps.renews_by_default(), ask, keeping.report)

    def files(self, person: str, then: Callable[[tuple[KeptFile, ...]], None]) -> None:
        """Ask for the files that came in for a person."""
        keeps = self._keeping.keeps
        self._keeping.turns.take(
            lambda _progress: keeps.files(person),
            then,
            self._files_failed,
            name="files",
        )

    def backups(self, then: Callable[[tuple[KeptBackup, ...]], None]) -> None:
        """Ask which backups the open store knows of, to be ticked before everything is erased."""
        keeping = self._keeping
        if keeping.state.door is Door.OPEN:
            keeping.turns.take(
                lambda _progress: keeping.keeps.backups(), then, self._files_failed, name="backups"
            )

    def _files_failed(self, error: Exception) -> None:
        """Say why a list is not there; where the store was closed meanwhile, nobody misses it."""
        if self._keeping.state.door is Door.OPEN:
            self._keeping.report(error)

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
        """Write all that is kept of a person as a score package; what is left, where it is damaged."""
        if self._keeping.state.damage:
            self.salvage_person(person, target)
            return
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

    def salvage_all(self, target: Path) -> None:
        """Write a whole copy of what can still be read of a damaged store."""
        keeps, by_passphrase = self._keeping.keeps, self._keeping.state.place.by_passphrase

        def work(given: str, progress: Progress) -> tuple[str, ...]:
            phrase, own = (given, None) if by_passphrase else (None, given)
            return keeps.salvage_back_up(target, phrase, own, progress)

        self.give_up()
        self._salvage = target, work
        if by_passphrase:
            self._keeping.house.ask_passphrase(again=False)
        else:
            self._keeping.house.ask_copy_key()

    def salvage_person(self, person: str, target: Path) -> None:
        """Write what can still be read of a person as a score package."""
        keeps = self._keeping.keeps

        def work(given: str, progress: Progress) -> tuple[str, ...]:
            return keeps.salvage_export(person, target, given or None, progress)

        self.give_up()
        self._salvage = target, work
        if self._keeping.state.place.by_passphrase:
            self._keeping.house.ask_passphrase(again=False)
        else:
            self._do_salvage("")

    def _do_salvage(self, given: str) -> None:
        keeping, salvage = self._keeping, self._salvage
        if salvage is None:
            return
        target, work = salvage

        def saved(lost: tuple[str, ...]) -> None:
            self.give_up()
            keeping.house.leave_doorway()
            text = "\n".join((visible(str(target)), "", *lost)).strip()
            keeping.house.tell(words.salvaged(), text)

        def refuse(error: Exception) -> None:
            if isinstance(error, WrongPassphrase):
                keeping.house.ask_passphrase(again=True)
                return
            self.give_up()
            keeping.refuse(error)

        keeping.turns.take(
            lambda progress: work(given, progress), saved, refuse, heading=words.salvaging()
        )

    def want_restore(self, backup: Path) -> None:
        """Put a copy in the store's place, once its passphrase is told."""
        self.give_up()
        self._backup = backup
        self._keeping.house.ask_passphrase(again=False, of=backup.name)

    def passphrase_given(self, passphrase: str) -> None:
        """Take a passphrase: of the copy that waits for it, else of the store."""
        if self._salvage is not None:
            self._do_salvage(passphrase)
        elif self._backup is not None and self._opens is not None:
            self._restore(self._opens, own=passphrase)
        elif self._backup is not None:
            self._restore(passphrase)
        else:
            self._keeping.unlock(passphrase)

    def key_chosen(self, passphrase: str | None, renew: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        """Take a new passphrase: for the copy that waits for it, else for the store."""
        if self._salvage is not None and passphrase is not None:
            self._do_salvage(passphrase)
        elif self._copy is not None and passphrase is not None:
            self._back_up(self._copy, passphrase)
        else:
            self._keeping.choose_key(passphrase, renew=renew)

    def give_up(self) -> None:
        """Let the copies be."""
        self._backup = self._copy = self._opens = self._salvage = None

    def erase(self, person: str | None, backups: tuple[str, ...] = ()) -> None:
        """Erase a person for good; everything where none is named.

        Args:
            person: Who.
            backups: Which backups were ticked, by path: they go with everything, no other does.
        """
        keeping = self._keeping

        def work(_progress: Progress) -> tuple[tuple[str, ...], Contents | None]:
            left = keeping.keeps.erase(person, backups)
            return left, None if person is None else keeping.keeps.contents()

        def erased(found: tuple[tuple[str, ...], Contents | None]) -> None:
            left, contents = found
            if contents is None:
                # Before the person is let go: nobody may ask a store that is gone.
                open_now = keeping.state.person
                keeping.show(keeping.state.closed(Door.NONE))
                if open_now:
                    keeping.put_away()
                keeping.begin(reopens=False)
            else:
                if person == keeping.state.person:
                    keeping.let_go()
                keeping.show_open(contents)
            keeping.house.leave_doorway()
            lines = left if person is None else (words.not_erased(left),)
            history = keeping.house.forget_folders()
            keeping.house.tell(
                words.erased(everything=person is None), "\n\n".join((*lines, *history))
            )

        keeping.turns.take(work, erased, keeping.refuse, heading=words.erasing(), must=True)

    def _restore(self, passphrase: str, *, own: str | None = None, replace: bool = False) -> None:
        keeping, backup = self._keeping, self._backup
        if backup is None:
            return

        def restored(contents: Contents) -> None:
            self.give_up()
            keeping.let_go()
            keeping.show_open(contents)
            keeping.house.leave_doorway()
            keeping.house.tell(words.restored(), words.restored_meaning(str(backup)))

        def refuse(error: Exception) -> None:
            if isinstance(error, OwnPassphraseWanted):
                self._opens = passphrase
                keeping.house.ask_passphrase(
                    again=own is not None,
                    lost=lambda: self._restore(passphrase, replace=True),
                )
            elif isinstance(error, WrongPassphrase):
                self._opens = None
                keeping.house.ask_passphrase(again=True, of=backup.name)
            else:
                self.give_up()
                keeping.refuse(error)

        keeping.turns.take(
            lambda progress: keeping.keeps.restore(
                backup, passphrase, progress, own=own, replace=replace
            ),
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
