"""The switch at the page's top: whose account of the contacts is believed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from app.gui import theme
from app.gui.pages.contacts.accounts import Account
from app.gui.shared.icons import icon
from app.gui.shared.tips import set_tip, unmarked
from app.wording.language import _

_BESIDE = 2  # so many accounts stand beside each other; further ones are in a menu


class AccountSwitch(QWidget):
    """Buttons of which one is down; further accounts in a menu at the end."""

    account_chosen = Signal(object)  # id of a variant; None: the rulebook as it stands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Whose account"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._shown: tuple[Account, ...] = ()
        self._buttons: list[QPushButton] = []

    def show_accounts(self, shown: tuple[Account, ...]) -> None:
        """Offer accounts; with none there is no switch."""
        if [one.title for one in shown] != [one.title for one in self._shown]:
            self._shown = shown
            self._make()
        self._shown = shown
        self.setVisible(bool(shown))
        for button, one in zip(self._buttons, shown, strict=False):
            button.setChecked(one.on)
        if len(shown) > _BESIDE:
            on = next((one for one in shown[_BESIDE:] if one.on), None)
            more = self._buttons[-1]
            more.setChecked(on is not None)
            more.setText("" if on is None else unmarked(on.title))
            look = theme.current()
            # Beside words the arrow's breadth keeps it apart from them.
            more.setIconSize(QSize(look.px(12 if on is None else 24), look.px(12)))
            more.setAccessibleName(_("Other accounts") if on is None else on.title)
            for action, one in zip(more.menu().actions(), shown[_BESIDE:], strict=True):
                action.setChecked(one.on)

    def fold(self, *, beneath: bool) -> None:
        """Put the accounts beneath each other, or beside each other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if beneath else across)
        self._dress()

    def stops(self) -> list[QWidget]:
        """List what the Tab key comes to, in order."""
        return [*self._buttons]

    def changeEvent(self, event: QEvent) -> None:
        """Draw the buttons again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._buttons:
            self._dress()

    def _make(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        beside, others = self._shown[:_BESIDE], self._shown[_BESIDE:]
        self._buttons = [self._button(one) for one in beside]
        if others:
            self._buttons.append(self._more(others))
        for button in self._buttons:
            self._row.addWidget(button)
        self._dress()

    def _button(self, one: Account) -> QPushButton:
        button = QPushButton(unmarked(one.title))
        button.setCheckable(True)
        button.setFont(theme.current().font("body", 500))
        button.clicked.connect(partial(self._choose, one.variant))
        return button

    def _more(self, others: tuple[Account, ...]) -> QPushButton:
        button = QPushButton()
        button.setObjectName("more")
        button.setCheckable(True)
        button.setFont(theme.current().font("body", 500))
        set_tip(button, _("Other accounts"))
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for one in others:
            action = menu.addAction(unmarked(one.title), partial(self._tell, one.variant))
            action.setCheckable(True)
        # A click opens the menu and chooses nothing yet.
        menu.aboutToHide.connect(lambda: self.show_accounts(self._shown))
        button.setMenu(menu)
        return button

    def _choose(self, variant: str | None) -> None:
        # The button stays up until the other account is in force.
        self.show_accounts(self._shown)
        self._tell(variant)

    def _tell(self, variant: str | None) -> None:
        self.account_chosen.emit(variant)

    def _dress(self) -> None:
        last = len(self._buttons) - 1
        beneath = self._row.direction() is QBoxLayout.Direction.TopToBottom
        for at, button in enumerate(self._buttons):
            button.setStyleSheet(_style(first=at == 0, last=at == last, beneath=beneath))
            if button.menu() is not None:
                button.setIcon(icon("caret-down", "ink2"))
                button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _style(*, first: bool, last: bool, beneath: bool) -> str:
    """Style one of several buttons that share an edge: only the outer corners are round."""
    look = theme.current()
    radius, line, focus = look.px(6), max(1, look.px(1)), max(2, look.px(2))
    edge, tint, accent = (look.colours[name] for name in ("edge", "tint", "accent"))
    ink, quiet = look.colours["ink"], look.colours["ink2"]
    start, end = (radius if first else 0), (radius if last else 0)
    # Clockwise from the top left.
    corners = (start, start, end, end) if beneath else (start, end, end, start)
    names = ("top-left", "top-right", "bottom-right", "bottom-left")
    rounded = "".join(
        f" border-{name}-radius: {corner}px;" for name, corner in zip(names, corners, strict=True)
    )
    joined = "" if first else f"border-{'top' if beneath else 'left'}: none;"
    return (
        f"QPushButton {{ color: {quiet}; border: {line}px solid {edge}; {joined}{rounded} }}"
        f"QPushButton:checked {{ background: {tint}; color: {ink}; }}"
        f"QPushButton:focus {{ border: {focus}px solid {accent}; }}"
    )
