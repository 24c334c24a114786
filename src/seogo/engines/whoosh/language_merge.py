"""How hits that were found in two ways become one list.

The query's own hits keep their scores and so their order; what was found over the bridge is put among them
(seogo.engines.whoosh.interleaving). A hit in the other language that has all that was typed, without any translation, counts
at least what it would without a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seogo.engines.whoosh.docset import Answer, Found, Mask, Numbers, Scores, places_in
from seogo.engines.whoosh.interleaving import interleaved
from seogo.engines.whoosh.scoring.top_k import best
from seogo.engines.whoosh.storage.document_table import DocumentTable

_BELOW = 0.999
_PLACED = 200
"""So many hits of the other language get a place among as many own ones; the rest follows in proportion."""


@dataclass(frozen=True, slots=True)
class Merging:
    """How two answers become one: ``trust`` (0 to 1) is how much of the query was translated. Without ``mixed``, hits with
    some of what is asked come behind those with all of it, but not over the bridge, where a word is easily found as one of
    many translations. With ``fold``, hits that have a translation among the own hits are shown beside it."""

    table: DocumentTable
    trust: float
    mixed: bool
    fold: bool

    def merged(self, own: Answer, other: Answer, typed: Found) -> Answer:
        """One answer of two in two languages, and of what the other language has of what was ``typed``, untranslated."""
        ids, scores = own.hits.sparse()
        foreign, alone = other.hits.sparse()
        if own.complete is not None and not self.mixed:
            reached = typed.scores[typed.scores > 0]
            scores = _in_tiers(scores, own.complete, float(reached.min(initial=np.inf)))
        if alone.any():
            alone = self._scaled(ids, scores, foreign, alone)
            places, kept = places_in(foreign, typed.numbers())
            places = places[kept]
            alone[places] = np.maximum(alone[places], typed.scores[kept])
        found = Found(np.concatenate([scores, alone]), np.concatenate([ids, foreign]))
        if own.complete is None or other.complete is None:
            return Answer(found)
        return Answer(found, np.concatenate([own.complete, other.complete]))

    def _scaled(self, ids: Numbers, scores: Scores, foreign: Numbers, alone: Scores) -> Scores:
        """The scores of the other language's hits as they stand among the own ones."""
        standard = float(alone.max())
        if self.fold:
            # a translation that is shown beside its own article needs no place
            seen = np.zeros(self.table.size, np.bool_)
            seen[self.table.groups[ids]] = True
            alone = alone * ~seen[self.table.groups[foreign]]
        own_scores = scores[self._first(ids, scores)]
        first = self._first(foreign, alone)
        if not len(own_scores) or not len(first):
            return alone * np.float32(self.trust)
        other_scores = alone[first]
        placed = interleaved(own_scores, other_scores, standard, self.trust, sentence=self.mixed)
        floor = np.float32(_BELOW * float(placed[-1]))
        scaled: Scores = np.minimum(alone * (floor / other_scores[-1]), floor)
        scaled[first] = placed
        return scaled

    def _first(self, ids: Numbers, scores: Scores) -> Numbers:
        """Where the best hits stand that have a score, best first."""
        first = best(Found(scores, ids), self.table.ranks, _PLACED)
        return first[scores[first] > 0]


def _in_tiers(scores: Scores, complete: Mask, below: float) -> Scores:
    """The scores of hits with some of what is asked below those with all of it, and ``below`` a score too."""
    partial = scores[~complete]
    highest = float(partial.max(initial=0))
    lowest = float(scores[complete].min(initial=below))
    if highest > lowest:
        scores = scores.copy()
        scores[~complete] = partial * np.float32(_BELOW * lowest / highest)
    return scores
