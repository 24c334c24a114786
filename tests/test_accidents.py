"""A full disk and SIGKILL: what was there is still searched, and the next run heals."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import seogo.storage.generations
from seogo.analysis.analyzer import Analyzer
from seogo.engines.base import Document
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.errors import IndexWriteError
from seogo.indexing.indexer import IndexOptions
from tests.tiny import Tiny

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


@pytest.fixture
def indexed(tmp_path: Path, analyzer: Analyzer) -> Tiny:
    """The tiny archive with its index."""
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    tiny.run()
    return tiny


# A full disk


def _refuse(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _full_engine(folder: Path) -> WhooshEngine:
    class Full(WhooshEngine):
        def _write(self, target: object, documents: object, deletes: object) -> None:
            def cut() -> Iterator[Document]:
                yield from list(documents)[:1]  # type: ignore[call-overload]
                _refuse()

            super()._write(target, cut(), deletes)  # type: ignore[arg-type]

    return Full(folder)


FULL: list[Callable[[pytest.MonkeyPatch, Tiny], None]] = [
    lambda patch, tiny: patch.setattr(tiny, "open_engine", _full_engine),
    lambda patch, tiny: patch.setattr(Path, "write_text", _refuse),
    lambda patch, tiny: patch.setattr(seogo.storage.generations, "_sync", _refuse),
    lambda patch, tiny: patch.setattr(seogo.storage.generations, "_replace", _refuse),
    lambda patch, tiny: patch.setattr(
        "seogo.indexing.analysis_cache.AnalysisCache.commit", _refuse
    ),
    lambda patch, tiny: patch.setattr(Path, "mkdir", _refuse),
]


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("at", range(len(FULL)))
def test_a_full_disk_at_one_place(indexed: Tiny, at: int, full: bool) -> None:
    old = indexed.contents()
    indexed.write("chips.en", "Prices went up again.")
    with pytest.MonkeyPatch.context() as patch:
        FULL[at](patch, indexed)
        with pytest.raises(IndexWriteError, match="the disk is full") as error:
            indexed.run(IndexOptions(full=full))
    assert "\n" not in str(error.value)
    assert indexed.contents() == old
    indexed.run()
    assert indexed.contents() == indexed.files()


def test_a_store_that_cannot_be_cleaned_harms_nothing(
    indexed: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed.write("chips.en", "Prices went up again.")
    monkeypatch.setattr("seogo.indexing.analysis_cache.AnalysisCache.retain", _refuse)
    assert indexed.run().changed == ["chips.en"]
    assert indexed.contents() == indexed.files()


LIMITED = """
import resource, sys
from datetime import date
from pathlib import Path
from seogo.errors import SeogoError
from seogo.indexing.indexer import IndexOptions
from tests.tiny import Tiny
for limit in map(int, sys.argv[2:]):
    for full in (False, True):
        tiny = Tiny(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            outcome = f"generation {tiny.run(IndexOptions(full=full)).generation}"
        except SeogoError as error:
            outcome = f"{type(error).__name__}: {error}"
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        print(limit, full, tiny.current(), len(tiny.contents()), outcome, sep="\\t")
"""


def test_a_full_disk_at_any_byte(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path)
    for n in range(5):
        tiny.write(f"a{n}.en", "English, so that no Kiwi is needed. " * 40, title=f"Number {n}")
    tiny.run()
    tiny.write("b.en", "One more. " * 40)
    limits = [0, 10, 300, 1000, 2000, 4000, 8000, 16000]
    lines = _python(LIMITED, tmp_path, *map(str, limits)).splitlines()
    assert len(lines) == 2 * len(limits)
    refused = 0
    for line in lines:
        _, _, _, documents, outcome = line.split("\t")
        if outcome.startswith("IndexWriteError: "):
            refused += 1
        else:
            assert outcome.startswith("generation")
        assert int(documents) in (5, 6)
    assert refused >= 10, "the limits are too high to show anything"
    tiny.run()
    assert tiny.contents() == tiny.files()
    assert len(tiny.numbers()) == 2


def _python(code: str, *arguments: object) -> str:
    """What a script prints; it must end well, and without a word on stderr."""
    command = [sys.executable, "-W", "error", "-W", "ignore:invalid escape sequence", "-c", code]
    done = subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=_environment(),
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path}


# Killed

KILLED = """
import sys
from datetime import date
from pathlib import Path
from seogo.indexing.indexer import IndexOptions
from tests.tiny import Tiny
tiny = Tiny(Path(sys.argv[1]))
tiny.stamp = sys.argv[2]
print("ready", flush=True)
tiny.run(IndexOptions())
"""


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_point(indexed: Tiny, seed: int) -> None:
    """On stored analyses and English ones; tests/benchmarks/kill_indexing.py does it with Kiwi."""
    rng = random.Random(seed)
    rebuild = seed % 2 == 1
    old = indexed.contents()
    for n in range(30):
        indexed.write(f"new{n}.en", "Nothing that Kiwi would have to read. " * 30)
    new = indexed.files()
    stamp = "tiny/2" if rebuild else indexed.stamp
    command = [sys.executable, "-c", KILLED, str(indexed.archive.parent), stamp]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment()) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0, 0.35))
        process.send_signal(signal.SIGKILL)
    assert indexed.contents() in (old, new)
    indexed.stamp = stamp
    indexed.run()
    assert indexed.contents() == new
    assert len(indexed.numbers()) <= 2
    assert all((path / "manifest.json").exists() for path in indexed.index.glob("generations/*"))
