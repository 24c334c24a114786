"""The best hits of a result, in order, without sorting all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.found import Found, Numbers

_BLOCK = 256
_DIGITS = 4  # scores that differ by less are equal, so that the order of summing decides nothing


def best(found: Found, ranks: Numbers, count: int) -> Numbers:
    """The ``count`` hits with the highest scores, best first; equal ones in the order of ``ranks``."""
    if found.ids is None:
        numbers, scores = _above(found, count)
    else:
        numbers, scores = found.ids, found.scores
    if len(numbers) > 4 * count:
        threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
        kept = scores >= threshold - 10.0**-_DIGITS
        numbers, scores = numbers[kept], scores[kept]
    # score and rank in one number, since partitioning an array with many equal values is slow
    keys = (-np.rint(scores * 10.0**_DIGITS).astype(np.int64) << 32) + ranks[numbers]
    return _first(numbers, keys, count)


def smallest(numbers: Numbers, order: Numbers, count: int) -> Numbers:
    """The ``count`` numbers that come first in ``order``, which has a different place for every document."""
    return _first(numbers, order[numbers], count)


def _first(numbers: Numbers, keys: NDArray[Any], count: int) -> Numbers:
    if len(keys) > 4 * count:
        places = keys.argpartition(count)[:count]
        numbers, keys = numbers[places], keys[places]
    return numbers[keys.argsort()][:count]


def _above(found: Found, count: int) -> tuple[Numbers, NDArray[np.float32]]:
    """Hits of a dense result that can be among the best ``count``: the count-th best of the maxima of blocks of documents is
    a bound, because so many documents reach it."""
    scores = found.scores
    whole = len(scores) // _BLOCK
    if whole > 4 * count:
        maxima = scores[: whole * _BLOCK].reshape(whole, _BLOCK).max(axis=1)
        bound = float(np.partition(maxima, whole - count)[whole - count])
        if bound > 0:
            numbers = np.flatnonzero(scores >= bound - 10.0**-_DIGITS)
            return numbers, scores[numbers]
    return found.sparse()
