"""Sets of documents with scores, as arrays, and their unions and intersections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

DocIds = NDArray[np.intp]
"""Numbers of documents, intp[n]: the type by which NumPy indexes arrays without a conversion."""
Mask = NDArray[np.bool_]
"""Membership, bool[size]: one byte for every document of the index."""
Scores = NDArray[np.float32]
"""Scores, float32[n] beside ids or float32[size]."""
NO_DOCS: Final = np.empty(0, np.intp)
NO_SCORES: Final = np.empty(0, np.float32)


@dataclass(slots=True)
class DocSet:
    """A set of documents with their scores.

    Sparse: ``ids``, ascending, and ``scores`` beside them. Dense: ``ids`` is None, ``scores`` has one for every document (0
    outside), and ``mask`` marks the members where a member may score 0; without a mask, members are those above 0.
    """

    scores: Scores
    ids: DocIds | None = None
    mask: Mask | None = None

    def members(self, size: int) -> Mask:
        """Membership of all ``size`` documents; may be shared, so it is not to be changed."""
        if self.ids is None:
            return self.scores > 0 if self.mask is None else self.mask
        members = np.zeros(size, np.bool_)
        members[self.ids] = True
        return members

    def doc_ids(self) -> DocIds:
        """The ids, ascending."""
        if self.ids is not None:
            return self.ids
        return np.flatnonzero(self.members(len(self.scores)))

    def sparse(self) -> tuple[DocIds, Scores]:
        """The ids, ascending, and their scores."""
        ids = self.doc_ids()
        return ids, self.scores if self.ids is not None else self.scores[ids]

    def count(self) -> int:
        """The number of documents."""
        if self.ids is not None:
            return len(self.ids)
        return int(np.count_nonzero(self.scores > 0 if self.mask is None else self.mask))

    def where(self, within: Mask | None) -> DocSet:
        """The documents inside a mask (None: all)."""
        if within is None:
            return self
        if self.ids is not None:
            kept = within[self.ids]
            return DocSet(self.scores[kept], self.ids[kept])
        mask = None if self.mask is None else self.mask & within
        return DocSet(self.scores * within, None, mask)


def intersection(found: Sequence[DocSet], size: int) -> DocSet:
    """The documents of every one of several dense sets, with the sums of their scores."""
    members = found[0].members(size)
    scores = found[0].scores
    for part in found[1:]:
        members = members & part.members(size)
        scores = scores + part.scores
    return DocSet(scores * members, None, members)


def boosted(scores: Scores, boost: float) -> Scores:
    """Scores times a boost; the same array where that is 1."""
    return scores if boost == 1 else scores * np.float32(boost)


def is_positive(part: DocSet) -> bool:
    """Whether all scores of a sparse set are above 0."""
    return bool(part.scores.min(initial=np.float32(1)) > 0)


def find_sorted(
    sorted_ids: NDArray[np.generic], wanted: NDArray[np.generic]
) -> tuple[NDArray[np.int64], Mask]:
    """Binary search: where each of ``wanted`` would stand in ``sorted_ids``, int64[n], and whether it does, bool[n]."""
    places = np.searchsorted(sorted_ids, wanted)
    if not len(sorted_ids):
        return places, np.zeros(len(wanted), np.bool_)
    inside = np.minimum(places, len(sorted_ids) - 1)
    return places, sorted_ids[inside] == wanted


def lookup(part: DocSet, ids: DocIds) -> tuple[Mask, Scores]:
    """Membership of ``ids`` in ``part``, bool[n], and their scores, float32[n] (0 where they are not members)."""
    if part.ids is None:
        scores = part.scores[ids]
        return (scores > 0 if part.mask is None else part.mask[ids]), scores
    places, kept = find_sorted(part.ids, ids)
    scores = np.zeros(len(ids), np.float32)
    scores[kept] = part.scores[places[kept]]
    return kept, scores


def run_starts(ascending: NDArray[np.generic]) -> Mask:
    """The starts of runs of equal values in ascending ones: bool[n], where a value differs from the one before."""
    first = np.empty(len(ascending), np.bool_)
    first[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return first


def union(parts: Sequence[tuple[DocIds, Scores]], *, best: bool) -> DocSet:
    """The union of sparse sets; a document of several has the ``best`` of its scores, or their sum."""
    most = max(parts, key=lambda part: len(part[0]))[0]
    if (places := _places_in(most, parts)) is not None:
        combined = np.zeros(len(most), np.float32)
        for own, (_, scores) in zip(places, parts, strict=True):
            combined[own] = np.maximum(combined[own], scores) if best else combined[own] + scores
        return DocSet(combined, most)
    ids = np.concatenate([part[0] for part in parts])
    scores = np.concatenate([part[1] for part in parts])
    order = ids.argsort(kind="stable")
    ids, scores = ids[order], scores[order]
    starts = run_starts(ids).nonzero()[0]
    combined = (np.maximum if best else np.add).reduceat(scores, starts)
    return DocSet(combined, ids[starts])


def _places_in(most: DocIds, parts: Sequence[tuple[DocIds, Scores]]) -> list[DocIds] | None:
    """The places of the ids of sets in ascending ones that have them all, as a body has the words of its title; else None."""
    places: list[DocIds] = []
    for ids, _ in parts:
        own = most.searchsorted(ids)
        if ids is not most and not (most.take(own, mode="clip") == ids).all():
            return None
        places.append(own)
    return places
