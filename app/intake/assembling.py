"""From checked tables to a person's data; the rules that join two columns or two tables."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from app.domain.arrays import TextVector
from app.domain.calendar import iso
from app.domain.fault import MOST_FAULTS
from app.domain.records import (
    RECORD_TEXTS,
    Contacts,
    Decision,
    Lookup,
    OfficialScores,
    Records,
)
from app.intake.checking import Checked
from app.wording.language import _

Tables = Mapping[str, Checked]
"""The tables that a package has, by name."""


def records_of(tables: Tables) -> Records:
    """Return the good records, and note what is wrong with the others."""
    table = tables.get("records")
    if table is None:
        return Records.none()
    table.check_unique("id")
    table.check_order("date", "until")
    mask = table.faults.good
    good = slice(None) if mask.all() else mask  # a copy of every column is worth avoiding
    return Records.build(
        table.text("id")[good],
        table.day("date")[good],
        table.text("kind")[good],
        table.number("amount")[good],
        table.day("until")[good],
        {name: table.text(name)[good] for name in RECORD_TEXTS if table.has_text(name)},
    )


def contacts_of(tables: Tables) -> tuple[Contacts, int]:
    """Return the good contacts with their good scores, and note what is wrong with the others.

    Returns:
        The contacts; how many good scores fell away because their contact's row is a fault.
    """
    table, scores = tables.get("contacts"), tables.get("contact_scores")
    nothing = np.empty(0, dtype=object)
    ids, out = nothing, 0
    columns = Contacts.none()
    if table is not None:
        table.check_unique("id")
        _check_closeness(table)
        good = np.flatnonzero(table.faults.good)
        names = table.text("id")[good].tolist()
        rows = good[sorted(range(len(names)), key=names.__getitem__)]
        ids = table.text("id")[rows]
        closeness = table.number("closeness")[rows]
        columns = Contacts(
            id=ids,
            name=table.text("name")[rows],
            closeness=np.where(np.isnan(closeness), 1.0, closeness),
            since=table.day("since")[rows],
            until=table.day("until")[rows],
            score_contact=columns.score_contact,
            score_day=columns.score_day,
            score=columns.score,
        )
    if scores is not None:
        listed = nothing if table is None else table.text("id")
        columns, out = _with_scores(columns, scores, listed)
    return columns, out


def official_of(tables: Tables) -> OfficialScores:
    """Return the good official scores by day, and note what is wrong with the others."""
    table = tables.get("scores")
    if table is None:
        return OfficialScores.none()
    table.check_score("score")
    good = np.flatnonzero(table.faults.good)
    rows = good[np.argsort(table.day("date")[good], kind="stable")]
    return OfficialScores(
        table.day("date")[rows],
        table.number("score")[rows],
        table.text("rulebook")[rows],
        table.text("note")[rows],
    )


def lookups_of(tables: Tables) -> tuple[Lookup, ...]:
    """Return the good lookups, in the order of the file."""
    table = tables.get("lookups")
    if table is None:
        return ()
    days, who, purpose = table.day("date"), table.text("who"), table.text("purpose")
    rows = np.flatnonzero(table.faults.good).tolist()
    return tuple(Lookup(int(days[row]), who[row], purpose[row]) for row in rows)


def decisions_of(tables: Tables) -> tuple[Decision, ...]:
    """Return the good decisions, in the order of the file."""
    table = tables.get("decisions")
    if table is None:
        return ()
    table.check_score("threshold")
    thresholds = table.number("threshold")
    days = table.day("date")
    texts = {name: table.text(name) for name in ("who", "what", "outcome", "reasons")}
    return tuple(
        Decision(
            day=int(days[row]),
            threshold=None if np.isnan(thresholds[row]) else float(thresholds[row]),
            **{name: str(column[row]) for name, column in texts.items()},
        )
        for row in np.flatnonzero(table.faults.good).tolist()
    )


def _check_closeness(table: Checked) -> None:
    values = table.number("closeness")
    rows = np.flatnonzero((values < 0) | (values > 1))
    table.faults.note(
        rows,
        "closeness",
        [f"{value:g}" for value in values[rows[:MOST_FAULTS]]],
        _("a number from 0 to 1"),
        _("Correct the cell, or leave the row out."),
    )


def _with_scores(contacts: Contacts, table: Checked, listed: TextVector) -> tuple[Contacts, int]:
    """Return the contacts with their scores, and how many scores lost their contact."""
    table.check_score("score")
    names = table.text("contact").tolist()
    everyone = {name for name in listed.tolist() if name}
    strange = [row for row, name in enumerate(names) if name and name not in everyone]
    table.faults.note(
        np.array(strange, dtype=np.int64),
        "contact",
        _("a contact that the contacts do not list"),
        _("the id of a listed contact"),
        _("Add the contact, or leave the row out."),
    )
    _check_one_a_day(table, names)
    row_of = {str(name): row for row, name in enumerate(contacts.id)}
    good = np.flatnonzero(table.faults.good)
    owner = np.array([row_of.get(names[row], -1) for row in good.tolist()], dtype=np.int64)
    kept, owner = good[owner >= 0], owner[owner >= 0]
    days = table.day("date")[kept]
    order = np.lexsort((days, owner))
    scored = Contacts(
        id=contacts.id,
        name=contacts.name,
        closeness=contacts.closeness,
        since=contacts.since,
        until=contacts.until,
        score_contact=owner[order],
        score_day=days[order],
        score=table.number("score")[kept][order],
    )
    return scored, len(good) - len(kept)


def _check_one_a_day(table: Checked, names: list[str]) -> None:
    """Note every score whose contact has another score on the same day in an earlier row."""
    seen: set[tuple[str, int]] = set()
    again: list[int] = []
    days = table.day("date").tolist()
    for row in np.flatnonzero(table.faults.good).tolist():
        key = (names[row], days[row])
        if key in seen:
            again.append(row)
        seen.add(key)
    table.faults.note(
        np.array(again, dtype=np.int64),
        "date",
        [iso(days[row]) for row in again[:MOST_FAULTS]],
        _("one score of a contact on one day"),
        _("Keep the score that is right."),
    )
