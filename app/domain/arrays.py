"""Names for the arrays that travel through the house."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatVector = NDArray[np.float64]
"""Numbers, shape ``(n,)``; NaN where there is none."""

FloatMatrix = NDArray[np.float64]
"""Numbers in more than one dimension; the docstring at hand gives the shape."""

DayVector = NDArray[np.int32]
"""Calendar days since 1970-01-01, shape ``(n,)``; ``NO_DAY`` where there is none."""

RowVector = NDArray[np.int64]
"""Row numbers into a table, shape ``(n,)``."""

CodeVector = NDArray[np.int32]
"""Numbers of entries in a list of names, shape ``(n,)``."""

Mask = NDArray[np.bool_]
"""True where a row is meant, shape ``(n,)``."""

TextVector = NDArray[np.object_]
"""Texts (``str``), shape ``(n,)``; an empty text where there is none."""
