"""Expected counts of word translations in aligned passages: IBM Model 1.

Every word of a passage is taken to come from one word of its translation, or from none (NULL), all equally likely
beforehand. With t(e|k) the probability that k becomes e, five rounds of expectation and maximisation (Brown, Della
Pietra, Della Pietra and Mercer 1993, The mathematics of statistical machine translation) give the expected counts
c(k, e), where in each round

    t(e|k) = (c(k, e) + .01) / (Σ c(k, ·) + .01·|V|)

which keeps rare words from taking in everything beside them (Moore 2004, Improving IBM word-alignment model 1). This is
done in both directions, and of the two counts of a pair the smaller one is believed.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

TermPair: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""The terms of a Korean passage and of the English one that belongs to it; or of several, with an empty term between two."""

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
    """Expected counts of translations: ``korean[left[i]]`` and ``english[right[i]]``, ``counts[i]`` times (expected)."""

    korean: tuple[str, ...]
    english: tuple[str, ...]
    left: _Numbers
    right: _Numbers
    counts: _Numbers


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one side of passages as numbers, NULL (0) before those of each: ``sizes`` many with it."""

    numbers: _Numbers
    sizes: _Numbers

    @classmethod
    def of(cls, numbers: Sequence[int]) -> _Words:
        """Words from their numbers, split at every NULL."""
        found = np.array(numbers, np.int64)
        return cls(found, np.diff(np.flatnonzero(found == 0), append=len(found)))

    def chosen(self, passages: _Numbers) -> _Words:
        """Some of the passages, in this order."""
        sizes = self.sizes[passages]
        firsts = (np.cumsum(self.sizes) - self.sizes)[passages]
        places = np.repeat(firsts - (np.cumsum(sizes) - sizes), sizes)
        return _Words(self.numbers[places + np.arange(len(places))], sizes)

    def compact(self, known: Iterable[str]) -> tuple[_Words, tuple[str, ...]]:
        """Words numbered anew without unused numbers, and those of the ``known`` words that occur."""
        there = np.bincount(self.numbers, minlength=1) > 0
        there[0] = True
        numbers = (np.cumsum(there) - 1)[self.numbers]
        return _Words(numbers, self.sizes), tuple(compress(known, there.tolist()))


def count_translations(pairs: Iterable[TermPair]) -> Counts:
    """Expected counts of all pairs of words; those of less than LEAST_COUNT are left out. Raises ValueError where there
    are more passages of one language."""
    known = _numbering(), _numbering()
    read = array("I"), array("I")
    kept = _Words.of(()), _Words.of(())
    for pair in pairs:
        for numbers, words, terms in zip(read, known, pair, strict=True):
            # an array takes a list much quicker than any other sequence
            numbers.fromlist([0, *map(words.__getitem__, terms)])
        if sum(map(len, read)) > MOST_LINKS:
            # what is left out by now would be left out in the end
            kept = _within_limits(kept, read)
            read = array("I"), array("I")
    kept = _within_limits(kept, read)
    (ko, korean), (en, english) = map(_Words.compact, kept, known)
    left, right, counts = _joint(ko, en, len(korean), len(english))
    return Counts(korean, english, left, right, counts)


def _numbering() -> defaultdict[str, int]:
    """Numbers words as they are asked for, from NULL on."""
    numbers = defaultdict(count(1).__next__)
    numbers[""] = 0
    return numbers


def _within_limits(
    kept: tuple[_Words, _Words], read: tuple[Sequence[int], Sequence[int]]
) -> tuple[_Words, _Words]:
    """The shortest of the passages that were kept and read, as many as there may be."""
    ko, en = map(_behind, kept, map(_Words.of, read))
    if len(ko.sizes) != len(en.sizes):
        raise ValueError(f"{len(ko.sizes)} Korean passages with {len(en.sizes)} English ones")
    sizes = np.array([ko.sizes, en.sizes])
    fit = np.flatnonzero((sizes.min(0) > 1) & (sizes.max(0) <= LONGEST + 1))
    short = fit[np.argsort(np.prod(sizes[:, fit] - 1, 0), kind="stable")]
    links = np.cumsum(np.prod(sizes[:, short], 0))
    short = short[: int(np.searchsorted(links, MOST_LINKS, "right"))]
    return ko.chosen(short), en.chosen(short)


def _behind(first: _Words, second: _Words) -> _Words:
    return _Words(
        np.concatenate([first.numbers, second.numbers]), np.concatenate([first.sizes, second.sizes])
    )


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
    links: _Numbers,
    places: _Numbers,
    generated: _Numbers,
    source: _Numbers,
    sources: int,
    targets: int,
) -> _Numbers:
    """Expected counts of every pair of words (IBM model 1), where each of the ``generated`` words (all but NULL) comes from
    one source."""
    t = np.where(generated, 1 / targets, 0.0)
    counts = t
    for _ in range(ROUNDS):
        p = t[links]
        sums = np.bincount(places, p)
        sums[sums == 0] = 1.0
        p /= sums[places]
        counts = np.bincount(links, p, len(t))
        totals = np.bincount(source, counts, sources) + SMOOTHING * targets
        t = np.where(generated, (counts + SMOOTHING) / totals[source], 0.0)
    return counts
