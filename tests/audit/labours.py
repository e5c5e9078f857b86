"""Tasks that other processes can be handed: small, known by name, and some of them deadly."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import numpy as np


def square(number: int) -> int:
    return number * number


def slow_square(number: int, seconds: float) -> int:
    time.sleep(seconds)
    return number * number


def own_process(number: int) -> int:
    time.sleep(0.05)
    return os.getpid() + 0 * number


def square_but_die_once(number: int, mark: Path) -> int:
    """End the process that computes this, the first time; ``mark`` remembers it."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    raise ValueError(f"no {number}")


def uneven_sum(number: int) -> float:
    """Return a sum that depends on the order of its terms, after a wait that shuffles arrivals."""
    random = np.random.default_rng(number)
    time.sleep(float(random.random()) * 0.02)
    return float((random.standard_normal(1000) * 1e8).sum())


def append_line(number: int, file: Path) -> int:
    with file.open("a", encoding="ascii") as opened:
        opened.write(f"{number}\n")
    return number
