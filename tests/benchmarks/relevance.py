"""Seogo beside Whoosh as it comes, on tasks of query → article: MRR@10, nDCG@10 and Recall@10 in one run.

    python tests/benchmarks/relevance.py ARCHIVE TASKS.jsonl… [--index FOLDER]

ARCHIVE is an article folder, TASKS have rows with ``query``, ``lang``, ``relevant`` (ids) and ``kind``; rows of kind
``mono`` are used. The rival indexes title and text in one field with Whoosh's default analyser and asks for any of the
words (OrGroup); both rank all articles, folding off.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, qparser
from whoosh.filedb.filestore import RamStorage

from seogo.articles.archive import Archive
from seogo.articles.markdown import to_text
from seogo.composition import open_site
from seogo.indexing.indexer import IndexOptions
from seogo.query.plain import to_plain
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings

Ranker = Callable[[str], Sequence[str]]


def whoosh_ranker(archive: Archive) -> Ranker:
    """Whoosh with its own analyser and an OrGroup parser."""
    schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT())
    storage = RamStorage()
    target: index.FileIndex = storage.create_index(schema)
    writer = target.writer(limitmb=512)
    for facts in archive.scan().files.values():
        article = archive.read(facts)
        writer.add_document(id=article.id, text=f"{article.title}\n{to_text(article.body)}")
    writer.commit()
    searcher = target.searcher()
    parser = qparser.QueryParser("text", schema, group=qparser.OrGroup)

    def rank(query: str) -> Sequence[str]:
        return [hit["id"] for hit in searcher.search(parser.parse(query), limit=10)]

    return rank


def measure(rank: Ranker, tasks: Sequence[dict[str, Any]]) -> tuple[float, float, float, float]:
    """MRR@10, nDCG@10, Recall@10 (one relevant article each) and the median time of a query in ms."""
    reciprocal = gain = found = 0.0
    times = []
    for task in tasks:
        began = time.perf_counter()
        ranked = rank(task["query"])
        times.append(time.perf_counter() - began)
        relevant = task["relevant"][0]
        if relevant in ranked:
            place = ranked.index(relevant) + 1
            reciprocal += 1 / place
            gain += 1 / math.log2(place + 1)
            found += 1
    count = len(tasks)
    return reciprocal / count, gain / count, found / count, sorted(times)[count // 2] * 1000


def main() -> None:
    """Print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("tasks", type=Path, nargs="+")
    arguments.add_argument("--index", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = load_settings(options.archive, options.index or Path(scratch) / "index")
        site = open_site(settings)
        site.indexer.run(IndexOptions())

        def seogo(query: str) -> Sequence[str]:
            request = SearchRequest(q=to_plain(query), fold=False)
            return [hit.id for hit in site.search.search(request, facets=False).hits]

        seogo("데우기 warm up")
        rankers = {"Seogo": seogo, "Whoosh, default analyser, OrGroup": whoosh_ranker(site.archive)}
        print("| task | queries | system | MRR@10 | nDCG@10 | Recall@10 | p50 ms |")
        print("|---|---|---|---|---|---|---|")
        for path in options.tasks:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            for language in ("ko", "en"):
                tasks = [r for r in rows if r["kind"] == "mono" and r["lang"] == language]
                for name, rank in rankers.items():
                    mrr, ndcg, recall, p50 = measure(rank, tasks)
                    print(
                        f"| {path.stem} {language} | {len(tasks)} | {name} "
                        f"| {mrr:.4f} | {ndcg:.4f} | {recall:.4f} | {p50:.1f} |",
                        flush=True,
                    )
        site.close()


if __name__ == "__main__":
    main()
