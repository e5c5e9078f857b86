"""By what rules the score is made: the rulebook as a document, its check, another one beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.explanation import Explanation
from app.gui import theme
from app.gui.pages.rulebook.contents import Contents
from app.gui.pages.rulebook.document import Document, Hit
from app.gui.pages.rulebook.panel import CompareCard, TableCard
from app.gui.pages.rulebook.sheet import Sheet
from app.gui.pages.rulebook.side import CheckedCard, RestsCard
from app.gui.pages.rulebook.telling import Check, Compared, Offered, Rests
from app.gui.shared.card import Card
from app.gui.shared.clearing import held
from app.gui.shared.flow import Flow, flowing
from app.gui.shared.icons import icon
from app.gui.shared.page import Breadth, Exportable, Page, Table
from app.gui.shared.search_field import SearchField
from app.gui.shared.tips import set_tip, unmarked
from app.gui.shared.words import Words, hairline
from app.wording.language import _
from app.workflow.case import Case

_TYPING = 150  # ms without a key before a search starts
_UNBOUND = 16_777_215  # as Qt has it


class Seeking(SearchField):
    """The search; Escape leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape; else take the key."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RulebookView(Page):
    """Shows a rulebook and tells what the reader does with it; see ``presenter.py``."""

    case_shown = Signal(object, object)  # Case, Explanation
    sought = Signal(str)
    stepped = Signal(int)
    book_chosen = Signal(object)  # Offered
    compare_wanted = Signal()
    open_wanted = Signal()
    preview_left = Signal()
    preview_used = Signal()
    preview_compared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rulebook"), parent)
        look = theme.current()
        self._offered: tuple[Offered, ...] = ()
        self._worn = Breadth.WIDE  # what it is laid out for when it is not for paper
        self._tools()
        self.banner = self._made_banner()
        self.cards.addWidget(self.banner)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(look.size("gutter"))
        self.cards.addLayout(self._columns, 1)
        self.contents, self.sheet = Contents(), Sheet()
        self.rests, self.checked = RestsCard(), CheckedCard()
        paper = Card()
        paper.body.setContentsMargins(1, look.px(8), 1, 1)
        paper.body.addWidget(self._made_seeking())
        paper.body.addWidget(hairline())
        paper.body.addWidget(self.sheet, 1)
        self.comparing = CompareCard()
        self.report = TableCard(_("The whole report"), _("Findings"), 1)
        self.faults = TableCard(_("This rulebook cannot be used"), _("Faults"), 0, 2)
        self.middle = QStackedWidget()
        self._paper = paper
        for part in (paper, self.comparing, self.report, self.faults):
            self.middle.addWidget(part)
        self.middle.currentChanged.connect(self._fit_middle)
        self._fit_middle()
        side = self._beneath = QVBoxLayout()
        side.setSpacing(look.size("gutter"))
        side.addWidget(self.rests)
        side.addWidget(self.checked)
        side.addStretch(1)
        self._side = held(side)
        self._columns.addWidget(self.contents)
        self._columns.addWidget(self.middle, 1)
        self._columns.addWidget(self._side)
        self.contents.chosen.connect(self._come_to)
        self.sheet.section_reached.connect(self.contents.show_section)
        self.checked.report_wanted.connect(lambda: self.middle.setCurrentWidget(self.report))
        for card in (self.comparing, self.report, self.faults):
            card.left.connect(self.show_reading)
        self.arrange(Breadth.WIDE)
        self.fold()

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Show a case and what explains its score."""
        self.case_shown.emit(case, explanation)

    def show_reading(self) -> None:
        """Show the document again."""
        self.middle.setCurrentWidget(self._paper)

    def show_sentence(self, text: str) -> None:
        """Show the page's one-line answer."""
        self.sentence.setText(text)

    def show_document(self, document: Document) -> None:
        """Show a rulebook as a document, with its contents."""
        self.contents.show_document(document)
        self._show_menu(document)
        self.sheet.show_document(document)

    def show_rests(self, rests: Rests) -> None:
        """Show what its numbers rest on."""
        self.rests.show_rests(rests)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show what the check says, and what of the person's records does not count."""
        self.checked.show_checks(checks)

    def show_report(self, report: Table) -> None:
        """Keep the whole report at hand."""
        self.report.show_table("", report)

    def show_hits(self, hits: tuple[Hit, ...], current: Hit | None, told: str) -> None:
        """Mark where the searched text stands."""
        self.count.setText(told)
        for button in (self.before, self.after):
            button.setEnabled(bool(hits))
        self.sheet.show_hits(hits, current)

    def show_books(self, books: tuple[Offered, ...], shown: str) -> None:
        """Offer the rulebooks there are to read where nobody is open."""
        self._offered = books
        self.chooser.setVisible(bool(books))
        self.chooser.blockSignals(True)
        self.chooser.clear()
        self.chooser.addItems([one.name for one in books])
        names = [one.name for one in books]
        self.chooser.setCurrentIndex(names.index(shown) if shown in names else -1)
        self.chooser.blockSignals(False)
        self.fold()

    def choose_second(self, books: tuple[Offered, ...], chosen: str = "") -> None:
        """Ask which rulebook to compare with; one of them may be chosen already, by name."""
        self.comparing.show_choices(books, chosen)
        self.comparing.show_nothing()
        self.middle.setCurrentWidget(self.comparing)
        self.comparing.second.setFocus()

    def show_compared(self, compared: Compared, *, usable: bool) -> None:
        """Show two rulebooks beside each other."""
        self.comparing.heading.setText(compared.heading)
        self.comparing.show_compared(compared, usable=usable)
        self.middle.setCurrentWidget(self.comparing)

    def show_preview(self, name: str, sentence: str, *, usable: bool) -> None:
        """Say that a loaded rulebook is only looked at; an empty name: the one in use."""
        self.banner.setVisible(bool(name))
        if not name:
            return
        self.show_reading()
        self.banner_name.setText(_("Preview: {book}").format(book=name))
        self.banner_text.setText(sentence or _("Nothing is changed yet."))
        self.banner_use.setVisible(usable)
        (self.banner_use if usable else self.banner_back).setFocus()

    def show_faults(self, file: str, faults: Table) -> None:
        """Show what is wrong with a file."""
        text = _("{file} has faults. Mend them and open it again; nothing was changed.")
        self.faults.show_table(text.format(file=file), faults)
        self.middle.setCurrentWidget(self.faults)
        self.faults.table.setFocus()

    def show_trouble(self, text: str) -> None:
        """Say what went wrong."""
        self.faults.show_table(text, Table((_("Line"),), ()))
        self.middle.setCurrentWidget(self.faults)

    def arrange(self, breadth: Breadth) -> None:
        """Put the columns beside each other, or beneath."""
        super().arrange(breadth)
        look = theme.current()
        narrow, wide = breadth is Breadth.NARROW, breadth is Breadth.WIDE
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        for part, width in ((self.contents, 224), (self._side, 240)):
            # No narrower than its longest words: a card would then be lower than what it holds.
            side = look.px(width if wide else width - 16)
            part.setMinimumWidth(0 if narrow else side)
            part.setMaximumWidth(_UNBOUND if narrow else side)
        self.contents.setVisible(not narrow)
        self.menu.setVisible(narrow)
        self.middle.setMinimumHeight(look.px(420 if narrow else 320))

    def fold(self) -> None:
        """Put the buttons beneath the title, in lines, or beside it in one."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(down if self.tight else across)
        # Beneath each other the search comes last: its line is then its own, and all that it says.
        line = self._seeking.layout()
        if isinstance(line, Flow):
            line.put_last(self.search if self.tight else self._steps)
        self._buttons.setMinimumWidth(0 if self.tight else self._buttons.sizeHint().width())

    def for_paper(self, *, on: bool) -> None:
        """Give the document the whole width; its check stands beneath, and nothing to click."""
        super().for_paper(on=on)
        if on:
            self._worn = self.breadth
            self.arrange(Breadth.NARROW)
        else:
            self.arrange(self._worn)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beneath.setDirection(across if on else down)
        for part in (self._seeking, *self._controls):
            part.setVisible(not on and (part is not self.chooser or bool(self._offered)))
        self.fold()

    def settled(self) -> bool:
        """Say whether every entry of the document has its place."""
        return not self.sheet.busy

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved: the comparison, the change for the person, the report."""
        chart = self.comparing.chart
        told = [Exportable(_("Report of the check"), None, lambda: self.report.table.table)]
        if not self.comparing.table.isHidden():
            told.append(Exportable(_("Number by number"), None, lambda: self.comparing.table.table))
        if self.comparing.has_chart:
            told.append(
                Exportable(
                    _("What changes for you"), chart, self.comparing.change_table, chart.paint_on
                )
            )
        return tuple(told)

    def _right_of_title(self) -> int:
        """Leave the buttons their room."""
        if self.tight:
            return 0
        shown = (one for one in self._controls if not one.isHidden())
        return sum(one.sizeHint().width() + theme.current().px(8) for one in shown)

    def _fit_middle(self) -> None:
        """Let only what is seen say how high the middle is."""
        policy = QSizePolicy.Policy
        for part in (self._paper, self.comparing, self.report, self.faults):
            seen = part is self.middle.currentWidget()
            part.setSizePolicy(policy.Preferred, policy.Preferred if seen else policy.Ignored)

    def _show_menu(self, document: Document) -> None:
        """Offer the sections where the contents have no room."""
        menu = self._sections
        menu.clear()
        group = document.sections[0].group
        for section in document.sections:
            if section.group != group:
                menu.addSeparator()
            group = section.group
            act = menu.addAction(unmarked(section.title))
            act.triggered.connect(partial(self._come_to, section.id))

    def _come_to(self, section: str, _checked: object = None) -> None:
        self.show_reading()
        self.sheet.come_to_section(section)

    def _tools(self) -> None:
        """Make the search, the chooser and the buttons at the right of the title."""
        look = theme.current()
        self.search = Seeking(_("Search the rulebook"))
        self.search.setObjectName("rulebook-search")
        self.search.setMinimumWidth(look.px(120))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(lambda: self.sought.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(lambda: self.stepped.emit(1))
        self.menu = self._button(_("Contents"), "list")
        self._sections = QMenu(self.menu)
        self.menu.setMenu(self._sections)
        self.menu.hide()
        self.count = Words("", "caption", "ink2")
        self.before = self._button("", "caret-up", _("The place before"))
        self.after = self._button("", "caret-down", _("The next place"))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        for button in (self.before, self.after):
            button.setEnabled(False)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("The rulebook to read"))
        self.chooser.setAccessibleDescription(self.chooser.accessibleName())
        self.chooser.setFont(look.font("body"))
        self.chooser.setVisible(False)
        self.chooser.activated.connect(lambda at: self.book_chosen.emit(self._offered[at]))
        compare = self._button(_("Compare"), "arrows-left-right")
        opens = self._button(_("Open"), "folder-open")
        compare.clicked.connect(self.compare_wanted)
        self.compare_wanted.connect(lambda: self.used.emit("compare"))
        opens.clicked.connect(self.open_wanted)
        head = self._top = QHBoxLayout()
        head.setSpacing(look.px(8))
        self._controls = (self.chooser, compare, opens)
        self._buttons = flowing(look.px(8), look.px(8), *self._controls)
        head.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)
        self._put_beside(head)
        self._column.insertWidget(0, held(head))
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, context=within)
        find.activated.connect(self._find)
        self.search.left.connect(self._clear)

    def _made_seeking(self) -> QWidget:
        """Place the search above the document."""
        look = theme.current()
        steps = QHBoxLayout()
        steps.setSpacing(look.px(8))
        for part in (self.count, self.before, self.after):
            steps.addWidget(part)
        gap = look.px(8)
        self._steps = held(steps)
        line = flowing(gap, gap, self.menu, self.search, self._steps, filling=self.search)
        line.setContentsMargins(look.px(16), 0, look.px(16), look.px(4))
        self._seeking = line
        return line

    def _find(self) -> None:
        self.show_reading()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _clear(self) -> None:
        self.search.clear()
        self._typing.stop()
        self.sought.emit("")

    def _made_banner(self) -> Card:
        look = theme.current()
        card = Card()
        self.banner_name = Words("", weight=600, wraps=True)
        self.banner_text = Words("", "body", "ink2", wraps=True)
        card.body.addWidget(self.banner_name)
        card.body.addWidget(self.banner_text)
        self.banner_use = self._button(_("Use this rulebook"), "", primary=True)
        changes = self._button(_("What changes"), "arrows-left-right")
        back = self.banner_back = self._button(_("Back to the rulebook in use"), "")
        self.banner_use.clicked.connect(self.preview_used)
        changes.clicked.connect(self.preview_compared)
        back.clicked.connect(self.preview_left)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button in (self.banner_use, changes, back):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addWidget(held(row))
        card.hide()
        return card

    def _button(
        self, text: str, mark: str, name: str = "", *, primary: bool = False
    ) -> QPushButton:
        look = theme.current()
        button = QPushButton(f" {text}" if mark and text else text)
        button.setAccessibleName(name or text)
        set_tip(button, name)
        button.setFont(look.font("body", 500))
        button.setAutoDefault(False)
        if primary:
            button.setProperty("primary", "true")
        if mark:
            button.setIcon(icon(mark, "ink2"))
            button.setIconSize(QSize(look.px(18), look.px(18)))
        if not text:
            button.setFixedWidth(look.px(32))
        return button
