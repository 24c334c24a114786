"""How near in meaning an article is to a query by chance, and how near the right one is.

    python tests/benchmarks/chance.py INDEX TASKS.jsonl… [--queries 1000]

encodes the queries of the tasks, and runs of one and of two of their words; compares each with articles of the index that are
drawn at random, by the nearest of their passages; and prints quantiles of the cosine by languages and by words of the query.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from seogo.languages import Language
from seogo.meaning.encoder import load_encoder
from seogo.meaning.vectors import Vectors
from seogo.storage.generations import Generations

DRAWN = 100
LENGTHS = ((1, 1), (2, 2), (3, 9), (10, 19), (20, 1_000))
QUANTILES = (0.5, 0.9, 0.95, 0.99, 0.999)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("tasks", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=1_000)
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.tasks for line in path.open()]
    random = np.random.default_rng(0)
    tasks = [rows[place] for place in random.permutation(len(rows))[: options.queries]]
    vectors = Vectors(Generations(options.index).newest(thorough=False).folder / "meaning")
    names: dict[Language, list[str]] = {language: [] for language in Language}
    for place, name in enumerate(vectors.ids()):
        names[vectors.language(place)].append(name)
    chance: dict[tuple[str, Language, int], list[float]] = defaultdict(list)
    right: dict[tuple[str, Language, int], list[float]] = defaultdict(list)
    encoder = load_encoder()
    for task in tasks:
        words = task["query"].split()
        at = int(random.integers(len(words)))
        texts = [task["query"], words[at], " ".join(words[at : at + 2])]
        for text, vector in zip(texts, encoder.encode(texts), strict=True):
            length = next(first for first, last in LENGTHS if len(text.split()) <= last)
            for language, ids in names.items():
                drawn = (
                    random.choice(ids, min(DRAWN, len(ids)), replace=False).tolist() if ids else []
                )
                found = vectors.nearness(vector, [n for n in drawn if n not in task["relevant"]])
                key = (task["lang"], language, length)
                chance[key] += [near.similarity for near in found.values()]
                if text == task["query"]:
                    wanted = vectors.nearness(vector, task["relevant"])
                    right[key] += [
                        one.similarity for one in wanted.values() if one.language is language
                    ]
    print(
        "| query | article | words | chance: "
        + ", ".join(f"{q:.1%}" for q in QUANTILES)
        + " | right: 10%, 50% |"
    )
    print("|---|---|---|---|---|")
    for key in sorted(chance):
        of, language, length = key
        by_chance = ", ".join(f"{one:.2f}" for one in np.quantile(chance[key], QUANTILES))
        by_right = (
            ", ".join(f"{one:.2f}" for one in np.quantile(right[key], (0.1, 0.5)))
            if right[key]
            else ""
        )
        print(f"| {of} | {language} | {length}– | {by_chance} | {by_right} |", flush=True)


if __name__ == "__main__":
    main()
