"""Who knows the score, and what was decided on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.explanation import Explanation
from app.domain.progress import Progress
from app.gui import theme
from app.gui.pages.others import decided, looked
from app.gui.pages.others.cards import DecisionsCard, LookupsCard, ProfileCard
from app.gui.pages.others.ledger import Ledger
from app.gui.pages.others.ledger_table import LedgerTable
from app.gui.pages.others.profile import ProfileContent
from app.gui.shared.footnotes import DOTS, Footnote, Footnotes
from app.gui.shared.page import Breadth, Exportable, Lines, Page
from app.wording.language import _
from app.workflow.case import Case

_FEW = 12  # lookups
_ANY_HEIGHT = 16_777_215  # Qt's own "no limit"
_TALLEST = 420  # of a card with few of them. Unit: pixels drawn


class OthersView(Page):
    """Shows decisions, lookups and a preview of the profile, and tells what the reader chose.

    It decides nothing and computes nothing: see ``presenter.py``.
    """

    case_shown = Signal(object, object)  # Case, Explanation

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What others see"), parent)
        self.decisions = DecisionsCard()
        self.lookups = LookupsCard()
        self.profile = ProfileCard()
        self._notes = Footnotes()
        self._below = QHBoxLayout()
        self._below.setSpacing(theme.current().size("gutter"))
        # As the Breakdown's upper row: 656 and 352 of 1024.
        self._below.addWidget(self.lookups, 656)
        self._below.addWidget(self.profile, 352)
        self.cards.addWidget(self.decisions)
        self.decisions.table.line_chosen.connect(self._use_decision)
        last = QVBoxLayout()
        last.setSpacing(0)
        last.addLayout(self._below, 100)
        last.addWidget(self._notes)
        last.addStretch(1)
        self.cards.addLayout(last, 1)

    def can_use(self, name: str) -> bool:
        """Say whether there is another decision to choose."""
        ledger = self.decisions.table.ledger
        return super().can_use(name) and (ledger is None or ledger.count > 1)

    def _use_decision(self, _line: int) -> None:
        if self.decisions.table.hasFocus():  # the first one is chosen by the page itself
            self.used.emit("decision")

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        self.case_shown.emit(case, explanation)

    def arrange(self, breadth: Breadth) -> None:
        """Put the preview beside the lookups, or beneath them where there is no room."""
        super().arrange(breadth)
        beneath = breadth is Breadth.NARROW
        self._below.setDirection(
            QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        )

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved: decisions and lookups as tables, the months as a picture."""
        found = []
        for name, table in (
            (_("Decisions taken on your score"), self.decisions.table),
            (_("Who looked you up"), self.lookups.table),
        ):
            if table.ledger is not None and table.ledger.count:
                lanes = self.lookups.lanes if table is self.lookups.table else None
                paint = None if lanes is None else lanes.paint_on
                found.append(Exportable(name, lanes, None, paint, lines=_lines_of(table)))
        return (*found, Exportable(_("Your public profile, previewed"), self.profile.sheet))

    def fold(self) -> None:
        """Say how many there are beneath the cards' headings, or beside them."""
        for card in (self.decisions, self.lookups):
            card.fold(beneath=self.tight)

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""
        self.sentence.setText(text)

    def show_profile(self, shown: ProfileContent) -> None:
        """Show the preview of the public profile."""
        self.profile.show_content(shown)

    def show_waiting(self) -> None:
        """Say that decisions and lookups are being looked at."""
        self.decisions.show_waiting()

    def show_decisions(self, shown: decided.DecisionsContent) -> None:
        """Show the decisions."""
        self.decisions.show_content(shown)
        guess = (Footnote(_("Dotted: a guess that nobody published."), DOTS),)
        held = (
            Footnote(
                _(
                    "Each decision is held against the last official figure of that day or before; ours stands beside it."
                ),
                "scales",
            ),
        )
        self._notes.show_notes(
            (*(held if shown.ledger.count else ()), *(guess if shown.guess else ()))
        )

    def show_why(self, text: str) -> None:
        """Say what the verdict on the chosen decision rests on."""
        self.decisions.show_why(text)

    def show_lookups(self, shown: looked.LookupsContent, ledger: Ledger) -> None:
        """Show the lookups."""
        self.lookups.show_content(shown, ledger)
        # In a tall window few lookups would stand in an empty card.
        few = len(shown.log) <= _FEW
        for card in (self.lookups, self.profile):
            card.setMaximumHeight(theme.current().px(_TALLEST) if few else _ANY_HEIGHT)

    def show_found(self, ledger: Ledger, sought: str) -> None:
        """Show the lookups that a search found."""
        self.lookups.show_found(ledger, sought)

    def show_trouble(self, text: str) -> None:
        """Say why decisions and lookups cannot be shown."""
        self.decisions.show_trouble(text)
        self.lookups.show_trouble(text)


def _lines_of(table: LedgerTable) -> Callable[[], Lines]:
    """Return what notes the lines of a table at the moment of saving."""

    def noted() -> Lines:
        ledger = table.ledger

        def work(progress: Progress) -> Iterator[tuple[str, ...]]:
            if ledger is not None:
                yield from ledger.lines(progress)

        return work

    return noted
