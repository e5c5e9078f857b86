"""Taking everything out of a layout before it is filled again."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout


def clear(layout: QBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, (QBoxLayout, QGridLayout)):
            clear(inner)
