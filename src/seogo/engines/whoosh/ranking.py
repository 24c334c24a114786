"""From a result to a page of hits: order, folding of translations, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.found import Found, Numbers
from seogo.engines.whoosh.table import DocumentTable
from seogo.engines.whoosh.top import best, smallest


@dataclass(frozen=True, slots=True)
class Ranking:
    """How hits are put in order: by score, or by their place in ``order``; and folded where ``spoken`` is given: the
    documents in the language that a translation group is shown in if it can be."""

    table: DocumentTable
    order: Numbers | None
    spoken: NDArray[np.bool_] | None

    def total(self, found: Found) -> int:
        """How many hits there are, translation groups counted once where they are folded."""
        if self.spoken is None:
            return found.count()
        return int(np.count_nonzero(self.groups_of(found)))

    def groups_of(self, found: Found) -> NDArray[np.bool_]:
        """The groups that have a hit, as a mask over their first documents."""
        seen = np.zeros(self.table.size, np.bool_)
        seen[self.table.groups[found.numbers()]] = True
        return seen

    def page(self, found: Found, count: int) -> list[int]:
        """The numbers of the first ``count`` hits."""
        if count <= 0:
            return []
        if self.spoken is None:
            first: list[int] = self._first(found, count).tolist()
            return first
        asked = 2 * count + 8
        while True:
            numbers = self._first(found, asked)
            groups = self.table.groups[numbers]
            _, places = np.unique(groups, return_index=True)
            if len(places) >= count or len(numbers) < asked:
                break
            asked *= 4
        leaders = numbers[np.sort(places)][:count]
        return [self._shown(int(number), found) for number in leaders]

    def _first(self, found: Found, count: int) -> Numbers:
        if self.order is None:
            return best(found, self.table.ranks, count)
        return smallest(found.numbers(), self.order, count)

    def _shown(self, number: int, found: Found) -> int:
        """The hit of a group that is shown: the first one in the spoken language if one was found."""
        assert self.spoken is not None
        if self.spoken[number]:
            return number
        spoken: list[int] = []
        mate = int(self.table.mates[number])
        while mate != number:
            if self.spoken[mate] and is_hit(found, mate):
                spoken.append(mate)
            mate = int(self.table.mates[mate])
        if len(spoken) < 2:
            return spoken[0] if spoken else number
        ids = np.array(sorted(spoken), np.intp)
        scores = np.array(scores_of(found, ids.tolist()), np.float32)
        return int(self._first(Found(scores, ids), 1)[0])


def is_hit(found: Found, number: int) -> bool:
    """Whether a document is among the hits."""
    if found.ids is None:
        return bool(found.scores[number] > 0 if found.mask is None else found.mask[number])
    at = int(np.searchsorted(found.ids, number))
    return at < len(found.ids) and int(found.ids[at]) == number


def scores_of(found: Found, numbers: Sequence[int]) -> list[float]:
    """The scores of hits."""
    places = numbers if found.ids is None else found.ids.searchsorted(numbers)
    scores: list[float] = found.scores[places].tolist()
    return scores
