"""An invented person as large as a test wants them, and a reader's way through the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QMessageBox

from app.domain.arrays import TextVector
from app.domain.calendar import NO_DAY
from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.domain.records import Contacts, Decision, Export, Lookup, OfficialScores, Subject
from app.gui.engine import Engine
from app.gui.pages.breakdown.arrange import Column
from app.gui.pages.breakdown.view import BreakdownView
from app.gui.pages_made import (
    BREAKDOWN,
    NEEDS_PERSON,
    ON_THE_RAIL,
    OVERVIEW,
    PREVIEW,
    PRIVACY,
    QUESTIONS,
    WELCOME,
)
from app.gui.window import Window
from app.settings import Theme
from app.wording import leaving
from app.wording.language import Language
from app.workflow.case import Objection
from app.workflow.importing import Preview
from app.workflow.rulebooks import find
from tests.bench.crowd import TODAY, records_for
from tests.gui import engines
from tests.gui.people import texts

_BOOK = "article-2016"
_SHOPS = 500
_SCORES_EACH = 6
_MONTHS = 60
_LOOKED, _DECIDED = 1_000, 1_000


def large_export(records: int, contacts: int, seed: int = 1) -> Export:
    """Return a person with so many records and contacts; every text is another one."""
    table = records_for(find(_BOOK), records, seed=seed)
    shops = [f"shop {number}" for number in range(_SHOPS)]
    table.texts.update(
        {
            "text": texts(*(f"some text, {row}" for row in range(records))),
            "counterparty": texts(*(shops[row % _SHOPS] for row in range(records))),
            "source": texts(*(("bank", "post", "shop")[row % 3] for row in range(records))),
        }
    )
    day = np.array([TODAY - 30 * n for n in range(_MONTHS, 0, -1)], np.int32)
    return Export(
        records=table,
        contacts=_contacts(contacts, np.random.default_rng(seed)),
        official=OfficialScores(
            day=day,
            score=630.0 + np.arange(_MONTHS) % 7,
            rulebook=texts(*[""] * _MONTHS),
            note=texts(*[""] * _MONTHS),
        ),
        lookups=tuple(
            Lookup(TODAY - row, f"asker {row % 40}", f"purpose {row % 7}") for row in range(_LOOKED)
        ),
        decisions=tuple(
            Decision(
                TODAY - row,
                f"asker {row % 40}",
                f"offer {row % 9}",
                ("granted", "refused")[row % 2],
                (None, 620.0, 660.0)[row % 3],
                f"reason {row % 11}",
            )
            for row in range(_DECIDED)
        ),
        subject=Subject(id="large", name="Large"),
        created=TODAY,
    )


def _contacts(n: int, chance: np.random.Generator) -> Contacts:
    names: TextVector = texts(*(f"Friend {number}" for number in range(n)))
    owner = np.repeat(np.arange(n), _SCORES_EACH)
    days = [TODAY - 150 * (_SCORES_EACH - k) for k in range(_SCORES_EACH)]
    return Contacts(
        id=texts(*(f"c{number:05}" for number in range(n))),
        name=names,
        closeness=np.round(chance.beta(2.0, 2.0, n), 2),
        since=(TODAY - chance.integers(100, 3650, n)).astype(np.int32),
        until=np.where(chance.random(n) < 0.1, TODAY - 30, NO_DAY).astype(np.int32),
        score_contact=owner.astype(np.int64),
        score_day=np.tile(np.array(days, np.int32), n),
        score=np.clip(np.round(chance.normal(640, 60, len(owner))), 350, 950),
    )


class LargeEngine(Engine):
    """Reads nothing: whatever is opened is the large person."""

    def __init__(self, records: int, contacts: int) -> None:
        self.export = large_export(records, contacts)

    def sample(self) -> tuple[Path, ...]:
        """Name a file that is never looked at."""
        return (Path("large.zip"),)

    def read(
        self,
        paths: Sequence[Path],
        password: str | None,
        progress: Progress,
        encoding: str = "",
    ) -> Preview:
        """Return the person at once, each time as if just read."""
        del paths, password, progress, encoding
        size = len(self.export.records)
        return engines.preview(
            engines.reading(
                None, export=replace(self.export), files=("large.zip",), rows=size, kept=size
            )
        )


class AsksNobody:
    """Always names the same place to write to."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def place_for(self, heading: str, name: str, kinds: str) -> Path:
        """Name the place."""
        del heading, name, kinds
        return self._place

    def tell(self, heading: str, text: str) -> None:
        """Fail: nothing may go wrong."""
        raise AssertionError(f"{heading}: {text}")


class Reader:
    """What somebody does who sits before the window."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self.session, self.folder = window, window.session, folder
        self._sought = count(1)

    def go(self, page: str) -> Callable[[], object]:
        """Return what shows a page, as a click on the rail does."""
        return lambda: self.window.rail.page_wanted.emit(page)

    @property
    def breakdown(self) -> BreakdownView:
        """The breakdown."""
        page = self.window._pages[BREAKDOWN]
        assert isinstance(page, BreakdownView)
        return page

    @property
    def explanation(self) -> Explanation:
        """What is shown."""
        assert self.session.explanation is not None
        return self.session.explanation

    def preview(self) -> None:
        self.window.open_files([Path("large.zip")])

    def only_look(self) -> None:
        self.window._pages[PREVIEW].looked.emit()

    def read(self) -> None:
        """Read the Overview, while the window makes the pages ahead."""
        self.wait_for(*NEEDS_PERSON)

    def wait_for(self, *pages: str) -> None:
        """Do nothing until the window has made these pages ahead."""
        deadline = QDeadlineTimer(10_000)
        while not set(pages) <= set(self.window._pages) and not deadline.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def choose_factor(self) -> None:
        self.breakdown.factor_chosen.emit(self.explanation.factors[0].id)

    def choose_busiest_rule(self) -> None:
        told = self.explanation
        counted = np.bincount(told.shares.rule, minlength=len(told.rules))
        self.breakdown.rule_chosen.emit(told.rules[int(counted.argmax())].id)

    def choose_all(self) -> None:
        self.breakdown.all_chosen.emit()

    def sort(self, column: Column) -> Callable[[], object]:
        return lambda: self.breakdown.records.sorted_by.emit(int(column))

    def scroll(self) -> None:
        bar = self.breakdown.records.table.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)

    def search(self) -> None:
        self.breakdown.records.searched.emit(f"text, {next(self._sought)}7")

    def search_nothing(self) -> None:
        self.breakdown.records.searched.emit("")

    def copy(self) -> None:
        table = self.breakdown.records.table
        table.setFocus()
        table.selectAll()
        table.copy()

    def export(self) -> None:
        records = self.breakdown.exports()[1]
        exporting = self.window.asking._exporting
        exporting._asks = AsksNobody(self.folder / "records.csv")
        exporting._save_table(records)

    def show_record(self) -> None:
        self.window.show_record(str(self.session.case.export.records.id[0]))

    def set_aside(self) -> None:
        self.session.set_aside(str(self.session.case.export.records.id[-1]), Objection.WRONG)

    def another_variant(self) -> None:
        book = self.session.case.rulebook
        self.window.rules.use(book.id, book.variants[0].id)


def ways(window: Window, folder: Path) -> dict[str, Callable[[], object]]:
    """List what a reader does with a large person, in order.

    Args:
        window: The window, whose engine is a ``LargeEngine``.
        folder: Where to export to.
    """
    reader, go = Reader(window, folder), Reader(window, folder).go
    there = [page for page in (*ON_THE_RAIL, QUESTIONS) if page not in {WELCOME, OVERVIEW}]
    return {
        "preview a file": reader.preview,
        "preview: only look": reader.only_look,
        "read the Overview": reader.read,
        **{f"first show of {page}": go(page) for page in there},
        **{f"{page} again": go(page) for page in (WELCOME, OVERVIEW, *there)},
        "to Breakdown": go(BREAKDOWN),
        "choose a factor": reader.choose_factor,
        "choose a rule": reader.choose_busiest_rule,
        "choose all": reader.choose_all,
        **{f"sort by {column.name.lower()}": reader.sort(column) for column in Column},
        "scroll to the middle": reader.scroll,
        "search": reader.search,
        "search nothing": reader.search_nothing,
        "to a record": reader.show_record,
        "select all and copy": reader.copy,
        "export the records": reader.export,
        "set a record aside": reader.set_aside,
        "undo": window.session.undo,
        "to Overview": go(OVERVIEW),
        "German": lambda: window.choose_language(Language.GERMAN),
        "Chinese": lambda: window.choose_language(Language.CHINESE),
        "English": lambda: window.choose_language(Language.ENGLISH),
        "dark": lambda: window.choose_theme(Theme.DARK),
        "contrast": lambda: window.choose_theme(Theme.CONTRAST),
        "light": lambda: window.choose_theme(Theme.LIGHT),
        "text at 150 %": lambda: window.choose_text_size(150),
        "text at 100 %": lambda: window.choose_text_size(100),
        "Breakdown after that": go(BREAKDOWN),
        "Breakdown: dark": lambda: window.choose_theme(Theme.DARK),
        "Breakdown: light": lambda: window.choose_theme(Theme.LIGHT),
        "another variant": reader.another_variant,
        "undo the variant": window.session.undo,
        "data and privacy": go(PRIVACY),
        "open a person again": lambda: _open_sample_and_forget(window),
    }


def _open_sample_and_forget(window: Window) -> None:
    """Open the sample; who is open is kept nowhere, which the window asks about."""
    window.open_sample()
    box = window.findChild(QMessageBox, "question")
    assert box is not None
    next(button for button in box.buttons() if button.text() == leaving.forget()).click()
