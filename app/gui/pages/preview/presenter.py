"""Decides what the preview shows and what the reader may do next. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.arrays import Mask, RowVector
from app.domain.corrections import Correction, Corrections
from app.domain.records import Records
from app.gui.kept import Chosen
from app.gui.pages.preview.rows import Column, Rows
from app.gui.session import said
from app.gui.shared.kind_question import KindQuestion, kind_question
from app.gui.starts import Starts
from app.wording.language import _
from app.workflow.importing import Preview

_SEARCH = "preview search"


class Screen(Protocol):
    """What the presenter asks of the view."""

    def show_preview(self, preview: Preview, rows: Rows) -> None:
        """Show a file anew."""

    def show_ways(self, *, gone_on: bool) -> None:
        """Show what can be done: go on without the faults first, where there are some."""

    def show_found(self, found: RowVector) -> None:
        """Show these rows only."""

    def show_waiting(self, text: str) -> None:
        """Say that rows are being sought."""

    def show_kinds(self, rows: Rows) -> None:
        """Show the same rows, of which some have another kind now."""

    def ask_kind(self, question: KindQuestion) -> Correction | None:
        """Ask which kind a row is; ``None`` where the reader left it as it is."""

    def out(self) -> Mask:
        """Return which records are left out now."""


class PreviewPresenter:
    """Leads from what was read to what is kept of it, or only looked at."""

    def __init__(
        self,
        screen: Screen,
        tasks: Starts,
        kind_title: Callable[[str], str],
        keeps: Callable[[Chosen], None],
        looks: Callable[[Chosen], None],
        kinds: Callable[[], tuple[tuple[str, str], ...]] = tuple,
    ) -> None:
        self._screen, self._tasks, self._kind_title = screen, tasks, kind_title
        self._kinds = kinds
        self._corrections = Corrections()
        self._keeps, self._looks = keeps, looks
        self._preview: Preview | None = None
        self._rows = Rows(Records.none())
        self._gone_on = False

    def show(self, preview: Preview) -> None:
        """Show what was read. Nothing of it is kept yet."""
        self._tasks.cancel(_SEARCH)
        self._preview, self._corrections = preview, Corrections()
        uncounted = frozenset(one.kind for one in preview.uncounted)
        self._rows = Rows(preview.records, self._kind_title, uncounted)
        self._gone_on = not preview.together.fault_count
        self._screen.show_preview(preview, self._rows)
        self._screen.show_ways(gone_on=self._gone_on)

    def search(self, text: str) -> None:
        """Show the rows that hold a text."""
        rows = self._rows
        self._screen.show_waiting(_("Searching …"))
        self._tasks.start(
            _SEARCH,
            lambda progress: rows.seek(text, progress),
            succeeded=self._screen.show_found,
            failed=lambda error: self._screen.show_waiting(said(error)),
        )

    def change_kind(self, row: int) -> None:
        """Ask which kind a row is, and show what the reader says."""
        preview, rows = self._preview, self._rows
        if preview is None or not 0 <= row < len(rows):
            return
        was = preview.records.kinds[int(preview.records.kind[row])]
        now = rows.records.kinds[int(rows.records.kind[row])]
        given = self._screen.ask_kind(
            kind_question(
                rows.records,
                row,
                rows.cell(row, Column.WHAT),
                self._corrections,
                None if was == now else was,
                self._kinds(),
            )
        )
        if given is None:
            return
        self._corrections = self._corrections.having(given)
        records = self._corrections.applied(preview.records)
        self._rows = replace(rows, records=records, as_read=preview.records)
        self._screen.show_kinds(self._rows)

    def go_on(self) -> None:
        """Go on without the rows that have faults."""
        self._gone_on = True
        self._screen.show_ways(gone_on=True)

    def keep(self) -> None:
        """Keep the rows that are not left out."""
        if chosen := self._chosen():
            self._keeps(chosen)

    def look(self) -> None:
        """Look at the rows that are not left out; nothing is kept."""
        if chosen := self._chosen():
            self._looks(chosen)

    def _chosen(self) -> Chosen | None:
        if self._preview is None or not self._gone_on:
            return None
        good_rows = bool(self._preview.together.fault_count)
        return Chosen(self._preview, self._screen.out().copy(), good_rows, self._corrections)
