"""The cards of the page: decisions, lookups, the preview of the public profile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.charts.lanes import Lanes
from app.gui.pages.others import decided, looked
from app.gui.pages.others.ledger import Ledger
from app.gui.pages.others.ledger_table import LedgerTable
from app.gui.pages.others.profile import ProfileContent
from app.gui.shared.card import Card
from app.gui.shared.clearing import held
from app.gui.shared.figure_label import FigureLabel
from app.gui.shared.flow import flowing
from app.gui.shared.flowing import Flowing
from app.gui.shared.icons import icon, picture
from app.gui.shared.search_field import SearchField
from app.gui.shared.switch import ChartSwitch
from app.gui.shared.words import Words, hairline
from app.wording.language import _
from app.wording.visible import visible

_TYPING = 200  # ms without a key before a search starts
_MOST_ROWS = 8
_LEAST_ROWS = 4
_SEARCH_FROM = 9  # lookups: fewer are seen at a glance


class Missing(QWidget):
    """Says what is not in the file, and how to get it."""

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("surface", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, 0)
        column.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        self._mark = Words()
        self._heading = Words(heading, "body", weight=600)
        head.addWidget(self._mark)
        head.addWidget(self._heading, 1)
        column.addLayout(head)
        self._text = Words(text, "body", "ink2", wraps=True)
        column.addWidget(self._text)
        column.addStretch(1)
        self._draw()

    def say(self, heading: str, text: str) -> None:
        """Say something else."""
        self._heading.setText(heading)
        self._text.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_text"):
            self._draw()

    def _draw(self) -> None:
        self._mark.setPixmap(picture("folder-open", "ink2"))


class DecisionsCard(Card):
    """The decisions as a table, and beneath it what the chosen verdict rests on."""

    line_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Decisions taken on your score"))
        look = theme.current()
        self._counted = Flowing("", "caption", "ink2")
        self.put_at_right(self._counted)
        self.table = LedgerTable(_("Decisions taken on your score"))
        self.table.line_chosen.connect(self.line_chosen)
        self._why = Words("", "body", wraps=True)
        self._why.setMinimumHeight(look.px(40))
        self._why.setContentsMargins(look.px(8), look.px(4), look.px(8), 0)
        self._why.setAccessibleName(_("What the verdict rests on"))
        there = QWidget()
        there.setProperty("surface", "plain")
        column = QVBoxLayout(there)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addWidget(self.table)
        column.addWidget(self._why)
        self._missing = Missing(
            _("No decisions in your file"),
            _(
                "This card needs a table of decisions: who decided what on your score, and what score they asked for. Ask the operator for it, or whoever decided; you have a right to a copy."
            ),
        )
        self._there = there
        self.body.addWidget(there)
        self.body.addWidget(self._missing)
        self.body.addStretch(1)
        there.hide()
        self._missing.hide()

    def fold(self, *, beneath: bool) -> None:
        """Say how many there are beneath the heading, or beside it."""
        _place(self, self._counted, beneath=beneath)

    def show_content(self, shown: decided.DecisionsContent) -> None:
        """Show the decisions."""
        count = shown.ledger.count
        self._there.setVisible(count > 0)
        self._missing.setVisible(count == 0)
        self._counted.setText(shown.counted)
        if count:
            self.table.show_rows(min(count, _MOST_ROWS))
            self.table.blockSignals(True)
            self.table.show_ledger(shown.ledger, shown.chosen)
            self.table.blockSignals(False)

    def show_why(self, text: str) -> None:
        """Say what the chosen verdict rests on."""
        self._why.setText(text)

    def show_trouble(self, text: str) -> None:
        """Say why there are none to be shown."""
        self._there.hide()
        self._missing.say(_("The decisions cannot be shown"), text)
        self._missing.show()

    def show_waiting(self) -> None:
        """Say that the decisions are being looked at."""
        self._counted.setText(_("Computing …"))


class LookupsCard(Card):
    """Who looked in which month; as a table every lookup, with a search."""

    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Who looked you up"))
        self._counted = Flowing("", "caption", "ink2")
        self.switch = ChartSwitch("dots-nine")
        self.put_at_right(self._counted)
        self.put_at_right(self.switch)
        self.lanes = Lanes(_("Who looked you up, by month"))
        self._key = Words("", "caption", "ink3", wraps=True)
        self.search = SearchField(_("Search lookups"))
        self.search.setObjectName("search")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.table = LedgerTable(_("Who looked you up"))
        self.table.setMinimumHeight(self.table.height_of(_LEAST_ROWS))
        self._nothing = Words("", "body", "ink2", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._missing = Missing(
            _("No lookups in your file"),
            _(
                "This card needs a table of lookups: who looked you up, when and what for. Ask the operator for it; you have a right to a copy."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(_column(self.lanes, self._key))
        self._stack.addWidget(_column(self.search, self.table, self._nothing))
        self._stack.addWidget(self._missing)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._nothing.hide()
        self.body.addWidget(self._stack, 1)
        self.switch.turned.connect(self._turn)
        self._there = True

    def fold(self, *, beneath: bool) -> None:
        """Say how many there are beneath the heading, or beside it."""
        _place(self, self._counted, beneath=beneath)

    def show_content(self, shown: looked.LookupsContent, ledger: Ledger) -> None:
        """Show the lookups."""
        self._there = len(shown.log) > 0
        self._counted.setText(shown.counted)
        self.switch.setVisible(self._there)
        self.search.setVisible(len(shown.log) >= _SEARCH_FROM)
        self.lanes.show_lanes(shown.chart)
        said = " · ".join(part for part in (shown.chart.key, shown.earlier) if part)
        self._key.setText(said[:1].upper() + said[1:])
        self._key.setVisible(bool(said))
        self.show_found(ledger, self.search.text())
        if not self._there:
            self._stack.setCurrentIndex(2)
        elif self._stack.currentIndex() == 2 or not shown.chart.lanes:
            self.switch.turn(table=not shown.chart.lanes)
            self._turn(not shown.chart.lanes)

    def show_found(self, ledger: Ledger, sought: str) -> None:
        """Show the lookups that a search found."""
        self.table.show_ledger(ledger)
        self.table.setVisible(ledger.count > 0)
        self._nothing.setVisible(ledger.count == 0)
        self._nothing.setText(_("No lookup holds “{text}”.").format(text=visible(sought)))

    def show_trouble(self, text: str) -> None:
        """Say why there are none to be shown."""
        self._missing.say(_("The lookups cannot be shown"), text)
        self._stack.setCurrentIndex(2)

    def _turn(self, table: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._there:
            self._stack.setCurrentIndex(int(table))


class ProfileCard(Card):
    """The public profile as others would see it: a preview that nothing publishes."""

    def __init__(self) -> None:
        super().__init__(_("Your public profile, previewed"))
        look = theme.current()
        self._name = ""
        self._face = Words()
        self._called = Words("", "body", weight=500)
        self.eye = QPushButton()
        self.eye.setProperty("small", "true")
        self.eye.setCheckable(True)
        self.eye.setFont(look.font("table"))
        self.eye.setIconSize(QSize(look.px(16), look.px(16)))
        self.eye.toggled.connect(lambda _on: self._say())
        self._figure = FigureLabel("plan")
        self._band = Words("", "body", weight=500, wraps=True)
        self._caption = Words("", "caption", "ink2", wraps=True)
        sheet = QFrame()
        sheet.setProperty("card", "drop")
        inside = QVBoxLayout(sheet)
        pad = look.px(12)
        inside.setContentsMargins(pad, pad, pad, pad)
        inside.setSpacing(look.px(2))
        who = QHBoxLayout()
        who.setSpacing(look.px(8))
        who.addWidget(self._face)
        who.addWidget(self._called, 1)
        whose = held(who)
        inside.addWidget(flowing(look.px(8), look.px(4), whose, self.eye, filling=whose))
        inside.addSpacing(look.px(4))
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._band, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(row)
        inside.addWidget(self._caption)
        self.sheet = sheet
        self.body.addSpacing(look.px(4))
        self.body.addWidget(sheet)
        self.body.addSpacing(look.px(4))
        self.body.addWidget(
            Words(
                _("A preview on this computer. Nothing is published, and no record is in it."),
                "table",
                "ink2",
                wraps=True,
            )
        )
        self.body.addWidget(hairline())
        self.body.addWidget(
            Words(
                _("With a cohort loaded (Audit) this shows your place in a list sorted by score."),
                "table",
                "ink2",
                wraps=True,
            )
        )
        self.body.addStretch(1)
        self._say()

    def show_content(self, shown: ProfileContent) -> None:
        """Show the profile."""
        self._name = shown.name
        if shown.note is not None:
            self._figure.show_note(shown.note)
        else:
            self._figure.show_figure(shown.figure, None, guess=False, spoken=shown.spoken)
        self._band.setText(shown.band)
        self._caption.setText(shown.caption)
        self._caption.setVisible(bool(shown.caption))
        self.eye.setVisible(bool(shown.name))
        self.sheet.setAccessibleName(shown.spoken)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_caption"):
            self._say()

    def _say(self) -> None:
        shown = self.eye.isChecked() and bool(self._name)
        self._called.setText(self._name if shown else _("Name hidden"))
        self.eye.setText(" " + (_("Hide the name") if shown else _("Show the name")))
        self.eye.setIcon(icon("eye-slash" if shown else "eye", "ink2"))
        self._face.setPixmap(picture("user-circle", "ink2", 32))


def _place(card: Card, counted: QWidget, *, beneath: bool) -> None:
    """Put a count beneath a card's heading, or at its right before what stands there."""
    if beneath is (card.body.indexOf(counted) >= 0):
        return
    card.take_from_right(counted)
    card.body.removeWidget(counted)
    if beneath:
        card.body.insertWidget(1, counted)
    else:
        card.put_at_right(counted, first=True)


def _column(*widgets: QWidget) -> QWidget:
    """Put widgets beneath each other; the first that can grow takes the height."""
    holder = QWidget()
    holder.setProperty("surface", "plain")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(6))
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, Lanes | LedgerTable) else 0)
    return holder
