"""``audit --json``, which is also the ``results.json`` of an evidence pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.audit import Question
from app.domain.calendar import iso
from app.domain.cohort import TableReading
from app.domain.document import Document, figure, head
from app.domain.findings import (
    Bar,
    BookFit,
    Claim,
    Findings,
    Fit,
    Gap,
    Group,
    Honesty,
    Interval,
    Outcome,
    RateGap,
)
from app.domain.records import InputFile
from app.domain.rounding import written
from app.domain.suppression import told_suppressed
from app.wording.audit import limits_of

_RATES = ("fpr", "fnr", "ppv", "npv")
_PARTS = ("behaviour", "contacts", "rules", "unexplained")
_PERCENTILES = ("p05", "p25", "p50", "p75", "p95")


def audit_document(
    findings: Findings,
    question: Question,
    inputs: Sequence[InputFile],
    reading: TableReading | None = None,
) -> Document:
    """Return what an audit found as plain values, unrounded.

    Args:
        findings: What was found.
        question: What was asked.
        inputs: The files read.
        reading: How a plain table was read.
    """
    return {
        **head(question.book, inputs),
        "at": None if findings.day is None else iso(findings.day),
        "variant": None if question.book is None else question.book.variant,
        "reading": None if reading is None else _reading(reading),
        "people": findings.people,
        "scored": findings.scored,
        "unscored": findings.unscored,
        "with_official": findings.with_official,
        "records_counted": findings.records,
        "tolerance": figure(findings.tolerance),
        "within_tolerance": figure(findings.within_tolerance),
        "residual": _residual(findings),
        "distribution": _bars(findings.distribution),
        "periods": [
            {"month": one.month, "n": one.n, **_around(one.mean, "mean"), "within": one.within}
            for one in findings.periods
        ],
        "periods_of": findings.periods_of,
        "explains": [{"rule": one.rule, "share": figure(one.share)} for one in findings.explains],
        "largest": [
            {
                "name": one.name,
                "month": one.month,
                "official": figure(one.official),
                "published": figure(one.published),
            }
            for one in findings.largest
        ],
        "claims": [_claim(one) for one in findings.claims],
        "groups": [_group(one) for one in findings.groups],
        "scores": [
            {"attribute": attribute, "group": group, "bars": _bars(bars)}
            for (attribute, group), bars in findings.scores.items()
        ],
        "rate_gaps": [_rate_gap(one) for one in findings.rate_gaps],
        "gaps": [_gap(one) for one in findings.gaps],
        "outcomes": [_outcome(one) for one in findings.outcomes],
        "suppressed": [
            {"attribute": one.attribute, "group": one.group, "n": one.n}
            for one in told_suppressed(findings.suppressed)
        ],
        "pressure": [
            {
                "stance": one.stance,
                "rule": one.rule,
                "moved": one.moved,
                **_around(one.mean, "mean"),
                "taken": figure(one.taken),
                "takes_from": one.takes_from,
            }
            for one in findings.pressure
        ],
        "books": [_book(one) for one in findings.books],
        "fit": None if findings.fit is None else _fit(findings.fit),
        "honesty": None if findings.honesty is None else _honesty(findings.honesty),
        "faulty": {
            "people": findings.faulty_people,
            "first": [
                {
                    "name": one.name,
                    "file": one.file,
                    "table": one.table,
                    "line": one.line,
                    "column": one.column,
                    "expected": one.expected,
                }
                for one in findings.faulty
            ],
        },
        "limits": [{"code": one.code, "text": one.text} for one in limits_of(findings, question)],
    }


def _reading(reading: TableReading) -> Document:
    return {
        "form": reading.form,
        "encoding": reading.encoding or None,
        "separator": reading.separator or None,
        "decimal": reading.decimal,
        "sheet": reading.sheet or None,
    }


def _around(found: Interval, name: str) -> Document:
    """Return a figure under its name, and the ends of its interval beside it."""
    return {name: figure(found.value), "low": figure(found.low), "high": figure(found.high)}


def _rate(found: Interval | None) -> Document | None:
    return None if found is None else _around(found, "rate")


def _bars(bars: Sequence[Bar]) -> list[Document]:
    return [{"low": figure(one.low), "high": figure(one.high), "n": one.n} for one in bars]


def _residual(findings: Findings) -> Document | None:
    found = findings.residual
    if found is None:
        return None
    names = ("mean", "sd", "min", "p05", "p50", "p95", "max")
    return {"n": found.n, **{name: figure(getattr(found, name)) for name in names}}


def _claim(one: Claim) -> Document:
    return {
        "rule": one.rule,
        "n": one.n,
        "moved": one.moved,
        "effect": figure(one.effect),
        "low": figure(one.low),
        "high": figure(one.high),
        "p": figure(one.p),
        "p_holm": figure(one.p_holm),
        "detectable": figure(one.detectable),
        "points": figure(one.points),
        "verdict": one.verdict.value,
    }


def _group(one: Group) -> Document:
    return {
        "attribute": one.attribute,
        "group": one.group,
        "n": one.n,
        **_around(one.mean, "mean"),
        "quartiles": {
            name: figure(value) for name, value in zip(_PERCENTILES, one.quartiles, strict=True)
        },
        "below": {written(threshold): _rate(rate) for threshold, rate in one.below.items()},
        "residual": None if one.residual is None else _around(one.residual, "mean"),
        "within": figure(one.within),
        "p_holm": figure(one.p_holm),
    }


def _rate_gap(one: RateGap) -> Document:
    return {
        "attribute": one.attribute,
        "groups": list(one.groups),
        "threshold": one.threshold,
        **_around(one.difference, "difference"),
    }


def _gap(one: Gap) -> Document:
    parts: Mapping[str, Interval] = {
        "gap": one.gap,
        **{name: getattr(one, name) for name in _PARTS},
    }
    return {
        "attribute": one.attribute,
        "groups": list(one.groups),
        **{name: figure(part.value) for name, part in parts.items()},
        "intervals": {name: [figure(part.low), figure(part.high)] for name, part in parts.items()},
        "means": [figure(mean) for mean in one.means],
    }


def _outcome(one: Outcome) -> Document:
    low_not, high_not, low_did, high_did = one.counts
    return {
        "attribute": one.attribute,
        "group": one.group,
        "threshold": one.threshold,
        "n": one.n,
        "counts": {
            "low_did_not": low_not,
            "high_did_not": high_not,
            "low_did": low_did,
            "high_did": high_did,
        },
        **{name: _rate(getattr(one, name)) for name in _RATES},
    }


def _book(one: BookFit) -> Document:
    return {
        "id": one.id,
        "version": one.version,
        "variant": one.variant,
        "n": one.n,
        "within": figure(one.within),
        "mean_error": figure(one.mean_error),
        "root_mean_square_error": figure(one.root_mean_square_error),
    }


def _fit(fit: Fit) -> Document:
    return {
        "n": fit.n,
        "before": figure(fit.before),
        "after": figure(fit.after),
        "numbers": [
            {
                "key": one.key,
                "was": figure(one.was),
                "value": figure(one.value),
                "low": figure(one.low),
                "high": figure(one.high),
                "told": one.told,
                "bound": one.bound,
            }
            for one in fit.numbers
        ],
        "tied": [list(keys) for keys in fit.tied],
    }


def _honesty(found: Honesty) -> Document:
    return {
        "decisions": found.decisions,
        "not_understood": found.not_understood,
        "first_is_strongest": _rate(found.first_is_strongest),
        "among_strongest": _rate(found.among_strongest),
        "unsaid": dict(found.unsaid),
        "said_without_weight": dict(found.said_without_weight),
    }
