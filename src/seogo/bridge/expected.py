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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words translate each other: ``korean[left[i]]`` and ``english[right[i]]``, ``counts[i]`` times (expected)."""

    korean: tuple[str, ...]
    english: tuple[str, ...]
    left: _Numbers
    right: _Numbers
    counts: _Numbers


def count_translations(pairs: Iterable[TermPair]) -> Counts:
    """The expected counts of all pairs of words; those of less than LEAST_COUNT are left out."""
    korean: dict[str, int] = {"": 0}
    english: dict[str, int] = {"": 0}
    coded: list[tuple[list[int], list[int]]] = []
    links = 0
    for ko, en in pairs:
        if ko and en and max(len(ko), len(en)) <= LONGEST:
            numbers = [korean.setdefault(term, len(korean)) for term in ko]
            coded.append((numbers, [english.setdefault(term, len(english)) for term in en]))
            links += (len(ko) + 1) * (len(en) + 1)
            if links > 2 * MOST_LINKS:
                # what is left out by now would be left out in the end
                coded = _within_limits(coded)
                links = sum((len(ko) + 1) * (len(en) + 1) for ko, en in coded)
    left, right, counts = _joint(_within_limits(coded), len(korean), len(english))
    return Counts(tuple(korean), tuple(english), left, right, counts)


def _within_limits(coded: list[tuple[list[int], list[int]]]) -> list[tuple[list[int], list[int]]]:
    coded.sort(key=lambda pair: len(pair[0]) * len(pair[1]))
    sizes = np.cumsum([(len(ko) + 1) * (len(en) + 1) for ko, en in coded])
    return coded[: int(np.searchsorted(sizes, MOST_LINKS, "right"))]


def _joint(
    coded: list[tuple[list[int], list[int]]], korean: int, english: int
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """The smaller expected counts of both directions, with the numbers of the words."""
    keys, of_left, of_right = _links(coded, english)
    pairs, links = np.unique(keys, return_inverse=True)
    del keys
    links = links.astype(np.int32)
    left, right = pairs // english, pairs % english
    forward = _expected(links, of_right, right > 0, left, korean, english)
    backward = _expected(links, of_left, left > 0, right, english, korean)
    counts = np.minimum(forward, backward)
    kept = (counts >= LEAST_COUNT) & (left > 0) & (right > 0)
    return left[kept].astype(np.int32), right[kept].astype(np.int32), counts[kept]


def _links(
    coded: list[tuple[list[int], list[int]]], english: int
) -> tuple[_Numbers, _Numbers, _Numbers]:
    """For every word beside every other (NULL is 0): a key for both, and the place of each in its language."""
    size = sum((len(ko) + 1) * (len(en) + 1) for ko, en in coded)
    keys = np.empty(size, np.int64)
    of_left, of_right = np.empty(size, np.int32), np.empty(size, np.int32)
    at = first = second = 0
    for ko, en in coded:
        left, right = np.array([0, *ko], np.int64), np.array([0, *en], np.int64)
        shape = len(left), len(right)
        here = slice(at, at + len(left) * len(right))
        keys[here] = np.add.outer(left * english, right).ravel()
        of_left[here] = np.broadcast_to(np.arange(first, first + len(left))[:, None], shape).ravel()
        of_right[here] = np.broadcast_to(np.arange(second, second + len(right)), shape).ravel()
        at, first, second = here.stop, first + len(left), second + len(right)
    return keys, of_left, of_right


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
