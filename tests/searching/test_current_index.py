"""The index that is read, while generations switch under it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any, cast

import pytest

from seogo.engines import clauses as q
from seogo.engines.base import Document, FieldTerms
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.searching import current_index as current_module
from seogo.searching.current_index import CurrentIndex
from seogo.searching.open_index import OpenIndex
from seogo.searching.request import IndexFacts
from seogo.storage.generation import Lease
from seogo.storage.generations import Generations
from seogo.storage.manifest import Manifest
from tests.engines.samples import find


def manifest() -> Manifest:
    return Manifest(0, "2026-01-19T00:00:00+00:00", "stamp", 0, ("믿:음",), ({"ko": "서고"},))


class _Opened:
    """Engines of numbered generations: each document says which one it belongs to."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self.closed: list[int] = []

    def build(self, number: int) -> None:
        def documents() -> list[Document]:
            return [
                Document(
                    f"d{n}",
                    Language.KO,
                    {"body_ko": FieldTerms(["국가"])},
                    {},
                    None,
                    f"d{n}",
                    f"{number}",
                    b"%d" % number,
                )
                for n in range(number % 5 + 1)
            ]

        with self.generations.building():
            folder = self.generations.begin()
            engine = WhooshEngine(folder / "engine")
            engine.replace_all(documents())
            engine.close()
            self.generations.publish(self.generations.seal(folder, manifest()))

    def open(self, lease: Lease) -> OpenIndex:
        number = lease.generation.manifest.number
        closed = self.closed

        class Engine(WhooshEngine):
            def close(self) -> None:
                super().close()
                closed.append(number)

        engine = Engine(lease.generation.folder / "engine")
        return OpenIndex(
            engine, cast(Any, None), IndexFacts(str(number), "", 0), *[cast(Any, None)] * 5
        )


@pytest.mark.slow
def test_searches_go_on_while_generations_switch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_module, "_CHECK_INTERVAL", 0.0)
    files = len(os.listdir("/proc/self/fd"))
    builder = _Opened(Generations(tmp_path))
    builder.build(1)
    current = CurrentIndex(Generations(tmp_path), builder.open)
    wrong: list[object] = []
    seen: set[int] = set()
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                index = current()
                number = int(index.facts.fingerprint)
                result = find(index.engine, q.Term("body_ko", "국가"))
                stored = index.engine.stored([hit.id for hit in result.hits])
                total = result.totals[0]
                if set(stored.values()) != {b"%d" % number} or total != number % 5 + 1:
                    wrong.append((number, total, stored))
                seen.add(number)
                del index
                time.sleep(0.001)  # the builder runs in the same process
            except Exception as error:  # noqa: BLE001
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(2, 16):
        builder.build(number)
    time.sleep(0.1)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(seen) > 5
    assert 15 in seen
    current.close()
    assert seen <= set(builder.closed)
    assert len(os.listdir("/proc/self/fd")) == files


def test_a_request_that_sees_a_new_generation_first_does_not_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_module, "_CHECK_INTERVAL", 0.0)
    builder = _Opened(Generations(tmp_path))
    builder.build(1)
    current = CurrentIndex(builder.generations, builder.open)
    prepared: list[str] = []
    go_on = threading.Event()

    def prepare(index: OpenIndex) -> None:
        if prepared:
            assert go_on.wait(30)
        prepared.append(index.facts.fingerprint)

    current.prepare_with(prepare)
    assert (current().facts.fingerprint, prepared) == ("1", ["1"])
    builder.build(2)
    assert current().facts.fingerprint == "1"  # while another thread prepares the next one
    go_on.set()
    last = time.monotonic() + 30
    while current().facts.fingerprint != "2":
        assert time.monotonic() < last
        time.sleep(0.01)
    assert prepared == ["1", "2"]
    current.close()


def test_what_is_open_answers_while_there_is_no_other(tmp_path: Path) -> None:
    builder = _Opened(Generations(tmp_path / "index"))
    builder.build(1)
    current = CurrentIndex(builder.generations, builder.open)
    index = current.refresh()
    shutil.rmtree(tmp_path / "index")
    assert current.refresh() is index
    builder.build(1)
    assert current.refresh() is not index
    del index
    current.close()


def test_an_index_that_does_not_open_leaves_nothing_behind(tmp_path: Path) -> None:
    builder = _Opened(Generations(tmp_path))
    builder.build(1)

    def fail(_: Lease) -> OpenIndex:
        raise IndexDamaged(tmp_path, "noise")

    current = CurrentIndex(builder.generations, fail)
    files = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        with pytest.raises(IndexDamaged):
            current()
    assert len(os.listdir("/proc/self/fd")) == files
