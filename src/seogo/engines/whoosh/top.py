"""The best hits of a result, in order, without sorting all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.found import Found, Numbers

_BLOCK = 256
_DIGITS = 4  # scores that differ by less are equal, so that the order of summing decides nothing


def best(found: Found, ranks: Numbers, count: int) -> Numbers:
    """Where the ``count`` hits with the highest scores stand in ``found.scores``, best first; equal ones in the order of
    ``ranks``."""
    places, scores = (None, found.scores) if found.ids is not None else _above(found, count)
    if len(scores) > 4 * count:
        threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
        kept = np.flatnonzero(scores >= threshold - 10.0**-_DIGITS)
        scores = scores[kept]
        places = kept if places is None else places[kept]
    if places is None:
        places = np.arange(len(scores))
    # score and rank in one number, since partitioning an array with many equal values is slow
    numbers = places if found.ids is None else found.ids[places]
    keys = (-np.rint(scores * 10.0**_DIGITS).astype(np.int64) << 32) + ranks[numbers]
    return _first(places, keys, count)


def smallest(found: Found, order: Numbers, count: int) -> Numbers:
    """Where the hits stand that come first in ``order``, which has a different place for every document."""
    numbers = found.numbers()
    places = numbers if found.ids is None else np.arange(len(numbers))
    return _first(places, order[numbers], count)


def _first(places: Numbers, keys: NDArray[Any], count: int) -> Numbers:
    if len(keys) > 4 * count:
        least = keys.argpartition(count)[:count]
        places, keys = places[least], keys[least]
    return places[keys.argsort()][:count]


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
