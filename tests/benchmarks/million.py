"""An archive of a million articles on one machine: files, index, runs for few changes, memory and queries.

    SEOGO_MEANING=off python tests/benchmarks/million.py ARCHIVE FOLDER [--articles 1000000] [--steps make,index,…]

The articles are put together from runs of words of ARCHIVE's, half of them Korean, one in ten with a translation. Kiwi, whose
time is known and grows with the text alone, is replaced by a tokenizer that takes each word for a noun, so that what is
measured is all the rest. Every step prints what it measured; steps can be run one by one, since FOLDER keeps archive and
index.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memory import memory
from serve import listen, measure

from seogo.analysis.korean import KoreanTokenizer
from seogo.articles.archive import Archive
from seogo.articles.markdown import to_text
from seogo.composition import open_site
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings

WORDS = 90
"""Words of an article: some 400 Korean characters, or 500 English ones."""
RUN = 12
IN_FOLDER = 1_000
PAIRED = 10
"""One in so many articles has a translation."""
_WORD = re.compile(r"[가-힣]+|[A-Za-z0-9]+")
_HANGUL = re.compile("[가-힣]+")


@dataclass(frozen=True, slots=True)
class Word:
    """What Kiwi gives for a word, as far as Seogo reads it."""

    form: str
    start: int
    end: int
    tag: str = "NNG"
    score: float = -1.0
    oov: bool = False

    @property
    def len(self) -> int:
        return self.end - self.start


class WordKiwi:
    """Tokenizer in place of Kiwi: words of Hangul are nouns, and nothing else is read."""

    def tokenize(self, text: str | Iterable[str], **_: object) -> Any:
        if not isinstance(text, str):
            return map(self.tokenize, text)
        return [Word(m.group(), *m.span()) for m in _HANGUL.finditer(text)]

    def analyze(self, text: str, top_n: int = 1) -> list[tuple[list[Word], float]]:
        return [(self.tokenize(text), -1.0)]


def runs_of_words(archive: Path, language: Language) -> list[str]:
    """Runs of words as they stand in the articles of a language."""
    opened = Archive(archive)
    runs: list[str] = []
    for facts in opened.scan().files.values():
        if facts.lang is language:
            words = _WORD.findall(to_text(opened.read(facts).body))
            runs += (" ".join(words[at : at + RUN]) for at in range(0, len(words) - RUN, RUN))
    return runs


def make(source: Path, archive: Path, count: int) -> None:
    """Write the files."""
    rng = random.Random(7)
    runs = {language: runs_of_words(source, language) for language in Language}
    for number in range(count):
        first, paired = divmod(number, PAIRED) if number % PAIRED < 2 else (number, 2)
        language = tuple(Language)[paired if paired < 2 else number % 2]
        name = f"pair{first}" if paired < 2 else f"single{number}"
        folder = (
            archive / f"{number // IN_FOLDER:04}"
            if paired == 2
            else archive / f"p{first // IN_FOLDER:04}"
        )
        if not number % IN_FOLDER:
            (archive / f"{number // IN_FOLDER:04}").mkdir(parents=True, exist_ok=True)
            print(f"{number:,} of {count:,}", end="\r", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        body = ". ".join(rng.choices(runs[language], k=WORDS // RUN))
        day = f"{2000 + rng.randrange(26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        title = " ".join(body.split()[:4]).strip(".")
        text = f"---\ntitle: '{title}'\nsource: s{int(rng.paretovariate(1)) % 20:02}\npublished: {day}\n---\n\n{body}.\n"
        (folder / f"{name}.{language}.md").write_text(text, encoding="utf-8")


def run(archive: Path, index: Path) -> None:
    """Reindex in this process, and print what it took."""
    site = open_site(load_settings(archive, index, os.environ))
    began, used = time.perf_counter(), time.process_time()
    report = site.indexer.run(IndexOptions())
    took, used = time.perf_counter() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    changed = len(report.added) + len(report.changed)
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    print(
        f"reindex: {report.articles:,} articles, {changed:,} new or changed: {took:.1f} s ({used:.1f} s of processor), "
        f"{peak:,.0f} MB at most, index folder {size / 1e6:,.0f} MB",
        flush=True,
    )
    site.close()


def edit(archive: Path, count: int) -> None:
    """Add a sentence to so many articles."""
    paths = sorted(archive.rglob("single*.ko.md"))[:: max(1, 10_000 // count)][:count]
    for path in paths:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n한 줄을 {time.time_ns()}에 더했다.\n")


def words_of(archive: Path) -> list[str]:
    """Korean and English words of some articles."""
    some = sorted(archive.iterdir())[0]
    words: list[str] = []
    for path in sorted(some.glob("*.md"))[:300]:
        body = path.read_text("utf-8").rpartition("---\n")[2]
        words += [word for word in _WORD.findall(body) if len(word) > 1][:20]
    return words


def queries(archive: Path, index: Path) -> None:
    """Print p50 and p95 of searches in this process by kind, and of opening, suggestions and facets."""
    site = open_site(load_settings(archive, index, os.environ))
    began = time.perf_counter()
    current = site.current()
    current.warm()
    print(f"opened and warm after {time.perf_counter() - began:.1f} s")
    rng, words = random.Random(3), words_of(archive)

    def asked(kind: str) -> str:
        match kind:
            case "one word":
                return rng.choice(words)
            case "phrase":
                at = rng.randrange(len(words) - 1)
                return f'"{words[at]} {words[at + 1]}"'
            case _:
                return " ".join(rng.sample(words, 3))

    kinds: dict[str, Callable[[], object]] = {
        kind: lambda kind=kind: site.search.search(SearchRequest(q=asked(kind)))  # type: ignore[misc]
        for kind in ("one word", "three words", "phrase")
    }
    kinds["filter"] = lambda: site.search.search(
        SearchRequest(q=asked("one word"), filters=(("source", "s03"),))
    )
    kinds["newest"] = lambda: site.search.search(SearchRequest(q=asked("one word"), sort="newest"))
    kinds["suggestions"] = lambda: current.suggestions.find(rng.choice(words)[:2])
    print("\n| kind | p50 ms | p95 ms |\n|---|---|---|")
    for kind, do in kinds.items():
        times = list(timed(do, 60))
        print(
            f"| {kind} | {statistics.median(times):.1f} | {statistics.quantiles(times, n=20)[18]:.1f} |",
            flush=True,
        )
    print(f"\nMemory of this process: {memory_of_self():,.0f} MB.")
    site.close()


def timed(do: Callable[[], object], count: int) -> Iterator[float]:
    """Milliseconds of some calls."""
    for _ in range(count):
        began = time.perf_counter()
        do()
        yield (time.perf_counter() - began) * 1000


def memory_of_self() -> float:
    """Resident memory of this process in MB."""
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * resource.getpagesize() / 1e6


def serve(archive: Path, index: Path) -> None:
    """Print p50 and p95 over HTTP with one and with 16 clients, and the memory of the server, which has a real Kiwi."""
    port = 8399
    where = ["--archive", str(archive), "--index", str(index), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", "seogo", "serve", *where], stderr=subprocess.PIPE, text=True
    )
    looked_over = threading.Event()
    threading.Thread(target=listen, args=(server, looked_over), daemon=True).start()
    try:
        looked_over.wait(3_600)
        rng, words = random.Random(5), words_of(archive)
        asked = [" ".join(rng.sample(words, rng.randint(1, 3))) for _ in range(320)]
        print("\n| clients | p50 ms | p95 ms | failed |\n|---|---|---|---|")
        for clients, some in ((1, asked[:160]), (1, asked[:160]), (16, asked)):
            p50, p95, failed = measure(port, some, clients)
            print(f"| {clients} | {p50:.1f} | {p95:.1f} | {failed} |", flush=True)
        print(f"\nMemory of the server's processes: {memory(server.pid):,.0f} MB.")
    finally:
        server.terminate()
        server.wait(timeout=60)


def main() -> None:
    """Run the steps."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("source", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--articles", type=int, default=1_000_000)
    arguments.add_argument("--steps", default="make,index,unchanged,one,hundred,queries,serve")
    options = arguments.parse_args()
    KoreanTokenizer.load = lambda tokenizer: setattr(tokenizer, "_kiwi", WordKiwi())  # type: ignore[method-assign, assignment]
    archive, index = options.folder / "archive", options.folder / "index"
    steps: dict[str, Sequence[Callable[[], None]]] = {
        "make": [lambda: make(options.source, archive, options.articles)],
        "index": [lambda: run(archive, index)],
        "unchanged": [lambda: run(archive, index)],
        "one": [lambda: edit(archive, 1), lambda: run(archive, index)],
        "hundred": [lambda: edit(archive, 100), lambda: run(archive, index)],
        "queries": [lambda: queries(archive, index)],
        "serve": [lambda: serve(archive, index)],
    }
    for step in options.steps.split(","):
        print(f"\n## {step}", flush=True)
        for do in steps[step]:
            do()


if __name__ == "__main__":
    main()
