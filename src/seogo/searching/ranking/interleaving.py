"""The places of hits of the other language among those of the query's own.

Scores of two languages do not compare: their words are not as rare, their articles not as long, and translations are guesses.
So the best hit of the other language is taken to score a share of the query's own best one, the rest in proportion, and

- on the first page (ten places) a hit of the other language comes where it scores more than the next own one, with at least
  three own ones between two of them. The share is .5. For the best hit of the other language it is more where it stands
  out: from the next one in its language (1.6 times the part of its score that it is ahead), or from what the query's own
  language has (.6 times the ratio of the best scores), up to .8. For the tenth place it is 1 at least, so that a reader sees
  what there is in the other language, or .65 where the query is a sentence, whose own hits tell more;
- behind these the languages alternate.

So a query loses little in its own language, and shows early what the other one has: ARCHITECTURE.md says what other rules
cost.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from seogo.searching.ranking.collapsing import Scores

FIRST_PAGE: Final = 10
APART: Final = 3
"""Own hits between two of the other language on the first page."""
LEAST_SHARE: Final = 0.5
BY_LEAD: Final = 1.6
BY_RATIO: Final = 0.6
MOST_SHARE: Final = 0.8
LAST_SHARE: Final = 0.65
_BELOW: Final = 0.999


def interleaved(
    own: Scores, other: Scores, standard: float, trust: float, *, sentence: bool
) -> Scores:
    """Scores for the hits of the other language that put them among the own ones.

    ``own`` and ``other`` are scores in falling order, none of them empty; ``standard`` is the best score of the other
    language, which a translation of an own hit may have, that needs no place; ``trust`` (0 to 1) is how much of the query
    was translated, and lowers every share.
    """
    best = float(own[0])
    wanted = other * np.float32(best / standard)
    lead = 1 - float(other[1]) / standard if len(other) > 1 else 0.0
    outstanding = max(BY_LEAD * lead, BY_RATIO * standard / best) if other[0] == standard else 0.0
    share = min(MOST_SHARE, max(LEAST_SHARE, outstanding))
    placed = np.empty_like(other)
    at = taken = 0  # how many own and other hits have their place
    apart = APART
    while at + taken < FIRST_PAGE and at < len(own) and taken < len(other):
        if at + taken == FIRST_PAGE - 1:
            share = max(share, LAST_SHARE if sentence else 1.0)
        score = wanted[taken] * np.float32(trust * share)
        if apart >= APART and score > own[at]:
            placed[taken] = _between(own, at) if at else score
            taken, apart, share = taken + 1, 0, LEAST_SHARE
        else:
            at, apart = at + 1, apart + 1
    at += not apart
    alternating = max(min(len(own) - at, len(other) - taken), 0)
    before, after = own[at - 1 : at - 1 + alternating], own[at : at + alternating]
    placed[taken : taken + alternating] = (before + after) / 2
    taken += alternating
    if taken < len(other):
        # where own hits end, what is left follows in proportion
        lowest = min(float(own[-1]), float(placed[:taken].min(initial=np.inf)))
        placed[taken:] = other[taken:] * np.float32(_BELOW * lowest / float(other[taken]))
    return placed


def _between(own: Scores, at: int) -> np.float32:
    """A score before the own hit ``at`` and behind the one before it."""
    return np.float32((own[at - 1] + own[at]) / 2)
