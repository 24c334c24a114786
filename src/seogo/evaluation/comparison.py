"""Comparison of two runs of the same tasks: improved and broken queries, and mean differences with paired intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seogo.evaluation.intervals import Estimate, estimate
from seogo.evaluation.metrics import METRICS, first_rank
from seogo.evaluation.run import Ranking, Run, TaskGroup, by_task_group

DECIDING_METRIC = "nDCG@10"
"""Metric by which a query improved or broke: it counts every relevant article and every rank among the first ten."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rankings of one query in both runs."""

    before: Ranking
    after: Ranking

    @property
    def gain(self) -> float:
        """Difference of the DECIDING_METRIC, after less before."""
        number = METRICS.index(DECIDING_METRIC)
        return self.after.scores[number] - self.before.scores[number]

    @property
    def ranks(self) -> tuple[int, int]:
        """Ranks of the first relevant article before and after, from 1; 0: not found."""
        relevant = self.after.task.relevant
        return first_rank(self.before.ids, relevant), first_rank(self.after.ids, relevant)


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean differences of the METRICS in one group of tasks (after less before), with paired intervals."""

    group: TaskGroup
    queries: int
    improved: int
    broken: int
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Comparison by groups of tasks. ``improved`` and ``broken`` have all such queries, the largest changes first;
    ``unmatched`` counts the tasks that only one of the runs has, or that differ."""

    differences: tuple[Difference, ...]
    improved: tuple[Change, ...]
    broken: tuple[Change, ...]
    unmatched: int


def compare(before: Run, after: Run) -> Comparison:
    """Comparison of the tasks that are the same in both runs."""
    known = {ranking.task: ranking for ranking in before.rankings}
    common = [ranking for ranking in after.rankings if ranking.task in known]
    differences: list[Difference] = []
    changes: list[Change] = []
    for group, rankings in by_task_group(common).items():
        found = [Change(known[ranking.task], ranking) for ranking in rankings]
        changes += found
        differences.append(
            Difference(
                group=group,
                queries=len(found),
                improved=sum(change.gain > 0 for change in found),
                broken=sum(change.gain < 0 for change in found),
                estimates=estimate([_gains(change) for change in found]),
            )
        )
    return Comparison(
        differences=tuple(differences),
        improved=tuple(sorted((c for c in changes if c.gain > 0), key=lambda c: -c.gain)),
        broken=tuple(sorted((c for c in changes if c.gain < 0), key=lambda c: c.gain)),
        unmatched=len(before.rankings) + len(after.rankings) - 2 * len(common),
    )


def _gains(change: Change) -> Sequence[float]:
    pairs = zip(change.before.scores, change.after.scores, strict=True)
    return [after - before for before, after in pairs]
