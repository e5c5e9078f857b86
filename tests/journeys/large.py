"""An invented person as large as a test wants them, and a reader's way through the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.domain.arrays import TextVector
from app.domain.calendar import NO_DAY
from app.domain.progress import Progress
from app.domain.records import Contacts, Export, OfficialScores, Subject
from app.gui.engine import Engine
from app.gui.pages.breakdown.arrange import Column
from app.gui.pages.breakdown.view import BreakdownView
from app.gui.pages_made import BREAKDOWN, ON_THE_RAIL, OVERVIEW, PREVIEW, PRIVACY, WELCOME
from app.gui.window import Window
from app.settings import Theme
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
_MONTHS = 24


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

    def read(self, paths: Sequence[Path], password: str | None, progress: Progress) -> Preview:
        """Return the person at once."""
        del paths, password, progress
        size = len(self.export.records)
        return engines.preview(
            engines.reading(None, export=self.export, files=("large.zip",), rows=size, kept=size)
        )


def ways(window: Window) -> dict[str, Callable[[], object]]:
    """List what a reader does with a large person, in order."""
    session = window.session

    def breakdown() -> BreakdownView:
        page = window._pages[BREAKDOWN]
        assert isinstance(page, BreakdownView)
        return page

    def only_look() -> None:
        window._pages[PREVIEW].looked.emit()

    def choose_all() -> None:
        breakdown().all_chosen.emit()

    def record() -> str:
        return str(session.case.export.records.id[-1])

    def shares():
        explanation = session.explanation
        assert explanation is not None
        return explanation.rules

    def busiest() -> str:
        explanation = session.explanation
        assert explanation is not None
        counted = np.bincount(explanation.shares.rule, minlength=len(explanation.rules))
        return explanation.rules[int(counted.argmax())].id

    def variant() -> None:
        rules = window._rules
        book = session.case.rulebook
        names = [one.id for one in book.variants]
        rules.use(book.id, names[0] if names else "")

    def table() -> QTableView:
        found = breakdown().findChild(QTableView, "records")
        assert found is not None
        return found

    def scroll() -> None:
        bar = table().verticalScrollBar()
        bar.setValue(bar.maximum() // 2)

    def copy() -> None:
        table().setFocus()
        table().selectAll()
        table().copy()

    def shown_again(page: str) -> Callable[[], object]:
        return lambda: window.show_page(page)

    numbered = count(1)
    there = [page for page in ON_THE_RAIL if page not in {WELCOME, OVERVIEW}]
    return {
        "preview a file": lambda: window.open_files([Path("large.zip")]),
        "preview: only look": only_look,
        **{f"first show of {page}": shown_again(page) for page in there},
        **{f"{page} again": shown_again(page) for page in (WELCOME, OVERVIEW, *there)},
        "to Breakdown": shown_again(BREAKDOWN),
        "choose a factor": lambda: breakdown().factor_chosen.emit(
            session.explanation.factors[0].id
        ),
        "choose a rule": lambda: breakdown().rule_chosen.emit(busiest()),
        "choose all": choose_all,
        **{
            f"sort by {column.name.lower()}": lambda column=column: (
                breakdown().records.sorted_by.emit(int(column))
            )
            for column in Column
        },
        "scroll to the middle": scroll,
        "search": lambda: breakdown().records.searched.emit(f"text, {next(numbered)}7"),
        "search nothing": lambda: breakdown().records.searched.emit(""),
        "select and copy": copy,
        "set a record aside": lambda: session.set_aside(record(), Objection.WRONG),
        "undo": session.undo,
        "to Overview": shown_again(OVERVIEW),
        "German": lambda: window.choose_language(Language.GERMAN),
        "Chinese": lambda: window.choose_language(Language.CHINESE),
        "English": lambda: window.choose_language(Language.ENGLISH),
        "dark": lambda: window.choose_theme(Theme.DARK),
        "contrast": lambda: window.choose_theme(Theme.CONTRAST),
        "light": lambda: window.choose_theme(Theme.LIGHT),
        "text at 150 %": lambda: window.choose_text_size(150),
        "text at 100 %": lambda: window.choose_text_size(100),
        "Breakdown, all in another look": shown_again(BREAKDOWN),
        "Breakdown: dark": lambda: window.choose_theme(Theme.DARK),
        "Breakdown: light": lambda: window.choose_theme(Theme.LIGHT),
        "another variant": variant,
        "undo the variant": session.undo,
        "data and privacy": shown_again(PRIVACY),
        "open the sample": window.open_sample,
    }


__all__ = ["LargeEngine", "Qt", "large_export", "ways"]
