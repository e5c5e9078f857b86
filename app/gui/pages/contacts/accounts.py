"""Whose account is believed: the rulebook's variants that change what contacts count. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.rulebook import Rulebook, Variant
from app.gui.pages.contacts.content import rules_about_contacts
from app.wording.language import _, text_of
from app.wording.visible import visible

OPERATOR = "operator-account"
"""Id of the variant that holds the operator's own account."""


@dataclass(frozen=True, slots=True)
class Account:
    """One of the accounts to choose from.

    Attributes:
        variant: Id of the variant; ``None`` for the book as it stands.
        title: What it is called.
        on: Whether it is the one in force.
    """

    variant: str | None
    title: str
    on: bool


def accounts(book: Rulebook) -> tuple[Account, ...]:
    """Return the accounts that tell contacts differently; none where all tell the same.

    The variant in force is among them even where it does not touch contacts.
    """
    touching = [variant for variant in book.variants if _touches(book, variant)]
    if not touching:
        return ()
    # The operator's own account first: the two words of the switch are the page's question.
    touching.sort(key=lambda variant: variant.id != OPERATOR)
    others = [one for one in book.variants if one.id == book.variant and one not in touching]
    named = any(variant.id == OPERATOR for variant in touching)
    base = _("As other reports say") if named else _("As the rulebook stands")
    return (
        Account(None, base, book.variant is None),
        *(
            Account(one.id, visible(text_of(one.title)), one.id == book.variant)
            for one in (*touching, *others)
        ),
    )


def _touches(book: Rulebook, variant: Variant) -> bool:
    rules = rules_about_contacts(book)
    paths = {f"rule.{rule.id}" for rule in rules} | {f"factor.{rule.factor}" for rule in rules}
    return any(path.rpartition(".")[0] in paths for path in variant.settings)
