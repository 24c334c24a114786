"""One search: what is found as it was asked for and over the bridge, how many that is, and a page of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from seogo.engines.base import FALLBACK_BELOW, Bridge, EngineHit
from seogo.engines.clauses import Clause
from seogo.engines.whoosh.docset import Answer, Found, Mask
from seogo.engines.whoosh.language_merge import Merging
from seogo.engines.whoosh.scoring.collapsing import Ranking
from seogo.engines.whoosh.scoring.matching import Selected
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.storage.reader import Segments


@dataclass(frozen=True, slots=True)
class Search:
    """A search of the documents ``within`` a mask (None: of all); ``mixed`` as Engine.search has it."""

    segments: Segments
    scorer: Scorer
    ranking: Ranking
    within: Mask | None
    mixed: bool

    def answer(self, clause: Clause, fallback: Clause | None, bridge: Bridge | None) -> Answer:
        """What is found, with its scores; by ``fallback`` too where few have all that is asked."""
        scorer = self.scorer
        chosen = scorer.chosen(clause, self.within)
        total = self.ranking.total(chosen.selected)
        if total >= FALLBACK_BELOW:
            fallback = None
        if bridge is None and fallback is None:
            return Answer(scorer.hits(chosen), None, total)
        if bridge is None:
            return scorer.answer(chosen, fallback, self.within, whole=not self.mixed)
        here, there = self._apart(bridge)
        if fallback is None:
            over, hits = None, scorer.hits(chosen)
            own, typed = Answer(hits.where(here)), hits.where(there)
        else:
            over = bridge.fallback or bridge.clause
            own = scorer.answer(chosen, fallback, here, whole=True)
            typed = scorer.hits(chosen, there)
        other = scorer.answer(scorer.chosen(bridge.clause, there), over, there, whole=True)
        folded = self.ranking.spoken is not None
        return Merging(self.ranking.table, bridge.trust, self.mixed, folded).merged(
            own, other, typed
        )

    def totals(
        self, clause: Clause, fallback: Clause | None, bridge: Bridge | None
    ) -> tuple[int, int]:
        """How many documents have all that is asked, and how many others some of it: nothing needs a score."""
        chosen = self.scorer.select(clause).within(self.within)
        if self.ranking.total(chosen) >= FALLBACK_BELOW:
            fallback = None
        every = self._both(chosen, bridge, bridge.clause if bridge else clause)
        total = int(np.count_nonzero(every))
        if fallback is None:
            return total, 0
        own = self.scorer.select(fallback).within(self.within)
        over = bridge.fallback or bridge.clause if bridge else fallback
        some = self._both(own, bridge, over)
        return total, int(np.count_nonzero(every | some)) - total

    def _both(self, own: Selected, bridge: Bridge | None, over: Clause) -> Mask:
        """The hits, or where they are folded, their groups, of what was asked for and, where there is a bridge, ``over``
        it."""
        if bridge is None:
            return self._as_hits(own)
        here, there = self._apart(bridge)
        other = self.scorer.select(over).within(there)
        return self._as_hits(own.within(here)) | self._as_hits(other)

    def _as_hits(self, documents: Selected) -> Mask:
        if self.ranking.spoken is None:
            return documents.members()
        return self.ranking.groups_of(documents.numbers())

    def _apart(self, bridge: Bridge) -> tuple[Mask, Mask]:
        """The documents that are found as they were asked for, and those that are found over the bridge."""
        there = self.segments.having("lang", bridge.language.value)
        here = ~there
        return (here, there) if self.within is None else (here & self.within, there & self.within)

    def page(
        self, found: Answer, offset: int, last: int, *, tiers: bool
    ) -> tuple[tuple[EngineHit, ...], int, int]:
        """The hits from ``offset`` to ``last``, how many have all that is asked, and how many others there are, which come
        behind them where there are ``tiers``."""
        ranking, hits, complete = self.ranking, found.hits, found.complete
        if complete is None:
            page = self._hits(hits, ranking.page(hits, last)[offset:])
            return tuple(page), ranking.total(hits) if found.total is None else found.total, 0
        every = hits.at(complete)
        total = ranking.total(every)
        if not tiers:
            page = self._hits(hits, ranking.page(hits, last)[offset:], complete)
            return tuple(page), total, ranking.total(hits) - total
        partial = hits.at(~complete)
        if ranking.spoken is not None:  # a group that has all words is no hit for some of them
            partial = partial.where(~ranking.groups_of(every.numbers())[ranking.table.groups])
        page = self._hits(every, ranking.page(every, last)[offset:])
        more = ranking.page(partial, max(last - total, 0))[max(offset - total, 0) :]
        page += self._hits(partial, more, np.zeros(len(partial.scores), np.bool_))
        return tuple(page), total, ranking.total(partial)

    def _hits(
        self, found: Found, places: Sequence[int], complete: Mask | None = None
    ) -> list[EngineHit]:
        """The hits at some places; those that are not ``complete`` have some of what is asked."""
        if not places:
            return []
        numbers = places if found.ids is None else found.ids[places].tolist()
        whole = repeat(True) if complete is None else complete[places].tolist()
        names = map(self.ranking.table.name, numbers)
        return list(map(EngineHit, names, found.scores[places].tolist(), whole))
