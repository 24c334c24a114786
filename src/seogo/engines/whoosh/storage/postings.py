"""Inverted index of one segment: raw arrays in two containers.

A field's postings are stored column by column, all terms after each other in code point order::

    .trm   length of the JSON header, the header; then for every field
             key_starts   uint32[T + 1]   where each term's bytes begin
             keys         bytes           the terms, UTF-8, sorted, without separators
             starts       uint64[T + 1]   where each term's postings begin in ids and frequencies
             places       uint64[T + 1]   where each term's positions begin
             checks       uint32[T, 2]    CRC-32 of each term's postings and of its positions
    .pst   for every field
             ids          uint32[P]       documents, ascending within a term
             frequencies  uint8|16|32[P]  how often the term occurs there (not stored where it is always once)
             positions    uint16|32[Q]    where, ascending within a document (not stored for every field)

All numbers are little-endian; sections begin at multiples of eight. There is nothing to unpack: the files are memory-mapped
and a posting list is two slices. The checksum of the header is checked when a segment is opened, those of term tables when a
field is first used, those of posting lists when they are first read.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from seogo.errors import IndexDamaged
from seogo.messages import Message
from seogo.storage.container import HEAD_SIZE, Container, container_head
from seogo.storage.stamps import POSTINGS_FORMAT, TERMS_FORMAT

_LENGTH_SIZE = 4
_STRIDE = 32
_SUM_SHARE = 32
"""So many times fewer postings are summed up between each other, not all of them."""
_ALIGNMENT = 8


@dataclass(frozen=True, slots=True)
class FieldArrays:
    """The postings of one field, as the writer makes them; see the module's docstring for the shapes.

    ``frequencies`` is None where every frequency is 1, ``positions`` where the field has none.
    """

    keys: Sequence[bytes]
    starts: NDArray[np.int64]
    ids: NDArray[np.uint32]
    frequencies: NDArray[np.uint32] | None
    positions: NDArray[np.uint32] | None


class InvertedWriter:
    """Writes the fields of a segment, one after the other, in the order of their names."""

    def __init__(self, terms: BinaryIO, postings: BinaryIO) -> None:
        self._terms = terms
        self._postings = postings
        self._fields: dict[str, dict[str, Any]] = {}
        self._tables: list[bytes] = []
        self._table_at = 0
        postings.write(container_head(POSTINGS_FORMAT, 0))
        self._at = 0  # in the payload

    def add(self, name: str, arrays: FieldArrays) -> None:
        """Write one field."""
        positions = arrays.positions
        counts = arrays.frequencies
        if positions is None:
            places = np.zeros_like(arrays.starts)
        elif counts is None:
            places = arrays.starts
        else:
            totals = np.zeros(len(counts) + 1, np.int64)
            np.cumsum(counts, out=totals[1:])
            places = totals[arrays.starts]
        ids = arrays.ids.astype("<u4", copy=False)
        frequencies = _narrow(counts, ("<u1", "<u2", "<u4")) if counts is not None else None
        stored = _narrow(positions, ("<u2", "<u4")) if positions is not None else None
        checks = _checks(arrays.starts, places, ids, frequencies, stored)
        sections: dict[str, list[Any]] = {"ids": self._put(ids)}
        if frequencies is not None:
            sections["frequencies"] = self._put(frequencies)
        if stored is not None:
            sections["positions"] = self._put(stored)
        key_starts = np.zeros(len(arrays.keys) + 1, "<u4")
        np.cumsum([len(key) for key in arrays.keys], out=key_starts[1:])
        tables = {
            "key_starts": key_starts,
            "keys": np.frombuffer(b"".join(arrays.keys), np.uint8),
            "starts": arrays.starts.astype("<u8"),
            "places": places.astype("<u8"),
            "checks": checks,
        }
        for section, table in tables.items():
            sections[section] = self._table(table)
        self._fields[name] = {"terms": len(arrays.keys), "sections": sections}

    def close(self) -> None:
        """Write the headers; the files are complete then, but stay open."""
        header = json.dumps(self._fields, sort_keys=True).encode()
        tables = b"".join(self._tables)
        body = len(header).to_bytes(_LENGTH_SIZE, "little") + header
        pad = -len(body) % _ALIGNMENT
        length = HEAD_SIZE + len(body) + pad + len(tables)
        self._terms.write(container_head(TERMS_FORMAT, length, body) + body + bytes(pad) + tables)
        self._postings.flush()
        self._postings.seek(0)
        self._postings.write(container_head(POSTINGS_FORMAT, HEAD_SIZE + self._at))

    def _put(self, array: NDArray[Any]) -> list[Any]:
        """Append a section to the postings: its offset, type and count."""
        pad = -self._at % _ALIGNMENT
        self._postings.write(bytes(pad))
        section = [self._at + pad, array.dtype.str, array.size]
        self._postings.write(_bytes(array))
        self._at += pad + array.nbytes
        return section

    def _table(self, array: NDArray[Any]) -> list[Any]:
        """Append a term table: its offset behind the header, type, count and CRC-32."""
        data = array.tobytes()
        section = [self._table_at, array.dtype.str, array.size, zlib.crc32(data)]
        data += bytes(-len(data) % _ALIGNMENT)
        self._tables.append(data)
        self._table_at += len(data)
        return section


@dataclass(slots=True)
class FieldIndex:
    """One field of an opened segment. Terms are numbered in code point order."""

    file: str
    key_starts: memoryview
    keys: memoryview
    starts: memoryview
    places: memoryview
    checks: NDArray[np.uint32]
    ids: NDArray[np.uint32]
    frequencies: NDArray[Any] | None
    positions: NDArray[Any] | None
    _read: set[int] = field(default_factory=set)
    _signposts: list[bytes] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.key_starts) - 1

    def key(self, number: int) -> bytes:
        """The bytes of a term."""
        return bytes(self.keys[self.key_starts[number] : self.key_starts[number + 1]])

    def find(self, key: bytes) -> int:
        """The number of the first term that is not before ``key``; len(self) where there is none."""
        # the last signpost before the key, and the terms up to the next one
        first = max(bisect_left(self._signs(), key) - 1, 0) * _STRIDE
        last = min(first + _STRIDE, len(self))
        return bisect_left(range(len(self)), key, first, last, key=self.key)

    def _signs(self) -> list[bytes]:
        """Every _STRIDE-th term."""
        signposts = self._signposts
        if not signposts:
            signposts = [self.key(number) for number in range(0, len(self), _STRIDE)]
            self._signposts = signposts
        return signposts

    def number(self, key: bytes) -> int | None:
        """The number of a term, or None."""
        first = (bisect_right(self._signs(), key) - 1) * _STRIDE
        if first < 0:
            return None
        last = min(first + _STRIDE, len(self))
        borders = self.key_starts
        begin = borders[first]
        block = bytes(self.keys[begin : borders[last]])
        at = block.find(key)
        while (
            at >= 0
        ):  # one search for all terms of the block takes less than looking at some of them
            number = bisect_left(borders, begin + at, first, last)
            if borders[number] == begin + at and borders[number + 1] == begin + at + len(key):
                return number
            at = block.find(key, at + 1)
        return None

    def frequency(self, number: int) -> int:
        """The document frequency of a term."""
        return self.starts[number + 1] - self.starts[number]

    def postings(self, number: int) -> tuple[NDArray[np.uint32], NDArray[Any] | None]:
        """The postings of a term: documents uint32[n], ascending, and frequencies (None: 1 in each). Raises IndexDamaged."""
        start, end = self.starts[number], self.starts[number + 1]
        ids = self.ids[start:end]
        counts = None if self.frequencies is None else self.frequencies[start:end]
        if number not in self._read:
            check = zlib.crc32(_bytes(ids))
            if counts is not None:
                check = zlib.crc32(_bytes(counts), check)
            if check != self.checks[2 * number]:
                raise IndexDamaged(self.file, Message("damage.postings", term=self.key(number)))
            self._read.add(number)
        return ids, counts

    def positions_at(
        self, number: int, rows: NDArray[np.intp]
    ) -> tuple[NDArray[Any], NDArray[Any] | None]:
        """The positions of a term in some of its documents, one after the other, and how many there are in each (None: 1);
        ``rows`` are the places of these documents among the postings, ascending. Raises IndexDamaged."""
        assert self.positions is not None, "the field has no positions"
        found = self.positions[self.places[number] : self.places[number + 1]]
        if ~number not in self._read:
            if zlib.crc32(_bytes(found)) != self.checks[2 * number + 1]:
                raise IndexDamaged(self.file, Message("damage.positions", term=self.key(number)))
            self._read.add(~number)
        counts = self.postings(number)[1]
        if counts is None:
            return found[rows], None
        if len(rows) == len(counts):
            return found, counts
        own = counts[rows]
        if len(rows) * _SUM_SHARE < len(counts):
            sums = np.add.reduceat(counts, rows, dtype=np.int64)
            begins = sums.cumsum() - sums + counts[: rows[0]].sum(dtype=np.int64)
        else:
            begins = np.cumsum(counts, dtype=np.int64)[rows] - own
        ends = own.cumsum(dtype=np.int64)
        places = (begins - ends + own).repeat(own)
        places += np.arange(len(places))
        return found[places], own

    def matching(self, prefix: bytes) -> range:
        """The numbers of the terms that begin with ``prefix``."""
        first = self.find(prefix)
        last = bisect_left(
            range(first, len(self)),
            True,
            key=lambda number: not self.key(number).startswith(prefix),
        )
        return range(first, first + last)


class InvertedIndex:
    """The fields of an opened segment. Raises IndexDamaged where a file is not what was written."""

    def __init__(self, terms: Path, postings: Path) -> None:
        self._file = str(postings)
        self._terms_file = str(terms)
        opened = Container(terms, TERMS_FORMAT)
        self._terms = opened.payload
        size = _LENGTH_SIZE + int.from_bytes(self._terms[:_LENGTH_SIZE], "little")
        self._header: dict[str, Any] = json.loads(bytes(opened.checked(size)[_LENGTH_SIZE:]))
        self._tables = size + -size % _ALIGNMENT
        unchecked = Container(postings, POSTINGS_FORMAT)
        unchecked.checked(0)
        self._postings = unchecked.payload
        self._opened: dict[str, FieldIndex] = {}

    def names(self) -> list[str]:
        """The names of the fields."""
        return list(self._header)

    def field(self, name: str) -> FieldIndex | None:
        """A field, or None where no document has it."""
        known = self._opened.get(name)
        if known is None and name in self._header:
            known = self._opened[name] = self._open_field(self._header[name]["sections"])
        return known

    def close(self) -> None:
        """Let go of the files; arrays that somebody still holds keep their part mapped."""
        self._opened.clear()

    def _open_field(self, sections: dict[str, list[Any]]) -> FieldIndex:
        ids, counts, positions = (
            self._array(self._postings, self._file, *sections[name]) if name in sections else None
            for name in ("ids", "frequencies", "positions")
        )
        assert ids is not None
        keys = self._table(sections["keys"])
        return FieldIndex(
            self._file,
            _plain(self._table(sections["key_starts"]), np.uint32),
            _bytes(keys),
            _plain(self._table(sections["starts"]), np.uint64),
            _plain(self._table(sections["places"]), np.uint64),
            self._table(sections["checks"]),
            ids,
            counts,
            positions,
        )

    def _table(self, section: list[Any]) -> NDArray[Any]:
        offset, kind, count, check = section
        table = self._array(self._terms, self._terms_file, self._tables + offset, kind, count)
        if zlib.crc32(_bytes(table)) != check:
            raise IndexDamaged(self._terms_file, Message("damage.term-table"))
        return table

    @staticmethod
    def _array(data: memoryview, file: str, offset: int, kind: str, count: int) -> NDArray[Any]:
        if offset + np.dtype(kind).itemsize * count > len(data):
            raise IndexDamaged(file, Message("damage.short"))
        return np.frombuffer(data, kind, count, offset)


def _bytes(array: NDArray[Any]) -> memoryview:
    """The bytes of an array, without a copy where it lies in one piece."""
    return np.ascontiguousarray(array).view(np.uint8).data


def _plain(array: NDArray[Any], kind: type[np.unsignedinteger[Any]]) -> memoryview:
    """An array of which single numbers are read, which take twice as long where they are NumPy's."""
    return array.astype(kind, copy=False).data


def _narrow(array: NDArray[Any], kinds: Sequence[str]) -> NDArray[Any]:
    """The array in the smallest of ``kinds`` that holds it."""
    largest = int(array.max()) if array.size else 0
    kind = next(kind for kind in kinds if largest <= np.iinfo(kind).max)
    return array.astype(kind, copy=False)


def _checks(
    starts: NDArray[np.int64],
    places: NDArray[np.int64],
    ids: NDArray[np.uint32],
    frequencies: NDArray[Any] | None,
    positions: NDArray[Any] | None,
) -> NDArray[np.uint32]:
    """The CRC-32 of every term's postings and positions."""
    crc = zlib.crc32
    borders = starts.tolist()
    data = _bytes(ids)
    first = [crc(data[4 * a : 4 * b]) for a, b in pairwise(borders)]
    if frequencies is not None:
        width = frequencies.itemsize
        data = _bytes(frequencies)
        first = [
            crc(data[width * a : width * b], check)
            for check, (a, b) in zip(first, pairwise(borders), strict=True)
        ]
    second = [0] * len(first)
    if positions is not None:
        width = positions.itemsize
        data = _bytes(positions)
        borders = places.tolist()
        second = [crc(data[width * a : width * b]) for a, b in pairwise(borders)]
    return np.array([first, second], "<u4").T.ravel()
