"""Document frequencies of the terms of a query, and how much each term counts.

An engine scores a term of a field with a factor for its rarity (Engine.idf), Whoosh with ``ln(N / (n + 1)) + 1``. Two things
speak against leaving it there, and a boost puts them right:

- A Latin word is rare in Korean articles and common in English ones. It is the same word, so n is counted over both
  languages.
- The ``+ 1`` makes common words count as much as half a rare one. A sentence has many of them, and they drown the few
  significant words: the weight is ``ln((N + 2) / (n + 1))``, and in a long query its square, with all powers between (verbose
  queries: Kumaran and Carvalho 2009 choose among the words; a power does so gradually).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, TypeAlias

from seogo.engines.base import Engine, field_name
from seogo.languages import Language

SHORT, LONG = 10, 20
"""Words of a query up to which the weight is the plain logarithm, and from which it is squared."""
_LEAST = 0.05
_PLACES = {language: place for place, language in enumerate(Language)}

Lookup: TypeAlias = tuple[str, str]
"""A term whose frequency is needed: the name of a field without its language (``body``), and the term."""


class Rarity(NamedTuple):
    """Rarity of a term in a field: the number of documents of each language that have it, its idf in each language, and its
    weight over both."""

    counts: dict[Language, int]
    idfs: dict[Language, float]
    weight: float


class TermStatistics:
    """Statistics of the terms of queries of one length in an index of ``documents``; ``power`` is that of the length.

    ``fetch`` asks the index for many terms at once. A term that was not fetched costs a call of its own. May be used by
    several threads.
    """

    def __init__(self, engine: Engine, documents: int, power: float = 1.0) -> None:
        self._engine = engine
        self._idf = cache(engine.idf)
        self._documents = documents
        self._power = power
        self._counts: dict[Lookup, tuple[int, ...]] = {}
        self._rarities: dict[Lookup, Rarity] = {}

    def __len__(self) -> int:
        return len(self._counts)

    def fetch(self, lookups: Iterable[Lookup]) -> None:
        """Ask the index, in one call, for the frequencies that are not known yet."""
        wanted = [lookup for lookup in dict.fromkeys(lookups) if lookup not in self._counts]
        if not wanted:
            return
        rows = [(_fields(place), term) for place, term in wanted]
        found = self._engine.frequencies(
            [(fields[number], term) for number in range(len(Language)) for fields, term in rows]
        )
        starts = range(0, len(found), len(wanted))
        columns = [found[start : start + len(wanted)] for start in starts]
        self._counts.update(zip(wanted, zip(*columns, strict=True), strict=True))

    def counts(self, place: str, term: str) -> tuple[int, ...]:
        """The numbers of documents that have a term in a field, in the order of the languages."""
        lookup = place, term
        if lookup not in self._counts:
            self.fetch((lookup,))
        return self._counts[lookup]

    def occurs(self, place: str, term: str, language: Language | None = None) -> bool:
        """Whether any document, of one language or of either, has a term in a field."""
        counts = self.counts(place, term)
        return any(counts) if language is None else counts[_PLACES[language]] > 0

    def count(self, place: str, language: Language, term: str) -> int:
        """The number of documents of a language that have a term in a field."""
        return self.counts(place, term)[_PLACES[language]]

    def rarity(self, place: str, term: str) -> Rarity:
        """The rarity of a term in a field."""
        known = self._rarities.get((place, term))
        if known is None:
            counts = dict(zip(Language, self.counts(place, term), strict=True))
            idfs = {language: self._idf(count) for language, count in counts.items()}
            known = Rarity(counts, idfs, self.weight(sum(counts.values())))
            self._rarities[place, term] = known
        return known

    def weight(self, count: int) -> float:
        """The weight of a term that ``count`` documents have."""
        largest = math.log(self._documents + 2)
        share = max(math.log((self._documents + 2) / (count + 1)), _LEAST) / largest
        return float(largest * share**self._power)

    def total(self, place: str, terms: Iterable[str]) -> float:
        """The sum of the weights of several terms."""
        return sum(self.rarity(place, term).weight for term in terms)

    def boost(self, place: str, language: Language, *terms: str) -> float:
        """The factor that turns the engine's score of a term in a field (``body``, ``title`` …) into one by these weights;
        of several terms side by side, whose scores the engine adds up, one factor for all."""
        weights = idfs = 0.0
        for term in terms:
            known = self.rarity(place, term)
            weights += known.weight
            idfs += known.idfs[language]
        return weights / idfs


@cache
def _fields(place: str) -> tuple[str, ...]:
    return tuple(field_name(place, language) for language in Language)


def power_of(words: int) -> float:
    """The power for a query of so many words: 1 for short ones, 2 for long ones."""
    return 1 + min(max(words - SHORT, 0) / (LONG - SHORT), 1)
