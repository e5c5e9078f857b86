"""Where the score lies if the guessed numbers are off: drawn, 1,000 times."""

from __future__ import annotations

import numpy as np

from app.domain.arrays import FloatMatrix, FloatVector
from app.domain.explanation import ScoreRange
from app.domain.rulebook import Number, Rulebook
from app.domain.score import Score, published_figures
from app.rulebook.curves import clipped, factor_points, slots, term, total

DRAWS = 1000
LEVEL = 0.9
_SEED = 0


def drawn_range(book: Rulebook, score: Score) -> ScoreRange | None:
    """Draw every guessed number anew and see where the score comes to lie.

    Args:
        book: The rulebook.
        score: The score, for the measures of its rules.

    Returns:
        The range, or ``None`` where no number has one or an override leaves no score.

    Source:
        The model, section 4: independent triangular draws, the mode at the value.
    """
    if score.score is None or not guesses(book):
        return None
    drawn = _draws(tuple(book.numbers()))
    z = _drawn_points(book, drawn, score.measures[:, np.newaxis])[:, :, 0]
    factors = factor_points(book, z)
    scores = total(book, factors, drawn[0])
    shown = published_figures(scores, book.decimals)
    low, high = _intervals(scores[np.newaxis])[0]
    return ScoreRange(
        low=low,
        high=high,
        level=LEVEL,
        draws=DRAWS,
        perks={
            perk.id: float(np.mean(shown > perk.at if perk.above else shown >= perk.at))
            for perk in book.perks
            if perk.at is not None
        },
        factors=dict(zip((one.id for one in book.factors), _intervals(factors), strict=True)),
        rules=dict(zip((one.id for one in book.rules), _intervals(z), strict=True)),
    )


def guesses(book: Rulebook) -> bool:
    """Say whether any number of a rulebook may be off."""
    return not all(number.certain for number in book.numbers())


def drawn_scores(book: Rulebook, measures: FloatMatrix) -> FloatMatrix:
    """Draw every guessed number anew and score many measurements with each draw.

    Args:
        book: The rulebook.
        measures: Measures of every rule, NaN where there is none, shape ``(n_rules, n)``.

    Returns:
        Unrounded scores before overrides, shape ``(DRAWS, n)``.
    """
    drawn = _draws(tuple(book.numbers()))
    factors = factor_points(book, _drawn_points(book, drawn, measures))
    return total(book, factors, drawn[0][:, np.newaxis])


def _drawn_points(book: Rulebook, drawn: FloatMatrix, measures: FloatMatrix) -> FloatMatrix:
    """Return the points of every rule in every draw, shape ``(n_rules, DRAWS, n)``."""
    z = np.empty((len(book.rules), DRAWS, measures.shape[1]))
    column = 1
    for row, rule in enumerate(book.rules):
        picked = term(rule, measures[row])
        own = drawn[column : column + len(rule.numbers)]
        column += len(rule.numbers)
        # The last slot is "nothing"; a number that is not drawn does not stand in the file.
        values = np.zeros((len(slots(rule)), DRAWS))
        for slot, number in enumerate(slots(rule)):
            place = next((i for i, one in enumerate(rule.numbers) if one is number), None)
            if number is not None and place is not None:
                values[slot] = own[place]
        z[row] = clipped(
            (values[picked.slot] * picked.times[:, np.newaxis]).T, rule.minimum, rule.maximum
        )
    return z


def _draws(numbers: tuple[Number, ...]) -> FloatMatrix:
    """Draw every number, shape ``(n_numbers, DRAWS)``; a certain one is always itself."""
    chance = np.random.Generator(np.random.PCG64(_SEED)).random((DRAWS, len(numbers)))
    return np.array([_triangular(one, chance[:, row]) for row, one in enumerate(numbers)])


def _triangular(number: Number, chance: FloatVector) -> FloatVector:
    """Return the inverse of the triangular distribution function at each chance."""
    low, mode, high = number.low, number.value, number.high
    if low == high:
        return np.full(len(chance), mode)
    width = high - low
    rising = low + np.sqrt(chance * width * (mode - low))
    falling = high - np.sqrt((1 - chance) * width * (high - mode))
    return np.where(chance * width < mode - low, rising, falling)


def _intervals(values: FloatMatrix) -> list[tuple[float, float]]:
    """Return the middle 90 in 100 of every row."""
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(values, (tail, 1 - tail), axis=1)
    return list(zip(low.tolist(), high.tolist(), strict=True))
