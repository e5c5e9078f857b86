"""The folders that Qt's file dialog remembers, in a file that all programs of Qt share.

It writes there the last folder and the last files chosen, whose names may name a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings

_GROUP = "FileDialog"


@contextmanager
def unwritten() -> Iterator[None]:
    """Leave that file as it was, whatever dialog is shown meanwhile."""
    before = _entries()
    try:
        yield
    finally:
        if _entries() != before:
            _put(before)


def forget() -> bool:
    """Empty it, with what other programs wrote; say whether anything was there."""
    there = bool(_entries())
    if there:
        _put({})
    return there


def place() -> str:
    """Return where it is."""
    return _settings().fileName()


def _settings() -> QSettings:
    # As Qt's own dialog names it.
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _entries() -> dict[str, object]:
    settings = _settings()
    settings.sync()
    settings.beginGroup(_GROUP)
    return {key: settings.value(key) for key in settings.allKeys()}


def _put(entries: dict[str, object]) -> None:
    settings = _settings()
    settings.remove(_GROUP)
    settings.beginGroup(_GROUP)
    for key, value in entries.items():
        settings.setValue(key, value)
    settings.endGroup()
    settings.sync()
