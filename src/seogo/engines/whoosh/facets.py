"""Counts of articles by the values of a keyword field.

A field is one pair of columns over the whole index, document and value number of every occurrence, in the order of values;
what is inside a set of documents is counted by one bincount. Read when the field is first counted, then kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.segments import Segments

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Field:
    values: list[str]
    documents: NDArray[np.uint32]
    numbers: NDArray[np.uint32]


class Facets:
    """Counts on one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._fields: dict[str, _Field] = {}
        self._lock = threading.Lock()

    def counts(self, field: str, members: NDArray[np.bool_]) -> Counts:
        """The values among ``members`` with how many documents have each, most frequent first."""
        opened = self._open(field)
        counts = np.bincount(
            opened.numbers[members[opened.documents]], minlength=len(opened.values)
        )
        found = [(opened.values[number], int(counts[number])) for number in np.flatnonzero(counts)]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def _open(self, field: str) -> _Field:
        with self._lock:
            known = self._fields.get(field)
            if known is None:
                known = self._fields[field] = _Field(*self._segments.keyword(field))
            return known
