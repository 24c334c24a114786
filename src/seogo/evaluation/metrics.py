"""Metrics of rankings, from 0 to 1: reciprocal rank, normalised discounted cumulative gain, recall.

An article is relevant or it is not. Formulas: Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008),
section 8.4; the gain of nDCG is discounted by log2(rank + 1) as in Järvelin and Kekäläinen (2002).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

METRICS = ("MRR@10", "nDCG@10", "Recall@1", "Recall@10", "Recall@100")
"""Names of the metrics, in the order of ``measure``."""


def measure(ranked: Sequence[str], relevant: Collection[str]) -> tuple[float, ...]:
    """METRICS of one ranking; its ids are distinct, and ``relevant`` is not empty."""
    return tuple(measure_named(name, ranked, relevant) for name in METRICS)


def measure_named(name: str, ranked: Sequence[str], relevant: Collection[str]) -> float:
    """One metric, by a name as in METRICS with any cutoff."""
    formula, _, cutoff = name.partition("@")
    formulas = {"MRR": reciprocal_rank, "nDCG": ndcg, "Recall": recall}
    return formulas[formula](ranked, relevant, int(cutoff))


def first_rank(ranked: Sequence[str], relevant: Collection[str]) -> int:
    """Rank, from 1, of the first relevant id; 0 where there is none."""
    return next((rank for rank, name in enumerate(ranked, 1) if name in relevant), 0)


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], cutoff: int) -> float:
    """Reciprocal of the rank of the first relevant id among the first ``cutoff``; 0 where there is none."""
    rank = first_rank(ranked[:cutoff], relevant)
    return 1 / rank if rank else 0.0


def ndcg(ranked: Sequence[str], relevant: Collection[str], cutoff: int) -> float:
    """Discounted cumulative gain of the first ``cutoff`` ids, divided by that of the best order."""
    ranks = [rank for rank, name in enumerate(ranked[:cutoff], 1) if name in relevant]
    return _gain(ranks) / _gain(range(1, min(len(relevant), cutoff) + 1))


def recall(ranked: Sequence[str], relevant: Collection[str], cutoff: int) -> float:
    """Share of the relevant ids that is among the first ``cutoff``."""
    return sum(name in relevant for name in ranked[:cutoff]) / len(relevant)


def _gain(ranks: Sequence[int]) -> float:
    return math.fsum(1 / math.log2(rank + 1) for rank in ranks)
