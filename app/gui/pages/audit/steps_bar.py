"""The four steps of an audit in one line: done, at hand, to come."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.gui import theme
from app.gui.pages.audit.desk import Step
from app.gui.pages.audit.shown import StepShown
from app.gui.shared.drawing import focus_ring, width_of, write
from app.gui.shared.tips import set_tip
from app.wording.language import _

_DISC, _GAP, _HIGH = 22.0, 8.0, 40.0
WHOLE, SHORT, HERE, DISC = range(4)
"""How much is said: all; no caption; the name of the step on the page only; discs only."""


class StepButton(QAbstractButton):
    """A disc with a number or a tick, the step's name, and what is known of it."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self._shown = StepShown("", "", done=False, reachable=False)
        self._here = False
        self._words = WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, shown: StepShown, *, here: bool) -> None:
        """Show how the step stands, and whether it is the one on the page."""
        self._shown, self._here = shown, here
        where = _("Step {number} of 4: {name}").format(number=int(self._step) + 1, name=shown.name)
        self.setAccessibleName(where)
        state = _("on this page") if here else _("done") if shown.done else _("to come")
        self.setAccessibleDescription(f"{state}; {shown.caption}" if shown.caption else state)
        self.setEnabled(shown.reachable or here)
        set_tip(self, f"{shown.name}: {shown.caption}" if shown.caption else shown.name)
        self.updateGeometry()
        self.update()

    def say(self, words: int) -> None:
        """Say more or less, as there is room."""
        if words != self._words:
            self._words = words
            self.updateGeometry()
            self.update()

    def width_saying(self, words: int) -> int:
        """Return how wide the step is where so much is said. Unit: pixels."""
        look = theme.current()
        wide = look.px(_DISC + 4)
        if words <= SHORT or (words == HERE and self._here):
            wide += look.px(_GAP) + round(width_of(self._face(), self._shown.name) + 1)
        if words == WHOLE and self._shown.caption:
            caption = width_of(look.font("table"), self._shown.caption)
            wide += look.px(_GAP) + round(caption + 1)
        return wide + look.px(4)

    def sizeHint(self) -> QSize:
        """Return the width of what is said."""
        return QSize(self.width_saying(self._words), theme.current().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Keep what is said."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again where it can be reached or no longer."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc and words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(_DISC)
        middle = self.height() / 2
        box = QRectF(look.px(3), middle - side / 2, side, side)
        self._paint_disc(painter, box)
        left = box.right() + look.px(_GAP)
        if self._words <= SHORT or (self._words == HERE and self._here):
            wide = width_of(self._face(), self._shown.name)
            room = QRectF(left, 0, wide + 2, self.height())
            tone = "ink" if self._here or self._shown.done else "ink2"
            write(painter, room, self._shown.name, self._face(), look.colour(tone))
            left += wide + look.px(_GAP)
        if self._words == WHOLE and self._shown.caption:
            room = QRectF(left, 0, self.width() - left, self.height())
            write(painter, room, self._shown.caption, look.font("table"), look.colour("ink2"))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        elif self.underMouse() and self.isEnabled() and not self._here:
            painter.setPen(look.pen("edge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
        painter.end()

    def _paint_disc(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        done = self._shown.done and not self._here
        if done or self._here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.brush("accent" if done else "ink"))
        else:
            painter.setPen(look.pen("edge", 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if done:
            pen = QPen(look.colour("on_accent"), 2 * look.scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            tick = (QPointF(-0.2, 0.02), QPointF(-0.05, 0.16), QPointF(0.2, -0.15))
            corners = [box.center() + corner * box.width() for corner in tick]
            painter.drawPolyline(QPolygonF(corners))
            return
        font = look.font("caption", 600)
        tone = "card" if self._here else "ink2"
        number = str(int(self._step) + 1)
        write(painter, box, number, font, look.colour(tone), Qt.AlignmentFlag.AlignHCenter)

    def _face(self) -> QFont:
        return theme.current().font("body", 600 if self._here else 400)


class _Line(QWidget):
    """A hairline between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setPen(theme.current().pen("line"))
        middle = self.height() / 2
        painter.drawLine(QLineF(0, middle, self.width(), middle))
        painter.end()


class StepsBar(QFrame):
    """Shows the four steps, and tells which the reader wants to go to."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("card", "true")
        self.setAccessibleName(_("Steps of the audit"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(6), look.px(16), look.px(6))
        row.setSpacing(look.px(12))
        self.buttons = tuple(StepButton(step) for step in Step)
        for step, button in zip(Step, self.buttons, strict=True):
            if step:
                row.addWidget(_Line(), 1)
            row.addWidget(button)
            button.clicked.connect(lambda _down=False, step=step: self.wanted.emit(int(step)))

    def show_steps(self, steps: tuple[StepShown, ...], here: Step) -> None:
        """Show how the steps stand, and which is on the page."""
        for step, shown, button in zip(Step, steps, self.buttons, strict=True):
            button.show_step(shown, here=step is here)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Make do with the discs."""
        look = theme.current()
        wide = sum(button.width_saying(DISC) for button in self.buttons)
        return QSize(wide + look.px(28 + 6 * 12), look.px(_HIGH + 14))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        room = self.width() - look.px(28 + 6 * 12 + 3 * 12)
        for words in (WHOLE, SHORT, HERE, DISC):
            if words == DISC or sum(one.width_saying(words) for one in self.buttons) <= room:
                for button in self.buttons:
                    button.say(words)
                return
