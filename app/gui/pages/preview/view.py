"""What is in a file, before anything of it is kept: rows, faults, and two ways on."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.arrays import Mask, RowVector
from app.domain.corrections import Correction
from app.domain.explanation import Explanation
from app.domain.intake import Reading
from app.gui import theme
from app.gui.kept import StoreState
from app.gui.pages.preview.left_out import LeftOutModel, LeftOutTable
from app.gui.pages.preview.model import PreviewModel
from app.gui.pages.preview.rows import Rows, count_line
from app.gui.pages.preview.table import PreviewTable
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.encoding_picker import EncodingPicker
from app.gui.shared.flow import Flow
from app.gui.shared.icons import icon, picture
from app.gui.shared.kind_dialog import ask_kind
from app.gui.shared.kind_question import KindQuestion
from app.gui.shared.page import Breadth, Page
from app.gui.shared.search_field import SearchField
from app.gui.shared.words import Words, hairline
from app.wording import importing as words
from app.wording import kinds as kind_words
from app.wording.language import _, number
from app.wording.leaving import joined
from app.wording.signatures import signature_line
from app.wording.visible import visible
from app.workflow.case import Case
from app.workflow.importing import Preview

_TYPING = 200  # ms without a key before a search starts
_MOST_FAULTS = 20
_MOST_KINDS = 8
_OPEN = object()  # whoever is open and kept nowhere
_UNBOUND = 16_777_215  # as Qt has it


class PreviewView(Page):
    """Shows what was read and tells what the reader does with it."""

    searched = Signal(str)
    kind_wanted = Signal(int)  # row of the file
    kept = Signal()
    looked = Signal()
    went_on = Signal()
    gave_up = Signal()
    other_wanted = Signal()
    encoding_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.title(), parent)
        look = theme.current()
        self._preview: Preview | None = None
        self._rows: Rows | None = None
        self._turning: QPushButton | None = None
        self._owner = QComboBox()
        self._owner.setObjectName("owner")
        self._owner.setAccessibleName(words.whose())
        self._owner.setFont(look.font("body"))
        self._owner.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._people: StoreState = StoreState()
        self._unkept = ""
        self._ways = Flow(look.px(8), look.px(8))
        self.cards.addWidget(held(self._ways))
        whose = QHBoxLayout()
        whose.setSpacing(look.px(8))
        whose.addWidget(Words(words.whose(), "body", "ink2"))
        whose.addWidget(self._owner)
        whose.addStretch(1)
        self._whose = held(whose)
        self.cards.addWidget(self._whose)
        self.encoding = EncodingPicker()
        self.encoding.picked.connect(self.encoding_picked)
        self.cards.addWidget(self.encoding)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.size("gutter"))
        self.cards.addLayout(self._grid, 1)
        self._table_card = self._made_table_card()
        self._side = QWidget()
        self._side.setProperty("surface", "plain")
        self._notes = QVBoxLayout(self._side)
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._notes.setSpacing(look.size("gutter"))
        self.arrange(Breadth.WIDE)

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Stay as it is: the preview is about a file, not about who is open."""

    def show_preview(self, preview: Preview, rows: Rows) -> None:
        """Show a file anew."""
        self._preview, self._rows = preview, rows
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        self._fill_owner(preview)
        texts = preview.together.texts
        self.encoding.show_read(texts, preview.encoding)
        self.encoding.setVisible(bool(texts))
        self.model.show_rows(rows)
        self.left_out.show_rows(preview.together.left_out_rows)
        self.table.clearSelection()
        self._told_out()
        self.verticalScrollBar().setValue(0)

    def show_people(self, state: StoreState, unkept: str = "") -> None:
        """Offer the people there are already: the file may be another one of theirs.

        Args:
            state: The store, with the people who are kept.
            unkept: Name of who is open and kept nowhere; empty where nobody is.
        """
        self._people, self._unkept = state, unkept

    def joins(self) -> bool:
        """Whether the file is added to whoever is open."""
        chosen = self._owner.currentData()
        return chosen is _OPEN or (bool(chosen) and chosen == self._people.person)

    def owner(self) -> str | None:
        """Return the id of the person whom the file is kept for; ``None``: whom it names."""
        chosen = self._owner.currentData()
        return chosen if isinstance(chosen, str) else None

    def _fill_owner(self, preview: Preview) -> None:
        export = preview.together.export
        named = export is not None and bool(export.subject.id)
        name = "" if export is None else visible(export.subject.name or export.subject.id)
        self._owner.clear()
        self._owner.addItem(name if named and name else words.somebody_new(), None)
        if self._unkept:
            self._owner.addItem(joined(self._unkept), _OPEN)
            if export is not None and len(export.contacts) and not len(export.records):
                self._owner.setCurrentIndex(1)  # an address book belongs to somebody
        for person in self._people.people:
            self._owner.addItem(visible(person.name) or person.id, person.id)
            if not named and person.id == self._people.person:
                self._owner.setCurrentIndex(self._owner.count() - 1)

    def show_ways(self, *, gone_on: bool) -> None:
        """Show what can be done, and what is beside the rows."""
        if self._preview is None:
            return
        reading = self._preview.together
        clear(self._ways)
        back = self._button(_("Back"), self.gave_up)
        if gone_on:
            first = self._button(words.keep(), self.kept, primary=True, mark="lock-simple")
            buttons = [first, self._button(words.look(), self.looked, mark="eye"), back]
        else:
            first = self._button(words.go_on(reading.fault_count), self.went_on, primary=True)
            buttons = [first, self._button(_("Choose another file"), self.other_wanted), back]
        for button in buttons:
            self._ways.addWidget(button)
        self._whose.setVisible(gone_on and self._owner.count() > 1)
        self._fill_side(gone_on=gone_on)
        first.setFocus()

    def show_kinds(self, rows: Rows) -> None:
        """Show the same rows, of which some have another kind now."""
        self._rows = rows
        self.model.show_kinds(rows)

    def ask_kind(self, question: KindQuestion) -> Correction | None:
        """Ask which kind a row is."""
        return ask_kind(question, self.window())

    def show_found(self, found: RowVector) -> None:
        """Show these rows only."""
        self.model.show_only(found)
        self._told_out()

    def show_waiting(self, text: str) -> None:
        """Say that rows are being sought."""
        self._count.setText(text)

    def out(self) -> Mask:
        """Return which records are left out now."""
        return self.model.out

    def arrange(self, breadth: Breadth) -> None:
        """Put the notes beside the table, or beneath it."""
        super().arrange(breadth)
        for part in (self._table_card, self._side):
            self._grid.removeWidget(part)
        top = Qt.AlignmentFlag.AlignTop
        wide = breadth is Breadth.WIDE
        self._grid.addWidget(self._table_card, 0, 0)
        if wide:
            self._grid.addWidget(self._side, 0, 1, top)
        else:
            self._grid.addWidget(self._side, 1, 0)
        self._grid.setColumnStretch(0, 656)
        self._grid.setColumnStretch(1, 352 if wide else 0)
        if wide:
            self._side.setFixedWidth(theme.current().px(352))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_UNBOUND)

    def _made_table_card(self) -> Card:
        look = theme.current()
        card = self._table_head = Card(_("Rows"))
        self._count = Words("", "caption", "ink2")
        self._search = SearchField(_("Search rows"))
        self._search.setObjectName("preview-search")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self.model = PreviewModel(self)
        self.model.left_out.connect(self._told_out)
        self.table = PreviewTable(self.model)
        self._all = QPushButton(_("Leave all shown out"))
        self._all.setFont(look.font("body"))
        self._all.clicked.connect(self._turn_all)
        self._kind = QPushButton(kind_words.wanted())
        self._kind.setObjectName("change-kind")
        self._kind.setFont(look.font("body"))
        self._kind.setEnabled(False)
        self._kind.clicked.connect(lambda: self._want_kind(self.table.currentIndex().row()))
        self.table.kind_wanted.connect(self._want_kind)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self._kind.setEnabled(self.table.selectionModel().hasSelection())
        )
        tools = QHBoxLayout()
        tools.setSpacing(look.px(8))
        tools.addWidget(self._search, 1)
        tools.addWidget(self._kind)
        tools.addWidget(self._all)
        card.put_at_right(self._count)
        kept = QVBoxLayout()
        kept.setContentsMargins(0, 0, 0, 0)
        kept.setSpacing(look.px(4))
        kept.addLayout(tools)
        kept.addWidget(self.table, 1)
        hint = Words(_("Untick a row to leave it out, or press Space."), "caption", "ink3")
        hint.setWordWrap(True)
        kept.addWidget(hint)
        self.left_out = LeftOutModel(self)
        self.left_out_table = LeftOutTable(self.left_out)
        self._tables = QStackedWidget()
        self._tables.addWidget(held(kept))
        self._tables.addWidget(self.left_out_table)
        card.body.addWidget(self._tables, 1)
        return card

    def _want_kind(self, line: int) -> None:
        if 0 <= line < self.model.rowCount():
            self.kind_wanted.emit(self.model.row(line))

    def _turn_table(self, *, left_out: bool) -> None:
        """Show the rows that were left out, or those that can be kept."""
        self._tables.setCurrentIndex(int(left_out))
        self._table_head.heading.setText(words.left_out_title() if left_out else _("Rows"))
        self._count.setVisible(not left_out)
        count = self.left_out.rowCount()
        if self._turning is not None:
            self._turning.setText(words.show_kept() if left_out else words.show_left_out(count))
        if left_out:
            self.ensureWidgetVisible(self._table_head.heading)

    def _made_turning(self) -> QPushButton:
        button = QPushButton(words.show_left_out(self.left_out.rowCount()))
        button.setObjectName("left-out-rows")
        button.setFont(theme.current().font("table"))
        button.clicked.connect(lambda: self._turn_table(left_out=self._tables.currentIndex() == 0))
        return button

    def _turn_all(self) -> None:
        lines = np.arange(self.model.rowCount())
        self.model.turn(lines, out=not bool(self.model.out[self.model.shown].all()))

    def _told_out(self) -> None:
        if self._rows is None or self._preview is None:
            return
        self._count.setText(count_line(self.model.shown, self._rows, self.model.out))
        reading = self._preview.together
        self.sentence.setText(words.summary(reading, int(np.count_nonzero(self.model.out))))
        shown = self.model.shown
        every = bool(len(shown)) and bool(self.model.out[shown].all())
        self._all.setText(_("Take all shown back in") if every else _("Leave all shown out"))
        self._all.setEnabled(bool(len(shown)))

    def _fill_side(self, *, gone_on: bool) -> None:
        clear(self._notes)
        self._turning = None
        self._turn_table(left_out=False)
        preview = self._preview
        if preview is None:
            return
        reading = preview.together
        if reading.fault_count:
            self._notes.addWidget(_fault_card(reading, gone_on=gone_on))
        if reading.left_out:
            card = Card(words.set_aside_rows())
            for rows in reading.left_out:
                card.body.addWidget(_counted(words.left_out(rows), rows.count))
            if reading.left_out_rows:
                self._turning = self._made_turning()
                card.body.addWidget(self._turning, 0, Qt.AlignmentFlag.AlignLeft)
            self._notes.addWidget(card)
        if preview.uncounted:
            card = Card(words.not_counted())
            for kind in preview.uncounted[:_MOST_KINDS]:
                card.body.addWidget(_counted(kind.title, kind.count))
            rest = sum(kind.count for kind in preview.uncounted[_MOST_KINDS:])
            if rest:
                card.body.addWidget(_counted(_("Other kinds"), rest))
            meaning = Words(words.not_counted_meaning(), "caption", "ink3", wraps=True)
            card.body.addWidget(meaning)
            self._notes.addWidget(card)
        self._notes.addWidget(_rest_card(reading))
        if reading.left_out_rows and not len(preview.records):
            self._turn_table(left_out=True)  # an empty table would tell nothing
        self._notes.addStretch(1)
        self._grid.invalidate()  # a layout within a layout remembers its old height

    def _button(
        self, text: str, signal: object, *, primary: bool = False, mark: str = ""
    ) -> QPushButton:
        look = theme.current()
        button = QPushButton(f" {text}" if mark else text)
        button.setAccessibleName(text)
        button.setFont(look.font("body", 500 if primary else 400))
        if primary:
            button.setProperty("primary", "true")
        if mark:
            button.setIcon(icon(mark, "on_accent" if primary else "ink2"))
        button.clicked.connect(signal)
        return button


def _fault_card(reading: Reading, *, gone_on: bool) -> Card:
    look = theme.current()
    card = Card()
    card.setAccessibleName(words.wrong(reading.fault_count))
    head = QHBoxLayout()
    head.setSpacing(look.px(8))
    sign = Words()
    sign.setPixmap(picture("warning", "ink2"))
    head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Words(words.wrong(reading.fault_count), "body", weight=600, wraps=True), 1)
    card.body.addWidget(held(head))
    meaning = words.wrong_meaning(reading.fault_count, gone_on=gone_on)
    card.body.addWidget(Words(meaning, "table", "ink2", wraps=True))
    for fault in reading.faults[:_MOST_FAULTS]:
        card.body.addWidget(hairline())
        card.body.addWidget(Words(words.fault_place(fault), "table", weight=500, wraps=True))
        card.body.addWidget(Words(words.fault_meaning(fault), "table", "ink2", wraps=True))
    if (rest := reading.fault_count - len(reading.faults[:_MOST_FAULTS])) > 0:
        card.body.addWidget(Words(words.more_wrong(rest), "caption", "ink3"))
    return card


def _rest_card(reading: Reading) -> Card:
    """Say what else is in the file, and what should be known of it."""
    card = Card(words.notices())
    export = reading.export
    if export is not None:
        text = words.others(
            len(export.contacts), len(export.official), len(export.lookups), len(export.decisions)
        )
        if text:
            card.body.addWidget(Words(text, "table", "ink2", wraps=True))
        for one in export.inputs:
            if one.signature is not None:
                line = f"{visible(one.name)}: {signature_line(one.signature)}"
                card.body.addWidget(Words(line, "table", "ink2", wraps=True))
        if len(export.contacts):
            shown = words.first_contacts(export.contacts.name.tolist())
            card.body.addWidget(Words(shown, "table", "ink2", wraps=True))
    if not reading.fault_count:
        card.body.addWidget(Words(words.nothing_wrong(), "table", "ink2", wraps=True))
    for notice in reading.notices:
        card.body.addWidget(Words(visible(notice.text), "table", "ink2", wraps=True))
    return card


def _counted(text: str, count: int) -> QWidget:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(12))
    row.addWidget(Words(visible(text), "table", wraps=True), 1)
    row.addWidget(Words(number(count), "table", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    return held(row)
