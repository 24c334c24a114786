"""The segments of an opened index as one space of documents, numbered from 0.

Whoosh says which segments there are; their files are memory-mapped here and shared by all threads and processes. Nothing is
read before it is needed, and an index directory never changes while it is open (see seogo.storage.generations).
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from seogo.analysis.quantities.numbers import number_value
from seogo.engines.base import Sort, field_name
from seogo.engines.whoosh.docset import Numbers
from seogo.engines.whoosh.storage.codec import NumpyCodec
from seogo.engines.whoosh.storage.document_table import FILE, DocumentTable
from seogo.engines.whoosh.storage.postings import FieldIndex, InvertedIndex
from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.messages import Message
from seogo.storage.container import map_file

_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float32)
_LENGTHS[0] = 0
_TERMS = 1 << 14
_UNDATED_LAST = np.int64(1) << 30


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One segment: its documents begin at ``base``."""

    base: int
    size: int
    inverted: InvertedIndex
    segment: Any


_Place: TypeAlias = tuple[_Leaf, FieldIndex, int]
"""A segment that has a term, the field there, and the term's number in it."""


class _Term(NamedTuple):
    """In how many documents a term occurs, and where."""

    frequency: int
    places: Sequence[_Place]


class Segments:
    """Postings and columns of all segments. ``size`` counts documents, deleted ones included.

    ``toc`` is Whoosh's table of contents, read already. Raises IndexDamaged.
    """

    def __init__(self, folder: Path, toc: Any) -> None:
        self._folder = folder
        self._schema = toc.schema
        self._leaves: list[_Leaf] = []
        base = 0
        for segment in toc.segments:
            terms = folder / segment.make_filename(NumpyCodec.TERMS_EXT)
            postings = folder / segment.make_filename(NumpyCodec.POSTS_EXT)
            size = segment.doc_count_all()
            self._leaves.append(_Leaf(base, size, InvertedIndex(terms, postings), segment))
            base += size
        self._bases = [leaf.base for leaf in self._leaves]
        self.size = base
        self.table = DocumentTable(folder / FILE)
        if self.table.size != base:
            raise IndexDamaged(
                folder / FILE, Message("damage.documents", count=self.table.size, expected=base)
            )
        self.whole = bool(self.table.live.all())
        """Whether no document is deleted."""
        self._having: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._languages: NDArray[np.str_] | None = None
        self._orders: dict[Sort, Numbers] = {}
        self._norms: dict[str, NDArray[np.float32]] = {}
        self._said: tuple[NDArray[np.float64], Numbers] | None = None
        self._blobs: dict[tuple[int, str], ByteColumn] = {}
        # knows nothing of self: files are given back when the last reader lets go
        self._find = lru_cache(maxsize=_TERMS)(partial(_find, self._leaves))
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    @property
    def days(self) -> NDArray[Any]:
        """The publication day of every document as an ordinal; 0 where there is none."""
        return self.table.days

    def published(self, first: date | None, last: date | None) -> NDArray[np.bool_]:
        """Which documents were published from one day to another, both included; None is open."""
        days = self.days
        mask = days > 0
        if first is not None:
            mask &= days >= first.toordinal()
        if last is not None:
            mask &= days <= last.toordinal()
        return mask

    def saying(self, low: float | None, high: float | None) -> NDArray[np.bool_]:
        """Which documents say a number from ``low`` to ``high``, both included; None is open. Raises IndexDamaged."""
        with self._reading:  # it takes a second where there are many
            if self._said is None:
                self._said = self._read_numbers()
        values, documents = self._said
        first = 0 if low is None else np.searchsorted(values, low, "left")
        last = len(values) if high is None else np.searchsorted(values, high, "right")
        mask = np.zeros(self.size, np.bool_)
        mask[documents[first:last]] = True
        return mask

    def in_order(self, sort: Sort) -> Numbers:
        """The place of every document in an order by date (newest or oldest first, then by id, undated ones last)."""
        known = self._orders.get(sort)
        if known is None:
            days = self.days.astype(np.int64)
            keys = np.where(days == 0, _UNDATED_LAST, -days if sort == "newest" else days)
            known = np.empty(self.size, np.intp)
            known[np.lexsort((self.table.ranks, keys))] = np.arange(self.size)
            self._orders[sort] = known
        return known

    def having(self, field: str, value: str) -> NDArray[np.bool_]:
        """Which documents have a value in a keyword field; kept, so for few values only."""
        known = self._having.get((field, value))
        if known is None:
            known = np.zeros(self.size, np.bool_)
            known[self.postings(field, value)[0]] = True
            self._having[field, value] = known
        return known

    def languages(self) -> NDArray[np.str_]:
        """The code of the language of every document."""
        if self._languages is None:
            codes = np.zeros(self.size, "<U2")
            for language in Language:
                codes[self.having("lang", language.value)] = language.value
            self._languages = codes
        return self._languages

    def scorable(self, field: str) -> bool:
        """Whether lengths of the field are kept, so that BM25 can be computed."""
        return bool(self._schema[field].scorable)

    def postings(self, field: str, term: str) -> tuple[Numbers, NDArray[np.float32] | None]:
        """The documents of a term, ascending, and how often it occurs in each (None: once). Raises IndexDamaged."""
        ids: list[Numbers] = []
        counts: list[NDArray[np.float32] | None] = []
        for leaf, opened, number in self._find(field, term).places:
            documents, times = opened.postings(number)
            ids.append(documents.astype(np.intp) + leaf.base)
            counts.append(None if times is None else times.astype(np.float32))
        if all(times is None for times in counts):
            return _joined(ids), None
        ones = (np.ones(len(part), np.float32) for part in ids)
        return _joined(ids), _joined(
            [one if times is None else times for one, times in zip(ones, counts, strict=True)]
        )

    def positions(
        self, field: str, term: str, documents: Numbers
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The occurrences of a term in ``documents`` (ascending, all with the term): for each the place of its document in
        ``documents``, and its position."""
        owners: list[NDArray[np.int64]] = []
        positions: list[NDArray[np.int64]] = []
        for leaf, opened, number in self._find(field, term).places:
            first, last = 0, len(documents)
            if len(self._leaves) > 1:
                first, last = documents.searchsorted((leaf.base, leaf.base + leaf.size))
            if first == last:
                continue
            ids, _ = opened.postings(number)
            flat, borders = opened.positions_of(number)
            rows = np.searchsorted(ids, (documents[first:last] - leaf.base).astype(np.uint32))
            starts, counts = borders[rows], borders[rows + 1] - borders[rows]
            ends = np.cumsum(counts)
            within = np.arange(int(ends[-1])) - np.repeat(ends - counts, counts)
            owners.append(np.repeat(np.arange(first, last), counts))
            positions.append(flat[np.repeat(starts, counts) + within].astype(np.int64))
        return _joined(owners), _joined(positions)

    def norms(self, field: str, k1: float, b: float) -> NDArray[np.float32]:
        """BM25's ``k1 * (1 - b + b * l / avg)`` for every document; lengths are in the steps that Whoosh keeps."""
        known = self._norms.get(field)
        if known is None:
            lengths = np.zeros(self.size, np.float32)
            total = 0
            for leaf in self._leaves:
                total += leaf.segment._fieldlengths.get(field, 0)
                path = _column_path(self._folder, leaf.segment, f"_{field}_len")
                if path.exists():
                    codes = np.fromfile(path, np.uint8)[: leaf.size]
                    lengths[leaf.base : leaf.base + len(codes)] = _LENGTHS[codes]
            average = total / max(int(np.count_nonzero(lengths)), 1) or 1.0
            known = (k1 * (1 - b + b * lengths / average)).astype(np.float32)
            self._norms[field] = known
        return known

    def terms(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field with a prefix in code point order, and their document frequencies."""
        counts: dict[bytes, int] = {}
        for leaf in self._leaves:
            opened = leaf.inverted.field(field)
            if opened is not None:
                for number in opened.matching(prefix.encode()):
                    key = opened.key(number)
                    counts[key] = counts.get(key, 0) + opened.frequency(number)
        # the order of UTF-8 bytes is that of code points
        return ((key.decode(), counts[key]) for key in sorted(counts))

    def frequencies(self, terms: Iterable[tuple[str, str]]) -> list[int]:
        """In how many documents each (field, term) occurs, deleted ones included."""
        find = self._find
        return [find(field, term).frequency for field, term in terms]

    def blobs(self, column: str, documents: Sequence[int]) -> list[bytes]:
        """A bytes column of some documents."""
        found: list[bytes] = []
        for number in documents:
            index = bisect_right(self._bases, number) - 1
            opened = self._blobs.get((index, column)) or self._open_column(index, column)
            found.append(opened[number - self._bases[index]])
        return found

    def keyword(self, field: str) -> tuple[list[str], Numbers, Numbers]:
        """A keyword field as a whole: its values, and for every occurrence the document and the value's number."""
        numbers: dict[str, int] = {}
        documents: list[Numbers] = []
        values: list[Numbers] = []
        for leaf in self._leaves:
            opened = leaf.inverted.field(field)
            if opened is None:
                continue
            terms = range(len(opened))
            known = [numbers.setdefault(opened.key(term).decode(), len(numbers)) for term in terms]
            found = [opened.postings(term)[0] for term in terms]
            documents.append(_joined(found).astype(np.intp) + leaf.base)
            values.append(np.repeat(np.array(known, np.intp), [len(ids) for ids in found]))
        return list(numbers), _joined(documents), _joined(values)

    def _read_numbers(self) -> tuple[NDArray[np.float64], Numbers]:
        """The numbers that documents say, ascending, and beside each its document."""
        values: list[NDArray[np.float64]] = []
        documents: list[Numbers] = []
        for language in Language:
            terms, found, numbers = self.keyword(field_name("quantities", language))
            known = [number_value(term) for term in terms]
            said = np.array([np.nan if value is None else value for value in known])[numbers]
            kept = ~np.isnan(said)
            values.append(said[kept])
            documents.append(found[kept])
        joined = _joined(values, np.float64)
        order = np.argsort(joined, kind="stable")
        return joined[order], _joined(documents)[order]

    def _open_column(self, index: int, column: str) -> ByteColumn:
        leaf = self._leaves[index]
        with self._lock:
            known = self._blobs.get((index, column))
            if known is None:
                path = _column_path(self._folder, leaf.segment, column)
                known = self._blobs[index, column] = ByteColumn(path, leaf.size)
        return known


class ByteColumn:
    """A column of byte strings as Whoosh's VarBytesColumn writes it: the strings, their lengths, in large columns where they
    begin, and the type codes of these arrays (big-endian; a last X says that there are two)."""

    def __init__(self, path: Path, count: int) -> None:
        try:
            self._data = map_file(path)
            end = len(self._data) - 1
            begins = None
            code = chr(self._data[end])
            if code == "X":
                code, kind = (
                    chr(self._data[end - 2]),
                    np.dtype(chr(self._data[end - 1])).newbyteorder(">"),
                )
                end -= 2 + count * kind.itemsize
                begins = np.frombuffer(self._data, kind, count, end)
            kind = np.dtype(code).newbyteorder(">")
            self._lengths = np.frombuffer(self._data, kind, count, end - count * kind.itemsize)
        except (ValueError, TypeError, IndexError) as error:
            raise IndexDamaged(path, str(error)) from error
        self._begins = (
            np.cumsum(self._lengths, dtype=np.int64) - self._lengths if begins is None else begins
        )

    def __getitem__(self, number: int) -> bytes:
        begin = int(self._begins[number])
        return bytes(self._data[begin : begin + int(self._lengths[number])])


def read_columns(
    folder: Path, toc: Any
) -> tuple[list[str], NDArray[np.uint64], NDArray[np.int32], NDArray[np.bool_]]:
    """The id, group, day of every document of an index that has just been written, and whether it is live."""
    ids: list[str] = []
    groups: list[NDArray[Any]] = []
    days: list[NDArray[Any]] = []
    live: list[NDArray[np.bool_]] = []
    for segment in toc.segments:
        size = segment.doc_count_all()
        column = ByteColumn(_column_path(folder, segment, "id"), size)
        ids += [column[number].decode() for number in range(size)]
        groups.append(_numbers(_column_path(folder, segment, "group"), ">u8", size))
        days.append(_numbers(_column_path(folder, segment, "day"), ">i4", size))
        kept = np.ones(size, np.bool_)
        kept[list(segment.deleted_docs())] = False
        live.append(kept)
    return (
        ids,
        _joined(groups, np.uint64).astype(np.uint64),
        _joined(days, np.int32).astype(np.int32),
        _joined(live, np.bool_),
    )


def _find(leaves: Sequence[_Leaf], field: str, term: str) -> _Term:
    """Where a term is."""
    key = term.encode()
    places: list[_Place] = []
    for leaf in leaves:
        opened = leaf.inverted.field(field)
        number = None if opened is None else opened.number(key)
        if opened is not None and number is not None:
            places.append((leaf, opened, number))
    return _Term(sum(opened.frequency(number) for _, opened, number in places), places)


def _numbers(path: Path, kind: str, size: int) -> NDArray[Any]:
    """A column of numbers as Whoosh's NumericColumn writes it: big-endian, zeros at the end left out."""
    numbers = np.zeros(size, kind)
    found = np.fromfile(path, kind)[:size]
    numbers[: len(found)] = found
    return numbers


def _column_path(folder: Path, segment: Any, name: str) -> Path:
    return folder / str(NumpyCodec.column_filename(segment, name))


def _joined(parts: Sequence[NDArray[Any]], kind: Any = np.int64) -> NDArray[Any]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, kind)
