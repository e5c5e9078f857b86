"""Lays two crowds side by side, whatever order their rows are in where no order is promised."""

from __future__ import annotations

from typing import Any

from app.domain.cohort import Cohort, Needs
from app.domain.crowd import Crowd, Labels
from app.intake.cohort.parts import read_part

Row = tuple[Any, ...]


def read(cohort: Cohort, needs: Needs | None = None) -> list[Crowd]:
    """Read all parts, with everything that they can have."""
    asked = needs or Needs(attributes=cohort.attributes)
    return [read_part(cohort, part, asked) for part in cohort.parts]


def ids(crowds: list[Crowd]) -> list[str]:
    return [name for crowd in crowds for name in crowd.ids.tolist()]


def faulty(crowds: list[Crowd]) -> dict[str, Row]:
    """Return who is out, with table, line and column."""
    return {one.id: (one.table, one.line, one.column) for crowd in crowds for one in crowd.faulty}


def records(crowds: list[Crowd], *, in_order: bool = False) -> list[Row]:
    rows = [
        (crowd.ids[person], day, crowd.records.kinds[kind], repr(amount), until)
        for crowd in crowds
        for person, day, kind, amount, until in zip(
            crowd.records.person.tolist(),
            crowd.records.day.tolist(),
            crowd.records.kind.tolist(),
            crowd.records.amount.tolist(),
            crowd.records.until.tolist(),
            strict=True,
        )
    ]
    return rows if in_order else sorted(rows)


def contacts(crowds: list[Crowd]) -> list[Row]:
    """Return each contact with its scores by day."""
    found = []
    for crowd in crowds:
        table = crowd.contacts
        for row in range(len(table)):
            mine = table.score_contact == row
            found.append(
                (
                    crowd.ids[table.person[row]],
                    table.closeness[row],
                    table.since[row],
                    table.until[row],
                    table.score_day[mine].tolist(),
                    table.score[mine].tolist(),
                )
            )
        assert (table.score_contact[1:] >= table.score_contact[:-1]).all()
    return sorted(found)


def official(crowds: list[Crowd]) -> list[Row]:
    return [
        (crowd.ids[person], day, score, version)
        for crowd in crowds
        for person, day, score, version in zip(
            crowd.official.person.tolist(),
            crowd.official.day.tolist(),
            crowd.official.score.tolist(),
            cells(crowd.official.rulebook),
            strict=True,
        )
    ]


def decisions(crowds: list[Crowd]) -> list[Row]:
    return [
        (crowd.ids[person], day, reasons)
        for crowd in crowds
        for person, day, reasons in zip(
            crowd.decisions.person.tolist(),
            crowd.decisions.day.tolist(),
            crowd.decisions.reasons.tolist(),
            strict=True,
        )
    ]


def attribute(crowds: list[Crowd], name: str) -> list[Row]:
    return [
        (person, cell)
        for crowd in crowds
        if name in crowd.attributes
        for person, cell in zip(crowd.ids.tolist(), cells(crowd.attributes[name]), strict=True)
    ]


def cells(labels: Labels) -> list[str]:
    names = (*labels.names, "")
    return [names[code] for code in labels.code.tolist()]
