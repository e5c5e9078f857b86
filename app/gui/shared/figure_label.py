"""A figure in a line of text that says what it rests on: by F1, by the pointer, when it has focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt

from app.gui.shared.points_label import PointsLabel
from app.gui.shared.popover import hovered
from app.wording.notes import Note


class FigureLabel(PointsLabel):
    """A figure that can say what it rests on."""

    def __init__(self, role: str = "body", weight: int = 600) -> None:
        super().__init__(role, weight)
        self._note: Note | None = None

    def event(self, event: QEvent) -> bool:
        """Open the note where the pointer rests on the figure."""
        return hovered(self, event) or super().event(event)

    def show_note(self, note: Note) -> None:
        """Show a figure and keep its note."""
        self._note = note
        self.show_figure(note.figure, note.value, guess=note.guess, spoken=note.spoken)
        self.setAccessibleDescription(note.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def note(self) -> Note | None:
        """Return what the figure rests on."""
        return self._note
