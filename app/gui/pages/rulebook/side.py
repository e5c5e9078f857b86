"""Beside the document: what its numbers rest on, and what its check says."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.rulebook import Basis
from app.gui import theme
from app.gui.pages.rulebook.telling import Check, Rests
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.icons import icon, picture
from app.gui.shared.popover import BasisMark
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.wording.language import _, number


class BasisBar(QWidget):
    """The share of the numbers that somebody published or reported."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = 0.0
        self.setFixedHeight(theme.current().px(16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, known: float, spoken: str) -> None:
        """Show a share of 0 to 1."""
        self._known = known
        self.setAccessibleName(spoken)
        set_tip(self, spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        del event
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = look.px(8)
        track = QRectF(0, (self.height() - high) / 2, self.width(), high)
        path = QPainterPath()
        path.addRoundedRect(track, high / 2, high / 2)
        painter.fillPath(path, look.colour("hover"))
        painter.setClipPath(path)
        track.setWidth(track.width() * self._known)
        painter.fillRect(track, look.colour("ink2"))


class RestsCard(Card):
    """Counts the numbers by what they rest on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._head.setStretch(0, 1)
        self._head.setStretch(1, 0)
        self.heading.setWordWrap(True)
        look = theme.current()
        self._bar = BasisBar()
        self.body.addWidget(self._bar)
        self._rows: dict[Basis | None, tuple[Words, Words]] = {}
        for basis in (Basis.PUBLISHED, Basis.REPORTED, Basis.ASSUMED, Basis.FITTED, None):
            row = QHBoxLayout()
            row.setSpacing(look.px(6))
            said, count = Words("", "table", wraps=True), Words("", "body", weight=500)
            row.addWidget(BasisMark(basis), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(said, 1)
            row.addWidget(count, 0)
            line = held(row)
            line.setMinimumHeight(look.px(24))
            self.body.addWidget(line)
            self._rows[basis] = said, count
        self._unstated = line  # the last one

    def show_rests(self, rests: Rests) -> None:
        """Show the counts."""
        self.heading.setText(rests.heading)
        self.setAccessibleName(rests.heading)
        every = sum(count for _basis, _said, count in rests.counts)
        known = 0
        for basis, said, count in rests.counts:
            self._rows[basis][0].setText(said)
            self._rows[basis][1].setText(number(count))
            known += count if basis in {Basis.PUBLISHED, Basis.REPORTED} else 0
        self._unstated.setVisible(any(count for basis, _said, count in rests.counts if not basis))
        spoken = ", ".join(f"{said}: {number(count)}" for _basis, said, count in rests.counts)
        self._bar.show_share(known / every if every else 0.0, spoken)


class CheckedCard(Card):
    """Says what the check found, the most telling first."""

    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Checked"), parent)
        look = theme.current()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(8))
        self._shown: tuple[Check, ...] | None = None
        self.body.addWidget(held(self._lines))
        self.link = QPushButton(_("See the whole report"))
        self.link.setProperty("link", "true")
        self.link.setFont(look.font("body", 500))
        self.link.setIcon(icon("caret-right", "accent"))
        self.link.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.link.clicked.connect(self.report_wanted)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        self.body.addWidget(self.link, 0, left)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show the sentences."""
        if checks == self._shown:
            return
        self._shown = checks
        look = theme.current()
        clear(self._lines)
        for check in checks:
            row = QHBoxLayout()
            row.setSpacing(look.px(8))
            sign = Words()
            sign.setPixmap(picture(check.icon, "ink2"))
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(check.text, "table", wraps=True), 1)
            self._lines.addWidget(held(row))
