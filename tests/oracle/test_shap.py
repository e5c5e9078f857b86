"""Factor shares against an independent implementation of the Shapley value."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from app.explain.shapley import Side, factor_shares

shap = pytest.importorskip("shap", reason="the oracle group is not installed")


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.filterwarnings("ignore")  # the oracle's own house, not ours
def test_factor_shares_equal_the_exact_explainer(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(2, 13))
    was, now = random.integers(-80, 80, (2, n)).astype(float)
    base = float(random.integers(350, 900))
    side = Side(base, 350.0, 900.0, was, now)

    def scores(players: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(base + np.where(players > 0.5, now, was).sum(axis=1), 350.0, 900.0)

    explainer = shap.explainers.ExactExplainer(scores, np.zeros((1, n)))
    theirs = explainer(np.ones((1, n)), max_evals=2**n + 1, silent=True).values[0]

    assert factor_shares(side) == pytest.approx(theirs, abs=1e-9)
