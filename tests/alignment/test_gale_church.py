"""Alignment of passages: in order, between headings, by length."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.alignment.gale_church import RATIO, VARIANCE, Pairing, Passage, align, align_lengths
from seogo.alignment.passage_pairs import to_passage
from seogo.articles.markdown import to_blocks


def passages(*kinds_and_lengths: tuple[str, int]) -> list[Passage]:
    """Passages one behind the other."""
    found: list[Passage] = []
    at = 0
    for kind, length in kinds_and_lengths:
        found.append(Passage(kind, at, at + length))
        at += length + 2
    return found


def numbers(pairing: Pairing) -> list[tuple[list[int], list[int]]]:
    """Ranges as lists of places."""
    return [
        (list(range(left.start, left.stop)), list(range(right.start, right.stop)))
        for left, right in pairing
    ]


def naive(korean: list[int], english: list[int]) -> Pairing:
    """The way that costs least of all, where a place is reached from up to six others; the first of equally cheap ones."""
    priors = {
        (1, 1): 0.89,
        (1, 0): 0.0099 / 2,
        (0, 1): 0.0099 / 2,
        (2, 1): 0.089 / 2,
        (1, 2): 0.089 / 2,
        (2, 2): 0.011,
    }

    def surprise(ko: int, en: int) -> float:
        if not ko and not en:
            return 0.0
        delta = abs(en - RATIO * ko) / math.sqrt(VARIANCE * ((ko + en / RATIO) / 2))
        return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-12))

    best: dict[tuple[int, int], tuple[float, Pairing]] = {(0, 0): (0.0, [])}
    for row in range(len(korean) + 1):
        for column in range(len(english) + 1):
            for (left, right), prior in priors.items():
                if (before := best.get((row - left, column - right))) is None:
                    continue
                ko, en = slice(row - left, row), slice(column - right, column)
                cost, pairs = before[0] - math.log(prior), before[1]
                if left and right:
                    cost += surprise(sum(korean[ko]), sum(english[en]))
                    pairs = [*pairs, (ko, en)]
                if (row, column) not in best or cost < best[row, column][0]:
                    best[row, column] = cost, pairs
    return best[len(korean), len(english)][1]


lengths = st.lists(st.one_of(st.integers(0, 3), st.integers(0, 400)), min_size=1, max_size=12)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(lengths, lengths)
def test_the_way_is_that_of_the_naive_model(korean: list[int], english: list[int]) -> None:
    # one beside one belong together whatever their lengths
    if len(korean) + len(english) > 2:
        assert numbers(align_lengths(korean, english)) == numbers(naive(korean, english))


def test_blocks_of_the_same_kinds_go_in_order_whatever_their_lengths() -> None:
    ko = passages(("paragraph", 5), ("code", 300), ("paragraph", 80))
    en = passages(("paragraph", 400), ("code", 3), ("paragraph", 9))
    assert numbers(align(ko, en)) == [([0], [0]), ([1], [1]), ([2], [2])]


def test_one_block_in_eleven_may_be_of_another_kind() -> None:
    ko = passages(*[("paragraph", 40)] * 10, ("list", 40))
    en = passages(*[("paragraph", 80)] * 10, ("quote", 80))
    assert numbers(align(ko, en)) == [([at], [at]) for at in range(11)]


def test_a_sentence_that_became_two_is_found_by_length() -> None:
    assert numbers(align_lengths([60, 25, 40], [62, 58, 50, 80])) == [
        ([0], [0, 1]),
        ([1], [2]),
        ([2], [3]),
    ]


def test_a_sentence_that_was_left_out_has_no_counterpart() -> None:
    assert numbers(align_lengths([20, 95, 33], [40, 66])) == [([0], [0]), ([2], [1])]


def test_headings_hold_what_is_between_them() -> None:
    ko = passages(
        ("h2", 6), ("paragraph", 50), ("h2", 5), ("paragraph", 30), ("paragraph", 30), ("list", 70)
    )
    en = passages(
        ("h2", 14),
        ("paragraph", 55),
        ("paragraph", 48),
        ("h2", 9),
        ("paragraph", 118),
        ("list", 139),
    )
    assert numbers(align(ko, en)) == [
        ([0], [0]),
        ([1], [1, 2]),
        ([2], [3]),
        ([3, 4], [4]),
        ([5], [5]),
    ]


def test_where_headings_differ_length_decides_for_all() -> None:
    ko = passages(("h2", 45), ("paragraph", 60), ("paragraph", 200))
    en = passages(("paragraph", 121), ("paragraph", 395))
    assert numbers(align(ko, en)) == [([1], [0]), ([2], [1])]


def test_blocks_of_markdown_become_passages_with_the_level_of_headings() -> None:
    blocks = to_blocks("## 김장\n\n배추를 절인다.\n\n### 양념\n\n- 고춧가루\n- 마늘")
    assert [to_passage(block).kind for block in blocks] == ["h2", "paragraph", "h3", "list"]
    assert [to_passage(block).length for block in blocks] == [2, 8, 2, 7]


@pytest.mark.parametrize(("korean", "english"), [([], []), ([], [30]), ([12, 30], [])])
def test_nothing_belongs_to_nothing(korean: list[int], english: list[int]) -> None:
    assert align_lengths(korean, english) == []


def test_too_many_passages_are_not_aligned() -> None:
    assert align_lengths([10] * 2_001, [20] * 10) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=25),
    st.lists(st.integers(0, 600), min_size=1, max_size=25),
)
def test_ranges_are_in_order_and_do_not_overlap(korean: list[int], english: list[int]) -> None:
    done = (0, 0)
    for left, right in align_lengths(korean, english):
        assert done[0] <= left.start < left.stop <= len(korean)
        assert done[1] <= right.start < right.stop <= len(english)
        assert left.stop - left.start <= 2
        assert right.stop - right.start <= 2
        done = left.stop, right.stop


def test_most_sentences_are_found_again_after_joining_and_leaving_out() -> None:
    chance = random.Random(5)
    right = wrong = 0
    for _ in range(30):
        korean = [chance.randint(15, 120) for _ in range(20)]
        english: list[int] = []
        truth: set[tuple[int, int]] = set()
        at = 0
        while at < len(korean):
            step = 2 if chance.random() < 0.1 and at + 1 < len(korean) else 1
            length = sum(korean[at : at + step]) * 2 + chance.randint(-6, 6)
            if chance.random() > 0.05:
                truth.update((one, len(english)) for one in range(at, at + step))
                english.append(max(length, 1))
            at += step
        found = {
            (one, other)
            for left, there in numbers(align_lengths(korean, english))
            for one in left
            for other in there
        }
        right += len(found & truth)
        wrong += len(found - truth)
    assert right / (right + wrong) > 0.9
