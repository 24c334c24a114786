"""What each part of the ranking is worth: MRR@10 with and without it, on tasks of query → article in the same language.

    python tests/benchmarks/ablation.py ARCHIVE TASKS.jsonl… [--index FOLDER]

Every row changes one thing; the index stays. Folding is off.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from seogo.composition import open_site
from seogo.engines.whoosh.scoring import term_scorer
from seogo.indexing.indexer import IndexOptions
from seogo.query.plain import to_plain
from seogo.rewriting import clause_builder, compiler, term_statistics
from seogo.rewriting.synonyms import SynonymFinder
from seogo.rewriting.term_statistics import TermStatistics
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService
from seogo.settings import load_settings

CHANGES: dict[str, list[tuple[Any, str, Any]]] = {
    "as it is": [],
    "titles without a boost of their own": [(clause_builder, "TITLE_BOOST", 0.0)],
    "no bigrams": [(clause_builder, "BIGRAM_BOOST", 0.0)],
    "bigrams .3": [(clause_builder, "BIGRAM_BOOST", 0.3)],
    "no compounds": [(clause_builder, "COMPOUND_BOOST", 0.0)],
    "nearness does not count": [(clause_builder, "NEAR_BOOST", 0.0)],
    "no other forms": [
        (SynonymFinder, "of_word", lambda *_: ()),
        (SynonymFinder, "of_group", lambda *_: None),
    ],
    "rarity per language, as the engine has it": [(TermStatistics, "boost", lambda *_: 1.0)],
    "the same weights in long queries": [
        (term_statistics, "SHORT", 10_000),
        (term_statistics, "LONG", 20_000),
    ],
    "all words first in sentences too": [(compiler, "SENTENCE", 10_000)],
    "k1 .9": [(term_scorer, "K1", 0.9)],
    "k1 1.5": [(term_scorer, "K1", 1.5)],
    "b .75": [(term_scorer, "B", 0.75)],
}


@contextmanager
def changed(changes: list[tuple[Any, str, Any]]) -> Iterator[None]:
    """With other values for a while."""
    before = [(where, name, getattr(where, name)) for where, name, _ in changes]
    for where, name, value in changes:
        setattr(where, name, value)
    try:
        yield
    finally:
        for where, name, value in before:
            setattr(where, name, value)


def reciprocal_rank(search: SearchService, task: dict[str, Any]) -> float:
    """1 / place of the relevant article among the first ten, or 0."""
    hits = search.rank(SearchRequest(q=to_plain(task["query"]), fold=False))
    places = [place for place, hit in enumerate(hits, 1) if hit.id in task["relevant"]]
    return 1 / places[0] if places else 0.0


def main() -> None:
    """Print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("tasks", type=Path, nargs="+")
    arguments.add_argument("--index", type=Path)
    options = arguments.parse_args()
    columns: dict[str, list[dict[str, Any]]] = {}
    for path in options.tasks:
        for line in path.read_text(encoding="utf-8").splitlines():
            task = json.loads(line)
            if task["kind"] == "mono":
                columns.setdefault(f"{path.stem} {task['lang']}", []).append(task)
    with tempfile.TemporaryDirectory() as scratch:
        site = open_site(load_settings(options.archive, options.index or Path(scratch) / "index"))
        site.indexer.run(IndexOptions())
        print(f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
        for name, changes in CHANGES.items():
            with changed(changes):
                site.current.close()  # what is kept of scores was made with the other values
                found = [
                    sum(reciprocal_rank(site.search, task) for task in tasks) / len(tasks)
                    for tasks in columns.values()
                ]
            print(f"| {name} | {' | '.join(f'{mean:.4f}' for mean in found)} |", flush=True)
        site.close()


if __name__ == "__main__":
    main()
