"""The part of Mei's file that no rule of the article counts: three years of small things."""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

FIRST, LAST = dt.date(2013, 1, 8), dt.date(2016, 3, 5)
SEED = 2016


class Row(NamedTuple):
    """A record before it is numbered."""

    date: str
    kind: str
    amount: str
    source: str
    counterparty: str
    text: str


# kind, text, counterparty, least and most yuan, weight
HABITS = (
    ("purchase.food", "Groceries", "Green Leaf Market", 12, 160, 30),
    ("purchase.food", "Vegetables and eggs", "Street market, Lane 9", 6, 48, 22),
    ("purchase.eating_out", "Noodles", "老周面馆", 12, 38, 24),
    ("purchase.eating_out", "Lunch", "Canteen at work", 14, 30, 34),
    ("purchase.eating_out", "Tea", "小满茶馆", 9, 32, 14),
    ("purchase.transport", "Metro card", "City Metro", 50, 100, 12),
    ("purchase.transport", "Taxi", "Harbour Taxi", 14, 64, 12),
    ("purchase.transport", "Train ticket", "Railway", 38, 310, 4),
    ("purchase.clothing", "Clothes", "East Gate Mall", 59, 420, 6),
    ("purchase.household", "Soap and paper", "Corner Shop 24", 8, 70, 12),
    ("purchase.beauty", "Haircut", "Salon Yun", 38, 168, 4),
    ("purchase.health", "Pharmacy", "Ren’an Pharmacy", 11, 130, 5),
    ("purchase.culture", "Cinema", "Lantern Cinema", 30, 90, 6),
    ("purchase.books", "Books", "知行书店", 18, 140, 5),
    ("purchase.digital", "Music, one month", "Songbird", 8, 8, 4),
    ("purchase.sports", "Swimming pool", "District pool", 25, 40, 4),
    ("purchase.gifts", "Flowers", "Peony Flowers", 30, 120, 2),
    ("transfer.red_packet", "Red packet", "", 6, 88, 5),
    ("transfer.out", "Share of the dinner", "", 20, 120, 5),
    ("post.photo", "A photo of the river", "", 0, 0, 6),
    ("post.photo", "A photo of dinner", "", 0, 0, 6),
    ("post.comment", "A comment on a friend’s photo", "", 0, 0, 8),
)
# Things that happen once, or come round.
ONCE = (
    Row("2013-01-10", "identity.check", "", "Bank", "East Bank", "Identity checked with the card"),
    Row("2013-01-10", "account.current", "", "Bank", "East Bank", "Current account opened"),
    Row("2014-05-16", "account.card", "", "Bank", "East Bank", "Credit card opened"),
    Row("2014-09-01", "address.move", "", "City records", "", "Moved to the current address"),
    Row(
        "2015-04-22",
        "fine.traffic.speeding",
        "200.00",
        "Traffic police",
        "",
        "Speeding, 61 where 50 is allowed",
    ),
)
RENT_FROM = dt.date(2014, 9, 1)
SAVINGS = (1800, 2600, 3900, 4200, 5100, 6400, 7000, 8800, 9300, 10400, 9800, 11200, 12600)


def daily_life(count: int) -> list[Row]:
    """Return so many records: the regular ones, and the rest drawn by habit."""
    rows = [*ONCE, *regular()]
    draw = random.Random(SEED)  # noqa: S311 - an invented life, not a secret
    days = (LAST - FIRST).days
    weights = [habit[-1] for habit in HABITS]
    while len(rows) < count:
        kind, text, shop, least, most, _weight = draw.choices(HABITS, weights)[0]
        day = FIRST + dt.timedelta(days=draw.randint(0, days))
        cents = draw.randint(least * 100, most * 100) if least < most else most * 100
        amount = f"{cents / 100:.2f}" if most else ""
        source = "Social network" if kind.startswith("post.") else "Payment app"
        rows.append(Row(day.isoformat(), kind, amount, source, shop, text))
    return rows


def regular() -> list[Row]:
    """Return rent, salary, savings and hired bikes, on their days."""
    rows = []
    month = dt.date(2013, 2, 1)
    while month <= LAST:
        payday = month.replace(day=5)
        rows.append(
            Row(payday.isoformat(), "income.salary", "5200.00", "Bank", "Harbour Design", "Salary")
        )
        if month >= RENT_FROM:
            rows.append(
                Row(
                    month.isoformat(),
                    "bill.paid.rent",
                    "1450.00",
                    "Payment app",
                    "Landlord",
                    "Rent",
                )
            )
        month = (month + dt.timedelta(days=31)).replace(day=1)
    for quarter, yuan in enumerate(SAVINGS):
        day = dt.date(2013 + quarter // 4, quarter % 4 * 3 + 1, 15)
        rows.append(
            Row(day.isoformat(), "balance.savings", f"{yuan}.00", "Bank", "East Bank", "Savings")
        )
    rows.extend(
        Row(day, "service.rental_returned", "", "City records", "City bikes", "Bike returned")
        for day in ("2015-05-09", "2015-05-23", "2015-07-11", "2015-08-22", "2015-10-11")
    )
    return rows
