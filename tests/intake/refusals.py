"""Reads bad files, and holds every fault to saying what was found, expected and what to do."""

from __future__ import annotations

from pathlib import Path

from app.domain.fault import Fault
from app.domain.intake import Reading
from app.intake import reading


def read(path: Path) -> Reading:
    found = reading.read([path])
    for fault in found.faults:
        assert fault.file
        assert fault.expected
        assert fault.remedy
        assert fault.found
    return found


def refusal(path: Path) -> Fault:
    found = read(path)
    assert found.export is None
    assert found.kept == 0
    assert found.faults[0].refuses
    return found.faults[0]
