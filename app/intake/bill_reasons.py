"""Why a row of a bill is no purchase, in a sentence for the reader."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.intake import LeftOut
from app.wording.language import _


def reason(code: str) -> str:
    """Return the sentence of a reason's code; a code of the person's own table says itself."""
    return {
        "refund_netted": _("refund, taken off the purchase it belongs to"),
        "refund_without_purchase": _("refund that matches no purchase"),
        "fully_refunded": _("purchase that was refunded in full"),
        "closed": _("closed: nothing was paid in the end"),
        "unpaid": _("not paid yet"),
        "failed": _("payment that failed"),
        "own_transfer": _("moved between the person's own accounts"),
        "top_up": _("money put into the payment app"),
        "withdrawal": _("money taken out of the payment app"),
        "savings": _("savings and funds: put in, taken out or earned"),
        "card_repayment": _("repayment of a credit card or credit line"),
        "loan": _("money borrowed or paid back"),
        "held": _("money held or released again, not spent"),
        "neutral": _("neither income nor spending, as the bill says"),
        "nothing_paid": _("an amount of 0: nothing was paid"),
        "repeated": _("stands in the file twice; counted once"),
        "same_in_two_files": _("The same row stands in another file"),
        "looks_the_same": _("looks the same as a row of another file; counted once"),
    }.get(code, code)


def chosen_reason() -> str:
    """Return the sentence for rows that the reader chose to leave out."""
    return _("Left out by you")


def left_out(codes: Iterable[str]) -> tuple[LeftOut, ...]:
    """Count the rows of each reason, the reasons in the order in which they occur."""
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return tuple(LeftOut(code, reason(code), count) for code, count in counts.items())
