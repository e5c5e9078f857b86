"""What the window asks and tells in dialogs: which files, where to, what went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QToolTip,
    QWidget,
)

from app.gui import folder_history, in_use, theme
from app.gui.leaving import Question, Way
from app.gui.shared.page import Page
from app.gui.shared.tips import unmarked
from app.gui.starts import Starts
from app.wording import leaving as words
from app.wording.language import _
from app.workflow.case import Case

if TYPE_CHECKING:
    from app.gui.exporting import Exporting

_ENDING = re.compile(r"\.(\w+)")


class Asking:
    """Dialogs of the window."""

    def __init__(self, window: QWidget, tasks: Starts) -> None:
        self._window, self._tasks = window, tasks

    @cached_property
    def _exporting(self) -> Exporting:
        """What prints and saves; an empty window must not wait for it."""
        from app.gui.exporting import Exporting

        return Exporting(self._window, self._tasks, self)

    def files_to_open(self) -> list[Path]:
        """Ask which files to open; none where the reader changes their mind."""
        with folder_history.unwritten():
            chosen, _filter = QFileDialog.getOpenFileNames(
                self._window,
                _("Open your file"),
                "",
                ";;".join(
                    [
                        _("Files that Whyscore reads")
                        + " (*.zip *.json *.csv *.xlsx *.jsonl *.parquet *.vcf)",
                        _("All files") + " (*)",
                    ]
                ),
            )
        return [Path(name) for name in chosen]

    def cohort_file(self) -> Path | None:
        """Ask for a file of many people."""
        kinds = (
            _("Files of many people")
            + " (*.zip *.csv *.tsv *.txt *.gz *.xlsx *.xls *.ods *.parquet)"
        )
        with folder_history.unwritten():
            chosen, _filter = QFileDialog.getOpenFileName(
                self._window, _("Open many people’s data"), "", f"{kinds};;{_('All files')} (*)"
            )
        return Path(chosen) if chosen else None

    def folder_of(self, heading: str) -> Path | None:
        """Ask for a folder; ``None`` where the reader changes their mind."""
        with folder_history.unwritten():
            chosen = QFileDialog.getExistingDirectory(self._window, heading)
        return Path(chosen) if chosen else None

    def show_in_folder(self, path: Path) -> None:
        """Show the folder of a file in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def rulebook_to_load(self) -> Path | None:
        """Ask which rulebook to load."""
        with folder_history.unwritten():
            chosen, _filter = QFileDialog.getOpenFileName(
                self._window, _("Load a rulebook"), "", _("Rulebooks") + " (*.toml)"
            )
        return Path(chosen) if chosen else None

    def tell(self, heading: str, text: str) -> None:
        """Tell what went wrong, without stopping the program for it."""
        box = self._box(heading, text)
        theme.dress(box)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def ask_before_leaving(self, question: Question, decided: Callable[[Way], None]) -> None:
        """Ask what to do with work that is kept nowhere, without stopping the program for it."""
        ways = {}
        if question.keep:
            ways[question.keep] = partial(decided, Way.KEEP)
        ways[question.forget] = partial(decided, Way.FORGET)
        self.ask(question.heading, question.text, ways)

    def ask_about_two_files(self, decided: Callable[[bool], None]) -> None:
        """Ask whether a file belongs to the one that is still looked through."""
        ways = {
            words.read_together(): partial(decided, True),
            words.only_the_new(): partial(decided, False),
        }
        self.ask(*words.two_files(), ways)

    def ask(self, heading: str, text: str, ways: Mapping[str, Callable[[], None]]) -> None:
        """Ask which way to go on, without stopping the program for it; Cancel and Escape do nothing.

        Args:
            heading: The question in one line.
            text: What it means.
            ways: What each button says, and what it does; the safe one first.
        """
        box = self._box(heading, text)
        box.setObjectName("question")
        cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        first: QAbstractButton | None = None
        for said, act in ways.items():
            # An ampersand in a name would be taken for a shortcut's mark.
            role = QMessageBox.ButtonRole.ActionRole
            button = box.addButton(unmarked(said), role)
            button.clicked.connect(act)
            first = first or button
        box.setDefaultButton(cancel)
        if isinstance(first, QPushButton):
            first.setProperty("primary", "true")
        theme.dress(box)
        box.open()

    def _box(self, heading: str, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("Whyscore")
        box.setText(heading)
        box.setInformativeText(text)
        return box

    def forget(self) -> None:
        """Close what stands beside the window, and take back what was put on the clipboard."""
        QToolTip.hideText()
        for beside in QApplication.topLevelWidgets():
            if beside is not self._window and beside.parentWidget() is not None:
                beside.close()
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():  # else somebody else wrote there since
            clipboard.clear()

    def fill_export(self, button: QPushButton, page: Page | None, case: Case | None) -> None:
        """Offer what can be printed and saved of a page."""
        own = page.own_header() if page is not None else None
        if case is None and own is None:  # then the button is not there either
            button.setEnabled(False)
        else:
            self._exporting.offer(button, page, case)

    def place_for(self, heading: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file; ``None`` where the reader changes their mind, or may not.

        Args:
            heading: What is written.
            name: The name that is proposed.
            kinds: Endings that fit, such as ``(*.zip)``; a name without an ending gets the first.
        """
        dialog = QFileDialog(self._window, heading, "", kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if ending := _ENDING.search(kinds):
            # So the dialog asks before it replaces a file whose ending was not typed.
            dialog.setDefaultSuffix(ending[1])
        dialog.selectFile(name)
        with folder_history.unwritten():
            chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
        names = dialog.selectedFiles() if chosen else []
        dialog.deleteLater()
        return self.allowed(Path(names[0])) if names else None

    def allowed(self, target: Path) -> Path | None:
        """Return a place where a file may be written; else tell why not."""
        from app.workflow import guarding

        if why := guarding.why_not(target, in_use.noted()):
            self.tell(_("Nothing was saved"), why)
            return None
        return target

    def file_of(self, heading: str, kinds: str) -> Path | None:
        """Ask for one file; ``None`` where the reader changes their mind."""
        with folder_history.unwritten():
            chosen, _filter = QFileDialog.getOpenFileName(self._window, heading, "", kinds)
        return Path(chosen) if chosen else None
