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

from seogo.engines.base import Vocabulary, field_name, idf
from seogo.languages import Language

SHORT, LONG = 10, 20
"""Words of a query up to which the weight is the plain logarithm, and from which it is squared."""
_LEAST = 0.05


@dataclass(slots=True)
class Weights:
    """The weights of the terms of one query with ``words`` words, in an index of ``documents``."""

    vocabulary: Vocabulary
    documents: int
    words: int
    _known: dict[tuple[str, str], tuple[float, dict[Language, float]]] = field(default_factory=dict)

    @property
    def power(self) -> float:
        """1 for short queries, 2 for long ones."""
        return 1 + min(max(self.words - SHORT, 0) / (LONG - SHORT), 1)

    def weight(self, count: int) -> float:
        """The weight of a term that ``count`` documents have."""
        largest = math.log(self.documents + 2)
        share = max(math.log((self.documents + 2) / (count + 1)), _LEAST) / largest
        return float(largest * share**self.power)

    def total(self, place: str, terms: Iterable[str]) -> float:
        """The weight of several terms together."""
        return sum(self._term(place, term)[0] for term in terms)

    def boost(self, place: str, language: Language, *terms: str) -> float:
        """By what the engine's score of a term in a field (``body``, ``title`` …) is multiplied, or that of several terms
        side by side, whose scores it adds up."""
        weighed = given = 0.0
        for term in terms:
            weight, rarities = self._term(place, term)
            weighed += weight
            given += rarities[language]
        return weighed / given

    def _term(self, place: str, term: str) -> tuple[float, dict[Language, float]]:
        """The weight of a term in a field, and its idf in each language."""
        known = self._known.get((place, term))
        if known is None:
            counts = {
                language: self.vocabulary.frequency(field_name(place, language), term)
                for language in Language
            }
            rarities = {
                language: idf(max(self.documents, 1), count) for language, count in counts.items()
            }
            known = self._known[place, term] = (self.weight(sum(counts.values())), rarities)
        return known
