"""What goes wrong with a cluster: it refuses documents for now or for good, its disk is full, it is gone, and comes back.

`python -m tests.benchmarks.cluster_faults` does more, with three nodes.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from seogo.engines.base import Document
from seogo.engines.opensearch.cluster import Cluster
from seogo.engines.opensearch.engine import OpenSearchEngine
from seogo.engines.opensearch.writer import BulkWriter
from seogo.errors import EngineUnreachable, IndexWriteError
from tests.engines.samples import body, document, find

pytestmark = pytest.mark.slow
OWNER = Path("/faults")


class Line:
    """A line to a node that can be cut: what listens at ``port`` goes there."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = parts.hostname or "", parts.port or 80
        self._listener: socket.socket | None = None
        self._open: list[socket.socket] = []
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]

    def connect(self) -> None:
        """Let connections through."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """End all connections, and take no other."""
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = listener.accept()
                there = socket.create_connection(self._target)
                self._open += [here, there]
                for source, target in ((here, there), (there, here)):
                    threading.Thread(target=_copy, args=(source, target), daemon=True).start()


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)


def test_a_cluster_that_is_gone_says_so_and_is_back_by_itself(
    cluster: Cluster, tmp_path: Path
) -> None:
    line = Line(cluster.address)
    line.connect()
    through = Cluster(replace(cluster.settings, urls=(f"http://127.0.0.1:{line.port}",)))
    engine = OpenSearchEngine(tmp_path, through, OWNER)
    engine.replace_all([document("a", "국가")])
    assert find(engine, body("국가")).totals == (1,)
    line.cut()
    for _ in range(2):
        with pytest.raises(EngineUnreachable, match=f"127.0.0.1:{line.port} does not answer"):
            find(engine, body("국가"))
    line.connect()
    assert find(engine, body("국가")).totals == (1,)
    line.cut()


def test_a_full_disk_is_a_sentence(cluster: Cluster, tmp_path: Path) -> None:
    engine = OpenSearchEngine(tmp_path, cluster, OWNER)
    engine.replace_all([document("a", "국가")])

    def flooded() -> Iterator[Document]:
        """Documents, and in their midst the block that a cluster puts on an index whose disk is full."""
        for number in range(600):
            yield document(f"d{number}", "국가")
            if number == 300:
                (index,) = set(names(cluster)) - {engine._opened().index}
                block = {"index.blocks.read_only_allow_delete": True}
                cluster.request("PUT", f"/{index}/_settings", block)

    other = OpenSearchEngine(tmp_path / "other", cluster, OWNER)
    with pytest.raises(IndexWriteError, match="too full to take more"):
        other.replace_all(flooded())
    assert names(cluster) == [engine._opened().index], "a failed build leaves nothing"
    assert find(engine, body("국가")).totals == (1,)


def test_what_is_refused_for_now_is_sent_again(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A queue that is full refuses some documents of a request; all come in, after longer and longer pauses."""
    asked = Cluster.request
    refusals = [3, 2]

    def request(self: Cluster, method: str, path: str, lines: Any = None, **more: Any) -> Any:
        if not path.endswith("/_bulk") or not refusals:
            return asked(self, method, path, lines, **more)
        kept = lines.splitlines(keepends=True)
        out = 2 * refusals.pop(0)
        answer = asked(self, method, path, "".join(kept[out:]), **more)
        full = {"type": "rejected_execution_exception", "reason": "full"}
        heads = [line.split('"')[5] for line in kept[:out:2]]
        items = [{"index": {"_id": name, "status": 429, "error": full}} for name in heads]
        return {**answer, "items": [*items, *answer["items"]]}

    monkeypatch.setattr(Cluster, "request", request)
    pauses: list[float] = []
    monkeypatch.setattr(BulkWriter.__init__, "__kwdefaults__", {"sleep": pauses.append})
    engine = OpenSearchEngine(tmp_path, cluster, OWNER)
    engine.replace_all(document(f"d{number}", "국가") for number in range(9))
    assert len(engine.content_hashes()) == 9
    assert pauses == [0.5, 1.0]
    cluster.request("DELETE", f"/{engine._opened().index}")


@pytest.fixture(autouse=True)
def no_indexes(cluster: Cluster) -> Iterator[None]:
    """Every test begins without one."""
    for name in names(cluster):
        cluster.request("DELETE", f"/{name}")
    yield
    for name in names(cluster):
        cluster.request("DELETE", f"/{name}")


def names(cluster: Cluster) -> list[str]:
    """The names of the indexes of these tests."""
    prefix = OpenSearchEngine(Path(), cluster, OWNER)._prefix
    return sorted(cluster.request("GET", f"/{prefix}*/_settings/index.uuid"))
