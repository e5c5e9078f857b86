"""A short run of what ``python -m tests.fuzz all`` does at length, and what its findings are for."""

from __future__ import annotations

import json
import random
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from app.domain.errors import UsageError
from app.store import backups
from app.store.errors import StoreError
from tests.fuzz import corpus, mutating, readers, trying
from tests.fuzz.__main__ import replay
from tests.fuzz.inputs import Finding, Given
from tests.fuzz.readers import READERS, Answer, Reader
from tests.fuzz.watching import Bounds, Tally, run

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
def test_a_run_is_watched_and_counted_and_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "t.tally"
    run("settings", SEED, Bounds(20), kept=lambda tally: tally.write(path))
    tally = run("settings", SEED, Bounds(30), tally=Tally.read(path, []))
    answers = Counter(
        found
        for number in range(30)
        if (found := trying.answer("settings", trying.made("settings", SEED, number))[0])
    )

    assert (tally.inputs, tally.answers, tally.findings) == (30, answers, [])
    assert 0 < tally.memory < 1024


def test_a_run_that_has_no_time_left_tries_nothing(tmp_path: Path) -> None:
    nothing = Tally.read(tmp_path / "none.tally", [])

    assert run("settings", SEED, Bounds(30, until=0), tally=nothing) == Tally()


def test_a_file_with_a_hole_is_as_long_as_it_says_and_kept_with_a_finding(tmp_path: Path) -> None:
    given = Given("export", {"a/r.csv": b"id"}, {"a/r.csv": 5 << 30})
    place = given.write(tmp_path)

    assert (place / "a/r.csv").stat().st_size == (5 << 30) + 2
    assert Given.of_text(given.as_text()) == given


def test_a_back_up_that_was_changed_is_sealed_again(tmp_path: Path) -> None:
    """Else all would end at the hash, and nothing behind it were tried."""
    whole = corpus.backed_up()[0].files[""]
    path = tmp_path / "b"
    sealed = 0
    for number in range(20):
        chance = random.Random(number)  # noqa: S311 - makes inputs, keeps no secret
        path.write_bytes(mutating._backup(whole, chance))
        with suppress(StoreError):
            sealed += backups.read(path).digest == backups._digest(path)

    assert sealed > 5


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


@pytest.mark.parametrize("words", [corpus.PRIVATE[:1], ["x" * 3_000]])
def test_an_error_that_shows_content_or_has_no_end_is_a_finding(words: list[str]) -> None:
    with pytest.raises(AssertionError, match="an error"):
        readers._check_words(words)
