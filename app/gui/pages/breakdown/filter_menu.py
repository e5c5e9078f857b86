"""The menu that narrows the records down, and sorts them by the keyboard."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.explanation import Cause
from app.gui import theme
from app.gui.pages.breakdown import cells
from app.gui.pages.breakdown.arrange import Arrangement, Column, Counting
from app.gui.pages.breakdown.record_table import RecordTable
from app.gui.shared.icons import icon
from app.gui.shared.ordering import in_order
from app.gui.shared.tips import unmarked
from app.wording import breakdown as words
from app.wording.breakdown import Standing
from app.wording.language import _, number
from app.wording.visible import visible


class FilterButton(QPushButton):
    """Opens the menu of filters and says how many are on."""

    counting_chosen = Signal(str)
    kinds_chosen = Signal(object)  # frozenset of kinds
    causes_chosen = Signal(object)  # frozenset of numbers
    sort_chosen = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Filter"), parent)
        self.setObjectName("filter")
        self.setFont(theme.current().font("body"))
        self.setIcon(icon("funnel", "ink2"))
        look = theme.current()
        self.setIconSize(QSize(look.px(22), look.px(16)))  # its breadth keeps the word apart
        self.setAccessibleName(_("Filter the records"))
        self.setAccessibleDescription(_("A menu that narrows the records down and sorts them."))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._offered: tuple[RecordTable, Arrangement] | None = None
        self.setMenu(self._menu)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon("funnel", "ink2"))

    def show_filters(self, table: RecordTable, shown: Arrangement) -> None:
        """Offer what this table can be narrowed down by, with what is on ticked."""
        wish = shown.wish
        on = wish.filters
        self.setText(_("Filter ({count})").format(count=number(on)) if on else _("Filter"))
        self._offered = table, shown

    def _fill(self) -> None:
        """Fill the menu; when it opens and not before, because records are shown far oftener."""
        if self._offered is None:
            return
        table, shown = self._offered
        wish = shown.wish
        menu = self._menu
        for action in menu.actions():
            if (older := action.menu()) is not None:
                older.deleteLater()  # clearing takes the entry away, but not the menu behind it
        menu.clear()
        group = QActionGroup(menu)
        for counting, name in _countings():
            action = menu.addAction(name, partial(self.counting_chosen.emit, counting.value))
            action.setCheckable(True)
            action.setChecked(wish.counting is counting)
            group.addAction(action)
        menu.addSeparator()
        kinds = [(table.kind_title(kind), kind) for kind in table.records.kinds]
        kinds = [kinds[place] for place in in_order([title for title, _kind in kinds])]
        self._offer(menu.addMenu(_("Kind")), kinds, wish.kinds, self.kinds_chosen)
        causes = [(words.cause(code), code) for code in _causes(table)]
        self._offer(menu.addMenu(_("Cause")), causes, wish.causes, self.causes_chosen)
        sorting = menu.addMenu(_("Sort by"))
        for column in Column:
            action = sorting.addAction(
                cells.heading(column), partial(self.sort_chosen.emit, int(column))
            )
            action.setCheckable(True)
            action.setChecked(wish.sort is column)
        menu.addSeparator()
        menu.addAction(_("Show all again"), self.cleared.emit).setEnabled(bool(wish.filters))

    def _offer(
        self,
        menu: QMenu,
        offered: Sequence[tuple[str, Hashable]],
        on: Collection[Hashable],
        told: SignalInstance,
    ) -> None:
        """Fill a menu with things that can be ticked; each tick tells the new choice."""
        for name, thing in offered:
            action = QAction(unmarked(visible(name)), menu)
            action.setCheckable(True)
            action.setChecked(thing in on)
            # A tick adds to what is on already, or takes away from it.
            chosen = frozenset(on) ^ {thing}
            action.triggered.connect(partial(_emit, told, chosen))
            menu.addAction(action)
        menu.setEnabled(bool(offered))


def _emit(signal: SignalInstance, chosen: object, *_checked: object) -> None:
    signal.emit(chosen)


def _countings() -> tuple[tuple[Counting, str], ...]:
    return (
        (Counting.ALL, _("All")),
        (Counting.COUNTED, _("Only what moves points")),
        (Counting.NOT_COUNTED, _("Only what moves none")),
        (Counting.SET_ASIDE, _("Only what is set aside")),
    )


def _causes(table: RecordTable) -> list[int]:
    """List the causes that can occur: those of contacts only where there are contacts."""
    contacts = {Cause.CONTACT_JOINED, Cause.CONTACT_LEFT, Cause.CONTACT_SCORE, Cause.CONTACT_WEIGHT}
    earlier = {Cause.REMOVED, Cause.CORRECTED, Cause.EXPIRED, Cause.AGEING}
    fresh = table.explanation.since.name == "no_records"
    causes = [
        int(cause)
        for cause in Cause
        if (len(table.contacts) or cause not in contacts) and not (fresh and cause in earlier)
    ]
    still = Standing.NOTHING if fresh else Standing.SAME
    return [*causes, *map(int, (Standing.NO_RULE, Standing.TOO_OLD, Standing.LATER, still))]
