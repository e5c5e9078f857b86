"""``history --json``: the mirrored and the official score over time."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.calendar import iso
from app.domain.document import Document, figure, head
from app.domain.explanation import History
from app.domain.records import InputFile
from app.domain.rulebook import Rulebook


def history_document(history: History, rulebook: Rulebook, inputs: Sequence[InputFile]) -> Document:
    """Return the line of scores as plain values, unrounded.

    Args:
        history: What was computed.
        rulebook: By which rules.
        inputs: The files read.
    """
    return {
        **head(rulebook, inputs),
        "line": [
            {
                "date": iso(day),
                "score": figure(score),
                "published": figure(published),
                "official": figure(official),
            }
            for day, score, published, official in zip(
                history.day.tolist(),
                history.score.tolist(),
                history.published.tolist(),
                history.official.tolist(),
                strict=True,
            )
        ],
    }
