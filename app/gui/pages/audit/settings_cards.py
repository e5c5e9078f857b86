"""The settings of an audit: rulebooks, claims, groups, thresholds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.gui import theme
from app.gui.pages.audit.desk import BookChoice, Choices
from app.gui.pages.audit.shown import Offered, thresholds_of
from app.gui.pages.audit.ticks import Tick, Ticks
from app.gui.shared.card import Card
from app.gui.shared.clearing import held
from app.gui.shared.number_box import SpokenBox
from app.gui.shared.words import Words
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _

_MOST_TOLERANCE = 100.0
_MOST_GROUP = 10_000


class _Settings(Card):
    """A card of settings; each change is told with the names of what changed."""

    changed = Signal(dict)

    def _line(self, text: str) -> Words:
        label = Words(text, "table", "ink2", wraps=True)
        self.body.addWidget(label)
        return label

    def _tell(self, **fields: object) -> None:
        self.changed.emit(fields)


class BooksCard(_Settings):
    """Which rulebook is audited, and which are compared with it."""

    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("By which rules"))
        look = theme.current()
        self._books: tuple[BookChoice, ...] = ()
        self._line(_("The rulebook that is held against the official scores"))
        self.audited = QComboBox()
        self.audited.setFont(look.font("body"))
        self.audited.setAccessibleName(_("The rulebook that is audited"))
        self.audited.setAccessibleDescription(
            _("The rulebook that is held against the official scores")
        )
        self.audited.setMinimumContentsLength(12)
        self.audited.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.audited.activated.connect(lambda _at: self._say())
        self.body.addWidget(self.audited)
        self.body.addSpacing(look.px(6))
        self._line(_("Compare it with"))
        self.others = Ticks(_("Compare it with"), columns=False)
        self.others.ticked.connect(self._say)
        self.body.addWidget(self.others)
        self.body.addSpacing(look.px(6))
        self.fit = Tick(
            _("Fit the numbers that are guesses to the official scores"), _("By which rules")
        )
        self.fit.box.clicked.connect(lambda on: self._tell(fit=bool(on)))
        self.body.addWidget(self.fit)
        self.body.addStretch(1)
        load = QPushButton(_("Load a rulebook from a file …"))
        load.setFont(look.font("table", 500))
        load.setProperty("link", "true")
        load.setProperty("small", "true")
        load.clicked.connect(self.file_wanted)
        self.body.addWidget(load, 0, Qt.AlignmentFlag.AlignLeft)

    def show_choices(self, choices: Choices, offered: Offered) -> None:
        """Show which rulebooks are chosen."""
        self._books = tuple(one for one, _name in offered.books)
        self.audited.blockSignals(True)
        names = [name for _one, name in offered.books]
        if names != [self.audited.itemText(at) for at in range(self.audited.count())]:
            self.audited.clear()
            self.audited.addItems(names)
        first = choices.books[0] if choices.books else None
        self.audited.setCurrentIndex(self._books.index(first) if first in self._books else -1)
        self.audited.blockSignals(False)
        others = tuple((_key(one), name) for one, name in offered.books if one != first)
        self.others.show_ticks(others, tuple(_key(one) for one in choices.books[1:]))
        self.fit.box.setChecked(choices.fit)

    def _say(self) -> None:
        at = self.audited.currentIndex()
        if not 0 <= at < len(self._books):
            return
        first = self._books[at]
        on = set(self.others.on)
        rest = tuple(one for one in self._books if one != first and _key(one) in on)
        self._tell(books=(first, *rest))


def _key(choice: BookChoice) -> str:
    return f"{choice[0]}\n{choice[1] or ''}"


class ClaimsCard(_Settings):
    """Of which rules the operator says that they do not count."""

    def __init__(self) -> None:
        super().__init__(_("The operator says that these do not count"))
        self._line(_("Each is tested against the official scores."))
        self.rules = Ticks(_("The operator says that these do not count"))
        self.rules.ticked.connect(lambda: self._tell(claims=self.rules.on))
        self.body.addWidget(self.rules)
        self.body.addStretch(1)

    def show_choices(self, choices: Choices, offered: Offered) -> None:
        """Show which rules are claimed not to count."""
        self.rules.show_ticks(offered.rules, choices.claims)


class GroupsCard(_Settings):
    """By what people are told apart, and at which scores."""

    def __init__(self) -> None:
        super().__init__(_("Groups and thresholds"))
        look = theme.current()
        self._by = self._line(_("Tell people apart by"))
        self.attributes = Ticks(_("Tell people apart by"))
        self.attributes.ticked.connect(lambda: self._tell(groups=self.attributes.on))
        self.body.addWidget(self.attributes)
        self.pairs = Tick(_("and by every two of them"), _("Tell people apart by"))
        self.pairs.box.clicked.connect(lambda on: self._tell(pairs=bool(on)))
        self.body.addWidget(self.pairs)
        self.body.addSpacing(look.px(6))
        self.thresholds = QLineEdit()
        self.thresholds.setFont(look.font("body"))
        self.thresholds.setPlaceholderText(_("such as 600; 650"))
        self.thresholds.editingFinished.connect(self._read_thresholds)
        self._field(_("Thresholds"), self.thresholds)
        self.outcome = QComboBox()
        self.outcome.setFont(look.font("body"))
        self.outcome.setMinimumContentsLength(8)
        self.outcome.activated.connect(self._read_outcome)
        self._field(_("What came of it"), self.outcome)
        self.tolerance = SpokenBox()
        self.tolerance.setFont(look.font("body"))
        self.tolerance.setRange(0.0, _MOST_TOLERANCE)
        self.tolerance.setDecimals(2)
        self.tolerance.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.tolerance.setSingleStep(0.5)
        self.tolerance.setSpecialValueText(_("as rounded"))
        self.tolerance.editingFinished.connect(self._read_tolerance)
        self._field(_("Agrees within, in points"), self.tolerance)
        self.smallest = QSpinBox()
        self.smallest.setFont(look.font("body"))
        self.smallest.setRange(1, _MOST_GROUP)
        self.smallest.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.smallest.editingFinished.connect(
            lambda: self._tell(smallest_group=self.smallest.value())
        )
        self._field(_("Smallest group that is shown"), self.smallest)
        self.body.addStretch(1)
        self._attributes: tuple[str, ...] = ()

    def show_choices(self, choices: Choices, offered: Offered) -> None:
        """Show by what people are told apart, and what else is set."""
        self._attributes = offered.attributes
        names = tuple((one, page.attribute_name(one)) for one in offered.attributes)
        self.attributes.show_ticks(names, choices.groups)
        for part in (self._by, self.attributes, self.pairs):
            part.setVisible(bool(names))
        self.pairs.box.setChecked(choices.pairs)
        self.pairs.setEnabled(len(choices.groups) > 1)
        if not self.thresholds.hasFocus():
            self.thresholds.setText("; ".join(words.plain(one) for one in choices.thresholds))
        self.outcome.clear()
        self.outcome.addItems([_("nothing known"), *(name for _key, name in names)])
        own = choices.outcome
        self.outcome.setCurrentIndex(
            1 + offered.attributes.index(own) if own in offered.attributes else 0
        )
        self.tolerance.setValue(choices.tolerance or 0.0)
        self.smallest.setValue(choices.smallest_group)

    def _field(self, name: str, field: QWidget) -> None:
        look = theme.current()
        field.setAccessibleName(name)
        field.setAccessibleDescription(self.accessibleName())
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(Words(name, "body", "ink", wraps=True), 1)
        field.setMinimumWidth(look.px(150))
        field.setMaximumWidth(look.px(200))
        row.addWidget(field, 2)
        self.body.addWidget(held(row))

    def _read_thresholds(self) -> None:
        found = thresholds_of(self.thresholds.text())
        self.thresholds.setText("; ".join(words.plain(one) for one in found))
        self._tell(thresholds=found)

    def _read_outcome(self, at: int) -> None:
        self._tell(outcome=self._attributes[at - 1] if at else None)

    def _read_tolerance(self) -> None:
        self._tell(tolerance=self.tolerance.value() or None)
