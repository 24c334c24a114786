"""The Whoosh engine keeps the contract; and what is its own: kept lengths, removed documents, damaged files."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from whoosh.util.numeric import byte_to_length, length_to_byte

from seogo.engines import clauses as q
from seogo.engines.base import Engine
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.errors import IndexDamaged
from tests.engines.contract import EngineContract
from tests.engines.model import Model
from tests.engines.samples import EN, body, document, find


class TestWhooshEngine(EngineContract):
    """The contract."""

    def open_engine(self, folder: Path) -> WhooshEngine:
        return WhooshEngine(folder)

    def counted(self, engine: Engine) -> list[str]:
        """Removed documents count until their segment is merged."""
        assert isinstance(engine, WhooshEngine)
        segments = engine._open().segments
        return [value.decode() for value in segments.blobs("hash", list(range(segments.size)))]

    def kept_length(self, length: int) -> int:
        return int(byte_to_length(length_to_byte(length)))


def test_lengths_are_kept_in_steps(tmp_path: Path) -> None:
    documents = [document(f"d{n}", "국가 " + "가 " * n) for n in (0, 9, 10, 14, 333)]
    engine = WhooshEngine(tmp_path)
    engine.replace_all(documents)
    exact = Model(documents, documents).evaluate(body("국가"))
    stepped = Model(documents, documents, TestWhooshEngine().kept_length).evaluate(body("국가"))
    scores = {hit.id: hit.score for hit in find(engine, body("국가")).hits}
    engine.close()
    assert scores == pytest.approx(stepped, abs=1e-4)
    assert scores != pytest.approx(exact, abs=1e-4)


def test_no_lock_stays_behind(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.replace_all([document("a", "국가")])
    engine.apply([document("b", "국가")], [])
    engine.close()
    # a lock file would be shared with the next generation through its hard link
    assert [path.name for path in tmp_path.iterdir() if "LOCK" in path.name] == []


def test_files_are_given_back(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.replace_all(document(f"d{n}", "국가 모티프", day=n + 1) for n in range(9))
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        find(engine, body("국가"), facets=("lang",), sort="newest", grouped=True)
        engine.stored(["d1"])
        engine.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_missing_index_is_a_damaged_one(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "nowhere")
    for ask in (engine.status, engine.content_hashes, lambda: engine.apply([], ["a"])):
        with pytest.raises(IndexDamaged, match="Run `seogo reindex`"):
            ask()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_damaged_files_give_one_kind_of_error(tmp_path: Path, seed: int) -> None:
    """Whatever the bytes of a file are, reading them ends, and says nothing but IndexDamaged."""
    rng = random.Random(seed)
    good = tmp_path / "good"
    engine = WhooshEngine(good)
    engine.replace_all(
        document(f"d{n}", " ".join(rng.choices("가나다라", k=30)), day=n + 1) for n in range(150)
    )
    engine.apply([document(f"e{n}", "a b a", lang=EN) for n in range(9)], ["d3"])
    engine.close()
    for file in sorted(path.name for path in good.iterdir() if path.stat().st_size):
        for damage in ("noise", "cut", "other"):
            folder = tmp_path / "damaged"
            shutil.copytree(good, folder)
            _spoil(folder / file, damage, rng)
            engine = WhooshEngine(folder)
            with _patience(10):
                try:
                    _read_everything(engine)
                except IndexDamaged as error:
                    assert "\n" not in str(error)
                finally:
                    engine.close()
            shutil.rmtree(folder)


def _spoil(path: Path, damage: str, rng: random.Random) -> None:
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content))
    if damage == "noise":
        content[at : at + 16] = rng.randbytes(len(content[at : at + 16]))
    elif damage == "cut":
        del content[at:]
    else:
        content[:] = rng.randbytes(len(content))
    path.write_bytes(content)


def _read_everything(engine: Engine) -> None:
    engine.status()
    engine.content_hashes()
    engine.stored(["d1", "e2"])
    list(engine.terms("body_ko"))
    asked = q.Or((body("가"), body("a", EN), q.Phrase("body_ko", ("가", "나"), (0, 1))))
    find(engine, asked, grouped=True, facets=("lang",))
    find(engine, asked, sort="newest")


@contextmanager
def _patience(seconds: int) -> Iterator[None]:
    """Fail a block that does not end."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail("it does not end")

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)
