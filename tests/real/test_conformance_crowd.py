"""The 70 conformance cases among others: an independent program's figures, to 1e-6, from a crowd."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.domain.records import Export
from app.mirror import crowd_passes
from app.mirror.crowd_scoring import marks_of_crowd
from app.mirror.packing import crowd_of
from app.mirror.scoring import score
from app.workflow import explaining, reading

CASES = tuple(f"{number:02}" for number in range(70))
CLOSE = 1e-6


def read(case: Path) -> tuple[Export, explaining.Question, dict[str, Any]]:
    """Read a case; the records that it sets aside are left out."""
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    asked = expected["arguments"]
    export = reading.read([case / "package"]).export
    assert export is not None
    days = {"day": np.datetime64(asked["at"], "D").astype(int).item()}
    question = explaining.question(
        export, rulebook=str(case / "rulebook.toml"), variant=asked["variant"], **days
    )
    kept = ~np.isin(export.records.id.astype(str), asked["aside"])
    return replace(export, records=export.records.only(kept)), question, expected


@pytest.fixture(scope="module")
def exports(shared: Path) -> dict[str, Export]:
    return {name: read(shared / "conformance" / name)[0] for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_a_conformance_case_agrees_among_other_people(
    name: str, shared: Path, exports: dict[str, Export], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, asked, expected = read(shared / "conformance" / name)
    others = [exports[one] for one in CASES if one != name]
    place = len(others) // 2
    people = [*others[:place], own, *others[place:]]
    day = np.full(len(people), asked.day, np.int32)
    monkeypatch.setattr(crowd_passes, "_BLOCK", 64)  # few enough for many blocks

    found = marks_of_crowd([asked.rulebook], crowd_of(people), day)[0]

    assert abs(found.sum[place] - expected["to"]) <= CLOSE
    for row, rule in enumerate(asked.rulebook.rules):
        measure = expected["rules"][rule.id]["measure"]
        assert found.measures[row, place] == pytest.approx(
            np.nan if measure is None else measure, abs=CLOSE, nan_ok=True
        )
    for row, one in enumerate(people):
        alone = score(asked.rulebook, one.records, one.contacts, asked.day)
        assert found.sum[row] == pytest.approx(alone.sum, abs=1e-9)
        assert found.measures[:, row] == pytest.approx(alone.measures, abs=1e-9, nan_ok=True)
        assert found.published[row] == pytest.approx(
            np.nan if alone.published is None else alone.published, nan_ok=True
        )
