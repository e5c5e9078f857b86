"""The Export menu: print the page, save it as PDF, and save or copy each chart and table of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.progress import Progress
from app.gui import on_paper, printing
from app.gui.header import book_name, person_name
from app.gui.on_paper import Heading, Sheets
from app.gui.press import Press
from app.gui.session import said
from app.gui.shared.page import Exportable, Page
from app.gui.shared.tips import unmarked
from app.gui.starts import Starts
from app.outputs.writing import write_privately
from app.wording.language import _, day
from app.workflow.case import Case

_OFFERED = "offered"


class Asks(Protocol):
    """Asks where to, and tells what went wrong: the window's dialogs."""

    def place_for(self, heading: str, name: str, kinds: str) -> Path | None:
        """Ask where to write a file; ``None`` where the reader changes their mind."""

    def tell(self, heading: str, text: str) -> None:
        """Tell what went wrong."""


class Exporting:
    """Fills the Export menu and does what is chosen there, in the light look always."""

    def __init__(self, window: QWidget, tasks: Starts, asks: Asks) -> None:
        self._window, self._tasks, self._asks = window, tasks, asks
        self._press = Press(window)
        self._page: Page | None = None
        self._case: Case | None = None

    def offer(self, button: QPushButton, page: Page | None, case: Case | None) -> None:
        """Offer what can be printed and saved of a page."""
        self._page, self._case = page, case
        button.setEnabled(page is not None)
        menu = button.menu()
        # What a page can save may be ready only later: the menu is filled when it is opened.
        if not menu.property(_OFFERED):
            menu.setProperty(_OFFERED, True)
            menu.aboutToShow.connect(partial(self._fill, menu))
        self._fill(menu)

    def _fill(self, menu: QMenu) -> None:
        page = self._page
        for part in menu.findChildren(QMenu):
            part.deleteLater()
        menu.clear()
        if page is None:
            return
        menu.addAction(_("Print this page …"), partial(self._print, page))
        menu.addAction(_("Save this page as PDF …"), partial(self._save_pdf, page))
        menu.addSeparator()
        for entry in page.exports():
            # An ampersand would be taken for a shortcut's mark.
            part = menu.addMenu(unmarked(entry.name))
            if entry.widget is not None:
                part.addAction(_("Copy as picture"), partial(self._copy, page, entry))
                part.addAction(_("Save as picture (PNG) …"), partial(self._save_png, page, entry))
                part.addAction(_("Save as drawing (SVG) …"), partial(self._save_svg, page, entry))
            if entry.table is not None or entry.lines is not None:
                part.addAction(_("Save as table (CSV) …"), partial(self._save_table, entry))

    # The page

    def _save_pdf(self, page: Page) -> None:
        target = self._place(page.title.text(), ".pdf")
        if target is not None:
            self._press.take(
                page,
                self._heading(),
                lambda sheets: self._start(
                    target.name, lambda _p: on_paper.save_pdf(sheets, target)
                ),
            )

    def _print(self, page: Page) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(page.title.text())
        printer.setCreator("Whyscore")
        on_paper.prepare(printer)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(_("Print this page"))

        def send(sheets: Sheets) -> None:
            # The dialog keeps the printer: it goes when the work is done.
            def work(_progress: Progress) -> bool:
                return on_paper.draw(sheets, printer)

            def tell(taken: bool) -> None:  # noqa: FBT001 - what the work returned
                dialog.deleteLater()
                if not taken:
                    self._asks.tell(_("Nothing was printed"), _("The printer took no page."))

            self._tasks.start(
                "print",
                work,
                succeeded=tell,
                failed=lambda error: self._asks.tell(_("Nothing was printed"), said(error)),
            )

        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._press.take(page, self._heading(), send)
        else:
            dialog.deleteLater()

    def _heading(self) -> Heading:
        case = self._case
        own = self._page.own_header() if self._page is not None else None
        if own is not None:
            beneath = [own.book, "" if own.day is None else day(own.day)]
            return Heading(f"Whyscore · {own.people}", " · ".join(part for part in beneath if part))
        if case is None:
            return Heading("Whyscore", "")
        rules = book_name(case.rulebook, short=False)
        return Heading(f"Whyscore · {person_name(case)}", f"{rules} · {day(case.day)}")

    # A chart or a table of it

    def _copy(self, page: Page, entry: Exportable) -> None:
        def put() -> None:
            QGuiApplication.clipboard().setImage(printing.pictured(entry))

        self._press.in_light(page, put)

    def _save_png(self, page: Page, entry: Exportable) -> None:
        target = self._place(entry.name, ".png")
        if target is None:
            return

        def draw() -> None:
            picture = printing.pictured(entry)
            self._start(target.name, lambda _progress: printing.write_png(picture, target))

        self._press.in_light(page, draw)

    def _save_svg(self, page: Page, entry: Exportable) -> None:
        target = self._place(entry.name, ".svg")
        if target is None:
            return

        def draw() -> None:
            drawing = printing.drawn(entry)
            self._start(target.name, lambda _progress: write_privately(drawing, target))

        self._press.in_light(page, draw)

    def _save_table(self, entry: Exportable) -> None:
        """Write a table off the window's thread; it may have a million rows."""
        target = self._place(entry.name, ".csv")
        if target is None:
            return
        if entry.lines is not None:
            lines = entry.lines()
            self._start(target.name, lambda p: printing.save_lines(lines(p), target))
        elif entry.table is not None:
            table = entry.table()
            self._start(target.name, lambda _progress: printing.save_csv(table, target))

    def _place(self, name: str, ending: str) -> Path | None:
        target = self._asks.place_for(_("Export"), name.replace("/", "-") + ending, f"(*{ending})")
        if target is None or target.suffix:
            return target
        return target.with_suffix(ending)

    def _start(self, name: str, work: Callable[[Progress], None]) -> None:
        self._tasks.start(
            f"save {name}",
            work,
            succeeded=lambda _nothing: None,
            failed=lambda error: self._asks.tell(_("Nothing was saved"), said(error)),
        )
