"""Scores of clauses, evaluated over whole arrays.

A result is sparse or dense (DocSet). Scores of terms are cached (TermScorer), so that OR is vector addition; AND begins with
the rarest part and looks the others up. Most queries match by one clause, without scores (Matcher), and score by another:
scores of a few documents are added up in a vector over all of them, in which those of a term are in place without a search.
Nothing is pruned: totals are exact, and the best k come from maxima of groups (seogo.engines.whoosh.scoring.top_k).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.whoosh.docset import (
    NO_DOCS,
    NO_SCORES,
    DocIds,
    DocSet,
    Mask,
    Scores,
    boosted,
    find_sorted,
    intersection,
    is_positive,
    lookup,
    union,
)
from seogo.engines.whoosh.scoring.matching import (
    SPARSE_SHARE,
    Matcher,
    Matches,
)
from seogo.engines.whoosh.scoring.term_scorer import TermScorer
from seogo.engines.whoosh.storage.reader import Segments

_MASKS = 64
_RECENT = 8
_WHOLE_SHARE = 3
"""More than this share of the documents are scored by scoring all of them."""
_LOOKUP_SHARE = 8
"""So many times fewer documents are looked up in a term, not all that have it scored."""


class Scorer:
    """The scorer of clauses on one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._size = segments.size
        self._terms = TermScorer(segments)
        self._matcher = Matcher(segments, self._terms)
        self.match = self._matcher.match
        self._masks: dict[q.Clause, Mask] = {}
        self._recent: dict[int, tuple[q.Clause, Matches]] = {}
        self._lock = threading.Lock()

    def members(self, clause: q.Clause) -> Mask:
        """Membership of all documents in a filter; the last _MASKS are cached, since a reader goes on narrowing."""
        known = self._masks.get(clause)
        if known is None:
            known = self.match(clause).members()
            with self._lock:
                while len(self._masks) >= _MASKS:
                    del self._masks[next(iter(self._masks))]
                self._masks[clause] = known
        return known

    def matches(self, clause: q.Clause) -> Matches:
        """The documents of a clause; those of the last _RECENT clauses are cached by identity, since a search counts before
        it lists."""
        cached = self._recent.get(id(clause))
        if cached is not None:
            return cached[1]
        matches = self.match(clause)
        with self._lock:
            while len(self._recent) >= _RECENT:
                del self._recent[next(iter(self._recent))]
            # the clause stays alive with its entry, so that no other one has its id
            self._recent[id(clause)] = clause, matches
        return matches

    def scored(self, clause: q.Clause, within: Mask | None) -> DocSet:
        """The documents of a clause inside a mask (None: all) with their scores."""
        if isinstance(clause, q.SILENT):
            ids = self.matches(clause).within(within).doc_ids()
            return DocSet(np.zeros(len(ids), np.float32), ids)
        return self.evaluate(clause).where(within)

    def scores_of(self, clause: q.Clause, ids: DocIds) -> Scores:
        """The scores of some documents, ascending, for a clause: float32[n], 0 where it does not match."""
        return self.scores_among(clause, ids)[ids] if len(ids) else NO_SCORES

    def scores_among(self, clause: q.Clause, ids: DocIds) -> Scores:
        """The scores of all documents, float32[size], right for those of ``ids``, ascending; may be shared, so not to be
        changed."""
        if len(ids) * _WHOLE_SHARE > self._size:
            found = self.evaluate(clause)
            if found.ids is None:
                return found.scores
            scores = np.zeros(self._size, np.float32)
            scores[found.ids] = found.scores
            return scores
        scores = np.zeros(self._size, np.float32)
        self._add(clause, ids, scores)
        return scores

    def _add(self, clause: q.Clause, ids: DocIds, scores: Scores) -> list[DocIds]:
        """Add a clause's scores to those of all documents, but where it is cheaper, of ``ids`` alone; gives those that it
        was added to, some of them more than once."""
        if isinstance(clause, q.LEAVES):
            run, one = self._term(clause, ids)
            scores[run] += one
            return [run]
        if isinstance(clause, q.Or):
            runs: list[DocIds] = []
            for part in clause.clauses:
                runs += self._add(part, ids, scores)
            return runs
        if isinstance(clause, q.Best):
            return [self._add_best(clause.clauses, ids, scores)]
        run, one = self.evaluate(clause).sparse()
        scores[run] += one
        return [run]

    def _add_best(self, parts: Sequence[q.Clause], ids: DocIds, scores: Scores) -> DocIds:
        """Add the best scores of several clauses, as `_add` does with those of one."""
        best = np.zeros(self._size, np.float32)
        together: Scores | None = None
        runs: list[DocIds] = []
        for part in parts:
            if isinstance(part, q.LEAVES):
                run, one = self._term(part, ids)
            else:
                if together is None:
                    together = np.zeros(self._size, np.float32)
                run = _joined(self._add(part, ids, together))
                one = together[run]
                together[run] = 0
            best[run] = np.maximum(best[run], one)
            runs.append(run)
        run = _joined(runs)
        scores[run] += best[run]  # where a document stands twice, both have the same sum
        return run

    def _term(self, clause: q.Term | q.Phrase, ids: DocIds) -> tuple[DocIds, Scores]:
        """The documents of a term or phrase, all of them or those among ``ids``, with their scores."""
        term = self._terms.of(clause)
        if len(ids) * _LOOKUP_SHARE > len(term.ids):
            return term.ids, boosted(term.scores, clause.boost)
        if term.dense is not None:
            return ids, boosted(term.dense[ids], clause.boost)
        places, kept = find_sorted(term.ids, ids)
        return ids[kept], boosted(term.scores[places[kept]], clause.boost)

    def evaluate(self, clause: q.Clause) -> DocSet:
        """The documents of ``clause`` with their scores, deleted ones among them."""
        match clause:
            case q.Term() | q.Phrase():
                found = self._terms.of(clause).found()
                return DocSet(boosted(found.scores, clause.boost), found.ids)
            case q.And(parts):
                return self._every(parts)
            case q.Or(parts) | q.Best(parts):
                return self._any(parts, best=isinstance(clause, q.Best))
            case q.Rank(required, optional):
                return self._rank(required, optional)
            case q.Without(wanted, excluded):
                return self.evaluate(wanted).where(~self.match(excluded).members())
            case _:
                matches = self.match(clause)
                if matches.mask is None:
                    ids = matches.doc_ids()
                    return DocSet(np.zeros(len(ids), np.float32), ids)
                return DocSet(np.zeros(self._size, np.float32), None, matches.members())

    def _any(self, parts: Sequence[q.Clause], *, best: bool) -> DocSet:
        """Documents of any part; the sum, or the best, of their scores."""
        found = [self.evaluate(part) for part in parts]
        found = [part for part in found if part.ids is None or len(part.ids)]
        if len(found) < 2:
            return found[0] if found else DocSet(NO_SCORES, NO_DOCS)
        total = sum(self._size if part.ids is None else len(part.ids) for part in found)
        if total * SPARSE_SHARE < self._size:
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
            return DocSet(scores)
        mask = np.zeros(self._size, np.bool_)
        for part in found:
            if part.ids is None:
                mask |= part.members(self._size)
            else:
                mask[part.ids] = True
        return DocSet(scores, None, mask)

    def _every(self, parts: Sequence[q.Clause]) -> DocSet:
        """Documents of every part; the sum of their scores."""
        if not parts:
            return self.evaluate(q.Everything())
        found = [self.evaluate(part) for part in parts]
        if all(part.ids is None for part in found):
            return intersection(found, self._size)
        found.sort(key=lambda part: self._size if part.ids is None else len(part.ids))
        ids, scores = found[0].sparse()
        for part in found[1:]:
            if not len(ids):
                break
            kept, more = lookup(part, ids)
            ids, scores = ids[kept], scores[kept] + more[kept]
        return DocSet(scores, ids)

    def _rank(self, required: q.Clause, optional: q.Clause) -> DocSet:
        """The documents of one clause; their scores and those of another."""
        found = self.evaluate(required)
        ids, scores = found.sparse()
        scores = scores + self.scores_of(optional, ids)
        if found.ids is not None:
            return DocSet(scores, ids)
        dense = np.zeros(self._size, np.float32)
        dense[ids] = scores
        return DocSet(dense, None, found.members(self._size))


def _joined(runs: Sequence[DocIds]) -> DocIds:
    if len(runs) == 1:
        return runs[0]
    return np.concatenate(runs) if runs else NO_DOCS
