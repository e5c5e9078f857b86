"""The style sheet of the window, written from the tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

from app import assets

# Fonts are set on the widgets, not here: a style sheet would drop the figures of one width.
_SHEET = Template("""
QMainWindow, QDialog, QWidget[surface="page"] { background: $page; }
QScrollArea { border: none; background: transparent; }
QScrollArea[ring="true"], QListWidget { border: ${focus_w}px solid transparent; }
QScrollArea[ring="true"]:focus, QListWidget:focus { border: ${focus_w}px solid $accent; }
QTextBrowser { background: $card; color: $ink; border: ${focus_w}px solid $line; border-radius: ${card_r}px; }
QTextBrowser:focus { border-color: $accent; }
QGraphicsView { border: none; background: transparent; }
QWidget[surface="rail"] { background: $rail; border-right: ${line_w}px solid $line; }
QWidget[surface="header"] { background: $page; border-bottom: ${line_w}px solid $line; }
QWidget[surface="plain"], QLabel { background: transparent; }

QLabel[tone="ink"] { color: $ink; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="ink3"] { color: $ink3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="up"] { color: $up; }
QLabel[tone="down"] { color: $down; }

QFrame[card="true"] { background: $card; border: ${line_w}px solid $line; border-radius: ${card_r}px; }
QFrame[card="true"]:focus { border: ${focus_w}px solid $accent; }
QFrame[card="drop"] { background: $card; border: ${line_w}px dashed $edge; border-radius: ${card_r}px; }
QFrame[card="drop"][over="true"] { background: $tint; border-color: $accent; }
QFrame[popover="true"] { background: $sunk; border: ${line_w}px solid $edge; border-radius: ${card_r}px; }
QFrame[chip="true"] { background: $sunk; border: ${line_w}px solid $line; border-radius: ${chip_r}px; }
QFrame[now="true"] { background: $tint; border: none; }
QPushButton[link="true"][plain="true"] { color: $ink; text-align: left; }
QFrame[rule="true"] { background: $line; border: none; max-height: ${line_w}px; min-height: ${line_w}px; }

QPushButton {
  background: $card; color: $ink; border: ${line_w}px solid $edge; border-radius: ${control_r}px;
  padding: 0 ${pad}px; min-height: ${control_in}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $tint; }
QPushButton:focus { border: ${focus_w}px solid $accent; padding: 0 ${pad_focus}px; min-height: ${control_in_focus}px; }
QPushButton:disabled { color: $neutral; border-color: $line; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[primary="true"]:focus { border-color: $ink; }
QPushButton[primary="true"]:disabled { background: $neutral; border-color: $neutral; }
QPushButton[link="true"] {
  background: transparent; border: none; color: $accent; padding: 0 ${chip_r}px; text-align: right;
}
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: ${focus_w}px solid $accent; }
QPushButton[small="true"] { padding: 0 ${chip_r2}px; min-height: ${small_in}px; border-radius: ${chip_r}px; }
QPushButton[link="true"][small="true"], QPushButton[link="true"][small="true"]:focus { padding: 0 ${chip_r}px; min-height: 0; }
QPushButton[small="true"]:focus { padding: 0 ${pad_small_focus}px; min-height: ${small_in_focus}px; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton {
  background: transparent; color: $ink; border: ${focus_w}px solid transparent;
  border-radius: ${control_r}px; padding: ${chip_r}px;
}
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $neutral; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[rail="true"] {
  color: $ink2; text-align: left; padding: 0 0 0 ${chip_r2}px; border-radius: ${control_r}px; border: none;
}
QToolButton[rail="true"]:focus { border: ${focus_w}px solid $accent; padding: 0 0 0 ${rail_pad}px; }
QToolButton[rail="true"][narrow="true"], QToolButton[rail="true"][narrow="true"]:focus { padding: 0; }
QToolButton[rail="true"]:checked { background: $tint; color: $ink; }
QToolButton[rail="true"]:disabled { color: $neutral; }
QToolButton[switch="true"] {
  background: $card; border: ${line_w}px solid $line; border-radius: 0; padding: 0;
}
QToolButton[switch="true"]:checked { background: $tint; }
QToolButton[switch="true"]:focus { border: ${focus_w}px solid $accent; }

QToolButton[picker="true"] { padding: 0 ${picker}px 0 ${bar_r}px; color: $ink; }
QToolButton[picker="true"]:disabled { color: $ink2; }

QAbstractScrollArea::corner { background: transparent; border: none; }

QCheckBox { spacing: ${chip_r2}px; }
QCheckBox::indicator, QTableView::indicator, QMenu::indicator:non-exclusive, QMenu::indicator:exclusive {
  width: ${mark}px; height: ${mark}px; border: ${line_w}px solid $edge; border-radius: ${chip_r}px; background: $card;
}
QCheckBox::indicator:focus { border: ${focus_w}px solid $accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/check-$name.svg");
}
QCheckBox::indicator:disabled { border-color: $line; }
QRadioButton { spacing: ${chip_r2}px; }
QRadioButton::indicator {
  width: ${mark_r2}px; height: ${mark_r2}px; border: ${line_w}px solid $edge; border-radius: ${mark_r}px; background: $card;
}
QRadioButton::indicator:checked {
  width: ${mark_in}px; height: ${mark_in}px; border: ${mark_ring}px solid $accent; background: $on_accent;
}
QMenu::indicator { margin-left: ${chip_r}px; margin-right: ${menu_back}px; }
QMenu::indicator:non-exclusive:unchecked, QMenu::indicator:exclusive:unchecked { border-color: transparent; background: transparent; }
QMenu::indicator:non-exclusive:checked, QMenu::indicator:exclusive:checked {
  background: $accent; border-color: $accent; image: url("$icons/check-$name.svg");
}
QMenu::right-arrow { image: url("$icons/caret-right.svg"); width: ${mark}px; height: ${mark}px; }

QMenu { menu-scrollable: 1; background: $card; color: $ink; border: ${line_w}px solid $line; padding: ${chip_r}px; }
QMenu::item { padding: ${chip_r2}px ${pad2}px ${chip_r2}px ${menu_left}px; border-radius: ${chip_r}px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: ${line_w}px; background: $line; margin: ${chip_r}px 0; }
QToolTip { background: $sunk; color: $ink; border: ${line_w}px solid $edge; padding: ${chip_r}px; }

QLineEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {
  background: $card; color: $ink; border: ${line_w}px solid $edge; border-radius: ${control_r}px;
  padding: 0 ${chip_r2}px; min-height: ${control_in}px;
}
QLineEdit { placeholder-text-color: $ink3; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: ${focus_w}px solid $accent; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${pad2}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$icons/caret-down.svg"); width: ${mark}px; height: ${mark}px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { border: none; background: transparent; width: ${pad2}px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/caret-up.svg"); width: ${pad}px; height: ${pad}px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$icons/caret-down.svg"); width: ${pad}px; height: ${pad}px; }
QComboBox QAbstractItemView { background: $card; color: $ink; border: ${line_w}px solid $line; }

QTableView {
  background: transparent; color: $ink; border: none; gridline-color: transparent;
  selection-background-color: $tint; selection-color: $ink; outline: none;
}
QTableView:focus { border: ${focus_w}px solid $accent; }
QTableView::item { border-bottom: ${line_w}px solid $line; padding: 0 ${cell}px; }
QTableView::item:selected { background: $tint; color: $ink; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: transparent; color: $ink2; border: none; border-bottom: ${line_w}px solid $line;
  padding: 0 ${chip_r2}px; min-height: ${control}px;
}
QTableCornerButton::section { background: transparent; border: none; }

QProgressBar { background: $hover; border: none; border-radius: ${bar_r}px; max-height: ${bar}px; min-height: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: ${bar_r}px; }

QScrollBar:vertical { background: transparent; width: ${scroll}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${scroll}px; margin: 0; }
QScrollBar::handle { background: $neutral; border-radius: ${scroll_r}px; margin: ${bar_r}px; }
QScrollBar::handle:vertical { min-height: ${control}px; }
QScrollBar::handle:horizontal { min-width: ${control}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCalendarWidget QTableView::item { border: none; }
QCalendarWidget QToolButton { color: $ink; }
QCalendarWidget QSpinBox { min-height: 0; }
QCalendarWidget QWidget { alternate-background-color: $sunk; }
QCalendarWidget QAbstractItemView { background: $card; color: $ink; selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $neutral; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
""")


_FUSION_MARK = 14  # pixels


def style_sheet(colours: Mapping[str, str], px: Callable[[float], int], name: str) -> str:
    """Write the style sheet of a look.

    Args:
        colours: Colour of each token.
        px: Turns a length of the drawings into pixels of this window.
        name: Name of the look: ticks are drawn in a file of its own.
    """
    sizes = {
        "line_w": max(1, px(1)),
        "focus_w": max(2, px(2)),
        "card_r": px(8),
        "control_r": px(6),
        "chip_r": px(4),
        "chip_r2": px(8),
        "bar_r": px(2),
        "bar": px(4),
        "pad": px(12),
        "pad_focus": px(11),
        "pad2": px(24),
        "rail_pad": px(8) - max(2, px(2)),
        "picker": px(18),
        "cell": max(0, px(8) - 3),  # Qt adds 3 of its own: cells begin where their heading does
        "control": px(32),
        "control_in": px(32) - 2 * max(1, px(1)),
        "control_in_focus": px(32) - 2 * max(2, px(2)),
        "small_in": px(24) - 2 * max(1, px(1)),
        "small_in_focus": px(24) - 2 * max(2, px(2)),
        "pad_small_focus": px(7),
        "scroll": px(12),
        "scroll_r": px(4),
        "mark": px(16),
        "mark_r": px(9),
        "mark_r2": px(16),
        "mark_in": px(8),
        "mark_ring": px(5),
        "menu_left": px(28),
        # What can be ticked begins where the rest does: Fusion sets that in by its own mark.
        "menu_back": _FUSION_MARK - px(16) - 2 * max(1, px(1)) - px(4),
    }
    icons = assets.folder("icons").as_posix()
    lengths = {token: str(size) for token, size in sizes.items()}
    return _SHEET.substitute(colours, **lengths, name=name, icons=icons)
