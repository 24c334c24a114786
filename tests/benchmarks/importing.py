"""How fast pages become articles, and in how much memory.

    python tests/benchmarks/importing.py [--pages 5000] [--processes 0]

PAGES pages of the corpus's templates with texts put together from random sentences are written to a temporary folder and
imported into an empty archive, and once more ("same"). Printed are seconds, pages a second and core, and the largest
memory of this process and of the largest reader after each tenth of the pages.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.importers.pages.sites import EXPECTED, Expected, page_bytes
from tests.importers.pages.texts import Text

from seogo.articles.archive import Archive
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome


def pages(count: int, seed: int = 1) -> Iterator[tuple[Expected, Text]]:
    """Pages of about 3,000 letters, all different."""
    rng = random.Random(seed)
    kinds = [(expected, text) for expected in EXPECTED for text in expected.texts]
    for number in range(count):
        expected, text = rng.choice(kinds)
        words = [
            word for block in text.blocks for word in block.split() if word not in ("-", ">", "##")
        ]
        paragraphs = tuple(" ".join(rng.choices(words, k=80)) + "." for _ in range(8))
        title = f"{text.title} {number}"
        yield expected, replace(text, title=title, blocks=(*paragraphs, *text.blocks[2:4]))


def memory() -> str:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    readers = max((resident(pid) for pid in children(os.getpid())), default=0)
    return f"{own} MB here, {readers} MB in the largest reader"


def children(parent: int) -> list[int]:
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(pid) for pid in text.split()]


def resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), "x 0")
    return int(peak.split()[1]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--processes", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, archive = Path(name, "pages"), Path(name, "archive")
        folder.mkdir()
        archive.mkdir()
        for number, (expected, text) in enumerate(pages(arguments.pages)):
            (folder / f"{number:06}.html").write_bytes(page_bytes(expected, text))
        cores = arguments.processes or len(os.sched_getaffinity(0))
        for run in ("first", "again"):
            done = 0

            def tell(outcome: Outcome) -> None:
                nonlocal done
                done += 1
                if done % max(1, arguments.pages // 10) == 0:
                    print(f"  {done:,}: {memory()}", flush=True)

            options = ImportOptions(processes=arguments.processes)
            started = time.perf_counter()
            report = Importer(Archive(archive), options).run([str(folder)], tell)
            seconds = time.perf_counter() - started
            rate = arguments.pages / seconds
            print(
                f"{run}: {report.counts}, {seconds:.1f} s, {rate:.0f} pages/s, {rate / cores:.0f} a core"
            )


if __name__ == "__main__":
    main()
