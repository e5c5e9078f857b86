"""Choosing anew what parts the cells of a plain table, and which sign stands before decimals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.domain.cohort import TableReading
from app.gui import theme
from app.gui.shared.words import Words
from app.wording import audit as words
from app.wording.language import _

_SEPARATORS, _DECIMALS = (",", ";", "\t", "|"), (".", ",")


class ReadingPicker(QWidget):
    """Shows how a table was read, and tells how the reader wants it read instead."""

    picked = Signal(object)  # TableReading

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        self.separator = self._box(row, _("Separator"), _("What parts the cells of the table."))
        self.decimal = self._box(
            row, _("Decimal sign"), _("The sign before the decimals of numbers that are texts.")
        )
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_reading(self, reading: TableReading, chosen: TableReading) -> None:
        """Show how a table was read.

        Args:
            reading: As it was read.
            chosen: What the reader chose of it; empty where it is found.
        """
        separated = reading.form == "csv"
        self.separator.setEnabled(separated)
        found = words.separator_said(reading.separator) if separated else ""
        self._fill(self.separator, found, chosen.separator, _SEPARATORS, words.separator_said)
        found = words.decimal_said(reading.decimal) or ("" if reading.form else "–")
        self._fill(self.decimal, found, chosen.decimal, _DECIMALS, words.decimal_said)

    def _box(self, row: QHBoxLayout, title: str, meaning: str) -> QComboBox:
        box = QComboBox()
        box.setFont(theme.current().font("body"))
        box.setAccessibleName(title)
        box.setAccessibleDescription(meaning)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self._tell)
        row.addWidget(Words(title, "body", "ink2"))
        row.addWidget(box)
        return box

    def _fill(
        self,
        box: QComboBox,
        found: str,
        chosen: str,
        signs: tuple[str, ...],
        said: Callable[[str], str],
    ) -> None:
        box.clear()
        told = _("as found: {what}").format(what=found) if found else _("say which")
        if chosen:
            told = _("as found")
        box.addItem(told, "")
        for sign in signs:
            box.addItem(said(sign), sign)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _tell(self) -> None:
        separator = str(self.separator.currentData() or "")
        decimal = str(self.decimal.currentData() or "")
        self.picked.emit(TableReading(separator=separator, decimal=decimal))
