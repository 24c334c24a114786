"""How long other threads wait while hostile texts are read, checked, indexed, shown, exported and imported.

    python -m tests.benchmarks.ticks [--size 300000] [--only NAME …] [--from NAME]

A thread ticks every 10 ms beside each step; a gap is the time between two ticks in which this process computed (so that
other processes do not count). Each text of tests/growth/texts.py, of so many bytes, stands in an article and its translation,
in its summary and in a former version, and in a source of each format. Prints for each text the longest gap with its step,
and the step that took longest; at the end the longest gap of each step. ``--from`` goes on from a text.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from tests.growth.texts import UNITS, article, numbered, run, sources

from seogo.analysis.korean import KoreanTokenizer
from seogo.articles.archive import VERSIONS
from seogo.composition import Site, open_site
from seogo.importers.item import Piece
from seogo.importers.readers import read_piece
from seogo.importers.writing.near_duplicates import fingerprint_of
from seogo.indexing.indexer import IndexOptions, check_archive
from seogo.languages import Language
from seogo.settings import load_settings
from seogo.web import create_app

NUMBERED = "numbered paragraphs"
ADDRESSES = (
    *(
        "/articles/slow.ko",
        "/articles/slow.en",
        "/articles/slow.ko/pair",
        "/articles/slow.ko/changes",
    ),
    *("/articles/slow.ko.json", "/articles/slow.ko.md", "/articles/slow.ko.bib"),
    *("/articles/slow.ko.ris", "/articles/slow.ko.csl.json", "/", "/search?q=글이다 {}"),
    *("/articles/slow.ko?q=글이다 {}", "/search.json?q=text {}", "/search.atom?q=글이다"),
    *("/search.csv?q=글이다", "/search.jsonl?q=글이다", "/suggest?q={}", "/analyze?text={}"),
    *("/concordance?q=글이다", "/concordance.json?q={}"),
)
LONGEST_QUERY = 1_900


class Ticks(threading.Thread):
    """Ticks every 10 ms; ``gap`` is the longest time between two."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.gap = 0.0
        self._ended = threading.Event()

    def run(self) -> None:
        """Tick."""
        wall, computed = time.perf_counter(), time.process_time()
        while not self._ended.wait(0.01):
            now, used = time.perf_counter(), time.process_time()
            self.gap = max(self.gap, min(now - wall, used - computed))
            wall, computed = now, used

    def end(self) -> None:
        """Stop ticking."""
        self._ended.set()
        self.join()


def measured(do: Callable[[], object]) -> tuple[float, float]:
    """The longest gap beside something, and its seconds of CPU."""
    ticks = Ticks()
    ticks.start()
    began = time.process_time()
    do()
    took = time.process_time() - began
    ticks.end()
    return ticks.gap, took


def write(folder: Path, name: str, size: int) -> None:
    """An archive of one text in two languages, which was another one before."""
    for lang, first in ((Language.KO, 10_001), (Language.EN, 10_002)):
        text = numbered(size, first) if name == NUMBERED else run(name, size)
        text = text.encode()[: size - 70_000 if size > 200_000 else size].decode("utf-8", "ignore")
        summary = "" if name == NUMBERED else run(name, 15_000)
        (folder / f"slow.{lang}.md").write_text(article(lang, text, summary), newline="")
    former = folder / VERSIONS / "slow.ko" / "2026-01-19T010203Z.md"
    former.parent.mkdir(parents=True)
    former.write_text(article(Language.KO, f"1\n{text[1:]}"), newline="")


def steps(site: Site, name: str, size: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done with the archive of a text, and with the text as a source."""
    site.analyzer_for(()).analyze_query(["김치"])  # loads Kiwi
    yield "check", lambda: check_archive(site.archive)
    yield "reindex", lambda: site.indexer.run(IndexOptions())
    client = create_app(site).test_client()
    query = (run(name, LONGEST_QUERY // 9) if name != NUMBERED else "10001 10003").replace("\0", "")

    def get(address: str) -> Callable[[], object]:
        def do() -> None:
            answer = client.get(address.replace("{}", quote(query)))
            answer.get_data()
            assert answer.status_code < 500, answer.status

        return do

    for address in ADDRESSES:
        yield address, get(address)
    text = numbered(size, 10_001) if name == NUMBERED else run(name, size)
    text = text.encode()[:size].decode("utf-8", "ignore")
    for form, source, content in sources(text):
        data = content.encode("utf-8", "replace")
        piece = Piece(source, source, data=data, format=form)
        yield f"import {form} {source}", lambda piece=piece: read_piece(piece)  # type: ignore[misc]
    yield "near duplicates", lambda: fingerprint_of(text)


def share_kiwi() -> None:
    """Load Kiwi once for all sites."""
    load = KoreanTokenizer.load
    loaded: dict[object, object] = {}

    def shared(tokenizer: KoreanTokenizer) -> None:
        if tokenizer._dictionary not in loaded:
            load(tokenizer)
            loaded[tokenizer._dictionary] = tokenizer._kiwi
        tokenizer._kiwi = loaded[tokenizer._dictionary]

    setattr(KoreanTokenizer, "load", shared)  # noqa: B010


def main() -> None:
    """Print a line for each text, and a table of steps."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--size", type=int, default=300_000)
    arguments.add_argument("--only", nargs="*", default=None)
    arguments.add_argument("--from", dest="first", default=None)
    arguments.add_argument("--verbose", action="store_true")
    options = arguments.parse_args()
    names = options.only or [NUMBERED, *UNITS]
    names = names[names.index(options.first) :] if options.first else names
    share_kiwi()
    worst: dict[str, tuple[float, float, str]] = {}
    for name in names:
        folder = Path(tempfile.mkdtemp())
        (folder / "a").mkdir()
        write(folder / "a", name, options.size)
        site = open_site(load_settings(folder / "a", folder / "i", {}))
        found: list[tuple[float, float, str]] = []
        for step, do in steps(site, name, options.size):
            gap, took = measured(do)
            found.append((gap, took, step))
            if options.verbose:
                print(f"    {step}: {gap:.2f} {took:.2f}", flush=True)
            worst[step] = max(worst.get(step, (0.0, 0.0, "")), (gap, took, name))
        site.close()
        shutil.rmtree(folder)
        gap, _, step = max(found)
        _, took, slow = max(found, key=lambda one: one[1])
        print(
            f"{name}: longest gap {gap:.2f} s ({step}); longest step {took:.1f} s ({slow})",
            flush=True,
        )
    print("\n| step | longest gap (s) | CPU (s) | text |\n|---|---|---|---|")
    for step, (gap, took, name) in worst.items():
        print(f"| {step} | {gap:.2f} | {took:.1f} | {name} |")


if __name__ == "__main__":
    main()
