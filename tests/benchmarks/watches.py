"""How long watches take: so many saved searches against so many new articles of an archive, printed as they go.

``python tests/benchmarks/watches.py ARCHIVE INDEX [WATCHES] [NEW]``, with an index that `seogo reindex` built. The
queries are one or two words of titles; an index without NEW of the articles stands for the last run.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
import time
from pathlib import Path

from seogo.composition import open_site
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings
from seogo.watches.definitions import Watch
from seogo.watches.run import news, state_of
from seogo.watches.seen import Seen


def main(archive: str, index: str, watches: str = "1000", new: str = "1000") -> None:
    """Time a run of watches, and print it."""
    site = open_site(load_settings(Path(archive), Path(index), {"SEOGO_MEANING": "off"}))
    opened = site.current()
    opened.warm()
    chance = random.Random(23)
    began = time.perf_counter()
    now = state_of(opened, ())
    print(f"state of {len(now):,} articles: {time.perf_counter() - began:.2f} s")
    names = chance.sample(sorted(now), int(new))
    records = (
        site.search.record(name) for name in itertools.cycle(chance.sample(sorted(now), 500))
    )
    queries: dict[str, None] = {}
    for record in records:
        if len(queries) == int(watches):
            break
        assert record is not None
        words = re.findall(r"\w{2,}", record.title)
        if words:
            queries[" ".join(chance.sample(words, min(len(words), chance.choice((1, 1, 2)))))] = (
                None
            )
    wanted = [Watch(query, SearchRequest(q=query), 1) for query in queries]
    before = {name: hashes for name, hashes in now.items() if name not in set(names)}
    seen = Seen(dict.fromkeys(queries, before))
    began, spent, found = time.perf_counter(), time.process_time(), 0
    for number, one in enumerate(news(opened, wanted, seen, now), 1):
        found += len(one.new)
        if number % 100 == 0:
            print(
                f"{number:,} watches: {time.perf_counter() - began:.2f} s, {found:,} articles",
                flush=True,
            )
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    print(
        f"{len(wanted):,} watches × {len(names):,} new articles: {wall:.2f} s ({cpu:.2f} s of CPU)"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
