"""The invented person with lookups and decisions in their file."""

from __future__ import annotations

from dataclasses import replace

from app.domain.records import Decision, Export, Lookup
from app.workflow.case import Case
from tests.gui import people

LOOKUPS = (
    Lookup(people.TODAY - 400, "Old Bank", "Loan"),
    Lookup(people.TODAY - 40, "Swift", "Deposit"),
    Lookup(people.TODAY - 41, "Swift", "Deposit"),
    Lookup(people.TODAY - 5, "A person not named", "Not stated"),
    Lookup(people.TODAY + 9, "Tomorrow", "Visa"),
)
DECISIONS = (
    Decision(people.TODAY - 41, "Swift", "Car hire", "Deposit", 600.0, "Score under 600"),
    Decision(people.TODAY - 4, "Visa office", "Visa", "All papers", 700.0, "Score not over 700"),
    Decision(people.TODAY - 2, "Lotus", "Place", "Page 4", None, ""),
)


def export(lookups=LOOKUPS, decisions=DECISIONS, *, published: bool = True) -> Export:
    return replace(people.export(published=published), lookups=lookups, decisions=decisions)


def case(lookups=LOOKUPS, decisions=DECISIONS, *, published: bool = True) -> Case:
    return Case(export(lookups, decisions, published=published), people.book(), people.TODAY)
