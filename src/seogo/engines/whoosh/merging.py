"""How hits that were found in two ways become one list.

The query's own hits keep their scores and so their order; what was found over the bridge is put among them
(seogo.engines.whoosh.interleaving). A hit in the other language that has all that was typed, without any translation, counts
at least what it would without a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seogo.engines.whoosh.found import Found, Mask, Numbers, Scores, looked_up, places_in, union
from seogo.engines.whoosh.interleaving import interleaved
from seogo.engines.whoosh.table import DocumentTable
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


@dataclass(slots=True)
class _Listed:
    """Hits in ascending order with their scores, and which of them have all that is asked."""

    ids: Numbers
    scores: Scores
    complete: Mask


@dataclass(frozen=True, slots=True)
class Merging:
    """How two answers become one: documents that are ``there`` are decided about over the bridge, and ``trust`` (0 to 1) is
    how much of the query was translated. Without ``mixed``, hits with some of what is asked come behind those with all of
    it, but not over the bridge, where a word is easily found as one of many translations. With ``fold``, hits that have a
    translation among the own hits are shown beside it."""

    table: DocumentTable
    there: Mask
    trust: float
    mixed: bool
    fold: bool

    def merged(self, found: Answer, bridged: Answer) -> Answer:
        """One answer of two: of what was ``found`` as typed, and over the bridge."""
        own, other = _listed(found, ~self.there), _listed(bridged, self.there)
        typed, reached = found.every.where(self.there).sparse()
        if not self.mixed:
            _put_in_tiers(own, float(reached[reached > 0].min(initial=np.inf)))
        if other.scores.any():
            other.scores = self._scaled(own, other)
            places, kept = places_in(other.ids, typed)
            places = places[kept]
            other.scores[places] = np.maximum(other.scores[places], reached[kept])
        ids = np.concatenate([own.ids, other.ids])
        order = np.argsort(ids, kind="stable")
        ids = ids[order]
        scores = np.concatenate([own.scores, other.scores])[order]
        complete = np.concatenate([own.complete, other.complete])[order]
        if found.some is None:
            return Answer(Found(scores, ids), None)
        return Answer(Found(scores[complete], ids[complete]), Found(scores, ids))

    def _scaled(self, own: _Listed, other: _Listed) -> Scores:
        """The scores of the other language's hits as they stand among the own ones."""
        alone = other.scores
        if self.fold:
            # a translation that is shown beside its own article needs no place
            seen = np.zeros(self.table.size, np.bool_)
            seen[self.table.groups[own.ids]] = True
            alone = alone * ~seen[self.table.groups[other.ids]]
        first, own_scores = self._first(own.ids, own.scores)
        second, other_scores = self._first(other.ids, alone)
        if not len(first) or not len(second):
            return alone * np.float32(self.trust)
        placed = interleaved(
            own_scores, other_scores, float(other.scores.max()), self.trust, sentence=self.mixed
        )
        floor = np.float32(_BELOW * float(placed[-1]))
        scaled: Scores = np.minimum(alone * (floor / other_scores[-1]), floor)
        scaled[np.searchsorted(other.ids, second)] = placed
        return scaled

    def _first(self, ids: Numbers, scores: Scores) -> tuple[Numbers, Scores]:
        """The best hits that have a score, best first, with their scores."""
        scoring = scores > 0
        hits = Found(scores[scoring], ids[scoring])
        first = best(hits, self.table.ranks, _PLACED)
        return first, looked_up(hits, first)[1]


def _listed(answer: Answer, within: Mask) -> _Listed:
    """The hits of an answer inside a mask."""
    every, exact = answer.every.where(within).sparse()
    if answer.some is None:
        return _Listed(every, exact, np.ones(len(every), np.bool_))
    ids, scores = answer.some.where(within).sparse()
    places, known = places_in(ids, every)
    if not known.all():  # a word that the analyser splits may be there whole in its parts alone
        ids, scores = union([(ids, scores), (every[~known], exact[~known])], best=True).sparse()
        places = np.searchsorted(ids, every)
    scores[places] = exact
    complete = np.zeros(len(ids), np.bool_)
    complete[places] = True
    return _Listed(ids, scores, complete)


def _put_in_tiers(hits: _Listed, below: float) -> None:
    """Lower the scores of hits with some of what is asked below those with all of it, and ``below`` a score too."""
    partial = hits.scores[~hits.complete]
    highest = float(partial.max(initial=0))
    lowest = float(hits.scores[hits.complete].min(initial=below))
    if highest > lowest:
        hits.scores[~hits.complete] = partial * np.float32(_BELOW * lowest / highest)
