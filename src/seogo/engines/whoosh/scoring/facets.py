"""Facets: counts of documents by the values of a keyword field.

A field in which every document has at most one value is one column, the value's number for every document; another
one is two, document and number of every occurrence. Fields of the first kind are counted together: documents with the same
values in all of them have one profile, profiles are counted by one bincount, and each field's values over the profiles,
which are few. Columns are read when fields are first counted, then cached.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from seogo.engines.names import MONTH, PERIODS, RECENT
from seogo.engines.periods import begin_of
from seogo.engines.whoosh.docset import DocIds
from seogo.engines.whoosh.storage.reader import Segments

Counts = tuple[tuple[str, int], ...]

_EPOCH: Final = date(1970, 1, 1).toordinal()
_PROFILE_SHARE: Final = 8
"""There is at most one profile for so many documents."""


@dataclass(frozen=True, slots=True)
class _Field:
    """The column of a field: ``numbers`` of values beside ``documents``, or where that is None, one for every document (the
    number behind the last value: none)."""

    values: list[str]
    numbers: NDArray[np.intp]
    documents: DocIds | None = None


@dataclass(frozen=True, slots=True)
class _Profiles:
    """The profile of every document, and for some fields the number of each profile's value."""

    numbers: DocIds
    fields: dict[str, DocIds]


class Facets:
    """The counter of facets of one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._fields: dict[str, _Field] = {}
        self._profiles: dict[tuple[str, ...], _Profiles] = {}
        self._lock = threading.Lock()

    def counts(self, fields: Sequence[str], documents: DocIds) -> dict[str, Counts]:
        """The values of each field among ``documents`` with their numbers of documents, most frequent first."""
        opened, profiles = self._open(tuple(fields))
        found: dict[str, Counts] = {}
        together = np.bincount(profiles.numbers[documents], minlength=1)
        for name, field in opened.items():
            if name in profiles.fields:
                numbers = profiles.fields[name][: len(together)]
                counts = np.bincount(numbers, together, len(field.values))
            elif field.documents is None:
                counts = np.bincount(field.numbers[documents], minlength=len(field.values))
            else:
                members = np.zeros(self._segments.size, np.bool_)
                members[documents] = True
                numbers = field.numbers[members[field.documents]]
                counts = np.bincount(numbers, minlength=len(field.values))
            if name == RECENT:
                counts = counts.cumsum()  # each period has those before it
            known = np.flatnonzero(counts[: len(field.values)])
            pairs = [(field.values[number], int(counts[number])) for number in known.tolist()]
            found[name] = tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
        return found

    def _open(self, names: tuple[str, ...]) -> tuple[dict[str, _Field], _Profiles]:
        with self._lock:
            for name in names:
                if name not in self._fields:
                    self._fields[name] = self._read(name)
            fields = {name: self._fields[name] for name in names}
            if names not in self._profiles:
                self._profiles[names] = _to_profiles(fields, self._segments.size)
            return fields, self._profiles[names]

    def _read(self, field: str) -> _Field:
        if field == MONTH:
            return self._read_months()
        if field == RECENT:
            return self._read_periods()
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

    def _read_periods(self) -> _Field:
        """The shortest of the periods that end with the newest document, of each document."""
        days = self._segments.days
        last = int(days.max(initial=0))
        first = [begin_of(name, date.fromordinal(last)).toordinal() for name in PERIODS if last]
        column = np.full(self._segments.size, len(PERIODS), np.intp)
        for number, begin in reversed([*enumerate(first)]):
            column[days >= begin] = number
        return _Field([*PERIODS], column)


def _to_profiles(fields: Mapping[str, _Field], size: int) -> _Profiles:
    """The profiles of as many fields as leave them few beside ``size`` documents, those with the fewest values first."""
    numbers = np.zeros(size, np.intp)
    first = np.zeros(min(size, 1), np.intp)  # a document of each profile
    taken: dict[str, DocIds] = {}
    for name, field in sorted(fields.items(), key=lambda pair: len(pair[1].values)):
        if field.documents is None:
            both = numbers * (len(field.values) + 1) + field.numbers
            _, one, finer = np.unique(both, return_index=True, return_inverse=True)
            if len(one) * _PROFILE_SHARE <= size:
                numbers, first, taken[name] = finer, one, field.numbers
    return _Profiles(numbers, {name: column[first] for name, column in taken.items()})
