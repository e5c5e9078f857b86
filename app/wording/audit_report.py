"""An audit in words, ready to be laid out on a terminal or on a page.

Every layout takes its figures from here, so that no two of them can differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.audit import Question
from app.domain.cohort import TableReading
from app.domain.findings import Findings
from app.wording import audit_compared, audit_groups
from app.wording.audit import headline, limits_of, people_said, reading_said
from app.wording.audit_table import Table
from app.wording.language import _, current, day, text_of
from app.wording.visible import visible


@dataclass(frozen=True)
class AuditReport:
    """A whole audit in words.

    Attributes:
        language: In which it is written.
        title: What the page is called.
        sentence: What was found, in one sentence.
        people: How many there are, and how many have an official score.
        rules: The rulebook, its variant and the day; where only scores are looked at, how their
            table was read.
        caution: What the rulebook says of itself.
        disclaimer: Who computed this.
        tables: The figures.
        limits: What the figures cannot show.
        named: Said where ids stand as in the files; empty where they are made unrecognisable.
    """

    language: str
    title: str
    sentence: str
    people: str
    rules: str
    caution: str
    disclaimer: str
    tables: tuple[Table, ...]
    limits: tuple[str, ...]
    named: str = ""


def audit_report(
    findings: Findings,
    question: Question,
    *,
    names: bool = False,
    reading: TableReading | None = None,
) -> AuditReport:
    """Put an audit into words.

    Args:
        findings: What was found.
        question: What was asked.
        names: Whether ids stand as in the files.
        reading: How a plain table was read.
    """
    book = question.book
    return AuditReport(
        language=current().value,
        title=_("An audit of scores"),
        sentence=headline(findings, question),
        people=people_said(findings),
        rules=_rules(findings, question) if reading is None else reading_said(reading),
        caution=visible(text_of(book.caution)) if book is not None and book.caution else "",
        disclaimer=_("Computed by this app, not by the operator."),
        tables=tuple(
            table
            for table in (
                *audit_groups.claim_tables(findings, question),
                *audit_compared.residual_tables(findings, question),
                *audit_groups.group_tables(findings),
                *audit_groups.gap_tables(findings, question),
                *audit_groups.outcome_tables(findings),
                *audit_compared.pressure_tables(findings, question),
                *audit_compared.book_tables(findings),
                *audit_compared.honesty_tables(findings, question),
                *audit_groups.left_out_tables(findings),
            )
            if table.rows
        ),
        limits=tuple(notice.text for notice in limits_of(findings, question)),
        named=names_said() if names else "",
    )


def names_said() -> str:
    """Say that people can be recognised."""
    return _(
        "The ids of people stand here as in the files, and days in full. "
        "Whoever holds this can find out who they are."
    )


def _rules(findings: Findings, question: Question) -> str:
    """Name the rulebook, its variant and the day."""
    book = question.book
    if book is None:
        return ""
    title = visible(text_of(book.title))
    if findings.day is None:
        said = _("{rulebook}, version {version}").format(rulebook=title, version=book.version)
    else:
        said = _("{rulebook}, version {version}, on {day}").format(
            rulebook=title, version=book.version, day=day(findings.day)
        )
    variant = next((one for one in book.variants if one.id == book.variant), None)
    return said if variant is None else f"{said} · {visible(text_of(variant.title))}"
