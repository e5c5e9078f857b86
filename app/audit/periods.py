"""Official against mirrored scores, month by month."""

from __future__ import annotations

import datetime as dt

from app.audit.intervals import student
from app.audit.month_sums import MonthSums
from app.audit.sums import Moments
from app.domain.findings import Period

_EPOCH = dt.date(1970, 1, 1)


def periods_of(months: MonthSums) -> tuple[Period, ...]:
    """Return each month that has residuals, with the mean and its interval (Student's t).

    The interval takes a person's scores of one month for as independent as those of two people.
    """
    sums = (months.month, months.n, months.sum, months.squares, months.within)
    rows = zip(*(one.tolist() for one in sums), strict=True)
    return tuple(_period(*row) for row in rows if row[1])


def _period(month: int, n: int, total: float, squares: float, within: int) -> Period:
    mean = total / n
    moments = Moments(n, mean, max(0.0, squares - total * mean))
    return Period(_named(month), n, student(moments), within / n)


def _named(month: int) -> str:
    year, place = divmod(month, 12)
    return f"{_EPOCH.year + year:04}-{place + 1:02}"
