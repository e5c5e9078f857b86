"""Put an explanation into the words and figures of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from app.domain.adding_up import shown_points
from app.domain.explanation import Cause, Explanation, Official, RecordShares
from app.domain.rulebook import Basis, Rulebook
from app.domain.score import OverrideHit, published_figure
from app.wording import breakdown, feeding
from app.wording.language import (
    _,
    current,
    day,
    ngettext,
    number,
    percent,
    points,
    short_day,
    text_of,
)
from app.wording.report import Fact, Line, PerkLine, Report, Row, Sentence
from app.wording.signatures import signature_line
from app.wording.visible import visible

_GUESSES = frozenset({Basis.ASSUMED, Basis.FITTED})


def report_of(
    explanation: Explanation, strongest: Sequence[int], kind_title: Callable[[str], str] = str
) -> Report:
    """Put an explanation into words.

    Args:
        explanation: What was computed.
        strongest: Which of its record shares to list: positions, in the order of the list.
        kind_title: Names a kind of record in the reader's language; its id where left out.
    """
    said = _Writer(explanation, kind_title)
    return Report(
        language=current().value,
        title=said.title(),
        rules=said.rules(),
        settled=said.settled(),
        facts=tuple(said.facts()),
        disclaimer=_("Computed by this app, not by the operator."),
        caution=visible(text_of(said.book.caution)) if said.book.caution else "",
        rows=tuple(said.rows()),
        reasons=tuple(said.reasons()),
        perks=tuple(said.perks()),
        causes=tuple(said.causes(explanation.shares)),
        records=tuple(said.records(explanation.shares, strongest)),
        records_left=said.left_unlisted(len(strongest)),
        contacts=tuple(said.contacts()),
        asides=tuple(said.asides()),
        warnings=tuple(visible(notice.text) for notice in explanation.notices),
        inputs=tuple(
            (visible(file.name), file.sha256, signature_line(file.signature))
            for file in explanation.inputs
        ),
    )


class _Writer:
    """Writes one explanation; holds the titles and guesses that every part looks up."""

    def __init__(self, explanation: Explanation, kind_title: Callable[[str], str]) -> None:
        self.told = explanation
        self.kind_title = kind_title
        self.book = explanation.to.rulebook
        self.decimals = self.book.decimals
        self.sum = shown_points(explanation)
        self.from_nothing = explanation.since.name == "no_records"
        books = (explanation.since.rulebook, self.book)  # the newer one names what both have
        self.titles = {f.id: visible(text_of(f.title)) for book in books for f in book.factors}
        self.rule_titles = {r.id: visible(text_of(r.title)) for book in books for r in book.rules}
        self.guessed = _guessed_factors(books)
        self.guessed_rules = {
            rule.id for book in books for rule in book.rules if rule.basis in _GUESSES
        }

    def title(self) -> str:
        """Say what the report is about."""
        figure = self.told.to.score.published
        if figure is None or self.told.feeds_nothing:
            return _("Why you have no score")
        if not self.from_nothing:
            return _("Why your score moved to {score}").format(score=self._figure(figure))
        return _("Why your score is {score}").format(score=self._figure(figure))

    def rules(self) -> str:
        """Name the rulebook, its variant and the day."""
        said = _("{rulebook}, version {version}, on {day}").format(
            rulebook=visible(text_of(self.book.title)),
            version=self.book.version,
            day=day(self.told.to.score.day),
        )
        variant = next((v for v in self.book.variants if v.id == self.book.variant), None)
        return said if variant is None else f"{said} · {text_of(variant.title)}"

    def settled(self) -> str:
        """Say that a record settles the score by itself; empty where none does."""
        score = self.told.to.score
        if self.told.fed is not None and self.told.feeds_nothing:
            return feeding.no_score(self.told.fed, self.book)
        if score.unscored is not None:
            return _("No score: {reason} ({records}).").format(
                reason=self._override(score.unscored),
                records=visible(", ".join(score.unscored.records)),
            )
        if score.capped is not None:
            return _("The band is held down: {reason} ({records}).").format(
                reason=self._override(score.capped),
                records=visible(", ".join(score.capped.records)),
            )
        return ""

    def facts(self) -> Iterator[Fact]:
        """Yield the figures that stand at the top."""
        score = self.told.to.score
        if score.published is not None and not self.told.feeds_nothing:
            yield Fact(_("Score by this app"), self._figure(score.published), self._standing())
        if self.told.official is not None:
            yield from self._official(self.told.official)
        if self.told.feeds_nothing:
            return
        drawn, certain = self.told.range, self.told.guaranteed
        if drawn is not None:
            yield Fact(
                _("Range"),
                self._span(drawn.low, drawn.high),
                _("where the numbers are guesses: {share} of {draws} tries").format(
                    share=percent(drawn.level), draws=number(drawn.draws)
                ),
            )
        if certain is not None:
            missing = visible(", ".join(entry.id for entry in certain.inputs))
            yield Fact(
                _("Certain"),
                self._span(certain.low, certain.high),
                _("whatever is missing in your file ({inputs})").format(inputs=missing),
            )

    def _standing(self) -> str:
        """Name the band; where most of the score is unknown, say how much of it is fed instead."""
        fed = self.told.fed
        if fed is not None and fed.little:
            return feeding.feeds(fed.counted)
        band = self.told.to.score.band
        return next((text_of(one.title) for one in self.book.bands if one.id == band), "")

    def rows(self) -> Iterator[Row]:
        """Yield the sum: where it starts, what gives and takes, where it ends.

        The rows are rounded so that they add up; what is left all the same is rounding of the ends.
        """
        if self.told.feeds_nothing:
            return
        start, end = self.sum.start, self.sum.end
        yield self._total(breakdown.start(self.told), start)
        makes = start
        for label, moved, guess in self._moves():
            makes = self._shown(makes + moved)
            yield self._row(label, moved, makes, guess)
        if self.sum.rounding:
            yield self._row(_("Rounding"), self.sum.rounding, end, "")
        yield self._total(day(self.told.to.score.day), end)

    def reasons(self) -> Iterator[Sentence]:
        """Yield the reasons as they were found, those that move nothing left out."""
        for reason in self.told.reasons:
            if moved := self.sum.rules[reason.rule]:
                yield Sentence(
                    visible(reason.text),
                    moved,
                    points(moved, self.decimals),
                    self._guess(reason.rule, self._rule_spans(), self.guessed_rules),
                )

    def perks(self) -> Iterator[PerkLine]:
        """Yield every perk with the distance to it."""
        perks = {perk.id: perk for perk in self.book.perks}
        for standing in () if self.told.feeds_nothing else self.told.perks:
            perk = perks[standing.id]
            guess = _("(guess)") if perk.basis in _GUESSES else ""
            if perk.at is None or standing.distance is None:
                asked = "" if perk.at is None else self._asked(perk.at, above=perk.above)
                said = _("nobody said from what score") if perk.at is None else _("no score")
                yield PerkLine(visible(text_of(perk.title)), asked, said, None, guess)
                continue
            said = _("you have it") if standing.held else self._short(standing.distance)
            asked = self._asked(perk.at, above=perk.above)
            yield PerkLine(visible(text_of(perk.title)), asked, said, standing.held, guess)

    def records(self, shares: RecordShares, strongest: Sequence[int]) -> Iterator[Line]:
        """Yield the records that moved the score: day, kind or name, rule."""
        records, contacts = self.told.records, self.told.contacts
        for position in strongest:
            row, moved = int(shares.row[position]), float(shares.points[position])
            rule = self.told.rules[int(shares.rule[position])].id
            if shares.is_contact[position]:
                cells = ("", visible(contacts.id[row]), visible(contacts.name[row]))
            else:
                kind = visible(self.kind_title(records.kinds[int(records.kind[row])]))
                cells = (short_day(int(records.day[row])), visible(records.id[row]), kind)
            yield Line(
                (*cells, self.rule_titles.get(rule, rule)),
                moved,
                points(moved, self.decimals + 1),
                breakdown.cause(int(shares.cause[position])),
            )

    def causes(self, shares: RecordShares) -> Iterator[Line]:
        """Yield what happened since the earlier state: cause, how many, points in all."""
        if self.from_nothing:
            return
        counts = np.bincount(shares.cause, minlength=len(Cause))
        moved = np.bincount(shares.cause, weights=shares.points, minlength=len(Cause))
        for cause in Cause:
            if counts[cause]:
                total = float(moved[cause])
                said = points(total, self.decimals + 1)
                yield Line((breakdown.cause(cause), number(int(counts[cause]))), total, said)

    def left_unlisted(self, listed: int) -> str:
        """Say how many records the list leaves out; empty where it leaves none."""
        left = len(self.told.shares) - listed
        if left <= 0:
            return ""
        said = ngettext("{count} more record moves less.", "{count} more records move less.", left)
        return said.format(count=number(left))

    def contacts(self) -> Iterator[Line]:
        """Yield every contact that moves something: name, share, and the score without it."""
        shares, contacts = self.told.contact_shares, self.told.contacts
        for row in range(len(contacts)):
            share, gone = float(shares.points[row]), float(shares.if_gone[row])
            if max(abs(share), abs(gone)) > self._least_shown():
                name = visible(contacts.name[row] or contacts.id[row])
                yield Line(
                    (name, points(gone, self.decimals + 1)),
                    share,
                    points(share, self.decimals + 1),
                )

    def asides(self) -> Iterator[Line]:
        """Yield every record set aside, and what it would be worth."""
        for aside in self.told.aside:
            yield Line((visible(aside.id),), aside.worth, points(aside.worth, self.decimals + 1))

    def _official(self, official: Official) -> Iterator[Fact]:
        note = ""
        if official.difference is not None:
            gap = self._shown(official.difference)
            note = breakdown.unexplained_hint(gap, self.decimals)
        label = breakdown.official_figure(official.day, self.told.to.score.day)
        yield Fact(label, self._figure(official.score), note)
        if official.was is not None and official.unexplained is not None:
            yield Fact(
                _("Unexplained"),
                points(official.unexplained, self.decimals),
                _("the official figure moved by {official}, ours by the rest").format(
                    official=points(official.score - official.was, self.decimals)
                ),
            )

    def _moves(self) -> Iterator[tuple[str, float, str]]:
        """Yield what gives and takes, as shown: gains before losses, the largest first."""
        spans = self._factor_spans()
        moves = [
            (
                self.titles.get(share.id, share.id),
                self.sum.factors[share.id],
                self._guess(share.id, spans, self.guessed),
            )
            for share in self.told.factors
        ]
        if self.told.rules_changed is not None:
            moves.append((_("The rules changed"), self.sum.rules_changed, ""))
        moving = [move for move in moves if move[1]]
        yield from sorted((m for m in moving if m[1] > 0), key=lambda move: -move[1])
        yield from sorted((m for m in moving if m[1] < 0), key=lambda move: move[1])

    def _factor_spans(self) -> Mapping[str, tuple[float, float]]:
        return {} if self.told.range is None else self.told.range.factors

    def _rule_spans(self) -> Mapping[str, tuple[float, float]]:
        return {} if self.told.range is None else self.told.range.rules

    def _guess(self, name: str, spans: Mapping[str, tuple[float, float]], guessed: set[str]) -> str:
        """Mark a number that nobody published, with its range where it is of this figure."""
        if name not in guessed:
            return ""
        low, high = spans.get(name, (0.0, 0.0))
        # A range is of the points on the day; of a change between two days none was drawn.
        if not self.from_nothing or self._shown(low) == self._shown(high):
            return _("(guess)")
        return _("(guess, {low} to {high})").format(
            low=number(low, self.decimals), high=number(high, self.decimals)
        )

    def _override(self, hit: OverrideHit) -> str:
        found = next((o for o in self.book.overrides if o.id == hit.override), None)
        return hit.override if found is None else text_of(found.title)

    def _asked(self, at: float, *, above: bool) -> str:
        said = _("above {score}") if above else _("from {score} on")
        return said.format(score=self._figure(at))

    def _short(self, distance: float) -> str:
        return _("{points} short").format(points=number(max(distance, 0.0), self.decimals))

    def _row(self, label: str, moved: float, makes: float, guess: str) -> Row:
        moved_text = points(moved, self.decimals)
        return Row(label, moved, moved_text, makes, self._figure(makes), guess=guess)

    def _total(self, label: str, makes: float) -> Row:
        return Row(label, 0.0, "", makes, self._figure(makes), total=True)

    def _least_shown(self) -> float:
        """Return what rounds to nothing in a table of records. Unit: points."""
        return 0.5 * 10.0 ** -(self.decimals + 1)

    def _figure(self, value: float) -> str:
        return number(value, self.decimals)

    def _span(self, low: float, high: float) -> str:
        return _("{low} to {high}").format(low=self._figure(low), high=self._figure(high))

    def _shown(self, value: float) -> float:
        return published_figure(value, self.decimals)


def _guessed_factors(books: Sequence[Rulebook]) -> set[str]:
    """Return the factors of which a rule or a bound is a guess."""
    return {rule.factor for book in books for rule in book.rules if rule.basis in _GUESSES} | {
        factor.id for book in books for factor in book.factors if factor.basis in _GUESSES
    }
