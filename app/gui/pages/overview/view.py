"""The Overview: the score, why in eight lines, what it opens, how it went and what comes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.explanation import Explanation
from app.domain.rounding import decimals_needed
from app.gui import theme
from app.gui.charts.figures import HistoryLines
from app.gui.pages.overview import around, content
from app.gui.pages.overview.cards import (
    ComingCard,
    DialCard,
    HistoryCard,
    LadderCard,
    LeadCard,
    ReasonsCard,
)
from app.gui.shared.footnotes import DOTS, Footnote, Footnotes
from app.gui.shared.page import Breadth, Exportable, Page, Table
from app.wording.language import _, number, short_day
from app.workflow.case import Case

# In a tall window the cards grow, but not until their rows fall apart. Unit: pixels drawn.
_TALLEST = (464, 380)
_BESIDE = 560  # dial and lines fit beside each other from so much room on
_BROAD = 1320  # from so much room on the chart gets more of it than what is read
_ANY_HEIGHT = 16_777_215  # Qt's own "no limit"


class OverviewView(Page):
    """Lays the cards out and shows what the presenter hands it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Overview"), parent)
        self.shower: Callable[[Case, Explanation], None] | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.current().size("gutter"))
        self.lead = LeadCard()
        self.lead.rulebook_wanted.connect(self.rulebook_wanted)
        self.lead.questions_wanted.connect(lambda: self.page_wanted.emit("questions"))
        self.dial = DialCard()
        self.reasons = ReasonsCard()
        self.ladder = LadderCard()
        self.history = HistoryCard()
        self.coming = ComingCard()
        self._notes = Footnotes()
        self._contents: tuple[content.ReasonsContent | None, around.LadderContent | None] = (
            None,
            None,
        )
        self._table = Table((), ())
        self._dial: content.DialContent | None = None
        self.reasons.rule_wanted.connect(self.rule_wanted)
        self.reasons.rule_wanted.connect(lambda _rule: self.used.emit("reasons"))
        for name, card in (("reasons", self.reasons), ("opens", self.ladder), ("dial", self.dial)):
            card.setObjectName(name)
        self.cards.setSpacing(0)
        self.cards.addWidget(self.lead)
        self._gap = QWidget()
        self._gap.setFixedHeight(theme.current().size("gutter"))
        self._gap.hide()
        self.cards.addWidget(self._gap)
        self.cards.addLayout(self._grid, 100)
        self.cards.addWidget(self._notes)
        self.cards.addStretch(1)
        self.arrange(Breadth.WIDE)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        if self.shower is not None:
            self.shower(case, explanation)

    def arrange(self, breadth: Breadth) -> None:
        """Lay the cards out for the room there is."""
        super().arrange(breadth)
        grid = self._grid
        cards = (self.dial, self.reasons, self.ladder, self.history, self.coming)
        for placed in cards:
            # Not takeAt: Python would keep the item, and Qt no other item's height up to date.
            grid.removeWidget(placed)
        for column in range(3):
            grid.setColumnStretch(column, 0)
        self._lay_dial()
        self.reasons.lay(beside=breadth is not Breadth.NARROW)
        places: dict[Breadth, tuple[tuple[int, int, int, int], ...]] = {
            Breadth.WIDE: ((0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)),
            Breadth.MIDDLE: ((0, 0, 1, 1), (1, 0, 1, 2), (0, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1)),
            Breadth.NARROW: tuple((row, 0, 1, 1) for row in range(5)),
        }
        for card, place in zip(cards, places[breadth], strict=True):
            grid.addWidget(card, *place)
        self._cap()
        wide = breadth is Breadth.WIDE
        grid.setRowStretch(0, 3 if wide else 0)
        grid.setRowStretch(1, 2 if wide else 0)
        self._weigh()

    def _lay_dial(self) -> None:
        """Put the lines beside the dial where the one column is broad enough for both."""
        room = self.viewport().width() / theme.current().scale
        self.dial.lay(beside=self.breadth is Breadth.NARROW and room >= _BESIDE)

    def _weigh(self) -> None:
        """Share the width out: as drawn, and in a broad window more of it to the chart."""
        broad = self.viewport().width() / theme.current().scale >= _BROAD
        weights = {
            Breadth.WIDE: (400, 480, 380) if broad else (336, 328, 328),
            Breadth.MIDDLE: (1, 1),
            Breadth.NARROW: (1,),
        }
        for column, weight in enumerate(weights[self.breadth]):
            self._grid.setColumnStretch(column, weight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards grow with the window, within reason."""
        super().resizeEvent(event)
        self._lay_dial()
        self._weigh()
        self._cap()

    def showEvent(self, event: QShowEvent) -> None:
        """Cap the cards for what came while the page was hidden."""
        super().showEvent(event)
        self._cap()

    def _cap(self) -> None:
        """Keep the cards from growing until their rows fall apart; never below what they need."""
        if not self.isVisible():
            return  # nothing has its size yet
        wide = self.breadth is Breadth.WIDE
        rows = ((self.dial, self.reasons), (self.ladder, self.history, self.coming))
        for cards, tallest in zip(rows, _TALLEST, strict=True):
            needed = [card.heightForWidth(card.width()) for card in cards]
            most = max(theme.current().px(tallest), *needed) if wide else _ANY_HEIGHT
            for card in cards:
                if card.maximumHeight() != most:
                    card.setMaximumHeight(most)

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved: the dial, the reasons, the ladder, the history."""
        found = [
            Exportable(_("Your score"), self.dial, self._dial_table),
            Exportable(_("Reasons"), self.reasons, self._reasons_table),
            Exportable(_("What it opens"), self.ladder, self._ladder_table),
        ]
        if self._table.rows:
            found.append(Exportable(_("Last 12 months"), self.history, lambda: self._table))
        return tuple(found)

    def can_use(self, name: str) -> bool:
        """Say whether there is a reason to choose at all."""
        shown = self._contents[0]
        return name != "reasons" or (
            shown is not None and bool(shown.gives.lines or shown.takes.lines)
        )

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""
        self.sentence.setText(text)

    def show_lead(self, shown: content.LeadContent | None) -> None:
        """Show where the file leads; where nothing counts, in place of all figures."""
        self.lead.show_content(shown)
        self._gap.setVisible(shown is not None)
        alone = shown is not None and shown.alone
        for card in (self.dial, self.reasons, self.ladder, self.history, self.coming):
            card.setVisible(not alone)

    def show_dial(self, shown: content.DialContent) -> None:
        """Show the score."""
        self._dial = shown
        self.dial.show_content(shown)

    def show_reasons(self, shown: content.ReasonsContent) -> None:
        """Show the reasons."""
        self._contents = (shown, self._contents[1])
        self.reasons.show_content(shown)
        self._cap()

    def show_ladder(self, shown: around.LadderContent) -> None:
        """Show the perks."""
        self._contents = (self._contents[0], shown)
        self.ladder.show_content(shown)

    def show_history(self, shown: HistoryLines) -> None:
        """Show the small history."""
        self._table = history_table(shown)
        self.history.show_lines(shown, self._table)

    def show_coming(self, shown: around.ComingContent) -> None:
        """Show what changes by itself."""
        self.coming.show_content(shown)

    def show_remarks(self, guess: str, remarks: tuple[str, ...]) -> None:
        """Show the footnotes."""
        explained = (Footnote(guess, DOTS),) if guess else ()
        self._notes.show_notes((*explained, *(Footnote(remark) for remark in remarks)))

    def show_history_trouble(self, text: str) -> None:
        """Show why there is no history."""
        self.history.show_trouble(text)

    def show_coming_trouble(self, text: str) -> None:
        """Show why nothing can be said about the months ahead."""
        self.coming.show_trouble(text)

    def _dial_table(self) -> Table:
        rows: tuple[tuple[str, ...], ...] = ()
        if self._dial is not None:
            figures = self._dial.figures
            rows = (
                (figures.caption, figures.text),
                *((row.text, row.figure) for row in self._dial.rows),
                *((stop.caption, stop.text) for stop in figures.stops),
            )
        return Table((_("What"), _("Score")), rows)

    def _reasons_table(self) -> Table:
        shown = self._contents[0]
        lines = (*shown.gives.lines, *shown.takes.lines) if shown else ()
        rows = tuple((line.text, line.figure, line.caption) for line in lines)
        return Table((_("Reason"), _("Points"), _("At most")), rows)

    def _ladder_table(self) -> Table:
        shown = self._contents[1]
        rungs = shown.rungs if shown else ()
        rows = tuple((rung.title, rung.figure, rung.distance) for rung in rungs)
        return Table((_("What"), _("Score"), _("Distance")), rows)


def history_table(lines: HistoryLines) -> Table:
    """Return the small history as a table: each day on which a figure changed or was published."""
    rows: list[tuple[str, ...]] = []
    official = dict(zip(lines.official_day.tolist(), lines.official.tolist(), strict=True))
    before = np.nan
    for day, ours in zip(lines.day.tolist(), lines.ours.tolist(), strict=True):
        same = ours == before or (np.isnan(ours) and np.isnan(before))
        if same and day not in official and rows:
            continue
        before = ours
        theirs = official.get(day)
        rows.append(
            (
                short_day(day),
                "–" if np.isnan(ours) else number(ours, _decimals(ours)),
                "" if theirs is None else number(theirs, _decimals(theirs)),
            )
        )
    rows.reverse()
    return Table((_("Date"), _("Ours"), _("Official")), tuple(rows))


def _decimals(value: float) -> int:
    return decimals_needed(value, 3)
