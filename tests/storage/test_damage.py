"""Any file of an index damaged: readers get the last good generation or one sentence, and the next run heals."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.documents.document import to_record
from seogo.errors import IndexDamaged, IndexUnavailable
from tests.tiny import Tiny


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Path:
    """A tiny index with two generations."""
    folder = tmp_path_factory.mktemp("pristine")
    tiny = Tiny(folder, analyzer)
    tiny.fill()
    tiny.run()
    tiny.write("rail.ko", "서울에서 목포까지도 달린다.", title="호남선")
    tiny.run()
    assert tiny.numbers() == [1, 2]
    return folder


def _noise(path: Path, rng: random.Random) -> None:
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content))
    content[at : at + 20] = rng.randbytes(len(content[at : at + 20]))
    path.write_bytes(content)


def _cut(path: Path, rng: random.Random) -> None:
    os.truncate(path, rng.randrange(path.stat().st_size))


def _empty(path: Path, _: random.Random) -> None:
    os.truncate(path, 0)


def _gone(path: Path, _: random.Random) -> None:
    path.unlink()


def _folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _silent_noise(path: Path, rng: random.Random) -> None:
    """A disk that forgets: the size and time are as they were."""
    before = path.stat()
    _noise(path, rng)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


KINDS = (
    "manifest.json",
    "articles.json",
    *(f"engine/*.{ending}" for ending in ("toc", "trm", "pst")),
    *(f"engine/*.{column}.col" for column in ("id", "day", "stored", "hash", "_body_ko_len")),
)


def _files(generation: Path, kind: str) -> list[Path]:
    """The files of a kind that have a content (or are a lease)."""
    found = generation.glob(kind)
    return sorted(path for path in found if path.stat().st_size or kind == "lease")


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*KINDS, "lease"])
@pytest.mark.parametrize("damage", [_noise, _cut, _empty, _gone, _folder, _silent_noise])
def test_damage_is_survived_and_healed(
    tmp_path: Path,
    pristine: Path,
    analyzer: Analyzer,
    kind: str,
    damage: Callable[[Path, random.Random], None],
) -> None:
    shutil.copytree(pristine, tmp_path, dirs_exist_ok=True)
    tiny = Tiny(tmp_path, analyzer)
    rng = random.Random(f"{kind} {damage.__name__}")
    folder = tmp_path / "index/generations/000002"
    path = rng.choice(_files(folder, kind))
    if kind == "lease" and damage not in (_gone, _folder):
        path.write_bytes(b"noise")  # it is empty as it is
    else:
        damage(path, rng)
    before = tiny.numbers()
    try:
        number, found = tiny.current(), tiny.contents()
    except IndexUnavailable as error:
        assert damage is _silent_noise, "the last good generation answers"
        assert "seogo reindex" in str(error)
    else:
        seen = damage is not _silent_noise and (kind != "lease" or damage in (_gone, _folder))
        if seen or kind == "manifest.json":
            assert number == 1
        if number == 1:
            assert len(found) == 4
    assert tiny.numbers() == before
    tiny.run()
    assert tiny.contents() == tiny.files()
    assert tiny.run().reason is None


@pytest.mark.parametrize("kind", KINDS)
def test_damage_without_a_good_generation(
    tmp_path: Path, pristine: Path, analyzer: Analyzer, kind: str
) -> None:
    shutil.copytree(pristine, tmp_path, dirs_exist_ok=True)
    tiny = Tiny(tmp_path, analyzer)
    for folder in (tmp_path / "index/generations").iterdir():
        for path in _files(folder, kind):
            _noise(path, random.Random(kind))
    with pytest.raises(IndexDamaged) as error:
        tiny.current()
    assert "\n" not in str(error.value)
    assert "seogo reindex" in str(error.value)
    report = tiny.run()
    assert report.reason
    assert tiny.analyzer.texts == 0, "a rebuild takes analyses from the store"
    assert tiny.contents() == tiny.files()


def test_damage_that_two_generations_share(
    pristine: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    tiny.run()
    tiny.write("rail.ko", "새 글.")
    tiny.run()
    shared = tmp_path.glob("index/generations/000002/engine/*.pst")
    linked = [path for path in shared if path.stat().st_nlink == 2]
    assert linked, "unchanged files are hard links"
    _silent_noise(linked[0], random.Random(1))
    tiny.run()
    assert tiny.contents() == tiny.files()
    assert tiny.current() == 3


def test_a_record_that_is_noise_is_damage() -> None:
    rng = random.Random(1)
    for length in range(60):
        with pytest.raises(IndexDamaged):
            to_record(rng.randbytes(length))
