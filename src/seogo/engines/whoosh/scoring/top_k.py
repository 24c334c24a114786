"""The best hits of a result, in order, without sorting all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.docset import DocIds, DocSet, Scores

_GROUPS = 1024
_ROWS = 4
_FEW = 256  # are sorted faster than partitioned
_DIGITS = 4  # scores that differ by less are equal, so that the order of summing decides nothing


def best(found: DocSet, ranks: DocIds, count: int) -> DocIds:
    """The positions in ``found.scores`` of the ``count`` highest scores, intp[count], best first; equal ones in the order of
    ``ranks``, intp[size]."""
    places, scores = None, found.scores
    if found.ids is not None and len(scores) <= _FEW:
        return _keys(scores, ranks[found.ids]).argsort()[:count]
    if (bound := _bound(scores, count)) > 0:
        places = np.flatnonzero(scores >= bound - 10.0**-_DIGITS)
        scores = scores[places]
    elif found.ids is None:
        places, scores = found.sparse()
    if len(scores) > max(4 * count, _FEW):
        threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
        above = np.flatnonzero(scores >= threshold - 10.0**-_DIGITS)
        scores = scores[above]
        places = above if places is None else places[above]
    if places is None:
        places = np.arange(len(scores))
    numbers = places if found.ids is None else found.ids[places]
    return _first(places, _keys(scores, ranks[numbers]), count)


def smallest(found: DocSet, order: DocIds, count: int) -> DocIds:
    """The positions in ``found.scores`` of the first ``count`` documents by ``order``, intp[size], a permutation."""
    numbers = found.doc_ids()
    places = numbers if found.ids is None else np.arange(len(numbers))
    return _first(places, order[numbers], count)


def _keys(scores: Scores, ranks: DocIds) -> NDArray[np.int64]:
    """Score and rank in one number, since partitioning an array with many equal values is slow."""
    keys: NDArray[np.int64] = np.rint(scores * -(10.0**_DIGITS)).astype(np.int64) << 32
    return keys + ranks


def _first(places: DocIds, keys: NDArray[Any], count: int) -> DocIds:
    if len(keys) > max(4 * count, _FEW):
        least = keys.argpartition(count)[:count]
        places, keys = places[least], keys[least]
    return places[keys.argsort()][:count]


def _bound(scores: Scores, count: int) -> float:
    """A lower bound of the best ``count`` scores: the count-th best of the maxima of groups of documents, because so many
    reach it; 0 where there are too few documents. A group is every _GROUPS-th one: so all maxima are found at once."""
    rows = len(scores) // _GROUPS
    if rows < _ROWS or 4 * count > _GROUPS:
        return 0.0
    maxima = scores[: rows * _GROUPS].reshape(rows, _GROUPS).max(axis=0)
    return float(np.partition(maxima, _GROUPS - count)[_GROUPS - count])
