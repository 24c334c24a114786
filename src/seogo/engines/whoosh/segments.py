"""The segments of an opened Whoosh index as one space of documents, numbered from 0.

Columns are read once and kept; an index directory never changes while it is open (see seogo.generations).
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, index
from whoosh.util.numeric import byte_to_length

from seogo.engines.whoosh.files import Files
from seogo.engines.whoosh.postings import Postings, read_positions, read_postings

_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float32)


class Segments:
    """Postings and columns of all segments. ``size`` counts documents, deleted ones included.

    Raises IndexDamaged, at any time, where a file is not what was written.
    """

    def __init__(self, files: Files, schema: fields.Schema) -> None:
        self._files = files
        # Whoosh reads postings through shared file positions
        self._lock = threading.RLock()
        try:
            with files.reading():
                self._reader = index.FileIndex(files, schema=schema).reader()
        except BaseException:
            files.close_all()
            raise
        self.size: int = self._reader.doc_count_all()
        # an empty index has a reader of its own kind, without a segment
        self._leaves: list[tuple[Any, int]] = list(self._reader.leaf_readers()) if self.size else []
        self._lengths: dict[str, tuple[NDArray[np.float32], float]] = {}

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which documents are not deleted."""
        live = np.ones(self.size, np.bool_)
        for leaf, base in self._leaves:
            deleted = [base + document for document in leaf.segment().deleted_docs()]
            live[deleted] = False
        return live

    @cached_property
    def ids(self) -> list[str]:
        """The id of every document."""
        with self._reading():
            return [value.decode() for value in self._column("id")]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The document number of every id that is not deleted."""
        return {self.ids[number]: number for number in np.flatnonzero(self.live).tolist()}

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """Every document's place in the order of ids, by which ties are broken."""
        order = np.array(sorted(range(self.size), key=self.ids.__getitem__), np.int64)
        ranks = np.empty(self.size, np.int64)
        ranks[order] = np.arange(self.size)
        return ranks

    @cached_property
    def days(self) -> NDArray[np.int64]:
        """The publication day of every document as an ordinal; 0 where there is none."""
        with self._reading():
            return np.array(list(self._column("day")), np.int64)

    @cached_property
    def groups(self) -> NDArray[np.int64]:
        """The translation group of every document, numbered from 0."""
        with self._reading():
            groups = np.array(list(self._column("group")), np.uint64)
        _, codes = np.unique(groups, return_inverse=True)
        return codes.astype(np.int64)

    def blobs(self, column: str, documents: list[int]) -> list[bytes]:
        """A bytes column of some documents."""
        with self._reading():
            return [self._value(column, document) for document in documents]

    def postings(self, field: str, term: str) -> Postings:
        """The postings of a term over all segments."""
        with self._reading():
            parts = [
                (read_postings(leaf, field, term.encode()), base) for leaf, base in self._leaves
            ]
        if not parts:
            return Postings(np.empty(0, np.int64), np.empty(0, np.float32))
        return Postings(
            np.concatenate([part.ids + base for part, base in parts]),
            np.concatenate([part.frequencies for part, _ in parts]),
        )

    def positions(
        self, field: str, term: str, documents: NDArray[np.int64]
    ) -> dict[int, list[int]]:
        """The positions of a term in documents that have it (ascending)."""
        found: dict[int, list[int]] = {}
        for leaf, base in self._leaves:
            own = documents[(documents >= base) & (documents < base + leaf.doc_count_all())] - base
            if len(own):
                with self._reading():
                    places = read_positions(leaf, field, term.encode(), own.tolist())
                found.update((base + document, at) for document, at in places.items())
        return found

    def scorable(self, field: str) -> bool:
        """Whether lengths of the field are kept, so that BM25 can be computed."""
        return bool(self._reader.schema[field].scorable)

    def lengths(self, field: str) -> tuple[NDArray[np.float32], float]:
        """The length of a field in every document in terms (in the steps that Whoosh keeps), and the average."""
        known = self._lengths.get(field)
        if known is None:
            with self._reading():
                lengths = np.array(
                    [
                        leaf.doc_field_length(document, field, 0)
                        for leaf, _ in self._leaves
                        for document in range(leaf.doc_count_all())
                    ],
                    np.float32,
                )
                average = self._reader.field_length(field) / max(int((lengths > 0).sum()), 1) or 1.0
            known = self._lengths[field] = lengths, average
        return known

    def terms(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms of a field with a prefix, and their document frequencies."""
        with self._reading():
            found = [
                (term.decode(), int(self._reader.doc_frequency(field, term)))
                for term in self._reader.expand_prefix(field, prefix.encode())
            ]
        # outside the lock: nobody knows when, or in which thread, the last one is asked for
        return iter(found)

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term occurs."""
        with self._reading():
            return int(self._reader.doc_frequency(field, term.encode()))

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._reader.close()
            self._files.close_all()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, self._files.reading():
            yield

    def _column(self, name: str) -> Iterator[Any]:
        for leaf, _ in self._leaves:
            column = leaf.column_reader(name, translate=False)
            yield from (column[document] for document in range(leaf.doc_count_all()))

    def _value(self, name: str, document: int) -> bytes:
        for leaf, base in reversed(self._leaves):
            if document >= base:
                value: bytes = leaf.column_reader(name, translate=False)[document - base]
                return value
        raise IndexError(document)
