"""Clauses evaluated over whole arrays: which documents, and with what score.

A term scores as Whoosh's BM25F does, field by field, and a document's score is the sum over fields and words::

    idf(t)   = ln(N / (n + 1)) + 1
    score(t) = idf(t) * f * (k1 + 1) / (f + k1 * (1 - b + b * l / avg))

with N documents in the index, n of them with t in the field, f occurrences in the document, l its length and avg the
average length of the field over those that have it. Removed documents count until their segment is merged. This is not
the BM25F of Robertson and Zaragoza (2009, section 3.6), where the frequencies of all fields are weighted and added before
they saturate once, and whose idf is ln((N - n + .5) / (n + .5)).
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.segments import Segments
from seogo.query import clauses as q

Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]

K1 = 1.2
B = 0.75
_CACHED_TERMS = 4096


@dataclass(frozen=True, slots=True)
class Scored:
    """A clause's documents and scores over all documents of the index; scores are 0 outside ``mask``."""

    mask: Mask
    scores: Scores


class Scorer:
    """Evaluates clauses on one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._size = segments.size
        self._contributions: OrderedDict[tuple[str, str], tuple[NDArray[np.int64], Scores]] = (
            OrderedDict()
        )
        self._lock = threading.Lock()

    def evaluate(self, clause: q.Clause) -> Scored:
        """The documents of ``clause``, deleted ones among them, with their scores."""
        match clause:
            case q.Term(field, term, boost):
                ids, contributions = self._contribution(field, term)
                return self._scattered(ids, contributions * np.float32(boost))
            case q.Phrase():
                return self._phrase(clause)
            case q.And(parts):
                found = [self.evaluate(part) for part in parts]
                mask = _combine(np.logical_and, (part.mask for part in found), self._all())
                return Scored(mask, np.where(mask, _sum(found, self._size), np.float32(0)))
            case q.Or(parts):
                found = [self.evaluate(part) for part in parts]
                mask = _combine(np.logical_or, (part.mask for part in found), self._none())
                return Scored(mask, _sum(found, self._size))
            case q.Best(parts):
                found = [self.evaluate(part) for part in parts]
                mask = _combine(np.logical_or, (part.mask for part in found), self._none())
                best = reduce(np.maximum, (part.scores for part in found), self._zeros())
                return Scored(mask, best)
            case q.Rank(required, optional):
                kept, more = self.evaluate(required), self.evaluate(optional)
                scores = kept.scores + np.where(kept.mask, more.scores, np.float32(0))
                return Scored(kept.mask, scores)
            case q.Without(wanted, excluded):
                kept, dropped = self.evaluate(wanted), self.evaluate(excluded)
                mask = kept.mask & ~dropped.mask
                return Scored(mask, np.where(mask, kept.scores, np.float32(0)))
            case q.Filter(inner):
                return Scored(self.evaluate(inner).mask, self._zeros())
            case q.DayRange(first, last):
                days = self._segments.days
                mask = days > 0
                if first is not None:
                    mask &= days >= first.toordinal()
                if last is not None:
                    mask &= days <= last.toordinal()
                return Scored(mask, self._zeros())
            case q.Everything():
                return Scored(self._all(), self._zeros())
            case q.Nothing():
                return Scored(self._none(), self._zeros())

    def _contribution(self, field: str, term: str) -> tuple[NDArray[np.int64], Scores]:
        """A term's documents and what it adds to the score of each, boost 1; kept for the next query."""
        key = (field, term)
        with self._lock:
            known = self._contributions.get(key)
            if known is not None:
                self._contributions.move_to_end(key)
                return known
        segments = self._segments
        postings = segments.postings(field, term)
        if segments.scorable(field) and len(postings.ids):
            idf = math.log(self._size / (len(postings.ids) + 1)) + 1
            lengths, average = segments.lengths(field)
            norm = K1 * (1 - B + B * lengths[postings.ids] / average)
            frequencies = postings.frequencies
            scores = (idf * (K1 + 1) * frequencies / (frequencies + norm)).astype(np.float32)
        else:
            scores = np.zeros(len(postings.ids), np.float32)
        with self._lock:
            self._contributions[key] = postings.ids, scores
            while len(self._contributions) > _CACHED_TERMS:
                self._contributions.popitem(last=False)
        return postings.ids, scores

    def _phrase(self, phrase: q.Phrase) -> Scored:
        """Documents with the terms at the right distances; the score is that of the terms."""
        parts = [self._contribution(phrase.field, term) for term in phrase.terms]
        candidates = reduce(
            lambda left, right: np.intersect1d(left, right, assume_unique=True),
            (ids for ids, _ in parts),
        )
        if len(phrase.terms) > 1 and len(candidates):
            candidates = self._in_order(phrase, candidates)
        scores = self._zeros()
        for ids, contributions in parts:
            places = np.searchsorted(ids, candidates)
            scores[candidates] += contributions[places] * np.float32(phrase.boost)
        mask = self._none()
        mask[candidates] = True
        return Scored(mask, scores)

    def _in_order(self, phrase: q.Phrase, candidates: NDArray[np.int64]) -> NDArray[np.int64]:
        positions = [
            self._segments.positions(phrase.field, term, candidates) for term in phrase.terms
        ]
        gaps = [b - a for a, b in zip(phrase.offsets, phrase.offsets[1:], strict=False)]
        found = [
            document
            for document in candidates.tolist()
            if _stands(gaps, [places[document] for places in positions], phrase.slop)
        ]
        return np.array(found, np.int64)

    def _scattered(self, ids: NDArray[np.int64], contributions: Scores) -> Scored:
        mask, scores = self._none(), self._zeros()
        mask[ids] = True
        scores[ids] = contributions
        return Scored(mask, scores)

    def _all(self) -> Mask:
        return np.ones(self._size, np.bool_)

    def _none(self) -> Mask:
        return np.zeros(self._size, np.bool_)

    def _zeros(self) -> Scores:
        return np.zeros(self._size, np.float32)


def _combine(operation: Callable[[Mask, Mask], Mask], masks: Iterable[Mask], first: Mask) -> Mask:
    return reduce(operation, masks, first)


def _sum(parts: Sequence[Scored], size: int) -> Scores:
    total = np.zeros(size, np.float32)
    for part in parts:
        total += part.scores
    return total


def _stands(gaps: Sequence[int], positions: Sequence[Sequence[int]], slop: int) -> bool:
    """Whether one position of each term can be picked with these gaps, stretched by at most ``slop`` in all."""
    reached = dict.fromkeys(positions[0], 0)  # position of the last term → stretch used so far
    for gap, places in zip(gaps, positions[1:], strict=True):
        following: dict[int, int] = {}
        for place in places:
            for stretch in range(slop + 1):
                used = reached.get(place - gap - stretch)
                if used is not None and used + stretch <= slop:
                    following[place] = min(used + stretch, following.get(place, slop))
        reached = following
    return bool(reached)
