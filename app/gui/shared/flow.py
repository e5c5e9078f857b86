"""A layout that sets things beside each other as words of a line, and goes on below."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
# A button with its arrow at the right is laid out from right to left, and would stand there too.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute


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
        self._filling: QWidget | None = None
        self._heights: dict[int, int] = {}  # by width: Qt asks hundreds of times for one page

    def fill(self, widget: QWidget) -> None:
        """Let one of them take what the others leave of its line, so that those after it end it.

        It stays in a line where its least width has room; the others where they wholly have.
        """
        self._filling = widget
        self.invalidate()

    def put_last(self, widget: QWidget) -> None:
        """Move one of them to the end."""
        self._items.sort(key=lambda item: item.widget() is widget)
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Add one more at the end."""
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        """Take note that something within is of another size now."""
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return one of them; ``None`` beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take one out; ``None`` beyond the last."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Say that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width. Unit: pixels."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

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

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Share the items out among lines, each with its width.

        Args:
            room: Width of a line. Unit: pixels.
        """
        lines: list[list[tuple[QLayoutItem, int]]] = []
        left = 0  # of the last line
        for item in self._items:
            if item.isEmpty():  # what is hidden leaves no gap
                continue
            wants = item.sizeHint() if not self._fills(item) else item.minimumSize()
            width = min(wants.width(), room)
            if not lines or width + self._across > left:
                lines.append([])
                left = room + self._across
            lines[-1].append((item, width))
            left -= width + self._across
        return [self._filled(line, room) for line in lines]

    def _fills(self, item: QLayoutItem) -> bool:
        return self._filling is not None and item.widget() is self._filling

    def _filled(
        self, line: list[tuple[QLayoutItem, int]], room: int
    ) -> list[tuple[QLayoutItem, int]]:
        """Give what a line leaves to the one that fills."""
        taken = sum(width for _item, width in line) + self._across * (len(line) - 1)
        return [(item, width + (room - taken if self._fills(item) else 0)) for item, width in line]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Go through the lines; return the height that they take."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        y = room.top()
        lines = self._lines(room.width())
        for place, line in enumerate(lines):
            x = room.left()
            highs = [_height(item, width) for item, width in line]
            tall = max(highs)
            for (item, width), high in zip(line, highs, strict=True):
                if move:
                    # One with an alignment finds its own place within the line's height.
                    own = tall if item.alignment() else high
                    item.setGeometry(QRect(QPoint(x, y), QSize(width, own)))
                x += width + self._across
            y += tall + (self._down if place < len(lines) - 1 else 0)
        return y - rect.top() + margins.bottom()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def flowing(across: int, down: int, *widgets: QWidget, filling: QWidget | None = None) -> QWidget:
    """Return a widget whose parts stand in one line, or in several where that is too narrow.

    Args:
        across: Gap between two in a line. Unit: pixels.
        down: Gap between two lines.
        widgets: What it holds.
        filling: The one of them that takes what the others leave of its line; all then stand in
            the middle of their line's height.
    """
    box = QWidget()
    box.setProperty("surface", "plain")
    lines = Flow(across, down, box)
    lines.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        lines.addWidget(widget)
    if filling is not None:
        lines.fill(filling)
        for widget in widgets:
            # What does not grow stands at the left of the room that it is given.
            grows = widget.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
            lines.setAlignment(widget, _MIDDLE if grows else _MIDDLE | _LEFT)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box
