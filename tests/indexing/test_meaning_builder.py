"""The vectors of an index: encoded once, after the words, and never in the way of these."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import seogo.indexing.meaning_builder as builder_module
from seogo.analysis.analyzer import Analyzer
from seogo.errors import EncoderUnavailable, IndexDamaged
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.meaning_builder import JOURNAL, MEANING_FILE, MeaningBuilder
from seogo.meaning.vectors import Vectors
from seogo.messages import Message
from tests.tiny import ARTICLES, Tiny


class Counting:
    """An encoder that counts its texts: a vector has a place for each character."""

    stamp = "counting/1"
    dimensions = 64

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.fails_after: int | None = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See Encoder."""
        if self.fails_after is not None and len(self.texts) + len(texts) > self.fails_after:
            raise KeyboardInterrupt
        self.texts += texts
        vectors = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for character in text:
                vector[ord(character) % self.dimensions] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class Encoded(Tiny):
    """A tiny archive whose index has vectors."""

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        super().__init__(folder, analyzer)
        self.encoder = Counting()
        self.with_stamp(self.encoder.stamp)

    def with_stamp(self, stamp: str) -> None:
        """Encode with this encoder from now on; empty: with none."""
        self.meaning_builder = MeaningBuilder(self.index, stamp, lambda: self.encoder)

    @property
    def file(self) -> Path:
        """The file of the current generation."""
        return self.generations.newest(thorough=True).folder / MEANING_FILE

    def encoded(self) -> list[str]:
        """The texts that were encoded since the last look."""
        texts, self.encoder.texts = self.encoder.texts, []
        return texts

    def nearest(self, text: str) -> str:
        """The id of the article that is nearest to a text."""
        (vector,) = Counting().encode([text])
        return Vectors(self.file).nearest(vector, None, 1)[0].id


@pytest.fixture
def tiny(tmp_path: Path, analyzer: Analyzer) -> Encoded:
    """The tiny archive, indexed."""
    tiny = Encoded(tmp_path, analyzer)
    tiny.fill()
    assert tiny.run().encoded == len(ARTICLES)
    return tiny


def test_title_and_sentences_are_found(tiny: Encoded) -> None:
    texts = tiny.encoded()
    assert {title for title, _, _ in ARTICLES.values()} <= set(texts)
    assert "DRAM forgets without power, flash memory does not." in texts
    assert tiny.nearest("서울에서 부산까지 두 시간 반이 걸린다.") == "rail.ko"
    assert tiny.nearest("Memory chips") == "chips.en"
    assert not (tiny.index / JOURNAL).exists()


def test_nothing_is_encoded_twice(tiny: Encoded) -> None:
    tiny.encoded()
    before = tiny.current()
    report = tiny.run()
    assert (report.encoded, tiny.encoded(), tiny.current()) == (0, [], before)
    tiny.write("rail.ko", "기차가 더 빨라졌다.", title="고속철도")
    (tiny.archive / "chips.en.md").unlink()
    assert tiny.run().encoded == 1
    assert tiny.encoded() == ["고속철도", "기차가 더 빨라졌다."]
    assert tiny.nearest("기차가 더 빨라졌다.") == "rail.ko"
    assert "chips.en" not in Vectors(tiny.file).ids()
    (tiny.archive / "kimjang.en.md").rename(tiny.archive / "kimchi.en.md")
    assert (tiny.run().encoded, tiny.encoded()) == (0, [])
    assert tiny.nearest("Kimjang") == "kimchi.en"


def test_words_are_searched_before_many_are_encoded(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder_module, "_FEW", 2)
    monkeypatch.setattr(builder_module, "_BATCH", 2)
    tiny = Encoded(tmp_path, analyzer)
    tiny.fill()
    tiny.encoder.fails_after = 6
    with pytest.raises(KeyboardInterrupt):
        tiny.run()
    assert tiny.contents() == tiny.files()  # found by their words
    assert Vectors(tiny.file).articles == 0
    done = tiny.encoded()
    assert done
    # a run after that goes on with what is left, though no file has changed
    tiny.encoder.fails_after = None
    report = tiny.run()
    assert 0 < report.encoded < len(ARTICLES)
    assert not set(tiny.encoded()) & set(done)
    assert Vectors(tiny.file).ids() == tiny.files()
    assert report.generation == tiny.current()
    assert tiny.contents() == tiny.files()


def test_another_encoder_encodes_anew(tiny: Encoded) -> None:
    tiny.encoded()
    tiny.with_stamp("counting/2")
    assert tiny.run().encoded == len(ARTICLES)
    assert Vectors(tiny.file).stamp == "counting/2"


def test_without_the_encoder_the_file_is_left_out_and_nothing_else_changes(tiny: Encoded) -> None:
    tiny.with_stamp("")
    before = tiny.current()
    assert tiny.run().generation == before  # nothing to write
    tiny.write("new.ko", "새 글이다.")
    assert tiny.run().added == ["new.ko"]
    assert not tiny.file.exists()
    tiny.with_stamp("counting/1")
    assert tiny.run().encoded == len(ARTICLES) + 1


def test_an_encoder_that_is_not_there_keeps_no_word_from_being_found(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    def missing() -> Counting:
        raise EncoderUnavailable(Message("meaning.missing"))

    tiny = Encoded(tmp_path, analyzer)
    tiny.fill()
    tiny.meaning_builder = MeaningBuilder(tiny.index, "counting/1", missing)
    for _ in range(2):
        report = tiny.run()
        assert report.unencoded == Message("meaning.missing")
        assert tiny.contents() == tiny.files()
    tiny.with_stamp("counting/1")
    report = tiny.run()
    assert (report.unencoded, report.encoded) == (None, len(ARTICLES))


def test_a_damaged_file_is_encoded_anew(tiny: Encoded) -> None:
    path = tiny.file
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamaged):
        Vectors(path)
    report = tiny.run()
    assert report.reason is not None
    assert report.encoded == len(ARTICLES)
    assert tiny.nearest("Memory chips") == "chips.en"


def test_a_full_run_encodes_all_anew(tiny: Encoded) -> None:
    assert tiny.run(IndexOptions(full=True)).encoded == len(ARTICLES)
