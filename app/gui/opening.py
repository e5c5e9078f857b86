"""Opening a person's files: reading, the password, what is wrong, and going on. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from app.domain.intake import Reading
from app.domain.progress import Progress
from app.gui.kept import Chosen, Looked
from app.gui.session import Session, said
from app.gui.starts import Starts
from app.wording.faults import fault_line
from app.wording.language import _, ngettext, number
from app.wording.sentences import listed, together
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.workflow.importing import Preview

_TASK = "open"
_FIRST_ESTIMATE = 1.0  # seconds of work before a time left is worth saying
_MOST_SHOWN = 20
_TEXTS = frozenset({".csv", ".txt", ".tsv", ".vcf", ".vcard"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a file: the page shows it, the safe way first.

    Attributes:
        heading: What, in one line.
        text: What it means, and what to do.
        faults: Each fault in a line of its own.
        go_on: Words of the button that goes on or tries again; empty where nothing can.
        mark: Icon: ``warning``, ``file`` or ``lock``.
        other_file: Whether another file may help.
        texts: Whether another encoding may help.
        encoding: The encoding that the reader chose; empty where they chose none.
        way: Where the reader goes on instead, as ``Fault.way`` has it; empty where nowhere.
    """

    heading: str
    text: str
    faults: tuple[str, ...] = ()
    go_on: str = ""
    mark: str = "warning"
    other_file: bool = True
    texts: bool = False
    encoding: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """How far the reading is: a share of 0 to 1, ``None`` where nobody knows yet."""

    heading: str
    share: float | None = None
    count: str = ""
    left: str = ""


class Reads(Protocol):
    """Reads files; ``Engine`` does."""

    def read(
        self,
        paths: Sequence[Path],
        password: str | None,
        progress: Progress,
        encoding: str = "",
    ) -> Preview:
        """Read one person's files; nothing of them is kept."""

    def look_at(self, chosen: Chosen, onto: Case | None = None) -> Case:
        """Make the case of what the reader chose of a preview, added to a case where one is given."""

    def sample(self) -> tuple[Path, ...]:
        """Return the sample person's files."""


class Doorway(Protocol):
    """What the presenter asks of the window."""

    def show_busy(self, busy: Busy) -> None:
        """Show how far the reading is."""

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what is wrong with the file."""

    def ask_password(self, file: str, *, again: bool) -> None:
        """Ask for the password of a locked file; ``again`` where the last one was wrong."""

    def show_preview(self, preview: Preview) -> None:
        """Show what is in a file, and ask what to do with it."""

    def only_looking(self) -> None:
        """Somebody who is kept nowhere is put before the reader."""

    def leave_doorway(self) -> None:
        """Show again what was there before the file."""


class Opening:
    """Leads from files to a preview, and from there to a case that is kept nowhere.

    Until the new case is there, the old one stays untouched. The sample is invented, so it is
    opened without asking.
    """

    def __init__(self, doorway: Doorway, tasks: Starts, reads: Reads, session: Session) -> None:
        self._doorway, self._tasks = doorway, tasks
        self._reads, self._session = reads, session
        self._paths: tuple[Path, ...] = ()
        self._undecided: tuple[Path, ...] = ()
        self.looked: Looked | None = None  # whose files are open, where they are only looked at
        self._is_sample = False
        self._encoding = ""  # that the reader chose for these files
        self._began = 0.0

    @property
    def undecided(self) -> tuple[Path, ...]:
        """The files that are being read, or are looked through: neither kept nor looked at yet."""
        return self._undecided

    def decided(self) -> None:
        """Take note that what was read was kept, looked at, or let be."""
        self._undecided = ()

    def forget(self) -> None:
        """Stop reading, and forget which files were open."""
        self._tasks.cancel(_TASK)
        self.looked, self._paths, self._undecided = None, (), ()

    def open_sample(self) -> None:
        """Open the sample person."""
        self._is_sample, self._encoding = True, ""
        self._read(self._reads.sample(), None)

    def open(self, paths: Sequence[Path], password: str | None = None) -> None:
        """Open one person's files.

        Args:
            paths: Files or folders; several are read as one person's.
            password: For a locked zip. It is kept nowhere.
        """
        if paths:
            self._is_sample, self._encoding = False, ""
            self._read(paths, password)

    def unlock(self, password: str) -> None:
        """Try a password on the locked file."""
        self._read(self._paths, password)

    def read_in(self, encoding: str) -> None:
        """Read the same files again, in another encoding; empty: in the one that is found."""
        self._encoding = encoding
        self._read(self._paths, None)

    def stop(self) -> None:
        """Stop reading, or give the file up. Everything stays as it was."""
        self._tasks.cancel(_TASK)
        self.decided()
        self._doorway.leave_doorway()

    def look(
        self, chosen: Chosen, looked: Looked | None = None, *, onto: Case | None = None
    ) -> None:
        """Open what the reader chose of a preview; nothing of it is kept.

        Args:
            chosen: What was chosen.
            looked: All files of the person, with this one.
            onto: Who is open, where the file is added to them.
        """
        self._look(lambda: self._reads.look_at(chosen, onto), looked or Looked((chosen,)))

    def _look(self, made: Callable[[], Case], looked: Looked | None) -> None:
        self.decided()
        self._doorway.show_busy(Busy(_("Computing the score")))
        self._tasks.start(
            _TASK,
            lambda _progress: made(),
            succeeded=lambda case: self._show(case, looked),
            failed=self._refuse,
        )

    def _show(self, case: Case, looked: Looked | None) -> None:
        self._doorway.only_looking()
        self.looked = looked
        self._session.open(case)

    def _read(self, paths: Sequence[Path], password: str | None) -> None:
        self._paths = tuple(paths)
        self._undecided = () if self._is_sample else self._paths
        self._began = time.monotonic()
        named = listed([path.name for path in self._paths])
        heading = _("Reading {file}").format(file=named)
        self._doorway.show_busy(Busy(heading))
        encoding = self._encoding
        self._tasks.start(
            _TASK,
            lambda progress: self._reads.read(self._paths, password, progress, encoding),
            succeeded=lambda opened: self._accept(opened, tried=password is not None),
            failed=self._refuse,
            progressed=lambda done, total: self._advance(heading, done, total),
        )

    def _accept(self, preview: Preview, *, tried: bool) -> None:
        from app.workflow.importing import Answer

        reading = preview.together
        if reading.encrypted and reading.export is None:
            self._doorway.ask_password(_names(reading, self._paths), again=tried)
        elif preview.answer in {Answer.REFUSED, Answer.NOTHING}:
            self.decided()
            self._doorway.show_trouble(_refusal(reading, self._paths, self._encoding))
        elif self._is_sample:
            nothing_out = np.zeros(len(preview.records), dtype=np.bool_)
            whole = Chosen(preview, nothing_out, good_rows=False)
            self._look(lambda: replace(self._reads.look_at(whole), invented=True), None)
        else:
            self._doorway.show_preview(preview)

    def _refuse(self, error: Exception) -> None:
        self.decided()
        named = listed([path.name for path in self._paths])
        self._doorway.show_trouble(
            Trouble(_("{file} cannot be opened").format(file=named), said(error))
        )

    def _advance(self, heading: str, done: int, total: int) -> None:
        if total <= 0:
            return
        spent = time.monotonic() - self._began
        left = ""
        if spent >= _FIRST_ESTIMATE and 0 < done < total:
            left = seconds_left(spent * (total - done) / done)
        count = _("{done} of {total}").format(done=number(done), total=number(total))
        self._doorway.show_busy(Busy(heading, min(1.0, done / total), count, left))


def seconds_left(seconds: float) -> str:
    """Say how long work will take: ``about 9 seconds left``."""
    if seconds < 90:
        whole = max(1, round(seconds))
        return ngettext("about {count} second left", "about {count} seconds left", whole).format(
            count=number(whole)
        )
    minutes = round(seconds / 60)
    return ngettext("about {count} minute left", "about {count} minutes left", minutes).format(
        count=number(minutes)
    )


def _names(reading: Reading, paths: tuple[Path, ...]) -> str:
    return listed(list(reading.files) or [path.name for path in paths])


def _refusal(reading: Reading, paths: tuple[Path, ...], encoding: str) -> Trouble:
    named = _names(reading, paths)
    if reading.export is not None and not reading.faults:
        return Trouble(
            _("{file} is a valid file, and there is nothing in it for us").format(file=named),
            together(
                _("It was read from end to end, and no row of it is one that a score could count."),
                *(f"{out.reason}: {number(out.count)}." for out in reading.left_out),
            ),
            mark="file",
        )
    count = max(reading.fault_count, len(reading.faults))
    if way := next((fault.way for fault in reading.faults if fault.way), ""):
        return Trouble(
            _("{file} cannot be used").format(file=named),
            _("Nothing was opened."),
            tuple(fault_line(fault) for fault in reading.faults[:_MOST_SHOWN]),
            mark="file",
            texts=any(path.suffix.lower() in _TEXTS for path in paths),
            encoding=encoding,
            way=way,
        )
    return Trouble(
        _("{file} cannot be used").format(file=named),
        ngettext(
            "One thing is wrong with it. Nothing was opened.",
            "{count} things are wrong with it. Nothing was opened.",
            count,
        ).format(count=number(count)),
        tuple(fault_line(fault) for fault in reading.faults[:_MOST_SHOWN]),
        texts=any(path.suffix.lower() in _TEXTS for path in paths),
        encoding=encoding,
    )
