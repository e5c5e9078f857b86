"""Which rulebook fits, fitted numbers, pressure, stated reasons, who is left out. No Qt here."""

from __future__ import annotations

from app.domain.findings import BookFit, Findings, Pressing
from app.domain.rounding import shown
from app.domain.rulebook import Rulebook
from app.gui.charts.crowd_figures import IntervalRow, Intervals
from app.gui.pages.audit.telling import (
    counted,
    note,
    reach_of,
    said_points,
    scale,
    share_axis,
    share_row,
    share_scale,
)
from app.gui.shared.page import Table
from app.wording import audit as words
from app.wording import audit_page as page
from app.wording.language import _, number, percent, points, text_of
from app.wording.visible import visible

_MOST_FAULTY = 200


# Which rulebook fits


def book_title(one: BookFit, books: tuple[Rulebook, ...]) -> str:
    """Name a rulebook with the variant that is on."""
    for book in books:
        if book.id == one.id and book.variant == one.variant:
            own = next((entry for entry in book.variants if entry.id == book.variant), None)
            title = text_of(book.title)
            return title if own is None else f"{title} · {text_of(own.title)}"
    return one.id if one.variant is None else f"{one.id} · {one.variant}"


def fits(found: Findings, books: tuple[Rulebook, ...]) -> Intervals | None:
    """Return the share within tolerance under each rulebook; ``None`` where there is but one."""
    if len(found.books) < 2:
        return None
    rows = tuple(
        IntervalRow(
            book_title(one, books), one.within, 0.0, 0.0, percent(one.within),
            note(
                book_title(one, books), percent(one.within, 1),
                (_("Mean error"), number(one.mean_error, 2)),
                (_("Root mean square error"), number(one.root_mean_square_error, 2)),
                counted(one.n),
            ),
        )
        for one in found.books
    )  # fmt: skip
    spoken = "; ".join(f"{row.name} {row.figure}" for row in rows)
    return Intervals(rows, share_scale(0, 1), 0.0, 1.0, spoken, 0.0, bars=True)


def fits_table(found: Findings, books: tuple[Rulebook, ...]) -> Table:
    """Return the same as a table."""
    heads = (
        _("Rulebook"), _("Within tolerance"), _("Mean error"), _("Root mean square error"),
        _("People"),
    )  # fmt: skip
    rows = tuple(
        (
            book_title(one, books), percent(one.within, 1), number(one.mean_error, 2),
            number(one.root_mean_square_error, 2), number(one.n),
        )
        for one in found.books
    )  # fmt: skip
    return Table(heads, rows)


def number_name(key: str, book: Rulebook | None) -> str:
    """Name a number of a rulebook: its rule's title, and where it stands in it."""
    part, _dot, rest = key.partition(".")
    rule, _dot, own = rest.partition(".")
    return f"{words.rule_title(book, rule)} · {own}" if part == "rule" and own else key


def fitted_table(found: Findings, book: Rulebook | None) -> Table | None:
    """Return the numbers that were fitted; ``None`` where none was."""
    fit = found.fit
    if fit is None:
        return None
    heads = (
        _("Number of the rulebook"),
        _("Rulebook says"),
        _("Fits best"),
        _("95 in 100"),
        _("Told by the data"),
    )
    rows = tuple(
        (
            number_name(one.key, book), words.plain(shown(one.was, 3)), number(one.value, 3),
            words.span_said(one.low, one.high, 3) if one.told else "–",
            _("at its bound") if one.bound else _("yes") if one.told else _("no"),
        )
        for one in fit.numbers
    )  # fmt: skip
    return Table(heads, rows)


def fitted_said(found: Findings, book: Rulebook | None) -> str:
    """Say what the fit gained, and what it cannot tell apart."""
    fit = found.fit
    if fit is None:
        return ""
    said = _("Fitted on {n} people: the error goes from {before} to {after} points.").format(
        n=number(fit.n), before=number(fit.before, 2), after=number(fit.after, 2)
    )
    tied = [" + ".join(number_name(key, book) for key in keys) for keys in fit.tied]
    if not tied:
        return said
    return f"{said} " + _("The data cannot tell apart: {keys}.").format(keys="; ".join(tied))


# What speech and ties cost


def stance_name(stance: str) -> str:
    """Name a stance."""
    return {"speech": _("Speech"), "ties": _("Ties")}.get(stance, stance)


def pressure(found: Findings, book: Rulebook | None) -> Intervals | None:
    """Return the mean points of rules on speech and ties; ``None`` where there is no such rule."""
    if not found.pressure:
        return None
    rows = tuple(_pressing(one, book) for one in found.pressure)
    low, high = reach_of([0.0, *(end for row in rows for end in (row.low, row.high))], least=1.0)
    ticks = scale(low, high, said_points)
    spoken = "; ".join(f"{row.name} {row.figure}" for row in rows)
    return Intervals(rows, ticks, low, high, spoken, 0.0)


def _pressing(one: Pressing, book: Rulebook | None) -> IntervalRow:
    name = words.rule_title(book, one.rule)
    mean = one.mean
    told = note(
        name, points(mean.value, 2),
        (_("By what"), stance_name(one.stance)),
        (_("95 in 100"), words.moved_span_said(mean.low, mean.high, 2)),
        (_("Moves"), page.people_counted(one.moved)),
        (_("Takes from"), page.people_counted(one.takes_from)),
        (_("Takes from each of them, on average"), points(one.taken, 1)),
    )  # fmt: skip
    return IntervalRow(name, mean.value, mean.low, mean.high, points(mean.value, 1), told)


def pressure_table(found: Findings, book: Rulebook | None) -> Table:
    """Return the same as a table."""
    heads = (
        _("Rule"), _("By what"), _("Mean"), _("95 in 100"), _("Moves"), _("Takes from"),
        _("Takes on average"),
    )  # fmt: skip
    rows = tuple(
        (
            words.rule_title(book, one.rule), stance_name(one.stance), points(one.mean.value, 2),
            words.moved_span_said(one.mean.low, one.mean.high, 2), number(one.moved),
            number(one.takes_from), points(one.taken, 1),
        )
        for one in found.pressure
    )  # fmt: skip
    return Table(heads, rows)


# Whether stated reasons are the true ones


def honesty(found: Findings) -> Intervals | None:
    """Return how often stated reasons are those that weigh most; ``None`` where none is stated."""
    one = found.honesty
    if one is None or not one.decisions:
        return None
    rows = (
        share_row(_("The first is the strongest"), one.first_is_strongest, one.decisions),
        share_row(_("All are among the four strongest"), one.among_strongest, one.decisions),
    )
    low, high = share_axis(rows)
    spoken = "; ".join(f"{row.name} {row.figure}" for row in rows)
    return Intervals(rows, share_scale(low, high), low, high, spoken)


def honesty_table(found: Findings, book: Rulebook | None) -> Table:
    """Return by rule how often it weighed and was not said, and the other way round."""
    one = found.honesty
    heads = (_("Rule"), _("Weighs most, not stated"), _("Stated, takes nothing"))
    if one is None:
        return Table(heads, ())
    rules = dict.fromkeys((*one.unsaid, *one.said_without_weight))
    rows = tuple(
        (
            words.rule_title(book, rule), number(one.unsaid.get(rule, 0)),
            number(one.said_without_weight.get(rule, 0)),
        )
        for rule in rules
    )  # fmt: skip
    return Table(heads, rows)


def honesty_said(found: Findings) -> str:
    """Say on how many decisions that rests."""
    one = found.honesty
    if one is None:
        return ""
    return _("{n} decisions state a reason that names a rule; {other} name none.").format(
        n=number(one.decisions), other=number(one.not_understood)
    )


# Who is left out


def suppressed_table(found: Findings) -> Table:
    """Return the groups that are too small to be shown."""
    rows = tuple(
        (page.attribute_name(one.attribute), words.group_title(one.group), number(one.n))
        for one in found.suppressed
    )
    return Table((_("Told apart by"), _("Group"), _("People")), rows)


def faulty_table(found: Findings) -> Table:
    """Return the people who are in no figure, and why."""
    rows = tuple(
        (
            one.name, visible(one.file), one.table, "–" if one.line is None else number(one.line),
            visible(one.column), one.expected,
        )
        for one in found.faulty[:_MOST_FAULTY]
    )  # fmt: skip
    heads = (
        _("Person, salted id"), _("File"), _("Table"), _("Row"), _("Column"), _("Expected"),
    )  # fmt: skip
    return Table(heads, rows)
