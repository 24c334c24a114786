"""The documents that match a clause, without scores.

Alternatives are not united before it is known what is needed of them: their *runs*, the documents of each term in
ascending order, bound their number. All ids come from sorting the runs together where they are few, and from a mask
otherwise; membership of a few documents comes from looking them up. A mask has one byte
for every document, so that AND and OR of masks cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.whoosh.docset import NO_DOCS, DocIds, Mask, find_sorted, run_starts
from seogo.engines.whoosh.scoring.term_scorer import TermScorer
from seogo.engines.whoosh.storage.reader import Segments

SPARSE_SHARE = 8
"""Fewer postings than this share of the documents are sorted or merged, not put into a mask."""
_LOOKUP_SHARE = 16
"""So many times fewer documents are looked up in a run, not in a mask of it."""


@dataclass(slots=True)
class Matches:
    """A set of documents without scores, united when it is needed: ids of any of ``runs`` or of ``mask``, at most ``most`` of
    the ``size`` documents of the index."""

    size: int
    most: int
    runs: list[DocIds] = field(default_factory=list)
    mask: Mask | None = None
    ids: DocIds | None = None
    """All of them, ascending, once they are known."""

    def doc_ids(self) -> DocIds:
        """The ids, ascending."""
        if self.ids is None:
            if self.mask is None and self.most * SPARSE_SHARE < self.size:
                self.ids = merged(self.runs)
            else:
                self.ids = np.flatnonzero(self.members())
        return self.ids

    def count(self) -> int:
        """The number of documents."""
        if self.ids is None and self.mask is not None:
            return int(np.count_nonzero(self.members()))
        return len(self.doc_ids())

    def members(self) -> Mask:
        """Membership of all documents; may be shared, so it is not to be changed."""
        if self.mask is None or self.runs:
            mask = np.zeros(self.size, np.bool_) if self.mask is None else self.mask.copy()
            for run in self.runs:
                mask[run] = True
            self.mask, self.runs = mask, []
        return self.mask

    def contains(self, ids: DocIds) -> Mask:
        """Membership of some documents, bool[n]."""
        if self.mask is not None or len(ids) * _LOOKUP_SHARE > self.most:
            return self.members()[ids]
        kept = np.zeros(len(ids), np.bool_)
        for run in self.runs:
            kept |= find_sorted(run, ids)[1]
        return kept

    def within(self, mask: Mask | None) -> Matches:
        """The documents inside a mask (None: all)."""
        if mask is None:
            return self
        # to pick from many ids takes several times as long as to go through a mask
        if self.mask is not None and (
            self.ids is None or len(self.ids) * SPARSE_SHARE >= self.size
        ):
            return Matches(self.size, self.most, mask=self.members() & mask)
        ids = self.doc_ids()
        return from_ids(ids[mask[ids]], self.size)


def from_ids(ids: DocIds, size: int) -> Matches:
    """The set of these documents, ascending."""
    return Matches(size, len(ids), [ids], ids=ids)


def from_mask(mask: Mask) -> Matches:
    """The set of the documents of a mask."""
    return Matches(len(mask), len(mask), mask=mask)


@dataclass(frozen=True, slots=True)
class Matcher:
    """The matcher of clauses on one opened index, deleted documents among them."""

    segments: Segments
    terms: TermScorer

    def match(self, clause: q.Clause) -> Matches:
        """The documents of a clause."""
        size = self.segments.size
        match clause:
            case q.Term() | q.Phrase():
                term = self.terms.of(clause)
                runs = [term.ids] if term.mask is None else []
                return Matches(size, len(term.ids), runs, term.mask, term.ids)
            case q.Or(parts) | q.Best(parts):
                return self._any(parts)
            case q.And(parts):
                return self._all(parts)
            case q.Rank(required):
                return self.match(required)
            case q.Without(wanted, excluded):
                return self.match(wanted).within(~self.match(excluded).members())
            case q.Filter(inner):
                return self.match(inner)
            case q.DayRange(first, last):
                return from_mask(self.segments.dated(first, last))
            case q.NumberRange(low, high):
                return from_mask(self.segments.with_number(low, high))
            case q.Everything():
                return from_mask(np.ones(size, np.bool_))
            case q.Nothing():
                return from_ids(NO_DOCS, size)

    def _any(self, parts: Sequence[q.Clause]) -> Matches:
        runs: dict[int, DocIds] = {}  # a term that occurs twice is one run
        mask: Mask | None = None
        for clause in parts:
            if isinstance(clause, q.LEAVES):
                term = self.terms.of(clause)
                found, one = [term.ids] if term.mask is None else [], term.mask
            else:
                part = self.match(clause)
                found, one = part.runs, part.mask
            if one is not None:
                mask = one if mask is None else mask | one
            for run in found:
                if len(run):
                    runs[id(run)] = run
        size = self.segments.size
        most = sum(map(len, runs.values())) if mask is None else size
        return Matches(size, most, list(runs.values()), mask)

    def _all(self, parts: Sequence[q.Clause]) -> Matches:
        size = self.segments.size
        found = sorted(map(self.match, parts), key=lambda part: part.most)
        if not found:
            return from_mask(np.ones(size, np.bool_))
        if found[0].most * SPARSE_SHARE >= size:
            mask = found[0].members()
            for part in found[1:]:
                mask = mask & part.members()
            return from_mask(mask)
        ids = found[0].doc_ids()
        for part in found[1:]:
            if not len(ids):
                break
            ids = ids[part.contains(ids)]
        return from_ids(ids, size)


def merged(runs: Sequence[DocIds]) -> DocIds:
    """All numbers of ascending runs, each once."""
    if len(runs) < 2:
        return runs[0] if runs else NO_DOCS
    # narrow numbers are sorted several times faster
    numbers = np.concatenate(runs, dtype=np.int32, casting="same_kind")
    numbers.sort()
    return numbers[run_starts(numbers)].astype(np.intp)
