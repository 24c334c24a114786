"""What the bridge finds through the search itself, and what it costs the query's own language.

    python tests/benchmarks/one_list.py ARCHIVE TASKS.jsonl… [--index FOLDER] [--limit N]

Of tasks of kind ``bridge``, searched in the language of their articles: Recall@10 and MRR@10, as shares of what rows of kind
``mono`` reach for the same articles; and where these stand in one list of both languages (median). Of tasks of kind ``mono``,
in one list: nDCG@10 with the bridge against ``level=forms``.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections import defaultdict
from pathlib import Path
from typing import Any

from seogo.indexing import IndexOptions
from seogo.languages import Language
from seogo.query.plain import to_plain
from seogo.search import Level, SearchRequest
from seogo.settings import load_settings
from seogo.wiring import Site, open_site

Task = dict[str, Any]
_BEYOND = 999


def place(
    site: Site, task: Task, *, lang: Language | None, level: Level = "bridge", size: int = 10
) -> int:
    """The place of a task's article in the results, from 1; _BEYOND where it is not there."""
    request = SearchRequest(
        q=to_plain(task["query"]), lang=lang, level=level, size=size, fold=False
    )
    found = [hit.id for hit in site.search.rank(request)]
    return found.index(task["relevant"][0]) + 1 if task["relevant"][0] in found else _BEYOND


def reciprocal(place: int) -> float:
    """One over a place among the first ten."""
    return 1 / place if place <= 10 else 0.0


def gain(place: int) -> float:
    """nDCG@10 of one relevant article."""
    return 1 / math.log2(place + 1) if place <= 10 else 0.0


def share(of: list[float], whole: list[float]) -> str:
    """A sum as a share of another."""
    return f"{sum(of) / sum(whole):.1%}" if sum(whole) else "–"


def report(site: Site, tasks: list[Task], limit: int | None) -> None:
    """Print three tables."""
    rows: dict[tuple[str, str, str], list[Task]] = defaultdict(list)
    for task in tasks:
        rows[task["kind"], task["corpus"], task["lang"]].append(task)
    mono = {(task["lang"], task["relevant"][0]): task for task in tasks if task["kind"] == "mono"}
    print("| tasks | queries | share of Recall@10 | share of MRR@10 | median place in one list |")
    print("|---|---|---|---|---|")
    for (kind, corpus, lang), found in sorted(rows.items()):
        if kind != "bridge":
            continue
        other = Language(lang).other
        pairs = [
            (task, mono[other.value, task["relevant"][0]])
            for task in found
            if (other.value, task["relevant"][0]) in mono
        ][:limit]
        bridged = [reciprocal(place(site, task, lang=other)) for task, _ in pairs]
        own = [reciprocal(place(site, task, lang=other)) for _, task in pairs]
        hits = [[float(bool(score)) for score in scores] for scores in (bridged, own)]
        places = [place(site, task, lang=None, size=100) for task, _ in pairs]
        print(
            f"| {corpus} {lang}→{other.value} | {len(pairs)} | {share(*hits)} "
            f"| {share(bridged, own)} | {statistics.median(places):g} |",
            flush=True,
        )
    print()
    print("| tasks | queries | nDCG@10 forms | bridge | change |")
    print("|---|---|---|---|---|")
    for (kind, corpus, lang), found in sorted(rows.items()):
        if kind != "mono":
            continue
        forms = [gain(place(site, task, lang=None, level="forms")) for task in found[:limit]]
        both = [gain(place(site, task, lang=None)) for task in found[:limit]]
        print(
            f"| {corpus} {lang} | {len(forms)} | {statistics.mean(forms):.4f} "
            f"| {statistics.mean(both):.4f} | {sum(both) / sum(forms) - 1:+.2%} |",
            flush=True,
        )


def main() -> None:
    """Print Markdown tables."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("tasks", type=Path, nargs="+")
    arguments.add_argument("--index", type=Path)
    arguments.add_argument("--limit", type=int)
    options = arguments.parse_args()
    tasks = [
        json.loads(line)
        for path in options.tasks
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    site = open_site(load_settings(options.archive, options.index))
    try:
        site.indexer.run(IndexOptions())
        report(site, tasks, options.limit)
    finally:
        site.close()


if __name__ == "__main__":
    main()
