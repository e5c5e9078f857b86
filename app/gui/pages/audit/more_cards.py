"""The cards of the further findings: scores, outcomes, what is left, rulebooks, reasons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.gui import theme
from app.gui.charts.intervals import IntervalChart, SpreadChart
from app.gui.pages.audit import fitting, grouped, published
from app.gui.pages.audit.desk import Ran
from app.gui.pages.audit.finding_cards import GroupedCard
from app.gui.pages.audit.twin import Choice, FactTable, TableCard, TwinCard
from app.gui.shared.card import Card
from app.gui.shared.flow import flowing
from app.gui.shared.page import Exportable, Table
from app.gui.shared.words import Words, hairline
from app.wording import audit as words
from app.wording.language import _

_MOST_LIMITS = 12


class ScoresCard(GroupedCard):
    """How the official scores of groups lie."""

    def __init__(self) -> None:
        self._chart = SpreadChart(_("Scores by group"))
        super().__init__(_("Scores by group"), None)
        self._charts = ((self._chart, self._chart.paint_on),)
        self.stack.addWidget(self._chart)

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        self._ran = ran
        names = grouped.attributes(ran.findings)
        there = bool(names)
        if names:
            self._offer(names)
            self.show_choices()
            self._say()
        return there

    def _say(self) -> None:
        ran, attribute = self._ran, str(self.by.key or "")
        if ran is None:
            return
        self._chart.show_spreads(grouped.spreads(ran.findings, attribute))
        caption = _(
            "Line: nine in ten. Box: half, with the middle as a stroke. Dot and figure: the mean."
        )
        self.show_told(grouped.spreads_table(ran.findings, attribute), caption)


class OutcomesCard(GroupedCard):
    """How often a threshold was wrong, by group."""

    def __init__(self) -> None:
        self._chart = IntervalChart(_("Errors by group"))
        self._at, self._which = Choice(_("Threshold")), Choice(_("Which error"))
        super().__init__(_("Held against what came of it"), self._chart, self._which, self._at)

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        self._ran = ran
        at = grouped.outcome_thresholds(ran.findings)
        there = bool(at)
        if not at:
            return False
        self._offer(grouped.outcome_attributes(ran.findings))
        self._at.offer([(one, _("{score} or more").format(score=words.plain(one))) for one in at])
        self._which.offer([(one, grouped.error_name(one)) for one in grouped.ERRORS])
        self.show_choices()
        self._say()
        return there

    def _say(self) -> None:
        ran, at = self._ran, self._at.key
        if ran is None or not isinstance(at, float):
            return
        attribute, which = str(self.by.key or ""), str(self._which.key)
        self._chart.show_intervals(grouped.errors(ran.findings, attribute, at, which))
        caption = _("A score of {threshold} or more counts as high.").format(
            threshold=words.plain(at)
        )
        self.show_told(grouped.errors_table(ran.findings, attribute, at), caption)


class LeftCard(TwinCard):
    """What explains what is left, and the largest of it."""

    def __init__(self) -> None:
        self._chart = IntervalChart(_("What explains what is left"))
        super().__init__(_("What explains what is left"), ((self._chart, self._chart.paint_on),))
        self._largest = FactTable(_("The largest differences"))
        self._largest.show_at_most(6)
        self._facts = Words("", "caption", "ink2", wraps=True)
        self._rows = Table((), ())
        heading = Words(_("The largest differences"), "body", weight=600)
        self.add_beneath(self._facts, hairline(), heading, self._largest)

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        found = ran.findings
        shown = published.explains(found, ran.book)
        there = found.residual is not None
        for part in (self.stack, self.switch):
            part.setVisible(shown is not None)
        if shown is not None:
            self._chart.show_intervals(shown)
            caption = _("Share of the differences that goes along with a rule’s points.")
            self.show_told(published.explains_table(found, ran.book), caption)
        facts = published.residual_facts(found)
        self._facts.setText(" · ".join(f"{label}: {text}" for label, text in facts))
        self._rows = published.largest_table(found)
        self._largest.setVisible(bool(self._rows.rows))
        self._largest.show_table(self._rows)
        return there

    def largest_exported(self) -> Exportable:
        """Return the largest differences as something to save."""
        return Exportable(_("The largest differences"), None, lambda: self._rows)


class BooksCard(TwinCard):
    """Which rulebook fits, and which numbers would fit best."""

    rulebook_wanted = Signal()

    def __init__(self) -> None:
        self._chart = IntervalChart(_("Which rulebook fits?"))
        super().__init__(_("Which rulebook fits?"), ((self._chart, self._chart.paint_on),))
        self._said = Words("", "body", "ink2", wraps=True)
        self._fitted = FactTable(_("Fitted numbers"))
        self._fitted.show_at_most(8)
        self._rows: Table | None = None
        self.save = QPushButton(_("Save the fitted rulebook …"))
        self.save.setFont(theme.current().font("table", 500))
        self.save.setProperty("link", "true")
        self.save.setProperty("small", "true")
        self.save.clicked.connect(self.rulebook_wanted)
        self.add_beneath(self._said, self._fitted, flowing(0, 0, self.save))

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        found = ran.findings
        shown = fitting.fits(found, ran.books)
        self._rows = fitting.fitted_table(found, ran.book)
        there = shown is not None or self._rows is not None
        for part in (self.stack, self.switch):
            part.setVisible(shown is not None)
        if shown is not None:
            self._chart.show_intervals(shown)
            caption = _("Share of people whose score each rulebook gives, within tolerance.")
            self.show_told(fitting.fits_table(found, ran.books), caption)
        self._said.setText(fitting.fitted_said(found, ran.book))
        self._said.setVisible(self._rows is not None)
        self._fitted.setVisible(self._rows is not None)
        told = found.fit is not None and any(one.told for one in found.fit.numbers)
        self.save.setVisible(told)
        if self._rows is not None:
            self._fitted.show_table(self._rows)
        return there

    def fitted_exported(self) -> Exportable | None:
        """Return the fitted numbers as something to save; ``None`` where there are none."""
        rows = self._rows
        return None if rows is None else Exportable(_("Fitted numbers"), None, lambda: rows)


class PressureCard(TwinCard):
    """What speech and ties cost across all people."""

    def __init__(self) -> None:
        self._chart = IntervalChart(_("What speech and ties cost"))
        super().__init__(_("What speech and ties cost"), ((self._chart, self._chart.paint_on),))

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        shown = fitting.pressure(ran.findings, ran.book)
        there = shown is not None
        if shown is not None:
            self._chart.show_intervals(shown)
            caption = _("Mean points over everybody who is scored, by the rulebook.")
            self.show_told(fitting.pressure_table(ran.findings, ran.book), caption)
        return there


class HonestyCard(TwinCard):
    """Whether the reasons that the operator states are those that weigh most."""

    def __init__(self) -> None:
        self._chart = IntervalChart(_("Stated reasons against true ones"))
        super().__init__(
            _("Stated reasons against true ones"), ((self._chart, self._chart.paint_on),)
        )

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        shown = fitting.honesty(ran.findings)
        there = shown is not None
        if shown is not None:
            self._chart.show_intervals(shown)
            table = fitting.honesty_table(ran.findings, ran.book)
            self.show_told(table, fitting.honesty_said(ran.findings))
        return there


class SuppressedCard(TableCard):
    """Groups too small to be shown."""

    def __init__(self) -> None:
        super().__init__(_("Groups too small to be shown"))

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        there = bool(ran.findings.suppressed)
        text = _("They are in the totals, and nowhere else.")
        self.show_table(fitting.suppressed_table(ran.findings), text)
        return there


class FaultyCard(TableCard):
    """People who are in no figure."""

    def __init__(self) -> None:
        super().__init__(_("People with faults in their rows"))

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        found = ran.findings
        there = bool(found.faulty_people)
        text = words.faulty_said(found.faulty_people)
        self.show_table(fitting.faulty_table(found), text)
        return there


class LimitsCard(Card):
    """What the sample cannot show."""

    def __init__(self) -> None:
        super().__init__(_("What this cannot show"))
        self._lines = [Words("", "body", "ink2", wraps=True) for _line in range(_MOST_LIMITS)]
        self.body.setSpacing(theme.current().px(8))
        for line in self._lines:
            line.hide()
            self.body.addWidget(line)
        self.body.addStretch(1)

    def show_limits(self, texts: tuple[str, ...]) -> None:
        """Show the limits, each in a paragraph of its own."""
        for line, text in zip(self._lines, [*texts, *[""] * _MOST_LIMITS], strict=False):
            line.setText(text)
            line.setVisible(bool(text))
