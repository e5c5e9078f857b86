"""The order in which the Tab key goes through a page: as one reads, card by card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def order_by_eye(page: QWidget) -> None:
    """Let the Tab key go through a page from top to bottom and from left to right.

    What lies in one card, or in one part of it, stays together. Without this the keys would
    follow the order in which the widgets happened to be made.
    """
    for before, after in pairwise(stops_of(page)):
        QWidget.setTabOrder(before, after)


def stops_of(widget: QWidget) -> Iterator[QWidget]:
    """Yield what the Tab key comes to within a widget, as one reads."""
    inside = (child for child in widget.children() if isinstance(child, QWidget))
    for child in _as_read(child for child in inside if child.isVisible()):
        if _takes_focus(child):
            yield child
        yield from stops_of(child)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the page so far that a widget is seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _takes_focus(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isEnabled() and widget.focusProxy() is None


def _as_read(widgets: Iterable[QWidget]) -> Iterator[QWidget]:
    """Sort widgets of one parent: rows from the top, each from the left.

    Those belong to a row that begin above the middle of the highest one in it.
    """
    left = sorted(widgets, key=lambda one: (_place(one).top(), _place(one).left()))
    while left:
        first = _place(left[0])
        middle = max(first.top(), first.center().y())
        row = [one for one in left if _place(one).top() <= middle]
        yield from sorted(row, key=lambda one: _place(one).left())
        left = [one for one in left if one not in row]


def _place(widget: QWidget) -> QRect:
    return QRect(widget.pos() if widget.parentWidget() else QPoint(), widget.size())
