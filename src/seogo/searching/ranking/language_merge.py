"""Scores that put hits of two languages in one list.

The query's own hits keep their scores and so their order; hits of the other language, found by translations, are put among
them (seogo.searching.ranking.interleaving). A hit in the other language that has what was typed, without any translation,
counts at least what it would alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from seogo.engines.base import EngineResult
from seogo.searching.ranking.collapsing import Mask, Rows, Scores, grouped, ordered
from seogo.searching.ranking.interleaving import interleaved

PLACED: Final = 200
"""So many hits of the other language get a place among as many own ones; the rest follows in proportion."""
_BELOW: Final = 0.999


@dataclass(frozen=True, slots=True)
class LanguageMerge:
    """The rows of an engine's table by the way in which they were found.

    ``typed`` and ``typed_scores``: by the query as it was typed; ``own`` and ``own_scores``: in the query's own language;
    ``other`` and ``other_scores``: in the other one, by translations, whose best score over all that was found is
    ``highest``. ``trust`` (0 to 1) is the share of the query that was translated.
    """

    result: EngineResult
    typed: Mask
    typed_scores: Scores
    own: Mask
    own_scores: Scores
    other: Mask
    other_scores: Scores
    highest: float
    trust: float

    def scores(self, partial: Mask | None, *, sentence: bool, fold: bool) -> Scores:
        """Scores float32[r] by which all rows stand in one list.

        ``partial`` marks the rows of the own language that come behind those with all that is asked (None: there is no such
        order). Over translations there is none: a word is easily found as one of many. With ``fold``, the translation of an
        own hit is shown beside it, and needs no place of its own.
        """
        own = self.own_scores
        if partial is not None:
            reached = self.typed_scores[self.typed & self.other & (self.typed_scores > 0)]
            below = float(reached.min(initial=np.inf))
            own = _behind(own, self.own & partial, self.own & ~partial, below)
        if self.highest <= 0:
            return np.where(self.other, self.other_scores, own)
        other = self._placed(own, sentence=sentence, fold=fold)
        both = self.typed & self.other
        other[both] = np.maximum(other[both], self.typed_scores[both])
        return np.where(self.other, other, own)

    def _placed(self, own: Scores, *, sentence: bool, fold: bool) -> Scores:
        """The scores of the other language as they stand among the own ones."""
        other = self.other_scores
        if fold:
            other = other * ~grouped(self.result, self.own)
        first_own = self._first(self.own, own)
        first_other = self._first(self.other, other)
        if not len(first_own) or not len(first_other):
            return other * np.float32(self.trust)
        best = other[first_other]
        placed = interleaved(own[first_own], best, self.highest, self.trust, sentence=sentence)
        floor = np.float32(_BELOW * float(placed[-1]))
        scaled: Scores = np.minimum(other * (floor / best[-1]), floor)
        scaled[first_other] = placed
        return scaled

    def _first(self, mask: Mask, scores: Scores) -> Rows:
        """The best rows of a mask that have a score, best first."""
        return ordered(self.result, mask & (scores > 0), scores, "relevance")[:PLACED]


def _behind(scores: Scores, partial: Mask, complete: Mask, below: float) -> Scores:
    """The scores with those of ``partial`` rows lowered in proportion where they are not below those of all ``complete``
    ones and ``below``."""
    highest = float(scores[partial].max(initial=0))
    lowest = float(scores[complete].min(initial=below))
    if highest > lowest:
        scores = scores.copy()
        scores[partial] *= np.float32(_BELOW * lowest / highest)
    return scores
