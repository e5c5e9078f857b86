"""The column mapper: what each column of a plain table holds, guessed and corrected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QScrollArea, QWidget

from app.domain.cohort import ColumnRoles, TablePreview, TableReading
from app.gui import theme
from app.gui.pages.audit.reading_picker import ReadingPicker
from app.gui.pages.audit.shown import (
    ONE_ONLY,
    Role,
    column_roles,
    is_asked,
    role_name,
    roles_of,
)
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear
from app.gui.shared.words import Words
from app.wording.language import _, number
from app.wording.visible import visible

_ROWS_SHOWN = 5
_LONGEST = 24  # letters of a cell


class MapperCard(Card):
    """Shows the first rows of a table, and above each column what it holds."""

    mapped = Signal(object)  # ColumnRoles

    def __init__(self) -> None:
        super().__init__(_("What the columns hold"))
        look = theme.current()
        self._says = Words("", "body", "ink2", wraps=True)
        self.body.addWidget(self._says)
        self.body.addSpacing(look.px(4))
        self.reading = ReadingPicker()
        self.body.addWidget(self.reading)
        scroll = QScrollArea()
        scroll.setProperty("ring", "true")
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("First rows of the table"))
        scroll.setAccessibleDescription(_("Each column with what it holds and its first cells."))
        scroll.viewport().setProperty("surface", "plain")
        self._scroll = scroll
        self._inner = QWidget()
        self._inner.setProperty("surface", "plain")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, look.px(12))
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(4))
        scroll.setWidget(self._inner)
        self.body.addWidget(scroll)
        self.use = QPushButton(_("Use these columns"))
        self.use.setProperty("primary", "true")
        self.use.setFont(look.font("body", 500))
        self.use.clicked.connect(self._tell)
        self._fault = Words("", "table", "ink2", wraps=True)
        self.body.addWidget(self._fault)
        self.body.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self._asked = False  # which sign stands before decimals
        self._roles: dict[str, Role] = {}
        self._used: dict[str, Role] = {}  # as the table was opened
        self.boxes: dict[str, QComboBox] = {}

    def show_table(
        self, preview: TablePreview, roles: ColumnRoles | None, chosen: TableReading
    ) -> None:
        """Show the first rows of a table, how it was read, and what its columns are taken for."""
        self.reading.show_reading(preview.reading, chosen)
        self._asked = is_asked(preview)
        look = theme.current()
        clear(self._grid)
        self.boxes = {}
        self._roles = roles_of(preview.columns, roles or preview.guess)
        self._used = dict(self._roles)
        said = _(
            "{count} columns. What each holds is guessed from its name and its cells: correct it here."
        )
        self._says.setText(said.format(count=number(len(preview.columns))))
        for at, column in enumerate(preview.columns):
            name = Words(visible(column), "table", weight=600)
            self._put(name, 0, at)
            box = self.boxes[column] = QComboBox()
            box.setFont(look.font("table"))
            box.setAccessibleName(_("What column {name} holds").format(name=visible(column)))
            box.setAccessibleDescription(self.accessibleName())
            box.addItems([role_name(role) for role in Role])
            box.setCurrentIndex(list(Role).index(self._roles[column]))
            box.activated.connect(partial(self._choose, column))
            self._put(box, 1, at)
            for row, cells in enumerate(preview.rows[:_ROWS_SHOWN]):
                text = visible(cells[at])
                short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
                self._put(Words(short or "–", "table", "ink2"), 2 + row, at)
        self._grid.setColumnStretch(len(preview.columns), 1)
        self._grid.activate()
        bar = self._scroll.horizontalScrollBar().sizeHint().height()
        self._scroll.setFixedHeight(self._grid.sizeHint().height() + bar + look.px(8))
        self._check()

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column)
        widget.show()  # else it has no height until the next turn of the event loop

    def _choose(self, column: str, at: int) -> None:
        role = list(Role)[at]
        if role in ONE_ONLY:
            for other, held in self._roles.items():
                if other != column and held is role:
                    self._roles[other] = Role.UNUSED
                    self.boxes[other].setCurrentIndex(list(Role).index(Role.UNUSED))
        self._roles[column] = role
        self._check()

    def _check(self) -> None:
        whole = column_roles(self._roles) is not None
        self.use.setEnabled(whole and not self._asked and self._roles != self._used)
        fault = "" if whole else _("Say which column is the score.")
        if whole and self._asked:
            fault = _(
                "The scores can be read in two ways; 1.234 may be a little more than 1, or a "
                "thousand. Say which sign stands before the decimals."
            )
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _tell(self) -> None:
        roles = column_roles(self._roles)
        if roles is not None:
            self.mapped.emit(roles)
