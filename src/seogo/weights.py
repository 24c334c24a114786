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
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Weights:
    """The weights of the terms of queries in an index of ``documents``; ``power`` is that of their length.

    May be used by several threads.
    """

    vocabulary: Vocabulary
    documents: int
    power: float = 1.0
    _known: dict[tuple[str, str], Rarity] = field(default_factory=dict)

    def weight(self, count: int) -> float:
        """The weight of a term that ``count`` documents have."""
        largest = math.log(self.documents + 2)
        share = max(math.log((self.documents + 2) / (count + 1)), _LEAST) / largest
        return float(largest * share**self.power)

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

    def of(self, place: str, term: str) -> Rarity:
        """How rare a term is in a field."""
        known = self._known.get((place, term))
        if known is None:
            frequency, size = self.vocabulary.frequency, max(self.documents, 1)
            counts = {lang: frequency(field_name(place, lang), term) for lang in Language}
            idfs = {language: idf(size, count) for language, count in counts.items()}
            known = Rarity(counts, idfs, self.weight(sum(counts.values())))
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[place, term] = known
        return known


def power_of(words: int) -> float:
    """The power for a query of so many words: 1 for short ones, 2 for long ones."""
    return 1 + min(max(words - SHORT, 0) / (LONG - SHORT), 1)
