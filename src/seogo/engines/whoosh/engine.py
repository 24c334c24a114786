"""The Whoosh engine: one index directory, written in one go or by changes, and searched."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from seogo.engines.base import (
    FALLBACK_BELOW,
    KEYWORD_FIELDS,
    Document,
    EngineHit,
    EngineResult,
    EngineStatus,
    Sort,
)
from seogo.engines.whoosh.files import Files
from seogo.engines.whoosh.schema import NO_DAY, build_schema
from seogo.engines.whoosh.scoring import Scorer
from seogo.engines.whoosh.segments import Segments
from seogo.languages import Language
from seogo.query.clauses import Clause

_Numbers = NDArray[np.int64]


class WhooshEngine:
    """An index in ``folder``, which is opened by the first call that reads it.

    Several threads may read; one that writes must be alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: tuple[Segments, Scorer] | None = None
        self._lock = threading.Lock()

    def replace_all(self, documents: Iterable[Document]) -> None:
        """See Engine."""
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._writable() as files:
            target = index.FileIndex.create(files, build_schema(), index._DEF_INDEX_NAME)
            self._write(target, documents, ())

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """See Engine."""
        self.close()
        changed = {document.id: document for document in upserts}
        with self._writable() as files:
            with files.reading():
                target = index.FileIndex(files, schema=build_schema())
            self._write(target, changed.values(), {*deletes, *changed})

    def search(
        self,
        clause: Clause,
        *,
        fallback: Clause | None = None,
        filters: Sequence[Clause] = (),
        fold: Language | None = None,
        offset: int = 0,
        limit: int = 10,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
    ) -> EngineResult:
        """See Engine."""
        segments, scorer = self._open()
        within = segments.live
        for restriction in filters:
            within = within & scorer.evaluate(restriction).mask
        found = scorer.evaluate(clause)
        complete = found.mask & within
        numbers = self._ordered(np.flatnonzero(complete), found.scores, sort)
        hits = self._folded(numbers, fold)
        total, total_some = len(hits), 0
        scores = found.scores
        if fallback is not None and total < FALLBACK_BELOW:
            partial = scorer.evaluate(fallback)
            some = partial.mask & within & ~complete
            scores = np.where(complete, found.scores, partial.scores)
            more = self._ordered(np.flatnonzero(some), scores, sort)
            numbers = np.concatenate([numbers, more])
            if fold is not None:
                more = more[~np.isin(segments.groups[more], segments.groups[hits])]
            more = self._folded(more, fold)
            hits = np.concatenate([hits, more])
            total_some = len(more)
        return EngineResult(
            hits=tuple(
                EngineHit(segments.ids[number], float(scores[number]), bool(complete[number]))
                for number in hits[offset : offset + limit].tolist()
            ),
            total=total,
            total_some=total_some,
            facets={name: self._counts(name, numbers) for name in facets},
        )

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """See Engine."""
        return self._open()[0].terms(field, prefix)

    def frequency(self, field: str, term: str) -> int:
        """See Engine."""
        return self._open()[0].frequency(field, term)

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """See Engine."""
        segments, _ = self._open()
        known = [name for name in ids if name in segments.numbers]
        blobs = segments.blobs("stored", [segments.numbers[name] for name in known])
        return dict(zip(known, blobs, strict=True))

    def content_hashes(self) -> dict[str, str]:
        """See Engine."""
        segments, _ = self._open()
        numbers = segments.numbers
        hashes = segments.blobs("hash", list(numbers.values()))
        # damaged ones must differ from what was written, no more
        return {
            name: raw.decode(errors="replace") for name, raw in zip(numbers, hashes, strict=True)
        }

    def status(self) -> EngineStatus:
        """See Engine."""
        segments, _ = self._open()
        languages = dict(self._counts("lang", np.flatnonzero(segments.live)))
        return EngineStatus(int(segments.live.sum()), languages)

    def close(self) -> None:
        """See Engine."""
        if self._opened is not None:
            self._opened[0].close()
            self._opened = None

    def _open(self) -> tuple[Segments, Scorer]:
        opened = self._opened
        if opened is not None:
            return opened
        with self._lock:
            if self._opened is None:
                segments = Segments(Files(self._folder, readonly=True), build_schema())
                self._opened = segments, Scorer(segments)
            return self._opened

    def _ordered(self, numbers: _Numbers, scores: NDArray[np.float32], sort: Sort) -> _Numbers:
        """Document numbers, best first; equal ones in the order of ids."""
        segments, _ = self._open()
        ranks = segments.ranks[numbers]
        if sort == "relevance":
            # rounded, so that the order of summing does not decide between equal scores
            return numbers[np.lexsort((ranks, -np.round(scores[numbers], 4)))]
        days = segments.days[numbers]
        keys = -days if sort == "newest" else days
        return numbers[np.lexsort((ranks, keys, days == NO_DAY))]

    def _folded(self, numbers: _Numbers, fold: Language | None) -> _Numbers:
        """One number for each translation group, at the place of the group's best."""
        if fold is None or not len(numbers):
            return numbers
        segments, _ = self._open()
        groups = segments.groups[numbers]
        _, first = np.unique(groups, return_index=True)
        if len(first) == len(numbers):
            return numbers
        leaders = dict(zip(groups[first].tolist(), numbers[first].tolist(), strict=True))
        spoken = self._speaks(fold)[numbers]
        # backwards, so that the best of several in that language is the last to be set
        pairs = zip(groups[spoken][::-1].tolist(), numbers[spoken][::-1].tolist(), strict=True)
        leaders.update(pairs)
        return np.array([leaders[group] for group in groups[np.sort(first)].tolist()], np.int64)

    def _speaks(self, language: Language) -> NDArray[np.bool_]:
        segments, _ = self._open()
        mask = np.zeros(segments.size, np.bool_)
        mask[segments.postings("lang", language.value).ids] = True
        return mask

    def _counts(self, field: str, numbers: _Numbers) -> tuple[tuple[str, int], ...]:
        """The values of a keyword field among documents with how many have each, most frequent first."""
        segments, _ = self._open()
        within = np.zeros(segments.size, np.bool_)
        within[numbers] = True
        counted = (
            (value, int(within[segments.postings(field, value).ids].sum()))
            for value, _ in segments.terms(field, "")
        )
        return tuple(
            sorted((pair for pair in counted if pair[1]), key=lambda pair: (-pair[1], pair[0]))
        )

    @contextlib.contextmanager
    def _writable(self) -> Iterator[Files]:
        files = Files(self._folder, readonly=False)
        try:
            yield files
        finally:
            files.close_all()

    def _write(self, target: Any, documents: Iterable[Document], deletes: Iterable[str]) -> None:
        # who builds holds a lock already (seogo.generations)
        writer = target.writer(compound=False, limitmb=256, _lk=False)
        try:
            for gone in deletes:
                writer.delete_by_term("id", gone)
            for document in documents:
                writer.add_document(**_to_whoosh(document))
            writer.commit()
        except BaseException:
            with contextlib.suppress(Exception):  # what went wrong first is what is told
                writer.cancel()
            raise


def _to_whoosh(document: Document) -> dict[str, Any]:
    keywords = {name: list(document.keywords.get(name, ())) for name in KEYWORD_FIELDS}
    return {
        "id": document.id,
        "group": group_number(document.group),
        "day": document.day or NO_DAY,
        "hash": document.content_hash.encode(),
        "stored": document.stored,
        **{name: values for name, values in keywords.items() if values},
        **{name: list(terms) for name, terms in document.fields.items() if terms},
    }


def group_number(group: str) -> int:
    """A translation group as a number for a column."""
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest(), "big")
