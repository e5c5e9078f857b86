"""One slider: its name, what it is worth, the slider, a number box, how often."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.whatif.levers import Lever, LeverNow
from app.gui.shared.clearing import held
from app.gui.shared.figure_label import FigureLabel
from app.gui.shared.flow import flowing
from app.gui.shared.icons import picture
from app.gui.shared.number_box import SpokenBox
from app.gui.shared.step_slider import StepSlider
from app.gui.shared.words import Words
from app.wording.language import _


class NumberBox(SpokenBox):
    """A number box whose steps are those of an action; the wheel is left to the page."""

    def __init__(self, low: float, high: float, step: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setDecimals(0 if float(step).is_integer() and float(low).is_integer() else 2)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setFont(look.font("table"))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(look.px(64 if high < 100 else 80), look.px(32))
        self.lineEdit().setTextMargins(look.px(4), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class SliderRow(QWidget):
    """Lets an action be set, and tells to how many units."""

    moved = Signal(str, float)  # the action's id, units

    def __init__(self, lever: Lever, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.lever = lever
        self.setProperty("surface", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.px(4))
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(look.px(6))
        if lever.locked:
            mark = Words()
            mark.setPixmap(picture("lock-simple-open", "ink2", 16))
            head.addWidget(mark)
        self.name = Words(lever.title, "body", wraps=True)
        self.worth = FigureLabel("body")
        head.addWidget(self.name, 1)
        head.addWidget(self.worth, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.slider = StepSlider()
        self.slider.setRange(0, lever.steps)
        self.slider.setPageStep(max(1, lever.steps // 4))
        self.box = NumberBox(lever.low, lever.high, lever.step)
        often = Words(lever.often, "caption", "ink2")
        often.setMinimumWidth(look.px(56))
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.box)
        line.addWidget(often)
        gap = look.px(16)
        column.addWidget(flowing(gap, 0, self.slider, held(line), filling=self.slider))
        self.limit = Words("", "caption", "ink2", wraps=True)
        self.limit.hide()
        column.addWidget(self.limit)
        for part in (self.slider, self.box):
            part.setAccessibleName(f"{lever.title}, {lever.often}")
        self.slider.valueChanged.connect(self._slid)
        self.box.valueChanged.connect(self._typed)

    def show_now(self, now: LeverNow) -> None:
        """Show how the slider stands; nothing is told."""
        for part in (self.slider, self.box):
            part.blockSignals(True)
        self.slider.setValue(self._step_of(now.units))
        self.box.setValue(now.units)
        for part in (self.slider, self.box):
            part.blockSignals(False)
        if self.worth.note() != now.note:
            self.worth.show_note(now.note)
            told = _("Worth now: {points}").format(points=now.note.figure)
            self.slider.setAccessibleDescription(told)
            self.box.setAccessibleDescription(told)
        if self.limit.text() != now.limit:
            self.limit.setText(now.limit)
            self.limit.setVisible(bool(now.limit))
        span = now.safe
        self.slider.show_span(
            None if span is None else (self._step_of(span[0]), self._step_of(span[1]))
        )

    def _step_of(self, units: float) -> int:
        return round((units - self.lever.low) / self.lever.step)

    def _slid(self, step: int) -> None:
        units = min(self.lever.high, self.lever.low + step * self.lever.step)
        self.box.blockSignals(True)
        self.box.setValue(units)
        self.box.blockSignals(False)
        self.moved.emit(self.lever.id, units)

    def _typed(self, value: float) -> None:
        """Take the nearest step: an action has no units between."""
        step = self._step_of(value)
        units = min(self.lever.high, self.lever.low + step * self.lever.step)
        self.box.blockSignals(True)
        self.box.setValue(units)
        self.box.blockSignals(False)
        self.slider.blockSignals(True)
        self.slider.setValue(step)
        self.slider.blockSignals(False)
        self.moved.emit(self.lever.id, units)
