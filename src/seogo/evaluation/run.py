"""A run: every task searched, and the figures of each file, kind and language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seogo.evaluation.intervals import Estimate, estimate
from seogo.evaluation.metrics import measure
from seogo.evaluation.tasks import Kind, Task
from seogo.languages import Language
from seogo.query.plain import to_plain
from seogo.searching.request import Level, SearchRequest
from seogo.searching.service import SearchService

DEPTH = 100
"""How many ids are kept of a ranking."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A task and the ids that were found, best first, at most DEPTH."""

    task: Task
    ids: tuple[str, ...]

    @property
    def scores(self) -> tuple[float, ...]:
        """See seogo.evaluation.metrics.METRICS."""
        return measure(self.ids, self.task.relevant)


@dataclass(frozen=True, slots=True)
class Run:
    """All rankings of one index; ``missing`` are relevant ids that the index does not hold, so that none can be found."""

    fingerprint: str
    level: Level
    rankings: tuple[Ranking, ...]
    missing: tuple[str, ...] = ()


class Part(NamedTuple):
    """What figures are given for: the tasks of one file, kind and query language."""

    file: str
    kind: Kind
    lang: Language


@dataclass(frozen=True, slots=True)
class Figures:
    """The mean METRICS of a part."""

    part: Part
    queries: int
    estimates: tuple[Estimate, ...]


def run_tasks(search: SearchService, tasks: Iterable[Task], level: Level) -> Run:
    """Search for every task, translations apart. Raises IndexUnavailable."""
    rankings: list[Ranking] = []
    missing: dict[str, None] = {}
    for task in tasks:
        query = to_plain(task.query)
        request = SearchRequest(q=query, lang=task.sought, size=DEPTH, level=level, fold=False)
        # a query without words would find every article
        ids = tuple(hit.id for hit in search.rank(request)) if query else ()
        rankings.append(Ranking(task, ids))
        unseen = (name for name in task.relevant if name not in ids)
        missing.update((name, None) for name in unseen if search.record(name) is None)
    return Run(search.index().fingerprint, level, tuple(rankings), tuple(missing))


def to_figures(run: Run) -> list[Figures]:
    """The figures of a run, part by part."""
    return [
        Figures(part, len(rankings), estimate([ranking.scores for ranking in rankings]))
        for part, rankings in by_part(run.rankings).items()
    ]


def by_part(rankings: Iterable[Ranking]) -> dict[Part, Sequence[Ranking]]:
    """The rankings of each part: files in the order in which they come, then mono before bridge, Korean before English."""
    parts: dict[Part, list[Ranking]] = {}
    files: dict[str, int] = {}
    for ranking in rankings:
        task = ranking.task
        files.setdefault(task.file, len(files))
        parts.setdefault(Part(task.file, task.kind, task.lang), []).append(ranking)
    languages = tuple(Language)

    def place(part: Part) -> tuple[int, bool, int]:
        return files[part.file], part.kind == "bridge", languages.index(part.lang)

    return {part: parts[part] for part in sorted(parts, key=place)}
