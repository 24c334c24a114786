"""Nodes of OpenSearch for tests: what Maven resolves, started by TestNode.java, on the loopback interface alone.

A node ends when nobody holds its pipe open any more: with the process of the tests, however that ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
_SECONDS: Final = 120
"""How long a node may take to start, and Maven to resolve: a machine may be busy."""
_QUICK: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options with which a node and Maven start sooner, and are slower where they run for hours."""


class NodeUnavailable(Exception):
    """There can be no node here; the text says why."""


def resolve(folder: Path) -> str:
    """The class path of a node, with Maven's own cache. Raises NodeUnavailable."""
    for name in ("javac", "mvn"):
        if shutil.which(name) is None:
            raise NodeUnavailable(
                f"{name} is not installed: apt install default-jdk-headless maven"
            )
    found = folder / "classpath"
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:build-classpath"]
    try:
        done = subprocess.run(
            [*command, f"-Dmdep.outputFile={found}"],
            env={**os.environ, "MAVEN_OPTS": " ".join(_QUICK)},
            capture_output=True,
            text=True,
            timeout=5 * _SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise NodeUnavailable("Maven came to no end") from error
    if done.returncode:
        raise NodeUnavailable(f"Maven resolves no OpenSearch: {done.stdout[-1000:]}")
    return found.read_text()


class Place(NamedTuple):
    """Where a node runs: its address, and the command that goes there."""

    host: str = "127.0.0.1"
    prefix: tuple[str, ...] = ()


class Node:
    """A node in a ``folder`` of its own, with further ``settings``; ``wait`` until it answers at ``url``."""

    def __init__(
        self,
        folder: Path,
        classpath: str,
        settings: Mapping[str, object],
        *,
        heap: int = 320,
        options: Sequence[str] = _QUICK,
        prefix: Sequence[str] = (),
        host: str = "127.0.0.1",
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._arguments = (classpath, settings, heap, options, prefix, host)
        self.folder, self.port = folder, int(str(settings.get("http.port", 0))) or free_port()
        self.url = f"http://{host}:{self.port}"
        self.pipe = folder / "pipe"
        self.pipe.unlink(missing_ok=True)
        os.mkfifo(self.pipe)
        self._held = os.open(self.pipe, os.O_RDWR)
        every = {
            "network.host": host,
            "http.port": self.port,
            "transport.port": free_port(),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            # a small heap is full of garbage most of the time, which is no reason to refuse requests
            "indices.breaker.total.use_real_memory": "false",
            **settings,
        }
        if "cluster.initial_cluster_manager_nodes" not in every and "node.name" not in every:
            every["discovery.type"] = "single-node"
        memory = [f"-Xms{heap}m", f"-Xmx{heap}m", *options]
        java = [*prefix, "java", *memory, "-cp", classpath, str(HERE / "TestNode.java")]
        with (folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*java, str(self.pipe), str(folder), *(f"{k}={v}" for k, v in every.items())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until the node answers. Raises NodeUnavailable."""
        until = time.monotonic() + _SECONDS
        while not answers(self.url):
            if self.process.poll() is not None or time.monotonic() > until:
                self.close()
                log = (self.folder / "log").read_text(errors="replace")
                raise NodeUnavailable(f"OpenSearch does not start: {log[-1500:]}")
            time.sleep(0.1)

    def again(self) -> Node:
        """A node in the same folder and at the same port, when this one has ended."""
        self.close()
        classpath, settings, heap, options, prefix, host = self._arguments
        same = {**settings, "http.port": self.port}
        return Node(
            self.folder, classpath, same, heap=heap, options=options, prefix=prefix, host=host
        )

    def kill(self) -> None:
        """End the node as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """Let go of the node, which ends unless somebody else holds it, and wait for that."""
        if self._held >= 0:
            os.close(self._held)
            self._held = -1
        self.process.wait()


@contextmanager
def hold(pipe: Path) -> Iterator[None]:
    """Keep a node that another process started. Raises OSError where it has ended."""
    held = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    try:
        yield
    finally:
        os.close(held)


def answers(url: str) -> bool:
    """Whether a node answers."""
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def cluster(
    folder: Path, classpath: str, places: Sequence[Place], *, heap: int = 256
) -> list[Node]:
    """Nodes of one cluster that answer, one in each place; every one may be asked."""
    names = [f"node-{number}" for number, _ in enumerate(places)]
    ports = [free_port() for _ in places]
    seeds = ",".join(f"{place.host}:{port}" for place, port in zip(places, ports, strict=True))
    shared = {
        "cluster.name": folder.name,
        "discovery.seed_hosts": seeds,
        "cluster.initial_cluster_manager_nodes": ",".join(names),
        # a node that does not answer is left out after ten seconds, not after thirty
        "cluster.fault_detection.follower_check.timeout": "5s",
        "cluster.fault_detection.follower_check.retry_count": 2,
        "cluster.fault_detection.leader_check.timeout": "5s",
        "cluster.fault_detection.leader_check.retry_count": 2,
    }
    nodes = [
        Node(
            folder / name,
            classpath,
            {**shared, "node.name": name, "transport.port": port},
            heap=heap,
            prefix=place.prefix,
            host=place.host,
        )
        for name, port, place in zip(names, ports, places, strict=True)
    ]
    for node in nodes:
        node.wait()
    return nodes
