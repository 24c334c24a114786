"""One order of what words find and of what is near in meaning.

An article's place among those of its language is decided by

    cosine of its nearest passage + w / √(its rank by words),

with w = .3 in the other language, where words are translations and nearness tells more, and .7 in the query's own. What only
meaning finds has no second part. Where articles with every word come first, they stay first. Both languages keep the places
that they have by words; behind them, with APART of the own ones between two of the other language, or where words find none
of the own language, by nearness.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from seogo.meaning.vectors import Near
from seogo.searching.ranking.interleaving import APART
from seogo.searching.ranking.retrieval import RankedHit

MOST: Final = 100
"""Hits by words, and articles near in meaning, that get one order."""
BY_WORDS: Final = 0.3
BY_OWN_WORDS: Final = 0.7


class Candidate(NamedTuple):
    """A hit with what decides its place: whether it is in the ``other`` language, and its ``similarity``."""

    hit: RankedHit
    other: bool
    similarity: float


class Share(NamedTuple):
    """What decides the place of an article: the ``similarity`` of its nearest passage (``near``, None: it has none), and what
    its ``rank`` by words adds (0: words do not find it among the first)."""

    similarity: float
    rank: int
    by_words: float
    near: Near | None = None


_Scored: TypeAlias = tuple[float, RankedHit]


def in_one_order(
    words: Sequence[Candidate],
    near: Sequence[Candidate],
    *,
    every_first: bool,
    keep_own: bool = False,
) -> list[RankedHit]:
    """Hits by ``words``, in their order, and those that are only ``near``, as one list; with ``every_first`` those of the own
    language that have every word come before its others, and with ``keep_own`` they keep their order."""
    own = _scored(words, near, other=False, by_words=BY_OWN_WORDS)
    if keep_own:
        place = {one.hit.id: number for number, one in enumerate((*words, *near))}
        own.sort(key=lambda one: place[one[1].id])
    elif every_first:
        own.sort(key=lambda one: not one[1].complete)
    there = _scored(words, near, other=True, by_words=BY_WORDS)
    return list(_merged([one.other for one in words], own, there))


def share_of(name: str, words: Sequence[Candidate], near: Sequence[Candidate]) -> Share | None:
    """What decides the place of the article with this id among candidates, as in in_one_order; None where it is none."""
    for one in (*words, *near):
        if one.hit.id == name:
            beside = [other.hit.id for other in words if other.other is one.other]
            rank = beside.index(name) + 1 if name in beside else 0
            weight = BY_WORDS if one.other else BY_OWN_WORDS
            return Share(one.similarity, rank, weight / math.sqrt(rank) if rank else 0.0)
    return None


def _scored(
    words: Sequence[Candidate], near: Sequence[Candidate], *, other: bool, by_words: float
) -> list[_Scored]:
    """The hits of a language with their scores, the best first."""
    ranked = enumerate((one for one in words if one.other is other), start=1)
    scored = [(one.similarity + by_words / math.sqrt(rank), one.hit) for rank, one in ranked]
    scored += [(one.similarity, one.hit) for one in near if one.other is other]
    return sorted(scored, key=lambda one: -one[0])


def _merged(
    pattern: Sequence[bool], own: Sequence[_Scored], other: Sequence[_Scored]
) -> Iterator[RankedHit]:
    """All of both: the languages as in ``pattern`` (true: the other one) while both have places there, then by turns, and
    behind the last own place by score."""
    here, there = list(own)[::-1], list(other)[::-1]
    planned = [pattern.count(False), pattern.count(True)]
    since = 0
    for place in range(len(own) + len(other)):
        if all(planned):
            is_other = pattern[place]
        elif planned[False]:
            is_other = since >= APART
        else:
            is_other = not here or (bool(there) and there[-1][0] > here[-1][0])
        if not (there if is_other else here):
            is_other = not is_other
        yield (there if is_other else here).pop()[1]
        planned[is_other] = max(planned[is_other] - 1, 0)
        since = 0 if is_other else since + 1
