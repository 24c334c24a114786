"""Ids that are spelled like one that does not exist."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 300
_LEAST: Final = 0.3
"""Share of pairs of letters that two ids have in common, from which on they are alike."""


def nearest_ids(wanted: str, ids: Iterable[str], most: int) -> list[str]:
    """The ids most like ``wanted``, by pairs of letters that they share (Dice), best first; none where none is alike.

    Each id costs a search for every pair of ``wanted``, some microseconds.
    """
    pairs = _pairs(wanted[:_LONGEST].casefold())
    if not pairs:
        return []
    scored = (
        (2 * sum(pair in one for pair in pairs) / (len(pairs) + max(len(one) - 1, 1)), one)
        for one in ids
    )
    best = heapq.nsmallest(most, ((-score, one) for score, one in scored if score >= _LEAST))
    return [one for _, one in best]


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
