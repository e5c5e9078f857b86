"""The first step: whose scores, and by which settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.pages.audit.desk import Choices
from app.gui.pages.audit.mapper import MapperCard
from app.gui.pages.audit.settings_cards import BooksCard, ClaimsCard, GroupsCard
from app.gui.pages.audit.shown import Facts, Offered
from app.gui.pages.audit.side_by_side import SideBySide
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear
from app.gui.shared.encoding_picker import EncodingPicker
from app.gui.shared.flow import flowing
from app.gui.shared.icons import icon
from app.gui.shared.page import Breadth
from app.gui.shared.words import Words
from app.gui.steps import Steps
from app.wording.language import _


class PeopleCard(Card):
    """Where files are dropped and chosen, and what was found in them."""

    file_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Whose scores"))
        look = theme.current()
        self.setProperty("card", "drop")
        self._says = Words("", "body", "ink2", wraps=True)
        self._says.setText(
            _("Drop a cohort package, a folder of exports or a table (CSV, Excel, Parquet) here.")
        )
        self.body.addWidget(self._says)
        self.body.addSpacing(look.px(4))
        self.file = self._button(_("Choose a file …"), "file", self.file_wanted.emit)
        self.folder = self._button(_("Choose a folder …"), "folder-open", self.folder_wanted.emit)
        self.sample = self._button(
            _("Try an invented cohort"), "users-three", self.sample_wanted.emit
        )
        buttons = (self.file, self.folder, self.sample)
        self.body.addWidget(flowing(look.px(8), look.px(8), *buttons))
        self._under_way = Words("", "body", "ink2", wraps=True)
        self._under_way.hide()
        self.body.addSpacing(look.px(4))
        self.body.addWidget(self._under_way)
        self._facts = QWidget()
        self._facts.setProperty("surface", "plain")
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, look.px(4), 0, 0)
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(1, 1)
        self._facts.hide()
        self.body.addWidget(self._facts)
        self._notes = Words("", "table", "ink2", wraps=True)
        self._notes.hide()
        self.body.addWidget(self._notes)
        self.encoding = EncodingPicker()
        self.encoding.hide()
        self.body.addWidget(self.encoding)
        self.body.addStretch(1)

    def show_facts(self, facts: Facts, notes: str) -> None:
        """Show what was found; nothing where nothing was chosen."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, text) in enumerate(facts):
            said = Words(label, "table", "ink2")
            self._grid.addWidget(said, row, 0, top)
            self._grid.addWidget(Words(text, "table", "ink", wraps=True), row, 1, top)
        self._facts.setVisible(bool(facts))
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))

    def show_under_way(self, text: str) -> None:
        """Say what is under way, or what went wrong; nothing where the text is empty."""
        self._under_way.setText(text)
        self._under_way.setVisible(bool(text))

    def show_drop(self, *, over: bool) -> None:
        """Show that files hang over the window, or no longer do."""
        self.setProperty("over", "true" if over else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _button(self, text: str, mark: str, act: Callable[[], None]) -> QPushButton:
        look = theme.current()
        button = QPushButton(" " + text)
        button.setAccessibleName(text)
        button.setFont(look.font("body"))
        button.setIcon(icon(mark, "ink2"))
        button.setIconSize(QSize(look.size("icon"), look.size("icon")))
        button.clicked.connect(act)
        return button


class ChoosePanel(QWidget):
    """Shows what was chosen, and tells what the reader chooses."""

    changed = Signal(object)  # Choices
    rulebook_file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("gutter"))
        self._choices = Choices()
        self._steps, self._settled = Steps(self), False
        self.people, self.mapper = PeopleCard(), MapperCard()
        self.books, self.claims, self.groups = BooksCard(), ClaimsCard(), GroupsCard()
        self._first, self._second = SideBySide(), SideBySide()
        self._first.put(self.people, 504)
        self._first.put(self.books, 504)
        self._second.put(self.claims, 504)
        self._second.put(self.groups, 504)
        column.addWidget(self._first)
        column.addWidget(self.mapper)
        column.addWidget(self._second)
        column.addStretch(1)
        for card in (self.mapper, self.books, self.claims, self.groups):
            card.hide()
        self._second.hide()
        self.books.changed.connect(self._change)
        self.claims.changed.connect(self._change)
        self.groups.changed.connect(self._change)
        self.books.file_wanted.connect(self.rulebook_file_wanted)

    def show_choices(self, choices: Choices, offered: Offered) -> None:
        """Show the settings, and what there is to choose from."""
        self._choices = choices
        self._steps.instead(
            (
                partial(self.books.show_choices, choices, offered),
                partial(self._show, self.books, self._first, there=offered.has_records),
                partial(self.claims.show_choices, choices, offered),
                partial(
                    self._show, self.claims, self._second,
                    there=offered.has_records and offered.opened,
                ),
                partial(self.groups.show_choices, choices, offered),
                partial(self._show, self.groups, self._second, there=offered.opened),
                self._end,
            )
        )  # fmt: skip
        self._settled = False

    def settled(self) -> bool:
        """Say whether everything that there is to choose is there."""
        return self._settled

    def _end(self) -> None:
        self._settled = True

    def _show(self, card: QWidget, row: SideBySide, *, there: bool) -> None:
        card.setVisible(there)
        row.follow()

    def arrange(self, breadth: Breadth) -> None:
        """Put the cards beneath each other where there is no room."""
        for row in (self._first, self._second):
            row.arrange(beneath=breadth is Breadth.NARROW)

    def _change(self, fields: dict[str, object]) -> None:
        self._choices = replace(self._choices, **fields)  # type: ignore[arg-type]
        self.changed.emit(self._choices)
