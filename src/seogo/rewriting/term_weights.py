"""How much each term of a query counts.

An engine scores a term of a field by BM25 with ``ln(N / (n + 1)) + 1`` for its rarity (seogo.engines.base.idf). Two things
speak against leaving it there, and a boost puts them right:

- A Latin word is rare in Korean articles and common in English ones. It is the same word, so n is counted over both
  languages.
- The ``+ 1`` makes common words count as much as half a rare one. A sentence has many of them, and they drown the few words
  that tell: the weight is ``ln((N + 2) / (n + 1))``, and in a long query its square, with all powers between (verbose
  queries: Kumaran and Carvalho 2009 choose among the words; a power does so gradually).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from seogo.engines.base import Vocabulary, field_name, idf
from seogo.languages import Language

SHORT, LONG = 10, 20
"""Words of a query up to which the weight is the plain logarithm, and from which it is squared."""
_LEAST = 0.05
_KEPT = 4_000
"""Terms that are kept."""


class Rarity(NamedTuple):
    """How many documents of each language have a term in a field, its idf in each, and its weight in both together."""

    counts: dict[Language, int]
    idfs: dict[Language, float]
    weight: float


class Weights:
    """The weights of the terms of queries in an index of ``documents``; ``power`` is that of their length.

    May be used by several threads.
    """

    def __init__(self, vocabulary: Vocabulary, documents: int, power: float = 1.0) -> None:
        self._vocabulary = vocabulary
        self._documents = documents
        self._power = power
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        """How rare a term is in a field."""

    def weight(self, count: int) -> float:
        """The weight of a term that ``count`` documents have."""
        largest = math.log(self._documents + 2)
        share = max(math.log((self._documents + 2) / (count + 1)), _LEAST) / largest
        return float(largest * share**self._power)

    def total(self, place: str, terms: Iterable[str]) -> float:
        """The weight of several terms together."""
        return sum(self.of(place, term).weight for term in terms)

    def boost(self, place: str, language: Language, *terms: str) -> float:
        """By what the engine's score of a term in a field (``body``, ``title`` …) is multiplied, or that of several terms
        side by side, whose scores it adds up."""
        weighed = given = 0.0
        for term in terms:
            known = self.of(place, term)
            weighed += known.weight
            given += known.idfs[language]
        return weighed / given

    def count(self, place: str, language: Language, term: str) -> int:
        """How many documents of a language have a term in a field."""
        return self.of(place, term).counts[language]

    def _of(self, place: str, term: str) -> Rarity:
        frequency, size = self._vocabulary.frequency, max(self._documents, 1)
        counts = {language: frequency(field_name(place, language), term) for language in Language}
        idfs = {language: idf(size, count) for language, count in counts.items()}
        return Rarity(counts, idfs, self.weight(sum(counts.values())))


def power_of(words: int) -> float:
    """The power for a query of so many words: 1 for short ones, 2 for long ones."""
    return 1 + min(max(words - SHORT, 0) / (LONG - SHORT), 1)
