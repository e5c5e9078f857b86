"""How a command ends."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses, which scripts read."""

    DONE = 0
    NO = 1  # done, and the answer is no: faults were found, two things differ
    BAD_INPUT = 2  # bad input or usage: one line on standard error says what and where


def is_stop(error: BaseException) -> bool:
    """Tell whether somebody pressed Ctrl-C: where DuckDB is at work, that is an error of its own."""
    return isinstance(error, KeyboardInterrupt) or str(error) == "Query interrupted"
