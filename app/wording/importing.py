"""What is said between reading a file and keeping it: the preview, and what it leads to."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fault import Fault
from app.domain.intake import LeftOut, Reading
from app.wording.language import _, ngettext, number, pgettext, short_day
from app.wording.sentences import listed, together
from app.wording.visible import visible

_NAMES_SHOWN = 8

MOST_NAMED = 3
"""So many files are named; of more the count is told."""


def title() -> str:
    """Name the page."""
    return _("What is in your file")


def files(names: Sequence[str]) -> str:
    """Name files: ``mei.zip``, ``a.csv and b.csv``, ``12 files``."""
    if len(names) > MOST_NAMED:
        return ngettext("{count} file", "{count} files", len(names)).format(
            count=number(len(names))
        )
    return listed([visible(name) for name in names])


def summary(reading: Reading, out: int) -> str:
    """Sum a file up before it is kept: ``1,284 of 1,319 rows of mei.zip can be kept; …``.

    Args:
        reading: The file as read.
        out: How many records the reader leaves out.
    """
    text = ngettext(
        "{kept} of {rows} row of {file} can be used. Nothing is kept yet.",
        "{kept} of {rows} rows of {file} can be used. Nothing is kept yet.",
        reading.rows,
    ).format(kept=number(reading.kept), rows=number(reading.rows), file=files(list(reading.files)))
    if not out:
        return text
    left = ngettext("You leave {count} out.", "You leave {count} out.", out)
    return together(text, left.format(count=number(out)))


def whose() -> str:
    """Ask whose file it is."""
    return _("Keep it for")


def somebody_new() -> str:
    """Name the choice of a person who is not kept yet."""
    return _("Somebody new")


def keep() -> str:
    """Name the way that stores."""
    return _("Keep it, locked on this computer")


def look() -> str:
    """Name the way that stores nothing."""
    return _("Only look, keep nothing")


def go_on(count: int) -> str:
    """Name the way on without the rows that are wrong."""
    return ngettext("Go on without this row", "Go on without these {count} rows", count).format(
        count=number(count)
    )


def wrong(count: int) -> str:
    """Head the list of faults."""
    return ngettext("A row cannot be used", "{count} rows cannot be used", count).format(
        count=number(count)
    )


def wrong_meaning(count: int, *, gone_on: bool) -> str:
    """Say what the faults mean for the reader."""
    if gone_on:
        return ngettext(
            "It is left out. The file itself is not touched.",
            "They are left out. The file itself is not touched.",
            count,
        )
    return ngettext(
        "Go on without it, or correct the file and choose it again.",
        "Go on without them, or correct the file and choose it again.",
        count,
    )


def more_wrong(count: int) -> str:
    """Say how many faults are not listed."""
    return ngettext("and {count} more", "and {count} more", count).format(count=number(count))


def fault_place(fault: Fault) -> str:
    """Say where a fault is: ``records.csv, line 218, date``."""
    place = [visible(fault.file)]
    if fault.table and fault.table != fault.file:
        place.append(visible(fault.table))
    if fault.line is not None:
        place.append(_("line {line}").format(line=number(fault.line)))
    if fault.column:
        place.append(visible(fault.column))
    return ", ".join(place)


def fault_meaning(fault: Fault) -> str:
    """Say what stands there, what should, and what to do."""
    expected = fault.expected.rstrip(".")
    if fault.found:
        said = _("Found “{found}”, expected {expected}.").format(
            found=visible(fault.found[:60]), expected=expected
        )
    else:
        said = _("Expected {expected}.").format(expected=expected)
    return together(said, fault.remedy)


def left_out(rows: LeftOut) -> str:
    """Say why rows were not kept."""
    return rows.reason.rstrip(".")


def set_aside_rows() -> str:
    """Head the rows that are valid and were not kept."""
    return _("Left out")


def left_out_title() -> str:
    """Head the table of the rows that were left out."""
    return _("Rows that were left out")


def left_out_headings() -> tuple[str, ...]:
    """Name the columns of that table."""
    return (pgettext("of a file", "Line"), _("Date"), _("What"), _("Why"), _("Amount"))


def show_left_out(count: int) -> str:
    """Name the way to the rows that were left out."""
    return ngettext("Show this row", "Show these {count} rows", count).format(count=number(count))


def show_kept() -> str:
    """Name the way back to the rows that can be kept."""
    return _("Show the rows to keep")


def not_counted() -> str:
    """Head the kinds that no rule counts."""
    return _("No rule counts this")


def not_counted_meaning() -> str:
    """Say what becomes of records that no rule counts."""
    return _("Kept all the same: another rulebook may count it.")


def nothing_wrong() -> str:
    """Say that there is no fault."""
    return _("Every row is as it should be.")


def notices() -> str:
    """Head what the reader should know of a file."""
    return _("To know")


def others(contacts: int, scores: int, lookups: int, decisions: int) -> str:
    """Say what else is in a file beside records; empty where there is nothing else."""
    parts = [
        text.format(count=number(count))
        for count, text in (
            (contacts, ngettext("{count} contact", "{count} contacts", contacts)),
            (scores, ngettext("{count} published score", "{count} published scores", scores)),
            (lookups, ngettext("{count} lookup", "{count} lookups", lookups)),
            (decisions, ngettext("{count} decision", "{count} decisions", decisions)),
        )
        if count
    ]
    return _("Also in it: {parts}.").format(parts=listed(parts)) if parts else ""


def headings() -> tuple[str, ...]:
    """Name the columns of the preview's table."""
    return (pgettext("import", "Keep"), _("Date"), _("What"), _("Kind"), _("Amount"))


def shown(count: int, total: int, out: int) -> str:
    """Count the rows of the table: ``12 of 1,284 · 3 left out``."""
    if count == total:
        text = ngettext("{count} record", "{count} records", total).format(count=number(total))
    else:
        text = _("{count} of {total}").format(count=number(count), total=number(total))
    if out:
        left = ngettext("{count} left out", "{count} left out", out).format(count=number(out))
        return f"{text} · {left}"
    return text


def changed_score(day: int, was: str, now: str) -> str:
    """Say that two exports disagree about one official score of the past."""
    return _(
        "The official score of {day} was changed after the fact: an earlier file says {was}, "
        "this one says {now}."
    ).format(day=short_day(day), was=was, now=now)


def kept(added: int, updated: int, same: int) -> str:
    """Say what became of the rows that were kept."""
    parts = [
        text.format(count=number(count))
        for count, text in (
            (added, ngettext("{count} row is new", "{count} rows are new", added)),
            (updated, ngettext("{count} was told anew", "{count} were told anew", updated)),
            (same, ngettext("{count} was there already", "{count} were there already", same)),
        )
        if count
    ]
    return _("Kept: {parts}.").format(parts=listed(parts)) if parts else _("Nothing was new.")


def first_contacts(names: Sequence[str]) -> str:
    """Name the first contacts of a file, so that a reader sees whether their letters are right."""
    shown = ", ".join(visible(name) for name in names[:_NAMES_SHOWN])
    return f"{shown}, …" if len(names) > _NAMES_SHOWN else shown
