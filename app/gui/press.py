"""A page of the window on paper: laid out as drawn, in the light look, cut into sheets.

Widgets can only be drawn on the window's thread. So they are recorded there, which is quick, and
what is recorded is written into a PDF file or sent to a printer elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPalette, QPicture, QRegion
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from app.gui import theme
from app.gui.on_paper import A4, MARGIN, Heading, Sheets
from app.gui.page_cuts import Span, cuts
from app.gui.shared.drawing import write
from app.gui.shared.page import Breadth, Page
from app.wording.language import _, number

_WIDTH = 1072  # as drawn: the window of 1280 without its rail. Unit: pixels of the drawings
_HEAD, _FOOT = 36, 30  # pixels of the drawings
_SHRINKS = 1.25  # a page so much higher than a sheet is made smaller instead of cut
_MOST_ROWS = 60  # of a table; a longer one shows its first rows, and a line says so
_SETTLES = 30  # ms that charts take to draw themselves anew


class Press(QObject):
    """Lays a page out for paper, records it, and puts it back as it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._under: _Work | None = None

    def in_light(self, page: Page, then: Callable[[], None]) -> None:
        """Do something while a page wears the light look; at once where it does already."""
        if theme.current().name == theme.LIGHT:
            then()
            return

        def steps() -> Iterator[None]:
            then()
            yield

        self._begin(_Work(self._window, page, steps(), None), as_paper=False)

    def take(self, page: Page, heading: Heading, then: Callable[[Sheets], None]) -> None:
        """Record a page as sheets, and hand them on when the page is back as it was.

        Args:
            page: The page; it may be shown.
            heading: What stands above each sheet.
            then: Takes the sheets.
        """
        pictures: list[QPicture] = []

        def hand_on() -> None:
            then(Sheets(page.title.text(), tuple(pictures), theme.current().px(_WIDTH)))

        steps = _recording(page, heading, pictures)
        self._begin(_Work(self._window, page, steps, hand_on), as_paper=True)

    def _begin(self, work: _Work, *, as_paper: bool) -> None:
        if self._under is None or self._under.over:
            self._under = work
            work.begin(as_paper=as_paper)


class _Work:
    """A page is changed, some steps are done one after the other, and it is changed back.

    Nothing is painted meanwhile, so nobody sees it change; and between two steps the window
    listens, so that it never stands still.
    """

    def __init__(
        self,
        window: QWidget,
        page: Page,
        steps: Iterator[None],
        ended: Callable[[], None] | None,
    ) -> None:
        self._window, self._page = window, page
        self._steps, self._ended = steps, ended
        self._worn = self._light = theme.current()
        self._undo: list[Callable[[], None]] = []
        self.over = False

    def begin(self, *, as_paper: bool) -> None:
        """Change the page and start with the steps when it has settled."""
        self._window.setUpdatesEnabled(False)
        self._undo.extend(_dressed(self._page))
        if as_paper:
            self._undo.extend(_laid_out(self._page))
        self._light = theme.current()
        self._page.destroyed.connect(self._abandon)
        self._wait()

    def _wait(self) -> None:
        QTimer.singleShot(_SETTLES, self._page, self._go_on)

    def _go_on(self) -> None:
        # Nothing is drawn while updates are off; what is on screen would be painted later only.
        self._window.setUpdatesEnabled(True)
        done = True
        try:
            done = next(self._steps, self) is self
        finally:
            self._window.setUpdatesEnabled(False)
            if done:
                self._page.destroyed.disconnect(self._abandon)
                for back in reversed(self._undo):
                    back()
                self._stop()
        if not done:
            self._wait()
        elif self._ended is not None:
            self._ended()

    def _abandon(self) -> None:
        """Leave it: the page is gone, because the window was built anew or closes."""
        if not self.over and isValid(self._window):
            if theme.current() is self._light:
                theme.wear(self._worn)
            self._stop()

    def _stop(self) -> None:
        self.over = True
        self._window.setUpdatesEnabled(True)


def _dressed(page: Page) -> Iterator[Callable[[], None]]:
    """Put the light look on a page alone; yield what takes it off again."""
    worn = theme.current()
    if worn.name == theme.LIGHT:
        return
    light = theme.make(theme.LIGHT, worn.text, worn.scale / worn.text)
    inner = page.content
    theme.wear(light)
    inner.setPalette(theme.palette(light))
    inner.setStyleSheet(theme.sheet(light))
    _tell(inner)

    def undress() -> None:
        if theme.current() is light:
            theme.wear(worn)
        inner.setStyleSheet("")
        inner.setPalette(QPalette())
        _tell(inner)

    yield undress


def _tell(inner: QWidget) -> None:
    """Tell all on a page that the look is another: not each hears of it from the style sheet."""
    for widget in (inner, *inner.findChildren(QWidget)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.PaletteChange))


def _laid_out(page: Page) -> Iterator[Callable[[], None]]:
    """Lay a page out as drawn, whatever the window's size; yield what undoes that."""
    breadth = page.breadth
    at = page.verticalScrollBar().value()
    focus: QWidget | None = page.window().focusWidget()
    if focus is not None and page.isAncestorOf(focus):
        focus.clearFocus()
        yield lambda: focus.setFocus(Qt.FocusReason.OtherFocusReason)
    areas = [
        (area, area.minimumHeight(), area.maximumHeight(), area.verticalScrollBarPolicy())
        for area in page.content.findChildren(QAbstractScrollArea)
    ]
    page.setWidgetResizable(False)
    if breadth is not Breadth.WIDE:
        page.arrange(Breadth.WIDE)
    page.for_paper(on=True)
    _fit(page)

    def back() -> None:
        for area, least, most, policy in areas:
            if isValid(area):
                area.setMinimumHeight(least)
                area.setMaximumHeight(most)
                area.setVerticalScrollBarPolicy(policy)
        page.for_paper(on=False)
        if breadth is not Breadth.WIDE:
            page.arrange(breadth)
        page.setWidgetResizable(True)
        page.verticalScrollBar().setValue(at)

    yield back


def _fit(page: Page) -> None:
    """Make a page as wide as drawn and as high as it needs, at least a sheet."""
    look, inner = theme.current(), page.content
    layout = inner.layout()
    width = look.px(_WIDTH)
    if layout is None:
        return
    layout.activate()
    flows = layout.hasHeightForWidth()
    high = layout.heightForWidth(width) if flows else layout.sizeHint().height()
    inner.resize(width, max(high, _room(width)))
    layout.activate()


def _recording(page: Page, heading: Heading, pictures: list[QPicture]) -> Iterator[None]:
    """Record a page that is laid out, a sheet at a time."""
    while not page.settled():
        yield
    whole = _opened(page)
    _fit(page)
    yield
    while not page.settled():  # a bar that went has left its room to what stood beside it
        yield
    _fit(page)
    inner = page.content
    width, height = inner.width(), inner.height()
    room = _room(width)
    parts: tuple[Span, ...] = ((0, height),)
    if height > room * _SHRINKS:
        parts = cuts(height, room, _cards(inner), [*_pieces(inner, inner)])
    for count, (top, bottom) in enumerate(parts, 1):
        yield
        picture = QPicture()
        painter = QPainter(picture)
        of = _("Sheet {number} of {count}").format(number=number(count), count=number(len(parts)))
        _frame(painter, width, heading, of, whole=whole)
        shrink = min(1.0, room / (bottom - top))
        painter.translate((width - width * shrink) / 2, theme.current().px(_HEAD))
        painter.scale(shrink, shrink)
        painter.setClipRect(QRect(0, 0, width, bottom - top))
        # The page's own ground is left out: paper is white.
        inner.render(
            painter,
            QPoint(),
            QRegion(QRect(0, top, width, bottom - top)),
            QWidget.RenderFlag.DrawChildren,
        )
        painter.end()
        pictures.append(picture)


def _opened(page: Page) -> bool:
    """Let all that scrolls on a page show what it holds; say whether every table does."""
    whole = True
    for area in page.content.findChildren(QAbstractScrollArea):
        if not area.isVisibleTo(page):
            continue
        if isinstance(area, QTableView):
            rows = area.model().rowCount()
            shown = min(rows, _MOST_ROWS)
            whole = whole and shown == rows
            high = sum(area.rowHeight(row) for row in range(shown))
            frame = area.height() - area.viewport().height()
            area.verticalScrollBar().setValue(0)
            area.setFixedHeight(high + frame)
        elif isinstance(area, QScrollArea):
            area.setMinimumHeight(area.height() + area.verticalScrollBar().maximum())
        else:
            continue
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return whole


def _frame(painter: QPainter, width: int, heading: Heading, of: str, *, whole: bool) -> None:
    """Write what stands above and below a sheet."""
    look = theme.current()
    side, font = look.size("margin"), look.font("caption")
    right = Qt.AlignmentFlag.AlignRight
    low = look.px(_HEAD) + _room(width)
    above = QRectF(side, 0, width - 2 * side, look.px(_HEAD - 8))
    below = QRectF(side, low + look.px(6), width - 2 * side, look.px(_FOOT - 8))
    ink = look.colour("ink2")
    write(painter, above, heading.left, look.font("caption", 600), look.colour("ink"))
    write(painter, above, heading.right, font, ink, right)
    painter.fillRect(QRectF(side, above.bottom(), above.width(), 1), look.colour("line"))
    painter.fillRect(QRectF(side, low, below.width(), 1), look.colour("line"))
    said = _("Computed by this app, not by the operator.")
    if not whole:
        cut = _("A long table shows its first {count} rows; save it as CSV for all of them.")
        said = f"{said} {cut.format(count=number(_MOST_ROWS))}"
    write(painter, below, said, font, ink)
    write(painter, below, of, font, ink, right)


def _room(width: int) -> int:
    """Return how high the part of a sheet is that the page goes into. Unit: pixels."""
    across, down = (side - 2 * MARGIN for side in A4)
    return round(width * down / across) - theme.current().px(_HEAD + _FOOT)


def _cards(inner: QWidget) -> list[Span]:
    cards = (one for one in inner.findChildren(QFrame) if one.property("card") == "true")
    return [_span(card, inner) for card in cards if card.isVisibleTo(inner)]


def _pieces(inner: QWidget, widget: QWidget) -> Iterator[Span]:
    """Yield what is never cut through: rows of tables, and every widget that holds no other."""
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisibleTo(inner):
            continue
        if isinstance(child, QTableView):
            yield from _rows(inner, child)
        elif isinstance(child, QScrollArea) and child.widget() is not None:
            yield from _pieces(inner, child.viewport())
        elif isinstance(child, QAbstractScrollArea) or not child.findChild(QWidget):
            yield _span(child, inner)
        else:
            yield from _pieces(inner, child)


def _rows(inner: QWidget, table: QTableView) -> Iterator[Span]:
    top = table.viewport().mapTo(inner, QPoint()).y()
    yield top - table.horizontalHeader().height(), top
    for row in range(table.model().rowCount()):
        start = table.rowViewportPosition(row)
        if start >= table.viewport().height():
            return
        yield top + start, top + start + table.rowHeight(row)


def _span(widget: QWidget, inner: QWidget) -> Span:
    top = widget.mapTo(inner, QPoint()).y()
    return top, top + widget.height()
