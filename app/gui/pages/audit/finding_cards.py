"""The cards of the first findings: published against actual, claims, rates, the gap."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain.findings import Gap
from app.gui import theme
from app.gui.charts.effects import EffectChart
from app.gui.charts.histogram import HistogramChart
from app.gui.charts.intervals import IntervalChart
from app.gui.charts.months import MonthsChart
from app.gui.charts.waterfall import WaterfallChart
from app.gui.pages.audit import claimed, grouped, published
from app.gui.pages.audit.desk import Ran
from app.gui.pages.audit.twin import Choice, TwinCard
from app.gui.shared.clearing import held
from app.gui.shared.page import Exportable
from app.gui.shared.words import Words
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _


class PublishedCard(TwinCard):
    """How far official scores lie from ours: how many, or month by month."""

    def __init__(self) -> None:
        self._bars = HistogramChart(_("Official minus ours"))
        self._months = MonthsChart(_("Official minus ours, by month"))
        charts = ((self._bars, self._bars.paint_on), (self._months, self._months.paint_on))
        super().__init__(_("Published against actual"), charts, "chart-bar", grows=True)
        look = theme.current()
        self._ran: Ran | None = None
        self._by_month = False
        self._says = Words("", "caption", "ink2", wraps=True)
        self._other = QPushButton()
        self._other.setProperty("link", "true")
        self._other.setProperty("small", "true")
        self._other.setFont(look.font("caption", 500))
        self._other.clicked.connect(self._turn_over)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(self._says, 1)
        foot.addWidget(self._other)
        self.body.addWidget(held(foot))

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        self._ran = ran
        bars, months = published.histogram(ran.findings), published.months(ran.findings)
        there = bars is not None
        if bars is None:
            return False
        self._bars.show_histogram(bars)
        if months is not None:
            self._months.show_months(months)
        self._other.setVisible(months is not None)
        self._by_month = self._by_month and months is not None
        self._say()
        return there

    def exported(self) -> Exportable:
        """Return the bars and their table as something to save."""
        ran = self._ran
        if ran is None:
            return super().exported()
        table = published.histogram_table(ran.findings)
        return Exportable(self.accessibleName(), self._bars, lambda: table, self._bars.paint_on)

    def months_exported(self) -> Exportable | None:
        """Return the months as something to save; ``None`` where there are none."""
        ran = self._ran
        if ran is None or not ran.findings.periods:
            return None
        table = published.months_table(ran.findings)
        name = _("Official minus ours, by month")
        return Exportable(name, self._months, lambda: table, self._months.paint_on)

    def _turn_over(self) -> None:
        self._by_month = not self._by_month
        self._say()

    def _say(self) -> None:
        ran = self._ran
        if ran is None:
            return
        found = ran.findings
        self._other.setText(_("how many") if self._by_month else _("by month"))
        shown = published.months(found) if self._by_month else published.histogram(found)
        self._says.setText(shown.caption if shown is not None else "")
        self.show_chart(int(self._by_month))
        self.show_told(
            published.months_table(found) if self._by_month else published.histogram_table(found)
        )


class ClaimsCard(TwinCard):
    """What the operator says does not count, tested."""

    def __init__(self) -> None:
        self._chart = EffectChart(_("Claims"))
        super().__init__(_("Claims"), ((self._chart, self._chart.paint_on),))
        self._how = Words(_("each tested under the operator’s own account"), "table", "ink2")
        self._head.insertWidget(1, self._how)
        self._none = Words("", "body", "ink2", wraps=True)
        self._none.setText(_("No claim was chosen. Tick rules under Settings to test them."))
        self.body.insertWidget(1, self._none)

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        shown = claimed.effects(ran.findings, ran.book)
        there = ran.book is not None
        for part in (self.stack, self.switch, self._how):
            part.setVisible(shown is not None)
        self._none.setVisible(shown is None)
        if shown is not None:
            self._chart.show_effects(shown)
            self.show_told(claimed.effects_table(ran.findings, ran.book))
        return there

    def arrange(self, *, narrow: bool) -> None:
        """Leave the aside out where there is no room for it."""
        self._how.setVisible(not narrow and not self.switch.isHidden())


class GroupedCard(TwinCard):
    """A card of groups: by what they are told apart can be chosen."""

    def __init__(self, heading: str, chart: IntervalChart | None, *more: Choice) -> None:
        charts = () if chart is None else ((chart, chart.paint_on),)
        super().__init__(heading, charts)
        self._ran: Ran | None = None
        self.by = Choice(_("Told apart by"))
        for box in (self.by, *more):
            self.add_choice(box)
            box.key_chosen.connect(lambda _key: self._say())

    def _offer(self, names: tuple[str, ...]) -> str:
        """Offer what people are told apart by; return what is chosen."""
        self.by.offer([(name, page.by(name)) for name in names])
        return str(self.by.key or "")

    def _say(self) -> None:
        raise NotImplementedError


class RatesCard(GroupedCard):
    """Who is at a threshold or above, by group."""

    def __init__(self) -> None:
        self._chart = IntervalChart(_("Shares by group"))
        self._at = Choice(_("Threshold"))
        super().__init__(_("Shares by group"), self._chart, self._at)

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        self._ran = ran
        at, names = grouped.thresholds(ran.findings), grouped.attributes(ran.findings)
        there = bool(at and names)
        if not at or not names:
            return False
        self._offer(names)
        said = [(one, _("{score} or more").format(score=words.plain(one))) for one in at]
        self._at.offer(said)
        self.show_choices()
        self._say()
        return there

    def _say(self) -> None:
        ran, attribute, at = self._ran, str(self.by.key or ""), self._at.key
        if ran is None or not isinstance(at, float):
            return
        found = ran.findings
        self.show_heading(page.rates_heading(at, attribute))
        self._chart.show_intervals(grouped.rates(found, attribute, at))
        small = sum(one.attribute == attribute for one in found.suppressed)
        caption = page.suppressed_note(small, ran.choices.smallest_group)
        more = len(grouped.groups_of(found, attribute)) - len(
            grouped.drawn(grouped.groups_of(found, attribute))
        )
        notes = [caption, page.not_drawn(more) if more else ""]
        self.show_told(
            grouped.rates_table(found, attribute), " ".join(note for note in notes if note)
        )


class GapCard(GroupedCard):
    """Where the difference of two groups' means comes from."""

    def __init__(self) -> None:
        self._pair = Choice(_("Which two groups"))
        super().__init__(_("Where a gap comes from"), None, self._pair)
        self.chart = WaterfallChart()
        self._charts = ((self.chart, self.chart.paint_on),)
        self.stack.addWidget(self.chart)
        self.chart.chosen.connect(self.chart.select)
        self._gaps: tuple[Gap, ...] = ()

    def show_found(self, ran: Ran) -> bool:
        """Show what an audit found; say whether there is anything to show."""
        self._ran = ran
        names = tuple(dict.fromkeys(one.attribute for one in ran.findings.gaps))
        there = bool(names)
        if names:
            self._offer(names)
            self._say()
        return there

    def _say(self) -> None:
        ran = self._ran
        if ran is None:
            return
        self._gaps = grouped.gaps_of(ran.findings, str(self.by.key or ""))
        self._pair.offer([(one.groups, page.pair_of(one.groups)) for one in self._gaps])
        self.show_choices()
        gap = next(one for one in self._gaps if one.groups == self._pair.key)
        counts = grouped.counts_of(ran.findings, gap)
        self.show_heading(page.gap_heading(gap.gap.value))
        self.chart.show_chart(grouped.waterfall(gap))
        self.show_told(grouped.gaps_table(gap, counts), page.gap_rests_on(gap, counts))
