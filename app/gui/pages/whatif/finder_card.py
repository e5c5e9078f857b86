"""The card that asks what is wanted: a target, what is on the table, how hard each thing is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.rulebook import Stance
from app.gui import theme
from app.gui.pages.whatif.finder import Form, Wish
from app.gui.pages.whatif.levers import Lever
from app.gui.pages.whatif.slider_row import NumberBox
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.flow import flowing
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words, hairline
from app.wording import whatif as wording
from app.wording.language import _, number

_MOST_EFFORT = 1000.0


@dataclass
class _Row:
    """What is wished of one action; its effort is asked where the reader wants an own measure."""

    on: QCheckBox
    name: QWidget
    most: NumberBox
    lever: Lever
    effort: NumberBox | None = None


class FinderCard(Card):
    """Asks what is wanted, and shows that it is being worked on."""

    find_wanted = Signal(object)  # Wish
    stop_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Find a plan"), parent)
        look = theme.current()
        back = QPushButton(_("Back to the sliders"))
        back.setProperty("link", "true")
        back.clicked.connect(self.left)
        self.put_at_right(back)
        self._form: Form | None = None
        self._tight = False
        self._rows: dict[str, _Row] = {}
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(Words(_("Reach"), "body"))
        self.target = NumberBox(0, 10_000, 1)
        self.target.setFixedWidth(look.px(92))
        self.target.setAccessibleName(_("The score that is wanted"))
        line.addWidget(self.target)
        reach = held(line)
        self.perk = QComboBox()
        self.perk.setAccessibleName(_("Or what it should open"))
        self.perk.setMinimumWidth(look.px(150))
        self.perk.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.perk.activated.connect(self._take_perk)
        self.perk.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        gap = look.px(8)
        self.body.addWidget(flowing(gap, gap, reach, self.perk, filling=self.perk))
        self.day = Words("", "table", "ink2", wraps=True)
        self.body.addWidget(self.day)
        self.body.addSpacing(look.px(4))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.own = QCheckBox(_("My own measure of effort"))
        self.own.toggled.connect(self._show_rows)
        self.body.addWidget(self.own)
        self.body.addWidget(hairline())
        heading, text = wording.off_the_table()
        self._off = [Words(heading, "caption", "ink2"), Words(text, "table", "ink2", wraps=True)]
        self.allowed: dict[Stance, QCheckBox] = {}
        for part in self._off:
            self.body.addWidget(part)
        for stance, said in (
            (Stance.SPEECH, _("I put speech on the table myself")),
            (Stance.TIES, _("I put ties on the table myself")),
        ):
            box = self.allowed[stance] = QCheckBox(said)
            self.body.addWidget(box)
            box.toggled.connect(self._show_rows)
        self.body.addStretch(1)
        self.seek = QPushButton(_("Find the least effort"))
        self.seek.setProperty("primary", "true")
        self.seek.clicked.connect(self._tell)
        self.body.addWidget(self.seek, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out_busy()

    def _lay_out_busy(self) -> None:
        """Lay out what is shown while the work goes on, and where it came to nothing."""
        look = theme.current()
        self._busy = QWidget()
        self._busy.setProperty("surface", "plain")
        column = QVBoxLayout(self._busy)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(
            Words(_("Stopping leaves everything as it was."), "table", "ink2", wraps=True)
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Planning"))
        column.addWidget(self._bar)
        self._count = Words("", "caption", "ink2")
        column.addWidget(self._count)
        self.stop = QPushButton(_("Stop"))
        self.stop.clicked.connect(self.stop_wanted)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._busy.hide()
        self.body.addWidget(self._busy)
        self.trouble = Words("", "table", "ink", wraps=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)

    def show_form(self, form: Form) -> None:
        """Show what can be wished for; what was wished stays under the same rulebook."""
        same = self._form is not None and self._form.levers == form.levers
        kept = self.target.value()
        self._form = form
        self.target.setDecimals(form.decimals)
        self.target.setRange(form.floor, form.ceiling)
        self.target.setValue(kept if same else form.target)
        if same:
            return
        self.perk.clear()
        self.perk.addItem(_("or what it opens …"))
        for at, title in form.perks:
            self.perk.addItem(f"{title}, {number(at, form.decimals)}", at)
        self.perk.setVisible(bool(form.perks))
        self._lay_out(form)

    def show_day(self, text: str) -> None:
        """Say by when it is wanted; the day is chosen above the chart."""
        self.day.setText(_("By {day}. Choose the day above the chart.").format(day=text))

    def show_busy(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self.seek.hide()
        self.trouble.hide()
        self._busy.show()
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(
            _("{done} of {total}").format(done=number(done), total=number(total))
            if total
            else _("Planning")
        )

    def show_rest(self, trouble: str = "") -> None:
        """Show that nothing is being worked on any more, and what went wrong."""
        self._busy.hide()
        self.seek.show()
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def wish(self) -> Wish:
        """Return what is wished."""
        rows = self._rows.items()
        own = self.own.isChecked()
        return Wish(
            target=self.target.value(),
            limits={
                name: row.most.value() for name, row in rows if row.most.value() < row.lever.high
            },
            off=frozenset(name for name, row in rows if not row.on.isChecked()),
            allowed=frozenset(one for one, box in self.allowed.items() if box.isChecked()),
            efforts={
                name: row.effort.value()
                for name, row in rows
                if own and row.effort is not None and row.effort.value() != row.lever.effort
            },
        )

    def _tell(self) -> None:
        for box in (self.target, *(row.most for row in self._rows.values())):
            box.interpretText()
        self.find_wanted.emit(self.wish())

    def _take_perk(self, place: int) -> None:
        at = self.perk.itemData(place)
        if at is not None:
            self.target.setValue(at)

    def _lay_out(self, form: Form) -> None:
        """Lay the actions out; what is seldom wanted is made when it is: boxes are dear."""
        clear(self._grid)
        self._rows = {}
        self._efforts: Words | None = None
        for column, head in enumerate((_("On the table"), _("At most"))):
            self._grid.addWidget(Words(head, "caption", "ink2", wraps=True), 0, column)
        stances = {lever.stance for lever in form.levers}
        for stance, box in self.allowed.items():
            box.setChecked(False)
            box.setVisible(stance in stances)
        for part in self._off:
            part.setVisible(bool(stances & set(self.allowed)))
        self.own.setChecked(False)
        self._show_rows()

    def fold(self, *, beneath: bool) -> None:
        """Put two boxes beneath the name of what they are about, or beside it."""
        self._tight = beneath
        self._place_boxes()

    def _place_boxes(self) -> None:
        beneath = self._tight and self.own.isChecked()
        for place, lever in enumerate(self._form.levers if self._form else (), start=1):
            if row := self._rows.get(lever.id):
                line = 2 * place + int(beneath)
                self._grid.addWidget(row.name, 2 * place, 0, 1, 3 if beneath else 1)
                self._grid.addWidget(row.most, line, 1)
                if row.effort is not None:
                    self._grid.addWidget(row.effort, line, 2)

    def _show_rows(self) -> None:
        """Show what is locked only where the person put it on the table, and efforts if wanted."""
        if self._form is None:
            return
        for place, lever in enumerate(self._form.levers, start=1):
            box = self.allowed.get(lever.stance)
            shown = box is None or box.isChecked()
            row = self._rows.get(lever.id)
            if row is None and shown:
                row = self._rows[lever.id] = self._row(place, lever)
            if row is not None:
                for part in (row.name, row.most):
                    part.setVisible(shown)
                self._show_effort(place, row, shown=shown and self.own.isChecked())
        if self._efforts is None and self.own.isChecked():
            self._efforts = Words(_("Effort of one"), "caption", "ink2", wraps=True)
            self._grid.addWidget(self._efforts, 0, 2)
        if self._efforts is not None:
            self._efforts.setVisible(self.own.isChecked())
        self._place_boxes()

    def _row(self, place: int, lever: Lever) -> _Row:
        on = QCheckBox()
        on.setChecked(True)
        on.setAccessibleName(_("{action} is on the table").format(action=lever.title))
        set_tip(on, f"{lever.title}, {lever.often}")
        name = QWidget()
        name.setProperty("surface", "plain")
        line = QHBoxLayout(name)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(on)
        line.addWidget(Words(lever.title, "table", wraps=True), 1)
        most = NumberBox(lever.low, lever.high, lever.step)
        most.setValue(lever.high)
        most.setAccessibleName(
            _("{action}: at most, {often}").format(action=lever.title, often=lever.often)
        )
        self._grid.addWidget(name, 2 * place, 0)
        self._grid.addWidget(most, 2 * place, 1)
        on.toggled.connect(most.setEnabled)
        return _Row(on, name, most, lever)

    def _show_effort(self, place: int, row: _Row, *, shown: bool) -> None:
        if row.effort is None and shown:
            effort = row.effort = NumberBox(0, _MOST_EFFORT, 0.25)
            effort.setValue(row.lever.effort)
            effort.setFixedWidth(theme.current().px(80))
            effort.setAccessibleName(_("{action}: effort of one").format(action=row.lever.title))
            self._grid.addWidget(effort, 2 * place, 2)
            row.on.toggled.connect(effort.setEnabled)
            effort.setEnabled(row.on.isChecked())
        if row.effort is not None:
            row.effort.setVisible(shown)
