"""How hits that were found in two ways become one list.

Scores of two languages do not compare: their words are not as rare, their articles not as long, and translations are
guesses. So what was found over the bridge is scaled, its best hit to a share of the query's own best one, and in proportion
below; the query's own hits keep their scores and so their order. A hit in the other language that has all that was typed,
without any translation, counts at least what it would without a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seogo.engines.whoosh.scoring import Found, Mask, Scores

_BELOW = 0.999


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents that have all that is asked, and those that have some of it, with all: None where only the first are
    wanted."""

    every: Found
    some: Found | None

    def where(self, within: Mask) -> Answer:
        """The part inside a mask."""
        return Answer(self.every.where(within), self.some and self.some.where(within))


def merged(
    found: Answer, bridged: Answer, there: Mask, share: float, size: int, *, mixed: bool
) -> Answer:
    """One answer of two, of ``size`` documents: of what was ``found`` as typed, and over the bridge, which decides about the
    documents that are ``there``.

    Without ``mixed``, hits with some of what is asked are scaled to come behind those with all of it, but not over the
    bridge, where a word is easily found as one of many translations.
    """
    own, other = found.where(~there), bridged.where(there)
    typed = _dense(found.every.where(there), size)
    lowest = float(typed.min(where=typed > 0, initial=np.inf))
    scores, members = _in_tiers(own, size, mixed=mixed, below=lowest)
    more, others = _in_tiers(other, size, mixed=True)
    best = float(more.max(initial=0))
    if best:
        scaled = more * np.float32(share * (float(scores.max(initial=0)) or best) / best)
        scores = scores + np.maximum(scaled, typed)
    every = own.every.members(size) | other.every.members(size)
    some = None if own.some is None else Found(scores, None, members | others)
    return Answer(Found(scores * every, None, every), some)


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
