"""The window's keys, and the files that are dropped on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_shortcuts(window: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Let keys act wherever the focus is.

    Args:
        window: The window.
        acts: What each key does, such as ``Ctrl+O``.
    """
    for keys, act in acts.items():
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _down=False, act=act: act())
        window.addAction(action)


def local_files(urls: Sequence[QUrl]) -> list[Path]:
    """Return those of the dropped things that are files of this computer."""
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
