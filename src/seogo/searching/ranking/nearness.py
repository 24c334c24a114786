"""One order of what words find in the other language and of what is near in meaning there.

An article's place among those of the other language is decided by

    cosine of its nearest passage + .3 / √(its rank by words):

translations are guesses, and nearness tells more. An article that is not among the nearest counts as the last of them, one
that words do not find has no second part. The query's own language keeps its order, and both languages keep the places that
they have by words; what only meaning finds follows, with APART of the own ones between two of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from seogo.searching.ranking.interleaving import APART
from seogo.searching.ranking.retrieval import RankedHit

MOST: Final = 100
"""Hits by words, and articles near in meaning, that get one order."""
BY_WORDS: Final = 0.3


class Candidate(NamedTuple):
    """A hit with what decides its place: whether it is in the ``other`` language, and its ``similarity`` (None: it is not
    among the nearest)."""

    hit: RankedHit
    other: bool
    similarity: float | None


def in_one_order(words: Sequence[Candidate], near: Sequence[Candidate]) -> list[RankedHit]:
    """Hits by ``words``, in their order, and those that are only ``near`` in the other language, as one list."""
    own = [one.hit for one in words if not one.other]
    there = [one for one in words if one.other]
    known = [one.similarity for one in (*there, *near) if one.similarity is not None]
    least = min(known, default=0.0)
    scored = [
        ((least if one.similarity is None else one.similarity) + BY_WORDS / math.sqrt(rank), one)
        for rank, one in enumerate(there, start=1)
    ]
    scored += [(one.similarity or 0.0, one) for one in near]
    scored.sort(key=lambda pair: -pair[0])
    return list(_merged([one.other for one in words], own, [one.hit for _, one in scored]))


def _merged(
    pattern: Sequence[bool], own: Sequence[RankedHit], other: Sequence[RankedHit]
) -> Iterator[RankedHit]:
    """All of both: the languages as in ``pattern`` (true: the other one), then by turns."""
    here, there = iter(own), iter(other)
    left = [len(own), len(other)]
    planned, since = sum(pattern), 0
    for place in range(len(own) + len(other)):
        is_other = pattern[place] if planned and place < len(pattern) else since >= APART
        if not left[is_other]:
            is_other = not is_other
        yield next(there if is_other else here)
        left[is_other] -= 1
        planned -= is_other
        since = 0 if is_other else since + 1
