"""Lay a report out as a page: for a browser, and for paper.

Everything that a page shows is data of a stranger's file, so every text is escaped, and nothing
in a page runs or fetches anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__, assets
from app.wording import language
from app.wording.language import _
from app.wording.report import Report, Row
from app.wording.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a row's bar lies on its track. Unit: percent of the track."""

    left: float
    width: float


def browser_page(report: Report) -> str:
    """Return a report as one HTML file that needs nothing else: no script, no address."""
    return _rendered("report.html.j2", report)


def paper_page(report: Report) -> str:
    """Return the same report, with the same figures, in the plain HTML that is printed as PDF."""
    return _rendered("report-paper.html.j2", report)


def bars(rows: tuple[Row, ...]) -> tuple[Bar, ...]:
    """Place the bars of a sum on one track that is cut just below the least figure."""
    if not rows:
        return ()
    makes = [row.makes for row in rows]
    least, most = min(makes), max(makes)
    room = (most - least) or 1.0
    start = least - 0.08 * room
    scale = 100.0 / (most + 0.02 * room - start)
    placed = []
    for row in rows:
        low = start if row.total else min(row.makes, row.makes - row.moved)
        high = row.makes if row.total else max(row.makes, row.makes - row.moved)
        placed.append(Bar(round((low - start) * scale, 2), round((high - low) * scale, 2)))
    return tuple(placed)


def side(moved: float) -> str:
    """Return the style of points: ``up``, ``down``, or none."""
    if moved == 0:
        return ""
    return "up" if moved > 0 else "down"


def _rendered(name: str, report: Report) -> str:
    gives = [reason for reason in report.reasons if reason.moved > 0]
    takes = [reason for reason in report.reasons if reason.moved < 0]
    return (
        environment()
        .get_template(name)
        .render(
            report=report,
            rows=tuple(zip(report.rows, bars(report.rows), strict=True)),
            sides=((_("What gives"), gives), (_("What takes"), takes)),
            side=side,
            made_by=_("Made by Whyscore {version}, on this computer.").format(version=__version__),
            _=language._,
        )
    )


def environment() -> Environment:
    """Return what fills templates: every text is escaped, and a field that is missing is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(assets.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        keep_trailing_newline=True,
    )


def _visible(value: object) -> object:
    """Make what a text hides visible; markup of our own macros stays as it is."""
    return visible(value) if type(value) is str else value
