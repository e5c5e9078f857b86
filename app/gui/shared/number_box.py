"""A box for a number, written as the reader's language writes it."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from app.wording.language import locale_name


class SpokenBox(QDoubleSpinBox):
    """Takes point and comma alike: Qt would drop the other one, and read 2.5 as 25."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(locale_name()))

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Say whether a text is a number, or may become one."""
        return super().validate(self._own(text), at)

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """Return the number that a text says."""
        return super().valueFromText(self._own(text))

    def _own(self, text: str) -> str:
        point = self.locale().decimalPoint()
        return text.replace(".", point).replace(",", point)
