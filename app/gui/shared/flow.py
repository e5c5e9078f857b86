"""A layout that sets things beside each other as words of a line, and goes on below."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Lays widgets out in lines: each as wide as it asks for, or as the whole line."""

    def __init__(self, across: int, down: int, parent: QWidget | None = None) -> None:
        """Make the layout.

        Args:
            across: Gap between two in a line. Unit: pixels.
            down: Gap between two lines.
            parent: The widget that it lays out.
        """
        super().__init__(parent)
        self._across, self._down = across, down
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Add one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return one of them; ``None`` beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take one out; ``None`` beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Say that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width. Unit: pixels."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place everything."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return a comfortable size: everything in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(hint.width() + self._across for hint in hints) - self._across
        high = max((hint.height() for hint in hints), default=0)
        return self._with_margins(QSize(max(0, wide), high))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least size: the widest of them alone."""
        least = QSize(0, 0)
        for item in self._items:
            if item.isEmpty():
                continue
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _with_margins(self, size: QSize) -> QSize:
        margins: QMargins = self.contentsMargins()
        return QSize(
            size.width() + margins.left() + margins.right(),
            size.height() + margins.top() + margins.bottom(),
        )

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Go through the lines; return the height that they take."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        x, y, line = room.left(), room.top(), 0
        for item in self._items:
            if item.isEmpty():  # what is hidden leaves no gap
                continue
            width = min(item.sizeHint().width(), room.width())
            height = (
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            )
            if x > room.left() and x + width > room.left() + room.width():
                x, y, line = room.left(), y + line + self._down, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._across
            line = max(line, height)
        return y + line - rect.top() + margins.bottom()


def flowing(across: int, down: int, *widgets: QWidget) -> QWidget:
    """Return a widget whose parts stand in one line, or in several where that is too narrow.

    Args:
        across: Gap between two in a line. Unit: pixels.
        down: Gap between two lines.
        widgets: What it holds.
    """
    box = QWidget()
    box.setProperty("surface", "plain")
    lines = Flow(across, down, box)
    lines.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        lines.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box
