"""Figures as they are shown: half away from zero, and sums whose rows add up by hand.

Every figure on every face is rounded here or by ``published_figures``, which agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

SETTLED = 9
"""A figure is first rounded to so many decimals, so that 0.1 + 0.2 does not tip a half."""

_CLOSE = 1e-9
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


def rounded(value: float, decimals: int) -> Decimal:
    """Round a finite number as it is shown: half away from zero, never to a negative zero.

    Its shortest decimal decides, so that 2.675 is a half at two decimals whatever the float
    nearest to it is; noise of sums beyond nine decimals tips no half.
    """
    settled = _quantized(Decimal(repr(float(value))), max(SETTLED, decimals))
    return abs(found) if (found := _quantized(settled, decimals)) == 0 else found


def fixed(value: float, decimals: int) -> str:
    """Write a finite number with so many decimals, as a program reads it: ``-18.0``."""
    return format(rounded(value, decimals), "f")


def shown(value: float, decimals: int) -> float:
    """Round a number as it is shown; what is no finite number stays as it is."""
    return float(rounded(value, decimals)) if math.isfinite(value) else value


def decimals_needed(value: float, most: int, least: int = 0) -> int:
    """Return with how many decimals a number is shown as it is, ``most`` where none is enough."""
    fitting = (n for n in range(least, most) if abs(shown(value, n) - value) < _CLOSE)
    return next(fitting, most)


def written(value: float) -> str:
    """Write a finite number in full, unrounded: ``8``, ``650.5``, ``0.0000001``."""
    said = format(Decimal(repr(float(value))), "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def re_adding(exact: Sequence[float], total: float, decimals: int) -> list[float]:
    """Round the parts of a sum so that they make its total as shown.

    Each part is rounded by itself; where these do not make the total, those that lost or gained most
    by that are rounded the other way (the largest remainder). No part is ever further off than to
    the next figure, so what start and end of the sum lose by their own rounding may be left.

    Args:
        exact: The parts, unrounded.
        total: What they should make, as shown.
        decimals: With how many decimals all of it is shown.

    Returns:
        The parts as shown, in their order.
    """
    parts = [shown(part, decimals) for part in exact]
    unit = 10.0**-decimals
    missing = round((total - math.fsum(parts)) / unit)
    lost = [
        (one - part) / unit * math.copysign(1, missing)
        for one, part in zip(exact, parts, strict=True)
    ]
    # Of equal ones the larger part changes least for its size, then the first.
    order = sorted(range(len(parts)), key=lambda n: (-round(lost[n], 6), -abs(exact[n]), n))
    for place in order[: abs(missing)]:
        if lost[place] > _CLOSE:
            parts[place] = shown(parts[place] + math.copysign(unit, missing), decimals)
    return parts


def _quantized(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
