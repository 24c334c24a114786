"""Binary files of an index: what was written comes back, and whatever was damaged is noticed, with the file named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from seogo.alignment.aligned_sentences import open_sentences, write_sentences
from seogo.engines.whoosh.storage.document_table import DocumentTable, write_table
from seogo.engines.whoosh.storage.postings import FieldArrays, InvertedIndex, InvertedWriter
from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon, Origin, Translation, open_lexicon, write_lexicon
from seogo.storage.container import Container, write_container
from seogo.storage.stamps import FileFormat
from seogo.suggestions.completion import CompletionEntry, Suggestions, write_suggestions
from tests.storage.layouts import PAIR

FORM = FileFormat(b"EXAMPLES", 7)


def _lexicon(folder: Path) -> list[Path]:
    rows = {
        Language.KO: {"집": [Translation("house", 0.5, 2.0, Origin.LEARNED)]},
        Language.EN: {},
    }
    write_lexicon(folder / "lexicon", Lexicon(rows))
    return [folder / "lexicon"]


def _suggestions(folder: Path) -> list[Path]:
    write_suggestions(folder / "suggestions", [CompletionEntry("인공지능", "word", 3)])
    return [folder / "suggestions"]


def _table(folder: Path) -> list[Path]:
    numbers = np.arange(2)
    live = np.ones(2, np.bool_)
    days = numbers.astype(np.int32)
    write_table(folder / "table", ["b.ko", "a.en"], numbers.astype(np.uint64), days, live)
    return [folder / "table"]


def _postings(folder: Path) -> list[Path]:
    paths = [folder / "x.trm", folder / "x.pst"]
    counts = np.array([2, 1], np.uint32)
    arrays = FieldArrays(
        *([b"a", b"b"], np.array([0, 1, 2], np.int64), np.array([0, 1], np.uint32)),
        *(counts, np.array([0, 3, 5], np.uint32)),
    )
    with paths[0].open("wb") as terms, paths[1].open("wb") as postings:
        writer = InvertedWriter(terms, postings)
        writer.add("body_en", arrays)
        writer.close()
    return paths


def _read_postings(paths: list[Path]) -> None:
    field = InvertedIndex(*paths).field("body_en")
    assert field is not None
    for number in range(len(field)):
        field.postings(number)
        field.positions_at(number, np.arange(field.frequency(number)))


def _sentences(folder: Path) -> list[Path]:
    write_sentences(folder / "sentences", [(("a.ko", "a.en"), "0 1", PAIR)])
    return [folder / "sentences"]


FILES: dict[str, tuple[Callable[[Path], list[Path]], Callable[[list[Path]], object]]] = {
    "sentences": (_sentences, lambda paths: open_sentences(*paths)),
    "lexicon": (_lexicon, lambda paths: open_lexicon(*paths)),
    "suggestions": (_suggestions, lambda paths: Suggestions(*paths).find("인")),
    "table": (_table, lambda paths: DocumentTable(*paths)),
    "postings": (_postings, _read_postings),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_damaged_byte_is_noticed_and_its_file_named(tmp_path: Path, kind: str) -> None:
    write, read = FILES[kind]
    paths = write(tmp_path)
    read(paths)
    for path in paths:
        whole = path.read_bytes()
        padding = 0
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            try:
                read(paths)
            except IndexDamaged as error:
                assert path.name in str(error)
            else:
                padding += 1
        assert padding <= (64 if kind == "postings" else 0), "sections begin at multiples of eight"
        for damaged in (b"", whole[:10], whole[:-1], whole + b"x"):
            path.write_bytes(damaged)
            with pytest.raises(IndexDamaged, match=path.name):
                read(paths)
        path.unlink()
        with pytest.raises(IndexDamaged, match=path.name):
            read(paths)
        path.write_bytes(whole)


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_container(path, FORM, b"payload")
    assert bytes(Container(path, FORM).checked()) == b"payload"
    for other in (FORM._replace(version=8), FORM._replace(magic=b"OTHERS__")):
        with pytest.raises(IndexDamaged, match="file"):
            Container(path, other)


def test_the_file_of_an_older_generation_is_not_written_through(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write_container(old, FORM, b"old")
    os.link(old, new)
    write_container(new, FORM, b"new")
    assert bytes(Container(old, FORM).checked()) == b"old"
    assert bytes(Container(new, FORM).checked()) == b"new"
