"""What the reader should know about a bill that stops nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from app.domain.intake import Notice
from app.intake.bill_cells import DAY_SECONDS, Spelling, is_ruined
from app.intake.bill_claims import Claims, differences
from app.intake.bill_outcome import Outcome, directions_of
from app.intake.bill_refunds import Entry
from app.intake.bill_table import Layout, Table
from app.wording.language import _, ngettext, number


class Harvested(Protocol):
    """What the notices are drawn from."""

    tables: list[Table]
    repeating: list[str]
    claims: list[Claims]
    rows: list[int]


def notices(harvest: Harvested, settled: Outcome, layout: Layout) -> tuple[Notice, ...]:
    """Return everything worth knowing about the bills read."""
    entries = list(settled.rows())
    found = [
        _resaved(harvest, entries, layout),
        *_totals(harvest, settled),
        _end(harvest),
        _signed(entries),
        *settled_notices(settled),
        _late(harvest, entries),
        _unused(harvest),
    ]
    return tuple(notice for notice in found if notice)


SETTLED = frozenset({"refunds_without_purchase", "looks_the_same"})
"""Codes of the notices that depend on which bills are settled together."""


def settled_notices(settled: Outcome, *, kept: bool = False) -> tuple[Notice, ...]:
    """Return what is worth knowing about bills that were settled together.

    Args:
        settled: The bills.
        kept: True where they are kept, and later bills will be settled with them.
    """
    told = (_refunds(settled, kept=kept), *_alike(settled))
    return tuple(notice for notice in told if notice)


def _resaved(harvest: Harvested, entries: list[Entry], layout: Layout) -> Notice | None:
    sheets = any(not table.encoding for table in harvest.tables)
    sent = {Spelling.AS_SENT, Spelling.SERIAL} if sheets and layout.sheets else {Spelling.AS_SENT}
    signs: list[str] = []
    if any(entry.moment.spelling not in sent for entry in entries):
        signs.append(_("times are written differently"))
    if any(is_ruined(entry.order) for entry in entries):
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


def _totals(harvest: Harvested, settled: Outcome) -> Iterator[Notice]:
    several = len(harvest.claims) > 1
    for claims, rows, part, entries in zip(
        harvest.claims, harvest.rows, settled.parts, settled.entries, strict=True
    ):
        said = differences(claims, rows, directions_of(one for one in entries if one is not None))
        if not said:
            continue
        text = _(
            "The bill's own totals differ from its rows: {differences}. Rows may be missing; the "
            "app itself warns that its totals may differ."
        ).format(differences="; ".join(said))
        yield Notice("totals_differ", f"{part.file}: {text}" if several else text)


def _end(harvest: Harvested) -> Notice | None:
    unsure = zip(harvest.tables, harvest.claims, strict=True)
    if not any(claims.rows is None and not table.ended for table, claims in unsure):
        return None
    return Notice(
        "end_unknown",
        _("The bill does not say how many rows it has: whether its end is missing is not known."),
    )


def _signed(entries: list[Entry]) -> Notice | None:
    count = sum(entry.signed for entry in entries)
    if not count:
        return None
    text = ngettext(
        "{count} amount stands with a minus. It was read without it: the row itself says whether "
        "money went out or came back.",
        "{count} amounts stand with a minus. They were read without it: the rows themselves say "
        "whether money went out or came back.",
        count,
    )
    return Notice("amounts_with_minus", text.format(count=number(count)))


def _refunds(settled: Outcome, *, kept: bool) -> Notice | None:
    lone = [
        entry.amount
        for entry in settled.rows()
        if entry.code == "refund_without_purchase" and not entry.stored
    ]
    if not lone:
        return None
    if kept:
        text = ngettext(
            "{count} refund of {total} yuan matches no purchase in this file or in what was kept "
            "before; it is taken off as soon as its purchase comes in.",
            "{count} refunds of {total} yuan in all match no purchase in this file or in what was "
            "kept before; they are taken off as soon as their purchases come in.",
            len(lone),
        )
    elif len({part.file for part in settled.parts}) == 1:
        text = ngettext(
            "{count} refund of {total} yuan matches no purchase in this file; nothing was taken "
            "off for it.",
            "{count} refunds of {total} yuan in all match no purchase in this file; nothing was "
            "taken off for them.",
            len(lone),
        )
    else:
        text = ngettext(
            "{count} refund of {total} yuan matches no purchase in these files; nothing was taken "
            "off for it.",
            "{count} refunds of {total} yuan in all match no purchase in these files; nothing was "
            "taken off for them.",
            len(lone),
        )
    return Notice(
        "refunds_without_purchase",
        text.format(count=number(len(lone)), total=number(math.fsum(lone), 2)),
    )


def _alike(settled: Outcome) -> Iterator[Notice]:
    """Tell which rows were taken for rows of another file, though their numbers do not say so."""
    found: Counter[tuple[str, str]] = Counter()
    for entry in settled.rows():
        if entry.code == "looks_the_same" and entry.twin is not None:
            pair = (settled.parts[entry.part], settled.parts[entry.twin.part])
            later, earlier = pair[::-1] if pair[0].stored else pair
            found[later.file, earlier.file] += 1
    for (file, other), count in found.items():
        text = ngettext(
            "{count} row of {file} looks the same as a row of {other}: same minute, amount, "
            "direction, item and counterparty. It counts once.",
            "{count} rows of {file} look the same as rows of {other}: same minute, amount, "
            "direction, item and counterparty. They count once.",
            count,
        )
        told = text.format(count=number(count), file=file, other=other)
        yield Notice("looks_the_same", told)


def _late(harvest: Harvested, entries: list[Entry]) -> Notice | None:
    made = [claims.made for claims in harvest.claims if claims.made is not None]
    if not made or all(entry.moment.day * DAY_SECONDS <= max(made) for entry in entries):
        return None
    return Notice(
        "rows_after_export",
        _("Some rows are later than the day on which the bill says it was made."),
    )


def _unused(harvest: Harvested) -> Notice | None:
    names = [
        *harvest.repeating,
        *(name for table in harvest.tables for name in table.unknown),
    ]
    if not names:
        return None
    return Notice("not_used", _("Not used: {names}.").format(names=", ".join(names)))
