"""One node for all processes of a run of the tests, started by the first one that needs it."""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from seogo.engine_settings import OpenSearchSettings
from seogo.engines.opensearch.cluster import Cluster
from tests.engines.opensearch.nodes import Node, NodeUnavailable, answers, hold, resolve


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a node: that of ``SEOGO_TEST_OPENSEARCH``, or else one of our own."""
    given = os.environ.get("SEOGO_TEST_OPENSEARCH")
    if given:
        yield given
        return
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "opensearch"
    shared.mkdir(exist_ok=True)
    with contextlib.ExitStack() as kept:
        with (shared / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            address = shared / "url"
            if address.exists() and answers(address.read_text()):
                kept.enter_context(hold(shared / "node" / "pipe"))
            else:
                node = _started(shared)
                kept.callback(node.close)
                address.write_text(node.url)
        yield address.read_text()


@pytest.fixture(scope="session")
def cluster(opensearch: str) -> Iterator[Cluster]:
    """A connection to the node, for indexes whose names are those of this process; they are removed at the end."""
    if importlib.util.find_spec("opensearchpy") is None:
        _without("the package is not installed: pip install 'seogo[opensearch]'")
    settings = OpenSearchSettings((opensearch,), f"test-{secrets.token_hex(4)}", replicas=0)
    connected = Cluster(settings)
    yield connected
    connected.request("DELETE", f"/{settings.index}-*")


def _started(folder: Path) -> Node:
    try:
        node = Node(folder / "node", resolve(folder), {})
        node.wait()
    except NodeUnavailable as error:
        _without(str(error))
    return node


def _without(reason: str) -> NoReturn:
    """What becomes of tests that need a node where there is none."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
