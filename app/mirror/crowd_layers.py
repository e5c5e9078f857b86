"""Which rules of a book can be worked out over a crowd's records in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.domain.arrays import Mask, RowVector
from app.domain.rulebook import Rule, matches


@dataclass(frozen=True)
class Layer:
    """Rules that share no kind: each record adds to one of them at most.

    Attributes:
        rules: The rules with their rows in the book, a column each.
        column: Column of each kind, shape ``(n_kinds,)``; 0 for a kind that none counts.
        counted: Which kinds a rule of the layer counts, shape ``(n_kinds,)``.
    """

    rules: tuple[tuple[int, Rule], ...]
    column: RowVector
    counted: Mask


def layers(rules: Iterable[tuple[int, Rule]], kinds: tuple[str, ...]) -> list[Layer]:
    """Put rules into as few layers as their order needs; those that count no kind are left out.

    Args:
        rules: The rules with their rows in the book.
        kinds: The kinds that occur.
    """
    taken: list[tuple[list[tuple[int, Rule]], RowVector]] = []
    for row, rule in rules:
        named = named_kinds(rule.kinds, kinds)
        if not named.any():
            continue
        free = (layer for layer in taken if (layer[1][named] < 0).all())
        own, column = next(free, ([], np.full(len(kinds), -1, np.int64)))
        if not own:
            taken.append((own, column))
        column[named] = len(own)
        own.append((row, rule))
    return [Layer(tuple(own), np.maximum(column, 0), column >= 0) for own, column in taken]


def named_kinds(patterns: tuple[str, ...], kinds: tuple[str, ...]) -> Mask:
    """Say which kinds the patterns name, shape ``(n_kinds,)``."""
    return np.array([matches(patterns, kind) for kind in kinds], dtype=np.bool_)
