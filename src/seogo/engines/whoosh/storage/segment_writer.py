"""The writer of segments: finished terms are inverted with NumPy.

Tokens are collected as parallel columns (term number, document, position), in the order of documents. A stable sort by term
number then gives postings that are ordered by document and position; what belongs to one term, and to one document within
it, is found by comparing neighbours. A segment is closed when it has FLUSH_TOKENS tokens, so that memory does not grow with
the archive. Merging lifts the arrays of old segments into these columns.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import formats
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from seogo.engines.whoosh.storage.codec import NumpyCodec
from seogo.engines.whoosh.storage.postings import FieldArrays

FLUSH_TOKENS = 24_000_000
"""A segment is closed at this many tokens: about 700 MB at the worst moment, the sort of its largest field."""

MERGE_AT = 6
"""As many segments of one size class (a factor of eight in documents) become one: few enough to be read quickly, and a
document is written again only once per class that it passes through."""

_SIZE_FACTOR = 8
_SEAL_TOKENS = 1_000_000


def _words() -> defaultdict[str, int]:
    """A numbering of terms in the order in which they are first met."""
    return defaultdict(count().__next__)


@dataclass(slots=True)
class _Column:
    """The tokens of one field; ``positional``: it has positions; ``scorable``: its lengths are stored."""

    positional: bool
    scorable: bool
    words: defaultdict[str, int] = field(default_factory=_words)
    numbers: array[int] = field(default_factory=lambda: array("I"))
    documents: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    positions: array[int] = field(default_factory=lambda: array("I"))
    chunks: list[tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32] | None]] = field(
        default_factory=list
    )

    def add(self, document: int, terms: Sequence[str], positions: Iterable[int] | None) -> None:
        """Add the tokens of a document; documents come in order."""
        # an array takes a list much quicker than any other sequence
        self.numbers.fromlist(list(map(self.words.__getitem__, terms)))
        self.documents.append(document)
        self.lengths.append(len(terms))
        if self.positional:
            self.positions.fromlist(list(range(len(terms)) if positions is None else positions))
        if len(self.numbers) >= _SEAL_TOKENS:
            self.seal()

    def seal(self) -> None:
        """Turn what was collected into arrays."""
        if not self.documents:
            return
        documents = np.repeat(np.array(self.documents, np.uint32), self.lengths)
        positions = np.array(self.positions, np.uint32) if self.positional else None
        self.chunks.append((np.array(self.numbers, np.uint32), documents, positions))
        self.documents, self.lengths = [], []
        self.numbers, self.positions = array("I"), array("I")

    def invert(self) -> FieldArrays | None:
        """All tokens as postings, sorted by term; None where there is none. The column is empty then."""
        self.seal()
        if not self.chunks:
            return None
        keys = [word.encode() for word in self.words]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        ranks = np.empty(len(keys), np.uint32)
        ranks[np.array(order, np.int64)] = np.arange(len(keys), dtype=np.uint32)
        terms = ranks[np.concatenate([chunk[0] for chunk in self.chunks])]
        documents = np.concatenate([chunk[1] for chunk in self.chunks])
        positions = (
            np.concatenate([chunk[2] for chunk in self.chunks if chunk[2] is not None])
            if self.positional
            else None
        )
        self.chunks = []
        places = _stable_order(terms)
        terms, documents = terms[places], documents[places]
        if positions is not None:
            positions = positions[places]
        del places
        first = np.ones(len(terms), np.bool_)
        first[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
        firsts = np.flatnonzero(first)
        counts = np.diff(np.append(firsts, len(terms))).astype(np.uint32)
        ids, owners = documents[firsts], terms[firsts]
        starts = np.searchsorted(owners, np.arange(len(keys) + 1, dtype=np.uint32))
        several = self.positional or bool((counts != 1).any())
        return FieldArrays(
            [keys[number] for number in order],
            starts.astype(np.int64),
            ids,
            counts if several else None,
            positions,
        )


class ArrayWriter(SegmentWriter):
    """Whoosh's segment writer for documents whose terms are finished."""

    def __init__(self, index: Any, **options: Any) -> None:
        super().__init__(index, codec=NumpyCodec(), compound=False, **options)
        self._columns: dict[str, _Column] = {}
        self._known: set[str] = set()  # fields that the schema has
        self.tokens = 0
        """The number of tokens of the open segment."""

    def add_terms(
        self,
        fields: Mapping[str, tuple[Sequence[str], Iterable[int] | None]],
        columns: Mapping[str, Any],
    ) -> None:
        """Add a document: terms with positions (None: one after the other) for indexed fields, values for columns.

        Everything is looked at before anything is written, so that a bad document leaves the writer usable.
        """
        self._check_state()
        if unknown := [name for name in (*fields, *columns) if name not in self._known]:
            self._check_fields(self.schema, unknown)
            self._known.update(unknown)
        number = self.docnum
        documents = self.perdocwriter
        documents.start_doc(number)
        for name, (terms, positions) in fields.items():
            column = self._column(name)
            column.add(number, terms, positions)
            self.tokens += len(terms)
            if column.scorable:
                documents.add_field(name, self.schema[name], None, len(terms))
        for name, value in columns.items():
            documents.add_column_value(name, self.schema[name].column_type, value)
        documents.finish_doc()
        self._added = True
        self.docnum += 1

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        """Lift the postings of an old segment (for a merge), without those of deleted documents."""
        size = reader.doc_count_all()
        numbers = np.arange(startdoc, startdoc + size, dtype=np.int64)
        if docmap is not None:
            numbers = np.full(size, -1, np.int64)
            numbers[list(docmap)] = list(docmap.values())
        inverted = reader._terms.inverted
        for name in inverted.names():
            old = inverted.field(name)
            column = self._column(name)
            column.seal()
            words = column.words
            known = np.array([words[old.key(n).decode()] for n in range(len(old))], np.uint32)
            borders: NDArray[np.int64] = np.asarray(old.starts, np.int64)
            terms = np.repeat(known, borders[1:] - borders[:-1])
            documents = numbers[old.ids]
            if old.frequencies is not None:
                terms = np.repeat(terms, old.frequencies)
                documents = np.repeat(documents, old.frequencies)
            kept = documents >= 0
            positions = old.positions[kept].astype(np.uint32) if old.positions is not None else None
            column.chunks.append((terms[kept], documents[kept].astype(np.uint32), positions))

    def _column(self, name: str) -> _Column:
        column = self._columns.get(name)
        if column is None:
            kind = self.schema[name]
            positional = isinstance(kind.format, formats.Positions)
            column = self._columns[name] = _Column(positional, kind.scorable)
        return column

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for name in sorted(self._columns):
            arrays = self._columns.pop(name).invert()
            if arrays is not None:
                self.fieldwriter.write(name, arrays)
        self.fieldwriter.close()


def merge_tiers(writer: ArrayWriter, segments: Sequence[Any]) -> list[Any]:
    """Whoosh's merge policy: MERGE_AT segments of one size class become one, half deleted ones are written again,
    empty ones go."""
    classes: dict[int, list[Any]] = {}
    merged: list[Any] = []
    used = [s for s in segments if s.doc_count_all() > s.deleted_count()]
    for segment in used:
        live = segment.doc_count_all() - segment.deleted_count()
        if live * 2 <= segment.doc_count_all():
            merged.append(segment)
        else:
            classes.setdefault(_size_class(live), []).append(segment)
    for members in classes.values():
        if len(members) >= MERGE_AT:
            merged += members
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in used if segment not in merged]


def _size_class(documents: int) -> int:
    size = 0
    while documents >= _SIZE_FACTOR:
        documents //= _SIZE_FACTOR
        size += 1
    return size


def _stable_order(values: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The stable sorting order of numbers: radix sort by the lower and the upper half (NumPy sorts 16 bits so)."""
    order = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    if not len(values) or int(values.max()) < 1 << 16:
        return order
    upper = (values[order] >> 16).astype(np.uint16)
    return order[np.argsort(upper, kind="stable")]
