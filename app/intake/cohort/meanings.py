"""What the cells of a plain table mean: nothing at all, or that something happened or did not."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from app.domain.arrays import FloatVector, Mask, TextVector
from app.intake.duck import literal
from app.intake.labels import label, label_sql

MISSING = (
    "",
    "na",
    "n/a",
    "#n/a",
    "<na>",
    "nan",
    "null",
    "(null)",
    "\\n",
    "none",
    "-",
    "–",
    "—",
    ".",
)
"""How programs write that nothing is known, in small letters: R, pandas, SQL, spreadsheets."""

_HAPPENED = ("1", "1.0", "true", "t", "yes", "y", "ja", "j", "wahr", "是", "有", "真")
_DID_NOT = ("0", "0.0", "false", "f", "no", "n", "nein", "falsch", "否", "无", "没有", "假")
_MEANT = {
    **dict.fromkeys(_HAPPENED, 1.0),
    **dict.fromkeys(_DID_NOT, 0.0),
    **dict.fromkeys(MISSING, np.nan),
}
_MISSING = frozenset(MISSING)


def is_missing(cell: str) -> bool:
    """Return whether a cell says that nothing is known."""
    return label(cell).lower() in _MISSING


def stated(cell: str) -> str:
    """Return the label that a cell states; empty where it states none."""
    said = label(cell)
    return "" if said.lower() in _MISSING else said


def is_yes_or_no(cells: Iterable[str]) -> bool:
    """Return whether all cells say that something happened or did not."""
    said = [cell for cell in cells if not is_missing(cell)]
    return bool(said) and all(label(cell).lower() in _MEANT for cell in said)


def outcome_of(cells: TextVector) -> tuple[FloatVector, Mask]:
    """Return what cells say came of it (1, 0, NaN where nothing), and which say neither."""
    meant = {cell: _MEANT.get(label(cell).lower()) for cell in set(cells.tolist())}
    figures = [meant[cell] for cell in cells.tolist()]
    wrong = np.array([figure is None for figure in figures], dtype=np.bool_)
    return np.array([np.nan if figure is None else figure for figure in figures]), wrong


def says_no(cells: Iterable[str]) -> bool:
    """Return whether any of the cells says that it did not happen."""
    return any(_MEANT.get(label(cell).lower()) == 0.0 for cell in cells)


def missing_sql(cell: str) -> str:
    """Return the condition in SQL that a cell says that nothing is known; never null."""
    listed = ", ".join(literal(word) for word in MISSING)
    return f"coalesce(lower({label_sql(cell)}) IN ({listed}), true)"
