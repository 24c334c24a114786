"""Translation groups in a ranking: the first document of each, and the others of its group."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from seogo.engines.whoosh.docset import DocIds, run_starts

_MORE = 4
"""So many times more documents are ranked where the first ones have too few groups."""


def group_leaders(first: Callable[[int], DocIds], count: int, asked: int, groups: DocIds) -> DocIds:
    """The first document of each of the first ``count`` groups of a ranking.

    ``first`` gives so many documents of the ranking, best first; ``groups`` has the number of the group of every document.
    """
    while True:
        ranked = first(asked)
        own = groups[ranked]
        order = own.argsort(kind="stable")
        places = order[run_starts(own[order])]
        places.sort()
        leaders = ranked[places]
        if len(leaders) >= count or len(ranked) < asked:
            return leaders[:count]
        asked *= _MORE


def with_group_members(numbers: DocIds, mates: NDArray[np.uint32]) -> DocIds:
    """Documents and all others of their groups; ``mates`` has for every document the next one of its group, in a circle."""
    found = [numbers]
    starts, at = numbers, mates[numbers]
    while len(open_ := np.flatnonzero(at != starts)):
        starts, at = starts[open_], at[open_]
        found.append(at.astype(np.intp))
        at = mates[at]
    return found[0] if len(found) == 1 else np.concatenate(found)
