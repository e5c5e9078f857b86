"""The figures of an audit, in the order in which they are read."""

from __future__ import annotations

from app.audit.bar_figures import residual_figures, score_figures
from app.audit.picture import Figure
from app.audit.row_figures import claim_figures, error_figures, gap_figures, rate_figures
from app.domain.audit import Question
from app.domain.findings import Findings


def figures_of(findings: Findings, question: Question) -> tuple[Figure, ...]:
    """Return every figure that the findings have something for, each with its n in its caption.

    Args:
        findings: What was found.
        question: What was asked.
    """
    return (
        *claim_figures(findings, question),
        *residual_figures(findings),
        *score_figures(findings),
        *rate_figures(findings),
        *gap_figures(findings, question),
        *error_figures(findings),
    )
