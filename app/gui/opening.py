"""Opening a person's files: reading, the password, what is wrong, and going on. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.fault import Fault
from app.domain.intake import Reading
from app.domain.progress import Progress
from app.gui.engine import Opened
from app.gui.session import Session, said
from app.gui.starts import Starts
from app.wording.language import _, ngettext, number
from app.wording.sentences import listed, together
from app.workflow.case import Case

_TASK = "open"
_FIRST_ESTIMATE = 1.0  # seconds of work before a time left is worth saying
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a file: the page shows it, the safe way first.

    Attributes:
        heading: What, in one line.
        text: What it means, and what to do.
        faults: Each fault in a line of its own.
        go_on: Words of the button that goes on without what is wrong; empty where nothing can.
        mark: Icon: ``warning`` or ``file``.
    """

    heading: str
    text: str
    faults: tuple[str, ...] = ()
    go_on: str = ""
    mark: str = "warning"


@dataclass(frozen=True, slots=True)
class Busy:
    """How far the reading is: a share of 0 to 1, ``None`` where nobody knows yet."""

    heading: str
    share: float | None = None
    count: str = ""
    left: str = ""


class Reads(Protocol):
    """Reads files; ``Engine`` does."""

    def read(self, paths: Sequence[Path], password: str | None, progress: Progress) -> Opened:
        """Read one person's files."""

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

    def leave_doorway(self) -> None:
        """Show again what was there before the file."""


class Opening:
    """Leads from files to a case. Until the new case is there, the old one stays untouched."""

    def __init__(self, doorway: Doorway, tasks: Starts, reads: Reads, session: Session) -> None:
        self._doorway, self._tasks = doorway, tasks
        self._reads, self._session = reads, session
        self._paths: tuple[Path, ...] = ()
        self._waiting: Case | None = None
        self._began = 0.0

    def open_sample(self) -> None:
        """Open the sample person."""
        self.open(self._reads.sample())

    def open(self, paths: Sequence[Path], password: str | None = None) -> None:
        """Open one person's files.

        Args:
            paths: Files or folders; several are read as one person's.
            password: For a locked zip. It is kept nowhere.
        """
        if not paths:
            return
        self._paths, self._waiting = tuple(paths), None
        self._began = time.monotonic()
        named = listed([path.name for path in self._paths])
        heading = _("Reading {file}").format(file=named)
        self._doorway.show_busy(Busy(heading))
        self._tasks.start(
            _TASK,
            lambda progress: self._reads.read(self._paths, password, progress),
            succeeded=lambda opened: self._accept(opened, tried=password is not None),
            failed=self._refuse,
            progressed=lambda done, total: self._advance(heading, done, total),
        )

    def unlock(self, password: str) -> None:
        """Try a password on the locked file."""
        self.open(self._paths, password)

    def stop(self) -> None:
        """Stop reading, or give the file up. Everything stays as it was."""
        self._tasks.cancel(_TASK)
        self._waiting = None
        self._doorway.leave_doorway()

    def go_on(self) -> None:
        """Go on with the good rows, without those that are wrong."""
        if self._waiting is not None:
            case, self._waiting = self._waiting, None
            self._session.open(case)

    def _accept(self, opened: Opened, *, tried: bool) -> None:
        reading = opened.reading
        if reading.encrypted and reading.export is None:
            self._doorway.ask_password(_names(reading, self._paths), again=tried)
        elif opened.case is None:
            self._doorway.show_trouble(_refusal(reading, self._paths))
        elif reading.fault_count or reading.faults:
            self._waiting = opened.case
            self._doorway.show_trouble(_partial(reading))
        else:
            self._session.open(opened.case)

    def _refuse(self, error: Exception) -> None:
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


def fault_line(fault: Fault) -> str:
    """Say one fault in a line: where, what stands there, what should, what to do."""
    place = [fault.file]
    if fault.table and fault.table != fault.file:
        place.append(fault.table)
    if fault.line is not None:
        place.append(_("line {line}").format(line=number(fault.line)))
    if fault.column:
        place.append(fault.column)
    found = _("found “{found}”, expected {expected}") if fault.found else _("expected {expected}")
    said_ = found.format(found=fault.found, expected=fault.expected)
    return together(f"{', '.join(place)}: {said_}.", fault.remedy)


def _names(reading: Reading, paths: tuple[Path, ...]) -> str:
    return listed(list(reading.files) or [path.name for path in paths])


def _refusal(reading: Reading, paths: tuple[Path, ...]) -> Trouble:
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
    return Trouble(
        _("{file} cannot be used").format(file=named),
        ngettext(
            "One thing is wrong with it. Nothing was opened.",
            "{count} things are wrong with it. Nothing was opened.",
            count,
        ).format(count=number(count)),
        tuple(fault_line(fault) for fault in reading.faults[:_MOST_SHOWN]),
    )


def _partial(reading: Reading) -> Trouble:
    count = max(reading.fault_count, len(reading.faults))
    first = reading.faults[0]
    heading = ngettext(
        "A row of {file} cannot be used", "{count} rows of {file} cannot be used", count
    ).format(count=number(count), file=first.file)
    text = ngettext(
        "The other {kept} rows were read. Correct the file, or go on without it.",
        "The other {kept} rows were read. Correct the file, or go on without them.",
        count,
    )
    return Trouble(
        heading,
        text.format(kept=number(reading.kept)),
        tuple(fault_line(fault) for fault in reading.faults[:_MOST_SHOWN]),
        go_on=ngettext("Go on without it", "Go on without them", count),
    )
