"""The 70 conformance cases: an independent program's figures, to 1e-6."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.calendar import day_of
from app.domain.explanation import Explanation
from app.workflow import explaining, reading

CASES = tuple(f"{number:02}" for number in range(70))
CLOSE = 1e-6


def told(case: Path) -> tuple[Explanation, dict[str, Any]]:
    """Read a case as its README says, and explain it."""
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    asked = expected["arguments"]
    found = reading.read([case / "package"])
    assert found.export is not None
    assert found.kept == found.rows  # a contract that ends before it begins is told, and kept
    old = asked["since_rulebook"]
    question = explaining.question(
        found.export,
        rulebook=str(case / "rulebook.toml"),
        variant=asked["variant"],
        day=day_of(dt.date.fromisoformat(asked["at"])),
        aside=frozenset(asked["aside"]),
        since_day=day_of(dt.date.fromisoformat(asked["since"])) if asked["since"] else None,
        since_rulebook=str(case / old) if old else None,
    )
    return explaining.explain(found.export, question), expected


def close(found: float | None, expected: float | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= CLOSE


@pytest.mark.parametrize("name", CASES)
def test_a_conformance_case_agrees(name: str, shared: Path) -> None:
    found, expected = told(shared / "conformance" / name)

    assert close(found.to.score.sum, expected["to"])
    assert close(found.since.score.sum, expected["from"])
    assert close(found.rules_changed, expected["rules_changed"])
    factors = {one.id: one for one in found.factors}
    assert factors.keys() == expected["factors"].keys()
    for key, figures in expected["factors"].items():
        for field, figure in figures.items():
            assert close(getattr(factors[key], field), figure), (key, field)
    rules = {one.id: one for one in found.rules}
    assert rules.keys() == expected["rules"].keys()
    for key, figures in expected["rules"].items():
        for field, figure in figures.items():
            assert close(getattr(rules[key], field), figure), (key, field)
    _agree_on_records(found, expected["records"])
    worth = dict(zip(found.contacts.id.tolist(), found.contact_shares.if_gone, strict=True))
    assert worth.keys() == expected["if_gone"].keys()
    for key, figure in expected["if_gone"].items():
        assert close(worth[key], figure), key


def _agree_on_records(found: Explanation, expected: dict[str, float]) -> None:
    shares = found.shares
    ours = {}
    for place in range(len(shares)):
        table = found.contacts if shares.is_contact[place] else found.records
        key = f"{found.rules[shares.rule[place]].id}/{table.id[shares.row[place]]}"
        ours[key] = float(shares.points[place])
    for key in ours.keys() | expected.keys():
        assert close(ours.get(key, 0.0), expected.get(key, 0.0)), key
