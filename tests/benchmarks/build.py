"""How fast indexing is, in CPU seconds: writing given terms beside tantivy and stock Whoosh, whole runs beside Kiwi alone.

    python tests/benchmarks/build.py ARCHIVE [--size 100000] [--stock 2000] [--long 300]

First a full `reindex` of ARCHIVE, and of ``--long`` Korean articles of 1,300 characters and more put together from its
paragraphs, beside what Kiwi needs for the same passages. Then SIZE synthetic articles whose terms are given; stock Whoosh
writes ``--stock`` of them and is compared article by article. Then 1 % of 10,000 articles changed. What is not installed
is left out.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import speed
from synthetic import make_documents, read_parts

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.korean import KoreanTokenizer
from seogo.analysis.passages import to_passages
from seogo.analysis.script.normalize import normalize
from seogo.articles.archive import Archive
from seogo.articles.markdown import to_text
from seogo.composition import open_site
from seogo.engines import clauses as q
from seogo.engines.base import Branch, EngineQuery
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.settings import load_settings

_ROUNDS = 5


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of all threads that ``work`` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def given_terms(archive: Path, size: int, stock: int, scratch: Path) -> None:
    """Write the same terms with each engine."""
    documents = list(make_documents(read_parts(archive, Analyzer()), size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    own = cpu(lambda: WhooshEngine(scratch / "seogo").replace_all(documents))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\n## Writing {size:,} articles whose terms are given\n")
    print("| engine | CPU s | ms an article | Seogo / it |\n|---|---|---|---|")
    print(f"| Seogo | {own:.1f} | {own / size * 1000:.3f} | |")
    if speed.tantivy is not None:
        other = cpu(lambda: speed.tantivy_engine(documents, scratch / "tantivy"))
        print(
            f"| tantivy, one thread | {other:.1f} | {other / size * 1000:.3f} | {own / other:.2f} |"
        )
    stock = min(stock, size)
    other = cpu(lambda: speed.stock_whoosh(documents[:stock], scratch / "whoosh"))
    each = other / stock
    print(
        f"| Whoosh as it is ({stock:,} of them) | {other:.1f} | {each * 1000:.3f} | {own / size / each:.3f} |"
    )
    bytes_ = sum(path.stat().st_size for path in (scratch / "seogo").iterdir())
    print(f"\nMemory grew by {grown:,.0f} MB while writing; {bytes_ / 1e6:,.0f} MB on disk.")
    documents.clear()
    gc.collect()
    began = time.perf_counter()
    WhooshEngine(scratch / "seogo").status()
    opened = time.perf_counter()
    WhooshEngine(scratch / "seogo").search(
        EngineQuery((Branch(q.Term("body_ko", "있"), limit=10),))
    )
    print(
        f"Opening: {(opened - began) * 1000:.1f} ms; opening and a first query: "
        f"{(time.perf_counter() - opened) * 1000:.1f} ms."
    )


def long_articles(archive: Path, count: int, target: Path) -> None:
    """Korean articles of 1,300 characters and more, of Korean paragraphs of the archive by chance, each used once; as many
    as there are paragraphs for."""
    opened = Archive(archive)
    paragraphs = dict.fromkeys(
        paragraph
        for facts in opened.scan().files.values()
        if facts.lang is Language.KO
        for paragraph in opened.read(facts).body.split("\n\n")
        if sum("가" <= letter <= "힣" for letter in paragraph) * 2 > len(paragraph)
    )
    remaining = list(paragraphs)
    random.Random(2).shuffle(remaining)
    target.mkdir()
    for number in range(count):
        body: list[str] = []
        while remaining and sum(map(len, body)) < 1_300:
            body.append(remaining.pop())
        if not remaining:
            break
        text = "\n\n".join(body)
        (target / f"a{number:05}.ko.md").write_text(f"---\ntitle: 글 {number}\n---\n\n{text}\n")


def whole_run(name: str, archive: Path, scratch: Path) -> None:
    """A full reindex from nothing beside Kiwi on the same passages; medians."""
    opened = Archive(archive)
    passages: list[str] = []
    for facts in opened.scan().files.values():
        article = opened.read(facts)
        for text in (article.title, to_text(article.body)):
            passages += [normalize(passage).text for _, passage in to_passages(text)]
    tokenizer = KoreanTokenizer()
    tokenizer.load()
    asked = [passage for passage in passages if any("가" <= letter <= "힣" for letter in passage)]

    def kiwi_alone() -> None:
        for tokens in tokenizer._kiwi.tokenize(asked):
            len(tokens)

    # by turns, as machines are not equally fast all the time
    alone: list[float] = []
    taken: list[float] = []
    walls: list[float] = []
    for number in range(_ROUNDS):
        alone.append(cpu(kiwi_alone))
        site = open_site(load_settings(archive, scratch / str(number)))
        site.analyzer_for(()).load()
        began = time.perf_counter()
        taken.append(cpu(partial(site.indexer.run, IndexOptions(full=True))))
        walls.append(time.perf_counter() - began)
    began = time.perf_counter()
    again = site.indexer.run(IndexOptions())
    unchanged = time.perf_counter() - began
    assert again.analysed == 0
    ratio = median(whole / kiwi for whole, kiwi in zip(taken, alone, strict=True))
    print(
        f"| {name} | {again.articles:,} | {median(alone):.1f} | {median(taken):.1f} | {ratio:.2f} "
        f"| {median(walls):.1f} | {unchanged:.2f} |",
        flush=True,
    )


def changing(archive: Path, scratch: Path) -> None:
    """1 % of 10,000 articles changed."""
    documents = list(make_documents(read_parts(archive, Analyzer(), 2_000), 10_000))
    engine = WhooshEngine(scratch / "changing")
    engine.replace_all(documents)
    rng = random.Random(4)
    times = []
    for step in range(5):
        chosen = [replace(d, content_hash=f"{step}") for d in rng.sample(documents, 100)]
        began = time.perf_counter()
        engine.apply(chosen, [])
        times.append(time.perf_counter() - began)
    print(
        f"\n1 % of 10,000 articles changed: {sorted(times)[2]:.2f} s (median of 5), beyond analysis."
    )


def main() -> None:
    """Print tables."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("--size", type=int, default=100_000)
    arguments.add_argument("--stock", type=int, default=2_000)
    arguments.add_argument("--long", type=int, default=1_000)
    options = arguments.parse_args()
    scratch = Path(tempfile.mkdtemp())
    try:
        print("\n## Whole runs, CPU seconds\n")
        print(
            "| archive | articles | Kiwi alone | reindex --full | ratio | wall s | unchanged, s |"
        )
        print("|---|---|---|---|---|---|---|")
        long_articles(options.archive, options.long, scratch / "long")
        whole_run("long Korean articles", scratch / "long", scratch / "a")
        whole_run(str(options.archive), options.archive, scratch / "b")
        given_terms(options.archive, options.size, options.stock, scratch)
        changing(options.archive, scratch)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
