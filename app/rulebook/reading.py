"""Reads a rulebook from TOML, strictly: every fault is told with its file, line and key.

A rulebook is untrusted input. It is data only: nothing in it is run, opened or fetched, and its
size and depth are bounded before it is parsed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.errors import UsageError
from app.domain.rulebook import Rulebook, Variant
from app.rulebook import parts, variants
from app.rulebook.opening import decoded, parsed, read_bounded, refuse
from app.rulebook.rules import read_rule
from app.rulebook.tables import FaultLog, Table, shown
from app.wording.language import _

_MOST_FACTORS = 15  # the shares of all subsets of the factors are enumerated
_BOOK_ID = re.compile(r"[a-z0-9-]+")


def read_rulebook(path: Path, variant: str | None = None) -> Rulebook:
    """Read a rulebook file.

    Args:
        path: The file.
        variant: Id of the variant to switch on; ``None`` for the book as it stands.

    Raises:
        RulebookError: It cannot be used; all faults are carried along.
        UsageError: There is no such file, or no such variant in it.
    """
    return read_bytes(read_bounded(path), path.name, variant)


def read_text(text: str, name: str, variant: str | None = None) -> Rulebook:
    """Read a rulebook from its text; see ``read_rulebook``."""
    return read_bytes(text.encode("utf-8", "surrogatepass"), name, variant)


def read_bytes(content: bytes, name: str, variant: str | None = None) -> Rulebook:
    """Read a rulebook from the bytes of its file; see ``read_rulebook``."""
    text = decoded(content, name)
    book = parsed(text, name)
    log = FaultLog(name, text, book)
    read = read_tables(book, log, hashlib.sha256(content).hexdigest())
    if not log.noted:
        variants.check(book, read, log)
    refuse(name, log.faults())
    if variant is not None:
        chosen = find_variant(read, variant)
        read = read_tables(variants.applied(book, chosen), log, read.sha256, variant)
    return replace(read, content=content)


def find_variant(book: Rulebook, variant: str) -> Variant:
    """Return a variant of a book by its id.

    Raises:
        UsageError: The book has no such variant.
    """
    for known in book.variants:
        if known.id == variant:
            return known
    listed = ", ".join(known.id for known in book.variants) or _("none")
    raise UsageError(
        _("The rulebook {book} has no variant {variant}; it has: {listed}.").format(
            book=book.id, variant=shown(variant), listed=listed
        )
    )


def read_tables(
    book: dict[str, Any], log: FaultLog, sha256: str, variant: str | None = None
) -> Rulebook:
    """Read a parsed rulebook; what is wrong goes to the log, and the result then is no use."""
    root = Table(book, (), log)
    form = root.raw("format")
    if root.sound("format") and (type(form) is not int or form != 1):
        root.fault("format", _("1, the only format there is"))
    head, score = root.table("rulebook"), root.table("score")
    tables = {
        name: root.tables(name)
        for name in ("band", "perk", "override", "action", "example", "variant")
    }
    tables |= {name: root.tables(name, optional=False) for name in ("source", "factor", "rule")}
    ids = {name: parts.ids_of(found) for name, found in tables.items() if name != "example"}
    sources = ids["source"]
    scale = parts.read_scale(score, sources)
    _check_factors(tables["factor"], tables["rule"])
    read = Rulebook(
        id=head.identity(pattern=_BOOK_ID),
        version=head.text("version"),
        title=head.texts("title"),
        about=head.texts("about"),
        caution=head.texts("caution") if "caution" in head else None,
        valid_from=head.date_or_none("valid_from"),
        valid_to=head.date_or_none("valid_to"),
        review_after=head.date_or_none("review_after"),
        floor=scale.floor,
        ceiling=scale.ceiling,
        base=scale.base,
        decimals=scale.decimals,
        sources=tuple(parts.read_source(table) for table in tables["source"]),
        bands=parts.read_bands(tables["band"], scale.floor if score.sound("floor") else None),
        perks=tuple(parts.read_perk(table, sources) for table in tables["perk"]),
        factors=tuple(parts.read_factor(table, sources) for table in tables["factor"]),
        rules=tuple(read_rule(table, ids["factor"], sources) for table in tables["rule"]),
        overrides=tuple(parts.read_override(table, ids["band"]) for table in tables["override"]),
        actions=parts.read_actions(tables["action"]),
        examples=tuple(parts.read_example(table, ids["variant"]) for table in tables["example"]),
        variants=variants.read(tables["variant"]),
        sha256=sha256,
        variant=variant,
    )
    begin, end = read.valid_from, read.valid_to
    if begin and end and head.sound("valid_from", "valid_to") and end < begin:
        head.fault("valid_to", _("a date that is not before valid_from"))
    for table in (head, root):
        table.close()
    return read


def _check_factors(factors: tuple[Table, ...], rules: tuple[Table, ...]) -> None:
    used = [rule.raw("factor", optional=True) for rule in rules]
    for number, factor in enumerate(factors):
        if number == _MOST_FACTORS:
            factor.fault(
                "id", _("at most {most} factors; remove the others").format(most=_MOST_FACTORS)
            )
        if factor.sound("id") and factor.raw("id") not in used:
            factor.fault("id", _("a factor with rules; add a rule or remove the factor"))
