"""Shown columns that stay packed until a reader wants to see one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from app.domain.arrays import RowVector, TextVector
from app.store.columns import unpacked_texts

Cells = bytes | int
"""A packed block of a column, or how many rows have nothing there."""


class WaitingTexts(dict[str, TextVector]):
    """The shown columns of a records table by name, each unpacked at the first look.

    A million rows are opened without their texts: a screen shows thirty of them, and scores need
    none. Every way into a ``dict`` is served; ``dict``'s own store is not used.

    Args:
        packed: The blocks of every column, in order.
        rows: Rows that stay, in their order; all where left out.
    """

    def __init__(self, packed: dict[str, list[Cells]], rows: RowVector | None = None) -> None:
        super().__init__()
        self._packed = packed
        self._rows = rows
        self._open: dict[str, TextVector] = {}
        self._turn = threading.Lock()

    def chosen(self, rows: RowVector) -> WaitingTexts:
        """Return the same columns with these rows only, in this order; still packed."""
        return WaitingTexts(self._packed, rows if self._rows is None else self._rows[rows])

    def __getitem__(self, name: str) -> TextVector:
        with self._turn:
            if name not in self._open:
                parts = [
                    np.full(cells, "", dtype=object)
                    if isinstance(cells, int)
                    else unpacked_texts(cells)
                    for cells in self._packed[name]
                ]
                column = np.concatenate(parts)
                self._open[name] = column if self._rows is None else column[self._rows]
            return self._open[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a column, or ``default`` where there is none of this name."""
        return self[name] if name in self._packed else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, name: object) -> bool:
        return name in self._packed

    def keys(self) -> Any:
        """Return the names of the columns."""
        return self._packed.keys()

    def values(self) -> Any:
        """Return the columns, unpacked."""
        return [self[name] for name in self]

    def items(self) -> Any:
        """Return names and columns, unpacked."""
        return [(name, self[name]) for name in self]

    def copy(self) -> dict[str, TextVector]:
        """Return an ordinary dictionary of the columns, unpacked."""
        return dict(self.items())

    def __or__(self, other: Any) -> Any:
        return self.copy() | other

    def __ror__(self, other: Any) -> Any:
        return other | self.copy()

    def __reduce__(self) -> Any:
        return dict, (self.items(),)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    __hash__ = None

    def __repr__(self) -> str:
        return f"WaitingTexts({', '.join(self)})"
