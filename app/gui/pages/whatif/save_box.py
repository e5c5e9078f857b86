"""The button that keeps what is set under a name, renames it, or drops it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from app.gui import theme
from app.gui.shared.icons import icon
from app.gui.shared.words import Words
from app.wording.language import _

_MOST = 40  # letters of a name


class SaveBox(QPushButton):
    """Opens a small box with a name in it."""

    saved = Signal(str)
    renamed = Signal(str)
    deleted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Save as"), parent)
        look = theme.current()
        self.setIcon(icon("caret-down", "ink2"))
        self.setIconSize(QSize(look.px(20), look.px(12)))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._menu = QMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._kept, self._taken = "", frozenset[str]()
        self.field = QLineEdit()
        self.field.setMaxLength(_MOST)
        self.field.setPlaceholderText(_("A name"))
        self.field.setAccessibleName(_("Name of what is set"))
        self.field.setMinimumWidth(look.px(220))
        self.keep = QPushButton(_("Save"))
        self.keep.setProperty("primary", "true")
        self.rename = QPushButton(_("Rename"))
        self.delete = QPushButton(_("Delete"))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(*[look.px(12)] * 4)
        column.setSpacing(look.px(8))
        column.addWidget(Words(_("Keep this plan with the person"), "caption", "ink2"))
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button in (self.keep, self.rename, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(box)
        self._menu.addAction(action)
        self.field.textChanged.connect(self._let)
        self.field.returnPressed.connect(self._save)
        self.keep.clicked.connect(self._save)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._delete)
        self._let()

    def show_name(self, kept: str, taken: Iterable[str] = ()) -> None:
        """Show under which name what is set is kept, and which names are taken.

        Args:
            kept: The name; empty where what is set is not kept.
            taken: Names of all plans that are kept.
        """
        self._kept, self._taken = kept, frozenset(taken)
        self._let()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon("caret-down", "ink2"))

    def _fill(self) -> None:
        theme.dress(self._menu)
        self.field.setText(self._kept)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._let()

    def _let(self) -> None:
        name = " ".join(self.field.text().split())
        self.keep.setEnabled(bool(name))
        self.keep.setText(_("Replace") if name in self._taken - {self._kept} else _("Save"))
        self.rename.setVisible(bool(self._kept))
        self.rename.setEnabled(bool(name) and name not in self._taken | {self._kept})
        self.delete.setVisible(bool(self._kept))

    def _save(self) -> None:
        if self.keep.isEnabled():
            self._menu.close()
            self.saved.emit(self.field.text())

    def _rename(self) -> None:
        self._menu.close()
        self.renamed.emit(self.field.text())

    def _delete(self) -> None:
        self._menu.close()
        self.deleted.emit()
