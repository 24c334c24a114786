"""Runs: a ranking for every task, and mean metrics by file, kind and language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from seogo.evaluation.intervals import Estimate, estimate
from seogo.evaluation.metrics import measure, measure_named
from seogo.evaluation.tasks import Kind, Task
from seogo.languages import Language
from seogo.query.plain import to_plain
from seogo.searching.request import Level, SearchRequest
from seogo.searching.service import SearchService

DEPTH = 100
"""Length of a ranking at most."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Task with the ids that were found, best first, at most DEPTH."""

    task: Task
    ids: tuple[str, ...]

    @property
    def scores(self) -> tuple[float, ...]:
        """Values of the seogo.evaluation.metrics.METRICS."""
        return measure(self.ids, self.task.relevant)


@dataclass(frozen=True, slots=True)
class Run:
    """Rankings of all tasks by one index; ``missing`` are relevant ids that the index does not hold."""

    fingerprint: str
    level: Level
    rankings: tuple[Ranking, ...]
    missing: tuple[str, ...] = ()


class TaskGroup(NamedTuple):
    """Group of tasks that has figures of its own: those of one file, kind and query language."""

    file: str
    kind: Kind
    lang: Language


@dataclass(frozen=True, slots=True)
class MetricSummary:
    """Mean METRICS of a group of tasks."""

    group: TaskGroup
    queries: int
    estimates: tuple[Estimate, ...]


def run_tasks(search: SearchService, tasks: Iterable[Task], level: Level) -> Run:
    """Run of tasks, in which both versions of a translation pair are ranked. Raises IndexUnavailable."""
    rankings: list[Ranking] = []
    missing: dict[str, None] = {}
    for task in tasks:
        query = to_plain(task.query)
        request = SearchRequest(
            q=query, lang=task.searched_language, size=DEPTH, level=level, fold=False
        )
        # a query without words would find every article
        ids = tuple(hit.id for hit in search.rank(request)) if query else ()
        rankings.append(Ranking(task, ids))
        unseen = (name for name in task.relevant if name not in ids)
        missing.update((name, None) for name in unseen if search.record(name) is None)
    return Run(search.index().fingerprint, level, tuple(rankings), tuple(missing))


def summarize(run: Run) -> list[MetricSummary]:
    """Mean metrics of a run by group of tasks."""
    return [
        MetricSummary(group, len(rankings), estimate([ranking.scores for ranking in rankings]))
        for group, rankings in by_task_group(run.rankings).items()
    ]


def mean_figures(run: Run, names: Sequence[str]) -> dict[TaskGroup, dict[str, float]]:
    """Means of metrics (see measure_named) by group of tasks; nothing without names."""
    return {
        group: {
            name: fmean(measure_named(name, one.ids, one.task.relevant) for one in rankings)
            for name in names
        }
        for group, rankings in by_task_group(run.rankings).items()
        if names
    }


def by_task_group(rankings: Iterable[Ranking]) -> dict[TaskGroup, Sequence[Ranking]]:
    """Rankings by group of tasks: files in the order in which they come, then mono before bridge, Korean before English."""
    groups: dict[TaskGroup, list[Ranking]] = {}
    files: dict[str, int] = {}
    for ranking in rankings:
        task = ranking.task
        files.setdefault(task.file, len(files))
        groups.setdefault(TaskGroup(task.file, task.kind, task.lang), []).append(ranking)
    languages = tuple(Language)

    def place(group: TaskGroup) -> tuple[int, bool, int]:
        return files[group.file], group.kind == "bridge", languages.index(group.lang)

    return {group: groups[group] for group in sorted(groups, key=place)}
