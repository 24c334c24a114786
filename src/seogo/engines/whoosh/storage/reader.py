"""The reader of an opened index: its segments as one space of documents, numbered from 0.

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
from seogo.engines.base import field_name
from seogo.engines.names import Sort
from seogo.engines.whoosh.docset import DocIds
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
_WHOLE = {
    field_name(part, language): field_name("body", language)
    for part in ("title", "tags")
    for language in Language
}
"""The field that has all terms of a field, and in which most terms that nobody wrote are missing already."""
_UNDATED_LAST = np.int64(1) << 30


@dataclass(frozen=True, slots=True)
class _OpenSegment:
    """One segment, whose documents are numbered from ``base`` on."""

    base: int
    size: int
    inverted: InvertedIndex
    segment: Any


_Place: TypeAlias = tuple[_OpenSegment, FieldIndex, int]
"""A segment that has a term, the field there, and the term's number in it."""


class _Term(NamedTuple):
    """The document frequency of a term, and the segments that have it."""

    frequency: int
    places: Sequence[_Place]


class Segments:
    """Postings and columns of all segments. ``size`` counts documents, deleted ones included.

    ``toc`` is Whoosh's table of contents, read already. Raises IndexDamaged.
    """

    def __init__(self, folder: Path, toc: Any) -> None:
        self._folder = folder
        self._schema = toc.schema
        self._parts: list[_OpenSegment] = []
        base = 0
        for segment in toc.segments:
            terms = folder / segment.make_filename(NumpyCodec.TERMS_EXT)
            postings = folder / segment.make_filename(NumpyCodec.POSTS_EXT)
            size = segment.doc_count_all()
            self._parts.append(_OpenSegment(base, size, InvertedIndex(terms, postings), segment))
            base += size
        self._bases = [part.base for part in self._parts]
        self.size = base
        self.table = DocumentTable(folder / FILE)
        if self.table.size != base:
            raise IndexDamaged(
                folder / FILE, Message("damage.documents", count=self.table.size, expected=base)
            )
        self.whole = bool(self.table.live.all())
        """Whether no document is deleted."""
        self._value_masks: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._languages: NDArray[np.str_] | None = None
        self._orders: dict[Sort, DocIds] = {}
        self._length_columns: dict[str, NDArray[np.uint8]] = {}
        self._norms: dict[str, NDArray[np.float32]] = {}
        self._number_column: tuple[NDArray[np.float64], DocIds] | None = None
        self._blobs: dict[tuple[int, str], ByteColumn] = {}
        # knows nothing of self: files are given back when the last reader lets go
        self._find = lru_cache(maxsize=_TERMS)(partial(_find, self._parts))
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    @property
    def days(self) -> NDArray[Any]:
        """The publication day of every document as an ordinal; 0 where there is none."""
        return self.table.days

    def dated(self, first: date | None, last: date | None) -> NDArray[np.bool_]:
        """The documents published from one day to another, both included, as a mask bool[size]; None is open."""
        days = self.days
        mask = days > 0
        if first is not None:
            mask &= days >= first.toordinal()
        if last is not None:
            mask &= days <= last.toordinal()
        return mask

    def with_number(self, low: float | None, high: float | None) -> NDArray[np.bool_]:
        """The documents with a number from ``low`` to ``high``, both included, as a mask bool[size]; None is open. Raises
        IndexDamaged."""
        with self._reading:  # it takes a second where there are many
            if self._number_column is None:
                self._number_column = self._read_numbers()
        values, documents = self._number_column
        first = 0 if low is None else np.searchsorted(values, low, "left")
        last = len(values) if high is None else np.searchsorted(values, high, "right")
        mask = np.zeros(self.size, np.bool_)
        mask[documents[first:last]] = True
        return mask

    def date_order(self, sort: Sort) -> DocIds:
        """The place of every document, intp[size], by date (newest or oldest first, then by id, undated ones last)."""
        known = self._orders.get(sort)
        if known is None:
            days = self.days.astype(np.int64)
            keys = np.where(days == 0, _UNDATED_LAST, -days if sort == "newest" else days)
            known = np.empty(self.size, np.intp)
            known[np.lexsort((self.table.ranks, keys))] = np.arange(self.size)
            self._orders[sort] = known
        return known

    def with_value(self, field: str, value: str) -> NDArray[np.bool_]:
        """The documents with a value in a keyword field, as a mask bool[size]; cached, so for few values only."""
        known = self._value_masks.get((field, value))
        if known is None:
            known = np.zeros(self.size, np.bool_)
            known[self.postings(field, value)[0]] = True
            self._value_masks[field, value] = known
        return known

    def languages(self) -> NDArray[np.str_]:
        """The code of the language of every document, str[size]."""
        if self._languages is None:
            codes = np.zeros(self.size, "<U2")
            for language in Language:
                codes[self.with_value("lang", language.value)] = language.value
            self._languages = codes
        return self._languages

    def scorable(self, field: str) -> bool:
        """Whether the index has lengths of the field, so that BM25 can be computed."""
        return bool(self._schema[field].scorable)

    def postings(self, field: str, term: str) -> tuple[DocIds, NDArray[np.float32] | None]:
        """The documents of a term, ascending, and how often it occurs in each (None: once). Raises IndexDamaged."""
        found = self._find(field, term)
        ids, counts = np.empty(found.frequency, np.intp), np.empty(found.frequency, np.float32)
        once, begin = True, 0
        for part, opened, number in found.places:
            documents, frequencies = opened.postings(number)
            end = begin + len(documents)
            ids[begin:end] = documents
            if part.base:
                ids[begin:end] += part.base
            counts[begin:end] = 1 if frequencies is None else frequencies
            once = once and frequencies is None
            begin = end
        return ids, None if once else counts

    def with_terms(
        self, field: str, terms: Sequence[str]
    ) -> Iterator[tuple[int, int, FieldIndex, list[int]]]:
        """The segments that have all of some terms: where each begins, its size, the field, and the terms' numbers there."""
        found = [self._find(field, term).places for term in terms]
        for part, opened, _ in found[0]:
            numbers = [number for places in found for own, _, number in places if own is part]
            if len(numbers) == len(terms):
                yield part.base, part.size, opened, numbers

    def norms(self, field: str, k1: float, b: float) -> NDArray[np.float32]:
        """BM25's ``k1 * (1 - b + b * l / avg)`` for every document; lengths are in the steps that Whoosh keeps."""
        known = self._norms.get(field)
        if known is None:
            lengths = _LENGTHS[self._length_codes(field)]
            total = sum(part.segment._fieldlengths.get(field, 0) for part in self._parts)
            average = total / max(int(np.count_nonzero(lengths)), 1) or 1.0
            known = (k1 * (1 - b + b * lengths / average)).astype(np.float32)
            self._norms[field] = known
        return known

    def open_columns(self) -> None:
        """Open the files of columns, which are opened when they are needed otherwise. Raises IndexDamaged."""
        for index in range(len(self._parts)):
            for column in ("stored", "hash"):
                self._open_column(index, column)
        for name, field in self._schema.items():
            if field.scorable:
                self._length_codes(name)

    def terms(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field with a prefix in code point order, and their document frequencies."""
        counts: dict[bytes, int] = {}
        for part in self._parts:
            opened = part.inverted.field(field)
            if opened is not None:
                for number in opened.matching(prefix.encode()):
                    key = opened.key(number)
                    counts[key] = counts.get(key, 0) + opened.frequency(number)
        # the order of UTF-8 bytes is that of code points
        return ((key.decode(), counts[key]) for key in sorted(counts))

    def frequencies(self, terms: Iterable[tuple[str, str]]) -> list[int]:
        """The document frequency of each (field, term), deleted documents included."""
        find = self._find
        return [
            0
            if (whole := _WHOLE.get(field)) and not find(whole, term).places
            else find(field, term).frequency
            for field, term in terms
        ]

    def blobs(self, column: str, documents: Sequence[int]) -> list[bytes]:
        """A bytes column of some documents."""
        found: list[bytes] = []
        for number in documents:
            index = bisect_right(self._bases, number) - 1
            opened = self._blobs.get((index, column)) or self._open_column(index, column)
            found.append(opened[number - self._bases[index]])
        return found

    def keyword(self, field: str) -> tuple[list[str], DocIds, DocIds]:
        """A keyword field as a whole: its values, and for every occurrence the document and the value's number."""
        numbers: dict[str, int] = {}
        documents: list[DocIds] = []
        values: list[DocIds] = []
        for part in self._parts:
            opened = part.inverted.field(field)
            if opened is None:
                continue
            terms = range(len(opened))
            known = [numbers.setdefault(opened.key(term).decode(), len(numbers)) for term in terms]
            found = [opened.postings(term)[0] for term in terms]
            documents.append(_joined(found).astype(np.intp) + part.base)
            values.append(np.repeat(np.array(known, np.intp), [len(ids) for ids in found]))
        return list(numbers), _joined(documents), _joined(values)

    def _read_numbers(self) -> tuple[NDArray[np.float64], DocIds]:
        """The numbers in documents, float64[n], ascending, and beside each its document, intp[n]."""
        values: list[NDArray[np.float64]] = []
        documents: list[DocIds] = []
        for language in Language:
            terms, found, numbers = self.keyword(field_name("quantities", language))
            known = [number_value(term) for term in terms]
            found_numbers = np.array([np.nan if value is None else value for value in known])[
                numbers
            ]
            kept = ~np.isnan(found_numbers)
            values.append(found_numbers[kept])
            documents.append(found[kept])
        joined = _joined(values, np.float64)
        order = np.argsort(joined, kind="stable")
        return joined[order], _joined(documents)[order]

    def _length_codes(self, field: str) -> NDArray[np.uint8]:
        """The length of a field in every document, uint8[size], as Whoosh codes it."""
        known = self._length_columns.get(field)
        if known is None:
            known = np.zeros(self.size, np.uint8)
            for part in self._parts:
                if part.segment._fieldlengths.get(field):
                    path = _column_path(self._folder, part.segment, f"_{field}_len")
                    codes = np.frombuffer(map_file(path), np.uint8)[: part.size]
                    known[part.base : part.base + len(codes)] = codes
            self._length_columns[field] = known
        return known

    def _open_column(self, index: int, column: str) -> ByteColumn:
        part = self._parts[index]
        with self._lock:
            known = self._blobs.get((index, column))
            if known is None:
                path = _column_path(self._folder, part.segment, column)
                known = self._blobs[index, column] = ByteColumn(path, part.size)
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


def _find(parts: Sequence[_OpenSegment], field: str, term: str) -> _Term:
    """The document frequency of a term, and the segments that have it."""
    key = term.encode()
    places: list[_Place] = []
    for part in parts:
        opened = part.inverted.field(field)
        number = None if opened is None else opened.number(key)
        if opened is not None and number is not None:
            places.append((part, opened, number))
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
