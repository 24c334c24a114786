"""Clauses evaluated over whole arrays: which documents, and with what score.

A term scores as Whoosh's BM25F does, field by field, and a document's score is the sum over fields and words::

    idf(t)   = ln(N / (n + 1)) + 1
    score(t) = idf(t) * f * (k1 + 1) / (f + k1 * (1 - b + b * l / avg))

with N documents in the index, n of them with t in the field, f occurrences in the document, l its length and avg the average
length of the field over the documents that have it (Whoosh: over all). This is not the BM25F of Robertson and Zaragoza
(2009, section 3.6), where the frequencies of all fields are weighted and added before they saturate once, and whose idf is
ln((N - n + .5) / (n + .5)).

**Layout.** A result is *sparse* (ascending document numbers and their scores) or *dense* (a score for every document, and a
mask where a score of 0 may be a hit). The finished contributions of a term are kept, within a budget of bytes; those of a
term in more than one of DENSE_SHARE documents as a dense vector too, so that OR is vector addition. AND begins with the
rarest part and looks the others up. Nothing is pruned: totals are exact, and the best k come from block maxima (`top`).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from seogo.engines.base import idf
from seogo.engines.whoosh.found import (
    Found,
    Mask,
    Numbers,
    Scores,
    in_all,
    is_positive,
    looked_up,
    places_in,
    times,
    union,
)
from seogo.engines.whoosh.segments import Segments
from seogo.query import clauses as q

_Leaf: TypeAlias = tuple[object, ...]
"""A field with a term, or with terms, offsets and slop of a phrase: a query has far too many to make clauses of them."""
K1 = 1.2
B = 0.9
DENSE_SHARE = 12
CACHE_BYTES = 256 << 20
_MASKS = 64
_SPARSE_SHARE = (
    8  # an OR with fewer postings than this share of the documents is merged, not added up
)
_NONE = np.empty(0, np.intp)
_NO_SCORES = np.empty(0, np.float32)


@dataclass(slots=True)
class _Term:
    """What a term or phrase adds to the scores, with boost 1."""

    ids: Numbers
    scores: Scores
    dense: Scores | None
    bytes: int


class Scorer:
    """Evaluates clauses on one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._size = segments.size
        self._terms: OrderedDict[_Leaf, _Term] = OrderedDict()
        self._bytes = 0
        self._masks: dict[q.Clause, Mask] = {}
        self._lock = threading.Lock()

    def members(self, clause: q.Clause) -> Mask:
        """The documents of a filter; those of the last few are kept, since a reader goes on narrowing."""
        known = self._masks.get(clause)
        if known is None:
            known = self.evaluate(clause).members(self._size)
            with self._lock:
                while len(self._masks) >= _MASKS:
                    del self._masks[next(iter(self._masks))]
                self._masks[clause] = known
        return known

    def evaluate(self, clause: q.Clause) -> Found:
        """The documents of ``clause`` with their scores, deleted ones among them."""
        match clause:
            case q.Term(field, name, boost):
                term = self._term(field, name)
                if term.dense is not None:
                    return Found(times(term.dense, boost))
                return Found(times(term.scores, boost), term.ids)
            case q.Phrase():
                key = clause.field, clause.terms, clause.offsets, clause.slop
                kept = self._kept(key, lambda: self._phrase(clause))
                return Found(times(kept.scores, clause.boost), kept.ids)
            case q.And(parts):
                return self._every(parts)
            case q.Or(parts) | q.Best(parts):
                return self._any(parts, best=isinstance(clause, q.Best))
            case q.Rank(required, optional):
                return self._rank(self.evaluate(required), optional)
            case q.Without(wanted, excluded):
                return self.evaluate(wanted).where(~self.evaluate(excluded).members(self._size))
            case q.Filter(inner):
                found = self.evaluate(inner)
                if found.ids is not None:
                    return Found(np.zeros(len(found.ids), np.float32), found.ids)
                return self._silent(found.members(self._size))
            case q.DayRange(first, last):
                return self._silent(self._segments.published(first, last))
            case q.NumberRange(low, high):
                return self._silent(self._segments.saying(low, high))
            case q.Everything():
                return self._silent(np.ones(self._size, np.bool_))
            case q.Nothing():
                return Found(_NO_SCORES, _NONE)

    def _silent(self, mask: Mask) -> Found:
        return Found(np.zeros(self._size, np.float32), None, mask)

    def _any(self, parts: Sequence[q.Clause], *, best: bool) -> Found:
        """Documents of any part; the sum, or the best, of their scores."""
        found = [self.evaluate(part) for part in parts]
        found = [part for part in found if part.ids is None or len(part.ids)]
        if len(found) < 2:
            return found[0] if found else Found(_NO_SCORES, _NONE)
        total = sum(self._size if part.ids is None else len(part.ids) for part in found)
        if total * _SPARSE_SHARE < self._size:
            return union([part.sparse() for part in found], best=best)
        scores = np.zeros(self._size, np.float32)
        for part in found:
            if part.ids is None:
                (np.maximum if best else np.add)(scores, part.scores, out=scores)
            elif best:
                scores[part.ids] = np.maximum(scores[part.ids], part.scores)
            else:
                scores[part.ids] += part.scores
        if all(part.mask is None and (part.ids is None or is_positive(part)) for part in found):
            return Found(scores)
        mask = np.zeros(self._size, np.bool_)
        for part in found:
            if part.ids is None:
                mask |= part.members(self._size)
            else:
                mask[part.ids] = True
        return Found(scores, None, mask)

    def _every(self, parts: Sequence[q.Clause]) -> Found:
        """Documents of every part; the sum of their scores."""
        if not parts:
            return self.evaluate(q.Everything())
        found = [self.evaluate(part) for part in parts]
        if all(part.ids is None for part in found):
            return in_all(found, self._size)
        found.sort(key=lambda part: self._size if part.ids is None else len(part.ids))
        ids, scores = found[0].sparse()
        for part in found[1:]:
            if not len(ids):
                break
            kept, more = looked_up(part, ids)
            ids, scores = ids[kept], scores[kept] + more[kept]
        return Found(scores, ids)

    def chosen(self, clause: q.Clause) -> Found:
        """The documents of ``clause``, of a Rank without the scores of its optional part."""
        return self.evaluate(clause.required if isinstance(clause, q.Rank) else clause)

    def scored(self, clause: q.Clause, chosen: Found) -> Found:
        """The documents ``chosen`` for a clause with all of their scores."""
        return self._rank(chosen, clause.optional) if isinstance(clause, q.Rank) else chosen

    def scored_both(
        self, clause: q.Clause, chosen: Found, fallback: q.Clause
    ) -> tuple[Found, Found]:
        """The same, and the documents of ``fallback``, which are more: what scores both is evaluated once."""
        some = self.evaluate(fallback)
        shared = (
            isinstance(clause, q.Rank)
            and isinstance(fallback, q.Rank)
            and clause.optional is fallback.optional
            and isinstance(clause.required, q.Silent)
        )
        if shared:
            ids = chosen.numbers()
            inside, scores = looked_up(some, ids)
            if inside.all():
                return Found(scores, ids), some
        return self.scored(clause, chosen), some

    def _rank(self, found: Found, optional: q.Clause) -> Found:
        """The documents ``found``; their scores and those of ``optional``."""
        if found.ids is None:
            more = self.evaluate(optional)
            members = found.members(self._size)
            if more.ids is None:
                scores = found.scores + more.scores * members
            else:
                kept = members[more.ids]
                scores = found.scores.copy()
                scores[more.ids[kept]] += more.scores[kept]
            return Found(scores, None, members)
        scores = found.scores.copy()
        self._add(optional, found.ids, scores)
        return Found(scores, found.ids)

    def _add(self, clause: q.Clause, ids: Numbers, scores: Scores) -> None:
        """Add the scores of ``clause`` to those of ``ids``."""
        if isinstance(clause, q.Or):
            for part in clause.clauses:
                self._add(part, ids, scores)
        elif isinstance(clause, q.Best):
            best = np.zeros(len(ids), np.float32)
            for part in clause.clauses:
                one = np.zeros(len(ids), np.float32)
                self._add(part, ids, one)
                np.maximum(best, one, out=best)
            scores += best
        else:
            found = self.evaluate(clause)
            if found.ids is not None and len(found.ids) < len(ids):
                places, kept = places_in(ids, found.ids)
                scores[places[kept]] += found.scores[kept]
            else:
                scores += looked_up(found, ids)[1]

    def _term(self, field: str, name: str) -> _Term:
        """A term's contributions."""
        return self._kept((field, name), lambda: self._contributions(field, name))

    def _kept(self, leaf: _Leaf, compute: Callable[[], _Term]) -> _Term:
        """What was computed for a term or phrase with boost 1; the oldest goes when there are too many bytes."""
        with self._lock:
            known = self._terms.get(leaf)
            if known is not None:
                self._terms.move_to_end(leaf)
                return known
        term = compute()
        with self._lock:
            if leaf not in self._terms:
                self._terms[leaf] = term
                self._bytes += term.bytes
            while self._bytes > CACHE_BYTES and len(self._terms) > 1:
                self._bytes -= self._terms.popitem(last=False)[1].bytes
        return term

    def _contributions(self, field: str, name: str) -> _Term:
        segments = self._segments
        ids, counts = segments.postings(field, name)
        if not len(ids):
            return _Term(_NONE, _NO_SCORES, None, 200)
        if not segments.scorable(field):
            return _Term(ids, np.zeros(len(ids), np.float32), None, 4 * len(ids) + 200)
        norms = segments.norms(field, K1, B)[ids]
        weight = np.float32(idf(self._size, len(ids)) * (K1 + 1))
        scores = weight / (1 + norms) if counts is None else weight * counts / (counts + norms)
        scores = scores.astype(np.float32, copy=False)
        dense = None
        if len(ids) * DENSE_SHARE > self._size:
            dense = np.zeros(self._size, np.float32)
            dense[ids] = scores
        held = ids.nbytes + scores.nbytes + (dense.nbytes if dense is not None else 0)
        return _Term(ids, scores, dense, held + 200)

    def _phrase(self, phrase: q.Phrase) -> _Term:
        """Documents with the terms at the right distances; the score is that of the terms. The boost is not in it."""
        terms = [self._term(phrase.field, name) for name in phrase.terms]
        order = sorted(terms, key=lambda term: len(term.ids))
        ids = order[0].ids
        for term in order[1:]:
            if not len(ids):
                break
            ids = ids[looked_up(_as_found(term), ids)[0]]
        if len(terms) > 1 and len(ids):
            ids = self._in_order(phrase, ids)
        scores = np.zeros(len(ids), np.float32)
        for term in terms:
            scores += looked_up(_as_found(term), ids)[1]
        return _Term(ids, scores, None, ids.nbytes + scores.nbytes + 400)

    def _in_order(self, phrase: q.Phrase, candidates: Numbers) -> Numbers:
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
            gap = phrase.offsets[index] - phrase.offsets[index - 1]
            best = np.full(len(places), phrase.slop + 1, np.int64)
            for stretch in range(phrase.slop + 1):
                at, kept = places_in(reached, places - (gap + stretch))
                if len(reached):
                    used = np.where(
                        kept, stretches[np.minimum(at, len(reached) - 1)], phrase.slop + 1
                    )
                    np.minimum(best, used + stretch, out=best)
            follows = best <= phrase.slop
            reached, stretches = places[follows], best[follows]
            if not len(reached):
                break
        return candidates[np.unique(reached >> 32)]


def _as_found(term: _Term) -> Found:
    return Found(term.scores, term.ids) if term.dense is None else Found(term.dense)
