"""Vectors of an index: encoded from the passages of its articles, a file of its generation.

What the generation before has is taken from there. What is encoded anew goes at once into a journal beside the generations,
so that a run that is killed loses nothing; once a generation has all, the journal is removed.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from seogo.articles.facts import Scan
from seogo.documents.document import Record, to_record
from seogo.engines.base import Engine
from seogo.errors import IndexDamaged
from seogo.indexing.analysis_cache import AnalysisCache, IndexedArticle
from seogo.indexing.report import IndexReport, Progress
from seogo.languages import Language
from seogo.meaning.encoder import Encoder, load_encoder
from seogo.meaning.passages import Passages, passage_text, to_passages
from seogo.meaning.store import ArticleVectors
from seogo.meaning.vectors import IndexedVectors, Vectors, write_vectors
from seogo.storage.generations import remove
from seogo.storage.stamps import ANALYSIS_VERSION, MEANING_FORMAT

MEANING_FILE: Final = "meaning"
JOURNAL: Final = "meanings.sqlite"
_BATCH: Final = 64
_FEW: Final = 200
"""Articles that are encoded before the words of a run can be searched: a few seconds."""


@dataclass(frozen=True, slots=True)
class EncodableIndex:
    """Index to encode: its documents by id, the scan that knows their languages, and the engine that holds them."""

    scan: Scan
    documents: Mapping[str, IndexedArticle]
    engine: Engine

    def languages(self) -> dict[str, Language]:
        """Languages of the documents."""
        found = {}
        unread = []
        for name in self.documents:
            facts = self.scan.files.get(name)
            if facts is not None and facts.lang is not None:
                found[name] = facts.lang
            else:
                unread.append(name)
        found |= {record.id: record.lang for record in self.records(unread)}
        return found

    def records(self, names: Sequence[str]) -> Iterator[Record]:
        """Records of documents."""
        remaining = iter(names)
        while batch := list(islice(remaining, _BATCH)):
            yield from map(to_record, self.engine.stored(batch).values())


class MeaningBuilder:
    """Builder of the vectors of the index in ``folder``; ``stamp`` is that of the encoder, empty where nothing is encoded."""

    def __init__(
        self, folder: Path, stamp: str, load: Callable[[], Encoder] = load_encoder
    ) -> None:
        self._journal = folder / JOURNAL
        self._stamp = stamp
        self._load = load
        self._rules = f"{MEANING_FORMAT.version}/{ANALYSIS_VERSION} {stamp}"

    def is_complete(self, folder: Path, documents: Mapping[str, IndexedArticle]) -> bool:
        """Whether the generation in ``folder`` has the vectors of all documents, or should have none."""
        if not self._stamp:
            return True
        known = self._known(folder)
        return known is not None and known.ids() == {
            name: article.content_hash for name, article in documents.items()
        }

    def complete(self, folder: Path, documents: Mapping[str, IndexedArticle]) -> Vectors | None:
        """Vectors of the generation in ``folder``, None where it has not those of all documents."""
        whole = bool(self._stamp) and self.is_complete(folder, documents)
        return self._known(folder) if whole else None

    def update(
        self,
        index: EncodableIndex,
        folder: Path,
        previous: Path | None,
        report: IndexReport,
        progress: Progress,
        *,
        few: bool = False,
    ) -> None:
        """Write the vectors into the ``folder`` of a generation, where those of the ``previous`` one may lie already.

        With ``few`` nothing is encoded where that would take long: what is known is written, and `is_complete` is false.
        Raises OSError, EncoderUnavailable, and IndexDamaged where a document cannot be read.
        """
        path = folder / MEANING_FILE
        if not self._stamp:
            path.unlink(missing_ok=True)
            return
        known = self._known(previous) if previous else None
        with contextlib.closing(AnalysisCache(self._journal)) as journal:
            source = _Source(known, journal, self._rules)
            missing = [
                name
                for name, article in index.documents.items()
                if not source.has(article.content_hash)
            ]
            if missing and not (few and len(missing) > _FEW):
                progress.total(len(missing), "meaning")
                for count in _encode(index, missing, self._load(), source):
                    report.encoded += count
                    progress.advance(count)
            write_vectors(path, self._rules, source.vectors(index))
        written = Vectors(path)
        report.left_out = written.left_out

    def clear(self) -> None:
        """Remove the journal, when a published generation has all."""
        remove(self._journal)

    def _known(self, folder: Path) -> Vectors | None:
        try:
            known = Vectors(folder / MEANING_FILE)
        except IndexDamaged:
            return None
        return known if known.rules == self._rules else None


class _Source:
    """Vectors by the content hashes of articles: those of the generation before, and those of the journal."""

    def __init__(self, known: Vectors | None, journal: AnalysisCache, rules: str) -> None:
        self._known = known
        self._places = known.places() if known else {}
        self._journal = journal
        self._rules = rules

    def has(self, content_hash: str) -> bool:
        return content_hash in self._places or bool(self._journal.get(content_hash, self._rules))

    def put(self, content_hash: str, vectors: ArticleVectors) -> None:
        self._journal.put(content_hash, self._rules, vectors.to_bytes())

    def commit(self) -> None:
        self._journal.commit()

    def vectors(self, index: EncodableIndex) -> Iterator[IndexedVectors]:
        """What is known of all documents, in the order of languages and ids."""
        order = list(Language)
        languages = index.languages()
        for name in sorted(languages, key=lambda name: (order.index(languages[name]), name)):
            content_hash = index.documents[name].content_hash
            if found := self._get(content_hash):
                yield IndexedVectors(name, languages[name], content_hash, found)

    def _get(self, content_hash: str) -> ArticleVectors | None:
        if self._known is not None and content_hash in self._places:
            return self._known.article(self._places[content_hash])
        data = self._journal.get(content_hash, self._rules)
        return ArticleVectors.from_bytes(data) if data else None


def _encode(
    index: EncodableIndex, names: Sequence[str], encoder: Encoder, source: _Source
) -> Iterator[int]:
    """Encode articles, on all cores; the numbers of those that are done."""
    remaining = iter(names)
    batches = iter(lambda: list(islice(remaining, _BATCH)), [])
    waiting: deque[tuple[_Batch, Future[NDArray[np.float32]]]] = deque()
    threads = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(threads) as pool:
        try:
            while True:
                for batch in islice(batches, threads + 1 - len(waiting)):
                    read = _Batch.of(index.records(batch))
                    waiting.append((read, pool.submit(encoder.encode, read.texts)))
                if not waiting:
                    return
                read, vectors = waiting.popleft()
                for content_hash, found in read.with_vectors(vectors.result()):
                    source.put(content_hash, found)
                source.commit()
                yield len(read.articles)
        finally:
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles by their content hashes, and the texts of all their passages."""

    articles: list[tuple[str, Passages]]
    texts: list[str]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Self:
        """Articles of records. Raises IndexDamaged."""
        batch = cls([], [])
        for record in records:
            stored = record.unpack()
            try:
                passages = to_passages(stored)
            except ValueError as error:
                raise IndexDamaged(record.path, str(error)) from error
            batch.articles.append((record.content_hash, passages))
            batch.texts.extend(
                passage_text(record.title, stored.text, span) for span in passages.spans
            )
        return batch

    def with_vectors(self, vectors: NDArray[np.float32]) -> Iterator[tuple[str, ArticleVectors]]:
        """Vectors of each article, by its content hash."""
        at = 0
        for content_hash, passages in self.articles:
            end = at + len(passages.spans)
            yield content_hash, ArticleVectors.of(passages, vectors[at:end])
            at = end
