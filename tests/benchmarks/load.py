"""`seogo serve` under many clients while a `seogo reindex` runs beside it.

    python tests/benchmarks/load.py ARCHIVE INDEX [--clients 16] [--seconds 60] [--alone]

INDEX is written to: give a copy. The clients ask for pages, JSON, feeds, articles and exports, each over a connection of its
own. Prints requests and errors, p50 and p95 in milliseconds by kind and of all together, until the whole answer is there and
until it begins (tables are complete results, of thousands of articles), what the reindex said, and the memory of the server
at the start, in the middle and at the end.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

from memory import memory

from seogo.articles.archive import Archive

KINDS = (
    *(("page", "/search?q={word}"),) * 6,
    *(("json", "/search.json?q={word}"),) * 4,
    *(("suggest", "/suggest?q={word}"),) * 2,
    *(("article", "/articles/{id}"),) * 4,
    ("feed", "/search.atom?q={word}"),
    ("table", "/search.csv?q={word}+{other}"),
    ("front", "/"),
    ("tags", "/tags"),
)


class Client(threading.Thread):
    """Asks until it is time to stop; ``times`` are by kind, in milliseconds until an answer begins and until it is there."""

    def __init__(self, port: int, words: list[str], ids: list[str], seed: int, end: float) -> None:
        super().__init__()
        self.times: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.errors: list[str] = []
        self._port, self._words, self._ids, self._end = port, words, ids, end
        self._rng = random.Random(seed)

    def run(self) -> None:
        """Ask."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while time.monotonic() < self._end:
            kind, template = self._rng.choice(KINDS)
            word, other = (quote(text) for text in self._rng.sample(self._words, 2))
            address = template.format(word=word, other=other, id=quote(self._rng.choice(self._ids)))
            began = time.perf_counter()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                first = time.perf_counter()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{error!r} {address}")
                connection.close()
                continue
            whole = time.perf_counter()
            self.times[kind].append(((first - began) * 1000, (whole - began) * 1000))
            if answer.status != 200:
                self.errors.append(f"{answer.status} {address}")
        connection.close()


def words_of(archive: Path) -> tuple[list[str], list[str]]:
    """Words and ids of some articles."""
    opened = Archive(archive)
    files = list(opened.scan().files.values())[::20]
    words: list[str] = []
    for facts in files:
        words += re.findall(r"[가-힣]{2,6}|[A-Za-z]{4,12}", opened.read(facts).body)[:6]
    return words, [facts.id for facts in files]


def until_ready(port: int, seconds: float) -> None:
    """Wait until the server has an index, and has loaded what the first query loads. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", f"/search.json?q={quote('데우기 warm')}")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise TimeoutError("the server is not ready")


def main() -> None:
    """Print a report."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--clients", type=int, default=16)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--alone", action="store_true", help="no reindex beside it")
    options = arguments.parse_args()
    where = ["--archive", str(options.archive), "--index", str(options.index)]
    words, ids = words_of(options.archive)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "seogo", "serve", *where, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        until_ready(port, 300)
        time.sleep(5)  # what the server does at its start is not what is measured
        before = memory(server.pid)
        end = time.monotonic() + options.seconds
        clients = [Client(port, words, ids, seed, end) for seed in range(options.clients)]
        for client in clients:
            client.start()
        beside = ["reindex", "--full", "--wait"] if not options.alone else ["status"]
        reindex = subprocess.run(
            [sys.executable, "-m", "seogo", *beside, *where],
            capture_output=True,
            text=True,
            check=False,
        )
        time.sleep(max(0, end - options.seconds / 2 - time.monotonic()))
        middle = memory(server.pid)
        for client in clients:
            client.join()
        after = memory(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)
    errors = [error for client in clients for error in client.errors]
    print("| kind | requests | p50 ms | p95 ms | begins, p95 ms |\n|---|---|---|---|---|")
    kinds = {
        kind: [one for client in clients for one in client.times[kind]]
        for kind in dict.fromkeys(name for name, _ in KINDS)
    }
    kinds["all"] = [one for times in kinds.values() for one in times]
    for kind, times in kinds.items():
        if len(times) > 1:
            first, whole = (
                statistics.quantiles(column, n=20) for column in zip(*times, strict=True)
            )
            print(
                f"| {kind} | {len(times):,} | {whole[9]:.0f} | {whole[18]:.0f} | {first[18]:.0f} |"
            )
    print(
        f"\n{len(errors)} errors; memory {before:,.0f} MB at the start, {middle:,.0f} in the middle, "
        f"{after:,.0f} at the end"
    )
    for error in errors[:10]:
        print(error)
    print(f"{beside[0]} ended with {reindex.returncode}: {reindex.stdout.strip()}")


if __name__ == "__main__":
    main()
