"""What is said where the program itself made a mistake: where that was, and never a value."""

from __future__ import annotations

import traceback
from pathlib import Path

from app.domain.errors import WhyscoreError
from app.wording.language import _


def place_of(error: BaseException) -> str:
    """Return where an error was raised: ``presenter.py, line 336``; ``?`` where nobody knows."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "?"


def blunder(error: BaseException) -> str:
    """Say for a report what broke and where: the type and the place."""
    return _("Whyscore itself made a mistake ({kind} in {place}). Please report this line.").format(
        kind=type(error).__name__, place=place_of(error)
    )


def heading() -> str:
    """Head what is told of a mistake of the program's own."""
    return _("Whyscore made a mistake")


def plainly(error: BaseException) -> str:
    """Say to the reader what went wrong: our own errors in their words, others without their names.

    What the system says of a file it says without the file's name, which may name a person.
    """
    if isinstance(error, WhyscoreError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return _("The system refused it: {reason}.").format(reason=error.strerror)
    if isinstance(error, MemoryError):
        return _("There is not enough memory for this. Close other programs, and try again.")
    return _(
        "Whyscore itself made a mistake here (in {place}). Your data were not changed by it. "
        "Please report this place."
    ).format(place=place_of(error))
