"""Vectors: what a file gives back, and that the nearest are those of an exact search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.meaning.passages import TITLE, Passages
from seogo.meaning.store import ArticleVectors
from seogo.meaning.vectors import IndexedVectors, Near, Vectors, write_vectors

DIMENSIONS = 512


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float32]:
    """Vectors of unit length."""
    found: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return found.astype(np.float32)


def articles(count: int, seed: int = 0) -> list[tuple[str, Language, NDArray[np.float32]]]:
    """Ids, languages and vectors of one to seven passages."""
    random = np.random.default_rng(seed)
    subjects = random.normal(size=(20, DIMENSIONS))
    found = []
    for number in range(count):
        language = Language.KO if number < count // 3 else Language.EN
        size = random.integers(1, 8)
        vectors = random.normal(size=(size, DIMENSIONS)) + subjects[random.integers(20, size=size)]
        found.append((f"글/{number:03}.{language}", language, unit(vectors)))
    return found


def write(path: Path, of: Sequence[tuple[str, Language, NDArray[np.float32]]]) -> Vectors:
    """The opened file of articles; the second passage of each is at 10:20 of its text, and so on."""
    write_vectors(
        path,
        "1 model/2/abc",
        (
            IndexedVectors(name, language, f"{number:064}", to_article(vectors))
            for number, (name, language, vectors) in enumerate(of)
        ),
    )
    return Vectors(path)


def to_article(vectors: NDArray[np.float32]) -> ArticleVectors:
    """Vectors of an article that has a passage in every ten characters."""
    spans = [(10 * place, 10 * place + 10) for place in range(1, len(vectors))]
    return ArticleVectors.of(Passages([TITLE, *spans], 3), vectors)


def exact(
    of: Sequence[tuple[str, Language, NDArray[np.float32]]],
    vector: NDArray[np.float32],
    language: Language | None,
) -> list[Near]:
    """The plain model of `Vectors.nearest`, of all articles."""
    found = []
    for name, lang, vectors in of:
        if language in (None, lang):
            similarity = vectors @ vector
            best = int(similarity.argmax())
            span = (10 * best, 10 * best + 10) if best else TITLE
            found.append(Near(name, lang, float(similarity[best]), *span))
    return sorted(found, key=lambda near: -near.similarity)


@pytest.mark.parametrize("language", [None, *Language])
def test_the_nearest_are_those_of_an_exact_search(
    tmp_path: Path, language: Language | None
) -> None:
    of = articles(400)
    vectors = write(tmp_path / "meaning", of)
    for number in range(0, 400, 40):
        query = unit(of[number][2][0] + np.random.default_rng(number).normal(0, 0.02, DIMENSIONS))
        found, expected = vectors.nearest(query, language, 10), exact(of, query, language)
        assert len(found) == 10
        assert len({near.id for near in found} & {near.id for near in expected[:10]}) >= 9
        assert found[0].id == expected[0].id
        by_id = {near.id: near for near in expected}
        for near in found:
            assert near.similarity == pytest.approx(by_id[near.id].similarity, abs=0.005)
            assert near.language is by_id[near.id].language
        assert (found[0].start, found[0].end) == (expected[0].start, expected[0].end)
        assert found == sorted(found, key=lambda near: -near.similarity)


def test_of_each_article_that_is_asked_the_nearest_passage_is_known(tmp_path: Path) -> None:
    of = articles(60)
    vectors = write(tmp_path / "meaning", of)
    query = unit(np.random.default_rng(5).normal(size=DIMENSIONS))
    expected = {near.id: near for near in exact(of, query, None)}
    names = [name for name, _, _ in of[::7]]
    found = vectors.nearness(query, [*names, "글/000", "글/999.ko", "글/013.ko", ""])
    assert sorted(found) == sorted({*names, "글/013.ko"})
    for name, near in found.items():
        assert near.similarity == pytest.approx(expected[name].similarity, abs=0.005)
        assert (near.start, near.end) == (expected[name].start, expected[name].end)
    assert vectors.nearness(query, []) == {}


def test_a_file_says_what_it_was_made_with(tmp_path: Path) -> None:
    of = articles(9)
    vectors = write(tmp_path / "meaning", of)
    assert (vectors.rules, vectors.stamp) == ("1 model/2/abc", "model/2/abc")
    assert (vectors.articles, vectors.left_out) == (9, 27)
    assert vectors.passages == sum(len(found) for _, _, found in of)
    assert vectors.ids() == {name: f"{number:064}" for number, (name, _, _) in enumerate(of)}
    again = vectors.article(vectors.places()[f"{4:064}"])
    assert np.allclose(again.rows * again.scales[:, None], of[4][2], atol=0.002)
    assert ArticleVectors.from_bytes(again.to_bytes()).to_bytes() == again.to_bytes()


def test_more_than_there_are_are_all(tmp_path: Path) -> None:
    of = articles(12)
    found = write(tmp_path / "meaning", of).nearest(of[0][2][0], Language.KO, 100)
    assert sorted(near.id for near in found) == sorted(f"글/{number:03}.ko" for number in range(4))


def test_nothing_is_near_where_there_is_nothing(tmp_path: Path) -> None:
    vectors = write(tmp_path / "meaning", [])
    assert vectors.nearest(unit(np.ones(DIMENSIONS)), None, 5) == []
    one = write(tmp_path / "meaning", articles(1))
    assert one.nearest(unit(np.ones(DIMENSIONS)), Language.KO, 5) == []


@pytest.mark.parametrize("at", [3, 9, 20, 30, 44, -70, -3])
def test_a_damaged_head_or_column_is_said(tmp_path: Path, at: int) -> None:
    path = tmp_path / "meaning"
    write(path, articles(9))
    data = bytearray(path.read_bytes())
    data[at] ^= 4
    path.write_bytes(data)
    with pytest.raises(IndexDamaged):
        Vectors(path)


def test_a_damaged_vector_is_said_where_it_would_count(tmp_path: Path) -> None:
    path = tmp_path / "meaning"
    of = articles(9)
    write(path, of)
    data = bytearray(path.read_bytes())
    data[48 + DIMENSIONS + 5] ^= 64
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match="meaning"):
        Vectors(path).nearest(of[0][2][0], None, 3)


def test_many_passages_of_one_article_keep_no_other_out(tmp_path: Path) -> None:
    of = articles(30)
    query = of[7][2][0]
    random = np.random.default_rng(1)
    of[2] = (*of[2][:2], unit(query + random.normal(0, 0.01, (5_000, DIMENSIONS))))
    found = write(tmp_path / "meaning", of).nearest(query, Language.KO, 6)
    assert [near.id for near in found] == [near.id for near in exact(of, query, Language.KO)[:6]]


def test_a_file_that_was_cut_is_said(tmp_path: Path) -> None:
    path = tmp_path / "meaning"
    write(path, articles(9))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexDamaged):
        Vectors(path)
