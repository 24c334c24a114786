"""Which sentences a snippet begins with, and how long it may be."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from seogo.searching.snippets import LONGEST, Mark, _best_sentence, _is_wide

LETTERS = st.sampled_from("aé가힣ힰ一鿿䷀䶿㐀「の😀 ")


@given(st.lists(st.tuples(LETTERS, st.integers(1, 60)), max_size=8))
def test_a_text_is_wide_by_its_hangul_and_hanja(runs: list[tuple[str, int]]) -> None:
    text = "".join(letter * times for letter, times in runs)[:LONGEST]
    assert _is_wide(text) == (len(re.findall("[가-힣㐀-䶿一-鿿]", text)) > LONGEST // 4)


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3)), max_size=8),
)
def test_a_snippet_begins_where_most_is_said(
    lengths: list[int], found: list[tuple[int, int]]
) -> None:
    bounds = [sum(lengths[:count]) for count in range(len(lengths) + 1)]
    marks = sorted(Mark(at, at + 1, word, "word") for at, word in found if at < bounds[-1])
    weights, budget = {0: 0.5, 1: 0.25, 2: 1.0}, 50

    def worth(sentence: int) -> float:
        ends = [end for end in bounds[sentence + 1 :] if end - bounds[sentence] <= budget]
        end = ends[-1] if ends else bounds[sentence + 1]
        said = {mark.word for mark in marks if bounds[sentence] <= mark.start < end}
        return sum(weights.get(word, 1.0) for word in said)

    begun = [
        n
        for n in range(len(lengths))
        if any(bounds[n] <= mark.start < bounds[n + 1] for mark in marks)
    ]
    best = max(begun, key=worth, default=0)
    assert _best_sentence(bounds, marks, weights, budget) == best
