"""`seogo serve` under many clients, with a `seogo reindex` beside it, or with everything that a server meets in its life.

    python tests/benchmarks/load.py ARCHIVE INDEX [--clients 16] [--seconds 60] [--alone]
    python tests/benchmarks/load.py ARCHIVE INDEX --mistreat [--seconds 3600] [--log parts.jsonl]

INDEX is written to, and with ``--mistreat`` ARCHIVE too: give copies. The clients ask for pages, JSON, feeds, articles and
exports, each over a connection of its own. Prints requests and errors, p50 and p95 in milliseconds by kind and of all
together, until the whole answer is there and until it begins (tables are complete results, of thousands of articles), what
the reindex said, and the memory of the server at the start, in the middle and at the end.

With ``--mistreat`` an article is edited every five seconds, `seogo reindex` runs every minute (every fifth time with --full),
a process of the server is killed (SIGKILL) every twenty seconds, and a hundred connections sleep. Each minute is a line:
requests, those that a kill cut off (they are sent again), errors, p50 and p95, memory, processes. The lines go to ``--log``
too; run again with the same file, it goes on, and the sums at the end are of all minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
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
_TRIES = 4
_NEAR = 2.0
"""Seconds after a kill in which connections break by it."""


class Client(threading.Thread):
    """Asks until it is time to stop; ``times`` are by kind, in milliseconds until an answer begins and until it is there.

    ``kills`` are the moments at which a process was killed: a connection that breaks within _NEAR of one was ``cut`` off,
    which is no error, and the request is sent again.
    """

    def __init__(
        self,
        port: int,
        words: list[str],
        ids: list[str],
        seed: int,
        end: float,
        kills: list[float],
    ) -> None:
        super().__init__()
        self.times: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.errors: list[str] = []
        self.cut = 0
        self._port, self._words, self._ids, self._end = port, words, ids, end
        self._kills = kills
        self._rng = random.Random(seed)

    def run(self) -> None:
        """Ask."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        while time.monotonic() < self._end:
            kind, template = self._rng.choice(KINDS)
            word, other = (quote(text) for text in self._rng.sample(self._words, 2))
            address = template.format(word=word, other=other, id=quote(self._rng.choice(self._ids)))
            for _ in range(_TRIES):
                began = time.perf_counter()
                try:
                    connection.request("GET", address)
                    answer = connection.getresponse()
                    first = time.perf_counter()
                    answer.read()
                except (OSError, http.client.HTTPException) as error:
                    connection.close()
                    now = time.monotonic()
                    if any(now - _NEAR < kill < now for kill in self._kills[-3:]):
                        self.cut += 1
                        continue
                    self.errors.append(f"{error!r} {address}")
                    break
                whole = time.perf_counter()
                self.times[kind].append(((first - began) * 1000, (whole - began) * 1000))
                if answer.status != 200:
                    self.errors.append(f"{answer.status} {address}")
                break
            else:
                self.errors.append(f"cut off {_TRIES} times {address}")
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


def children(process: int) -> dict[int, str]:
    """The processes that one has made, and their states (Z: a zombie)."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == process:
                found[int(entry.parent.name)] = state
    return found


class Mistreatment(threading.Thread):
    """Edits, reindexes, kills and sleeping connections, until ``end``."""

    def __init__(self, server: int, port: int, where: list[str], archive: Path, end: float) -> None:
        super().__init__()
        self.kills: list[float] = []
        self.done: dict[str, int] = defaultdict(int)
        self.errors: list[str] = []
        self._server, self._port, self._where, self._end = server, port, where, end
        self._articles = sorted(archive.rglob("*.md"))[: 50 * 20 : 20]
        self._rng = random.Random(5)
        self._reindex: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the thread
        self._sleepers: list[socket.socket] = []

    def run(self) -> None:
        """Do what is due, every second."""
        for second in itertools.count():
            if time.monotonic() > self._end:
                break
            if second % 5 == 0:
                self._edit()
            if second % 60 == 30:
                self._start_reindex()
            if second % 20 == 10:
                self._kill()
            if second % 10 == 0:
                self._sleep()
            time.sleep(1)
        if self._reindex is not None:
            self._reindex.wait()
            self._look_at_reindex()

    def _edit(self) -> None:
        path = self._rng.choice(self._articles)
        text = path.read_text(encoding="utf-8").partition("\n\n고친 때: ")[0].rstrip("\n")
        # as editors save: whoever reads meanwhile finds the whole article, the old or the new one
        draft = path.with_name(f".{path.name}.draft")
        draft.write_text(f"{text}\n\n고친 때: {time.time():.0f}초.\n", encoding="utf-8")
        draft.replace(path)
        self.done["edits"] += 1

    def _start_reindex(self) -> None:
        if self._reindex is not None:
            if self._reindex.poll() is None:
                return
            self._look_at_reindex()
        full = ["--full"] if self.done["reindexes"] % 5 == 2 else []
        command = [sys.executable, "-m", "seogo", "reindex", "--wait", *full, *self._where]
        self._said.seek(0)
        self._said.truncate()
        self._reindex = subprocess.Popen(command, stdout=self._said, stderr=self._said)
        self.done["reindexes"] += 1

    def _look_at_reindex(self) -> None:
        """Keep what a reindex said that ended with another status than 0."""
        if self._reindex is not None and self._reindex.returncode:
            self._said.seek(0)
            said = self._said.read().decode(errors="replace")[-500:]
            self.errors.append(f"reindex ended with {self._reindex.returncode}: {said}")

    def _kill(self) -> None:
        alive = [pid for pid, state in children(self._server).items() if state != "Z"]
        if alive:
            self.kills.append(time.monotonic())
            os.kill(self._rng.choice(alive), signal.SIGKILL)
            self.done["kills"] += 1

    def _sleep(self) -> None:
        for old in self._sleepers:
            old.close()
        self._sleepers = []
        with contextlib.suppress(OSError):
            for _ in range(100):
                opened = socket.create_connection(("127.0.0.1", self._port), timeout=5)
                self._sleepers.append(opened)
                opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")


def parts_of_log(log: Path | None) -> Iterator[dict[str, Any]]:
    """The minutes in a log."""
    if log is not None and log.exists():
        yield from map(json.loads, log.read_text(encoding="utf-8").splitlines())


def mistreat(server: int, port: int, options: argparse.Namespace, where: list[str]) -> None:
    """Print a line for every minute, and sums."""
    words, ids = words_of(options.archive)
    end = time.monotonic() + options.seconds
    beside = Mistreatment(server, port, where, options.archive, end)
    clients = [Client(port, words, ids, seed, end, beside.kills) for seed in range(options.clients)]
    for thread in (beside, *clients):
        thread.start()
    heading = "| minute | requests | cut off | errors | p50 ms | p95 ms | MB | processes | zombies | kills |"
    print(heading + "\n" + "|---" * 10 + "|", flush=True)
    minute = sum(1 for _ in parts_of_log(options.log))
    seen: dict[str, int] = defaultdict(int)
    places: dict[tuple[int, str], int] = defaultdict(int)
    while any(client.is_alive() for client in clients):
        look = time.monotonic() + 60
        last = look > end - 10
        for client in clients:
            client.join(None if last else max(0.0, look - time.monotonic()))
        minute += 1
        times: list[float] = []
        for number, client in enumerate(clients):
            for kind, measured in list(client.times.items()):
                times += [whole for _, whole in measured[places[number, kind] :]]
                places[number, kind] = len(measured)
        sums = {
            "cut": sum(client.cut for client in clients),
            "errors": sum(len(client.errors) for client in clients) + len(beside.errors),
            **{name: beside.done[name] for name in ("kills", "edits", "reindexes")},
        }
        part = {name: count - seen[name] for name, count in sums.items()}
        seen.update(sums)
        states = children(server)
        quantiles = statistics.quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
        part |= {
            "requests": len(times),
            "p50": round(quantiles[9]),
            "p95": round(quantiles[18]),
            "MB": round(memory(server)),
            "processes": len(states),
            "zombies": sum(state == "Z" for state in states.values()),
        }
        columns = ("requests", "cut", "errors", "p50", "p95", "MB", "processes", "zombies", "kills")
        print(
            f"| {minute} | " + " | ".join(f"{part[name]:,}" for name in columns) + " |", flush=True
        )
        if options.log is not None:
            with options.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(part) + "\n")
    for error in [error for client in clients for error in client.errors][:10] + beside.errors:
        print(error)
    beside.join()
    parts = list(parts_of_log(options.log)) or [part]
    total = {name: sum(one[name] for one in parts) for name in ("requests", "cut", *seen)}
    memories = [one["MB"] for one in parts]
    print(
        f"\n{len(parts)} minutes: "
        + ", ".join(f"{count:,} {name}" for name, count in total.items())
    )
    print(f"memory: {memories[0]} MB first, {memories[-1]} last, {max(memories)} at most")


def main() -> None:
    """Print a report."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--clients", type=int, default=16)
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--alone", action="store_true", help="no reindex beside it")
    arguments.add_argument("--mistreat", action="store_true", help="edits, reindexes and kills")
    arguments.add_argument("--log", type=Path, help="where the minutes of --mistreat are kept")
    arguments.add_argument("--server-log", type=Path, help="what the server says")
    options = arguments.parse_args()
    where = ["--archive", str(options.archive), "--index", str(options.index)]
    words, ids = words_of(options.archive)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "seogo", "serve", *where, "--port", str(port)]
    said = options.server_log.open("ab") if options.server_log else subprocess.DEVNULL
    command += ["--watch"] if options.mistreat else []
    server = subprocess.Popen(command, stderr=said, stdout=subprocess.DEVNULL)
    try:
        until_ready(port, 300)
        time.sleep(5)  # what the server does at its start is not what is measured
        if options.mistreat:
            mistreat(server.pid, port, options, where)
            return
        before = memory(server.pid)
        end = time.monotonic() + options.seconds
        clients = [Client(port, words, ids, seed, end, []) for seed in range(options.clients)]
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
