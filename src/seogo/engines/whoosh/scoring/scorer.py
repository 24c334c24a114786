"""Clauses evaluated over whole arrays: which documents, and with what score.

**Layout.** A result is *sparse* (document numbers and their scores) or *dense* (a score for every document, and a
mask where a score of 0 may be a hit). The terms' contributions are kept (`leaves`), so that OR is vector addition; AND begins
with the rarest part and looks the others up. Most of what is asked is chosen without scores (`selecting`) and scored by
something else: the scores of a few documents are added up in a vector over all of them, in which a term's are in place
without a search. Nothing is pruned: totals are exact, and the best k come from maxima of groups (`top`).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.whoosh.docset import (
    NO_SCORES,
    NOBODY,
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
from seogo.engines.whoosh.scoring.matching import (
    SPARSE_SHARE,
    Selected,
    Selector,
    of_mask,
    of_numbers,
)
from seogo.engines.whoosh.scoring.term_scorer import Leaves
from seogo.engines.whoosh.storage.reader import Segments

_MASKS = 64
_SELECTED = 8
_MOST_SHARE = 3
"""More than this share of the documents are scored by scoring all of them."""
_LOOKED_UP = 8
"""So many times fewer documents are looked up in a term, not all that have it scored."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Documents of a clause, with their scores where those are known."""

    clause: q.Clause
    selected: Selected
    found: Found | None = None


class Scorer:
    """Evaluates clauses on one opened index; may be used by several threads."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._size = segments.size
        self._leaves = Leaves(segments)
        self._selector = Selector(segments, self._leaves)
        self.select = self._selector.select
        self._masks: dict[q.Clause, Mask] = {}
        self._selected: dict[int, tuple[q.Clause, Selected]] = {}
        self._lock = threading.Lock()

    def members(self, clause: q.Clause) -> Mask:
        """The documents of a filter; those of the last few are kept, since a reader goes on narrowing."""
        known = self._masks.get(clause)
        if known is None:
            known = self.select(clause).members()
            with self._lock:
                while len(self._masks) >= _MASKS:
                    del self._masks[next(iter(self._masks))]
                self._masks[clause] = known
        return known

    def selected(self, clause: q.Clause) -> Selected:
        """The documents of a clause; those of the last few clauses are kept, known by their identity, since a search counts
        before it lists."""
        known = self._selected.get(id(clause))
        if known is not None:
            return known[1]
        selected = self.select(clause)
        with self._lock:
            while len(self._selected) >= _SELECTED:
                del self._selected[next(iter(self._selected))]
            self._selected[id(clause)] = (
                clause,
                selected,
            )  # while it is kept, nothing else has its id
        return selected

    def chosen(self, clause: q.Clause, within: Mask | None) -> Chosen:
        """The documents of a clause inside a mask, scored where that comes with finding them."""
        if isinstance(clause, q.SILENT) or _is_chosen_first(clause):
            return Chosen(clause, self.selected(clause).within(within))
        found = self.evaluate(clause).where(within)
        if found.ids is None:
            return Chosen(clause, of_mask(found.members(self._size)), found)
        return Chosen(clause, of_numbers(found.ids, self._size), found)

    def hits(self, chosen: Chosen, within: Mask | None = None) -> Found:
        """Chosen documents inside a mask with their scores."""
        if chosen.found is not None:
            return chosen.found.where(within)
        ids = chosen.selected.within(within).numbers()
        if isinstance(chosen.clause, q.Rank):
            return Found(self.scores_of(chosen.clause.optional, ids), ids)
        return Found(np.zeros(len(ids), np.float32), ids)

    def scores_of(self, clause: q.Clause, ids: Numbers) -> Scores:
        """The scores of some documents, ascending, for a clause; 0 where it does not find them."""
        if not len(ids):
            return NO_SCORES
        if len(ids) * _MOST_SHARE > self._size:
            return looked_up(self.evaluate(clause), ids)[1]
        scores = np.zeros(self._size, np.float32)
        self._add(clause, ids, scores)
        return scores[ids]

    def _add(self, clause: q.Clause, ids: Numbers, scores: Scores) -> list[Numbers]:
        """Add a clause's scores to those of all documents, but where it is cheaper, of ``ids`` alone; gives those that it
        was added to, some of them more than once."""
        if isinstance(clause, q.LEAVES):
            run, one = self._leaf(clause, ids)
            scores[run] += one
            return [run]
        if isinstance(clause, q.Or):
            runs: list[Numbers] = []
            for part in clause.clauses:
                runs += self._add(part, ids, scores)
            return runs
        if isinstance(clause, q.Best):
            return [self._add_best(clause.clauses, ids, scores)]
        run, one = self.evaluate(clause).sparse()
        scores[run] += one
        return [run]

    def _add_best(self, parts: Sequence[q.Clause], ids: Numbers, scores: Scores) -> Numbers:
        """The same with the best of several clauses."""
        best = np.zeros(self._size, np.float32)
        together: Scores | None = None
        runs: list[Numbers] = []
        for part in parts:
            if isinstance(part, q.LEAVES):
                run, one = self._leaf(part, ids)
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

    def _leaf(self, clause: q.Term | q.Phrase, ids: Numbers) -> tuple[Numbers, Scores]:
        """What a term or phrase finds, or what of ``ids``."""
        leaf = self._leaves.of(clause)
        if len(ids) * _LOOKED_UP > len(leaf.ids):
            return leaf.ids, times(leaf.scores, clause.boost)
        if leaf.dense is not None:
            return ids, times(leaf.dense[ids], clause.boost)
        places, kept = places_in(leaf.ids, ids)
        return ids[kept], times(leaf.scores[places[kept]], clause.boost)

    def evaluate(self, clause: q.Clause) -> Found:
        """The documents of ``clause`` with their scores, deleted ones among them."""
        match clause:
            case q.Term() | q.Phrase():
                found = self._leaves.of(clause).found()
                return Found(times(found.scores, clause.boost), found.ids)
            case q.And(parts):
                return self._every(parts)
            case q.Or(parts) | q.Best(parts):
                return self._any(parts, best=isinstance(clause, q.Best))
            case q.Rank(required, optional):
                return self._rank(required, optional)
            case q.Without(wanted, excluded):
                return self.evaluate(wanted).where(~self.select(excluded).members())
            case _:
                selected = self.select(clause)
                if selected.mask is None:
                    ids = selected.numbers()
                    return Found(np.zeros(len(ids), np.float32), ids)
                return Found(np.zeros(self._size, np.float32), None, selected.members())

    def _any(self, parts: Sequence[q.Clause], *, best: bool) -> Found:
        """Documents of any part; the sum, or the best, of their scores."""
        found = [self.evaluate(part) for part in parts]
        found = [part for part in found if part.ids is None or len(part.ids)]
        if len(found) < 2:
            return found[0] if found else Found(NO_SCORES, NOBODY)
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

    def _rank(self, required: q.Clause, optional: q.Clause) -> Found:
        """The documents of one clause; their scores and those of another."""
        found = self.evaluate(required)
        ids, scores = found.sparse()
        scores = scores + self.scores_of(optional, ids)
        if found.ids is not None:
            return Found(scores, ids)
        dense = np.zeros(self._size, np.float32)
        dense[ids] = scores
        return Found(dense, None, found.members(self._size))


def _is_chosen_first(clause: q.Clause) -> bool:
    return isinstance(clause, q.Rank) and isinstance(clause.required, q.SILENT)


def _joined(runs: Sequence[Numbers]) -> Numbers:
    if len(runs) == 1:
        return runs[0]
    return np.concatenate(runs) if runs else NOBODY
