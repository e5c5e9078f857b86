"""Who knows the score, and what was decided on it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.explanation import Explanation
from app.gui.shared.page import Page
from app.wording.language import _
from app.workflow.case import Case


class OthersView(Page):
    """Who knows the score, and what was decided on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What others see"), parent)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        del case, explanation
