"""The Whoosh engine: one index directory, written in one go or by changes, and searched."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
from whoosh import index

from seogo.engines.base import (
    FALLBACK_BELOW,
    KEYWORD_FIELDS,
    Bridge,
    Document,
    EngineHit,
    EngineResult,
    EngineStatus,
    Explanation,
    Sort,
)
from seogo.engines.whoosh.explaining import Explainer
from seogo.engines.whoosh.facets import Facets
from seogo.engines.whoosh.files import Files
from seogo.engines.whoosh.found import Found, Mask, looked_up, unscored
from seogo.engines.whoosh.merging import Answer, Merging
from seogo.engines.whoosh.ranking import Ranking, scores_of
from seogo.engines.whoosh.schema import NO_DAY, build_schema
from seogo.engines.whoosh.scoring import Scorer
from seogo.engines.whoosh.segments import Segments, read_columns
from seogo.engines.whoosh.table import FILE, DocumentTable, write_table
from seogo.engines.whoosh.writer import FLUSH_TOKENS, ArrayWriter, merge_tiers
from seogo.languages import Language
from seogo.query.clauses import Clause

_NOBODY = np.empty(0, np.intp)
_NAME = "MAIN"  # Whoosh's name of an index in a folder


@dataclass(frozen=True, slots=True)
class _Opened:
    """What is kept of an opened index."""

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
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    def replace_all(self, documents: Iterable[Document]) -> None:
        """See Engine."""
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._writable() as files:
            target = index.FileIndex.create(files, build_schema(), _NAME)
            self._write(target, documents, ())

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """See Engine."""
        changed = {document.id: document for document in upserts}
        table = self._open().segments.table
        gone = {table.number(name) for name in (*deletes, *changed)} - {None}
        self.close()
        with self._writable() as files:
            with files.reading():
                target = index.FileIndex(files, schema=build_schema())
            self._write(target, changed.values(), [number for number in gone if number is not None])

    def search(
        self,
        clause: Clause,
        *,
        fallback: Clause | None = None,
        mixed: bool = False,
        bridge: Bridge | None = None,
        filters: Sequence[Clause] = (),
        fold: Language | None = None,
        offset: int = 0,
        limit: int = 10,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
    ) -> EngineResult:
        """See Engine."""
        opened = self._open()
        segments, scorer = opened.segments, opened.scorer
        table = segments.table
        within = None if segments.whole else table.live
        for restriction in filters:
            members = scorer.members(restriction)
            within = members if within is None else within & members
        order = None if sort == "relevance" else segments.in_order(sort)
        ranking = Ranking(
            table, order, None if fold is None else segments.having("lang", fold.value)
        )
        chosen = scorer.chosen(clause)
        wanted = fallback is not None and ranking.total(chosen.where(within)) < FALLBACK_BELOW

        if not limit and not facets:
            return self._counted(ranking, within, chosen, fallback if wanted else None, bridge)

        def answer(clause: Clause, chosen: Found, some: Clause) -> Answer:
            if not wanted:
                return Answer(scorer.scored(clause, chosen).where(within), None)
            both = scorer.scored_both(clause, chosen, some)
            return Answer(both[0].where(within), both[1].where(within))

        found = answer(clause, chosen, fallback or clause)
        if bridge is not None:
            there = segments.having("lang", bridge.language.value)
            over = scorer.chosen(bridge.clause)
            other = answer(bridge.clause, over, bridge.fallback or bridge.clause)
            merging = Merging(table, there, bridge.trust, mixed, fold is not None)
            found = merging.merged(found, other)
            mixed = mixed or sort == "relevance"
        total, total_some = ranking.total(found.every), 0
        last = offset + limit
        numbers = (found.some or found.every).numbers() if facets else _NOBODY
        if found.some is None:
            hits = _hits(table, found.every, ranking.page(found.every, last)[offset:], found.every)
        elif mixed:
            total_some = ranking.total(found.some) - total
            hits = _hits(table, found.some, ranking.page(found.some, last)[offset:], found.every)
        else:
            partial = found.some.where(~found.every.members(table.size))
            if facets:
                numbers = np.concatenate([found.every.numbers(), partial.numbers()])
            if fold is not None:  # a group that has all words is no hit for some of them
                partial = partial.where(~ranking.groups_of(found.every)[table.groups])
            total_some = ranking.total(partial)
            more = ranking.page(partial, max(last - total, 0))[max(offset - total, 0) :]
            hits = _hits(table, found.every, ranking.page(found.every, last)[offset:], found.every)
            hits += _hits(table, partial, more, found.every)
        return EngineResult(
            hits=tuple(hits),
            total=total,
            total_some=total_some,
            facets=opened.facets.counts(facets, numbers) if facets else {},
        )

    def _counted(
        self,
        ranking: Ranking,
        within: Mask | None,
        chosen: Found,
        fallback: Clause | None,
        bridge: Bridge | None,
    ) -> EngineResult:
        """The totals of a search, for which nothing needs a score."""
        segments, scorer = self._open().segments, self._open().scorer
        size = segments.table.size

        def members(own: Found, over: Clause | None) -> Mask:
            found = own.members(size)
            if bridge is not None:
                there = segments.having("lang", bridge.language.value)
                other = scorer.chosen(over or bridge.clause).members(size)
                found = np.where(there, other, found)
            return found if within is None else found & within

        every = members(chosen, None)
        total = ranking.total(unscored(every))
        if fallback is None:
            return EngineResult((), total, 0, {})
        some = members(scorer.chosen(fallback), bridge.fallback if bridge else None)
        return EngineResult((), total, ranking.total(unscored(every | some)) - total, {})

    def explain(self, clause: Clause, document_id: str) -> Explanation | None:
        """See Engine."""
        opened = self._open()
        number = opened.segments.table.number(document_id)
        if number is None:
            return None
        return Explainer(opened.segments, opened.scorer, number).explain(clause)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """See Engine."""
        return self._open().segments.terms(field, prefix)

    def frequency(self, field: str, term: str) -> int:
        """See Engine."""
        return self._open().segments.frequency(field, term)

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """See Engine."""
        segments = self._open().segments
        numbers = {name: segments.table.number(name) for name in ids}
        known = {name: number for name, number in numbers.items() if number is not None}
        return dict(zip(known, segments.blobs("stored", list(known.values())), strict=True))

    def content_hashes(self) -> dict[str, str]:
        """See Engine."""
        segments = self._open().segments
        numbers = segments.table.order.tolist()
        hashes = segments.blobs("hash", numbers)
        # damaged ones must differ from what was written, no more
        return {
            segments.table.id(number): raw.decode(errors="replace")
            for number, raw in zip(numbers, hashes, strict=True)
        }

    def status(self) -> EngineStatus:
        """See Engine."""
        opened = self._open()
        live = opened.segments.table.order
        return EngineStatus(len(live), dict(opened.facets.counts(("lang",), live)["lang"]))

    def close(self) -> None:
        """See Engine."""
        self._opened = None

    def _open(self) -> _Opened:
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
                self._opened = _Opened(segments, Scorer(segments), Facets(segments))
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
        # who builds holds a lock already (seogo.generations)
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
            with contextlib.suppress(Exception):  # what went wrong first is what is told
                writer.cancel()
            raise
        toc = index.TOC.read(target.storage, _NAME, schema=build_schema())
        write_table(self._folder / FILE, *read_columns(self._folder, toc))


def _hits(
    table: DocumentTable, among: Found, numbers: Sequence[int], complete: Found
) -> list[EngineHit]:
    if not numbers:
        return []
    whole: Iterable[bool] = repeat(True)
    if among is not complete:
        whole = looked_up(complete, np.array(numbers, np.intp))[0].tolist()
    return list(map(EngineHit, map(table.name, numbers), scores_of(among, numbers), whole))


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
