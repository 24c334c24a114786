"""Terms of the index that a written value, or the beginning of a word, stands for."""

from __future__ import annotations

from typing import NamedTuple

from seogo.analysis.english import stem
from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.script.normalize import normalize
from seogo.engines import clauses as q
from seogo.engines.base import Vocabulary, field_name
from seogo.languages import Language

MOST_EXPANSIONS = 200
"""A prefix stands for at most this many terms, the most frequent ones."""


class Keywords:
    """Values of keyword fields as people write them, whatever their case and spacing; each field is read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._values: dict[str, dict[str, list[str]]] = {}

    def having(self, field: str, value: str) -> q.Clause:
        """Articles whose keyword field has the value."""
        known = self._values.get(field)
        if known is None:
            known = {}
            for term, _ in self._vocabulary.terms(field):
                known.setdefault(_folded(term), []).append(term)
            self._values[field] = known
        terms = known.get(_folded(value), ())
        return q.unscored(q.any_of(q.Term(field, term) for term in terms))


class Syllables:
    """The bigrams that have a syllable, for what is one syllable long; read once for each language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._bigrams: dict[Language, dict[str, list[str]]] = {}

    def bigrams(self, language: Language, syllable: str) -> list[str]:
        """The bigrams of a language's articles, or lone syllables, in which it stands."""
        known = self._bigrams.get(language)
        if known is None:
            known = {}
            for term, _ in self._vocabulary.terms(field_name("bigrams", language)):
                if SYLLABLES.fullmatch(term):
                    for member in dict.fromkeys(term):
                        known.setdefault(member, []).append(term)
            self._bigrams[language] = known
        return known.get(syllable, [])


class Expansion(NamedTuple):
    """The terms with a prefix, the most frequent ones first; ``truncated``: there are more of them."""

    terms: tuple[str, ...]
    truncated: bool


def expand(vocabulary: Vocabulary, prefix: str) -> Expansion:
    """The terms of the main fields with a prefix as it was typed, or with its stem."""
    text = "".join(normalize(prefix).text.split()).casefold()
    terms = _beginning(vocabulary, text)
    if text.isascii() and not terms:
        terms = _beginning(vocabulary, stem(text))
    return Expansion(tuple(terms[:MOST_EXPANSIONS]), len(terms) > MOST_EXPANSIONS)


def _beginning(vocabulary: Vocabulary, prefix: str) -> list[str]:
    counts: dict[str, int] = {}
    for language in Language:
        for term, count in vocabulary.terms(field_name("body", language), prefix):
            counts[term] = counts.get(term, 0) + count
    return sorted(counts, key=lambda term: (-counts[term], term))


def _folded(value: str) -> str:
    return " ".join(normalize(value).text.casefold().split())
