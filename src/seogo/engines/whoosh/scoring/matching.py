"""Which documents a clause selects, where no score is asked for.

Alternatives are not put together before it is known what is asked of them: their *runs*, the documents of each term in
ascending order, are enough to tell how many there can be at most. All numbers come from sorting the runs together where
they are few, and from a mask otherwise; whether a few documents are among them, from looking them up. A mask has one byte
for every document, so that AND and OR of masks cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.whoosh.docset import NOBODY, Mask, Numbers, firsts, places_in
from seogo.engines.whoosh.scoring.term_scorer import Leaves
from seogo.engines.whoosh.storage.reader import Segments

SPARSE_SHARE = 8
"""Fewer postings than this share of the documents are sorted or merged, not put into a mask."""
_LOOKED_UP = 16
"""So many times fewer documents are looked up in a run, not in a mask of it."""


@dataclass(slots=True)
class Selected:
    """Documents among ``size``: those of the ``runs`` and of the mask, and no more than ``most``."""

    size: int
    most: int
    runs: list[Numbers] = field(default_factory=list)
    mask: Mask | None = None
    ids: Numbers | None = None
    """Their numbers, ascending, where they are known."""

    def numbers(self) -> Numbers:
        """The documents, ascending."""
        if self.ids is None:
            if self.mask is None and self.most * SPARSE_SHARE < self.size:
                self.ids = _merged(self.runs)
            else:
                self.ids = np.flatnonzero(self.members())
        return self.ids

    def count(self) -> int:
        """How many there are."""
        if self.ids is None and self.mask is not None:
            return int(np.count_nonzero(self.members()))
        return len(self.numbers())

    def members(self) -> Mask:
        """Which documents they are; may be shared, so it is not to be changed."""
        if self.mask is None or self.runs:
            mask = np.zeros(self.size, np.bool_) if self.mask is None else self.mask.copy()
            for run in self.runs:
                mask[run] = True
            self.mask, self.runs = mask, []
        return self.mask

    def having(self, ids: Numbers) -> Mask:
        """Which of some documents, ascending, are among them."""
        if self.mask is not None or len(ids) * _LOOKED_UP > self.most:
            return self.members()[ids]
        kept = np.zeros(len(ids), np.bool_)
        for run in self.runs:
            kept |= places_in(run, ids)[1]
        return kept

    def within(self, mask: Mask | None) -> Selected:
        """Those inside a mask."""
        if mask is None:
            return self
        if self.mask is not None and self.ids is None:
            return Selected(self.size, self.most, mask=self.members() & mask)
        ids = self.numbers()
        return of_numbers(ids[mask[ids]], self.size)


def of_numbers(ids: Numbers, size: int) -> Selected:
    """The documents with these numbers, ascending."""
    return Selected(size, len(ids), [ids], ids=ids)


def of_mask(mask: Mask) -> Selected:
    """The documents of a mask."""
    return Selected(len(mask), len(mask), mask=mask)


@dataclass(frozen=True, slots=True)
class Selector:
    """Selects documents of one opened index, deleted ones among them."""

    segments: Segments
    leaves: Leaves

    def select(self, clause: q.Clause) -> Selected:
        """The documents of a clause."""
        size = self.segments.size
        match clause:
            case q.Term() | q.Phrase():
                leaf = self.leaves.of(clause)
                runs = [leaf.ids] if leaf.mask is None else []
                return Selected(size, len(leaf.ids), runs, leaf.mask, leaf.ids)
            case q.Or(parts) | q.Best(parts):
                return self._any(parts)
            case q.And(parts):
                return self._all(parts)
            case q.Rank(required):
                return self.select(required)
            case q.Without(wanted, excluded):
                return self.select(wanted).within(~self.select(excluded).members())
            case q.Filter(inner):
                return self.select(inner)
            case q.DayRange(first, last):
                return of_mask(self.segments.published(first, last))
            case q.NumberRange(low, high):
                return of_mask(self.segments.saying(low, high))
            case q.Everything():
                return of_mask(np.ones(size, np.bool_))
            case q.Nothing():
                return of_numbers(NOBODY, size)

    def _any(self, parts: Sequence[q.Clause]) -> Selected:
        runs: dict[int, Numbers] = {}  # a term that is asked for twice is one run
        mask: Mask | None = None
        for clause in parts:
            if isinstance(clause, q.LEAVES):
                leaf = self.leaves.of(clause)
                found, one = [leaf.ids] if leaf.mask is None else [], leaf.mask
            else:
                part = self.select(clause)
                found, one = part.runs, part.mask
            if one is not None:
                mask = one if mask is None else mask | one
            for run in found:
                if len(run):
                    runs[id(run)] = run
        size = self.segments.size
        most = sum(map(len, runs.values())) if mask is None else size
        return Selected(size, most, list(runs.values()), mask)

    def _all(self, parts: Sequence[q.Clause]) -> Selected:
        size = self.segments.size
        found = sorted(map(self.select, parts), key=lambda part: part.most)
        if not found:
            return of_mask(np.ones(size, np.bool_))
        if found[0].most * SPARSE_SHARE >= size:
            mask = found[0].members()
            for part in found[1:]:
                mask = mask & part.members()
            return of_mask(mask)
        ids = found[0].numbers()
        for part in found[1:]:
            if not len(ids):
                break
            ids = ids[part.having(ids)]
        return of_numbers(ids, size)


def _merged(runs: Sequence[Numbers]) -> Numbers:
    """All numbers of ascending runs, each once."""
    if len(runs) < 2:
        return runs[0] if runs else NOBODY
    # narrow numbers are sorted several times faster
    numbers = np.concatenate(runs, dtype=np.int32, casting="same_kind")
    numbers.sort()
    return numbers[firsts(numbers)].astype(np.intp)
