"""Three nodes of OpenSearch with one copy of each shard, and what happens to them while articles are indexed and searched.

    python -m tests.benchmarks.cluster_faults FOLDER [killed cut gone full] [--articles N]

Each run starts three nodes in `FOLDER` (Java and Maven are needed), writes N articles of random words, then writes them again
with a change as the next generation, while four threads search in the first one; in the midst of that

- `killed`: the node that has the primary shard of the new index gets SIGKILL;
- `cut`: it is cut off from the others, in a network namespace of its own (as root; else the run says so);
- `gone`: all nodes get SIGKILL, and are started again 20 seconds later: the server answers 503 with Retry-After meanwhile;
- `full`: the cluster is told that its disks are full (flood stage).

A line for each: searches, those that failed, and that failed again when they were repeated; how the build ended, after how
many seconds; articles that are missing in what is searched then; indexes left over.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.engines.opensearch.nodes import Node, Place, cluster, resolve
from tests.engines.samples import document
from tests.web.stubs import StubSearch, make_client

from seogo.engine_settings import OpenSearchSettings
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Document, EngineQuery
from seogo.engines.opensearch.cluster import Cluster
from seogo.engines.opensearch.engine import OpenSearchEngine
from seogo.errors import EngineUnreachable, SeogoError

RUNS = ("killed", "cut", "gone", "full")
BRIDGE, NETWORK = "seogo-faults", "10.213.77"
WORDS = [f"낱말{number}" for number in range(3000)]
_SEARCHERS = 4


def main() -> None:
    """Make the runs and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("runs", nargs="*", default=RUNS)
    parser.add_argument("--articles", type=int, default=6000)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    classpath = resolve(args.folder)
    for name in args.runs:
        shutil.rmtree(args.folder / name, ignore_errors=True)
        with places(name == "cut") as found:
            if found is None:
                print(f"{name}: left out: no network namespaces here (run it as root)", flush=True)
                continue
            run(name, args.folder / name, classpath, found, args.articles)


@contextlib.contextmanager
def places(apart: bool) -> Iterator[list[Place] | None]:
    """Three places for nodes; ``apart`` in network namespaces with a bridge between, None where there can be none."""
    if not apart:
        yield [Place()] * 3
        return
    names = [f"{BRIDGE}-{number}" for number in range(3)]
    found: list[Place] | None = []
    try:
        with contextlib.suppress(subprocess.CalledProcessError, FileNotFoundError):
            ip("link", "add", BRIDGE, "type", "bridge")
            ip("addr", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
            ip("link", "set", BRIDGE, "up")
            for number, name in enumerate(names):
                address, inside = f"{NETWORK}.{10 + number}", ("netns", "exec", name, "ip")
                ip("netns", "add", name)
                ip(
                    "link",
                    "add",
                    link(number),
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "eth0",
                    "netns",
                    name,
                )
                ip("link", "set", link(number), "master", BRIDGE, "up")
                ip(*inside, "addr", "add", f"{address}/24", "dev", "eth0")
                ip(*inside, "link", "set", "eth0", "up")
                ip(*inside, "link", "set", "lo", "up")
                assert found is not None
                found.append(Place(address, ("ip", "netns", "exec", name)))
        yield found if found and len(found) == len(names) else None
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", BRIDGE], capture_output=True, check=False)


def ip(*words: str) -> None:
    """Change the network."""
    subprocess.run(["ip", *words], check=True, capture_output=True)


def link(number: int) -> str:
    """The name of the end of a node's link that is on our side."""
    return f"seogo-f{number}"


@dataclass
class Searches:
    """Searches in threads until ``end``; ``failed`` are those that failed, ``again`` those that failed twice."""

    engine: OpenSearchEngine
    expected: int
    done: int = 0
    failed: int = 0
    again: list[str] = field(default_factory=list)
    slowest: float = 0.0
    _ended: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Start the threads."""
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(_SEARCHERS)]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Wait for the threads."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _run(self, seed: int) -> None:
        rng = random.Random(seed)
        while not self._ended.is_set():
            began = time.monotonic()
            word = q.Term("body_ko", rng.choice(WORDS))
            query = EngineQuery((Branch(q.Or((word, q.Everything())), limit=10),))
            for attempt in range(2):
                try:
                    total = self.engine.search(query).totals[0]
                except SeogoError as error:
                    self.failed += attempt == 0
                    if attempt:
                        self.again.append(str(error))
                else:
                    if total != self.expected:
                        self.again.append(f"{total} of {self.expected} found")
                    break
            self.done += 1
            self.slowest = max(self.slowest, time.monotonic() - began)


def run(name: str, folder: Path, classpath: str, found: Sequence[Place], count: int) -> None:
    """One run."""
    nodes = cluster(folder, classpath, found)
    try:
        settings = OpenSearchSettings(tuple(node.url for node in nodes), "faults", replicas=1)
        connected = Cluster(settings)
        health = {"wait_for_nodes": "3", "timeout": "60s"}
        connected.request("GET", "/_cluster/health", seconds=70, parameters=health)
        owner = folder / "generations"
        first, second = (OpenSearchEngine(owner / part, connected, owner) for part in "ab")
        owner.mkdir(parents=True, exist_ok=True)
        first.replace_all(articles(count, 0))
        first.published([owner / "a"])
        green = {"wait_for_status": "green", "timeout": "60s"}
        connected.request("GET", "/_cluster/health", seconds=70, parameters=green)
        searches = Searches(first, count)
        searches.begin()
        trouble: list[Callable[[], None]] = [lambda: FAULTS[name](connected, first, nodes)]

        def stream() -> Iterator[Document]:
            for number, one in enumerate(articles(count, 1)):
                if number == count // 2 and trouble:
                    trouble.pop()()
                time.sleep(0.002)
                yield one

        began = time.monotonic()
        try:
            second.replace_all(stream())
            ended, now = "the build ended", second
        except SeogoError as error:
            ended, now = f"the build said: {error}", first
        seconds = time.monotonic() - began
        searches.end()
        missing, left = after(connected, now, owner, count)
        print(
            f"{name}: {searches.done} searches, {searches.failed} failed, {len(searches.again)} "
            f"failed again, slowest {searches.slowest:.1f} s; {ended} after {seconds:.0f} s; "
            f"{missing} of {count} articles missing; {left} indexes left over",
            flush=True,
        )
        for text in sorted(set(searches.again))[:3]:
            print(f"    {text}", flush=True)
    finally:
        for node in nodes:
            if node.process.poll() is None:
                node.kill()
            node.close()


def after(connected: Cluster, now: OpenSearchEngine, owner: Path, count: int) -> tuple[int, int]:
    """Articles that are missing in an index, and indexes that are there beside it when it is published."""
    until = time.monotonic() + 120
    while True:
        try:
            hashes = now.content_hashes()
            now.published([now._file.parent])
            names = connected.request("GET", f"/{now._prefix}*/_settings/index.uuid")
            return count - len(hashes), len(names) - 1
        except SeogoError:
            if time.monotonic() > until:
                return count, -1
            time.sleep(1)


def articles(count: int, version: int) -> Iterator[Document]:
    """Articles of random words, the same in each call."""
    rng = random.Random(1)
    for number in range(count):
        text = " ".join(rng.choices(WORDS, k=150))
        yield document(f"a/{number:06}.ko", text, day=700_000 + number % 3000, version=version)


def busiest(connected: Cluster, first: OpenSearchEngine, nodes: Sequence[Node]) -> Node:
    """The node with the primary shard of the index that is being written."""
    (name,) = set(connected.request("GET", f"/{first._prefix}*/_settings/index.uuid")) - {
        first._opened().index
    }
    shards = connected.request("GET", f"/_cluster/state/routing_table,nodes/{name}")
    (copies,) = shards["routing_table"]["indices"][name]["shards"].values()
    (owner,) = (copy["node"] for copy in copies if copy["primary"])
    return next(one for one in nodes if one.folder.name == shards["nodes"][owner]["name"])


def killed(connected: Cluster, first: OpenSearchEngine, nodes: list[Node]) -> None:
    """A power cut of one node."""
    busiest(connected, first, nodes).kill()


def cut(connected: Cluster, first: OpenSearchEngine, nodes: list[Node]) -> None:
    """A cable that is pulled."""
    number = nodes.index(busiest(connected, first, nodes))
    ip("link", "set", link(number), "down")


def gone(connected: Cluster, first: OpenSearchEngine, nodes: list[Node]) -> None:
    """A power cut of all, for twenty seconds; a page meanwhile."""
    for node in nodes:
        node.kill()
    client = make_client(StubSearch(error=failure(first)))
    answer = client.get("/search.json?q=a")
    print(f"    a page: {answer.status_code}, Retry-After {answer.headers.get('Retry-After')}")

    def back() -> None:
        time.sleep(20)
        for number, node in enumerate(nodes):
            nodes[number] = node.again()

    threading.Thread(target=back).start()


def failure(engine: OpenSearchEngine) -> Exception:
    """The error of a search."""
    try:
        engine.search(EngineQuery((Branch(q.Everything(), limit=1),)))
    except EngineUnreachable as error:
        return error
    return AssertionError("a cluster without nodes answered")


def full(connected: Cluster, first: OpenSearchEngine, nodes: list[Node]) -> None:
    """Watermarks that every disk is above, and time for the cluster to see it."""
    marks = dict.fromkeys(("low", "high", "flood_stage"), "100000gb")
    disk = "cluster.routing.allocation.disk"
    settings = {f"{disk}.watermark.{name}": mark for name, mark in marks.items()}
    settings[f"{disk}.threshold_enabled"] = "true"
    connected.request("PUT", "/_cluster/settings", {"persistent": settings})
    time.sleep(40)


FAULTS = {"killed": killed, "cut": cut, "gone": gone, "full": full}


if __name__ == "__main__":
    main()
