"""Two runs of the same tasks: what improved, what broke, and whether the difference is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seogo.evaluation.intervals import Estimate, estimate
from seogo.evaluation.metrics import METRICS, first_place
from seogo.evaluation.run import Part, Ranking, Run, by_part

DECIDING = "nDCG@10"
"""The metric by which a query improved or broke: it counts every relevant article and every place among the first ten."""


@dataclass(frozen=True, slots=True)
class Change:
    """One query in both runs; ``gain`` is the difference of the DECIDING metric."""

    before: Ranking
    after: Ranking

    @property
    def gain(self) -> float:
        """What the later run has more; negative where it has less."""
        number = METRICS.index(DECIDING)
        return self.after.scores[number] - self.before.scores[number]

    @property
    def places(self) -> tuple[int, int]:
        """The place of the first relevant article before and after, from 1; 0: not found."""
        relevant = self.after.task.relevant
        return first_place(self.before.ids, relevant), first_place(self.after.ids, relevant)


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean differences of the METRICS in one part (after less before), with paired intervals."""

    part: Part
    queries: int
    improved: int
    broken: int
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``improved`` and ``broken`` have all such queries, the largest changes first; ``alone`` counts the tasks that only
    one of the runs has, or that ask something else in it."""

    differences: tuple[Difference, ...]
    improved: tuple[Change, ...]
    broken: tuple[Change, ...]
    alone: int


def compare(before: Run, after: Run) -> Comparison:
    """Compare the tasks that are the same in both runs."""
    known = {ranking.task: ranking for ranking in before.rankings}
    common = [ranking for ranking in after.rankings if ranking.task in known]
    differences: list[Difference] = []
    changes: list[Change] = []
    for part, rankings in by_part(common).items():
        found = [Change(known[ranking.task], ranking) for ranking in rankings]
        changes += found
        differences.append(
            Difference(
                part=part,
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
        alone=len(before.rankings) + len(after.rankings) - 2 * len(common),
    )


def _gains(change: Change) -> Sequence[float]:
    pairs = zip(change.before.scores, change.after.scores, strict=True)
    return [after - before for before, after in pairs]
