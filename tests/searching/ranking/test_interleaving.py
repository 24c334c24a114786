"""Hits of the other language stand among own ones, which keep their order."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.searching.ranking.interleaving import APART, FIRST_PAGE, interleaved

SCORES = st.lists(st.integers(1, 4_000).map(lambda n: n / 8), min_size=1, max_size=40).map(
    lambda scores: sorted(scores, reverse=True)
)


def in_order(
    own: list[float], other: list[float], trust: float = 1.0, *, sentence: bool = True
) -> str:
    """Both lists as one: ``o`` for own hits, ``x`` for others."""
    placed = interleaved(
        np.array(own, np.float32), np.array(other, np.float32), other[0], trust, sentence=sentence
    )
    rows = [(-score, "o") for score in np.array(own, np.float32).tolist()]
    return "".join(kind for _, kind in sorted([*rows, *((-s, "x") for s in placed.tolist())]))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(SCORES, SCORES, st.floats(0.2, 1))
def test_any_scores(own: list[float], other: list[float], trust: float) -> None:
    placed = interleaved(
        np.array(own, np.float32), np.array(other, np.float32), other[0], trust, sentence=True
    )
    assert len(placed) == len(other)
    assert np.isfinite(placed).all()
    assert (placed > 0).all()
    assert (np.diff(placed) <= 0).all(), "other hits keep their order"


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(SCORES, st.floats(0.2, 1))
def test_own_hits_come_apart_on_the_first_page(other: list[float], trust: float) -> None:
    own = [100.0 - place for place in range(60)]
    row = in_order(own, other, trust)
    places = [place for place, kind in enumerate(row[:FIRST_PAGE]) if kind == "x"]
    assert all(second - first > APART for first, second in itertools.pairwise(places))
    if len(other) > 12:
        behind = row[FIRST_PAGE : FIRST_PAGE + 12]
        assert behind in ("xo" * 6, "ox" * 6), "both languages in turn"


def test_where_the_first_one_stands() -> None:
    flat = [100.0, 98.0, 96.0, 94.0, 92.0, 90.0, 88.0, 86.0, 84.0, 82.0, 81.0, 80.0]
    steep = [100.0, 40.0, 30.0, 20.0]
    assert in_order(flat, [50.0, 49.0]).startswith("o" * 10), "own hits hardly differ"
    assert in_order(flat, [50.0, 49.0], sentence=False).startswith("o" * 9 + "x"), "but for a word"
    assert in_order(steep, [50.0, 49.0]).startswith("ox"), "only one own hit is good"
    middling = [100.0, 70.0, 65.0, 60.0, 55.0]
    assert in_order(middling, [50.0, 49.0]).startswith("ooooo")
    assert in_order(middling, [50.0, 10.0]).startswith("ox"), "it stands out in its language"
    assert in_order(middling, [200.0, 199.0]).startswith("ox"), "it says much more than own hits"
    drop = [100.0, *[90.0] * 8, 60.0, 59.0, 58.0]
    assert in_order(drop, [50.0, 49.0])[:10] == "o" * 9 + "x", "the tenth place is easier to get"


def test_a_translation_beside_its_article_is_the_standard() -> None:
    own = np.array([100.0, 60.0], np.float32)
    alone = interleaved(own, np.array([5.0, 4.0], np.float32), 50.0, 1.0, sentence=True)
    assert (alone < 60).all(), "what is left of the other language is poor"
