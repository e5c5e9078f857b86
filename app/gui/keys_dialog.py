"""The list of keys: what the keyboard does in this window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.shared.words import Words
from app.wording import guiding as words
from app.wording.language import _


class KeysDialog(QDialog):
    """Shows the keys; Escape or Enter closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        look = theme.current()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.size("margin")] * 4)
        column.setSpacing(look.px(12))
        column.addWidget(Words(_("Keys"), "section", weight=600))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(look.px(4), look.px(4), look.px(4), look.px(4))
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(1, 1)
        spoken = []
        for row, (key, text) in enumerate(words.keys()):
            grid.addWidget(Words(key, "table", weight=600), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(text, "table", "ink2", wraps=True), row, 1)
            spoken.append(f"{key}: {text}")
        grid.setRowStretch(len(spoken), 1)
        scroll = QScrollArea()
        scroll.setObjectName("keys")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("Keys"))
        scroll.setAccessibleDescription("; ".join(spoken))
        inner.setProperty("surface", "page")
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        close = QPushButton(_("Close"))
        close.setFont(look.font("body"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row_below = QHBoxLayout()
        row_below.addStretch(1)
        row_below.addWidget(close)
        column.addLayout(row_below)
        room = window.size()
        self.resize(
            min(look.px(480), room.width() - look.px(16)),
            min(look.px(480), room.height() - look.px(16)),
        )
