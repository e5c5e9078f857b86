"""The lines under the cards of a page: what dots and hatches mean, cautions, notices."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.gui import theme
from app.gui.shared.clearing import clear, held
from app.gui.shared.drawing import dots, hatch_box, width_of
from app.gui.shared.flow import Flow
from app.gui.shared.flowing import Flowing
from app.gui.shared.icons import picture
from app.gui.shared.words import Words
from app.wording.language import _

_LONG = 1000  # pixels of the drawings: what a line of a page holds
DOTS, HATCH, WARNING = "dots", "hatch", "warning"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A line under the cards.

    Attributes:
        text: What it says.
        mark: ``DOTS`` and ``HATCH`` explain themselves; else a name of an icon.
    """

    text: str
    mark: str = WARNING


class Footnotes(QWidget):
    """Shows the lines one after the other, short ones beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._shown: tuple[Footnote, ...] = ()
        self._lines = Flow(look.px(20), look.px(3), self)
        self._lines.setContentsMargins(0, look.px(9), 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_notes(self, notes: tuple[Footnote, ...]) -> None:
        """Show the lines, in this order."""
        if notes == self._shown:
            return
        self._shown = notes
        clear(self._lines)
        for note in notes:
            row = QHBoxLayout()
            row.setSpacing(theme.current().px(8))
            row.addWidget(_mark(note.mark), 0, Qt.AlignmentFlag.AlignTop)
            said = Flowing(folded(note.text), "caption", "ink3")
            row.addWidget(said, 1)
            if said.text() != note.text:
                row.addWidget(_more(said, note.text), 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(held(row))


def folded(text: str) -> str:
    """Return a text, or its first sentence where the whole would push the page out of sight."""
    ends = [text.find(end) + 1 for end in (". ", "。") if end in text]
    look = theme.current()
    fits = width_of(look.font("caption"), text) <= look.px(_LONG)
    return text if fits or not ends else text[: min(ends)]


def _more(said: Flowing, text: str) -> QPushButton:
    """Return the link that shows the rest of a line."""
    link = QPushButton(_("more"))
    link.setProperty("link", "true")
    link.setProperty("small", "true")
    link.setFont(theme.current().font("caption", 500))
    link.setFixedHeight(theme.current().px(17))
    link.setAccessibleDescription(text)

    def unfold() -> None:
        said.setText(text)
        link.hide()

    link.clicked.connect(unfold)
    return link


def _mark(name: str) -> QWidget:
    if name in {DOTS, HATCH}:
        return Sample(hatched=name == HATCH)
    mark = Words()
    mark.setPixmap(picture(name, "ink3", 16))
    return mark


class Sample(QWidget):
    """A small piece of a dotted line or a hatch, as a key to the page."""

    def __init__(self, *, hatched: bool) -> None:
        super().__init__()
        self._hatched = hatched
        self.setFixedSize(theme.current().px(24), theme.current().px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the piece."""
        look = theme.current()
        painter = QPainter(self)
        if not self._hatched:
            dots(painter, QPointF(0, self.height() / 2), self.width(), look.colour("ink3"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, look.px(2.5), -0.5, -look.px(2.5))
        hatch_box(painter, box, look.colour("ink2"))
        painter.setPen(look.pen("ink2"))
        painter.drawRoundedRect(box, look.size("radius_bar"), look.size("radius_bar"))
