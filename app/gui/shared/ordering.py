"""The order of texts in tables and menus: that of the reader's language, as ICU has it.

``9`` stands before ``10``, ``Ärger`` before ``Zebra``, and Chinese in the order of its sounds.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QCollator, QLocale

from app.wording.language import locale_name

_FIRST = itemgetter(0)
_AT_ONCE = 1_024  # texts: a few milliseconds
_own = threading.local()  # a collator may be used by one thread at a time


def order_key() -> Callable[[str], Any]:
    """Return what texts are sorted by in the language in force. For this thread only."""
    name = locale_name()
    if getattr(_own, "name", None) != name:
        collator = QCollator(QLocale(name))
        collator.setNumericMode(True)
        _own.name, _own.collator = name, collator
    key: Callable[[str], Any] = _own.collator.sortKey
    return key


def in_order(values: Sequence[str]) -> list[int]:
    """Return the places of texts in their order; equal ones as they stand. For any thread.

    One sort of a million texts would not let the window's thread have its turn until it is done;
    so stretches are sorted, and merged one by one.
    """
    standing: dict[str, list[int]] = {}  # Qt's keys know no equality, so each text is sorted once
    for place, value in enumerate(values):
        standing.setdefault(value, []).append(place)
    each, key = sorted(standing), order_key()
    stretches = [
        sorted(((key(value), value) for value in each[start:end]), key=_FIRST)
        for start, end in pairwise([*range(0, len(each), _AT_ONCE), len(each)])
    ]
    merged = heapq.merge(*stretches, key=_FIRST)
    return [place for _key, value in merged for place in standing[value]]
