"""A rule on the card: its title, what it looks at, its points, and a bar of what it could move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.gui import theme
from app.gui.pages.breakdown.rule_lines import RuleLine
from app.gui.shared.drawing import hatch, signed_points, width_of, write
from app.gui.shared.icons import picture
from app.wording.language import _
from app.wording.notes import Note

_CHEVRON = 28  # room at the right for the arrow
_TOP, _LINE, _BAR = 10, 20, 4
_WORDS = int(Qt.TextFlag.TextWordWrap.value)


class RuleRow(QAbstractButton):
    """One rule; a click shows its records."""

    def __init__(self, line: RuleLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.setObjectName(line.id)
        self.setCheckable(True)
        self.setChecked(line.chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{line.title}, {line.note.spoken}")
        self.setAccessibleDescription(
            _("{caption}. Shows its records.").format(caption=line.caption)
        )

    @property
    def rule(self) -> str:
        """Id of the rule."""
        return self._line.id

    def note(self) -> Note:
        """Return what F1 tells of the rule's points."""
        return self._line.note

    def sizeHint(self) -> QSize:
        """Return the height of the title's lines, the caption and the bar."""
        look = theme.current()
        more = look.px(_LINE) * (self._lines() - 1)
        return QSize(look.px(200), look.size("reason_row") + more)

    def minimumSizeHint(self) -> QSize:
        """Return the same height at any width."""
        return QSize(look_least(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for another line of the title where the row is narrow."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        del event
        look, line = theme.current(), self._line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inset = look.px(8)
        right = self.width() - look.px(_CHEVRON)
        title = QRectF(inset, look.px(_TOP), self._title_width(), look.px(_LINE) * self._lines())
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink"))
        painter.drawText(title, _WORDS, line.title)
        middle = QPointF(right, look.px(_TOP) + look.px(_LINE) / 2)
        signed_points(
            painter, middle, line.figure, line.points,
            guess=line.guess and bool(line.points), font=look.font("body", 600),
        )  # fmt: skip
        caption = QRectF(inset, title.bottom() - look.px(1), right - inset, look.px(18))
        write(painter, caption, line.caption, look.font("caption"), look.colour("ink2"), cut=True)
        self._paint_bar(
            painter, QRectF(inset, self.height() - look.px(11), right - inset, look.px(_BAR))
        )
        arrow = picture("caret-right", "ink3", 14)
        height = arrow.height() / arrow.devicePixelRatio()
        painter.drawPixmap(QPointF(self.width() - look.px(20), (self.height() - height) / 2), arrow)

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        radius = look.size("radius_control")
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        tone = "tint" if self.isChecked() else "hover" if self.underMouse() else ""
        if tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(tone))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.pen("accent", 2))
            painter.drawRoundedRect(box, radius, radius)

    def _paint_bar(self, painter: QPainter, track: QRectF) -> None:
        look, line = theme.current(), self._line
        radius = look.size("radius_bar")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("card" if self.isChecked() else "hover"))
        painter.drawRoundedRect(track, radius, radius)
        if not line.share or not line.points:
            return
        track.setWidth(max(look.px(2), track.width() * line.share))
        fill = "up_fill" if line.points > 0 else "down_fill"
        hatched = look.is_contrast and line.points < 0
        painter.setBrush(hatch(look.colour(fill)) if hatched else look.brush(fill))
        painter.drawRoundedRect(track, radius, radius)

    def _title_width(self) -> float:
        look = theme.current()
        figure = width_of(look.font("body", 600), self._line.figure) + look.px(24)
        return max(look.px(80), self.width() - look.px(_CHEVRON) - look.px(8) - figure)

    def _lines(self) -> int:
        face = QFontMetricsF(theme.current().font("body"))
        room = QRectF(0, 0, self._title_width(), 10_000)
        return max(
            1,
            round(face.boundingRect(room, _WORDS, self._line.title).height() / face.lineSpacing()),
        )


def look_least() -> int:
    """Return the least width of a row. Unit: pixels."""
    return theme.current().px(160)
