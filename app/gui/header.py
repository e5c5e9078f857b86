"""The header: whose file, which rules, which day; undo, redo, Export."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QDate, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from app.domain.calendar import date_of, day_of
from app.domain.rulebook import Rulebook
from app.domain.signatures import SignatureState
from app.gui import theme
from app.gui.kept import Door, StoreState
from app.gui.shared.calendar import Calendar
from app.gui.shared.icons import icon
from app.gui.shared.own_header import OwnHeader
from app.gui.shared.page import Breadth
from app.gui.shared.tips import set_tip, unmarked
from app.gui.shared.words import Words
from app.wording.language import _, day, day_and_month, text_of
from app.wording.leaving import keep_person
from app.wording.trusting import in_a_word
from app.wording.visible import visible
from app.workflow.case import Case


class Picker(QToolButton):
    """A button of the header that opens a menu: icon, words, and a caret after them."""

    def __init__(self, icon_name: str, name: str) -> None:
        super().__init__()
        look = theme.current()
        self._icon_name = icon_name
        self.setProperty("picker", "true")
        self.setFont(look.font("body"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setIconSize(QSize(look.size("icon"), look.size("icon")))
        self.setFixedHeight(look.size("control"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setMenu(QMenu(self))
        self._draw()

    def say(self, text: str) -> None:
        """Show what is chosen."""
        # An ampersand in a name would be taken for a shortcut's mark.
        self.setText(" " + unmarked(text))
        self.setAccessibleDescription(text)

    def wordless(self, *, wordless: bool) -> None:
        """Show the icon only; what is chosen is said under the pointer and read aloud."""
        style = Qt.ToolButtonStyle
        wanted = style.ToolButtonIconOnly if wordless else style.ToolButtonTextBesideIcon
        if self.toolButtonStyle() is not wanted:
            self.setToolButtonStyle(wanted)
        named, said = self.accessibleName(), self.accessibleDescription()
        set_tip(self, f"{named}: {said}" if wordless and said else named)

    def minimumSizeHint(self) -> QSize:
        """Keep all that is said; Qt would cut it."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_icon_name"):
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then its caret."""
        super().paintEvent(event)
        if not self.isEnabled():
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("ink3", 1.3))
        x, y, reach = self.width() - look.px(12), self.height() / 2 + look.px(1), look.px(4)
        tip = [QPointF(x - reach, y - reach / 2), QPointF(x, y + reach / 2)]
        painter.drawPolyline(QPolygonF([*tip, QPointF(x + reach, y - reach / 2)]))

    def _draw(self) -> None:
        self.setIcon(icon(self._icon_name, "ink2"))


class Header(QWidget):
    """What applies to every page."""

    open_wanted = Signal()
    sample_wanted = Signal()
    questions_wanted = Signal()
    person_chosen = Signal(str)
    keep_wanted = Signal()
    unlock_wanted = Signal()
    rulebook_chosen = Signal(str, object)  # reference, variant or None
    rulebook_file_wanted = Signal()
    day_chosen = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        theme.dress(self)  # before anything is within: then it costs nothing
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "header")
        self.setFixedHeight(look.size("header"))
        self._breadth = Breadth.WIDE
        self._case: Case | None = None
        self._books: tuple[Rulebook, ...] = ()
        self._store = StoreState()
        self._unkept = ""
        self._steps = False, False  # undo, redo
        self._own: OwnHeader | None = None  # what the page shown says in place of the person's
        self.person = Picker("user", _("Person"))
        self.rulebook = Picker("book-open", _("Rulebook"))
        self.date = Picker("calendar-blank", _("Date"))
        self._waiting = Words("", "caption", "ink3")
        self.undo = self._tool("arrow-u-up-left", _("Undo"))
        self.redo = self._tool("arrow-u-up-right", _("Redo"))
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.export = QPushButton(" " + _("Export"))
        self.export.setAccessibleName(_("Export"))
        self.export.setFont(look.font("body"))
        self.export.setIconSize(QSize(look.size("icon"), look.size("icon")))
        self.export.setMenu(QMenu(self.export))
        self.more = self._tool("dots-three", _("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._fill_more()
        row = QHBoxLayout(self)
        margin = look.size("margin")
        row.setContentsMargins(margin - look.px(6), 0, margin, 0)
        row.setSpacing(look.px(8))
        for picker in (self.person, self.rulebook, self.date):
            row.addWidget(picker)
        row.addStretch(1)
        for widget in (self._waiting, self.undo, self.redo, self.export, self.more):
            row.addWidget(widget)
        self._fill_person()
        self._fill_date()
        self._draw()
        self.show_case(None)

    def arrange(self, breadth: Breadth) -> None:
        """Say more or less, as there is room."""
        self._breadth = breadth
        narrow = breadth is Breadth.NARROW
        there = self._case is not None or self._own is not None
        for widget in (self.undo, self.redo, self.export):
            widget.setVisible(there and not narrow)
        self.more.setVisible(there and narrow)
        self._say()
        self._fit()

    def show_own(self, own: OwnHeader | None) -> bool:
        """Say what the page shown says here; ``None`` for the person's. Say whether it differs."""
        if own is self._own:
            return False
        self._own = own
        self._show_all()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many words as there is room for: the person's name last of all goes without."""
        pickers = (self.date, self.rulebook, self.person)
        for picker in pickers:
            picker.wordless(wordless=False)
        layout = self.layout()
        for picker in pickers:
            if layout is None or layout.minimumSize().width() <= self.width():
                return
            picker.wordless(wordless=True)

    def show_case(self, case: Case | None) -> None:
        """Show whose file, which rules, which day."""
        self._case = case
        self._show_all()

    def _show_all(self) -> None:
        own, case = self._own, self._case
        books = case is not None if own is None else bool(own.book or own.books)
        self.rulebook.setVisible(books)
        today = own.day if own is not None else case.day if case is not None else None
        self.date.setVisible(today is not None)
        if today is not None:
            calendar_day = date_of(today)
            self._calendar.blockSignals(True)
            self._calendar.setSelectedDate(
                QDate(calendar_day.year, calendar_day.month, calendar_day.day)
            )
            self._calendar.blockSignals(False)
        self._own_day.setText(_("The day of the file") if own is None else _("The latest day"))
        self._fill_person()
        self._fill_rulebooks()
        self._show_undo()
        self.arrange(self._breadth)

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """Say whether there is something to undo and to redo."""
        self._steps = undo, redo
        self._show_undo()

    def _show_undo(self) -> None:
        """Offer undo and redo, but not of what is not seen on this page."""
        undo, redo = self._steps if self._own is None else (False, False)
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
        self._undo_action.setEnabled(undo)
        self._redo_action.setEnabled(redo)

    def show_waiting(self, text: str) -> None:
        """Say what is under way; nothing where the text is empty."""
        self._waiting.setText(text)

    def show_books(self, books: tuple[Rulebook, ...]) -> None:
        """Offer the rulebooks there are."""
        self._books = books
        self._fill_rulebooks()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_undo_action"):
            self._draw()

    def _draw(self) -> None:
        self.undo.setIcon(icon("arrow-u-up-left", "ink2"))
        self.redo.setIcon(icon("arrow-u-up-right", "ink2"))
        self.more.setIcon(icon("dots-three", "ink2"))
        self.export.setIcon(icon("export", "ink2"))

    def _tool(self, icon_name: str, name: str) -> QToolButton:
        look = theme.current()
        button = QToolButton()
        button.setIcon(icon(icon_name, "ink2"))
        button.setIconSize(QSize(look.size("icon"), look.size("icon")))
        button.setFixedSize(look.size("control"), look.size("control"))
        button.setAccessibleName(name)
        set_tip(button, name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _say(self) -> None:
        case, own = self._case, self._own
        narrow = self._breadth is Breadth.NARROW
        if own is not None:
            self.person.say(own.people)
            self.rulebook.say(own.book)
            if own.day is not None:
                self.date.say(day_and_month(own.day) if narrow else day(own.day))
            return
        if case is None:
            self.person.say(_("No person open"))
            return
        self.person.say(" · ".join((person_name(case), *_vouched(case))))
        self.rulebook.say(book_name(case.rulebook, short=narrow))
        self.date.say(day_and_month(case.day) if narrow else day(case.day))

    def show_store(self, store: StoreState) -> None:
        """Offer the people who are kept."""
        self._store = store
        self._fill_person()

    def show_unkept(self, name: str) -> None:
        """Offer to keep whoever is open and kept nowhere; nobody where the name is empty."""
        if name != self._unkept:
            self._unkept = name
            self._fill_person()

    def _fill_person(self) -> None:
        menu = self.person.menu()
        menu.clear()
        if self._own is not None:
            menu.addAction(_("Choose other people …"), self._own.choose_people)
            menu.addSeparator()
        for person in self._store.people:
            # An ampersand in a name would be taken for a shortcut's mark.
            name = unmarked(visible(person.name) or person.id)
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(person.id == self._store.person)
            action.triggered.connect(partial(self.person_chosen.emit, person.id))
            menu.addAction(action)
        if self._store.door in {Door.LOCKED, Door.SHUT}:
            menu.addAction(_("Unlock what is kept …"), self.unlock_wanted.emit)
        if menu.actions():
            menu.addSeparator()
        if self._unkept and self._own is None:
            name = unmarked(keep_person(self._unkept))
            menu.addAction(name, self.keep_wanted.emit)
            menu.addSeparator()
        menu.addAction(_("Open a file …"), self.open_wanted.emit)
        menu.addAction(_("Answer questions …"), self.questions_wanted.emit)
        menu.addAction(_("Open the sample"), self.sample_wanted.emit)

    def _fill_date(self) -> None:
        self._calendar = Calendar(_("Date"))
        self._calendar.clicked.connect(self._choose_day)
        self._calendar.activated.connect(self._choose_day)
        holder = QWidgetAction(self.date)
        holder.setDefaultWidget(self._calendar)
        menu = self.date.menu()
        menu.addAction(holder)
        menu.addSeparator()
        self._own_day = menu.addAction(_("The day of the file"), self._choose_own_day)

    def _fill_more(self) -> None:
        menu = QMenu(self.more)
        self._undo_action = menu.addAction(_("Undo"), self.undo_wanted.emit)
        self._redo_action = menu.addAction(_("Redo"), self.redo_wanted.emit)
        menu.addSeparator()
        export = self.export.menu()
        export.setTitle(_("Export"))
        menu.addMenu(export)
        self.more.setMenu(menu)

    def _fill_rulebooks(self) -> None:
        menu = self.rulebook.menu()
        menu.clear()
        if self._own is not None:
            for offer in self._own.books:
                action = menu.addAction(unmarked(offer.name), offer.choose)
                action.setCheckable(True)
                action.setChecked(offer.on)
            return
        now = self._case.rulebook if self._case else None
        books = list(self._books)
        if now is not None and all(now.sha256 != book.sha256 for book in books):
            books.append(now)
        for book in books:
            self._offer(menu, book, None, now)
            for variant in book.variants:
                self._offer(menu, book, variant.id, now)
        menu.addSeparator()
        menu.addAction(_("Load a rulebook from a file …"), self.rulebook_file_wanted.emit)

    def _offer(
        self, menu: QMenu, book: Rulebook, variant: str | None, now: Rulebook | None
    ) -> None:
        name = book_name(book, short=True)
        if variant is not None:
            own = next(entry for entry in book.variants if entry.id == variant)
            name = f"{name} · {text_of(own.title)}"
        action = QAction(unmarked(name), menu)
        action.setCheckable(True)
        action.setChecked(now is not None and now.sha256 == book.sha256 and now.variant == variant)
        action.triggered.connect(lambda: self.rulebook_chosen.emit(book.id, variant))
        menu.addAction(action)

    def _choose_day(self, date: QDate) -> None:
        self.date.menu().close()
        chosen = day_of(dt.date(date.year(), date.month(), date.day()))
        if self._own is not None:
            self._own.choose_day(chosen)
        else:
            self.day_chosen.emit(chosen)

    def _choose_own_day(self) -> None:
        if self._own is not None:
            self._own.choose_day(None)
            return
        own = self._case.export.default_day if self._case else None
        if own is not None:
            self.day_chosen.emit(own)


def person_name(case: Case) -> str:
    """Name whose file it is, as the file says or by its own name; and whether they are invented."""
    subject = case.export.subject
    name = subject.name or subject.id
    if not name:
        name = case.export.inputs[0].name if case.export.inputs else _("One person")
    return _("{name} · invented").format(name=name) if case.invented else name


def _vouched(case: Case) -> tuple[str, ...]:
    """Say who vouches for the file of a person: the worst, where there are several files."""
    if case.invented:
        return ()
    found = [one.signature for one in case.export.inputs if one.signature is not None]
    order = [
        SignatureState.BAD,
        SignatureState.UNSIGNED,
        SignatureState.UNKNOWN_KEY,
        SignatureState.PARTIAL,
        SignatureState.TRUSTED,
    ]
    worst = min(found, key=lambda one: order.index(one.state), default=None)
    return () if worst is None else (in_a_word(worst),)


def book_name(book: Rulebook, *, short: bool) -> str:
    """Name a rulebook, and in full its version and the variant that is on."""
    title = text_of(book.title)
    if short:
        return title
    name = _("{rulebook}, version {version}").format(rulebook=title, version=book.version)
    variant = next((entry for entry in book.variants if entry.id == book.variant), None)
    return name if variant is None else f"{name} · {text_of(variant.title)}"
