"""The card at the right: a factor's rules, and how the chosen one works."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.breakdown.rule_lines import FactorCard, RuleLine
from app.gui.pages.breakdown.rule_row import RuleRow
from app.gui.shared.card import Card
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.popover import BasisMark
from app.gui.shared.words import Words
from app.wording.breakdown import spoken_guess
from app.wording.language import _
from app.wording.notes import Note


class RulesCard(Card):
    """Shows a factor with its rules, and tells which rule the reader chose."""

    rule_chosen = Signal(str)  # id of the rule

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rules"), parent)
        look = theme.current()
        self._figure = PointsLabel("body")
        self.put_at_right(self._figure)
        self._caption = Words("", "caption", "ink2", wraps=True)
        self.body.addWidget(self._caption)
        self._rows: list[RuleRow] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setMinimumHeight(look.px(150))
        # The rows are wider than the words above them: the chosen one's ground shows around it.
        inset = look.px(8)
        left, top, right, bottom = (
            self.body.contentsMargins().left(),
            self.body.contentsMargins().top(),
            self.body.contentsMargins().right(),
            self.body.contentsMargins().bottom(),
        )
        self.body.setContentsMargins(left - inset, top, right - inset, bottom - inset)
        self._head.setContentsMargins(inset, 0, inset, 0)
        self._caption.setContentsMargins(inset, 0, inset, 0)
        self.body.setSpacing(look.px(4))
        self.body.addWidget(self._scroll, 1)

    def show_card(self, card: FactorCard) -> None:
        """Show a factor's rules."""
        kept = next((row.rule for row in self._rows if row.hasFocus()), "")
        self.heading.setText(card.title)
        self.setAccessibleName(card.title)
        spoken = spoken_guess(card.figure) if card.guess else card.figure
        self._figure.show_figure(card.figure, card.points, guess=card.guess, spoken=spoken)
        self._figure.setVisible(bool(card.figure))
        self._caption.setText(card.caption)
        self._rows = []
        inner = QWidget()
        inner.setProperty("surface", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in card.lines:
            row = RuleRow(line)
            row.clicked.connect(partial(self.rule_chosen.emit, line.id))
            column.addWidget(row)
            self._rows.append(row)
            if line.chosen:
                column.addWidget(_how(line))
        column.addStretch(1)
        self._scroll.setWidget(inner)
        for row in self._rows:
            if row.rule == kept:
                row.setFocus()
            if row.isChecked():
                self._scroll.ensureWidgetVisible(row)

    def stops(self) -> list[QWidget]:
        """List what the Tab key comes to, in order."""
        return [*self._rows]

    def be_tall(self, *, tall: bool) -> None:
        """Show more at once where no taller card stands beside."""
        self._scroll.setMinimumHeight(theme.current().px(272 if tall else 150))

    def note(self) -> Note | None:
        """Return what F1 tells where no rule is in focus: the chosen rule's points."""
        return next((row.note() for row in self._rows if row.isChecked()), None)


def _how(line: RuleLine) -> QWidget:
    """Lay out how the chosen rule works, and what its numbers rest on."""
    look = theme.current()
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(look.px(8), look.px(12), look.px(8), look.px(8))
    column.setSpacing(look.px(8))
    column.addWidget(Words(line.works, "body", wraps=True))
    chip = QFrame()
    chip.setProperty("chip", "true")
    row = QHBoxLayout(chip)
    row.setContentsMargins(look.px(8), look.px(1), look.px(8), look.px(1))
    row.setSpacing(look.px(6))
    row.addWidget(BasisMark(line.basis))
    row.addWidget(Words(line.chip, "caption", "ink2"))
    chip.setAccessibleName(line.chip)
    beside = QHBoxLayout()
    beside.addWidget(chip)
    beside.addStretch(1)
    column.addLayout(beside)
    if line.source:
        column.addWidget(Words(line.source, "caption", "ink2", wraps=True))
    return block
