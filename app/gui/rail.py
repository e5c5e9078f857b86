"""The rail: the pages, the language and the look, and the promise at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.shared.brand import mark
from app.gui.shared.clearing import held
from app.gui.shared.icons import icon, picture
from app.gui.shared.tips import set_tip
from app.gui.shared.words import Words
from app.settings import Settings
from app.settings import Theme as Choice
from app.wording.language import Language, _

TEXT_SIZES = (80, 100, 125, 150, 200)
"""Sizes of text to choose from, against the system's. Unit: percent."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page on the rail: its id, its name, its icon, and the heading above it if it begins one."""

    page: str
    name: str
    icon: str
    heading: str = ""


class Rail(QWidget):
    """Leads to the pages. Narrow, it shows icons only, and names them under the pointer."""

    page_wanted = Signal(str)
    language_chosen = Signal(object)  # Language, or None for the system's
    theme_chosen = Signal(object)  # settings.Theme
    text_size_chosen = Signal(int)  # percent
    guides_wanted = Signal()
    keys_wanted = Signal()
    tour_wanted = Signal()
    hints_wanted = Signal()

    def __init__(
        self,
        entries: Sequence[Entry],
        settings: Settings,
        foot: Sequence[Entry] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the rail.

        Args:
            entries: The pages from the top.
            settings: Language and look that are chosen.
            foot: The pages at the foot.
            parent: Qt's owner.
        """
        super().__init__(parent)
        look = theme.current()
        self._drawn: theme.Theme | None = None  # the look that the icons were drawn in
        theme.dress(self)  # before anything is within: then it costs nothing
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "rail")
        self.setAccessibleName(_("Pages"))
        self._entries = {entry.page: entry for entry in (*entries, *foot)}
        self._buttons: dict[str, QToolButton] = {}
        self._texts: list[QWidget] = []
        # In a low window, or with large text, there are more pages than the rail is high.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setProperty("surface", "plain")
        inner = QWidget()
        inner.setProperty("surface", "plain")
        scroll.setWidget(inner)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, look.px(1), 0)
        around.addWidget(scroll)
        self._inner = inner
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(look.px(8), look.px(12), look.px(8), look.px(8))
        column.setSpacing(0)
        self._top, self._foot = self._brand(), self._promise()
        column.addWidget(held(self._top))
        column.addSpacing(look.px(12))
        for entry in entries:
            if entry.heading:
                heading = Words(entry.heading, "caption", "ink3")
                heading.setContentsMargins(look.px(8), look.px(12), 0, look.px(2))
                heading.setMinimumHeight(look.px(36))
                self._texts.append(heading)
                column.addWidget(heading)
            column.addWidget(self._page_button(entry))
        column.addStretch(1)
        for entry in foot:
            column.addWidget(self._page_button(entry))
        self._look = self._button(_("Look and help"), "sliders-horizontal")
        self._look.setObjectName("look")
        self._look.setAccessibleDescription(_("Language, look, size of text, guides, keys, hints"))
        self._look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._look.setMenu(self._look_menu(settings))
        column.addWidget(self._look)
        column.addWidget(held(self._foot))

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        look = theme.current()
        self.setFixedWidth(look.size("rail_narrow" if narrow else "rail"))
        for text in self._texts:
            text.setVisible(not narrow)
        side = look.px(2 if narrow else 8)  # in a low window the bar takes its share
        self._column.setContentsMargins(side, look.px(12), side, look.px(8))
        middle, left = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter
        for row, sign in ((self._top, self._mark), (self._foot, self._shield)):
            row.setContentsMargins(0 if narrow else look.px(10), 0, 0, 0)
            sign.setAlignment(middle if narrow else left | Qt.AlignmentFlag.AlignLeft)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in (*self._buttons.values(), self._look):
            button.setToolButtonStyle(style)
            set_tip(button, button.text().strip() if narrow else "")
            if button.property("narrow") != str(narrow).lower():
                button.setProperty("narrow", str(narrow).lower())
                button.style().unpolish(button)
                button.style().polish(button)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the entries out for the width there is: it was another one before the first show."""
        super().showEvent(event)
        self._column.setGeometry(self._inner.rect())

    def show_page(self, page: str) -> None:
        """Mark the page that is shown; none where it is not on the rail."""
        for name, button in self._buttons.items():
            # One of those that exclude each other could never be let go again.
            button.setAutoExclusive(False)
            button.setChecked(name == page)
            button.setAutoExclusive(True)

    def allow(self, page: str, *, allowed: bool) -> None:
        """Let a page be reached, or not yet."""
        self._buttons[page].setEnabled(allowed)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in the colours of a new look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_look"):
            self._draw()

    def _draw(self) -> None:
        look = theme.current()
        if look is self._drawn:  # Qt tells of the same palette several times
            return
        self._drawn = look
        for name, button in self._buttons.items():
            button.setIcon(icon(self._entries[name].icon, "ink2", on="accent"))
        self._look.setIcon(icon("sliders-horizontal", "ink2"))
        self._mark.setPixmap(mark())
        self._shield.setPixmap(picture("shield-check", "accent"))

    def _brand(self) -> QHBoxLayout:
        look = theme.current()
        row = QHBoxLayout()
        row.setContentsMargins(look.px(10), 0, 0, 0)
        row.setSpacing(look.px(10))
        self._mark = Words()
        self._mark.setPixmap(mark())
        self._mark.setFixedHeight(look.px(32))
        name = Words("Whyscore", "section", weight=600)
        self._texts.append(name)
        row.addWidget(self._mark)
        row.addWidget(name, 1)
        return row

    def _promise(self) -> QHBoxLayout:
        look = theme.current()
        row = QHBoxLayout()
        row.setContentsMargins(look.px(10), 0, 0, 0)
        row.setSpacing(look.px(8))
        self._shield = Words()
        self._shield.setPixmap(picture("shield-check", "accent"))
        self._shield.setFixedHeight(look.px(32))
        set_tip(self._shield, _("Stays on this computer"))
        words = Words(_("Stays on this computer"), "caption", "ink2", wraps=True)
        self._texts.append(words)
        row.addWidget(self._shield)
        row.addWidget(words, 1)
        return row

    def _button(self, name: str, icon_name: str) -> QToolButton:
        look = theme.current()
        button = QToolButton()
        button.setProperty("rail", "true")
        button.setText(f" {name}")
        button.setAccessibleName(name)
        button.setFont(look.font("body"))
        button.setIcon(icon(icon_name, "ink2", on="accent"))
        button.setIconSize(QSize(look.size("icon"), look.size("icon")))
        button.setFixedHeight(look.size("control"))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _page_button(self, entry: Entry) -> QToolButton:
        button = self._button(entry.name, entry.icon)
        button.setObjectName(f"rail-{entry.page}")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.page_wanted.emit(entry.page))
        self._buttons[entry.page] = button
        return button

    def _look_menu(self, settings: Settings) -> QMenu:
        menu = QMenu(self)
        languages: dict[Language | None, str] = {
            None: _("System language"),
            Language.ENGLISH: "English",
            Language.CHINESE: "中文",
            Language.GERMAN: "Deutsch",
        }
        looks = {
            Choice.AUTO: _("As the system"),
            Choice.LIGHT: _("Light"),
            Choice.DARK: _("Dark"),
            Choice.CONTRAST: _("High contrast"),
        }
        _head(menu, _("Language"))
        _choices(menu, languages, settings.language, self.language_chosen)
        _head(menu, _("Look"))
        _choices(menu, looks, settings.theme, self.theme_chosen)
        sizes = menu.addMenu(_("Size of text"))
        percents = {size: f"{size} %" for size in TEXT_SIZES}
        _choices(sizes, percents, settings.text_size, self.text_size_chosen)
        _head(menu, _("Help"))
        menu.addAction(_("Guides"), self.guides_wanted.emit)
        menu.addAction(_("Keys"), self.keys_wanted.emit)
        menu.addAction(_("Show me around"), self.tour_wanted.emit)
        menu.addAction(_("Show the hints again"), self.hints_wanted.emit)
        return menu


def _head(menu: QMenu, text: str) -> None:
    """Head a part of a menu; the style would show a section as a line only."""
    if menu.actions():
        menu.addSeparator()
    menu.addAction(text).setEnabled(False)


def _choices(menu: QMenu, names: dict, chosen: object, signal: object) -> None:  # type: ignore[type-arg]
    group = QActionGroup(menu)
    for value, name in names.items():
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.triggered.connect(lambda _down=False, value=value: signal.emit(value))  # type: ignore[attr-defined]
        group.addAction(action)
        menu.addAction(action)
