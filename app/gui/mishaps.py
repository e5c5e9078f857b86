"""What nobody caught: said in one plain sentence, with its place, and never with a value.

Python would write a traceback, whose last line quotes what could not be used: a name, an amount,
a path. A window that was started from a menu writes it into the system's log.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from app.wording import mishaps as words

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


class Mishaps(QObject):
    """Hears of every error that nobody caught, on any thread, until it ends."""

    _happened = Signal(object)  # the error; told on the window's thread

    def __init__(self, tell: Callable[[str, str], None], parent: QObject | None = None) -> None:
        """Begin to listen.

        Args:
            tell: Tells the reader a heading and a sentence, without stopping the program for it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._tell = tell
        self._told: set[str] = set()  # places; what is painted anew would tell it without end
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        self._happened.connect(self._show)
        sys.excepthook = self._uncaught
        threading.excepthook = self._in_a_thread
        sys.unraisablehook = self._unraisable
        self._qt = qInstallMessageHandler(_qt_said)

    def end(self) -> None:
        """Listen no more."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take what a slot, an event or a thread of Qt's let through."""
        del kind
        self._take(error if error.__traceback__ else error.with_traceback(trace))

    def _in_a_thread(self, told: threading.ExceptHookArgs) -> None:
        """Take what a thread of Python's let through."""
        if told.exc_value is not None:
            self._take(told.exc_value)

    def _unraisable(self, told: UnraisableHookArgs) -> None:
        """Take what was raised where nobody can catch it: as something is taken apart."""
        if told.exc_value is not None:
            write(told.exc_value)  # nothing that the reader did has failed

    def _take(self, error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        write(error)
        self._happened.emit(error)

    def _show(self, error: BaseException) -> None:
        place = words.place_of(error)
        if place not in self._told:
            self._told.add(place)
            self._tell(words.heading(), words.plainly(error))


def write(error: BaseException) -> None:
    """Write on standard error what broke and where, if there is one."""
    _say(words.blunder(error))


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Write that Qt complained, and of what part; its words may hold a path or a text of a file."""
    del message
    _say(f"Qt: {kind.name} ({context.category or '?'})")


def _say(line: str) -> None:
    if sys.stderr is None:  # a window without a terminal
        return
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
