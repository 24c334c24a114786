"""Mutual nearest passages, beside a model that compares everything at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from seogo.languages import Language
from seogo.meaning.mutual_passages import NEIGHBOURS, Spot, mutual_passages
from seogo.meaning.passages import TITLE, Passages
from seogo.meaning.store import ArticleVectors
from seogo.meaning.vectors import IndexedVectors, Vectors, write_vectors

SIZE = 64
EACH = 3


def rows(random: np.random.Generator, near: NDArray[np.float32] | None) -> NDArray[np.float32]:
    found = random.normal(0, 1, (EACH, SIZE)).astype(np.float32)
    if near is not None:
        found = found * np.float32(0.5) + near
    unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    """Nine Korean articles, seven of which have a translation; two English ones stand alone."""
    random = np.random.default_rng(7)
    spans = [TITLE, *((at, at + 9) for at in range(0, 10 * (EACH - 1), 10))]
    korean = {f"k{number}": rows(random, None) for number in range(9)}
    english = {f"e{number}": rows(random, korean[f"k{number}"] * 8) for number in range(7)}
    english |= {f"e{number}": rows(random, None) for number in range(7, 9)}
    found = [
        IndexedVectors(name, language, f"{name:>064}", ArticleVectors.of(Passages(spans), given))
        for language, side in ((Language.KO, korean), (Language.EN, english))
        for name, given in sorted(side.items())
    ]
    write_vectors(tmp_path / "meaning", "1 test", found)
    return Vectors(tmp_path / "meaning")


@pytest.mark.parametrize("block", [2, 5, 512])
def test_pairs_are_those_of_all_margins(
    vectors: Vectors, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seogo.meaning.mutual_passages._BLOCK", block)
    names = [name for name in vectors.ids() if name != "k3"]
    ko, en = (
        np.concatenate([vectors.article(vectors_place(vectors, n)).matrix() for n in side])
        for side in ([n for n in names if n[0] == "k"], [n for n in names if n[0] == "e"])
    )
    cosines = ko @ en.T
    own = np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1)[:, None]
    others = np.sort(cosines, axis=0)[-NEIGHBOURS:].mean(axis=0)[None]
    margins = cosines / ((own + others) / 2)
    expected = {
        (at, int(margins[at].argmax())): margins[at].max()
        for at in range(len(ko))
        if margins[:, margins[at].argmax()].argmax() == at
    }
    strong = {pair: margin for pair, margin in expected.items() if margin > 1.1}
    found = mutual_passages(vectors, set(names))
    places = {}
    for one in found:
        at, other = (place_of(names, spot) for spot in (one.korean, one.english))
        places[at, other] = one.margin
    assert {pair: pytest.approx(margin, abs=1e-4) for pair, margin in strong.items()} == {
        pair: margin for pair, margin in places.items() if margin > 1.1
    }
    translated = [one for one in found if one.korean.id[1] == one.english.id[1]]
    assert len([one for one in translated if one.margin > 1.1]) == 6 * EACH
    assert {one.korean.start for one in translated} == {-1, 0, 10}
    assert "k3" not in {one.korean.id for one in found}


def vectors_place(vectors: Vectors, name: str) -> int:
    return [*vectors.ids()].index(name)


def place_of(names: list[str], spot: Spot) -> int:
    """Number of a passage among those of its language."""
    side = [name for name in names if name[0] == spot.id[0]]
    return side.index(spot.id) * EACH + (0 if spot.start < 0 else 1 + spot.start // 10)


def test_one_language_alone_has_none(vectors: Vectors) -> None:
    assert mutual_passages(vectors, {"k1", "k2"}) == []
    assert mutual_passages(vectors, set()) == []
