"""Bootstrap intervals of means.

The queries are drawn again with replacement, RESAMPLES times; the middle 95 % of the means of these samples are the
interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The seed is fixed: the same numbers
give the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1_000
_SEED = 2026
_MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mean with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


def estimate(rows: Sequence[Sequence[float]]) -> tuple[Estimate, ...]:
    """Mean of every column of ``rows``, with its interval. A row has the measures of one query and is resampled as a whole.

    Differences of the same queries in two runs make a paired interval. Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("no rows")
    values = np.asarray(rows, dtype=np.float64)
    random = np.random.default_rng(_SEED)
    count = len(values)
    means = np.stack(
        [values[random.integers(0, count, count)].mean(axis=0) for _ in range(RESAMPLES)]
    )
    low, high = np.percentile(means, _MIDDLE, axis=0)
    return tuple(
        Estimate(*map(float, column)) for column in zip(values.mean(axis=0), low, high, strict=True)
    )
