"""What the reader should know about a bill that stops nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

from app.domain.intake import Direction, Notice
from app.intake.bill_cells import Spelling, is_ruined
from app.intake.bill_claims import Claims, differences
from app.intake.bill_refunds import Entry
from app.intake.bill_table import Layout, Table
from app.wording.language import _, ngettext, number


class Harvested(Protocol):
    """What the notices are drawn from."""

    tables: list[Table]
    unused: list[str]
    repeating: list[str]
    entries: list[Entry]
    claims: list[Claims]

    @property
    def rows(self) -> int:
        """How many rows the tables have."""


def notices(
    harvest: Harvested, layout: Layout, directions: Iterable[Direction]
) -> tuple[Notice, ...]:
    """Return everything worth knowing about the bills read."""
    found = [
        _resaved(harvest, layout),
        _totals(harvest, directions),
        _end(harvest),
        _refunds(harvest.entries),
        _late(harvest),
        _unused(harvest),
    ]
    return tuple(notice for notice in found if notice)


def _resaved(harvest: Harvested, layout: Layout) -> Notice | None:
    sheets = any(not table.encoding for table in harvest.tables)
    sent = {Spelling.AS_SENT, Spelling.SERIAL} if sheets and layout.sheets else {Spelling.AS_SENT}
    signs: list[str] = []
    if any(entry.moment.spelling not in sent for entry in harvest.entries):
        signs.append(_("times are written differently"))
    if any(is_ruined(entry.order) for entry in harvest.entries):
        signs.append(_("long order numbers were rounded"))
    if any(table.delimiter not in {",", ""} for table in harvest.tables):
        signs.append(_("the cells are not parted by commas"))
    if any(table.encoding and table.encoding not in layout.encodings for table in harvest.tables):
        signs.append(_("the encoding is another one"))
    if sheets and not layout.sheets:
        signs.append(_("it is a spreadsheet"))
    if not signs:
        return None
    return Notice(
        "resaved",
        _(
            "This bill seems to have been saved again by another program ({signs}). It was read as it stands; "
            "the file as the app sent it is safer."
        ).format(signs="; ".join(signs)),
    )


def _totals(harvest: Harvested, directions: Iterable[Direction]) -> Notice | None:
    if len(harvest.claims) != 1:
        return None
    said = differences(harvest.claims[0], harvest.rows, directions)
    if not said:
        return None
    return Notice(
        "totals_differ",
        _(
            "The bill's own totals differ from its rows: {differences}. Rows may be missing; the "
            "app itself warns that its totals may differ."
        ).format(differences="; ".join(said)),
    )


def _end(harvest: Harvested) -> Notice | None:
    unsure = zip(harvest.tables, harvest.claims, strict=True)
    if not any(claims.rows is None and not table.ended for table, claims in unsure):
        return None
    return Notice(
        "end_unknown",
        _("The bill does not say how many rows it has: whether its end is missing is not known."),
    )


def _refunds(entries: list[Entry]) -> Notice | None:
    lone = [entry.amount for entry in entries if entry.code == "refund_without_purchase"]
    if not lone:
        return None
    return Notice(
        "refunds_without_purchase",
        ngettext(
            "{count} refund of {total} yuan belongs to a purchase that is not in this file; "
            "nothing was taken off for it.",
            "{count} refunds of {total} yuan in all belong to purchases that are not in this "
            "file; nothing was taken off for them.",
            len(lone),
        ).format(count=len(lone), total=number(math.fsum(lone), 2)),
    )


def _late(harvest: Harvested) -> Notice | None:
    made = [claims.made for claims in harvest.claims if claims.made is not None]
    if not made or all(entry.moment.day <= max(made) for entry in harvest.entries):
        return None
    return Notice(
        "rows_after_export",
        _("Some rows are later than the day on which the bill says it was made."),
    )


def _unused(harvest: Harvested) -> Notice | None:
    names = [
        *harvest.unused,
        *harvest.repeating,
        *(name for table in harvest.tables for name in table.unknown),
    ]
    if not names:
        return None
    return Notice("not_used", _("Not used: {names}.").format(names=", ".join(names)))
