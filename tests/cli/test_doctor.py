"""``whyscore doctor``: what it prints, and how it ends."""

from __future__ import annotations

import pytest

from app.cli.main import run
from app.domain.health import Check, Health, WindowSeen
from app.domain.lent import Lent
from app.workflow import doctor

OPENS = WindowSeen(opens=True, qt="6.11.3", platform="offscreen", chinese=3)
WELL = Check("python", Health.WELL, "Python is there.")
LACKING = Check("fonts", Health.LACKING, "No font.", "Install one.")
BROKEN = Check("files", Health.BROKEN, "A part is gone.", "Install Whyscore again.")


@pytest.fixture
def found(monkeypatch):
    """Return a function that lets the doctor find these."""
    return lambda *checks: monkeypatch.setattr(doctor, "examine", lambda _see: iter(checks))


@pytest.mark.parametrize(
    ("checks", "status", "said"),
    [
        ((WELL,), 0, "Everything is there."),
        ((WELL, LACKING), 0, "Whyscore works here; something could be better."),
        ((LACKING, BROKEN), 1, "Something is broken."),
    ],
)
def test_only_what_is_broken_is_a_no(whyscore, found, checks, status, said) -> None:
    found(*checks)

    shown = whyscore("doctor", status=status).out

    assert shown.splitlines()[0] == said
    for check in checks:
        assert check.found in shown
        assert check.remedy in shown


def test_the_document_holds_every_check(whyscore, found, fits) -> None:
    found(WELL, BROKEN)

    told = whyscore("doctor", "--json", status=1).document

    fits(told, "doctor")
    assert [(one["id"], one["health"], one["remedy"]) for one in told["checks"]] == [
        ("python", "well", None),
        ("files", "broken", "Install Whyscore again."),
    ]


def test_the_window_is_tried_by_whoever_lends_it(capsys) -> None:
    tried = []

    status = run(["doctor", "--json"], Lent(see_window=lambda: tried.append(1) or OPENS))

    assert (status, tried) == (0, [1])
    assert "6.11.3" in capsys.readouterr().out


def test_without_a_window_the_rest_is_looked_at(capsys) -> None:
    assert run(["doctor", "--json"]) == 0
    assert '"window"' not in capsys.readouterr().out
