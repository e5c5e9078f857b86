"""What kinds of record are called, in the reader's language, and the kinds that the reader gives."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.corrections import Correction, Corrections, Scope
from app.domain.errors import UsageError
from app.domain.records import Records
from app.rulebook.kinds import shipped
from app.wording.language import _, text_of

_OFFERED = ("purchase", "bill.paid", "transfer", "income", "donation", "fine")
"""What a row of a bill can be: these kinds and those beneath them."""


def title(kind: str) -> str:
    """Return what a kind is called: its own title, else the nearest one's above it, else its id."""
    found = shipped().nearest(kind)
    return kind if found is None else text_of(found.title)


def offered() -> tuple[tuple[str, str], ...]:
    """Return the kinds that a row of a bill can be, and what each is called, in their order."""
    return tuple(
        (kind.id, text_of(kind.title))
        for stem in _OFFERED
        for kind in shipped().matching(f"{stem}.*")
    )


def given(records: Records, pairs: Sequence[tuple[str, str]]) -> Corrections:
    """Return the corrections that the reader names by a record's id or a payee's name.

    Args:
        records: The records that are corrected.
        pairs: A record's id or a payee's name, and the kind that the reader gives.

    Raises:
        UsageError: There is no such record or payee, or no such kind.
    """
    found: list[Correction] = []
    payees = set(records.texts["counterparty"]) if "counterparty" in records.texts else set()
    for name, kind in pairs:
        check(kind)
        if name in records.row_by_id:
            found.append(Correction(Scope.RECORD, name, kind))
        elif name and name in payees:
            found.append(Correction(Scope.PAYEE, name, kind))
        else:
            raise UsageError(
                _("--kind: there is no record and no payee “{name}” here.").format(name=name)
            )
    return Corrections.of(tuple(found))


def check(kind: str) -> None:
    """Refuse a kind that Whyscore does not know.

    Raises:
        UsageError: Neither the kind nor one above it is listed.
    """
    if shipped().nearest(kind) is None:
        raise UsageError(
            _("There is no kind “{kind}”. Kinds are written as purchase.food.").format(kind=kind)
        )
