"""Any file of an index damaged: readers get the last good generation or one sentence, and the next run heals."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.documents.document import to_record
from seogo.errors import IndexDamaged
from tests import damage
from tests.tiny import Tiny

pytestmark = pytest.mark.usefixtures("no_general_glossary")


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


KINDS_OF_DAMAGE = [
    name
    for name in dict.fromkeys(one.name for one in (*damage.OF_FILES, *damage.OF_FOLDERS))
    if not re.match("bit .?[1-46-9]", name)
]


def _files(generation: Path, kind: str) -> list[Path]:
    """The files of a kind that have a content."""
    return sorted(path for path in generation.glob(kind) if path.stat().st_size)


@pytest.fixture(scope="module")
def damaged_site(site: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an index that is damaged in copies, whose sites share analyzers."""
    folder = tmp_path_factory.mktemp("damaged")
    analyzers = cache(Analyzer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: analyzers)
        damage.build_pristine(folder)
        yield folder


@pytest.fixture(scope="module")
def right(damaged_site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[damage.Answers]:
    """What its two generations answer."""
    return damage.right_answers(damaged_site, tmp_path_factory.mktemp("right") / "work")


@pytest.mark.slow
@pytest.mark.parametrize("kind", range(len(KINDS_OF_DAMAGE)))
def test_one_file_with_each_kind_of_damage(
    damaged_site: Path, right: list[damage.Answers], tmp_path: Path, kind: int
) -> None:
    """All files with all kinds: tests/benchmarks/damage.py."""
    name = KINDS_OF_DAMAGE[kind]
    every = [one for one in damage.combinations(damaged_site) if one.damage.name == name]
    chosen = every[kind * 7 % len(every)]
    found = damage.complaints(damaged_site, tmp_path / "work", right, chosen)
    assert found == [], str(chosen)


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
