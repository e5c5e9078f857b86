"""Welcome: the doors to a first score, and the promise with its proofs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.kept import StoreState
from app.gui.pages.welcome.before import BeforeCard
from app.gui.shared.card import Card
from app.gui.shared.flow import Flow
from app.gui.shared.icons import picture
from app.gui.shared.page import Breadth, Page
from app.gui.shared.words import Words
from app.wording import questions as words
from app.wording.language import _
from app.workflow.case import Case

_Place = tuple[int, int, int, int]
# Where the doors, the promise and what was opened before (or what can be opened) stand.
_PLACES: dict[Breadth, tuple[_Place, ...]] = {
    Breadth.WIDE: ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 2, 1, 1), (1, 0, 1, 2)),
    Breadth.MIDDLE: ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)),
    Breadth.NARROW: tuple((row, 0, 1, 1) for row in (0, 1, 2, 4, 3)),
}
_WEIGHTS = {
    Breadth.WIDE: (336, 328, 328),
    Breadth.MIDDLE: (1, 1, 0),
    Breadth.NARROW: (1, 0, 0),
}


class WelcomeView(Page):
    """Leads in: a file of one's own, or the sample."""

    file_wanted = Signal()
    sample_wanted = Signal()
    questions_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("See why your score is what it is"), parent)
        look = theme.current()
        self.title.setFont(look.font("welcome", 600))
        self.sentence.setText(
            _(
                "What moved it, what would change it, and whether it was done right. "
                "Computed here, with rules that you can read."
            )
        )
        self._texts: dict[Card, Words] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(look.size("gutter"))
        self._file = self._door(
            "folder-open",
            _("Open your file"),
            _(
                "The copy of your data that you were given, or bills from a payment app: "
                "a folder, a zip, CSV or Excel."
            ),
        )
        self._file.setProperty("card", "drop")
        self.choose = self._button(_("Choose a file"), primary=True)
        self.choose.clicked.connect(self.file_wanted)
        self._put_button(self._file, self.choose, _("or drop it here"))
        self._asking = self._door("note-pencil", _("Answer questions"), words.door(0))
        self.start = self._button(_("Start"), primary=False)
        self.start.setAccessibleName(f"{self.start.text()}: " + _("Answer questions"))
        self.start.setAccessibleDescription(words.door(0))
        self.start.clicked.connect(self.questions_wanted)
        self._put_button(self._asking, self.start, "")
        self._sample = self._door(
            "user",
            _("Try a sample"),
            _("Mei’s file, made up, with one record that is wrong. Nothing you do to it is kept."),
        )
        self.sample = self._button(_("Open the sample"), primary=False)
        self.sample.clicked.connect(self.sample_wanted)
        self._put_tour()
        self._doors = (self._file, self._asking, self._sample)
        self._anyone = False  # whether anybody was ever kept here
        self.before = BeforeCard(self._inner)  # it may never get a place in the grid
        self._promise = self._promise_card()
        self._readable = self._readable_card()
        self._readable.setParent(self._inner)  # nor may this one
        self._column.insertSpacing(0, look.px(24))
        self.cards.addSpacing(look.px(8))
        self.cards.addLayout(self._grid)
        self.cards.addStretch(1)
        self.arrange(Breadth.WIDE)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Stay as it is: the way in does not depend on who is open."""

    def show_question_count(self, count: int) -> None:
        """Say how many questions give a first figure."""
        self._texts[self._asking].setText(words.door(count))
        self.start.setAccessibleDescription(words.door(count))

    def show_drop(self, *, over: bool) -> None:
        """Light the door up while a file hangs over the window."""
        self._file.setProperty("over", "true" if over else "false")
        self._file.style().unpolish(self._file)
        self._file.style().polish(self._file)

    def arrange(self, breadth: Breadth) -> None:
        """Lay the doors out for the room there is."""
        super().arrange(breadth)
        lower = self.before if self._anyone else self._readable
        for card in (*self._doors, self._promise, self.before, self._readable):
            self._grid.removeWidget(card)
        cards = (*self._doors, self._promise, lower)
        for card, place in zip(cards, _PLACES[breadth], strict=True):
            self._grid.addWidget(card, *place)
        self.before.setVisible(self._anyone)
        self._readable.setVisible(not self._anyone)
        for column, weight in enumerate(_WEIGHTS[breadth]):
            self._grid.setColumnStretch(column, weight)

    def show_store(self, state: StoreState) -> None:
        """Show who was opened before, where anybody is kept."""
        self.before.show_store(state)
        kept = state.place.exists
        if kept is not self._anyone:
            self._anyone = kept
            self.arrange(self.breadth)

    def _door(self, icon_name: str, heading: str, text: str) -> Card:
        look = theme.current()
        card = Card()
        card.setAccessibleName(heading)
        padding = look.size("margin") - look.px(1)
        card.body.setContentsMargins(padding, padding, padding, padding)
        card.body.setSpacing(look.px(4))
        sign = Words()
        sign.setPixmap(picture(icon_name, "accent", 32))
        card.body.addWidget(sign)
        card.body.addSpacing(look.px(8))
        card.body.addWidget(Words(heading, "section", weight=600))
        self._texts[card] = Words(text, "body", "ink2", wraps=True)
        card.body.addWidget(self._texts[card])
        card.body.addStretch(1)
        card.setMinimumHeight(look.px(240))
        return card

    def _button(self, text: str, *, primary: bool) -> QPushButton:
        button = QPushButton(text)
        button.setFont(theme.current().font("body", 500 if primary else 400))
        if primary:
            button.setProperty("primary", "true")
        return button

    def _put_button(self, card: Card, button: QPushButton, aside: str) -> None:
        look = theme.current()
        row = Flow(look.px(12), look.px(4))
        row.addWidget(button)
        if aside:
            beside = Words(aside, "caption", "ink3")
            beside.setMinimumHeight(look.size("control"))
            row.addWidget(beside)
        card.body.addSpacing(look.px(12))
        card.body.addLayout(row)

    def _put_tour(self) -> None:
        """Offer the guided tour beneath the sample that it leads through."""
        around = QPushButton(_("Show me around"))
        around.setObjectName("tour-wanted")
        around.setProperty("link", "true")
        around.setFont(theme.current().font("body", 500))
        around.setAccessibleDescription(_("Opens the sample and leads through the window."))
        around.setMinimumHeight(theme.current().size("control"))
        around.clicked.connect(self.tour_wanted)
        row = Flow(theme.current().px(12), theme.current().px(4))
        row.addWidget(self.sample)
        row.addWidget(around)
        self._sample.body.addSpacing(theme.current().px(12))
        self._sample.body.addLayout(row)

    def _promise_card(self) -> Card:
        look = theme.current()
        card = Card()
        card.setAccessibleName(_("Nothing leaves this computer"))
        card.body.setSpacing(look.px(8))
        heading = Words(_("Nothing leaves this computer"), weight=600, wraps=True)
        heading.setMinimumHeight(look.px(24))
        card.body.addLayout(_line("shield-check", "accent", heading))
        card.body.addWidget(
            Words(
                _("There is no account and no upload. Check it yourself:"),
                "body",
                "ink2",
                wraps=True,
            )
        )
        for icon_name, text in (
            ("wifi-slash", _("Turn off the network. Everything works.")),
            ("lock-simple", _("Nothing is kept unless you say so, and then it is encrypted.")),
            ("trash", _("Erase what you opened, for good.")),
        ):
            card.body.addLayout(_line(icon_name, "ink2", Words(text, "body", wraps=True)))
        card.body.addStretch(1)
        check = QPushButton(_("How to check, step by step"))
        check.setProperty("link", "true")
        check.setObjectName("check-steps")
        check.setFont(look.font("body", 500))
        check.clicked.connect(self.check_wanted)
        row = QHBoxLayout()
        row.addSpacing(-look.px(4))  # a link's text begins where the rest does
        row.addWidget(check)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _readable_card(self) -> Card:
        look = theme.current()
        card = Card(_("What can be opened"))
        kinds = QVBoxLayout()
        kinds.setSpacing(look.px(10))
        for icon_name, name, text in (
            (
                "package",
                _("Score package"),
                _("A folder or zip with your records, contacts and published scores."),
            ),
            (
                "receipt",
                _("Alipay bills"),
                _("As the app or the website exports them: CSV, also in a locked zip."),
            ),
            (
                "chat-circle-text",
                _("WeChat Pay bills"),
                _("As the app sends them: CSV or Excel, also in a locked zip."),
            ),
            (
                "users-three",
                _("Contacts as vCard"),
                _("As your address book saves them: a .vcf file, to go with your records."),
            ),
        ):
            kind = QVBoxLayout()
            kind.setSpacing(look.px(2))
            kind.addLayout(_line(icon_name, "ink2", Words(name, "body", weight=500)))
            meaning = Words(text, "table", "ink2", wraps=True)
            meaning.setContentsMargins(look.px(28), 0, 0, 0)
            kind.addWidget(meaning)
            kinds.addLayout(kind)
        card.body.addLayout(kinds)
        card.body.addStretch(1)
        return card


def _line(icon_name: str, tone: str, words: Words) -> QHBoxLayout:
    look = theme.current()
    row = QHBoxLayout()
    row.setSpacing(look.px(8))
    sign = Words()
    sign.setPixmap(picture(icon_name, tone))
    sign.setFixedSize(QSize(look.px(20), look.px(20)))
    sign.setMinimumHeight(max(sign.height(), words.minimumHeight()))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
