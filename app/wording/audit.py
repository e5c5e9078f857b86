"""The sentences of an audit of many people: what was found, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.audit import EVERYBODY, PAIR, Question
from app.domain.cohort import TableReading
from app.domain.findings import Claim, Findings, Interval, Outcome, Verdict
from app.domain.intake import Notice
from app.domain.rounding import decimals_needed
from app.domain.rulebook import Basis, Rulebook
from app.domain.suppression import ALONE, told_suppressed
from app.wording.language import _, marked, ngettext, number, percent, points, text_of
from app.wording.sentences import listed
from app.wording.visible import visible

VERDICTS = {
    Verdict.CONTRADICTED: marked("contradicted"),
    Verdict.SUPPORTED: marked("supported"),
    Verdict.TOO_LITTLE_DATA: marked("too little data"),
}
MARKS = {Verdict.CONTRADICTED: "✖", Verdict.SUPPORTED: "✔", Verdict.TOO_LITTLE_DATA: "◌"}
"""Filled cross, tick and dashed ring: a verdict is told by its shape too."""

_GUESSES = frozenset({Basis.ASSUMED, Basis.FITTED})
_NONE = "–"
_SMALLEST_P = 0.001


def headline(findings: Findings, question: Question) -> str:
    """Say in one sentence what was found, that which weighs most first."""
    book = question.book
    told = {
        verdict: [one.rule for one in findings.claims if one.verdict is verdict]
        for verdict in Verdict
    }
    if told[Verdict.CONTRADICTED]:
        return _claims_said(
            ngettext(
                "The operator says that the rule {rules} does not count. These scores say that it does.",
                "The operator says that the rules {rules} do not count. These scores say that they do.",
                len(told[Verdict.CONTRADICTED]),
            ),
            told[Verdict.CONTRADICTED],
            book,
        )
    if told[Verdict.SUPPORTED]:
        return _claims_said(
            ngettext(
                "The operator says that the rule {rules} does not count. These scores bear that out.",
                "The operator says that the rules {rules} do not count. These scores bear that out.",
                len(told[Verdict.SUPPORTED]),
            ),
            told[Verdict.SUPPORTED],
            book,
        )
    if findings.claims:
        return _("These people are too few to tell whether what the operator says is so.")
    if findings.within_tolerance is not None and findings.residual is not None:
        return _(
            "{share} of {n} people have the score that the rulebook gives, within {tolerance} points."
        ).format(
            share=percent(findings.within_tolerance),
            n=number(findings.residual.n),
            tolerance=plain(findings.tolerance),
        )
    if findings.outcomes:
        said = outcome_said(findings.outcomes[0])
        if said:
            return said
    return people_said(findings)


def _claims_said(sentence: str, rules: Sequence[str], book: Rulebook | None) -> str:
    titles = [_("“{title}”").format(title=rule_title(book, rule)) for rule in rules]
    return sentence.format(rules=listed(titles))


def people_said(findings: Findings) -> str:
    """Say how many people there are, and how many of them have an official score."""
    said = ngettext(
        "{count} person, {official} with an official score.",
        "{count} people, {official} with an official score.",
        findings.people,
    )
    return said.format(count=number(findings.people), official=number(findings.with_official))


def separator_said(separator: str) -> str:
    """Name what parts the cells of a table."""
    return {
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "|": _("vertical bar"),
    }.get(separator, f"“{visible(separator)}”")


def decimal_said(decimal: str) -> str:
    """Name the sign before the decimals; empty where it is not known."""
    return {".": _("decimal point"), ",": _("decimal comma")}.get(decimal, "")


def reading_parts(reading: TableReading) -> str:
    """Say how a plain table was read, as a list."""
    if reading.form == "parquet":
        parts = ["Parquet"]
    elif reading.form == "sheet":
        parts = [_("the sheet “{name}”").format(name=visible(reading.sheet))]
    else:
        parts = [
            "CSV",
            reading.encoding,
            _("parted by: {separator}").format(separator=separator_said(reading.separator)),
        ]
    parts.append(decimal_said(reading.decimal))
    return ", ".join(part for part in parts if part)


def reading_said(reading: TableReading) -> str:
    """Say how a plain table was read."""
    return _("Read as {parts}.").format(parts=reading_parts(reading))


def outcome_said(one: Outcome) -> str:
    """Say how often a threshold was wrong, either way; empty where that cannot be told."""
    if one.fpr is None or one.fnr is None:
        return ""
    return _(
        "At {threshold} or more, the score was high for {fpr} of those to whom it did not happen, "
        "and low for {fnr} of those to whom it did."
    ).format(
        threshold=plain(one.threshold),
        fpr=percent(one.fpr.value, 1),
        fnr=percent(one.fnr.value, 1),
    )


def rule_title(book: Rulebook | None, rule: str) -> str:
    """Return what a rule is called; its id where no rulebook has it."""
    rules = () if book is None else book.rules
    return next((visible(text_of(one.title)) for one in rules if one.id == rule), visible(rule))


def rule_guess(book: Rulebook | None, rule: str) -> str:
    """Return the mark of a rule whose numbers nobody published; else empty."""
    rules = () if book is None else book.rules
    guessed = any(one.id == rule and one.basis in _GUESSES for one in rules)
    return _("(guess)") if guessed else ""


def claim_title(book: Rulebook | None, claim: Claim) -> str:
    """Say a claim as the operator makes it."""
    return _("Not counted: {rule}").format(rule=rule_title(book, claim.rule))


def verdict_said(verdict: Verdict) -> str:
    """Say a verdict, with the mark that it is drawn by."""
    return f"{MARKS[verdict]} {_(VERDICTS[verdict])}"


def attribute_title(attribute: str) -> str:
    """Return what people are told apart by; everybody is told apart by nothing."""
    return _("everybody") if attribute == EVERYBODY else visible(attribute)


def group_title(group: str) -> str:
    """Return what a group is called."""
    if group == EVERYBODY:
        return _("everybody")
    if group == ALONE:
        return _("each alone in theirs")
    return PAIR.join(visible(part) or _("(not said)") for part in group.split(PAIR))


def plain(value: float) -> str:
    """Say a number of the question without decimals that it does not have."""
    return number(value, decimals_needed(value, 4))


def p_said(value: float | None) -> str:
    """Say a p; below a thousandth it is only said to be so."""
    if value is None:
        return _NONE
    if value < _SMALLEST_P:
        return _("< {p}").format(p=number(_SMALLEST_P, 3))
    return number(value, 3)


def figure_said(value: float | None, decimals: int) -> str:
    """Say a figure; a dash where there is none."""
    return _NONE if value is None else number(value, decimals)


def moved_said(value: float | None, decimals: int) -> str:
    """Say points with their sign; a dash where there are none."""
    return _NONE if value is None else points(value, decimals)


def span_said(low: float | None, high: float | None, decimals: int) -> str:
    """Say the interval of a figure."""
    if low is None or high is None:
        return _NONE
    return _("{low} to {high}").format(low=number(low, decimals), high=number(high, decimals))


def moved_span_said(low: float, high: float, decimals: int) -> str:
    """Say the interval of points."""
    return _("{low} to {high}").format(low=points(low, decimals), high=points(high, decimals))


def rate_said(rate: Interval | None, decimals: int = 1) -> str:
    """Say a share; a dash where it has nobody to be a share of."""
    return _NONE if rate is None else percent(rate.value, decimals)


def rate_span_said(rate: Interval | None, decimals: int = 1) -> str:
    """Say the interval of a share."""
    if rate is None:
        return _NONE
    return f"{number(100 * rate.low, decimals)}–{percent(rate.high, decimals)}"


def difference_said(found: Interval) -> tuple[str, str]:
    """Say how two shares differ, and its interval. Unit: percentage points."""
    value, low, high = (points(100 * one, 1) for one in (found.value, found.low, found.high))
    return value, _("{low} to {high}").format(low=low, high=high)


def guesses_of(book: Rulebook) -> tuple[int, int]:
    """Return how many of a rulebook's numbers are guesses, and how many there are."""
    based = [number.basis or rule.basis for rule in book.rules for number in rule.numbers]
    every = [*based, book.base.basis or Basis.ASSUMED]
    return sum(basis in _GUESSES for basis in every), len(every)


def limits_of(findings: Findings, question: Question) -> tuple[Notice, ...]:
    """Say what the figures cannot show, and on whom they do not rest."""
    return tuple(_limits(findings, question))


def _limits(findings: Findings, question: Question) -> Iterator[Notice]:
    yield Notice(
        "sample",
        _(
            "Who donates is not who lives there. Shares and means hold for the people in these "
            "files, and for nobody else without knowing how they came to be in them."
        ),
    )
    if findings.groups or findings.gaps or findings.outcomes:
        yield Notice(
            "causes",
            _("A difference between groups says that scores differ, and not why people do."),
        )
    if findings.claims:
        yield Notice(
            "claims",
            _(
                "A claim is tested with all other rules as the rulebook has them. Where those are "
                "wrong, an effect can look larger or smaller than it is."
            ),
        )
    if question.book is not None:
        guessed, every = guesses_of(question.book)
        if guessed:
            said = ngettext(
                "{count} of {every} numbers of this rulebook is a guess. "
                "What rests on it is no surer than it is.",
                "{count} of {every} numbers of this rulebook are guesses. "
                "What rests on them is no surer than they are.",
                guessed,
            )
            yield Notice("guesses", said.format(count=number(guessed), every=number(every)))
        yield from _left_out(findings)
    yield from _alike(findings)
    if findings.suppressed:
        said = ngettext(
            "{count} group of fewer than {least} people is listed and not shown.",
            "{count} groups of fewer than {least} people are listed and not shown.",
            len(findings.suppressed),
        )
        counts = {
            "count": number(len(findings.suppressed)),
            "least": number(question.smallest_group),
        }
        yield Notice("small_groups", said.format(**counts))
    if findings.periods_of and findings.periods_of < findings.with_official:
        said = _("The months rest on {n} people, drawn from all.")
        yield Notice("months_sampled", said.format(n=number(findings.periods_of)))
    if findings.faulty_people:
        yield Notice("faulty_people", faulty_said(findings.faulty_people))


def _left_out(findings: Findings) -> Iterator[Notice]:
    without = findings.people - findings.with_official
    if without:
        said = ngettext(
            "{count} person has no official score to be held against ours.",
            "{count} people have no official score to be held against ours.",
            without,
        )
        yield Notice("no_official", said.format(count=number(without)))
    if findings.unscored:
        said = ngettext(
            "{count} person gets no score from this rulebook.",
            "{count} people get no score from this rulebook.",
            findings.unscored,
        )
        yield Notice("unscored", said.format(count=number(findings.unscored)))


def _alike(findings: Findings) -> Iterator[Notice]:
    """Name the groups that differ in nothing but capitals."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    told = [(one.attribute, one.group) for one in findings.groups]
    told += [(one.attribute, one.group) for one in told_suppressed(findings.suppressed)]
    for attribute, group in told:
        found.setdefault((attribute, group.casefold()), {})[group] = None
    for (attribute, _same), groups in found.items():
        if len(groups) > 1:
            said = _("{attribute}: {groups} differ in their capitals only and were kept apart.")
            names = ", ".join(f"“{group_title(group)}”" for group in sorted(groups))
            text = said.format(attribute=attribute_title(attribute), groups=names)
            yield Notice("groups_alike", text)


def faulty_said(count: int) -> str:
    """Say that people are in no figure, because of their rows."""
    said = ngettext(
        "{count} person is in no figure, because their rows have faults.",
        "{count} people are in no figure, because their rows have faults.",
        count,
    )
    return said.format(count=number(count))
