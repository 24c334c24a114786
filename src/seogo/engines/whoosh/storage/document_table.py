"""Document table: columns that hold for every document of an index, in one container beside the segments.

::

    uint32[2]                          documents, live documents
    ranks      uint32[documents]       place in the order of ids, by which ties are broken
    groups     uint32[documents]       the first live document of the same translation group
    mates      uint32[documents]       the next live one of the group, around in a circle; its own number where it is alone
    days       int32[documents]        publication day as an ordinal, 0 where there is none
    live       uint8[documents]        0: deleted
    order      uint32[live documents]  the live documents in the order of ids
    starts     uint32[documents + 1]   where each id begins in the text behind
    ids        bytes                   the ids, UTF-8

It is written with every commit. It repeats what the segments hold; without it, opening would read every id.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from seogo.storage.binary import Columns
from seogo.storage.container import Container, write_container
from seogo.storage.stamps import DOCUMENT_TABLE_FORMAT

FILE = "documents.table"
_COUNTS = struct.Struct("<II")
_RECENT = 1 << 12
"""Number of ids of the latest hits that are cached with their numbers, and up to twice as many."""


class DocumentTable:
    """Opened document table. Raises IndexDamaged where the file is not what was written."""

    def __init__(self, path: Path) -> None:
        data = Container(path, DOCUMENT_TABLE_FORMAT).checked()
        self.size, live = _COUNTS.unpack_from(data)
        columns = Columns(data, _COUNTS.size)
        self.ranks = columns.take("<u4", self.size).astype(np.intp)
        self.groups = columns.take("<u4", self.size).astype(np.intp)
        self.mates = columns.take("<u4", self.size)
        self.days = columns.take("<i4", self.size)
        self.live = columns.take("u1", self.size).astype(np.bool_)
        self.order = columns.take("<u4", live).astype(np.intp)
        self._starts = columns.take("<u4", self.size + 1)
        self._ids = data[columns.at :]
        self._recent: dict[str, int] = {}
        self._older: dict[str, int] = {}
        self._names: dict[int, str] = {}  # of those in _recent

    def id(self, number: int) -> str:
        """Id of a document."""
        return str(self._ids[self._starts[number] : self._starts[number + 1]], "utf-8")

    def name(self, number: int) -> str:
        """Id of a live document, cached because its number is mostly needed next."""
        if (known := self._names.get(number)) is not None:
            return known
        name = self.id(number)
        if len(self._recent) >= _RECENT:
            self._older, self._recent, self._names = self._recent, {}, {}
        self._recent[name] = number
        self._names[number] = name
        return name

    def number(self, name: str) -> int | None:
        """Number of the live document with an id, or None."""
        for known in (self._recent, self._older):
            if name in known:
                return known[name]
        order = self.order
        at = bisect_left(range(len(order)), name, key=lambda place: self.id(int(order[place])))
        found = int(order[at]) if at < len(order) else None
        return found if found is not None and self.id(found) == name else None


def write_table(
    path: Path,
    ids: Sequence[str],
    groups: NDArray[np.uint64],
    days: NDArray[np.int32],
    live: NDArray[np.bool_],
) -> None:
    """Write the table of documents, numbered in the order of ``ids``; ``days`` are ordinals, 0 for none. Raises OSError."""
    size = len(ids)
    everything = np.array(sorted(range(size), key=ids.__getitem__), np.uint32)
    ranks = np.empty(size, "<u4")
    ranks[everything] = np.arange(size)
    encoded = [name.encode() for name in ids]
    starts = np.zeros(size + 1, "<u4")
    np.cumsum([len(name) for name in encoded], out=starts[1:])
    order = everything[live[everything]]
    columns = (
        ranks,
        *_circles(groups, live),
        days.astype("<i4"),
        live.astype("u1"),
        order.astype("<u4"),
        starts,
    )
    counts = _COUNTS.pack(size, len(order))
    payload = b"".join([counts, *(column.tobytes() for column in columns), *encoded])
    write_container(path, DOCUMENT_TABLE_FORMAT, payload)


def _circles(
    groups: NDArray[np.uint64], live: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """First live document of the group of every document, and the next one around in a circle."""
    run_starts = np.arange(len(groups), dtype="<u4")
    mates = run_starts.copy()
    numbers = np.flatnonzero(live)
    numbers = numbers[np.argsort(groups[numbers], kind="stable")]
    if not len(numbers):
        return run_starts, mates
    own = groups[numbers]
    new = np.ones(len(numbers), np.bool_)
    new[1:] = own[1:] != own[:-1]
    starts = np.flatnonzero(new)
    lengths = np.diff(np.append(starts, len(numbers)))
    following = np.arange(1, len(numbers) + 1)
    following[starts + lengths - 1] = starts
    run_starts[numbers] = np.repeat(numbers[starts], lengths)
    mates[numbers] = numbers[following]
    return run_starts, mates
