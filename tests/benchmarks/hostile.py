"""Hostile requests against an archive: odd addresses, parameters, methods and headers, 10,000 of them.

    python -m tests.benchmarks.hostile ARCHIVE INDEX [--count 10000] [--seed 1]

INDEX must be there already and is only read. Prints how many answers of each status there were, the slowest requests, and
every answer that is none of ours: statuses of 500 and more, and errors in another shape than RFC 9457 or an error page.
"""

from __future__ import annotations

import argparse
import collections
import sys
import time
from pathlib import Path

from tests.web.fuzzing import Hostile, hostile, is_fine

from seogo.composition import open_site
from seogo.settings import load_settings
from seogo.web import create_app


def main() -> None:
    """Print a report; the status is 1 where anything was wrong."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    site = open_site(load_settings(options.archive, options.index, {}))
    client = create_app(site).test_client()
    client.get("/search?q=데우기")
    statuses: collections.Counter[int] = collections.Counter()
    slowest: list[tuple[float, Hostile]] = []
    wrong: list[tuple[int, Hostile]] = []
    began = time.perf_counter()
    for request in hostile(options.seed, options.count):
        started = time.perf_counter()
        response = request.send(client)
        fine = is_fine(response)  # reads all of it
        slowest.append((time.perf_counter() - started, request))
        statuses[response.status_code] += 1
        if not fine:
            wrong.append((response.status_code, request))
        response.close()
    print(f"{options.count:,} requests in {time.perf_counter() - began:.0f} s")
    for status, count in sorted(statuses.items()):
        print(f"{status}: {count:,}")
    slowest.sort(key=lambda pair: -pair[0])
    for seconds, request in slowest[:5]:
        print(f"{seconds * 1000:.0f} ms: {request.path[:60]!r} {request.query[:120]!r}")
    for status, request in wrong[:20]:
        print(f"WRONG {status}: {request}")
    print(f"{len(wrong)} wrong answers")
    site.close()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
