"""Vocabulary of an index: every term with its number of documents, in a file of the generation.

The rewriting of a query asks for hundreds of terms and prefixes, suggestions read whole fields: over a network each would
wait. So the file stays beside lexicon and suggestions, and its head says which index on the cluster it belongs to.

Its payload is a line of JSON (the index, the numbers of documents, in all and by language, and of each field the numbers of
terms, of bytes, of documents and of occurrences), then for each field the offsets of its terms (uint64), their numbers of
documents (uint32), and the terms in UTF-8, in the order of their bytes.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from seogo.errors import IndexDamaged
from seogo.messages import Message
from seogo.storage.binary import Columns
from seogo.storage.container import Container, write_container
from seogo.storage.stamps import OPENSEARCH_FORMAT

FILE: Final = "vocabulary"
_LANG: Final = "lang"


@dataclass(slots=True)
class FieldChange:
    """What is added to a field: documents that have it, occurrences, and documents by term; negative where it is taken."""

    documents: int = 0
    occurrences: int = 0
    terms: Counter[str] = field(default_factory=Counter)


class Changes:
    """What documents add to a vocabulary, or take from it."""

    def __init__(self) -> None:
        self.documents = 0
        self.fields: dict[str, FieldChange] = {}

    def count(self, fields: Mapping[str, Sequence[str]], sign: int = 1) -> None:
        """Add a document, or with -1 take it; ``fields`` has its terms and values, none of them empty."""
        self.documents += sign
        for name, terms in fields.items():
            change = self.fields.setdefault(name, FieldChange())
            change.documents += sign
            change.occurrences += sign * len(terms)
            for term in set(terms):
                change.terms[term] += sign


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The terms of a field, ascending: ``starts``, uint64[n + 1], in the ``blob``, and ``counts``, uint32[n]; ``documents``
    have the field, with so many ``occurrences`` of terms."""

    documents: int
    occurrences: int
    starts: NDArray[np.uint64]
    counts: NDArray[np.uint32]
    blob: memoryview

    def key(self, number: int) -> bytes:
        """The term with a number, as bytes."""
        return bytes(self.blob[int(self.starts[number]) : int(self.starts[number + 1])])

    def place(self, wanted: bytes) -> int:
        """Where a term is or would be."""
        return bisect_left(range(len(self.counts)), wanted, key=self.key)

    def frequency(self, wanted: bytes) -> int:
        """The number of documents of a term."""
        place = self.place(wanted)
        known = place < len(self.counts) and self.key(place) == wanted
        return int(self.counts[place]) if known else 0

    def changed(self, change: FieldChange) -> FieldTable:
        """The table with a change, without terms that no document has any more."""
        counts = self.counts.astype(np.int64)
        kept = np.ones(len(counts), np.bool_)
        pieces: list[bytes | memoryview] = []
        new: list[tuple[int, int, int]] = []  # where, of how many documents, how long
        done = 0
        for wanted, more in sorted((term.encode(), n) for term, n in change.terms.items() if n):
            place = self.place(wanted)
            if place < len(counts) and self.key(place) == wanted:
                counts[place] += more
                kept[place] = counts[place] > 0
                if kept[place]:
                    continue
                pieces.append(self.blob[done : int(self.starts[place])])
                done = int(self.starts[place + 1])
            else:
                pieces += [self.blob[done : int(self.starts[place])], wanted]
                done = int(self.starts[place])
                new.append((place, more, len(wanted)))
        pieces.append(self.blob[done:])
        places = [place for place, _, _ in new]
        lengths = np.insert(np.diff(self.starts), places, [length for _, _, length in new])
        kept = np.insert(kept, places, True)
        starts = np.zeros(int(np.count_nonzero(kept)) + 1, np.uint64)
        np.cumsum(lengths[kept], out=starts[1:])
        return FieldTable(
            self.documents + change.documents,
            self.occurrences + change.occurrences,
            starts,
            np.insert(counts, places, [more for _, more, _ in new])[kept].astype(np.uint32),
            memoryview(b"".join(pieces)),
        )


_EMPTY: Final = FieldTable(0, 0, np.zeros(1, np.uint64), np.zeros(0, np.uint32), memoryview(b""))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary of ``index``, which has so many ``documents``."""

    index: str
    documents: int = 0
    fields: Mapping[str, FieldTable] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Vocabulary:
        """The vocabulary in a file. Raises IndexDamaged."""
        payload = Container(path, OPENSEARCH_FORMAT).checked()
        try:
            size = int.from_bytes(payload[:4], "little")
            head = json.loads(bytes(payload[4 : 4 + size]))
            columns = Columns(payload, 4 + size)
            fields: dict[str, FieldTable] = {}
            for name, (terms, length, documents, occurrences) in head["fields"].items():
                starts, counts = columns.take("<u8", terms + 1), columns.take("<u4", terms)
                blob = payload[columns.at : columns.at + length]
                columns.at += length
                fields[name] = FieldTable(documents, occurrences, starts, counts, blob)
            return cls(head["index"], head["documents"], fields)
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(path, Message("damage.checksum")) from error

    def write(self, path: Path) -> None:
        """Write it. Raises OSError."""
        head: dict[str, Any] = {"index": self.index, "documents": self.documents, "fields": {}}
        parts: list[bytes] = []
        for name, table in sorted(self.fields.items()):
            described = [len(table.counts), len(table.blob), table.documents, table.occurrences]
            head["fields"][name] = described
            starts, counts = table.starts.astype("<u8"), table.counts.astype("<u4")
            parts += [starts.tobytes(), counts.tobytes(), bytes(table.blob)]
        line = json.dumps(head, ensure_ascii=False).encode()
        write_container(
            path, OPENSEARCH_FORMAT, b"".join([len(line).to_bytes(4, "little"), line, *parts])
        )

    def changed(self, index: str, changes: Changes) -> Vocabulary:
        """The vocabulary of another index with ``changes``."""
        fields = dict(self.fields)
        for name, change in changes.fields.items():
            fields[name] = fields.get(name, _EMPTY).changed(change)
        return Vocabulary(index, self.documents + changes.documents, fields)

    def languages(self) -> dict[str, int]:
        """The numbers of documents by language."""
        return dict(self.terms(_LANG))

    def table(self, name: str) -> FieldTable:
        """The terms of a field."""
        return self.fields.get(name, _EMPTY)

    def frequencies(self, terms: Iterable[tuple[str, str]]) -> list[int]:
        """The document frequencies of terms, given as (field, term)."""
        return [self.table(name).frequency(term.encode()) for name, term in terms]

    def terms(self, name: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field with a prefix and their document frequencies, in code point order."""
        table, begin = self.table(name), prefix.encode()
        for number in range(table.place(begin), len(table.counts)):
            found = table.key(number)
            if not found.startswith(begin):
                return
            yield found.decode(), int(table.counts[number])
