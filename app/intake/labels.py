"""Names and labels as they are compared: one spelling for what reads alike."""

from __future__ import annotations

import unicodedata

from app.domain.arrays import TextVector

BLANK = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""Characters that show nothing at the beginning or end of a label."""


def label(text: str) -> str:
    """Return a name or label without blanks around it, its accents joined to their letters (NFC).

    Capitals and what stands within stay as they are: ``Köln`` and ``köln`` may be two groups.
    """
    return unicodedata.normalize("NFC", text.strip(BLANK)) if text else text


LABELLED = frozenset({"kind", "source", "counterparty", "name", "who", "outcome"})
"""Columns of a package that hold names or labels; ids and free texts stay as they are."""


def labels(column: TextVector) -> TextVector:
    """Return a column of names as labels; the same column where all of it is in order."""
    spelt = {text: label(text) for text in set(column.tolist())}
    changed = {text: said for text, said in spelt.items() if said != text}
    if not changed:
        return column
    tidied = column.copy()
    tidied[:] = [changed.get(text, text) for text in column.tolist()]
    return tidied


def label_sql(column: str) -> str:
    """Return the SQL for DuckDB that makes the same of a column of text.

    Args:
        column: An SQL expression of text; never a name out of a file that is not quoted.
    """
    codes = ",".join(f"chr({ord(sign)})" for sign in BLANK)
    return f"nfc_normalize(trim({column}, concat({codes})))"
