"""Every journey with a window is watched: how long it stood still is told at the end of the run."""

from __future__ import annotations

import pytest

from tests.conftest import STILL
from tests.journeys.seats import Seat
from tests.journeys.watching import Watchdog

_WITH_A_WINDOW = {"window", "sit", "seat"}


@pytest.fixture
def dog(request, qapp):
    """Watch the window; a journey names its steps with ``dog.begin``."""
    watching = Watchdog(qapp)
    watching.begin("until the window is there")
    yield watching
    watching.end()
    watching.deleteLater()
    if watching.blocks:
        told = "\n".join(f"  {block}" for block in watching.blocks)
        request.node.user_properties.append((STILL, f"{request.node.name}\n{told}"))


@pytest.fixture(autouse=True)
def _watched(request):
    """Watch every journey that has a window in this process."""
    if _WITH_A_WINDOW & set(request.fixturenames):
        request.getfixturevalue("dog")


@pytest.fixture
def seat(qtbot, tmp_path):
    """Seat somebody before a window, in a language."""
    taken: list[Seat] = []

    def take(speech) -> Seat:
        taken.append(Seat(qtbot, tmp_path / "store", speech))
        return taken[-1]

    yield take
    for one in taken:
        one.end()
