"""The card with a slider for every action, grouped by what each asks of a person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.rulebook import Stance
from app.gui import theme
from app.gui.pages.whatif.levers import Lever, LeverNow
from app.gui.pages.whatif.save_box import SaveBox
from app.gui.pages.whatif.slider_row import SliderRow
from app.gui.shared.card import Card
from app.gui.shared.clearing import clear, held
from app.gui.shared.flow import flowing
from app.gui.shared.icons import icon
from app.gui.shared.tips import set_tip, unmarked
from app.gui.shared.words import Words, hairline
from app.wording import whatif as wording
from app.wording.language import _

_WIDEST_LINE = 400  # of name and buttons in one line. Unit: pixels drawn
_LONGEST = 200  # of a scenario's name above the sliders. Unit: pixels drawn


class SlidersCard(Card):
    """Lets every action be set."""

    moved = Signal(str, float)
    reset_wanted = Signal()
    preset_chosen = Signal(str)
    kept_chosen = Signal(str)
    plan_wanted = Signal()
    prices_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        look = theme.current()
        self.setAccessibleName(_("What you do"))
        self.rows: dict[str, SliderRow] = {}
        self._levers: tuple[Lever, ...] = ()
        self._open = False
        self.name = QPushButton(_("Nothing new"))
        self.name.setProperty("link", "true")
        self.name.setProperty("plain", "true")
        self.name.setProperty("small", "true")
        self.name.setFont(look.font("body", 600))
        self.name.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.name.setIconSize(QSize(look.px(20), look.px(12)))
        self.name.setFixedHeight(look.px(28))
        set_tip(self.name, _("Presets, and what you kept"))
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self.name.setMenu(self._menu)
        self.reset = QPushButton(_("Reset"))
        self.reset.setProperty("link", "true")
        self.reset.clicked.connect(self.reset_wanted)
        self.save = SaveBox()
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.reset)
        row.addWidget(self.save)
        gap = look.px(8)
        self._head_line = flowing(gap, look.px(4), self.name, held(row), filling=self.name)
        self._tight = False
        self.body.addWidget(self._head_line)
        self.target = Words("", "caption", "ink2", wraps=True)
        self.target.hide()
        self.body.addWidget(self.target)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(look.px(2))
        self.body.addLayout(self._groups)
        self.sharing = Words("", "caption", "ink2", wraps=True)
        self.sharing.hide()
        self.body.addWidget(self.sharing)
        self.body.addStretch(1)
        self._lay_out_foot()
        self._paint_icons()

    def _lay_out_foot(self) -> None:
        look = theme.current()
        self.body.addWidget(hairline())
        self.body.addSpacing(look.px(6))
        self.seek = QPushButton(_("Find a plan"))
        self.seek.setProperty("primary", "true")
        self.seek.setFont(look.font("body", 500))
        self.seek.clicked.connect(self.plan_wanted)
        self.seek.setIconSize(QSize(look.px(18), look.px(18)))
        about = Words(_("Least effort to a score you name"), "table", "ink2", wraps=True)
        about.setMinimumWidth(look.px(110))
        self.body.addWidget(flowing(look.px(8), look.px(4), self.seek, about, filling=about))
        self.body.addSpacing(look.px(4))

    def show_levers(self, levers: tuple[Lever, ...]) -> None:
        """Lay the sliders out; those there are already stay."""
        if levers == self._levers:
            return
        self._levers = levers
        self._lay_out()

    def show_now(self, nows: tuple[LeverNow, ...]) -> None:
        """Show how every slider stands."""
        for lever, now in zip(self._levers, nows, strict=True):
            if lever.id in self.rows:
                self.rows[lever.id].show_now(now)
        self._nows = nows

    def show_name(self, name: str, presets: tuple[str, ...], kept: tuple[str, ...]) -> None:
        """Show which scenario is set, and which there are."""
        said, face = name or _("Presets"), QFontMetrics(self.name.font())
        room = theme.current().px(_LONGEST)
        short = face.elidedText(said, Qt.TextElideMode.ElideRight, room)
        self.name.setText(unmarked(short))
        set_tip(self.name, _("Presets, and what you kept") if short == said else said)
        self.name.setAccessibleName(
            _("Set now: {name}. Presets, and what you kept").format(name=name or _("not kept"))
        )
        self._menu.clear()
        for one in presets:
            self._menu.addAction(unmarked(one), partial(self.preset_chosen.emit, one))
        if kept:
            self._menu.addSeparator()
        for one in kept:
            self._menu.addAction(unmarked(one), partial(self.kept_chosen.emit, one))
        self.save.show_name(name if name in kept else "", kept)
        self._hold_line()

    def fold(self, *, beneath: bool) -> None:
        """Put the buttons beneath the name wherever they have no room, or only beneath a long one."""
        self._tight = beneath
        self._hold_line()

    def _hold_line(self) -> None:
        # A little wider than drawn the card may be: German wants that.
        wide, most = self._head_line.sizeHint().width(), theme.current().px(_WIDEST_LINE)
        self._head_line.setMinimumWidth(wide if wide <= most and not self._tight else 0)

    def show_target(self, text: str) -> None:
        """Say whether a plan's target is kept."""
        self.target.setText(text)
        self.target.setVisible(bool(text))

    def show_sharing(self, text: str) -> None:
        """Say that what the sliders are worth does not add up."""
        if text != self.sharing.text():
            self.sharing.setText(text)
            self.sharing.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "seek"):
            self._paint_icons()

    def _paint_icons(self) -> None:
        self.seek.setIcon(icon("path", "on_accent"))
        self.name.setIcon(icon("caret-down", "ink2"))

    def _lay_out(self) -> None:
        look = theme.current()
        clear(self._groups)
        self.rows = {}
        first = True
        for stance in (Stance.ACT, Stance.REFRAIN):
            levers = [lever for lever in self._levers if lever.stance is stance]
            if not levers:
                continue
            if not first:
                self._part()
            first = False
            self._groups.addWidget(Words(wording.stance_group(stance), "caption", "ink2"))
            self._add(levers)
        locked = [lever for lever in self._levers if lever.locked]
        if locked:
            if not first:
                self._part()
            heading, text = wording.off_the_table()
            self._groups.addWidget(Words(heading, "caption", "ink2"))
            self._groups.addWidget(Words(text, "table", "ink2", wraps=True))
            links = QVBoxLayout()
            links.setSpacing(look.px(2))
            prices = QPushButton(_("What the rules would pay for them"))
            prices.clicked.connect(self.prices_wanted)
            unlock = QPushButton(_("Lock these sliders") if self._open else _("Open these sliders"))
            unlock.setIcon(icon("lock-simple-open" if self._open else "lock-simple", "accent"))
            unlock.setIconSize(QSize(look.px(16), look.px(16)))
            unlock.clicked.connect(self._turn_lock)
            self.unlock = unlock
            for link in (prices, unlock):
                link.setProperty("link", "true")
                link.setProperty("small", "true")
                links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._groups.addSpacing(look.px(2))
            self._groups.addWidget(held(links))
            if self._open:
                self._groups.addSpacing(look.px(4))
                self._add(locked)

    def _add(self, levers: list[Lever]) -> None:
        for lever in levers:
            row = self.rows[lever.id] = SliderRow(lever)
            row.moved.connect(self.moved)
            self._groups.addWidget(row)

    def _part(self) -> None:
        look = theme.current()
        self._groups.addSpacing(look.px(4))
        self._groups.addWidget(hairline())
        self._groups.addSpacing(look.px(6))

    def _turn_lock(self) -> None:
        self._open = not self._open
        self._lay_out()
        if hasattr(self, "_nows"):
            self.show_now(self._nows)
        self.unlock.setFocus(Qt.FocusReason.OtherFocusReason)
