"""A short run of what ``python -m tests.fuzz all`` does at length, and what its findings are for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.errors import UsageError
from tests.fuzz import readers, trying
from tests.fuzz.__main__ import replay
from tests.fuzz.inputs import Finding, Given
from tests.fuzz.readers import READERS, Answer, Reader
from tests.fuzz.watching import run

INPUTS = 100
DEAR = {"records-in-bulk", "cohort"}  # each input starts DuckDB
SEED = 2016


@pytest.mark.heavy
@pytest.mark.parametrize("reader", READERS)
def test_bad_inputs_are_read_or_refused(reader: str) -> None:
    """Tried in this process: the watched one, with its limits, is what the command is for."""
    trying.warm_up(reader)
    wrong = {
        number: found
        for number in range(INPUTS // 5 if reader in DEAR else INPUTS)
        if (found := trying.answer(reader, trying.made(reader, SEED, number))[1])
    }

    assert not wrong


def test_a_seed_makes_the_same_inputs_every_time() -> None:
    assert trying.made("zip", 1, 5) == trying.made("zip", 1, 5)
    assert trying.made("zip", 1, 5) != trying.made("zip", 2, 5)


@pytest.mark.heavy
def test_a_run_is_watched_and_counted() -> None:
    tally = run("settings", SEED, 30)

    assert (tally.inputs, tally.answers.total(), tally.findings) == (30, 30, [])
    assert 0 < tally.memory < 1024


@pytest.fixture
def _broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> Answer:
        if path.read_bytes() != b"good":
            raise UsageError("outside the house's rules")
        return Answer.READ

    reader = Reader(lambda: (Given.file("good.txt", b"good"),), read)
    monkeypatch.setitem(READERS, "broken", reader)


@pytest.mark.usefixtures("_broken")
def test_a_finding_is_kept_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr("tests.fuzz.__main__.limit_memory", lambda: None)
    found, wrong = trying.answer("broken", Given.file("bad.txt", b"bad"))
    finding = Finding("broken", SEED, 7, wrong, Given.file("bad.txt", b"bad"))
    path = finding.write(tmp_path / "findings")

    assert found is None
    assert "UsageError" in wrong
    assert Finding.read(path) == finding
    assert json.loads(path.read_text())["number"] == 7
    assert replay(path) == 1
    assert "now UsageError" in capsys.readouterr().out


@pytest.mark.parametrize("words", [readers.corpus.PRIVATE[:1], ["x" * 3_000]])
def test_an_error_that_shows_content_or_has_no_end_is_a_finding(words: list[str]) -> None:
    with pytest.raises(AssertionError, match="an error"):
        readers._check_words(words)
