"""Official scores held against mirrored ones, rulebooks against each other, as tables in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from app.domain.audit import Question
from app.domain.calendar import day_of
from app.domain.findings import Findings, Pressing, Residual
from app.domain.rulebook import Rulebook, Stance
from app.wording.ahead import stance_heading
from app.wording.audit import (
    figure_said,
    moved_span_said,
    plain,
    rate_said,
    rate_span_said,
    rule_guess,
    rule_title,
    span_said,
)
from app.wording.audit_table import Column, Table, words
from app.wording.language import _, month, number, percent, points
from app.wording.visible import visible

_MOST_RULES = 8
_LEAST_SHARE = 0.0005  # what would be shown as nothing


def residual_tables(findings: Findings, question: Question) -> Iterator[Table]:
    """Yield how far official scores lie from ours: in all, by month, and by what."""
    found = findings.residual
    if found is None:
        return
    yield Table(
        "residual",
        _("Published against actual"),
        _("Official score minus ours, of {n} people. Unit: points.").format(n=number(found.n)),
        (words("", wide=True), Column("")),
        tuple(_residual(findings, found)),
    )
    yield Table(
        "periods",
        _("The difference by month"),
        _("Every official score of {n} people.").format(n=number(findings.periods_of)),
        (
            words(_("Month")),
            Column(_("Scores")),
            Column(_("Official minus ours")),
            Column(_("95 in 100")),
            Column(_("Agree")),
        ),
        tuple(
            (
                month_said(one.month),
                number(one.n),
                points(one.mean.value, 1),
                moved_span_said(one.mean.low, one.mean.high, 1),
                percent(one.within, 1),
            )
            for one in findings.periods
        ),
    )
    yield Table(
        "explains",
        _("What goes with the difference"),
        _(
            "How much of the difference goes with the points of one rule alone, of {n} people. "
            "It does not say why."
        ).format(n=number(found.n)),
        (words(_("Rule"), wide=True), Column(_("Share"))),
        tuple((_rule(question.book, one.rule), percent(one.share, 1)) for one in findings.explains),
    )
    yield Table(
        "largest",
        _("The largest differences"),
        _("By salted id, of {n} people.").format(n=number(found.n)),
        (
            words(_("Person")),
            words(_("Month")),
            Column(_("Official")),
            Column(_("Ours")),
            Column(_("Difference")),
        ),
        tuple(
            (
                visible(one.name),
                month_said(one.month),
                _score(one.official, question),
                _score(one.published, question),
                points(one.official - one.published, _decimals(question)),
            )
            for one in findings.largest
        ),
    )


def _residual(findings: Findings, found: Residual) -> Iterator[tuple[str, str]]:
    if findings.within_tolerance is not None:
        agree = _("Agree within {tolerance} points").format(tolerance=plain(findings.tolerance))
        yield agree, percent(findings.within_tolerance, 1)
    yield _("Mean"), points(found.mean, 2)
    yield _("Standard deviation"), number(found.sd, 2)
    yield _("Least"), points(found.min, 2)
    yield _("5 in 100 lie below"), points(found.p05, 2)
    yield _("Half lie below"), points(found.p50, 2)
    yield _("95 in 100 lie below"), points(found.p95, 2)
    yield _("Most"), points(found.max, 2)


def month_said(text: str) -> str:
    """Say a month as ``Mar 2016``; a whole day, where names are kept, likewise."""
    year, _dash, rest = text.partition("-")
    which = rest.partition("-")[0]
    if not (year.isdigit() and which.isdigit()):
        return visible(text)
    return month(day_of(dt.date(int(year), int(which), 1)))


def pressure_tables(findings: Findings, question: Question) -> Iterator[Table]:
    """Yield what speech and ties cost across the people."""
    for stance in (Stance.SPEECH, Stance.TIES):
        rows = [one for one in findings.pressure if one.stance == stance.value]
        yield Table(
            f"pressure-{stance.value}",
            stance_heading(stance),
            _("Points over everybody whom the rulebook scores. These are prices, not advice."),
            (
                words(_("Rule"), wide=True),
                Column(_("Moves")),
                Column(_("Mean of all")),
                Column(_("Takes from")),
                Column(_("Takes of them")),
            ),
            tuple(_pressing(one, question.book) for one in rows),
        )


def _pressing(one: Pressing, book: Rulebook | None) -> tuple[str, ...]:
    span = moved_span_said(one.mean.low, one.mean.high, 2)
    return (
        _rule(book, one.rule),
        number(one.moved),
        f"{points(one.mean.value, 2)}\n{span}",
        number(one.takes_from),
        points(one.taken, 1) if one.takes_from else "–",
    )


def book_tables(findings: Findings) -> Iterator[Table]:
    """Yield which rulebook gives the official scores best, and what a fit says."""
    yield Table(
        "books",
        _("Which rulebook fits?"),
        _("How well each gives the official scores. Error: official minus ours, in points."),
        (
            words(_("Rulebook"), wide=True),
            words(_("Version")),
            words(_("Variant")),
            Column(_("People")),
            Column(_("Agree")),
            Column(_("Mean error")),
            Column(_("Typical error")),
        ),
        tuple(
            (
                visible(one.id),
                visible(one.version),
                visible(one.variant or "–"),
                number(one.n),
                percent(one.within, 1),
                points(one.mean_error, 2),
                number(one.root_mean_square_error, 2),
            )
            for one in findings.books
        )
        if len(findings.books) > 1
        else (),
    )
    fit = findings.fit
    if fit is None:
        return
    note = _(
        "Guessed numbers fitted to the official scores of {n} people. Typical error before {before}, "
        "after {after} points."
    ).format(n=number(fit.n), before=number(fit.before, 2), after=number(fit.after, 2))
    yield Table(
        "fit",
        _("The guessed numbers, fitted"),
        note,
        (
            words(_("Number"), wide=True),
            Column(_("Was")),
            Column(_("Fits best")),
            Column(_("95 in 100")),
            words(_("To know"), wide=True),
        ),
        tuple(
            (
                visible(one.key),
                number(one.was, 2),
                number(one.value, 2) if one.told else "–",
                span_said(one.low, one.high, 2),
                _fitted_note(one.key, fit.tied, told=one.told, bound=one.bound),
            )
            for one in fit.numbers
        ),
    )


def _fitted_note(key: str, tied: tuple[tuple[str, ...], ...], *, told: bool, bound: bool) -> str:
    if not told:
        others = [name for keys in tied if key in keys for name in keys if name != key]
        if others:
            return _("cannot be told apart from {others}").format(others=visible(", ".join(others)))
        return _("these scores do not tell it")
    return _("at the end of what the rulebook allows") if bound else ""


def honesty_tables(findings: Findings, question: Question) -> Iterator[Table]:
    """Yield the operator's stated reasons, held against those that weigh most."""
    found = findings.honesty
    if found is None:
        return
    rows = [
        (
            _("The first reason is what takes most"),
            rate_said(found.first_is_strongest),
            rate_span_said(found.first_is_strongest),
        ),
        (
            _("All reasons are among the four that take most"),
            rate_said(found.among_strongest),
            rate_span_said(found.among_strongest),
        ),
    ]
    yield Table(
        "honesty",
        _("Stated reasons against true ones"),
        _("{n} decisions whose reasons name rules; {other} state reasons that name none.").format(
            n=number(found.decisions), other=number(found.not_understood)
        ),
        (words("", wide=True), Column(_("Share")), Column(_("95 in 100"))),
        tuple(rows),
    )
    yield _counted("unsaid", _("Takes most and is not stated"), found.unsaid, question)
    yield _counted(
        "said-without-weight",
        _("Stated, and takes nothing"),
        found.said_without_weight,
        question,
    )


def _counted(name: str, title: str, counts: Mapping[str, int], question: Question) -> Table:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return Table(
        name,
        title,
        _("Number of decisions, by rule."),
        (words(_("Rule"), wide=True), Column(_("Decisions"))),
        tuple((_rule(question.book, rule), number(count)) for rule, count in ordered),
    )


def _rule(book: Rulebook | None, rule: str) -> str:
    """Name a rule, with its mark where its numbers are guesses."""
    return f"{rule_title(book, rule)} {rule_guess(book, rule)}".rstrip()


def _decimals(question: Question) -> int:
    return 0 if question.book is None else question.book.decimals


def _score(value: float, question: Question) -> str:
    return figure_said(value, _decimals(question))
