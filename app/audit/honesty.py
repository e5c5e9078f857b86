"""How often the reasons that an operator stated are those that weigh most."""

from __future__ import annotations

from app.audit.honesty_counts import HonestyCounts
from app.audit.intervals import wilson
from app.domain.findings import Honesty


def honesty_of_counts(counts: HonestyCounts) -> Honesty | None:
    """Return the shares with Wilson's intervals; ``None`` where no decision states a reason.

    The intervals take each decision for as independent of the others as those of two people.
    """
    if not counts.decisions and not counts.not_understood:
        return None
    n = counts.decisions
    return Honesty(
        decisions=n,
        not_understood=counts.not_understood,
        first_is_strongest=wilson(counts.first_is_strongest, n) if n else None,
        among_strongest=wilson(counts.among_strongest, n) if n else None,
        unsaid=dict(sorted(counts.unsaid.items(), key=_most_first)),
        said_without_weight=dict(sorted(counts.said_without_weight.items(), key=_most_first)),
    )


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]
