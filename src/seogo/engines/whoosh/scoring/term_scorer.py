"""Documents and scores of terms and phrases, computed once and cached.

The formula is that of seogo.engines.bm25. Finished scores are cached, within a budget of bytes; those of a term in more than
one of DENSE_SHARE documents as a vector over all documents too, so that a sum of such terms is vector addition.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.bm25 import K1, B, idf
from seogo.engines.whoosh.docset import (
    NO_DOCS,
    NO_SCORES,
    DocIds,
    DocSet,
    Mask,
    Scores,
    find_sorted,
    run_starts,
)
from seogo.engines.whoosh.storage.reader import Segments

DENSE_SHARE = 12
CACHE_BYTES = 256 << 20

_Key: TypeAlias = tuple[object, ...]
"""A field with a term, or with terms, offsets and slop of a phrase: a query has far too many to make clauses of them."""


@dataclass(slots=True)
class TermScores:
    """The scores of a term or phrase with boost 1: ``scores`` beside ``ids``, ascending, and where there are many, ``dense``
    over all documents with ``mask``, its members."""

    ids: DocIds
    scores: Scores
    dense: Scores | None = None
    mask: Mask | None = None

    @property
    def bytes(self) -> int:
        """The memory of the arrays, in bytes."""
        arrays = (self.ids, self.scores, self.dense, self.mask)
        return 200 + sum(array.nbytes for array in arrays if array is not None)

    def found(self) -> DocSet:
        """The documents as a set, dense where there are many."""
        return DocSet(self.scores, self.ids) if self.dense is None else DocSet(self.dense)

    def restrict(self, ids: DocIds) -> DocIds:
        """Those of some documents, ascending, that have the term."""
        return ids[self.mask[ids] if self.mask is not None else find_sorted(self.ids, ids)[1]]

    def at(self, ids: DocIds) -> Scores:
        """The scores of documents that all have the term."""
        return (
            self.dense[ids] if self.dense is not None else self.scores[self.ids.searchsorted(ids)]
        )


class TermScorer:
    """The scorer of terms and phrases of one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._cache: OrderedDict[_Key, TermScores] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def of(self, clause: q.Term | q.Phrase) -> TermScores:
        """The scores of a clause without its boost."""
        if isinstance(clause, q.Term):
            return self.term(clause.field, clause.term)
        if len(clause.terms) == 1:
            return self.term(clause.field, clause.terms[0])
        key = clause.field, clause.terms, clause.offsets, clause.slop
        return self._cached(key) or self._add(key, lambda: self._phrase(clause))

    def term(self, field: str, name: str) -> TermScores:
        """The scores of a term."""
        key = field, name
        return self._cached(key) or self._add(key, lambda: self._term(field, name))

    def _cached(self, key: _Key) -> TermScores | None:
        known = self._cache.get(key)
        if known is not None and self._bytes > CACHE_BYTES // 2:
            with self._lock:  # what was asked for last goes last; while there is room, nothing goes
                if key in self._cache:
                    self._cache.move_to_end(key)
        return known

    def _add(self, key: _Key, compute: Callable[[], TermScores]) -> TermScores:
        """Compute scores and cache them; the oldest are dropped when there are too many bytes."""
        term = compute()
        with self._lock:
            if key not in self._cache:
                self._cache[key] = term
                self._bytes += term.bytes
            while self._bytes > CACHE_BYTES and len(self._cache) > 1:
                self._bytes -= self._cache.popitem(last=False)[1].bytes
        return term

    def _term(self, field: str, name: str) -> TermScores:
        segments = self._segments
        ids, counts = segments.postings(field, name)
        if not len(ids):
            return TermScores(NO_DOCS, NO_SCORES)
        if not segments.scorable(field):
            return TermScores(ids, np.zeros(len(ids), np.float32))
        norms = segments.norms(field, K1, B)[ids]
        weight = np.float32(idf(segments.size, len(ids)) * (K1 + 1))
        scores = weight / (1 + norms) if counts is None else weight * counts / (counts + norms)
        scores = scores.astype(np.float32, copy=False)
        if len(ids) * DENSE_SHARE <= segments.size:
            return TermScores(ids, scores)
        dense = np.zeros(segments.size, np.float32)
        dense[ids] = scores
        return TermScores(ids, scores, dense, dense > 0)

    def _phrase(self, phrase: q.Phrase) -> TermScores:
        """Documents with the terms at the right distances; the score is that of the terms."""
        terms = [self.term(phrase.field, name) for name in phrase.terms]
        order = sorted(terms, key=lambda term: len(term.ids))
        ids = order[0].ids
        for term in order[1:]:
            if not len(ids):
                break
            ids = term.restrict(ids)
        if len(ids):
            ids = self._in_order(phrase, ids)
        scores = np.zeros(len(ids), np.float32)
        if len(ids):
            for term in terms:
                scores += term.at(ids)
        return TermScores(ids, scores)

    def _in_order(self, phrase: q.Phrase, candidates: DocIds) -> DocIds:
        """Those of ``candidates`` where one occurrence of each term stands right.

        Occurrences are numbers, ``candidate * 2^32 + position``; those of a term that can follow one of the term before it
        are kept, with the least stretch by which they do.
        """
        reached = stretches = np.empty(0, np.int64)
        for index, name in enumerate(phrase.terms):
            owners, positions = self._segments.positions(phrase.field, name, candidates)
            places = (owners << 32) + positions
            if index == 0:
                reached, stretches = places, np.zeros(len(places), np.int64)
                continue
            # the nearest occurrence before, and behind it those with which the whole may be stretched less
            wanted = places - (phrase.offsets[index] - phrase.offsets[index - 1])
            at = reached.searchsorted(wanted, "right") - 1
            best = np.full(len(places), phrase.slop + 1, np.int64)
            for further in range(phrase.slop + 1):
                before = np.maximum(at - further, 0)
                used = wanted - reached[before] + stretches[before]
                np.minimum(best, used, out=best, where=at >= further)
                if not stretches.any():
                    break
            follows = best <= phrase.slop
            reached, stretches = places[follows], best[follows]
            if not len(reached):
                break
        owners = reached >> 32
        return candidates[owners[run_starts(owners)]]
