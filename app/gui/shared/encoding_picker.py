"""Choosing the encoding of a text anew, where its letters look wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.domain.intake import ReadAs
from app.gui import theme
from app.gui.shared.words import Words
from app.wording import encodings as words


class EncodingPicker(QWidget):
    """Shows which encoding a file was read in, and tells which one the reader wants instead."""

    picked = Signal(str)  # its name; empty: the one that is found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("surface", "plain")
        self.box = QComboBox()
        self.box.setObjectName("encoding")
        self.box.setFont(look.font("body"))
        self.box.setAccessibleName(words.title())
        self.box.setAccessibleDescription(words.meaning())
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(Words(words.title(), "body", "ink2"))
        row.addWidget(self.box)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_read(self, texts: Sequence[ReadAs], chosen: str = "") -> None:
        """Show the encodings that texts were read in.

        Args:
            texts: Each text file; none where the encoding could not be told.
            chosen: The encoding that the reader chose last; empty where they chose none.
        """
        self.box.clear()
        self.box.addItem(words.as_found(() if chosen else texts), "")
        for name, said in words.offered():
            self.box.addItem(said, name)
        at = self.box.findData(chosen)
        self.box.setCurrentIndex(max(0, at))

    def _tell(self, at: int) -> None:
        self.picked.emit(str(self.box.itemData(at)))
