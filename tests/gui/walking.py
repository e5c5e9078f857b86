"""Walks a window as a screen reader and the Tab key do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.gui.shared.card import Card
from app.gui.window import Window

_MOST_STOPS = 400
_TABLES = {QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List}


def parts(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader finds in a part of the window, itself first; no cells of tables."""
    yield interface
    if interface.role() in _TABLES:
        return
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from parts(child)


def spoken(widget: QWidget) -> list[QWidget]:
    """Return the widgets in ``widget`` that a screen reader is told of and that are in sight."""
    interface = QAccessible.queryAccessibleInterface(widget)
    found = [part.object() for part in parts(interface)]
    return [part for part in found if isinstance(part, QWidget) and part.isVisible()]


def name(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def description(widget: QWidget) -> str:
    """Return what a screen reader says of it after its name."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def role(widget: QWidget) -> QAccessible.Role:
    """Return what kind of thing a screen reader says it is."""
    return QAccessible.queryAccessibleInterface(widget).role()


def visible_text(widget: QWidget) -> str:
    """Return what a button shows of its name; empty where it shows an icon only."""
    if not isinstance(widget, QAbstractButton):
        return ""
    icon_only = getattr(widget, "toolButtonStyle", lambda: None)()
    if icon_only is Qt.ToolButtonStyle.ToolButtonIconOnly and not widget.icon().isNull():
        return ""
    return widget.text().replace("&&", "&").strip()


def says_what_it_shows(widget: QWidget) -> bool:
    """Whether the name is, or holds, the text that is seen on a control."""
    shown = visible_text(widget)
    return bool(shown) and shown in name(widget)


def takes_focus(widget: QWidget) -> bool:
    """Whether the Tab key shall come to a widget."""
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.parent() is not None
    )


def stops(inside: QWidget) -> list[QWidget]:
    """Return every widget inside another that the Tab key shall come to."""
    return [one for one in inside.findChildren(QWidget) if takes_focus(one)]


def tabbed(window: Window, *, backwards: bool = False) -> list[QWidget]:
    """Press Tab from the top of the rail until it comes back; return all on the way, in order."""
    stops(window.rail)[0].setFocus()
    key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    shift = Qt.KeyboardModifier.ShiftModifier
    plain = Qt.KeyboardModifier.NoModifier
    way: list[QWidget] = []
    for _step in range(_MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, key, shift if backwards else plain)
        here = QApplication.focusWidget()
        assert here is not None, "the focus was lost"
        if way and here is way[0]:
            return way
        assert here not in way, f"{told(here)} comes twice: Tab is caught"
        way.append(here)
    raise AssertionError("Tab never comes back")


def told(widget: QWidget) -> str:
    """Say which widget it is, for a message."""
    return f"{type(widget).__name__} {widget.objectName()!r} “{name(widget)}”"


def card_of(widget: QWidget) -> QWidget | None:
    """Return the card that a widget lies in."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Card):
        above = above.parentWidget()
    return above


def place(widget: QWidget) -> QRect:
    """Return where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def goes_back(before: QWidget, after: QWidget) -> bool:
    """Whether the eye has to go back from one widget to the next."""
    here, there = place(before), place(after)
    if there.bottom() <= here.top():  # wholly above
        return there.left() <= here.left()
    beside = there.top() < here.bottom() and here.top() < there.bottom()
    return beside and there.right() <= here.left()
