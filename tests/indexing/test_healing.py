"""Index runs that meet damage: all is written anew, once, and said; what a new index would not mend is an error at once."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.documents import stored_analysis
from seogo.engines.base import Document
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.errors import IndexDamaged, IndexWriteError
from seogo.indexing.indexer import IndexOptions
from seogo.storage import binary
from tests.damage import reseal
from tests.tiny import Tiny

pytestmark = pytest.mark.slow


@pytest.fixture
def indexed(tmp_path: Path, analyzer: Analyzer) -> Tiny:
    """The tiny archive with its index."""
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    tiny.run()
    return tiny


DAMAGES: list[Callable[[], Exception]] = [
    lambda: IndexDamaged("segment", "other bytes"),
    lambda: ValueError("other bytes"),
    lambda: KeyError("title"),
    lambda: IndexError("out of range"),
    lambda: AttributeError("no such member"),
    lambda: sqlite3.DatabaseError("database disk image is malformed"),
    lambda: FileNotFoundError(errno.ENOENT, "No such file or directory", "MAIN.toc"),
    lambda: EOFError(),
]


def _failing(errors: list[Exception]) -> Callable[[Path], WhooshEngine]:
    """An engine whose first writes raise these errors."""

    class Failing(WhooshEngine):
        def _write(self, target: Any, documents: Iterable[Document], deletes: Any) -> None:
            if errors:
                raise errors.pop()
            super()._write(target, documents, deletes)

    return Failing


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_full_run_follows_damage(indexed: Tiny, damage: Callable[[], Exception]) -> None:
    indexed.write("chips.en", "Prices went up again.")
    indexed.open_engine = _failing([damage()])
    indexed.analyzer.texts = 0
    report = indexed.run()
    assert report.reason is not None
    assert "the index was damaged" in str(report.reason)
    assert "reindex" not in str(report.reason)
    assert (report.changed, report.unchanged) == (["chips.en"], 3)
    assert indexed.analyzer.texts == 2, "analyses of the others are in the cache"
    assert indexed.contents() == indexed.files()
    assert indexed.numbers() == [1, 2]
    assert indexed.run().reason is None


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("full", [False, True])
def test_a_full_run_that_fails_too_is_a_sentence(
    indexed: Tiny, damage: Callable[[], Exception], full: bool
) -> None:
    before = indexed.contents()
    indexed.write("chips.en", "Prices went up again.")
    errors = [damage() for _ in range(9)]
    indexed.open_engine = _failing(errors)
    with pytest.raises(IndexWriteError, match="Delete that folder") as error:
        indexed.run(IndexOptions(full=full))
    assert "\n" not in str(error.value)
    assert len(errors) == (8 if full else 7), "tried once more, not for ever"
    assert indexed.contents() == before
    assert indexed.numbers() == [1]


def test_a_full_disk_is_no_damage(indexed: Tiny) -> None:
    indexed.write("chips.en", "Prices went up again.")
    full: list[Exception] = [OSError(errno.ENOSPC, "No space left") for _ in range(9)]
    indexed.open_engine = _failing(full)
    with pytest.raises(IndexWriteError, match="disk is full"):
        indexed.run()
    assert len(full) == 8


@pytest.mark.slow
@pytest.mark.parametrize(("content", "edited"), [(b"", False), (b"[1]", True)])
def test_any_file_of_another_layout_is_written_anew(
    tmp_path: Path, indexed: Tiny, edited: bool, content: bytes
) -> None:
    for number, name in enumerate(sorted(indexed.generations.newest(thorough=True).manifest.files)):
        copy = Tiny(tmp_path / str(number), indexed.analyzer)
        for folder in ("archive", "index"):
            shutil.copytree(tmp_path / folder, copy.archive.parent / folder, dirs_exist_ok=True)
        reseal(copy.generations, name, content)
        if edited:
            copy.write("chips.en", "Prices went up again.")
        copy.run()
        assert copy.contents() == copy.files(), name
        assert copy.run().reason is None, name


@pytest.mark.parametrize("edited", [False, True])
def test_analyses_with_another_checksum_are_made_anew(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch, edited: bool
) -> None:
    """Index and cache have today's stamps, and no byte of an analysis is read."""
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    with monkeypatch.context() as patch:
        patch.setattr(zlib, "crc32", lambda *_: 7)
        tiny.run()
    tiny.analyzer.texts = 0
    if edited:
        tiny.write("chips.en", "Prices went up again.")
    report = tiny.run()
    assert report.reason
    assert tiny.analyzer.texts > 0
    assert tiny.contents() == tiny.files()


def test_analyses_of_another_layout_are_made_anew(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()

    def shuffled(version: int, texts: list[str], columns: list[list[int]]) -> bytes:
        return binary.pack(version, texts[::-1], [[70_000, *column] for column in columns])

    with monkeypatch.context() as patch:
        patch.setattr(stored_analysis, "pack", shuffled)
        with pytest.raises(IndexWriteError):  # no search in such an index finds anything
            tiny.run()
    assert tiny.run().analysed == len(tiny.files())
    assert tiny.contents() == tiny.files()


def test_a_damaged_pointer_is_mended_where_nothing_has_changed(indexed: Tiny) -> None:
    for content in (b"", b"7", None):
        pointer = indexed.index / "current"
        pointer.unlink()
        if content is None:
            pointer.mkdir()
        else:
            pointer.write_bytes(content)
        assert indexed.run().reason is None
        assert pointer.read_text() == "1\n"


def test_a_dry_run_says_that_all_would_be_written(indexed: Tiny) -> None:
    reseal(indexed.generations, "lexicon", b"")
    report = indexed.run(IndexOptions(dry_run=True))
    assert "lexicon" in str(report.reason)
    assert indexed.numbers() == [1]
