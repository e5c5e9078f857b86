"""How a CSV file is written: which sign parts its cells, which quotes them.

Source:
    Data Package (v2) and CSV Dialect, whose keys and defaults these are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.intake.written import Written

COMMON = Written()
"""Cells in the common way."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write CSV.

    Attributes:
        header: Whether the first row names the columns.
        names: Names from the descriptor's schema, for a table without a header.
        written: How its schema says that cells are written.
        null: A cell that reads so is empty, besides the empty cell.
    """

    delimiter: str = ","
    quote: str = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_initial_space: bool = False
    comment: str | None = None
    null: str | None = None
    header: bool = True
    names: tuple[str, ...] = ()
    written: Written = COMMON

    @property
    def plain(self) -> bool:
        """Whether it is the common dialect but for the delimiter, so that it can be read fast."""
        common = Dialect(delimiter=self.delimiter, names=self.names)
        return self == common and self.delimiter in {",", ";", "\t", "|"}


def read_dialect(
    said: Mapping[str, Any], names: tuple[str, ...], delimiter: str, written: Written = COMMON
) -> Dialect:
    """Return the dialect that a descriptor gives a table.

    Args:
        said: Its ``dialect``, with the keys at the top or under ``csv``.
        names: Column names of its schema.
        delimiter: The delimiter where it names none.
        written: How its schema says that cells are written.

    Raises:
        ValueError: A key has a value that makes no sense; the message is the key.
    """
    inner = said.get("csv", {})
    if not isinstance(inner, dict):
        raise ValueError("csv")  # noqa: TRY004 - the caller tells the reader, as of any value
    keys = {**inner, **{key: value for key, value in said.items() if key != "csv"}}
    dialect = Dialect(
        delimiter=_sign(keys, "delimiter") or delimiter,
        quote=_sign(keys, "quoteChar") or '"',
        double_quote=_switch(keys, "doubleQuote", default=True),
        escape=_sign(keys, "escapeChar"),
        skip_initial_space=_switch(keys, "skipInitialSpace", default=False),
        comment=_sign(keys, "commentChar"),
        null=_word(keys, "nullSequence"),
        header=_switch(keys, "header", default=True),
        names=names,
        written=written,
    )
    if not dialect.header and not names:
        raise ValueError("header")
    if dialect.quote in {dialect.delimiter, dialect.escape}:
        raise ValueError("quoteChar")
    if dialect.escape == dialect.delimiter:
        raise ValueError("escapeChar")
    return dialect


def _sign(keys: Mapping[str, Any], key: str) -> str | None:
    sign = keys.get(key)
    if sign is None:
        return None
    if not isinstance(sign, str) or len(sign) != 1 or sign in "\r\n\0 ":
        raise ValueError(key)
    return sign


def _word(keys: Mapping[str, Any], key: str) -> str | None:
    word = keys.get(key)
    if word is not None and not isinstance(word, str):
        raise ValueError(key)
    return word


def _switch(keys: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = keys.get(key, default)
    if not isinstance(value, bool):
        raise ValueError(key)  # noqa: TRY004 - the caller tells the reader, as of any value
    return value
