"""States of the page Audit to be looked at, each with invented findings on the desk."""

from __future__ import annotations

from app.domain.cohort import CohortShape
from app.gui.opening import Busy
from app.gui.pages.audit.desk import Desk, Step
from app.gui.pages.audit.view import AuditView
from app.gui.pages_made import AUDIT, OVERVIEW, WELCOME
from app.gui.window import Window
from tests.gui.pages.audit import found

STATES = (
    "audit-choose", "audit-mapper", "audit-running", "audit-stopped", "audit-findings",
    "audit-below", "audit-pack",
)  # fmt: skip


def desk_of(state: str) -> Desk:
    """Lay what a state needs on a desk."""
    desk = Desk(cohort=found.cohort(), choices=found.CHOICES)
    match state:
        case "audit-mapper":
            desk.preview, desk.roles = found.PREVIEW, found.PREVIEW.guess
            desk.cohort = found.cohort(
                CohortShape.TABLE, roles=desk.roles, rulebook=None, rows={}, name="scores.csv",
                attributes=("race", "sex", "is_recid"),
            )  # fmt: skip
        case "audit-running":
            desk.step = Step.RECOMPUTE
        case "audit-stopped":
            desk.step, desk.stopped = Step.RECOMPUTE, True
        case "audit-findings" | "audit-below" | "audit-pack":
            desk.ran = found.ran()
            desk.step = Step.PACK if state == "audit-pack" else Step.FINDINGS
    return desk


def show(window: Window, state: str) -> None:
    """Show the page in a state, made anew."""
    window.show_page(OVERVIEW if window.session.case is not None else WELCOME)
    old = window._shelf.pages.pop(AUDIT, None)
    if old is not None:
        window.stack.removeWidget(old)
        old.deleteLater()
    window._making._desk = desk_of(state)
    window.show_page(AUDIT)
    page = window._shelf.pages[AUDIT]
    if state == "audit-running" and isinstance(page, AuditView):
        busy = Busy("Recomputing 12,480 people", 0.38, "488,000 of 1,284,210", "9 s left")
        page.show_busy(
            busy, "Stopping leaves everything as it was. Going on takes up where it stopped."
        )
    if state == "audit-below":
        bar = page.verticalScrollBar()
        # The cards come one after another: what is looked at is below the first of them.
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(round(most * 0.7)))
