"""A smaller run of ``python -m tests.audit.coverage``: 40 cohorts of 200 people."""

from __future__ import annotations

import pytest

from tests.audit.coverage import Line, lines


@pytest.mark.slow
def test_verdicts_are_right_and_intervals_hold_the_truth_as_often_as_they_say() -> None:
    found = {line.name: (line.times, line.of) for line in lines(40, 200) if not line.believable()}

    assert found == {}


@pytest.mark.parametrize(
    ("line", "believable"),
    [
        (Line("", 0.95, "is", 190, 200), True),
        (Line("", 0.95, "is", 170, 200), False),
        (Line("", 0.95, "is", 200, 200), False),
        (Line("", 0.95, "at least", 200, 200), True),
        (Line("", 0.05, "at most", 0, 200), True),
        (Line("", 0.05, "at most", 30, 200), False),
    ],
)
def test_a_share_that_chance_alone_does_not_give_is_not_believed(line, believable) -> None:
    assert line.believable() is believable
