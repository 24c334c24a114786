"""Which words translate each other, learned from passages that do: IBM Model 1.

Every word of a passage is taken to come from one word of its translation, or from none (NULL), all equally likely
beforehand. With t(e|k) the probability that k becomes e, five rounds of expectation and maximisation (Brown, Della
Pietra, Della Pietra and Mercer 1993, The mathematics of statistical machine translation) give the expected counts
c(k, e), where in each round

    t(e|k) = (c(k, e) + .01) / (Σ c(k, ·) + .01·|V|)

which keeps rare words from taking in everything beside them (Moore 2004, Improving IBM word-alignment model 1). This is
done in both directions, and of the two counts of a pair the smaller one is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

TermPair: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""The terms of a Korean passage and of the English one that belongs to it."""

ROUNDS: Final = 5
SMOOTHING: Final = 0.01
LEAST_COUNT: Final = 0.05
LONGEST: Final = 60
"""Terms of a passage; of longer ones nothing is learned."""
MOST_LINKS: Final = 6_000_000
"""Pairs of words side by side that are counted, which takes 450 MB for a moment; short passages go first, as they say
most."""

_Numbers: TypeAlias = NDArray[Any]
_Coded: TypeAlias = tuple[list[int], list[int]]
"""A passage and its translation as numbers of words."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words translate each other: ``korean[left[i]]`` and ``english[right[i]]``, ``counts[i]`` times (expected)."""

    korean: tuple[str, ...]
    english: tuple[str, ...]
    left: _Numbers
    right: _Numbers
    counts: _Numbers


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one side of all passages as numbers, NULL (0) before those of each: ``sizes`` many with it."""

    numbers: _Numbers
    sizes: _Numbers


def count_translations(pairs: Iterable[TermPair]) -> Counts:
    """The expected counts of all pairs of words; those of less than LEAST_COUNT are left out."""
    korean, english = _numbering(), _numbering()
    coded: list[_Coded] = []
    links = 0
    for ko, en in pairs:
        if ko and en and max(len(ko), len(en)) <= LONGEST:
            coded.append(([*map(korean.__getitem__, ko)], [*map(english.__getitem__, en)]))
            links += (len(ko) + 1) * (len(en) + 1)
            if links > 2 * MOST_LINKS:
                # what is left out by now would be left out in the end
                coded = _within_limits(coded)
                links = sum((len(ko) + 1) * (len(en) + 1) for ko, en in coded)
    coded = _within_limits(coded)
    sides = _flat([ko for ko, _ in coded]), _flat([en for _, en in coded])
    del coded
    left, right, counts = _joint(*sides, len(korean), len(english))
    return Counts(tuple(korean), tuple(english), left, right, counts)


def _numbering() -> defaultdict[str, int]:
    """Numbers words as they are asked for, from NULL on."""
    numbers = defaultdict(count(1).__next__)
    numbers[""] = 0
    return numbers


def _within_limits(coded: list[_Coded]) -> list[_Coded]:
    coded.sort(key=lambda pair: len(pair[0]) * len(pair[1]))
    sizes = np.cumsum([(len(ko) + 1) * (len(en) + 1) for ko, en in coded])
    return coded[: int(np.searchsorted(sizes, MOST_LINKS, "right"))]


def _flat(passages: Sequence[Sequence[int]]) -> _Words:
    sizes = np.fromiter(map(len, passages), np.int64, len(passages))
    numbers = np.fromiter(chain.from_iterable(passages), np.int64, int(sizes.sum()))
    return _Words(np.insert(numbers, np.cumsum(sizes) - sizes, 0), sizes + 1)


def _joint(
    ko: _Words, en: _Words, korean: int, english: int
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """The smaller expected counts of both directions, with the numbers of the words."""
    of_left, of_right = _links(ko.sizes, en.sizes)
    pairs, links = distinct(ko.numbers[of_left] * english + en.numbers[of_right])
    left, right = pairs // english, pairs % english
    forward = _expected(links, of_right, right > 0, left, korean, english)
    backward = _expected(links, of_left, left > 0, right, english, korean)
    counts = np.minimum(forward, backward)
    kept = (counts >= LEAST_COUNT) & (left > 0) & (right > 0)
    return left[kept].astype(np.int32), right[kept].astype(np.int32), counts[kept]


def _links(left: _Numbers, right: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Every word of a passage beside every one of its translation: the places of both among the words of their sides, where
    passages have ``left`` words and translations ``right``."""
    # for every word on the left: how many it stands beside, and the first of them
    beside = np.repeat(right, left)
    first = np.repeat(np.cumsum(right) - right, left)
    of_left = np.repeat(np.arange(len(beside), dtype=np.int32), beside)
    of_right = np.arange(len(of_left), dtype=np.int32)
    of_right += np.repeat((first - (np.cumsum(beside) - beside)).astype(np.int32), beside)
    return of_left, of_right


def distinct(keys: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The different keys in order, and for each of the given ones which of them it is: np.unique, for numbers of 63 bits with
    their places much quicker, as numbers alone are sorted quicker than places by numbers."""
    shift = len(keys).bit_length()
    if not len(keys) or int(keys.max()).bit_length() + shift > 63:
        distinct, links = np.unique(keys, return_inverse=True)
        return distinct, links
    keys = (keys << shift) | np.arange(len(keys))
    keys.sort()
    places = keys & ((1 << shift) - 1)
    keys >>= shift
    new = np.diff(keys, prepend=-1) > 0
    links = np.empty(len(keys), np.int64)
    links[places] = np.cumsum(new) - 1
    return keys[new], links


def _expected(
    links: _Numbers, places: _Numbers, told: _Numbers, source: _Numbers, sources: int, targets: int
) -> _Numbers:
    """The expected counts of every pair of words, where each of the words told of (all but NULL) comes from one source."""
    t = np.where(told, 1 / targets, 0.0)
    counts = t
    for _ in range(ROUNDS):
        p = t[links]
        sums = np.bincount(places, p)
        sums[sums == 0] = 1.0
        p /= sums[places]
        counts = np.bincount(links, p, len(t))
        totals = np.bincount(source, counts, sources) + SMOOTHING * targets
        t = np.where(told, (counts + SMOOTHING) / totals[source], 0.0)
    return counts
