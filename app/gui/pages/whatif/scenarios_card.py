"""The card with scenarios side by side: where each ends, and when each holds what."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.gui import theme
from app.gui.pages.whatif.compared import Cell, Column, Compared
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.points_label import PointsLabel
from app.gui.shared.tips import set_tip, unmarked
from app.gui.shared.words import Words, hairline
from app.wording.language import _


class HeldMark(QWidget):
    """Ticked disc: held at the end; half disc: at times; ring: never."""

    def __init__(self, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        side = theme.current().px(16)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(12)
        middle = QPointF(self.width() / 2, self.height() / 2)
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        tone = "ink3" if self._mark == "none" else "accent"
        painter.setPen(look.pen(tone, 1.5))
        painter.setBrush(look.colour("accent") if self._mark == "full" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if self._mark == "half":
            painter.setBrush(look.colour("accent"))
            painter.drawPie(box, 90 * 16, 180 * 16)
        if self._mark == "full":
            painter.setPen(look.pen("on_accent", 1.6))
            tick = [(-0.26, 0.02), (-0.06, 0.2), (0.26, -0.18)]
            points = [middle + QPointF(x * side, y * side) for x, y in tick]
            painter.drawPolyline(points)


class ScenariosCard(Card):
    """Shows scenarios side by side, and tells which one the reader chose."""

    chosen = Signal(object)  # its key: a name, empty for nothing new, None for what is set
    lines_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Scenarios side by side"), parent)
        look = theme.current()
        self.lines = QCheckBox(_("In the chart"))
        self.lines.setFont(look.font("caption"))
        self.lines.toggled.connect(self.lines_wanted)
        right = self._right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(16))
        row.addWidget(self.lines)
        row.addWidget(Words(_("up to four"), "caption", "ink2"))
        self.put_at_right(right)
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._compared = held(self._grid)
        self.body.addWidget(self._compared)
        self._shown: Compared | None = None
        self._beneath = False

    @property
    def shown(self) -> Compared | None:
        """What is shown."""
        return self._shown

    def show_compared(self, found: Compared) -> None:
        """Show scenarios; nothing is built anew where nothing changed."""
        if found == self._shown:
            return
        self._shown = found
        kept = any(one.key for one in found.columns)
        self.lines.setVisible(kept)
        self._build()

    def fold(self, *, beneath: bool) -> None:
        """Tell one scenario beneath the other, or side by side."""
        if beneath is not self._beneath:
            self._beneath = beneath
            self.take_from_right(self._right)
            self.body.removeWidget(self._right)
            if beneath:
                self.body.insertWidget(1, self._right, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self.put_at_right(self._right)
            self._build()

    def _build(self) -> None:
        found = self._shown
        if found is None:
            return
        focused = self.focusWidget()
        had = focused.property("key") if isinstance(focused, QPushButton) else None
        # Shown in one go: the whole page would be laid out for each part that comes by itself.
        self._compared.hide()
        clear(self._grid)
        self._lay_out(found)
        self._compared.show()
        if isinstance(had, str):
            for button in self.findChildren(QPushButton):
                if button.property("key") == had and not button.isHidden():
                    button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, found: Compared) -> None:
        many = len(found.columns)
        rows = 2 + int(any(one.span for one in found.columns)) + len(found.perks)
        if self._beneath:
            for place, one in enumerate(found.columns):
                self._block(found, (one,), place * 2 * rows)
        else:
            self._block(found, found.columns, 0)
        shown = 1 if self._beneath else many
        for column in range(5):
            there = column <= shown
            self._grid.setColumnStretch(column, (4 if column else 5) if there else 0)

    def _block(self, found: Compared, columns: tuple[Column, ...], start: int) -> None:
        """Lay scenarios out beside each other, the names of their lines at the left.

        Args:
            found: All that are compared.
            columns: Those of this block.
            start: The grid's row at which it begins.
        """
        spans = any(one.span for one in found.columns)
        names = ["", found.when, *([_("Range")] if spans else []), *found.perks]
        for place, one in enumerate(columns, start=1):
            if one.now:  # colour the column of what is set now
                ground = QFrame()
                ground.setProperty("now", "true")
                first, wide = (0, 2) if self._beneath else (place, 1)
                self._grid.addWidget(ground, start, first, 2 * len(names), wide)
        for at, name in enumerate(names):
            row = start + 2 * at
            self._name(row, name)
            if row:
                self._grid.addWidget(hairline(), row - 1, 0, 1, len(columns) + 1)
        for place, one in enumerate(columns, start=1):
            self._column(start, place, one, spans=spans)

    def _name(self, row: int, text: str) -> None:
        look = theme.current()
        words = Words(text, "table", "ink2", wraps=True)
        words.setContentsMargins(look.px(8), look.px(4), look.px(4), look.px(4))
        words.setMinimumHeight(look.px(31))
        self._grid.addWidget(words, row, 0)

    def _column(self, start: int, place: int, one: Column, *, spans: bool) -> None:
        look = theme.current()
        head = QPushButton(unmarked(_short(one.title)))
        head.setProperty("link", "true")
        head.setProperty("small", "true")
        head.setProperty("key", one.key)
        head.setFont(look.font("table", 600))
        set_tip(head, one.title)
        head.setAccessibleName(_("Set the sliders to {name}").format(name=one.title))
        head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head.setMinimumWidth(look.px(72))
        head.setProperty("plain", "true")
        first, wide = (0, 2) if self._beneath else (place, 1)
        self._grid.addWidget(head, start, first, 1, wide)
        figure = PointsLabel("body", 600)
        figure.show_figure(one.figure, None, guess=one.guess)
        self._grid.addWidget(_inset(figure), start + 2, place)
        row = 2
        if spans:
            span = Words(one.span or "–", "table", "ink2", wraps=True)
            self._grid.addWidget(_inset(span), start + 4, place)
            row = 3
        for at, cell in enumerate(one.perks):
            self._grid.addWidget(_held(cell), start + (row + at) * 2, place)


def _inset(widget: QWidget) -> QWidget:
    look = theme.current()
    box = QWidget()
    box.setProperty("surface", "plain")
    line = QHBoxLayout(box)
    line.setContentsMargins(look.px(8), 0, look.px(4), 0)
    line.addWidget(widget)
    line.addStretch(0)
    if isinstance(widget, PointsLabel):
        line.addStretch(1)
    return box


def _held(cell: Cell) -> QWidget:
    look = theme.current()
    box = QWidget()
    box.setProperty("surface", "plain")
    line = QHBoxLayout(box)
    line.setContentsMargins(look.px(6), look.px(2), look.px(2), look.px(2))
    line.setSpacing(look.px(4))
    line.addWidget(HeldMark(cell.mark), 0)
    line.addWidget(Words(cell.text, "table", "ink", wraps=True), 1)
    return box


def _short(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17]}…"
