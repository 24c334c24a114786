"""What the bridge finds through the search itself, and what it costs the query's own language.

    python tests/benchmarks/one_list.py ARCHIVE TASKS.jsonl… [--index FOLDER] [--limit N]

Of tasks of kind ``bridge``, searched in the language of their articles: Recall@10 and MRR@10, as shares of what rows of kind
``mono`` reach for the same articles; and where these stand in one list of both languages (median). Of tasks of kind ``mono``,
in one list: nDCG@10 with the bridge against ``level=forms``.

The queries of tasks are not in the articles. So the same once more with a sentence of the article itself, chosen by chance
(40 to 200 characters of English, half as many of Korean): the median places of the article and of its twin in the other
language, which is not linked to it, and nDCG@10 as before.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from seogo.analysis.sentences import sentence_starts
from seogo.articles.archive import Archive
from seogo.articles.facts import FileFacts
from seogo.articles.markdown import to_text
from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.query.plain import to_plain
from seogo.searching.request import Level, SearchRequest
from seogo.settings import load_settings

Task = dict[str, Any]
_BEYOND = 999
_LENGTHS = {Language.EN: (40, 200), Language.KO: (20, 100)}


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


def sentences_of(archive: Archive, facts: FileFacts) -> list[str]:
    """The sentences of an article that are neither very short nor very long."""
    text = to_text(archive.read(facts).body)
    starts = sentence_starts(text)
    shortest, longest = _LENGTHS[facts.lang or Language.EN]
    found = (text[start:end].strip() for start, end in pairwise([*starts, len(text)]))
    return [sentence for sentence in found if shortest <= len(sentence) <= longest]


def report_sentences(site: Site, archive: Archive, tasks: list[Task], limit: int | None) -> None:
    """Print a table of queries that are a sentence of the article."""
    files = archive.scan().files
    rng = random.Random(1)
    kinds: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for task in tasks:
        kinds[task["corpus"], task["lang"], task["query"]][task["kind"]] = task["relevant"][0]
    twins: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (corpus, lang, _), found in kinds.items():
        if len(found) == 2:
            twins[corpus, lang].append((found["mono"], found["bridge"]))
    print()
    print(
        "| sentences of | queries | place of the article | of its twin | nDCG@10 forms | change |"
    )
    print("|---|---|---|---|---|---|")
    for (corpus, lang), pairs in sorted(twins.items()):
        places: list[tuple[int, int, int]] = []
        for article, twin in pairs[:limit]:
            if sentences := sentences_of(archive, files[article]):
                asked = {"query": rng.choice(sentences), "relevant": [article]}
                about = asked | {"relevant": [twin]}
                places.append(
                    (
                        place(site, asked, lang=None),
                        place(site, about, lang=None, size=100),
                        place(site, asked, lang=None, level="forms"),
                    )
                )
        own, other, forms = zip(*places, strict=True)
        before, after = sum(map(gain, forms)), sum(map(gain, own))
        print(
            f"| {corpus} {lang} | {len(places)} | {statistics.median(own):g} "
            f"| {statistics.median(other):g} | {before / len(places):.4f} "
            f"| {after / before - 1:+.2%} |",
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
        report_sentences(site, Archive(options.archive), tasks, options.limit)
    finally:
        site.close()


if __name__ == "__main__":
    main()
