"""What a bill says about itself around its table: totals, the day it was made, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.intake import Direction
from app.intake.bill_cells import DAY_SECONDS, amount, moment
from app.wording.language import _, number

_WHOLE = re.compile(r"[0-9]{1,12}")
_COUNT = re.compile(r"共[:：]?\s*([0-9]+)\s*笔")
_TOTAL = re.compile(
    r"(收入|支出|其他|不计收支|中性交易)[:：]\s*([0-9]+|[a-zA-Z*]+)\s*笔[,，\s]*([-+0-9.,]+)\s*元"
)
_MADE = re.compile(r"导出时间[:：]\s*\[?([0-9][0-9/: -]*)")
_OWNER = re.compile(r"(?:^|\s)(?:姓名|用户|微信昵称)[:：]\s*(?:\[([^\]]*)\]|(\S.*))")
_BETWEEN = re.compile(r"[已待](收入|支出)")
_NEUTRAL = {"中性交易": "/"}  # the notes' word for it, and the table's
_TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class Claims:
    """What stands around the table.

    Attributes:
        rows: How many rows the bill says it has; ``None`` where it does not.
        totals: (word, rows or ``None``, amount) of each direction.
        made: When it was made; ``None`` where it is not said. Unit: seconds since 1970-01-01, in
            the app's own time.
        owner: Name or nickname; empty where it is not said.
    """

    rows: int | None
    totals: tuple[tuple[str, int | None, float], ...]
    made: int | None
    owner: str


def read_claims(around: Iterable[str]) -> Claims:
    """Return what the lines before and after a table say."""
    rows, made, owner = None, None, ""
    totals: dict[str, tuple[str, int | None, float]] = {}
    for line in around:
        if rows is None and (count := _COUNT.match(line)):
            rows = _whole(count[1])
        if made is None and (stamp := _MADE.match(line)):
            found = moment(stamp[1].strip())
            made = found.day * DAY_SECONDS + found.second if found else None
        if not owner and (name := _OWNER.search(line)):
            owner = (name[1] or name[2] or "").strip()
        # 已支出 and 待支出 sum by another column, the state of the money.
        total = None if _BETWEEN.match(line) else _TOTAL.match(line)
        value = amount(total[3]) if total else None
        if total and value is not None and total[1] not in totals:
            stated = _whole(total[2])
            totals[total[1]] = (_NEUTRAL.get(total[1], total[1]), stated, value)
    return Claims(rows, tuple(totals.values()), made, owner)


def differences(claims: Claims, rows: int, directions: Iterable[Direction]) -> list[str]:
    """Say where the bill's own totals differ from its rows.

    Args:
        claims: What the bill says.
        rows: How many rows its table has.
        directions: The rows and amounts by the bill's own words.

    Returns:
        One part of a sentence for each difference.
    """
    said: list[str] = []
    if claims.rows is not None and claims.rows != rows:
        said.append(
            _("it says {stated} rows and has {found}").format(stated=claims.rows, found=rows)
        )
    by_word = {direction.word: direction for direction in directions}
    for word, stated, total in claims.totals:
        found = by_word.get(word, Direction(word, 0, 0.0))
        if abs(found.total - total) > _TOLERANCE or stated not in (None, found.count):
            said.append(
                _("{word}: it says {stated}, its rows make {found}").format(
                    word=word, stated=number(total, 2), found=number(found.total, 2)
                )
            )
    return said


def _whole(digits: str) -> int | None:
    """Return a count; ``None`` where it is hidden, or has more digits than any count."""
    return int(digits) if _WHOLE.fullmatch(digits) else None
