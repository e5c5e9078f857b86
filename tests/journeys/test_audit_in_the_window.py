"""A reporter tries the invented cohort: contacts count though denied, a region is held down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.gui.pages.audit import core
from app.gui.pages_made import AUDIT
from app.wording.language import Language


def run_again(pack: Path, folder: Path, files: Path) -> subprocess.CompletedProcess[str]:
    """Run a pack from its own script, as whoever has the files can."""
    with zipfile.ZipFile(pack) as unpacked:
        unpacked.extractall(folder)
    return subprocess.run(
        [sys.executable, "-B", "rerun.py", str(files)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.window
def test_the_invented_cohort_gives_its_operator_away(seat, dog, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(core, "_PEOPLE", 240)
    monkeypatch.setattr(core, "_EVENTS", 7_200)
    me = seat(Language.ENGLISH)
    dog.begin("audit")
    page = me.go(AUDIT)
    assert "files in, findings out" in page.sentence.text()
    assert not page.primary.isEnabled()

    # Nothing that was ever seen of a real person is needed to try it.
    dog.begin("invent a cohort")
    me.click(page.choosing.people.sample)
    me.until(lambda: page.primary.isEnabled() and page.settled())
    me.settle()
    assert me.window.header.person.accessibleDescription() == "240 people, names removed"
    assert set(page.choosing.claims.rules.on) == {"contacts", "negative-posts"}

    # Stopped at once, it has lost nothing; going on takes up what is there.
    dog.begin("recompute")
    me.click(page.primary)
    me.click(page.running.card.stop)
    assert page.running.card.go_on.isVisible()
    me.settle()
    me.click(page.running.card.go_on)
    me.until(lambda: page.findings.isVisible() and page.settled())
    me.settle()
    assert "Your contacts’ scores" in page.sentence.text()
    assert page.sentence.text().endswith("These scores say that it does.")
    cards = page.findings.cards
    assert cards["claims"]._chart._shown.rows[0].word == "contradicted"

    # Southwick loses 12 points by no rule that anybody knows.
    gap = cards["gap"]
    assert "Southwick, mean" in gap.chart.chart.rows[-1].label
    unexplained = gap.chart.chart.rows[-2]
    assert (unexplained.label, unexplained.points) == ("Unexplained", -12)

    # The rules were others before October 2015.
    months = cards["published"]._months._shown
    means = {dot.note.title: dot.value for dot in months.dots}
    assert abs(means["2015-09"] - means["2015-10"]) > 0.5

    dog.begin("write the pack")
    me.click(page.primary)
    target = tmp_path / "evidence.zip"
    monkeypatch.setattr(me.window.asking, "place_for", lambda *_asked: target)
    me.click(page.pack.save)
    me.until(target.exists)
    me.settle()
    assert page.pack.open.isVisible()
    with zipfile.ZipFile(target) as pack:
        results = json.loads(pack.read("results.json"))
        assert "rerun.py" in pack.namelist()
    assert results["claims"][0]["verdict"] == "contradicted"
    assert results["people"] == 240

    dog.begin("run the pack again")
    again = run_again(target, tmp_path / "unpacked", Path(core._invented[0].name) / "cohort")
    assert again.returncode == 0, again.stderr
    assert "same" in again.stdout
