"""Intervals: repeatable, as wide as they should be, narrower where runs are paired."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.evaluation.intervals import Estimate, estimate

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@pytest.mark.slow
@settings(max_examples=25)
@given(SCORES)
def test_the_same_scores_give_the_same_interval(scores: list[float]) -> None:
    rows = [(score, 1 - score) for score in scores]
    first, second = estimate(rows)
    assert estimate(rows) == (first, second)
    assert first.mean == pytest.approx(sum(scores) / len(scores))
    # drawn as rows: what one column gains the other one loses in every sample
    assert (second.low, second.high) == pytest.approx((1 - first.high, 1 - first.low))
    assert min(scores) - 1e-9 <= first.low <= first.high <= max(scores) + 1e-9


def test_nothing_varies_where_all_queries_are_alike() -> None:
    assert estimate([(0.5,)] * 40) == (Estimate(0.5, 0.5, 0.5),)
    assert estimate([(1.0,)]) == (Estimate(1.0, 1.0, 1.0),)


@pytest.mark.slow
def test_an_interval_has_the_true_mean_nearly_always() -> None:
    random = np.random.default_rng(7)
    inside = 0
    for _ in range(50):
        (found,) = estimate([(float(value),) for value in random.random(100) < 0.3])
        inside += found.low <= 0.3 <= found.high
    assert 43 <= inside <= 50


def test_pairing_takes_out_what_both_runs_find_hard() -> None:
    random = np.random.default_rng(8)
    before = random.random(200)
    after = np.minimum(before + 0.02, 1)
    (difference,) = estimate([(float(value),) for value in after - before])
    (alone,) = estimate([(float(value),) for value in after])
    assert 0 < difference.low <= difference.mean <= difference.high
    assert difference.high - difference.low < (alone.high - alone.low) / 5


def test_no_queries_have_no_mean() -> None:
    with pytest.raises(ValueError, match="no rows"):
        estimate([])
