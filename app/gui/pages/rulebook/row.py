"""One entry of the document, painted: title and points, sentence, small table, what it rests on.

An entry is one widget, and its words are laid out by Qt's own text layout: a book of hundreds of
rules would else be thousands of widgets. The figures within are walked with the arrow keys.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from app.domain.rulebook import Basis
from app.gui import theme
from app.gui.pages.rulebook.document import Entry, Hit
from app.gui.shared.drawing import dots, signed_points, width_of
from app.gui.shared.popover import hovered, paint_basis
from app.wording.notes import Note

_LINE, _MARK = 26, 20  # height of a line of the table; room for a mark of basis


@dataclass(frozen=True)
class _Words:
    """A text that stands somewhere: its number among the entry's texts, its layout, its place."""

    text: int
    layout: QTextLayout
    at: QPointF
    tone: str


class EntryRow(QWidget):
    """Shows an entry; Left and Right go through its figures, F1 tells what one rests on."""

    focused = Signal(object)  # itself

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self._words: list[_Words] = []
        self._marks: list[tuple[Basis | None, QRectF]] = []
        self._figure_box = QRectF()
        self._current = 0
        self._hits: tuple[Hit, ...] = ()
        self._hit: Hit | None = None
        self._height = 0
        self._width = -1
        self.setObjectName(entry.id)
        self.setAccessibleName(entry.title or entry.said.text)
        self.setAccessibleDescription(". ".join(text for text in entry.texts[1:] if text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._notes() else Qt.FocusPolicy.NoFocus)

    def fit(self, width: int) -> int:
        """Lay the words out for a width; return the height that they take. Unit: pixels."""
        if width != self._width:
            self._width = width
            self._height = self._lay_out(width)
        return self._height

    def sizeHint(self) -> QSize:
        """Return what it took when it was laid out last."""
        return QSize(max(0, self._width), self._height)

    def show_hits(self, hits: tuple[Hit, ...], current: Hit | None) -> None:
        """Mark where a searched text stands."""
        if hits != self._hits or current != self._hit:
            self._hits, self._hit = hits, current
            self.update()

    def note(self) -> Note | None:
        """Return what the figure that the arrow keys are at rests on."""
        notes = self._notes()
        return notes[min(self._current, len(notes) - 1)] if notes else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the figure before or after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        count = len(self._notes())
        if step is None or not count:
            super().keyPressEvent(event)
            return
        self._current = max(0, min(count - 1, self._current + step))
        note = self.note()
        if note is not None:
            self.setAccessibleName(f"{self.entry.title}: {note.spoken}")
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that it is read now."""
        super().focusInEvent(event)
        self.focused.emit(self)

    def event(self, event: QEvent) -> bool:
        """Open the note of the figure under the pointer."""
        if isinstance(event, QHelpEvent):
            place = self._figure_at(QPointF(event.pos()))
            if place is None:
                return True
            self._current = place
            return hovered(self, event, event.pos())
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what stands in the part that is seen."""
        look, entry = theme.current(), self.entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        for words in self._words:
            box = words.layout.boundingRect().translated(words.at)
            if box.intersects(seen):
                painter.setPen(look.colour(words.tone))
                words.layout.draw(painter, words.at, self._marked(words.text))
        for basis, box in self._marks:
            paint_basis(painter, basis, box)
        if entry.figure is not None:
            role = "section" if entry.is_head else "body"
            right = QPointF(self.width(), self._figure_box.center().y())
            note = entry.figure
            signed_points(
                painter, right, note.figure, note.value or 0.0,
                guess=note.guess and bool(note.value), font=look.font(role, 600),
            )  # fmt: skip
        for box, guess in self._figures():
            if guess:
                dots(painter, box.bottomLeft(), box.width(), look.colour("ink"))
        for line, box in self._points:
            value = self.entry.lines[line].points or 0.0
            signed_points(painter, QPointF(box.right(), box.center().y()),
                          self.entry.lines[line].text, value, guess=self.entry.lines[line].guess,
                          font=look.font("table", 600))  # fmt: skip
        painter.setPen(look.pen("line"))
        if not entry.is_head or entry.said.text:
            low = self.height() - look.scale / 2
            painter.drawLine(QPointF(0, low), QPointF(self.width(), low))
        if self.hasFocus():
            self._paint_focus(painter)

    _points: list[tuple[int, QRectF]]

    def _paint_focus(self, painter: QPainter) -> None:
        look = theme.current()
        boxes = self._boxes()
        if not boxes:
            return
        box = boxes[min(self._current, len(boxes) - 1)].adjusted(-3, -1, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("accent", 2))
        painter.drawRoundedRect(box, look.px(3), look.px(3))

    def _notes(self) -> list[Note]:
        figures = [figure.note for figure in self.entry.said.figures]
        return [self.entry.figure, *figures] if self.entry.figure is not None else figures

    def _boxes(self) -> list[QRectF]:
        boxes = [box for box, _guess in self._figures()]
        return [self._figure_box, *boxes] if self.entry.figure is not None else boxes

    def _figures(self) -> list[tuple[QRectF, bool]]:
        sentence = next((words for words in self._words if words.text == 2), None)
        if sentence is None:
            return []
        boxes = []
        for figure in self.entry.said.figures:
            line = sentence.layout.lineForTextPosition(figure.start)
            left, right = (_x(line, at) for at in (figure.start, figure.end))
            if right <= left:  # the figure goes on in the next line
                right = line.naturalTextRect().right()
            top = sentence.at.y() + line.y()
            box = QRectF(sentence.at.x() + left, top, right - left, line.height())
            boxes.append((box, figure.note.guess))
        return boxes

    def _figure_at(self, at: QPointF) -> int | None:
        boxes = self._boxes()
        return next((place for place, box in enumerate(boxes) if box.contains(at)), None)

    def _marked(self, text: int) -> list[QTextLayout.FormatRange]:
        look = theme.current()
        marked = []
        for hit in self._hits:
            if hit.text != text:
                continue
            ranged = QTextLayout.FormatRange()
            ranged.start, ranged.length = hit.start, hit.length
            form = QTextCharFormat()
            current = hit == self._hit
            form.setBackground(look.brush("accent" if current else "tint"))
            form.setForeground(look.brush("on_accent" if current else "ink"))
            ranged.format = form
            marked.append(ranged)
        return marked

    def _lay_out(self, width: int) -> int:
        """Place everything; return the height. Unit: pixels."""
        look, entry = theme.current(), self.entry
        self._words, self._marks, self._points = [], [], []
        y = float(look.px(16 if entry.is_head else 10))
        if entry.title:
            y = self._lay_title(width, y)
        place = 2
        if entry.said.text:
            tone = "ink2" if entry.is_head or not entry.title else "ink"
            y += self._put(place, entry.said.text, look.font("body"), QPointF(0, y), width, tone)
            y += look.px(2)
        place = 3
        y += look.px(6) if entry.lines else 0
        for count in range(len(entry.lines)):
            y = self._lay_line(width, y, count, place)
            place += 3
        if entry.chips or entry.source:
            y = self._lay_chips(width, y, place)
        return round(y + look.px(8))

    def _lay_title(self, width: int, y: float) -> float:
        look, entry = theme.current(), self.entry
        font = look.font("section" if entry.is_head else "body", 600 if entry.is_head else 500)
        right = float(width)
        if entry.figure is not None:
            bold = look.font("section" if entry.is_head else "body", 600)
            wide = width_of(bold, entry.figure.figure) + look.px(16)
            high = QFontMetricsF(font).height()
            self._figure_box = QRectF(width - wide, y, wide, high)
            right -= wide + look.px(8)
        caption = look.font("caption")
        beside = width_of(caption, entry.caption) if entry.caption else 0.0
        fits = right - beside - look.px(12) >= min(width * 0.4, width_of(font, entry.title))
        if entry.caption and fits:
            drop = QFontMetricsF(font).ascent() - QFontMetricsF(caption).ascent()
            at = QPointF(right - beside, y + drop)
            self._put(1, entry.caption, caption, at, beside + 2, "ink2")
            right -= beside + look.px(12)
        y += self._put(0, entry.title, font, QPointF(0, y), right, "ink") + look.px(2)
        if entry.caption and not fits:
            y += self._put(1, entry.caption, caption, QPointF(0, y), width, "ink2")
        return y

    def _lay_line(self, width: int, y: float, count: int, place: int) -> float:
        look, line = theme.current(), self.entry.lines[count]
        font, small = look.font("table"), look.font("caption")
        start = width_of(font, line.start)
        column = look.px(72)
        self._put(place, line.start, font, QPointF(max(0.0, column - start), y), start + 2, "ink")
        high = QFontMetricsF(font).height()
        left = column + look.px(24)
        if line.points is None:
            tall = self._put(place + 1, line.text, font, QPointF(left, y), width - left, "ink")
        else:
            right = column + look.px(104)
            self._points.append((count, QRectF(left, y, right - left, high)))
            tall = high
            if line.rests:
                at = QPointF(right + look.px(24), y + look.px(1))
                tall = max(tall, self._put(place + 2, line.rests, small, at,
                                           max(look.px(60), width - at.x()), "ink2"))  # fmt: skip
        return y + max(tall, high) + look.px(6)

    def _lay_chips(self, width: int, y: float, place: int) -> float:
        look, entry = theme.current(), self.entry
        font = look.font("caption")
        high = QFontMetricsF(font).height()
        x, y = 0.0, y + look.px(4)
        line = high
        for basis, text in entry.chips:
            wide = min(width_of(font, text) + 2, width - look.px(_MARK))
            if x and x + look.px(_MARK) + wide > width:
                x, y, line = 0.0, y + line + look.px(4), high
            self._marks.append((basis, QRectF(x, y, look.px(14), high)))
            tall = self._put(place, text, font, QPointF(x + look.px(_MARK), y), wide, "ink2")
            line = max(line, tall)
            x += look.px(_MARK) + wide + look.px(14)
            place += 1
        if entry.source:
            wide = width_of(font, entry.source) + 2
            if x + wide <= width:
                self._put(place, entry.source, font, QPointF(width - wide, y), wide, "ink2")
            else:
                y += (line + look.px(4)) if x else 0.0
                line = self._put(place, entry.source, font, QPointF(0, y), width, "ink2")
        return y + line + look.px(2)

    def _put(
        self, text: int, said: str, font: QFont, at: QPointF, width: float, tone: str
    ) -> float:
        """Lay a text out in lines of a width; return their height. Unit: pixels."""
        layout = QTextLayout(said, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        self._words.append(_Words(text, layout, at, tone))
        return height


def _x(line: object, at: int) -> float:
    found = line.cursorToX(at)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
