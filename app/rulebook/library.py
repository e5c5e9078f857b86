"""The rulebooks at hand: those that Whyscore brings along, and those in files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app import assets
from app.domain.errors import UsageError
from app.domain.rulebook import Rulebook
from app.rulebook.reading import read_rulebook
from app.rulebook.tables import shown
from app.wording.language import _


@cache
def shipped() -> tuple[Rulebook, ...]:
    """Return the rulebooks that Whyscore brings along, by id."""
    books = (read_rulebook(path) for path in assets.rulebook_files())
    return tuple(sorted(books, key=lambda book: book.id))


def find(reference: str, variant: str | None = None) -> Rulebook:
    """Return a rulebook by the id of a shipped one, or by the path of a file.

    Args:
        reference: Id or path.
        variant: Id of the variant to switch on.

    Raises:
        UsageError: There is no such rulebook, or no such variant.
        RulebookError: The file is no rulebook that can be used.
    """
    return read_rulebook(locate(reference), variant)


def locate(reference: str) -> Path:
    """Return the file of a rulebook by its shipped id or its path; see ``find``."""
    for path in assets.rulebook_files():
        if reference == path.stem:
            return path
    path = Path(reference)
    if _is_file(path):
        return path
    listed = ", ".join(sorted(path.stem for path in assets.rulebook_files()))
    raise UsageError(
        _("There is no rulebook {reference}. Give the path of a file, or one of: {listed}.").format(
            reference=shown(reference), listed=listed
        )
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no system takes, such as one without end
        return False
