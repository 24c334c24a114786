"""How hits that were found in two ways become one list.

The query's own hits keep their scores and so their order; what was found over the bridge is put among them
(seogo.engines.whoosh.interleaving). A hit in the other language that has all that was typed, without any translation, counts
at least what it would without a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.found import Found, Mask, Scores
from seogo.engines.whoosh.interleaving import interleaved
from seogo.engines.whoosh.top import best

_BELOW = 0.999
_PLACED = 200
"""So many hits of the other language get a place among as many own ones; the rest follows in proportion."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents that have all that is asked, and those that have some of it, with all: None where only the first are
    wanted."""

    every: Found
    some: Found | None

    def where(self, within: Mask) -> Answer:
        """The part inside a mask."""
        return Answer(self.every.where(within), self.some and self.some.where(within))


@dataclass(frozen=True, slots=True)
class Merging:
    """How two answers become one: documents that are ``there`` are decided about over the bridge, and ``trust`` (0 to 1) is
    how much of the query was translated; ``ranks`` is the order of documents that score alike. Without ``mixed``, hits with
    some of what is asked come behind those with all of it, but not over the bridge, where a word is easily found as one of
    many translations. Hits of ``folded`` documents have a translation among the own hits, beside which they are shown."""

    there: Mask
    trust: float
    ranks: NDArray[np.uint32]
    mixed: bool

    def merged(self, found: Answer, bridged: Answer, folded: Mask | None) -> Answer:
        """One answer of two: of what was ``found`` as typed, and over the bridge."""
        there, size = self.there, len(self.there)
        own, other = found.where(~there), bridged.where(there)
        typed = _dense(found.every.where(there), size)
        lowest = float(typed.min(where=typed > 0, initial=np.inf))
        scores, members = _in_tiers(own, size, mixed=self.mixed, below=lowest)
        more, others = _in_tiers(other, size, mixed=True)
        if more.any():
            scores = scores + np.maximum(self._scaled(scores, more, folded), typed)
        every = own.every.members(size) | other.every.members(size)
        some = None if own.some is None else Found(scores, None, members | others)
        return Answer(Found(scores * every, None, every), some)

    def _scaled(self, own: Scores, other: Scores, folded: Mask | None) -> Scores:
        """The scores of the other language's hits as they stand among the own ones."""
        # a translation that is shown beside its own article needs no place
        alone = other if folded is None else other * ~folded
        first = best(Found(own), self.ranks, _PLACED)
        second = best(Found(alone), self.ranks, _PLACED)
        if not len(first) or not len(second):
            return alone * np.float32(self.trust)
        placed = interleaved(
            own[first], other[second], float(other.max()), self.trust, sentence=self.mixed
        )
        floor = np.float32(_BELOW * float(placed[-1]))
        scaled: Scores = np.minimum(alone * (floor / alone[second[-1]]), floor)
        scaled[second] = placed
        return scaled


def _in_tiers(
    answer: Answer, size: int, *, mixed: bool, below: float = np.inf
) -> tuple[Scores, Mask]:
    """The scores of all hits, and which these are; those with some of what is asked come ``below`` a score too."""
    every, complete = _dense(answer.every, size), answer.every.members(size)
    if answer.some is None:
        return every, complete
    some, members = _dense(answer.some, size), answer.some.members(size)
    if mixed:
        return some, members
    partial = some * ~complete
    best = float(partial.max(initial=0))
    lowest = float(every.min(where=complete, initial=below))
    if best > lowest:
        partial *= np.float32(_BELOW * lowest / best)
    return every + partial, members | complete


def _dense(found: Found, size: int) -> Scores:
    if found.ids is None:
        return found.scores
    scores = np.zeros(size, np.float32)
    scores[found.ids] = found.scores
    return scores
