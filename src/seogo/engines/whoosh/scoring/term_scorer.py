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
)
from seogo.engines.whoosh.scoring.phrases import match_phrase
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
        each = self.ids.itemsize + self.scores.itemsize
        dense = 0 if self.dense is None else len(self.dense) * (self.dense.itemsize + 1)
        return 200 + len(self.ids) * each + dense

    def found(self) -> DocSet:
        """The documents as a set, dense where there are many."""
        return DocSet(self.scores, self.ids) if self.dense is None else DocSet(self.dense)


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
        scores = self._scores(field, ids, counts, len(ids))
        if len(ids) * DENSE_SHARE <= segments.size:
            return TermScores(ids, scores)
        dense = np.zeros(segments.size, np.float32)
        dense[ids] = scores
        return TermScores(ids, scores, dense, dense > 0)

    def _phrase(self, phrase: q.Phrase) -> TermScores:
        """Documents with the terms at the right distances; the score is that of the terms."""
        segments = self._segments
        ids, counts = match_phrase(segments, phrase)
        scores = np.zeros(len(ids), np.float32)
        if len(ids) and segments.scorable(phrase.field):
            terms = [(phrase.field, name) for name in phrase.terms]
            for frequency, own in zip(segments.frequencies(terms), counts, strict=True):
                scores += self._scores(phrase.field, ids, own, frequency)
        return TermScores(ids, scores)

    def _scores(self, field: str, ids: DocIds, counts: Scores | None, frequency: int) -> Scores:
        """The scores of documents for a term that so many have, and that stands so often in each (None: once)."""
        norms = self._segments.norms(field, K1, B)[ids]
        weight = np.float32(idf(self._segments.size, frequency) * (K1 + 1))
        scores = weight / (1 + norms) if counts is None else weight * counts / (counts + norms)
        return scores.astype(np.float32, copy=False)
