"""The reader's guide of an evidence pack: what lies in it, what its figures mean and cannot say."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from app import __version__
from app.wording.audit_report import AuditReport
from app.wording.language import Language, _, current, number

_WIDTH = 78


def guide(report: AuditReport, *, fewest: int, salt_beside: bool) -> str:
    """Return the guide as plain text.

    Args:
        report: The audit in words.
        fewest: So many people must share what tells them apart for it to stand beside them.
        salt_beside: Whether the salt was written to a file outside of the pack.
    """
    parts = [
        (report.title, [report.sentence, report.people, report.rules]),
        (_("What lies here"), _files()),
        (_("How to read the figures"), _figures(report)),
        (_("What this cannot show"), list(report.limits)),
        (_("Who is in it"), _people(report, fewest, salt_beside=salt_beside)),
        (_("How to run it again"), _again()),
        ("", [report.caution, report.disclaimer, made_by()]),
    ]
    return "\n".join(_section(title, paragraphs) for title, paragraphs in parts)


def made_by() -> str:
    """Say which program made it."""
    return _("Made by Whyscore {version}, on this computer.").format(version=__version__)


def _section(title: str, paragraphs: Sequence[str]) -> str:
    lines = [title, "=" * max(3, len(title)), ""] if title else []
    for paragraph in paragraphs:
        if paragraph:
            lines += [*_lines(paragraph), ""]
    return "\n".join(lines)


def _lines(paragraph: str) -> list[str]:
    """Break a paragraph into lines; Chinese is left to the reader's program."""
    if current() is Language.CHINESE:
        return [paragraph]
    return textwrap.wrap(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _files() -> list[str]:
    return [
        _("report.html: everything on one page. It opens in any browser, without a network."),
        _("figures: each chart as a file (SVG). tables: each table as CSV and as Parquet."),
        _("results.json: every figure, unrounded. settings.json: what was asked."),
        _("rulebooks: the rules as they were read. inputs.json: name, size and hash of each file."),
        _("rerun.py: runs the audit again on the same files and compares every figure."),
    ]


def _figures(report: AuditReport) -> list[str]:
    """Explain what the tables of this report hold; what it does not have is left out."""
    there = {table.id.partition("-")[0] for table in report.tables}
    said = [
        _(
            "An interval (“95 in 100”) is made so that it would hold the true figure 95 times in "
            "100, if as many people were drawn anew in the same way. n is the number of people that "
            "a figure rests on."
        )
    ]
    if "residual" in there:
        said.append(
            _(
                "Published against actual: the score that the operator published minus the one that "
                "its rules give, on the same day. 0 is agreement. What is left is a rule that nobody "
                "told, a number that is guessed wrong, or records that are missing."
            )
        )
    if "claims" in there:
        said.append(
            _(
                "Claims: each says that a rule does not count. We compute scores without that rule "
                "and see whether its points explain what is left. Effect 0: it does not count; 1: it "
                "counts as the rulebook says. Contradicted: the interval leaves 0 out. Supported: it "
                "holds 0, and an effect of half the rule would have shown. Else: too little data."
            )
        )
        said.append(
            _(
                "p is how often chance alone would show as much. Who tests many claims finds one by "
                "chance: the second p is corrected for that (Holm)."
            )
        )
    if "groups" in there:
        said.append(
            _(
                "Groups: means and shares of official scores. They say that scores differ. They do "
                "not say that somebody meant them to."
            )
        )
    if "gap" in there:
        said.append(
            _(
                "Gap: the difference of two groups' mean scores in four parts that add up: what "
                "people did, whom they know, under which rules they are scored, and what no rule "
                "explains. Only the last one cannot be accounted for by the rulebook."
            )
        )
    if "outcomes" in there:
        said.append(
            _(
                "Outcomes: how often a high score was wrong, and a low one. Where what happens "
                "differs between groups, not all four shares can be equal at the same time."
            )
        )
    return said


def _people(report: AuditReport, fewest: int, *, salt_beside: bool) -> list[str]:
    if report.named:
        return [report.named]
    told = _(
        "Nobody is named. The id of each person is salted: without the salt nobody can tell whose "
        "it is, and the salt is not in this pack. Days are cut to months. What people wrote is left "
        "out. What tells people apart is left empty where fewer than {count} people share all of it."
    ).format(count=number(fewest))
    risk = _(
        "Still, whoever knows somebody's exact score in a month may find them in the table of people. "
        "Take it out before you publish more than the figures."
    )
    kept = _("The salt was kept in a file beside the pack. Whoever has both can name people.")
    return [told, risk, kept] if salt_beside else [told, risk]


def _again() -> list[str]:
    return [
        _(
            "Unpack this, install Whyscore, and run: python rerun.py INPUT, where INPUT is the file "
            "or folder that was audited. It checks the hashes of the files, runs the audit with the "
            "rulebooks of this pack, and compares every figure to 9 decimals."
        ),
        _("It ends with status 0 where all are the same, with 1 where something differs."),
    ]


def rerun_words() -> dict[str, str]:
    """Return what ``rerun.py`` says, in the reader's language."""
    return {
        "about": _("Run this audit again and compare every figure."),
        "input": _("the file or folder that was audited"),
        "whyscore": _("how Whyscore is started, where it is not found by itself"),
        "workers": _("how many processes compute"),
        "salt": _("the file with the salt, to compare the names too"),
        "missing": _("This file is not there, or not the same: {name} (SHA-256 {sha256})"),
        "hashes": _("{count} files are those that were audited."),
        "running": _("The audit is run again."),
        "failed": _("The audit could not be run."),
        "differs": _("{place}: was {was}, is {now}"),
        "same": _("All {count} figures are the same."),
        "different": _("{count} figures differ."),
    }
