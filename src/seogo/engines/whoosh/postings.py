"""Postings of stock Whoosh segments as NumPy arrays.

The public way, a matcher, hands out one posting at a time and hides deleted documents; whole blocks are read below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher

DocIds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of a term, ascending, and how often it occurs in each."""

    ids: DocIds
    frequencies: NDArray[np.float32]


def read_postings(reader: object, field: str, term: bytes) -> Postings:
    """The postings of a term in one segment, deleted documents included; empty where the term is unknown."""
    if (field, term) not in reader:  # type: ignore[operator]
        return Postings(np.empty(0, np.int64), np.empty(0, np.float32))
    matcher = _raw_matcher(reader, field, term)
    if not isinstance(matcher, W3LeafMatcher):
        ids, weights = [], []
        while matcher.is_active():
            ids.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        return Postings(np.array(ids, np.int64), np.array(weights, np.float32))
    id_blocks: list[DocIds] = []
    frequency_blocks: list[NDArray[np.float32]] = []
    while True:
        matcher._read_data()
        gaps, weights = matcher._data[0], matcher._data[1]
        id_blocks.append(np.cumsum(np.array(gaps, np.int64)))
        length = matcher._blocklength
        if weights is None:  # every weight is 1
            frequency_blocks.append(np.ones(length, np.float32))
        elif isinstance(weights, float):  # every weight is this
            frequency_blocks.append(np.full(length, weights, np.float32))
        else:
            frequency_blocks.append(np.array(weights, np.float32))
        if matcher._lastblock:
            break
        matcher._goto(matcher._nextoffset)
    return Postings(np.concatenate(id_blocks), np.concatenate(frequency_blocks))


def read_positions(
    reader: object, field: str, term: bytes, documents: Iterable[int]
) -> dict[int, list[int]]:
    """The positions of a term in those of ``documents`` (ascending, all of them with the term)."""
    matcher = _raw_matcher(reader, field, term)
    found: dict[int, list[int]] = {}
    for document in documents:
        matcher.skip_to(document)
        found[document] = matcher.value_as("positions")
    return found


def _raw_matcher(reader: object, field: str, term: bytes) -> W3LeafMatcher:
    return reader._terms.matcher(field, term, reader.schema[field].format)  # type: ignore[attr-defined]
