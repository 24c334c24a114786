"""Search among vectors: what a query costs, and how many of the nearest of an exact search it finds.

    python tests/benchmarks/vectors.py INDEX TASKS.jsonl… [--queries 150] [--articles 100000]

reads the vectors of the index, encodes the queries of the tasks, and compares with cosines of all vectors. With
``--articles`` the same is asked of a file of so many articles of ten passages each, which are those of the index with noise
(cosine .85 to the original; some seven of each, nearer to each other than real ones are). All times are CPU time of one core.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from seogo.languages import Language
from seogo.meaning.encoder import load_encoder
from seogo.meaning.passages import TITLE, Passages
from seogo.meaning.store import ArticleVectors
from seogo.meaning.vectors import IndexedVectors, Vectors, write_vectors
from seogo.storage.generations import Generations

NOISE = 0.62
PASSAGES = 10
BEST = (10, 100)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("tasks", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=150)
    parser.add_argument("--articles", type=int)
    options = parser.parse_args()
    texts = [json.loads(line)["query"] for path in options.tasks for line in path.open()]
    texts = texts[:: max(1, len(texts) // options.queries)][: options.queries]
    before = resident()
    began = time.process_time()
    encoder = load_encoder()
    print(f"encoder: {time.process_time() - began:.2f} s, {resident() - before:.0f} MB")
    began = time.process_time()
    queries = np.concatenate([encoder.encode([text]) for text in texts])
    print(f"encoding a query: {1000 * (time.process_time() - began) / len(texts):.1f} ms")
    folder = Generations(options.index).newest(thorough=False).folder
    measure(folder / "meaning", queries)
    if options.articles:
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "meaning"
            write_vectors(path, "1 noise", noisy(Vectors(folder / "meaning"), options.articles))
            measure(path, queries)


def noisy(vectors: Vectors, count: int) -> Iterator[IndexedVectors]:
    """Articles whose passages are those of an index, with noise."""
    random = np.random.default_rng(0)
    spans = [TITLE, *((50 * place, 50 * place + 50) for place in range(PASSAGES - 1))]
    for number in range(count):
        drawn = [
            vectors.article(place) for place in random.integers(vectors.articles, size=PASSAGES)
        ]
        rows = np.stack([found.rows[random.integers(len(found.rows))] for found in drawn])
        rows = rows.astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        rows += random.normal(0, NOISE / rows.shape[1] ** 0.5, rows.shape)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        language = Language.KO if number < count // 2 else Language.EN
        found = ArticleVectors.of(Passages(spans), rows)
        yield IndexedVectors(f"noise/{number}", language, f"{number:064}", found)


def measure(path: Path, queries: NDArray[np.float32]) -> None:
    """Print what a file and a query of it cost, and what is found."""
    before, began = resident(), time.process_time()
    vectors = Vectors(path)
    opened = time.process_time() - began
    print(
        f"{vectors.articles:,} articles, {vectors.passages:,} passages, {vectors.left_out:,} left out"
    )
    print(f"file: {path.stat().st_size / 1e6:.0f} MB, opened in {opened:.3f} s")
    for language in (*Language, None):
        began = time.process_time()
        found = [[near.id for near in vectors.nearest(q, language, max(BEST))] for q in queries]
        each = 1000 * (time.process_time() - began) / len(queries)
        same = ", ".join(
            f"{np.mean([len({*one[:n]} & {*other[:n]}) / n for one, other in both]):.4f} of {n}"
            for both in [list(zip(found, exact(vectors, queries, language), strict=True))]
            for n in BEST
        )
        print(f"{language or 'both'}: {each:.1f} ms; as in an exact search: {same}", flush=True)
    print(f"memory: {resident() - before:.0f} MB", flush=True)


def exact(
    vectors: Vectors, queries: NDArray[np.float32], language: Language | None
) -> Sequence[list[str]]:
    """Ids of the nearest of each query, by all vectors of a language."""
    best: list[list[tuple[float, str]]] = [[] for _ in queries]
    for at, name in enumerate(vectors.ids()):
        if language is None or vectors.language(at) is language:
            article = vectors.article(at)
            rows = article.rows * article.scales[:, None]
            for one, similarity in zip(best, (queries @ rows.T).max(axis=1).tolist(), strict=True):
                one.append((-similarity, name))
    return [[name for _, name in sorted(one)[: max(BEST)]] for one in best]


def resident() -> float:
    """Resident memory of this process in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
