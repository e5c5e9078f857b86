"""A quiet line that says what can be done here, until it was done once or is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from app.gui import theme
from app.gui.shared.icons import icon
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.wording.language import _


class HintLine(QWidget):
    """One sentence, at most one thing to do, and a cross."""

    closed = Signal()
    taken = Signal()  # the thing to do was chosen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("surface", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        self._words = Words("", "table", "ink2")
        self._act: QPushButton | None = None  # most hints have nothing to choose
        self._close = QToolButton()
        self._close.setIconSize(QSize(look.px(14), look.px(14)))
        self._close.setFixedSize(look.size("control_small"), look.size("control_small"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.setAccessibleName(_("Close the hint"))
        set_tip(self._close, _("Close the hint"))
        self._close.clicked.connect(self.closed)
        row.addWidget(self._words)
        row.addWidget(self._close)
        self._row = row
        self._draw()

    def say(self, text: str, act: str = "") -> None:
        """Say a hint.

        Args:
            text: The sentence.
            act: What can be chosen at its end; empty for nothing.
        """
        self._words.setText(text)
        if act and self._act is None:
            self._act = self._made_act()
            self._row.insertWidget(1, self._act)
        if self._act is not None:
            self._act.setVisible(bool(act))
            self._act.setText(act or self._act.text())
        self._close.setAccessibleDescription(text)
        self.updateGeometry()

    def natural_width(self) -> int:
        """Return how wide the line is where its sentence does not wrap. Unit: pixels."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        others = (
            [self._close] if self._act is None or not self._act.text() else [self._close, self._act]
        )
        return words + sum(one.sizeHint().width() + self._row.spacing() for one in others)

    def wrap(self, *, wraps: bool) -> None:
        """Let the sentence take several lines, and the whole width; or one line."""
        if self._words.wordWrap() is wraps:
            return
        self._words.setWordWrap(wraps)
        self._row.setStretch(0, int(wraps))
        across = QSizePolicy.Policy.Expanding if wraps else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """Return the sentence."""
        return self._words.text()

    def _made_act(self) -> QPushButton:
        look = theme.current()
        act = QPushButton()
        act.setProperty("link", "true")
        act.setProperty("small", "true")
        act.setFixedHeight(look.size("control_small"))
        act.setFont(look.font("table", 500))
        act.clicked.connect(self.taken)
        return act

    def changeEvent(self, event: QEvent) -> None:
        """Draw the cross again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._draw()

    def _draw(self) -> None:
        self._close.setIcon(icon("x", "ink3"))
