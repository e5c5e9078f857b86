"""``whatif --json``, ``plan --json`` and ``pressure --json``."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.calendar import iso
from app.domain.document import Document, figure, head
from app.domain.planning import Frame, Plan, Pressure
from app.domain.records import InputFile
from app.domain.rulebook import Rulebook


def whatif_document(frame: Frame, book: Rulebook, inputs: Sequence[InputFile]) -> Document:
    """Return a projected line as plain values, unrounded.

    Args:
        frame: What was computed.
        book: By which rules.
        inputs: The files read.
    """
    return {
        **head(book, inputs),
        "score": figure(float(frame.score[-1])),
        "published": figure(float(frame.published[-1])),
        "nothing": figure(float(frame.nothing[-1])),
        "line": [
            {"date": iso(day), "score": figure(score), "nothing": figure(nothing)}
            for day, score, nothing in zip(
                frame.day.tolist(), frame.score.tolist(), frame.nothing.tolist(), strict=True
            )
        ],
        "perks": [
            {"id": turn.perk, "won" if turn.won else "lost": iso(turn.day)} for turn in frame.perks
        ],
    }


def plan_document(plan: Plan, book: Rulebook, inputs: Sequence[InputFile]) -> Document:
    """Return a plan, or why there is none, as plain values.

    Args:
        plan: What was found.
        book: By which rules.
        inputs: The files read.
    """
    option = plan.option
    return {
        **head(book, inputs),
        "reachable": plan.reachable,
        "target": plan.target,
        "by": iso(plan.by),
        "score": None if option is None else figure(option.score),
        "effort": None if option is None else figure(option.effort),
        "actions": []
        if option is None
        else [{"id": name, "units": units} for name, units in option.units],
        "best": figure(plan.best),
        "earliest": None if plan.earliest is None else iso(plan.earliest),
        "binding": list(plan.binding),
        "safe": {name: [low, high] for name, (low, high) in plan.safe.items()},
        "status": plan.status.value,
    }


def pressure_document(pressure: Pressure, book: Rulebook, inputs: Sequence[InputFile]) -> Document:
    """Return exchange rates and mechanics as plain values.

    Args:
        pressure: What was found.
        book: By which rules.
        inputs: The files read.
    """
    return {
        **head(book, inputs),
        "rates": [
            {
                "id": rate.id,
                "kind": rate.kind,
                "stance": None if rate.stance is None else rate.stance.value,
                "points": figure(rate.points),
                "days_of_waiting": rate.days_of_waiting,
            }
            for rate in pressure.rates
        ],
        "mechanics": [
            {"id": pull.id, "points": figure(pull.points)} for pull in pressure.mechanics
        ],
    }
