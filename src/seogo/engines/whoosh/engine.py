"""The Whoosh engine: one index folder, written as a whole or by changes, and searched."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoosh import index

from seogo.engines.base import (
    KEYWORD_FIELDS,
    Document,
    EngineQuery,
    EngineResult,
    EngineStatus,
    Explanation,
)
from seogo.engines.bm25 import idf
from seogo.engines.clauses import Clause
from seogo.engines.explain import explain
from seogo.engines.whoosh.scoring.facets import Facets
from seogo.engines.whoosh.scoring.scored_document import WhooshDocument
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.search import Search
from seogo.engines.whoosh.storage.document_table import FILE, write_table
from seogo.engines.whoosh.storage.open_files import Files
from seogo.engines.whoosh.storage.reader import Segments, read_columns
from seogo.engines.whoosh.storage.schema import NO_DAY, build_schema
from seogo.engines.whoosh.storage.segment_writer import FLUSH_TOKENS, ArrayWriter, merge_tiers

_NAME = "MAIN"  # Whoosh's name of an index in a folder


@dataclass(frozen=True, slots=True)
class _OpenIndex:
    """An opened index: its segments, and what is cached of them."""

    segments: Segments
    scorer: Scorer
    facets: Facets


class WhooshEngine:
    """An index in ``folder``, which is opened by the first call that reads it.

    Several threads may read; one that writes must be alone.
    """

    def __init__(self, folder: Path, *, flush_tokens: int = FLUSH_TOKENS) -> None:
        self._folder = folder
        self._flush_tokens = flush_tokens
        self._opened: _OpenIndex | None = None
        self._lock = threading.Lock()

    def replace_all(self, documents: Iterable[Document]) -> None:
        """Replace the index by one of these documents."""
        self.close()
        self._folder.mkdir(exist_ok=True)
        with self._writable() as files:
            target = index.FileIndex.create(files, build_schema(), _NAME)
            self._write(target, documents, ())

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """Delete and add documents; segments are merged where there are many."""
        changed = {document.id: document for document in upserts}
        table = self._open().segments.table
        gone = {table.number(name) for name in (*deletes, *changed)} - {None}
        self.close()
        with self._writable() as files:
            with files.reading():
                target = index.FileIndex(files, schema=build_schema())
            self._write(target, changed.values(), [number for number in gone if number is not None])

    def search(self, query: EngineQuery) -> EngineResult:
        """The answer to a query."""
        opened = self._open()
        return Search(opened.segments, opened.scorer, opened.facets, query).result()

    def explain(self, clause: Clause, document_id: str) -> Explanation | None:
        """The parts of the score of a document for a clause; None where it does not match or is unknown."""
        opened = self._open()
        number = opened.segments.table.number(document_id)
        if number is None:
            return None
        return explain(clause, WhooshDocument(opened.segments, opened.scorer, number))

    def idf(self, documents: int) -> float:
        """The idf of a term that so many documents have."""
        return idf(self._open().segments.size, documents)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field with a prefix and their document frequencies, in code point order."""
        return self._open().segments.terms(field, prefix)

    def frequencies(self, terms: Sequence[tuple[str, str]]) -> list[int]:
        """The document frequencies of terms, given as (field, term)."""
        return self._open().segments.frequencies(terms)

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The stored bytes of known ids."""
        segments = self._open().segments
        numbers = {name: segments.table.number(name) for name in ids}
        known = {name: number for name, number in numbers.items() if number is not None}
        return dict(zip(known, segments.blobs("stored", list(known.values())), strict=True))

    def content_hashes(self) -> dict[str, str]:
        """The content hash of every id."""
        segments = self._open().segments
        numbers = segments.table.order.tolist()
        hashes = segments.blobs("hash", numbers)
        # damaged ones must differ from what was written, no more
        return {
            segments.table.id(number): raw.decode(errors="replace")
            for number, raw in zip(numbers, hashes, strict=True)
        }

    def warm(self) -> None:
        """Open every file."""
        self._open().segments.open_columns()
        self.status()

    def status(self) -> EngineStatus:
        """The numbers of documents, in all and by language."""
        opened = self._open()
        live = opened.segments.table.order
        return EngineStatus(len(live), dict(opened.facets.counts(("lang",), live)["lang"]))

    def description(self) -> dict[str, str | int]:
        """The name of the engine: sizes are those of the folder."""
        return {"name": "whoosh"}

    def published(self, folders: Iterable[Path]) -> None:
        """Nothing: all there is stands in the folder."""

    def close(self) -> None:
        """Drop what is cached of the opened index."""
        self._opened = None

    def _open(self) -> _OpenIndex:
        opened = self._opened
        if opened is not None:
            return opened
        with self._lock:
            if self._opened is None:
                files = Files(self._folder, readonly=True)
                try:
                    with files.reading():
                        toc = index.TOC.read(files, _NAME, schema=build_schema())
                        segments = Segments(self._folder, toc)
                finally:
                    files.close_all()
                self._opened = _OpenIndex(segments, Scorer(segments), Facets(segments))
            return self._opened

    @contextlib.contextmanager
    def _writable(self) -> Iterator[Files]:
        files = Files(self._folder, readonly=False)
        try:
            yield files
        finally:
            files.close_all()

    def _write(
        self, target: index.FileIndex, documents: Iterable[Document], deletes: Sequence[int]
    ) -> None:
        """Delete documents by number, add others, and describe the result in the table."""
        # who builds holds a lock already (seogo.storage.generations)
        writer = ArrayWriter(target, _lk=False)
        try:
            for number in deletes:
                writer.delete_document(number)
            for document in documents:
                _add(writer, document)
                if writer.tokens >= self._flush_tokens:
                    writer.commit(merge=False)
                    writer = ArrayWriter(target, _lk=False)
            writer.commit(mergetype=merge_tiers)
        except BaseException:
            with contextlib.suppress(Exception):  # the first error is the one to raise
                writer.cancel()
            raise
        toc = index.TOC.read(target.storage, _NAME, schema=build_schema())
        write_table(self._folder / FILE, *read_columns(self._folder, toc))


def _add(writer: ArrayWriter, document: Document) -> None:
    keywords = {name: document.keywords.get(name, ()) for name in KEYWORD_FIELDS}
    writer.add_terms(
        {
            "id": ((document.id,), None),
            **{name: (values, None) for name, values in keywords.items() if values},
            **{name: (f.terms, f.positions) for name, f in document.fields.items() if f.terms},
        },
        {
            "id": document.id.encode(),
            "group": group_number(document.group),
            "day": document.day or NO_DAY,
            "hash": document.content_hash.encode(),
            "stored": document.stored,
        },
    )


def group_number(group: str) -> int:
    """A translation group as a number for a column."""
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest(), "big")
