"""Counts of articles by the values of a keyword field.

A field in which every document has at most one value is one column, the value's number for every document; another
one is two, document and number of every occurrence. What is inside a set of documents is counted by one bincount.
Columns are read when the field is first counted, then kept.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from seogo.engines.base import MONTH
from seogo.engines.whoosh.found import Numbers
from seogo.engines.whoosh.segments import Segments

Counts = tuple[tuple[str, int], ...]

_EPOCH: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class _Field:
    """``documents`` is None where ``numbers`` has one for every document (the number behind the last value: none)."""

    values: list[str]
    numbers: NDArray[np.intp]
    documents: Numbers | None = None


class Facets:
    """Counts on one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._fields: dict[str, _Field] = {}
        self._lock = threading.Lock()

    def counts(self, field: str, documents: Numbers) -> Counts:
        """The values among ``documents`` with how many have each, most frequent first."""
        opened = self._open(field)
        if opened.documents is None:
            numbers = opened.numbers[documents]
        else:
            members = np.zeros(self._segments.size, np.bool_)
            members[documents] = True
            numbers = opened.numbers[members[opened.documents]]
        counts = np.bincount(numbers, minlength=len(opened.values))[: len(opened.values)]
        found = [(opened.values[number], int(counts[number])) for number in np.flatnonzero(counts)]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def _open(self, field: str) -> _Field:
        with self._lock:
            known = self._fields.get(field)
            if known is None:
                known = self._fields[field] = self._read(field)
            return known

    def _read(self, field: str) -> _Field:
        if field == MONTH:
            return self._read_months()
        values, documents, numbers = self._segments.keyword(field)
        column = np.full(self._segments.size, len(values), np.intp)
        column[documents] = numbers
        if np.array_equal(column[documents], numbers):
            return _Field(values, column)
        return _Field(values, numbers, documents)

    def _read_months(self) -> _Field:
        """The months of publication, from the days that the table of documents has."""
        days = self._segments.days
        dated = np.flatnonzero(days > 0)
        months = (days[dated].astype(np.int64) - _EPOCH).astype("M8[D]").astype("M8[M]")
        values, numbers = np.unique(months, return_inverse=True)
        column = np.full(self._segments.size, len(values), np.intp)
        column[dated] = numbers
        return _Field([str(value) for value in values], column)
