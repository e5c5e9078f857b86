"""A column that grows block by block into room that was set aside for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Growing:
    """A column of which not all rows are known yet.

    Room that is set aside and never written costs nothing; joining many blocks in the end would
    write each row twice.

    Args:
        type_: What it holds.
        about: How many rows it will have, about.
    """

    def __init__(self, type_: type[np.generic], about: int) -> None:
        self._room: NDArray[Any] = np.empty(max(about, 1), dtype=type_)
        self._rows = 0

    def add(self, block: NDArray[Any]) -> None:
        """Put the rows of a block at the end."""
        end = self._rows + len(block)
        if end > len(self._room):
            more = np.empty(max(end, 2 * len(self._room)), dtype=self._room.dtype)
            more[: self._rows] = self._room[: self._rows]
            self._room = more
        self._room[self._rows : end] = block
        self._rows = end

    def all(self) -> NDArray[Any]:
        """Return the column as far as it has come, shape ``(n,)``."""
        return self._room[: self._rows]
