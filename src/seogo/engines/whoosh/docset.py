"""The documents that a clause finds, as arrays: those of one clause, of all of several, of any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]
"""Numbers of documents, as wide as those that NumPy takes from an array by: others it converts at every use."""
Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]
NOBODY: Final = np.empty(0, np.intp)
NO_SCORES: Final = np.empty(0, np.float32)


@dataclass(slots=True)
class Found:
    """The documents of a clause with their scores.

    Sparse: ``ids``, ascending but where two languages were merged, and ``scores`` beside them. Dense: ``ids`` is None,
    ``scores`` has one for every document (0 outside), and ``mask`` says which are hits where a hit may score 0; without a
    mask, hits are those above 0.
    """

    scores: Scores
    ids: Numbers | None = None
    mask: Mask | None = None

    def members(self, size: int) -> Mask:
        """Which of ``size`` documents are hits; may be shared, so it is not to be changed."""
        if self.ids is None:
            return self.scores > 0 if self.mask is None else self.mask
        members = np.zeros(size, np.bool_)
        members[self.ids] = True
        return members

    def numbers(self) -> Numbers:
        """The hits, ascending."""
        if self.ids is not None:
            return self.ids
        return np.flatnonzero(self.members(len(self.scores)))

    def sparse(self) -> tuple[Numbers, Scores]:
        """The hits and their scores."""
        ids = self.numbers()
        return ids, self.scores if self.ids is not None else self.scores[ids]

    def count(self) -> int:
        """How many documents are hits."""
        if self.ids is not None:
            return len(self.ids)
        return int(np.count_nonzero(self.scores > 0 if self.mask is None else self.mask))

    def where(self, within: Mask | None) -> Found:
        """The hits inside a mask."""
        if within is None:
            return self
        if self.ids is not None:
            kept = within[self.ids]
            return Found(self.scores[kept], self.ids[kept])
        mask = None if self.mask is None else self.mask & within
        return Found(self.scores * within, None, mask)


def in_all(found: Sequence[Found], size: int) -> Found:
    """Documents of every one of several dense parts."""
    members = found[0].members(size)
    scores = found[0].scores
    for part in found[1:]:
        members = members & part.members(size)
        scores = scores + part.scores
    return Found(scores * members, None, members)


def times(scores: Scores, boost: float) -> Scores:
    return scores if boost == 1 else scores * np.float32(boost)


def is_positive(part: Found) -> bool:
    return bool(part.scores.min(initial=np.float32(1)) > 0)


def places_in(
    sorted_ids: NDArray[np.generic], wanted: NDArray[np.generic]
) -> tuple[NDArray[np.int64], Mask]:
    """Where each of ``wanted`` would stand in ``sorted_ids``, and whether it does."""
    places = np.searchsorted(sorted_ids, wanted)
    if not len(sorted_ids):
        return places, np.zeros(len(wanted), np.bool_)
    inside = np.minimum(places, len(sorted_ids) - 1)
    return places, sorted_ids[inside] == wanted


def looked_up(part: Found, ids: Numbers) -> tuple[Mask, Scores]:
    """Which of ``ids`` are hits of ``part``, and their scores (0 where they are not)."""
    if part.ids is None:
        scores = part.scores[ids]
        return (scores > 0 if part.mask is None else part.mask[ids]), scores
    places, kept = places_in(part.ids, ids)
    scores = np.zeros(len(ids), np.float32)
    scores[kept] = part.scores[places[kept]]
    return kept, scores


def firsts(ascending: NDArray[np.generic]) -> Mask:
    """Which of ascending numbers differ from the one before."""
    first = np.empty(len(ascending), np.bool_)
    first[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return first


def union(parts: Sequence[tuple[Numbers, Scores]], *, best: bool) -> Found:
    """The union of sparse parts."""
    ids = np.concatenate([part[0] for part in parts])
    scores = np.concatenate([part[1] for part in parts])
    order = ids.argsort(kind="stable")
    ids, scores = ids[order], scores[order]
    starts = firsts(ids).nonzero()[0]
    combined = (np.maximum if best else np.add).reduceat(scores, starts)
    return Found(combined, ids[starts])
