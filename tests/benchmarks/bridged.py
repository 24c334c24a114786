"""What the bridge adds to the time of a search, in this process: each query with it and with ``level=forms``, by turns.

    python tests/benchmarks/bridged.py ARCHIVE INDEX [--words-of ARCHIVE] [--tasks TASKS.jsonl] [--queries 200]

The queries are mixed ones of one to four words as in serve.py, with ``--tasks`` sentences among them, and made-up names in
Hangul and in Latin letters, which no lexicon has, so that all names of the index are looked through by their sound. No query
is remembered; the terms have been read. ``--words-of`` is where the words are taken from, if ARCHIVE is a copied one.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from pathlib import Path

from serve import make_queries

import seogo.rewriting.compiler
from seogo.composition import Site, open_site
from seogo.searching.request import Level, SearchRequest
from seogo.settings import load_settings

_ROUNDS = 3
_SYLLABLES = (
    "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후르스크트"
)


def made_up_names(count: int, rng: random.Random) -> tuple[list[str], list[str]]:
    """Names of three or four syllables, some with another word behind them."""
    korean, english = [], []
    for _ in range(count):
        name = "".join(rng.choices(_SYLLABLES, k=rng.randint(3, 4)))
        korean.append(name + rng.choice(("", " 대통령", " 회장 발언")))
        name = "".join(
            rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(3, 4))
        )
        english.append(name.capitalize() + rng.choice(("", " president", " says")))
    return korean, english


def best_times(site: Site, queries: list[str], level: Level) -> list[float]:
    """The shortest time of each query, in milliseconds."""
    best = [float("inf")] * len(queries)
    for _ in range(_ROUNDS):
        for place, query in enumerate(queries):
            began = time.perf_counter()
            site.search.search(SearchRequest(q=query, level=level))
            best[place] = min(best[place], (time.perf_counter() - began) * 1000)
    return best


def main() -> None:
    """Print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--words-of", type=Path)
    arguments.add_argument("--tasks", type=Path)
    arguments.add_argument("--queries", type=int, default=200)
    options = arguments.parse_args()
    seogo.rewriting.compiler._CACHED_QUERIES = 0
    site = open_site(load_settings(options.archive, options.index))
    source = options.words_of or options.archive
    korean, english = made_up_names(options.queries // 2, random.Random(1))
    kinds = {"mixed": make_queries(source, options.tasks, options.queries)}
    kinds |= {"names in Hangul": korean, "names in Latin letters": english}
    print("| queries | forms, p50 ms | bridge | added to p50 | added: p50 | p95 |")
    print("|---|---|---|---|---|---|")
    try:
        for kind, queries in kinds.items():
            best_times(site, queries, "bridge")  # terms are read, names by sound are made
            forms, bridge = (best_times(site, queries, level) for level in ("forms", "bridge"))
            added = [after - before for before, after in zip(forms, bridge, strict=True)]
            print(
                f"| {kind} | {statistics.median(forms):.1f} | {statistics.median(bridge):.1f} "
                f"| {statistics.median(bridge) - statistics.median(forms):.1f} "
                f"| {statistics.median(added):.1f} | {statistics.quantiles(added, n=20)[18]:.1f} |",
                flush=True,
            )
    finally:
        site.close()


if __name__ == "__main__":
    main()
