"""An audit as one page for a browser: it needs nothing else, and nothing in it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.wording import language
from app.wording.audit_guide import made_by
from app.wording.audit_report import AuditReport
from app.wording.sheets import environment


def audit_page(
    report: AuditReport,
    drawings: Mapping[str, Sequence[str]],
    inputs: Sequence[tuple[str, str, str]],
    dark: str,
) -> str:
    """Return an audit as one HTML file, with its charts inside.

    Args:
        report: The audit in words.
        drawings: SVG by the table that it stands before; every text in it is escaped already.
        inputs: Name and hash of each file read, and who vouches for it.
        dark: The style sheet that shows the charts on dark.
    """
    from markupsafe import Markup

    safe = {
        table: [Markup(one) for one in drawn]  # noqa: S704 - made by our own template
        for table, drawn in drawings.items()
    }
    return (
        environment()
        .get_template("audit.html.j2")
        .render(
            report=report,
            drawings=safe,
            inputs=inputs,
            dark=Markup(dark),  # noqa: S704 - made of our own colours
            side=_side,
            made_by=made_by(),
            _=language._,
        )
    )


def _side(cell: str) -> str:
    """Return the style of points by their triangle."""
    return {"▲": "up", "▼": "down"}.get(cell[:1], "")
