"""What the page shows of steps, settings and columns, as plain values. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.cohort import ColumnRoles, TablePreview
from app.gui.pages.audit.desk import BookChoice
from app.wording.language import _

Facts = tuple[tuple[str, str], ...]
"""What was found: what it is called, and what it is."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as it stands: its name, what is known of it, whether it is done and can be gone to."""

    name: str
    caption: str
    done: bool
    reachable: bool


@dataclass(frozen=True)
class Offered:
    """What there is to choose from.

    Attributes:
        books: Rulebooks with each of their variants, and what they are called.
        rules: Rules of the audited rulebook: id and title.
        attributes: Columns by which people can be told apart.
        has_records: Whether a rulebook can be held against these people.
        opened: Whether anything was opened.
    """

    books: tuple[tuple[BookChoice, str], ...]
    rules: tuple[tuple[str, str], ...]
    attributes: tuple[str, ...]
    has_records: bool
    opened: bool


class Role(StrEnum):
    """What a column may hold."""

    SCORE = "score"
    PERSON = "person"
    DAY = "day"
    OUTCOME = "outcome"
    GROUP = "group"
    UNUSED = "unused"


ONE_ONLY = frozenset({Role.SCORE, Role.PERSON, Role.DAY, Role.OUTCOME})


def role_name(role: Role) -> str:
    """Name a role."""
    return {
        Role.SCORE: _("Score"),
        Role.PERSON: _("Person"),
        Role.DAY: _("Date"),
        Role.OUTCOME: _("What came of it"),
        Role.GROUP: _("Group"),
        Role.UNUSED: _("not used"),
    }[role]


def roles_of(columns: tuple[str, ...], roles: ColumnRoles | None) -> dict[str, Role]:
    """Return the role of each column."""
    found = dict.fromkeys(columns, Role.UNUSED)
    if roles is None:
        return found
    found |= dict.fromkeys((name for name in roles.attributes if name in found), Role.GROUP)
    for name, role in (
        (roles.score, Role.SCORE),
        (roles.person, Role.PERSON),
        (roles.day, Role.DAY),
        (roles.outcome, Role.OUTCOME),
    ):
        if name is not None and name in found:
            found[name] = role
    return found


def column_roles(roles: dict[str, Role]) -> ColumnRoles | None:
    """Return the roles as intake takes them; ``None`` where no column is the score."""

    def the(role: Role) -> str | None:
        return next((name for name, one in roles.items() if one is role), None)

    score = the(Role.SCORE)
    if score is None:
        return None
    groups = tuple(name for name, role in roles.items() if role is Role.GROUP)
    return ColumnRoles(score, the(Role.PERSON), the(Role.DAY), the(Role.OUTCOME), groups)


def thresholds_of(text: str) -> tuple[float, ...]:
    """Read scores parted by semicolons or blanks; what is no number is left out."""
    found: list[float] = []
    for part in text.replace(";", " ").split():
        try:
            found.append(float(part.replace(",", ".")))
        except ValueError:
            continue
    return tuple(sorted({one for one in found if abs(one) < float("inf")}))


def is_asked(preview: TablePreview) -> bool:
    """Whether the scores of a table can be read in two ways, so that the reader must say."""
    return preview.guess is not None and bool(preview.reading.form) and not preview.reading.decimal
