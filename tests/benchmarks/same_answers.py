"""Whether OpenSearch gives the same results as Whoosh: both engines on one archive, the same queries, side by side.

    python -m tests.benchmarks.same_answers ARCHIVE FOLDER [TASKS …] [--url URL] [--every N] [--repeat N]

`FOLDER` has the indexes of both, which are built if they are not there (articles are analysed once). Without `--url` a node
is started (Java and Maven are needed), whose index is built anew each time. Without `TASKS`, titles of the archive are the
queries. Every task is asked for without folding, for its ranking, and as readers ask for it, for totals, facets and the time.

A line for each group of tasks: queries; the mean overlap of the ten first hits, and in how many their order is the same;
MRR@10 and Recall@10 of both; queries with other totals or other facets; median and 95th percentile of milliseconds of both.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.engines.opensearch.nodes import Node, resolve

from seogo.composition import Site, open_site
from seogo.engine_settings import OpenSearchSettings
from seogo.evaluation.metrics import measure_named
from seogo.evaluation.tasks import Task, read_tasks
from seogo.indexing.indexer import IndexOptions
from seogo.query.plain import to_plain
from seogo.searching.request import SearchPage, SearchRequest
from seogo.settings import load_settings

METRICS = ("MRR@10", "Recall@10")
CACHE = "analyses.sqlite"


@dataclass
class Group:
    """What was measured of a group of tasks; lists have one value for each query."""

    overlap: list[float] = field(default_factory=list)
    same_order: list[bool] = field(default_factory=list)
    metrics: list[tuple[tuple[float, ...], ...]] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    facets: list[str] = field(default_factory=list)
    seconds: list[tuple[float, float]] = field(default_factory=list)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("tasks", type=Path, nargs="*")
    parser.add_argument("--url")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=1)
    args = parser.parse_args()
    with contextlib.ExitStack() as kept:
        url = args.url or kept.enter_context(node(args.folder))
        sites = [kept.enter_context(built(args.archive, args.folder, one)) for one in (None, url)]
        tasks: dict[tuple[str, ...], list[tuple[str, Task | None]]] = {}
        for path in args.tasks:
            for task in list(read_tasks([path]))[:: args.every]:
                group = path.stem, task.kind, task.lang.value
                tasks.setdefault(group, []).append((to_plain(task.query), task))
        if not args.tasks:
            names = sorted(sites[0].current().engine.content_hashes())[:: args.every]
            records = [sites[0].search.record(name) for name in names]
            tasks["titles",] = [(record.title, None) for record in records if record]
        for name, part in tasks.items():
            show(name, compared(sites, part, args.repeat))


@contextlib.contextmanager
def node(folder: Path) -> Iterator[str]:
    """A node with a heap of a gigabyte that compiles as servers do."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "node", ignore_errors=True)
    started = Node(folder / "node", resolve(folder), {}, heap=1000, options=())
    started.wait()
    try:
        yield started.url
    finally:
        started.close()


@contextlib.contextmanager
def built(archive: Path, folder: Path, url: str | None) -> Iterator[Site]:
    """The archive with an up-to-date index of one engine; what it took to build is printed."""
    name = "opensearch" if url else "whoosh"
    settings = load_settings(archive, folder / name, {"SEOGO_MEANING": "off"})
    if url:
        cluster = OpenSearchSettings((url,), "same-answers", replicas=0)
        settings = replace(settings, engine=cluster)
        if not (folder / name / CACHE).exists() and (folder / "whoosh" / CACHE).exists():
            (folder / name).mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / "whoosh" / CACHE, folder / name / CACHE)
    site = open_site(settings)
    began = time.perf_counter()
    report = site.indexer.run(IndexOptions())
    seconds = time.perf_counter() - began
    site.current().warm()
    count = site.current().engine.status().documents
    print(f"{name}: {count:,} articles, {report.analysed:,} analysed, {seconds:.1f} s", flush=True)
    yield site
    site.close()


def compared(sites: Sequence[Site], tasks: Sequence[tuple[str, Task | None]], repeat: int) -> Group:
    """Both engines on some tasks."""
    found = Group()
    for query, task in tasks:
        lang = task.searched_language if task else None
        request = SearchRequest(q=query, lang=lang, size=10)
        rankings = [
            [hit.id for hit in site.search.rank(replace(request, fold=False))] for site in sites
        ]
        first, second = (set(ranking) for ranking in rankings)
        found.overlap.append(len(first & second) / max(len(first), len(second), 1) if first else 1)
        found.same_order.append(rankings[0] == rankings[1])
        if task:
            values = [
                tuple(measure_named(metric, ranking, task.relevant) for metric in METRICS)
                for ranking in rankings
            ]
            found.metrics.append(tuple(values))
        for _ in range(repeat):
            pages, seconds = zip(*(timed(site, request) for site in sites), strict=True)
            found.seconds.append(seconds)
        if counts(pages[0]) != counts(pages[1]):
            found.totals.append(f"{query[:60]!r}: {counts(pages[0])} {counts(pages[1])}")
        if pages[0].facets != pages[1].facets:
            found.facets.append(query[:60])
    return found


def timed(site: Site, request: SearchRequest) -> tuple[SearchPage, float]:
    """A page, and how long it took."""
    began = time.perf_counter()
    page = site.search.search(request)
    return page, time.perf_counter() - began


def counts(page: SearchPage) -> tuple[int, ...]:
    """All totals of a page."""
    return page.total, page.total_some, page.total_articles, page.total_articles_some


def show(name: Sequence[str], found: Group) -> None:
    """Print a line, and the first queries whose counts are not the same."""
    measured = [
        f"{metric} {statistics.fmean(m[0][n] for m in found.metrics):.4f} "
        f"{statistics.fmean(m[1][n] for m in found.metrics):.4f}"
        for n, metric in enumerate(METRICS)
        if found.metrics
    ]
    times = [sorted(1000 * seconds[n] for seconds in found.seconds) for n in (0, 1)]
    spread = " ".join(
        f"{statistics.median(part):.1f}/{part[int(0.95 * (len(part) - 1))]:.1f}" for part in times
    )
    parts = [
        f"{len(found.overlap)} queries",
        f"overlap {statistics.fmean(found.overlap):.4f}",
        f"same order {sum(found.same_order)}",
        *measured,
        f"other totals {len(found.totals)}",
        f"other facets {len(found.facets)}",
        f"p50/p95 ms {spread}",
    ]
    print(f"{' '.join(name)}: {', '.join(parts)}", flush=True)
    for line in (*found.totals[:3], *found.facets[:3]):
        print(f"    {line}", flush=True)


if __name__ == "__main__":
    main()
