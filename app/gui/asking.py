"""What the window asks and tells in dialogs: which files, where to, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from app.domain.errors import WhyscoreError
from app.domain.progress import Progress
from app.gui import printing, theme
from app.gui.session import said
from app.gui.shared.page import Exportable
from app.gui.starts import Starts
from app.wording.language import _


class Asking:
    """Dialogs of the window."""

    def __init__(self, window: QWidget, tasks: Starts) -> None:
        self._window, self._tasks = window, tasks

    def files_to_open(self) -> list[Path]:
        """Ask which files to open; none where the reader changes their mind."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("Open your file"),
            "",
            ";;".join(
                [
                    _("Files that Whyscore reads")
                    + " (*.zip *.json *.csv *.xlsx *.jsonl *.parquet)",
                    _("All files") + " (*)",
                ]
            ),
        )
        return [Path(name) for name in chosen]

    def rulebook_to_load(self) -> Path | None:
        """Ask which rulebook to load."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, _("Load a rulebook"), "", _("Rulebooks") + " (*.toml)"
        )
        return Path(chosen) if chosen else None

    def tell(self, heading: str, text: str) -> None:
        """Tell what went wrong, without stopping the program for it."""
        box = QMessageBox(self._window)
        theme.wear(box)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("Whyscore")
        box.setText(heading)
        box.setInformativeText(text)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def fill_export(self, button: QPushButton, shown: Sequence[Exportable]) -> None:
        """Offer what can be saved of a page."""
        menu = button.menu()
        menu.clear()
        button.setEnabled(bool(shown))
        for entry in shown:
            kinds: list[tuple[str, str, Callable[[Path], None]]] = []
            if entry.widget is not None:
                kinds.append((_("picture (PNG)"), ".png", partial(printing.save_png, entry)))
                kinds.append((_("drawing (SVG)"), ".svg", partial(printing.save_svg, entry)))
            if entry.table is not None or entry.lines is not None:
                kinds.append((_("table (CSV)"), ".csv", partial(self._save_table, entry)))
            for kind, ending, save in kinds:
                name = _("{what}: {kind} …").format(what=entry.name, kind=kind)
                menu.addAction(name, partial(self._save, entry.name, ending, save))
            menu.addSeparator()

    def _save(self, name: str, ending: str, save: Callable[[Path], None]) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window, _("Export"), name.replace("/", "-") + ending, f"(*{ending})"
        )
        if not chosen:
            return
        target = Path(chosen)
        try:
            save(target if target.suffix else target.with_suffix(ending))
        except WhyscoreError as error:
            self.tell(_("Nothing was saved"), str(error))

    def _save_table(self, entry: Exportable, target: Path) -> None:
        """Write a table off the window's thread; it may have a million rows."""

        def start(work: Callable[[Progress], None]) -> None:
            self._tasks.start(
                f"save {target}",
                work,
                succeeded=lambda _nothing: None,
                failed=lambda error: self.tell(_("Nothing was saved"), said(error)),
            )

        if entry.lines is not None:
            lines = entry.lines()
            start(lambda progress: printing.save_lines(lines(progress), target))
        elif entry.table is not None:
            table = entry.table()
            start(lambda _progress: printing.save_csv(table, target))

    def place_for(self, heading: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file; ``None`` where the reader changes their mind.

        Args:
            heading: What is written.
            name: The name that is proposed.
            kinds: Endings that fit, such as ``(*.zip)``.
        """
        chosen, _filter = QFileDialog.getSaveFileName(self._window, heading, name, kinds)
        return Path(chosen) if chosen else None

    def file_of(self, heading: str, kinds: str) -> Path | None:
        """Ask for one file; ``None`` where the reader changes their mind."""
        chosen, _filter = QFileDialog.getOpenFileName(self._window, heading, "", kinds)
        return Path(chosen) if chosen else None
