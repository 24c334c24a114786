"""From a result to a page of hits: order, folding of translations, totals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.docset import Found, Numbers
from seogo.engines.whoosh.scoring.matching import Selected
from seogo.engines.whoosh.scoring.top_k import best, smallest
from seogo.engines.whoosh.storage.document_table import DocumentTable


@dataclass(frozen=True, slots=True)
class Ranking:
    """How hits are put in order: by score, or by their place in ``order``; and folded where ``spoken`` is given: the
    documents in the language that a translation group is shown in if it can be."""

    table: DocumentTable
    order: Numbers | None
    spoken: NDArray[np.bool_] | None

    def total(self, documents: Found | Selected) -> int:
        """How many hits these documents are, translation groups counted once where they are folded."""
        if self.spoken is None:
            return documents.count()
        return int(np.count_nonzero(self.groups_of(documents.numbers())))

    def groups_of(self, numbers: Numbers) -> NDArray[np.bool_]:
        """The groups that have one of these documents, as a mask over their first ones."""
        seen = np.zeros(self.table.size, np.bool_)
        seen[self.table.groups[numbers]] = True
        return seen

    def page(self, found: Found, count: int) -> list[int]:
        """Where the first ``count`` hits stand in ``found.scores``."""
        if count <= 0:
            return []
        if self.spoken is None:
            first: list[int] = self._first(found, count).tolist()
            return first
        asked = 2 * count + 8
        while True:
            places = self._first(found, asked)
            numbers = places if found.ids is None else found.ids[places]
            leaders: dict[int, tuple[int, int]] = {}
            both = zip(numbers.tolist(), places.tolist(), strict=True)
            for group, hit in zip(self.table.groups[numbers].tolist(), both, strict=True):
                leaders.setdefault(group, hit)
            if len(leaders) >= count or len(places) < asked:
                break
            asked *= 4
        return self._shown(list(leaders.values())[:count], found)

    def _first(self, found: Found, count: int) -> Numbers:
        if self.order is None:
            return best(found, self.table.ranks, count)
        return smallest(found, self.order, count)

    def _shown(self, leaders: list[tuple[int, int]], found: Found) -> list[int]:
        """Of each group the hit that is shown: the first one in the spoken language if one was found. ``leaders`` are numbers
        and places."""
        spoken = {number: self._spoken(number) for number, _ in leaders}
        wanted = [mate for mates in spoken.values() for mate in mates]
        places = found.places(wanted, self.table.size) if wanted else {}
        shown: list[int] = []
        for number, place in leaders:
            own = [places[mate] for mate in spoken[number] if mate in places]
            if len(own) > 1:
                among = np.array(sorted(own), np.intp)
                ids = among if found.ids is None else found.ids[among]
                own = [int(among[self._first(Found(found.scores[among], ids), 1)[0]])]
            shown.append(own[0] if own else place)
        return shown

    def _spoken(self, number: int) -> list[int]:
        """The other documents of a group in the spoken language, where this one is not in it."""
        spoken, mates = self.spoken, self.table.mates
        if spoken is None or spoken[number]:
            return []
        found: list[int] = []
        mate = int(mates[number])
        while mate != number:
            if spoken[mate]:
                found.append(mate)
            mate = int(mates[mate])
        return found
