"""Taking everything out of a layout before it is filled again."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout that holds widgets and gaps only.

    A layout within a layout would be owned by Python and by Qt at once after ``takeAt``; so rows
    stand in widgets of their own, see ``held``.

    Raises:
        TypeError: The layout holds another layout.
    """
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif item.spacerItem() is None:
            raise TypeError(type(item).__name__)


def held(layout: QLayout) -> QWidget:
    """Put a layout into a widget of its own, so that it can be taken out again."""
    layout.setContentsMargins(0, 0, 0, 0)
    widget = QWidget()
    widget.setProperty("surface", "plain")
    widget.setLayout(layout)
    return widget
