"""Below the table: is this record right, what would be without it, and the ways to object."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.breakdown.telling import Answer
from app.gui.shared.clearing import held
from app.gui.shared.flowing import Flowing
from app.gui.shared.points_label import PointsLabel
from app.wording import kinds as kind_words
from app.wording.breakdown import spoken_guess
from app.wording.language import _
from app.workflow.case import Objection


class AnswerBar(QWidget):
    """Asks about the chosen record and tells how the reader objects to it."""

    objected = Signal(object)  # Objection
    put_back = Signal()
    worth_wanted = Signal()
    kind_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, look.px(2), 0, 0)
        rows.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        rows.addLayout(row)
        self._text = Flowing()
        self._figure = PointsLabel("body")
        self._wrong = QPushButton(_("It is wrong"))
        self._not_mine = QPushButton(_("It is not mine"))
        self._back = QPushButton(_("Put it back"))
        self._worth = QPushButton(_("What correcting it would be worth"))
        self._worth.setProperty("link", "true")
        row.addWidget(self._text)
        row.addWidget(self._figure)
        row.addStretch(1)
        row.addSpacing(look.px(8))
        self.setMinimumHeight(look.px(36))
        for button in (self._worth, self._wrong, self._not_mine, self._back):
            button.setFont(look.font("body"))
            row.addWidget(button)
        rows.addWidget(self._made_kind())
        self._wrong.setObjectName("wrong")
        self._not_mine.setObjectName("not_mine")
        self._back.setObjectName("put_back")
        self._wrong.clicked.connect(lambda: self.objected.emit(Objection.WRONG))
        self._not_mine.clicked.connect(lambda: self.objected.emit(Objection.NOT_MINE))
        self._back.clicked.connect(self.put_back)
        self._worth.setObjectName("worth")
        self._worth.clicked.connect(self.worth_wanted)
        self.show_answer(Answer())
        self.show_kind("")

    def _made_kind(self) -> QWidget:
        look = theme.current()
        line = QHBoxLayout()
        line.setSpacing(look.px(6))
        self._kind = Flowing("", "caption", "ink2")
        self._kind_button = QPushButton(kind_words.wanted())
        self._kind_button.setProperty("link", "true")
        self._kind_button.setObjectName("kind")
        self._kind_button.setFont(look.font("caption"))
        self._kind_button.clicked.connect(self.kind_wanted)
        line.addWidget(self._kind)
        line.addStretch(1)
        line.addWidget(self._kind_button)
        self._kind_line = held(line)
        return self._kind_line

    def show_kind(self, text: str) -> None:
        """Say which kind the chosen record has; nothing where none is chosen."""
        self._kind.setText(text)
        self._kind_button.setAccessibleDescription(text)
        self._kind_line.setVisible(bool(text))

    def show_answer(self, answer: Answer) -> None:
        """Show the question, its figure once it is known, and what can be done."""
        text = answer.text or _("Choose a record to see what your score would be without it.")
        self._text.setText(text)
        pending = "…" if answer.pending else answer.figure
        spoken = spoken_guess(pending) if answer.guess else pending
        self._figure.show_figure(
            pending, None, guess=answer.guess and not answer.pending, spoken=spoken
        )
        self._figure.setVisible(bool(pending))
        self._offer(answer)
        self._worth.setAccessibleDescription(text)
        self._wrong.setAccessibleDescription(text)
        self._not_mine.setAccessibleDescription(text)
        self._back.setAccessibleDescription(text)

    def _offer(self, answer: Answer) -> None:
        """Show the buttons that there is a use for; the focus stays among them."""
        offered = {
            self._wrong: answer.can_object,
            self._not_mine: answer.can_object,
            self._back: answer.can_put_back,
            self._worth: answer.can_object,
        }
        focused = next((button for button in offered if button.hasFocus()), None)
        for button in (button for button, there in offered.items() if there):
            button.show()
        if self.hasFocus() or (focused is not None and not offered[focused]):
            # While the answer is under way there may be none: then this bar keeps their place.
            next((button for button, there in offered.items() if there), self).setFocus()
        for button in (button for button, there in offered.items() if not there):
            button.hide()

    def stops(self) -> list[QWidget]:
        """List what the Tab key comes to, in order."""
        return [self._worth, self._wrong, self._not_mine, self._back, self._kind_button]
